"""How our nodes look in plain text, where the docutils nodes that they stand on would look worse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.writers.text import TextTranslator

from sphinx_retrospective import nodes as retro

if TYPE_CHECKING:
    from collections.abc import Callable

    Visitor = tuple[Callable[[TextTranslator, nodes.Element], None], Callable[[TextTranslator, nodes.Element], None]]


def visit_head(self: TextTranslator, node: nodes.Element) -> None:
    """Begin the line above a definition."""
    self.new_state(0)


def depart_head(self: TextTranslator, node: nodes.Element) -> None:
    """End the line: what is told follows at once, and where nothing is told, an empty line."""
    is_told = any(isinstance(each, nodes.definition) and each.children for each in node.parent.children)
    self.end_state(end=None if is_told else ("",))


VISITORS: dict[type[nodes.Element], Visitor] = {
    retro.event_head: (visit_head, depart_head),
    retro.term_head: (visit_head, depart_head),
    retro.matrix_name: (visit_head, depart_head),
    retro.around_name: (visit_head, depart_head),
}
