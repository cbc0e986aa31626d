"""The axis of a chart, and its ticks."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.chart import Chart, Mark, lay_out, parse_axis, window_of
from sphinx_retrospective.core.chart import sizes as size
from sphinx_retrospective.core.dates import Day, parse
from sphinx_retrospective.core.model import Era, Event
from tests.core.chart.charts import TODAY, WORDS, drawn, event
from tests.core.chart.test_layout import check, histories

years = st.integers(-300, 2100)


def test_times_have_an_axis_of_hours() -> None:
    events = [
        event(1, "2015-07-16T10:30Z"),
        event(2, "2015-07-16T12:00+02:00"),
        event(3, "2015-07-16T10:30Z/2015-07-16T13:15Z"),
    ]
    chart = drawn(*events)
    two, three, one = chart.marks[0], *(each for each in chart.marks if each.id != "e00002")
    labels = [tick.label for tick in chart.ticks if tick.label]
    assert labels[0].startswith("2015-07-16T10:")
    assert len(labels) > 3
    assert two.id == "e00002"
    assert {three.id, one.id} == {"e00001", "e00003"}
    bar = next(each for each in chart.marks if each.is_bar)
    dot = next(each for each in chart.marks if each.id == "e00001")
    assert abs(bar.left - (dot.left + dot.right) / 2) < 0.1
    assert (two.left + two.right) / 2 < bar.left < bar.right
    # One day among them, and it is an axis of days.
    assert not any("T" in tick.label for tick in drawn(*events, event(4, "2015-07-17")).ticks)


def test_an_axis_over_midnight_names_the_day() -> None:
    chart = drawn(event(1, "2015-07-16T22:00"), event(2, "2015-07-17T03:00"))
    assert "2015-07-17" in [tick.label for tick in chart.ticks]


@pytest.mark.parametrize(
    ("date", "some"),
    [
        ("2020-01-01/2020-01-31", ["2020-01-01", "2020-01-06", "2020-01-11"]),
        ("2020-01/2020-06", ["2020-02", "2020-03"]),
        ("2019/2020", ["2019-04", "2019-07", "2020-01"]),
        ("2010/2020", ["2010", "2011", "2012"]),
        ("1950/2020", ["1955", "1960", "1965"]),
        ("1700/2000", ["1725", "1750", "1775"]),
        ("1000/2000", ["1100", "1200", "1300"]),
        ("-0299/0300", ["-0249", "-0199", "0001", "0050"]),
        ("-9999/9999", ["-4999", "0001", "5000"]),
        ("Y-100000/2000", ["Y-49999"]),
        ("Y-66000000/2000", ["Y-49999999"]),
        ("Y-4540000000/Y5000000000", ["Y-2499999999", "0001", "Y2500000000"]),
    ],
)
def test_ticks_are_round(date: str, some: list[str]) -> None:
    labels = [tick.label for tick in drawn(event(1, date)).ticks]
    assert [label for label in labels if label in some] == some


@given(years, st.integers(0, 900_000))
def test_the_axis_is_never_bare_nor_full(year: int, days: int) -> None:
    start = Day(year, 1, 1)
    end = start.add_days(days)
    span = [f"{'-' if day.year < 0 else ''}{abs(day.year):04}-{day.month:02}-{day.day:02}" for day in (start, end)]
    chart = drawn(event(1, "/".join(span)))
    labels = [tick for tick in chart.ticks if tick.label]
    assert 2 <= len(labels) <= 24
    for one, two in itertools.pairwise(labels):
        assert one.right < two.x


# How far it goes --------------------------------------------------------------------------------------------------

MANY = [event(number, f"{2015 + number % 4}-06") for number in range(20)]


def spanned(chart: Chart) -> tuple[str, str]:
    return "-".join(f"{part:02}" for part in chart.since), "-".join(f"{part:02}" for part in chart.until)


def framed(*events: Event, axis: str = "", eras: Sequence[Era] = (), since: str = "", until: str = "") -> Chart:
    asked, problem = parse_axis(axis)
    assert problem is None
    days = parse(since).earliest if since else None, parse(until).latest if until else None
    chart = lay_out([("Lane", events)], eras, WORDS, TODAY, window=window_of(asked, eras, *days, TODAY))
    assert chart is not None
    return chart


def at(chart: Chart, number: int) -> Mark:
    return next(mark for mark in chart.marks if mark.id == f"e{number:05}")


@pytest.mark.parametrize(
    ("far", "is_outside"),
    [
        (["1990"], True),
        (["1990/2017"], True),
        (["1980", "1990"], True),
        (["1980", "2050"], True),
        (["1980", "1985", "1990"], False),  # more than one in ten
        (["2009"], False),  # not so far as to leave the others less than a third
    ],
)
def test_a_few_far_away_do_not_press_the_others_together(far: list[str], is_outside: bool) -> None:
    chart = framed(*MANY, *(event(100 + number, date) for number, date in enumerate(far)))
    assert (spanned(chart) == ("2015-06-16", "2018-06-16")) is is_outside
    for number in range(len(far)):
        mark = at(chart, 100 + number)
        assert (mark.opens_left or mark.opens_right) is is_outside
        assert bool(mark.label and mark.label.years) is is_outside
    assert spanned(framed(*MANY, *(event(100, date) for date in far), axis="all"))[0][:4] == min(far)[:4]


def test_of_fewer_than_five_all_count() -> None:
    assert spanned(framed(event(1, "1900"), *MANY[:3]))[0][:4] == "1900"
    assert spanned(framed(event(1, "1900"), *MANY[:4]))[0][:4] == "2015"


def test_the_chart_of_an_era_is_as_long_as_that() -> None:
    era = Era("x", "Era", parse("2016/2017"))
    chart = framed(*MANY, event(100, "2009/2016-06"), event(101, "2000"), event(102, "2017-12-31/.."), eras=[era])
    assert spanned(chart) == ("2016-01-01", "2017-12-31")
    into, before, on = (at(chart, number) for number in (100, 101, 102))
    assert (into.is_bar, into.is_beyond, into.opens_left, into.opens_right) == (True, False, True, False)
    assert into.left == size.MARGIN
    assert (before.is_bar, before.is_beyond, before.opens_left) == (False, True, True)
    assert (on.is_bar, on.opens_right) == (True, True)
    assert [mark.label and mark.label.years for mark in (into, before)] == ["2009/2016-06", "2000"]
    # Of an era with nothing in it a chart would be bare.
    assert spanned(framed(*MANY, eras=[Era("x", "Era", parse("1900/1910"))])) == ("2015-06-16", "2018-06-16")


@pytest.mark.parametrize(
    ("axis", "since", "until", "found"),
    [
        ("2010/2020", "", "", ("2010-01-01", "2020-12-31")),
        ("2010/..", "", "", ("2010-01-01", "2018-06-16")),
        ("../2016", "", "", ("2015-06-16", "2016-12-31")),
        ("2016", "", "", ("2016-01-01", "2016-12-31")),
        ("1950/1960", "", "", ("1950-01-01", "1960-12-31")),
        ("2030/..", "", "", ("2029-12-19", "2030-01-15")),
        ("", "2010", "2016", ("2015-06-16", "2016-12-31")),
        ("", "2017", "", ("2017-01-01", "2018-06-16")),
    ],
)
def test_an_axis_is_as_long_as_is_asked(axis: str, since: str, until: str, found: tuple[str, str]) -> None:
    assert spanned(framed(*MANY, axis=axis, since=since, until=until)) == found


def test_what_is_no_axis_is_a_problem() -> None:
    asked, problem = parse_axis("20l0/2020")
    assert asked is None
    assert problem
    assert problem.field == "axis"
    assert "neither 'all' nor a span" in problem.message


@given(histories(), st.sampled_from(["", "all", "2010/2020", "1000/1100", "2015-03"]), histories())
def test_nothing_overlaps_on_any_axis(one: list[Event], axis: str, other: list[Event]) -> None:
    eras = [Era(f"era-{each.id}", each.title, each.date) for each in other[:3]]
    check(framed(*one, axis=axis, eras=eras))
