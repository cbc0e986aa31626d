"""Terms by years: what was used when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.dates import Date, Day, EventDate, Precision
from sphinx_retrospective.core.model import Event
from sphinx_retrospective.core.query import Selection, select
from sphinx_retrospective.core.taxonomy import Taxonomy, Term

SORTS: Final = ("first", "count", "name")
#: How many columns a screen has at the most; years become decades, centuries or millennia where there would be more.
MAX_PERIODS: Final = 50
#: How many there are where the author says how long periods are.
MAX_PERIODS_ASKED: Final = 200
#: How many years a period has, by what an author calls it.
SPANS: Final[Mapping[str, int]] = {"year": 1, "decade": 10, "century": 100}
#: How many shades there are.
LEVELS: Final = 5
_LENGTHS: Final = tuple(10**power for power in range(12))

#: First and last year of an event, both included. A start that is None lies before all that is shown.
_Years: TypeAlias = tuple[int | None, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A term.

    Attributes:
        term: the term.
        events: all that carry it, in order of time.
        cells: those of each period.
    """

    term: Term
    events: tuple[Event, ...]
    cells: tuple[tuple[Event, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Terms by periods.

    Attributes:
        length: how many years a period has: 1, 10, 100 or 1,000.
        periods: the first year of each (astronomical), without gaps; then None where some events are in none of them.
        rows: the terms.
    """

    length: int
    periods: tuple[int | None, ...]
    rows: tuple[Row, ...]

    def level(self, count: int) -> int:
        """Return how dark a cell of *count* events is, from 1 to `LEVELS`; 0 where there are none."""
        most = max((len(cell) for row in self.rows for cell in row.cells), default=0)
        return count if most <= LEVELS else -(-LEVELS * count // most)


def build_matrix(
    chronicle: Chronicle,
    taxonomy: Taxonomy,
    selection: Selection,
    today: Day,
    *,
    sort: str = "first",
    limit: int | None = None,
    terms: Collection[str] = (),
    by: str = "",
    max_periods: int = MAX_PERIODS,
) -> Matrix:
    """Return the terms of the selected events by the years that these touch.

    A span counts in each of its years, one with an open end up to today, one whose other end is unknown in the year
    that is known. What says no year of its own (``201X``, no date) is in no year: it would claim too much of any.

    Args:
        chronicle: where the events are.
        taxonomy: whose terms, one of the chronicle's.
        selection: which events; its order, limit and grouping are of no account.
        today: what open ends reach.
        sort: by first use (``first``), by how many events carry a term (``count``), or by title (``name``).
        limit: the number of terms, of those that most events carry; None for all.
        terms: spellings of the terms that are wanted, with or without events; all that have events where there are
            none. Unknown ones are left out.
        by: a name of `SPANS`, the shortest that periods may be; empty for years.
        max_periods: the number of columns, 20 or more.
    """
    events = {event.id: event for event in select(chronicle, replace(selection, order="oldest", limit=None))}
    named = {term.slug for text in terms if (term := taxonomy.find(text))}
    # By title, and so is what is equal in what they are sorted by.
    uses = []
    for term in taxonomy.terms.values():
        own = tuple(events[each] for each in term.events if each in events)
        if term.slug in named or (own and not terms):
            uses.append((term, own))
    if limit is not None:
        most = {term.slug for term, _ in sorted(uses, key=lambda use: -len(use[1]))[:limit]}
        uses = [use for use in uses if use[0].slug in most]
    carriers = (event for _, own in uses for event in own)
    length, periods, periods_of = _periods(carriers, selection, today, SPANS.get(by, 1), max_periods)
    rows = [Row(term, own, _cells(own, periods, periods_of)) for term, own in uses]
    if sort == "count":
        rows.sort(key=lambda row: -len(row.events))
    elif sort == "first":
        places = {event_id: place for place, event_id in enumerate(events)}
        rows.sort(key=lambda row: _first(row, places))
    return Matrix(length, periods, tuple(rows))


def count_by_period(events: Iterable[Event], today: Day, max_periods: int = MAX_PERIODS) -> tuple[int, dict[int, int]]:
    """Return how many events touch each period of time, from the first that any does to the last, without gaps.

    Args:
        events: the events, as `build_matrix` counts them; those of no year are left out.
        today: what open ends reach.
        max_periods: how many periods there may be, 20 or more; where years were more, they are decades, and so on.

    Returns:
        How many years a period has, and the count of each by its first year (astronomical).
    """
    length, counts = count_each_by_period({"": tuple(events)}, today, max_periods)
    return length, counts[""]


def count_each_by_period(
    events: Mapping[str, Sequence[Event]], today: Day, max_periods: int = MAX_PERIODS
) -> tuple[int, dict[str, dict[int, int]]]:
    """Return the same for several sets of events, by their names, each in the periods of them all."""
    together = {event.id: event for each in events.values() for event in each}
    length, periods, periods_of = _periods(together.values(), Selection(), today, 1, max_periods)
    counts = {name: {period: 0 for period in periods if period is not None} for name in events}
    for name, counted in events.items():
        for event in counted:
            for period in periods_of[event.id]:
                if period is not None:
                    counts[name][period] += 1
    return length, counts


def _first(row: Row, places: Mapping[str, int]) -> tuple[int, int]:
    """Return the first column that has events of a term, and the place of the first of these among all events.

    Not the place alone: what has no column of its own comes last, whatever years it may be of.
    """
    return next(
        ((column, places[cell[0].id]) for column, cell in enumerate(row.cells) if cell), (len(row.cells), len(places))
    )


def _cells(
    events: Iterable[Event], periods: tuple[int | None, ...], periods_of: Mapping[str, Iterable[int | None]]
) -> tuple[tuple[Event, ...], ...]:
    cells: dict[int | None, list[Event]] = {period: [] for period in periods}
    for event in events:
        for period in periods_of[event.id]:
            cells[period].append(event)
    return tuple(tuple(cell) for cell in cells.values())


def _periods(
    events: Iterable[Event], selection: Selection, today: Day, shortest: int, max_periods: int
) -> tuple[int, tuple[int | None, ...], dict[str, list[int | None]]]:
    """Return how long periods are, the periods, and those of each event. They are as short as their number allows."""
    dates = {event.id: event.date for event in events}
    for length in [each for each in _LENGTHS if each >= shortest]:
        years = {name: _years(date, today, length) for name, date in dates.items()}
        columns = _columns([each for each in years.values() if each], selection, length)
        if len(columns) <= max_periods:
            break
    periods_of = {name: _touched(each, columns, length) for name, each in years.items()}
    rest = (None,) if any(None in each for each in periods_of.values()) else ()
    return length, (*columns, *rest), periods_of


def _columns(years: Iterable[_Years], selection: Selection, length: int) -> range:
    """Return the first years of all periods from the first that is touched to the last, inside the window."""
    years = list(years)
    if not years:
        return range(0)
    first = min(last if start is None else start for start, last in years)
    last = max(last for _, last in years)
    if selection.since is not None:
        first = max(first, selection.since.year)
    if selection.until is not None:
        last = min(last, selection.until.year)
    return range(first - first % length, last + 1, length)


def _touched(years: _Years | None, columns: range, length: int) -> list[int | None]:
    """Return those of *columns* that an event touches; None alone where it touches none."""
    if years is None:
        return [None]
    first, last = years
    touched = [each for each in columns if (first is None or each + length > first) and each <= last]
    return [*touched] or [None]


def _years(date: EventDate | None, today: Day, length: int) -> _Years | None:
    """Return the years of *date*, or None where they are not known to a period of *length* years."""
    if date is None:
        return None
    if isinstance(date, Date):
        first, last = date.earliest.year, _last_year(date)
        return (first, last) if first // length == last // length else None
    start, end = date.start, date.end
    last_year = None if end is None else _last_year(end)
    if start is None:
        if last_year is None:  # pragma: no cover - Interval refuses it
            raise AssertionError("an interval has an end that is a date")
        return (None if date.open_start else last_year, last_year)
    first = start.earliest.year
    if last_year is None:
        last_year = max(today.year, first) if date.open_end else first
    return first, last_year


def _last_year(date: Date) -> int:
    """Return the last year that *date* may mean; a winter is of the year that it begins in."""
    return date.year if date.precision >= Precision.YEAR else date.latest.year
