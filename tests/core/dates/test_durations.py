"""Durations: what is read, what is refused, and where they lead."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.dates import add_duration, parse
from sphinx_retrospective.core.errors import DateError
from tests.core.dates.texts import date, single_texts, unhurried


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2015-06-01", "3 days", "2015-06-04"),
        ("2015-06-01", "3", "2015-06-04"),
        ("2015-06-01", "0 days", "2015-06-01"),
        ("2015-06-01", "5d", "2015-06-06"),
        ("2015-06-01", "2 weeks", "2015-06-15"),
        ("2015-01-31", "2mon", "2015-03-31"),
        ("2015-01-31", "1 month", "2015-02-28"),
        ("2015-01-31", "1 day 1 month", "2015-03-01"),
        ("2015-06-01", "1y", "2016-06-01"),
        ("2015-06-01", "1 year 6 months", "2016-12-01"),
        ("2015-06-01", "1 Year, 6 Months and 2 days", "2016-12-03"),
        ("2015-06-01", "P1Y6M", "2016-12-01"),
        ("2015-06-01", "P2W", "2015-06-15"),
        ("2015-06-01", "P1DT36H", "2015-06-03"),
        ("2015-06-01", "36 h", "2015-06-02"),
        ("2015-06-01T20:00:00", "3 h", "2015-06-01T23:00:00"),
        ("2015-06-01T20:00:00", "3 h 60 min 3600 s", "2015-06-02T01:00:00"),
        ("2015-06-01T20:00:00", "3 h 30 min", "2015-06-01T23:30:00"),
        ("2015-06-01T20:00:00", "1 day", "2015-06-02T20:00:00"),
        ("2015-06-01T20:00Z", "90 min", "2015-06-01T21:30:00Z"),
        ("2015", "2 years", "2017"),
        ("2015", "6 months", "2015-07"),
        ("2015", "10 days", "2015-01-11"),
        ("2015-06", "6 months", "2015-12"),
        ("2015-06", "1y", "2016-06"),
        ("2015-06", "3 days", "2015-06-04"),
        ("2015-21", "1 year", "2016-21"),
        ("2015-24", "3 months", "2016-03"),
        ("2015-XX", "1 year", "2016"),
        ("2015-06-XX", "1 month", "2015-07"),
        ("2015-06~", "1 year", "2016-06~"),
        ("2015?", "1 year", "2016?"),
        ("-0001", "2 years", "0001"),
    ],
)
def test_add_duration(start: str, duration: str, end: str) -> None:
    assert add_duration(date(start), duration).edtf == end


@pytest.mark.parametrize(
    ("start", "duration", "message"),
    [
        ("2015", "", "is not a duration: it is written with whole numbers and units, as in 3 days"),
        ("2015", "P", "P is not a duration"),
        ("2015", "PT", "PT is not a duration"),
        ("2015", "P1YT", "P1YT is not a duration"),
        ("2015", "1.5 years", "1.5 years is not a duration: it is written with whole numbers"),
        ("2015", "-3 days", "-3 days is not a duration"),
        ("2015", "3 days and", "3 days and is not a duration"),
        ("2015", "\u0663 days", "\u0663 days is not a duration"),
        ("2015", "5m", "5m is not a duration: m may mean months or minutes; write mon or min"),
        ("2015", "3 fortnights", "3 fortnights is not a duration: there is no unit fortnights; units are years,"),
        ("2015", "1 " * 1_000_000, "is not a duration"),
        ("201X", "1 year", "201X plus a duration is not a date: the start needs a known year"),
        ("2015-06", "9000 years", "2015-06 plus 9000 years is not a date: it is after the year 9999"),
        ("Y999999999999", "999999999 y", "it is after the year 999999999999"),
    ],
)
def test_refused_durations(start: str, duration: str, message: str) -> None:
    with pytest.raises(DateError, match=re.escape(message)):
        add_duration(date(start), duration)


@unhurried
@given(single_texts, st.one_of(st.text(max_size=30), st.from_regex(r"([0-9]{1,5} ?(y|mon|w|d|h|s|m)[ ,]*){1,4}")))
def test_durations_run_forward(text: str, duration: str) -> None:
    start = date(text)
    try:
        end = add_duration(start, duration)
    except DateError:
        return
    assert end.latest >= start.earliest
    assert parse(f"{text.partition('T')[0]}/{end.edtf}").latest == end.latest
