"""The index of a taxonomy: terms with their counts, and everything that carries them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docutils import nodes

from sphinx_retrospective.core.model import Tagging
from sphinx_retrospective.core.taxonomy import Term
from sphinx_retrospective.domain_data import IndexRequest
from sphinx_retrospective.drawing.canvas import Canvas
from sphinx_retrospective.drawing.dates import draw_date
from sphinx_retrospective.drawing.event import page_reference, term_reference
from sphinx_retrospective.drawing.page import Page
from sphinx_retrospective.gathering.addresses import index_anchor
from sphinx_retrospective.gathering.requests import terms_of
from sphinx_retrospective.labels import translate
from sphinx_retrospective.nodes import separator, term_head, term_list

#: An index has this many lines for each event that another page may list: they are short.
_LINES_AN_EVENT: Final = 10


def draw_index(request: IndexRequest, canvas: Canvas, *, is_home: bool) -> nodes.Element:
    """Return the index that *request* asks for.

    Args:
        request: what it is of.
        canvas: what it is drawn from and for.
        is_home: whether references to terms lead to the entries of this index, which then have anchors.
    """
    taxonomy = canvas.chronicle.taxonomies[request.taxonomy]
    terms = terms_of(request, canvas.chronicle)
    if not terms:
        return nodes.container("", nodes.paragraph("", translate("No terms.")), classes=["retro-index", "retro-empty"])
    # In a very long index each term leads to a page that has all of these.
    lines, most = sum(term.count for term in terms), _LINES_AN_EVENT * canvas.settings.page_limit
    has_carriers = not canvas.gathered.addresses.pages or lines <= most
    entries = term_list("", classes=["retro-terms"])
    for term in terms:
        head = term_head(
            "",
            "",
            term_reference(taxonomy.definition, term.title, canvas, "retro-term-name"),
            separator("", " ("),
            nodes.inline("", str(term.count), classes=["retro-count"]),
            separator("", ")"),
        )
        if is_home:
            head["ids"].append(index_anchor(term))
        listed = _carriers(term, canvas) if has_carriers else []
        carriers = nodes.bullet_list("", *listed, classes=["retro-carriers"], bullet="-")
        definition = nodes.definition("", carriers) if carriers.children else nodes.definition()
        entries += nodes.definition_list_item("", head, definition)
    return nodes.container("", entries, classes=["retro-index"])


def draw_pages(taggings: Sequence[Tagging], page: Page) -> nodes.bullet_list:
    """Return a list of pages and sections, each leading there."""
    items = [nodes.list_item("", nodes.paragraph("", "", page_reference(each, page))) for each in taggings]
    return nodes.bullet_list("", *items, classes=["retro-pages"], bullet="-")


def _carriers(term: Term, canvas: Canvas) -> list[nodes.list_item]:
    items = []
    for event_id in term.events:
        event = canvas.chronicle.event(event_id)
        if event is None:
            continue
        line = nodes.paragraph("", "", canvas.refer_by_title("event", event.id, event.title), nodes.Text(" "))
        line += nodes.inline("", "", draw_date(event.date, canvas.language), classes=["retro-when"])
        items.append(nodes.list_item("", line))
    for tagging in term.taggings:
        line = nodes.paragraph("", "", page_reference(tagging, canvas), nodes.Text(" "))
        line += nodes.inline("", translate("page"), classes=["retro-when"])
        items.append(nodes.list_item("", line))
    return items
