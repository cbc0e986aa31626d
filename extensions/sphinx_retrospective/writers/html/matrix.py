"""How a matrix looks in HTML: a table that scrolls in a region of its own, and the lists that its numbers bring up."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_retrospective import nodes as retro
from sphinx_retrospective.labels import translate
from sphinx_retrospective.writers.html.aria_labels import landmark_label

if TYPE_CHECKING:
    from collections.abc import Callable

    Visitor = tuple[Callable[[HTML5Translator, nodes.Element], None], Callable[[HTML5Translator, nodes.Element], None]]


def visit_matrix_table(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin the region, which has to be reachable by keyboard where it scrolls, and the table."""
    label = escape(landmark_label(self, node))
    self.body.append(f'<div class="retro-matrix-scroll" role="region" aria-label="{label}" tabindex="0">\n')
    HTML5Translator.visit_table(self, cast("nodes.table", node))


def depart_matrix_table(self: HTML5Translator, node: nodes.Element) -> None:
    """End both."""
    HTML5Translator.depart_table(self, cast("nodes.table", node))
    self.body.append("</div>\n")


def visit_matrix_period(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin the header of a column."""
    self.body.append('<th scope="col">')


def visit_matrix_term(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin the header of a row; the corner is the one of the column of terms."""
    in_head = isinstance(node.parent.parent, nodes.thead)
    self.body.append(f'<th scope="{"col" if in_head else "row"}">')


def depart_header(self: HTML5Translator, node: nodes.Element) -> None:
    """End a header."""
    self.body.append("</th>\n")


def visit_matrix_cell(self: HTML5Translator, node: nodes.Element) -> None:
    """Write a cell: a number that leads to the events that it counts, and says of what."""
    reference = next(iter(node.findall(nodes.reference)), None)
    text = escape(node.astext())
    if reference is not None:
        address = escape(reference.get("refuri") or f"#{reference['refid']}")
        # The list that it leads to leads back to it.
        anchor = f' id="{escape(_cell_id(node["entry"]))}"' if node["entry"] else ""
        text = f'<a{anchor} href="{address}" aria-label="{escape(node["says"])}">{text}</a>'
    self.body.append(f'<td class="{" ".join(node["classes"])}">{text}</td>\n')
    raise nodes.SkipNode


def visit_matrix_entry(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin the list of a cell. The link that leads to it moves the keyboard there too."""
    ids = [each for name in node.findall(retro.matrix_name) for each in name["ids"]]
    self.body.append(self.starttag(node, "div", ids=ids, tabindex="-1"))


def depart_matrix_entry(self: HTML5Translator, node: nodes.Element) -> None:
    """End the list, with a way back to the cell that led here."""
    address = escape(_cell_id(next(each for name in node.findall(retro.matrix_name) for each in name["ids"])))
    label = escape(translate("Back to the table"))
    self.body.append(f'<dd class="retro-matrix-back"><a href="#{address}">{label}</a></dd>\n</div>\n')


def visit_matrix_name(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin the name of the cell; the anchor is around the list as well."""
    self.body.append("<dt>")


def depart_matrix_name(self: HTML5Translator, node: nodes.Element) -> None:
    """End it."""
    self.body.append("</dt>\n")


def nothing(self: HTML5Translator, node: nodes.Element) -> None:
    """Write nothing."""


def _cell_id(entry: str) -> str:
    return f"{entry}-cell"


VISITORS: dict[type[nodes.Element], Visitor] = {
    retro.matrix_table: (visit_matrix_table, depart_matrix_table),
    retro.matrix_period: (visit_matrix_period, depart_header),
    retro.matrix_term: (visit_matrix_term, depart_header),
    retro.matrix_cell: (visit_matrix_cell, nothing),
    retro.matrix_entry: (visit_matrix_entry, depart_matrix_entry),
    retro.matrix_name: (visit_matrix_name, depart_matrix_name),
}
