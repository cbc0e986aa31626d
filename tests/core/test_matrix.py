"""Terms by years: every event of every term is in each period that it touches, and nothing else is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.dates import Date, Day, EventDate, parse
from sphinx_retrospective.core.definitions import BUILT_IN
from sphinx_retrospective.core.matrix import (
    LEVELS,
    MAX_PERIODS,
    MAX_PERIODS_ASKED,
    SORTS,
    SPANS,
    Matrix,
    build_matrix,
)
from sphinx_retrospective.core.model import Description, DocumentRecords, Event
from sphinx_retrospective.core.query import Selection, select
from sphinx_retrospective.core.slugs import identity
from tests.core.dates.texts import values

TODAY = Day(2020, 6, 1)


def chronicle(*dates: tuple[str, str], descriptions: tuple[Description, ...] = ()) -> Chronicle:
    """One event for each pair of a date and its tags; their ids are e0, e1, …"""
    events = [
        Event(f"e{number}", f"E{number}", parse(date) if date else None, "event", {"tag": BUILT_IN[0].split(tags)})
        for number, (date, tags) in enumerate(dates)
    ]
    return Chronicle({"d": DocumentRecords(events=events, descriptions=list(descriptions))}, BUILT_IN)


def built(of: Chronicle, selection: Selection | None = None, **options: object) -> Matrix:
    return build_matrix(of, of.taxonomies["tag"], selection or Selection(), TODAY, **options)  # type: ignore[arg-type]


def shown(matrix: Matrix) -> dict[str, dict[int | None, str]]:
    """The ids in each cell that has some, by term and period."""
    return {
        row.term.title: {
            period: " ".join(event.id for event in cell)
            for period, cell in zip(matrix.periods, row.cells, strict=True)
            if cell
        }
        for row in matrix.rows
    }


# Periods ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "years"),
    [
        ("2014", [2014]),
        ("2014-05-01", [2014]),
        ("2014~", [2014]),
        # A winter is of the year that it begins in.
        ("2014-24", [2014]),
        ("2014/2016", [2014, 2015, 2016]),
        ("2014-12-31/2015-01-01", [2014, 2015]),
        # Up to today, or to its start if that is still to come.
        ("2018/..", [2018, 2019, 2020]),
        ("2030/..", [2030]),
        # It is not known when it ended, so nothing is claimed.
        ("2018/", [2018]),
        ("/2018", [2018]),
        ("201X", [None]),
        ("20XX", [None]),
        ("", [None]),
    ],
)
def test_an_event_is_in_each_year_that_it_touches(date: str, years: list[int | None]) -> None:
    matrix = built(chronicle((date, "a")))
    assert list(matrix.periods) == years
    assert shown(matrix) == {"a": dict.fromkeys(years, "e0")}


def test_an_open_start_reaches_the_first_column() -> None:
    matrix = built(chronicle(("2010", "a"), ("../2012", "b")))
    assert shown(matrix)["b"] == {2010: "e1", 2011: "e1", 2012: "e1"}


def test_there_are_no_gaps_between_columns() -> None:
    assert built(chronicle(("2010", "a"), ("2014", "a"))).periods == (2010, 2011, 2012, 2013, 2014)


def test_what_has_no_year_comes_last_and_only_where_there_is_any() -> None:
    assert built(chronicle(("2010", "a"))).periods == (2010,)
    assert built(chronicle(("2010", "a"), ("", "b"), ("201X", "b"))).periods == (2010, None)


@pytest.mark.parametrize(
    ("last", "length", "count"),
    [(1999 + MAX_PERIODS, 1, MAX_PERIODS), (2000 + MAX_PERIODS, 10, 6), (2500, 100, 6), (9999, 1000, 8)],
)
def test_many_years_become_longer_periods(last: int, length: int, count: int) -> None:
    matrix = built(chronicle(("2000", "a"), (str(last), "a")))
    assert (matrix.length, len(matrix.periods)) == (length, count)


def test_all_of_time_fits() -> None:
    matrix = built(chronicle(("-9999", "a"), ("9999", "a")), max_periods=20)
    assert (matrix.length, len(matrix.periods)) == (1000, 20)
    assert shown(matrix) == {"a": {-10000: "e0", 9000: "e1"}}


def test_a_decade_is_known_to_decades() -> None:
    matrix = built(chronicle(("201X", "a"), ("20XX", "a"), ("2012", "a"), ("-0003", "b")), by="decade", max_periods=300)
    assert shown(matrix)["a"] == {2010: "e0 e2", None: "e1"}
    assert shown(matrix)["b"] == {-10: "e3"}


@pytest.mark.parametrize(("by", "length"), SPANS.items())
def test_periods_are_as_long_as_asked_for(by: str, length: int) -> None:
    matrix = built(chronicle(("1999", "a"), ("2001", "a")), by=by)
    assert matrix.length == length
    assert matrix.periods[0] == 1999 - 1999 % length


def test_there_is_an_end_to_what_can_be_asked_for() -> None:
    wide = chronicle(("1000", "a"), (str(999 + MAX_PERIODS_ASKED), "a"))
    assert built(wide, by="year", max_periods=MAX_PERIODS_ASKED).length == 1
    wider = chronicle(("1000", "a"), (str(1000 + MAX_PERIODS_ASKED), "a"))
    assert built(wider, by="year", max_periods=MAX_PERIODS_ASKED).length == 10


def test_a_window_has_no_columns_outside() -> None:
    of = chronicle(("2010/2016", "a"), ("2013", "a"), ("2020", "a"))
    matrix = built(of, Selection(since=Day(2012, 5, 1), until=Day(2014, 1, 1)))
    assert shown(matrix) == {"a": {2012: "e0", 2013: "e0 e1", 2014: "e0"}}


def test_what_only_an_unknown_end_brings_into_a_window_is_not_lost() -> None:
    matrix = built(chronicle(("2010/", "a"), ("2014", "a")), Selection(since=Day(2014, 1, 1)))
    assert shown(matrix) == {"a": {2014: "e1", None: "e0"}}


# Rows ---------------------------------------------------------------------------------------------------------------

USES = chronicle(("2012", "late, Most"), ("2010", "early, Most"), ("2011", "Most, early, once"), ("2013", "Most"))


@pytest.mark.parametrize(
    ("sort", "rows"),
    [
        # Two begin with the same event, and stand by name.
        ("first", ["early", "Most", "once", "late"]),
        ("count", ["Most", "early", "late", "once"]),
        ("name", ["early", "late", "Most", "once"]),
    ],
)
def test_rows_are_sorted(sort: str, rows: list[str]) -> None:
    assert [row.term.title for row in built(USES, sort=sort).rows] == rows


def test_what_has_no_year_is_used_last() -> None:
    matrix = built(chronicle(("200X", "vague"), ("2010", "early"), ("", "undated, named")), terms=("vague", "early"))
    assert [row.term.title for row in matrix.rows] == ["early", "vague"]


def test_the_limit_keeps_the_terms_with_the_most_events() -> None:
    assert [row.term.title for row in built(USES, limit=2).rows] == ["early", "Most"]
    assert [row.term.title for row in built(USES, limit=1).rows] == ["Most"]


def test_named_terms_alone_by_any_spelling_and_without_events_too() -> None:
    descriptions = (Description("tag", "early", ("dawn",), None, "d"), Description("tag", "never", (), None, "d"))
    of = chronicle(("2010", "early, Most"), ("2011", "late"), descriptions=descriptions)
    matrix = built(of, terms=("DAWN", "never", "nowhere"))
    assert shown(matrix) == {"early": {2010: "e0"}, "never": {}}


def test_a_narrower_term_counts_for_the_broader_one() -> None:
    descriptions = (Description("tag", "languages", (), None, "d"), Description("tag", "C", (), ("languages",), "d"))
    matrix = built(chronicle(("2010", "C"), descriptions=descriptions))
    assert shown(matrix) == {"C": {2010: "e0"}, "languages": {2010: "e0"}}


def test_without_terms_there_is_nothing() -> None:
    assert built(chronicle(("2010", ""))) == Matrix(1, (), ())
    assert built(chronicle()) == Matrix(1, (), ())


def test_levels_go_from_the_smallest_to_the_largest() -> None:
    few = built(chronicle(*[("2010", "a")] * 2))
    assert [few.level(count) for count in range(3)] == [0, 1, 2]
    many = built(chronicle(*[("2010", "a")] * 40))
    levels = [many.level(count) for count in range(1, 41)]
    assert levels == sorted(levels)
    assert (levels[0], levels[-1]) == (1, LEVELS)
    assert set(levels) == set(range(1, LEVELS + 1))


# Any chronicle ------------------------------------------------------------------------------------------------------

TAGS = ("a", "B", "c", "d")


def possible(date: EventDate | None, year: int, today: Day, columns: range) -> bool:
    """Tell by looking at the date itself whether *year* is one of its years."""
    if date is None:
        return False
    if isinstance(date, Date):
        # Only where the year is written in full is it known.
        return "X" not in date.edtf.lstrip("-")[:4] and date.year == year
    ends = [each for each in (date.start, date.end) if each is not None]
    lowest, highest = ends[0].year, ends[-1].year
    if "XX" in ends[-1].edtf.lstrip("-")[:4]:
        highest += 99
    elif "X" in ends[-1].edtf.lstrip("-")[:4]:
        highest += 9
    if date.open_end:
        highest = max(lowest, today.year)
    elif date.unknown_end:
        highest = lowest
    if date.open_start:
        lowest = min(lowest, columns[0] if columns else lowest)
    elif date.unknown_start:
        lowest = highest
    return lowest <= year <= highest


def counted(of: Chronicle, selection: Selection, columns: range, span: int) -> dict[str, dict[int, set[str]]]:
    """The events of each tag in each period, year by year and one event after the other: slow, and easy to believe."""
    found: dict[str, dict[int, set[str]]] = {}
    chosen = {event.id for event in select(of, selection)}
    for event in of.events:
        for tag in event.terms.get("tag", ()) if event.id in chosen else ():
            cells = found.setdefault(identity(tag), {})
            for period in columns:
                if any(possible(event.date, year, TODAY, columns) for year in range(period, period + span)):
                    cells.setdefault(period, set()).add(event.id)
    return found


events = st.lists(
    st.tuples(st.one_of(st.none(), values()), st.sets(st.sampled_from(TAGS), min_size=1)), min_size=1, max_size=8
)
near = st.integers(1995, 2030)
recent: st.SearchStrategy[EventDate] = st.one_of(
    near.map(str),
    st.builds("{}-{:02d}".format, near, st.integers(21, 24)),
    st.builds(lambda first, more: f"{first}/{first + more}", near, st.integers(0, 12)),
    near.map("{}/..".format),
    near.map("{}/".format),
    near.map("../{}".format),
    near.map("/{}".format),
    st.sampled_from(["199X", "200X", "20XX", "201X/2020", "2009/201X"]),
).map(parse)
close = st.lists(
    st.tuples(st.one_of(st.none(), recent), st.sets(st.sampled_from(TAGS), min_size=1)), min_size=1, max_size=10
)


def gathered(dated: list[tuple[EventDate | None, set[str]]]) -> Chronicle:
    made = [
        Event(f"e{number}", f"E{number}", date, "event", {"tag": tuple(sorted(tags))})
        for number, (date, tags) in enumerate(dated)
    ]
    return Chronicle({"d": DocumentRecords(events=made)}, BUILT_IN)


@given(dated=close, since=st.one_of(st.none(), near), until=st.one_of(st.none(), near))
@example(dated=[(parse("2010/"), {"a"}), (parse("2014"), {"a"})], since=2014, until=None)
def test_each_cell_has_the_events_that_a_slow_count_has(
    dated: list[tuple[EventDate | None, set[str]]], since: int | None, until: int | None
) -> None:
    assume(since is None or until is None or since <= until)
    of = gathered(dated)
    selection = Selection(since=Day(since, 1, 1) if since else None, until=Day(until, 12, 31) if until else None)
    matrix = built(of, selection)
    assert matrix.length == 1
    years = [period for period in matrix.periods if period is not None]
    columns = range(years[0], years[-1] + 1) if years else range(0)
    assert years == list(columns)
    expected = counted(of, selection, columns, 1)
    assert {identity(row.term.title) for row in matrix.rows} == set(expected)
    for row in matrix.rows:
        cells: Mapping[int | None, tuple[Event, ...]] = dict(zip(matrix.periods, row.cells, strict=True))
        for year in columns:
            assert {event.id for event in cells[year]} == expected[identity(row.term.title)].get(year, set())


@given(dated=st.one_of(events, close), by=st.sampled_from(["", *SPANS]), few=st.integers(20, 60))
def test_nothing_is_lost_and_nothing_is_there_twice(
    dated: list[tuple[EventDate | None, set[str]]], by: str, few: int
) -> None:
    of = gathered(dated)
    matrix = built(of, by=by, max_periods=few)
    assert matrix.length >= SPANS.get(by, 1)
    known = [period for period in matrix.periods if period is not None]
    assert len(known) <= few
    assert known == (list(range(known[0], known[-1] + 1, matrix.length)) if known else [])
    assert matrix.periods == (*known, *([None] if None in matrix.periods else []))
    for row in matrix.rows:
        assert row.events == tuple(event for event in of.events if event.id in row.term.events)
        assert {event.id for cell in row.cells for event in cell} == set(row.term.events)
        for period, cell in zip(matrix.periods, row.cells, strict=True):
            # In order of time, and in no year besides where there is none.
            assert list(cell) == [event for event in row.events if event in cell]
            dated_ids = {event.id for each in row.cells[: len(known)] for event in each}
            assert period is not None or not dated_ids & {event.id for event in cell}
    # The first and the last column have something in them.
    for period in (known[0], known[-1]) if known else ():
        place = matrix.periods.index(period)
        assert any(row.cells[place] for row in matrix.rows)


@given(dated=close, limit=st.one_of(st.none(), st.integers(1, 5)), sort=st.sampled_from(SORTS))
def test_rows_are_those_with_the_most_events_in_order(
    dated: list[tuple[EventDate | None, set[str]]], limit: int | None, sort: str
) -> None:
    of = gathered(dated)
    rows = built(of, sort=sort, limit=limit).rows
    everything = built(of).rows
    assert len(rows) == min(len(everything), limit or len(everything))
    left_out = {row.term.slug for row in everything} - {row.term.slug for row in rows}
    least = min(len(row.events) for row in rows)
    assert all(len(row.events) <= least for row in everything if row.term.slug in left_out)
    order = [event.id for event in of.events]
    starts = [next((place, cell) for place, cell in enumerate(row.cells) if cell) for row in rows]
    keys: dict[str, list[Any]] = {
        "first": [(place, order.index(cell[0].id)) for place, cell in starts],
        "count": [-len(row.events) for row in rows],
        "name": [identity(row.term.title) for row in rows],
    }
    assert keys[sort] == sorted(keys[sort])
