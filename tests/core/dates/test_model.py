"""Dates and intervals: precision, bounds, canonical texts, and that no impossible one can be made."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from sphinx_retrospective.core.dates import (
    Date,
    Day,
    EventDate,
    Interval,
    Mask,
    Precision,
    Qualification,
    TimeOfDay,
    parse,
)
from sphinx_retrospective.core.errors import DateError
from tests.core.dates.texts import date, interval, unhurried, values

SINGLE = [
    # text, precision, earliest, latest
    ("2014", Precision.YEAR, (2014, 1, 1), (2014, 12, 31)),
    ("0000", Precision.YEAR, (0, 1, 1), (0, 12, 31)),
    ("0987", Precision.YEAR, (987, 1, 1), (987, 12, 31)),
    ("-0044", Precision.YEAR, (-44, 1, 1), (-44, 12, 31)),
    ("-9999", Precision.YEAR, (-9999, 1, 1), (-9999, 12, 31)),
    ("9999", Precision.YEAR, (9999, 1, 1), (9999, 12, 31)),
    ("2016-02", Precision.MONTH, (2016, 2, 1), (2016, 2, 29)),
    ("1900-02", Precision.MONTH, (1900, 2, 1), (1900, 2, 28)),
    ("0000-02", Precision.MONTH, (0, 2, 1), (0, 2, 29)),
    ("2014-09-01", Precision.DAY, (2014, 9, 1), (2014, 9, 1)),
    ("-0043-03-15", Precision.DAY, (-43, 3, 15), (-43, 3, 15)),
    ("2000-02-29", Precision.DAY, (2000, 2, 29), (2000, 2, 29)),
    ("2014-21", Precision.SEASON, (2014, 3, 1), (2014, 5, 31)),
    ("2014-22", Precision.SEASON, (2014, 6, 1), (2014, 8, 31)),
    ("2014-23", Precision.SEASON, (2014, 9, 1), (2014, 11, 30)),
    ("2014-24", Precision.SEASON, (2014, 12, 1), (2015, 2, 28)),
    ("2015-24", Precision.SEASON, (2015, 12, 1), (2016, 2, 29)),
    ("9999-24", Precision.SEASON, (9999, 12, 1), (10000, 2, 29)),
    ("201X", Precision.DECADE, (2010, 1, 1), (2019, 12, 31)),
    ("000X", Precision.DECADE, (0, 1, 1), (9, 12, 31)),
    ("20XX", Precision.CENTURY, (2000, 1, 1), (2099, 12, 31)),
    ("2004-XX", Precision.YEAR, (2004, 1, 1), (2004, 12, 31)),
    ("1985-02-XX", Precision.MONTH, (1985, 2, 1), (1985, 2, 28)),
    ("1985-XX-XX", Precision.YEAR, (1985, 1, 1), (1985, 12, 31)),
    ("2004-01-01T10:10:10", Precision.TIME, (2004, 1, 1), (2004, 1, 1)),
    ("2004-01-01T00:00:00Z", Precision.TIME, (2004, 1, 1), (2004, 1, 1)),
    ("2004-01-01T23:59:59+05:30", Precision.TIME, (2004, 1, 1), (2004, 1, 1)),
    ("2004-01-01T00:00:00-14:00", Precision.TIME, (2004, 1, 1), (2004, 1, 1)),
]


@pytest.mark.parametrize(("text", "precision", "earliest", "latest"), SINGLE)
def test_date(text: str, precision: Precision, earliest: tuple[int, int, int], latest: tuple[int, int, int]) -> None:
    value = date(text)
    assert value.precision is precision
    assert value.earliest == Day(*earliest)
    assert value.latest == Day(*latest)
    assert value.edtf == text
    assert value.unspecified is ("X" in text)
    assert not value.is_span
    assert not value.approximate
    assert not value.uncertain


@pytest.mark.parametrize(
    ("mark", "qualification", "uncertain", "approximate"),
    [
        ("", Qualification.NONE, False, False),
        ("?", Qualification.UNCERTAIN, True, False),
        ("~", Qualification.APPROXIMATE, False, True),
        ("%", Qualification.BOTH, True, True),
    ],
)
@pytest.mark.parametrize("text", [text for text, precision, *_ in SINGLE if precision is not Precision.TIME])
def test_qualification(text: str, mark: str, qualification: Qualification, uncertain: bool, approximate: bool) -> None:
    value = date(text + mark)
    assert value.qualification is qualification
    assert (value.uncertain, value.approximate) == (uncertain, approximate)
    assert value.edtf == text + mark
    assert (value.earliest, value.latest) == (date(text).earliest, date(text).latest)


def test_midnight_is_a_time() -> None:
    assert date("2014-01-01T00:00:00").time == TimeOfDay(0, 0, 0, None)
    assert date("2014-01-01").time is None
    assert date("2014-01-01T00:00:00") != date("2014-01-01")


TRAITS = ("approximate", "uncertain", "unspecified", "open_start", "open_end", "unknown_start", "unknown_end")


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "traits"),
    [
        ("2014/2015", (2014, 1, 1), (2015, 12, 31), set()),
        ("2014/2014", (2014, 1, 1), (2014, 12, 31), set()),
        ("2014-06/2014", (2014, 6, 1), (2014, 12, 31), set()),
        ("2010-09~/2013", (2010, 9, 1), (2013, 12, 31), {"approximate"}),
        ("2010/2013-05-06?", (2010, 1, 1), (2013, 5, 6), {"uncertain"}),
        ("2010%/2013", (2010, 1, 1), (2013, 12, 31), {"approximate", "uncertain"}),
        ("201X/2015-XX", (2010, 1, 1), (2015, 12, 31), {"unspecified"}),
        ("2014-21/2014-23", (2014, 3, 1), (2014, 11, 30), set()),
        ("-0044/0014", (-44, 1, 1), (14, 12, 31), set()),
        ("2015/..", (2015, 1, 1), None, {"open_end"}),
        ("2015/", (2015, 1, 1), None, {"unknown_end"}),
        ("../2015", None, (2015, 12, 31), {"open_start"}),
        ("/2015~", None, (2015, 12, 31), {"unknown_start", "approximate"}),
    ],
)
def test_interval(
    text: str, earliest: tuple[int, int, int] | None, latest: tuple[int, int, int] | None, traits: set[str]
) -> None:
    value = interval(text)
    assert value.edtf == text
    assert value.earliest == (earliest and Day(*earliest))
    assert value.latest == (latest and Day(*latest))
    assert {name for name in TRAITS if getattr(value, name)} == traits
    assert value.is_span


def test_open_and_unknown_differ() -> None:
    assert parse("2015/..") != parse("2015/")
    assert parse("../2015") != parse("/2015")


@pytest.mark.parametrize(
    "fields",
    [
        {"year": 10000, "month": 1},
        {"year": -10000, "season": 21},
        {"year": 10**12},
        {"year": 2015, "day": 3},
        {"year": 2015, "month": 6, "season": 21},
        {"year": 2015, "season": 25},
        {"year": 2015, "season": 21, "mask": Mask.MONTH},
        {"year": 2015, "mask": Mask.DECADE},
        {"year": 2010, "mask": Mask.CENTURY},
        {"year": -40, "mask": Mask.DECADE},
        {"year": 2010, "month": 1, "mask": Mask.DECADE},
        {"year": 2010, "month": 1, "mask": Mask.MONTH},
        {"year": 2010, "mask": Mask.DAY},
        {"year": 2010, "month": 1, "day": 2, "mask": Mask.DAY},
        {"year": 2010, "time": TimeOfDay(1, 2, 3)},
    ],
)
def test_impossible_dates_cannot_be_made(fields: dict[str, Any]) -> None:
    with pytest.raises(DateError, match="is not a date: "):
        Date(**fields)


def test_impossible_intervals_cannot_be_made() -> None:
    with pytest.raises(DateError, match="is not unknown"):
        Interval(Date(2015), Date(2016), unknown_start=True)
    with pytest.raises(DateError, match="has no date"):
        Interval(None, None)


@unhurried
@given(values())
def test_bounds(value: EventDate) -> None:
    if value.earliest is not None and value.latest is not None:
        assert value.earliest <= value.latest
    if isinstance(value, Interval):
        assert (value.earliest is None) is (value.start is None)
        assert (value.latest is None) is (value.end is None)
