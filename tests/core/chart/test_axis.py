"""The axis of a chart, and its ticks."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.dates import Day
from tests.core.chart.charts import drawn, event

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
