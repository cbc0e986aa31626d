"""Days: their numbers are those of `datetime` and go on before it; months and years that are added."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_retrospective.core.dates import Day, is_leap, month_length
from tests.core.dates.texts import unhurried


@unhurried
@given(st.dates())
def test_ordinals_are_those_of_datetime(day: datetime.date) -> None:
    ours = Day(day.year, day.month, day.day)
    assert ours.ordinal == day.toordinal()
    assert Day.from_ordinal(day.toordinal()) == ours


@unhurried
@given(st.integers(-10_000_000, 10_000_000))
@example(0)
@example(-365)
@example(-366)
@example(146097)
def test_ordinals_round_trip(ordinal: int) -> None:
    day = Day.from_ordinal(ordinal)
    assert 1 <= day.month <= 12
    assert 1 <= day.day <= month_length(day.year, day.month)
    assert day.ordinal == ordinal
    assert day < Day.from_ordinal(ordinal + 1)
    # The calendar repeats every 400 years.
    assert Day.from_ordinal(ordinal + 146097) == Day(day.year + 400, day.month, day.day)


def test_leap_years() -> None:
    assert [year for year in (-400, -100, -4, 0, 4, 1900, 2000, 2015, 2016) if is_leap(year)] == [
        *(-400, -4, 0, 4),
        *(2000, 2016),
    ]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ((2015, 1, 31), 1, (2015, 2, 28)),
        ((2016, 1, 31), 1, (2016, 2, 29)),
        ((2015, 3, 31), -1, (2015, 2, 28)),
        ((2015, 12, 15), 1, (2016, 1, 15)),
        ((2015, 1, 15), -1, (2014, 12, 15)),
        ((1, 1, 1), -12, (0, 1, 1)),
        ((2016, 2, 29), 12, (2017, 2, 28)),
        ((2016, 2, 29), 48, (2020, 2, 29)),
    ],
)
def test_add_months(day: tuple[int, int, int], months: int, expected: tuple[int, int, int]) -> None:
    assert Day(*day).add_months(months) == Day(*expected)


def test_add_years_and_days() -> None:
    assert Day(2016, 2, 29).add_months(-12) == Day(2015, 2, 28)
    assert Day(2016, 2, 28).add_days(2) == Day(2016, 3, 1)
    assert Day(1, 1, 1).add_days(-1) == Day(0, 12, 31)
