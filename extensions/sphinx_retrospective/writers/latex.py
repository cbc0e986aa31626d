"""How our nodes look in LaTeX, where the docutils nodes that they stand on would look worse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.writers.latex import LaTeXTranslator

from sphinx_retrospective import nodes as retro

if TYPE_CHECKING:
    from collections.abc import Callable

    Visitor = tuple[Callable[[LaTeXTranslator, nodes.Element], None], Callable[[LaTeXTranslator, nodes.Element], None]]


def visit_event_meta(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Begin the details, in the weight of text: the head is bold for the sake of date and title."""
    self.body.append(r"\textmd{")


def depart_event_meta(self: LaTeXTranslator, node: nodes.Element) -> None:
    """End the details."""
    self.body.append("}")


VISITORS: dict[type[nodes.Element], Visitor] = {
    retro.event_meta: (visit_event_meta, depart_event_meta),
    retro.cv_span: (visit_event_meta, depart_event_meta),
}
