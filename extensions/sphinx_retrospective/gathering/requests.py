"""What directives ask of the chronicle, answered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sphinx_retrospective.core.chart import Window, window_of
from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.dates import Day
from sphinx_retrospective.core.matrix import MAX_PERIODS, MAX_PERIODS_ASKED, Matrix, build_matrix
from sphinx_retrospective.core.model import Event
from sphinx_retrospective.core.query import select
from sphinx_retrospective.core.term_index import Entry, build_index
from sphinx_retrospective.domain_data import IndexRequest, MatrixRequest, ViewRequest

#: An index has this many lines for each event that another page may list: they are short.
_LINES_AN_EVENT: Final = 10
#: Views of an index that list what carries each term, unless that is too long.
LISTING_VIEWS: Final = frozenset({"sections", "letters"})
#: How many columns paper has.
_MAX_ON_PAPER: Final = 20


def events_of(request: ViewRequest, chronicle: Chronicle, docname: str) -> tuple[Event, ...]:
    """Return the events that a view on the page *docname* shows, in its order."""
    selected = select(chronicle, request.selection)
    if not request.own:
        return selected
    own = {chronicle.id_at(docname, anchor) for anchor in request.own}
    return tuple(event for event in selected if event.id in own)


def window_of_view(request: ViewRequest, chronicle: Chronicle, today: Day) -> Window:
    """Return what is wanted of the axis of a chart; *today* is what open ends reach."""
    wanted = request.selection
    eras = [era for era in map(chronicle.era, wanted.eras) if era]
    return window_of(request.axis, eras, wanted.since, wanted.until, today)


def index_of(request: IndexRequest, chronicle: Chronicle, language: str) -> list[Entry]:
    """Return the terms that an index shows, in its order, with what carries them."""
    return build_index(
        chronicle,
        chronicle.taxonomies[request.taxonomy],
        request.selection,
        language,
        folder=request.folder,
        sort=request.sort,
        limit=request.limit,
        order=request.order,
    )


def lists_carriers(view: str, entries: Iterable[Entry], *, has_pages: bool, page_limit: int) -> bool:
    """Tell whether an index lists what carries each term, and does not leave it to the pages of these.

    Args:
        view: the name of the index's view.
        entries: its terms.
        has_pages: whether these have pages of their own.
        page_limit: how many events another page may list.
    """
    if view == "overview":
        return not has_pages
    if view not in LISTING_VIEWS:
        return False
    return not has_pages or sum(entry.count for entry in entries) <= _LINES_AN_EVENT * page_limit


def matrix_of(request: MatrixRequest, chronicle: Chronicle, today: Day, most: int, *, on_paper: bool = False) -> Matrix:
    """Return the matrix that *request* asks for.

    Args:
        request: what it is of.
        chronicle: where the events are.
        today: what open ends reach.
        most: how many terms there are where the author names neither terms nor a number.
        on_paper: whether it has as many columns as paper has, and not as a screen.
    """
    limit = request.selection.limit or (None if request.terms else most)
    max_periods = _MAX_ON_PAPER if on_paper else MAX_PERIODS_ASKED if request.by else MAX_PERIODS
    return build_matrix(
        chronicle,
        chronicle.taxonomies[request.taxonomy],
        request.selection,
        today,
        sort=request.sort,
        limit=limit,
        terms=request.terms,
        by=request.by,
        max_periods=max_periods,
    )
