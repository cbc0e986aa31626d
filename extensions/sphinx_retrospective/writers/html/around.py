"""How what is around an event looks in HTML: a landmark of its own, and a list of parts in it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final, cast

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder
from sphinx.writers.html5 import HTML5Translator

from sphinx_retrospective import nodes as retro
from sphinx_retrospective.writers.html.aria_labels import landmark_label

if TYPE_CHECKING:
    from collections.abc import Callable

    Visitor = tuple[Callable[[HTML5Translator, nodes.Element], None], Callable[[HTML5Translator, nodes.Element], None]]


def visit_around_block(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin the landmark."""
    # The stubs of docutils take every attribute for its `empty`.
    label = cast("dict[str, Any]", {"aria-label": landmark_label(self, node)})
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


def visit_era_strip(self: HTML5Translator, node: nodes.Element) -> None:
    """Draw a bar for each era, in as few rows as there is room for, one of them filled."""
    if isinstance(self.builder, Epub3Builder):
        # A book would have to name its pages that have drawings in them.
        self.body.append(escape(node.astext()))
        raise nodes.SkipNode
    ends: list[float] = []
    bars = []
    for place, (start, end) in enumerate(node["spans"]):
        row = next((number for number, taken in enumerate(ends) if taken <= start), len(ends))
        ends[row : row + 1] = [end]
        here = ' class="retro-strip-here"' if place == node["place"] else ""
        bars.append(
            f'<rect{here} x="{start * 100:g}" y="{row * _ROW}" width="{max((end - start) * 100, 1):g}" height="4"/>'
        )
    height = len(ends) * _ROW
    picture = (
        f'<svg class="retro-strip" height="{height}" viewBox="0 0 100 {height}" preserveAspectRatio="none" role="img">'
        f"<title>{escape(node.astext())}</title>{''.join(bars)}</svg>"
    )
    first, last = [f'<span class="retro-when">{escape(year)}</span>' for year in node["years"]] or ("", "")
    self.body.append(f"{first} {picture} {last}")
    raise nodes.SkipNode


def depart_era_strip(self: HTML5Translator, node: nodes.Element) -> None:
    """Nothing is left to be done."""


#: How far the rows of a strip are apart, in pixels.
_ROW: Final = 7
VISITORS: dict[type[nodes.Element], Visitor] = {
    retro.around_block: (visit_around_block, depart_around_block),
    retro.around_list: (visit_around_list, depart_around_list),
    retro.around_part: (visit_around_part, depart_around_part),
    retro.around_name: (visit_around_name, depart_around_name),
    retro.era_strip: (visit_era_strip, depart_era_strip),
}
