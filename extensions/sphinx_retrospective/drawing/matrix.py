"""A matrix: terms by years, as a table of how many events there are, each number leading to these."""

from __future__ import annotations

from docutils import nodes

from sphinx_retrospective.core.matrix import Matrix, Row
from sphinx_retrospective.core.model import Event
from sphinx_retrospective.core.slugs import slugify
from sphinx_retrospective.core.taxonomy import Term
from sphinx_retrospective.domain_data import MatrixRequest
from sphinx_retrospective.drawing.canvas import Canvas
from sphinx_retrospective.drawing.dates import draw_date, period_text
from sphinx_retrospective.drawing.event import term_reference
from sphinx_retrospective.gathering.addresses import slug_in_anchor
from sphinx_retrospective.gathering.requests import matrix_of
from sphinx_retrospective.labels import taxonomy_title, translate
from sphinx_retrospective.nodes import (
    NO_SEARCH,
    isolated,
    matrix_cell,
    matrix_entry,
    matrix_events,
    matrix_name,
    matrix_period,
    matrix_table,
    matrix_term,
    separator,
)

#: How many events stand below a table for one cell of it; the page of its term has all of them.
_MAX_LISTED = 50
#: Columns of a table that does not find its widths itself, in parts of a line.
_TERM_WIDTH, _PERIOD_WIDTH = 18, 6


def draw_matrix(request: MatrixRequest, canvas: Canvas, number: int) -> nodes.Element:
    """Return the matrix that *request* asks for: a table, and below it the events of each cell that has several.

    Args:
        request: what it is of.
        canvas: what it is drawn from and for.
        number: tells the matrices of a document apart.
    """
    most = canvas.settings.page_limit
    # Only a page can be moved sideways, and only where there are pictures is the page one of a screen.
    matrix = matrix_of(request, canvas.chronicle, canvas.gathered.today, most, on_paper=canvas.today is None)
    if not matrix.rows:
        return nodes.container("", nodes.paragraph("", translate("No terms.")), classes=["retro-matrix", "retro-empty"])
    titles = [_period_title(period, matrix.length, canvas) for period in matrix.periods]
    label = _label(_taxonomy_title(request, canvas), matrix, titles)
    table = matrix_table("", label=label, classes=["retro-matrix-table"])
    columns = nodes.tgroup("", cols=1 + len(matrix.periods))
    columns += nodes.colspec("", colwidth=_TERM_WIDTH, stub=1)
    columns += [nodes.colspec("", colwidth=_PERIOD_WIDTH) for _ in matrix.periods]
    corner = matrix_term("", nodes.paragraph("", _taxonomy_title(request, canvas)))
    periods = [matrix_period("", nodes.paragraph("", title)) for title in titles]
    columns += nodes.thead("", nodes.row("", corner, *periods))
    body = nodes.tbody()
    lists = matrix_events("", classes=["retro-matrix-events"])
    # Unlike all others also where all pages become one.
    prefix = f"retro-matrix-{'--'.join(map(slugify, canvas.docname.split('/')))}--{number + 1}"
    for row in matrix.rows:
        anchor = f"{prefix}--{slug_in_anchor(row.term.slug)}"
        anchors = [f"{anchor}-{'other' if period is None else period}" for period in matrix.periods]
        line = nodes.row("", _header(row, canvas))
        for cell, title, place in zip(row.cells, titles, anchors, strict=True):
            line += _cell(cell, f"{row.term.title}, {title}", place, matrix.level(len(cell)), canvas)
            if len(cell) > 1:
                lists += _entry(cell, row.term, title, place, canvas)
        body += line
    columns += body
    table += columns
    drawn = nodes.container("", table, classes=["retro-matrix", NO_SEARCH])
    if len(matrix.rows) == most and not (request.selection.limit or request.terms):
        text = translate("The %d that most events carry are shown.")
        drawn += nodes.paragraph("", text % most, classes=["retro-bound"])
    if lists.children:
        drawn += lists
    return drawn


def _label(title: str, matrix: Matrix, titles: list[str]) -> str:
    """Return what the table is called; several of a page are told apart by their time."""
    templates = {1: translate("%s by year"), 10: translate("%s by decade")}
    label = templates.get(matrix.length, translate("%s over time")) % title
    years = [text for text, period in zip(titles, matrix.periods, strict=True) if period is not None]
    return f"{label}, {' – '.join(dict.fromkeys((years[0], years[-1])))}" if years else label


def _taxonomy_title(request: MatrixRequest, canvas: Canvas) -> str:
    return taxonomy_title(canvas.chronicle.taxonomies[request.taxonomy].definition)


def _period_title(period: int | None, length: int, canvas: Canvas) -> str:
    if period is None:
        return translate("Other")
    return period_text(period, length, canvas.language)


def _header(row: Row, canvas: Canvas) -> matrix_term:
    definition = canvas.chronicle.taxonomies[row.term.taxonomy].definition
    reference = term_reference(definition, row.term.title, canvas, "retro-term-name")
    return matrix_term("", nodes.paragraph("", "", reference))


def _cell(events: tuple[Event, ...], name: str, anchor: str, level: int, canvas: Canvas) -> matrix_cell:
    """Return a cell: one event is led to at once, and several by way of their list."""
    if not events:
        return matrix_cell("", classes=["retro-matrix-none"])
    count = str(len(events))
    entry = "" if len(events) == 1 else anchor
    reference: nodes.Element
    if len(events) == 1:
        reference = canvas.refer_by_text("event", events[0].id, count)
        says = f"{name}: {count}, {events[0].title}"
    else:
        reference = nodes.reference("", "", nodes.inline("", count), internal=True, refid=anchor)
        says = f"{name}: {_count_text(events)}"
    return matrix_cell(
        "", nodes.paragraph("", "", reference), says=says, entry=entry, classes=[f"retro-matrix-{level}"]
    )


def _entry(events: tuple[Event, ...], term: Term, period: str, anchor: str, canvas: Canvas) -> matrix_entry:
    items = []
    # Elsewhere than on a screen there is no page of the term that has them all.
    shown = events if canvas.today is None else events[:_MAX_LISTED]
    for event in shown:
        line = nodes.paragraph("", "", canvas.refer_by_title("event", event.id, event.title), nodes.Text(" "))
        line += nodes.inline("", "", draw_date(event.date, canvas.language), classes=["retro-when"])
        items.append(nodes.list_item("", line))
    if len(shown) < len(events):
        text = nodes.inline("", translate("and %d more") % (len(events) - len(shown)))
        more = canvas.refer(term.taxonomy, term.title, text, refexplicit=True, listing=True, quiet=True)
        items.append(nodes.list_item("", nodes.paragraph("", "", more)))
    head = matrix_name(
        "",
        "",
        isolated("", term.title, support_smartquotes=False),
        nodes.Text(f", {period} "),
        separator("", "("),
        nodes.inline("", _count_text(events), classes=["retro-count"]),
        separator("", ")"),
    )
    head["ids"].append(anchor)
    listed = nodes.bullet_list("", *items, classes=["retro-carriers"], bullet="-")
    return matrix_entry("", head, nodes.definition("", listed), classes=["retro-matrix-entry"])


def _count_text(events: tuple[Event, ...]) -> str:
    return translate("%d events") % len(events)
