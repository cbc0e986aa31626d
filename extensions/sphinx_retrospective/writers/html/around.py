"""How what is around an event looks in HTML: a landmark of its own, and a list of parts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_retrospective import nodes as retro
from sphinx_retrospective.writers.html.aria_labels import landmark_label

if TYPE_CHECKING:
    from collections.abc import Callable

    Visitor = tuple[Callable[[HTML5Translator, nodes.Element], None], Callable[[HTML5Translator, nodes.Element], None]]


def visit_around_block(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin the landmark."""
    # The stubs of docutils take every attribute for its `empty`.
    label = cast("dict[str, Any]", {"aria-label": landmark_label(self.document, node)})
    self.body.append(self.starttag(node, "aside", **label))


def depart_around_block(self: HTML5Translator, node: nodes.Element) -> None:
    """End it."""
    self.body.append("</aside>\n")


def visit_around_list(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin the list, by its own classes alone: themes have rules for those that docutils gives."""
    self.body.append(self.starttag(node, "dl"))


def depart_around_list(self: HTML5Translator, node: nodes.Element) -> None:
    """End it."""
    self.body.append("</dl>\n")


def visit_around_part(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a part."""
    self.body.append(self.starttag(node, "div", ""))


def depart_around_part(self: HTML5Translator, node: nodes.Element) -> None:
    """End it."""
    self.body.append("</div>\n")


def visit_around_name(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin what a part is called."""
    self.body.append("<dt>")


def depart_around_name(self: HTML5Translator, node: nodes.Element) -> None:
    """End it."""
    self.body.append("</dt>\n")


VISITORS: dict[type[nodes.Element], Visitor] = {
    retro.around_block: (visit_around_block, depart_around_block),
    retro.around_list: (visit_around_list, depart_around_list),
    retro.around_part: (visit_around_part, depart_around_part),
    retro.around_name: (visit_around_name, depart_around_name),
}
