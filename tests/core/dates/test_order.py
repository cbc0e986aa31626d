"""Order, windows and years: one total order, and windows that mean a common day."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.dates import Day, EventDate, overlaps, parse, sort_key, year_of
from tests.core.dates.texts import day_precise, unhurried, values


@unhurried
@given(day_precise, st.sampled_from("?~%"))
def test_qualification_does_not_move_bounds(text: str, mark: str) -> None:
    plain, marked = parse(text), parse(text + mark)
    assert (plain.earliest, plain.latest) == (marked.earliest, marked.latest)
    assert sort_key(plain) < sort_key(marked)


@unhurried
@given(values(), values(), values())
def test_order_is_total(one: EventDate, two: EventDate, three: EventDate) -> None:
    keys = [sort_key(value) for value in (one, two, three)]
    assert (keys[0] == keys[1]) is (one == two)
    assert (keys[0] < keys[1]) + (keys[1] < keys[0]) + (keys[0] == keys[1]) == 1
    if keys[0] < keys[1] < keys[2]:
        assert keys[0] < keys[2]


def test_documented_order() -> None:
    expected = [
        "-0044",
        "0000",
        "20XX",
        "2010-01-01T00:30:00+05:00",
        "201X",
        "2010",
        "2010-XX",
        "2010?",
        "2010~",
        "2010%",
        "2010/2013",
        "2010/..",
        "2010-01",
        "2010-01/2013-02",
        "2010-01-01",
        "2010-01-01/2013",
        "2010-01-01T00:00:00",
        "2010-01-01T00:00:00Z",
        "2010-01-01T00:00:01",
        "2010-01-01T00:00:00-01:00",
        "2010-01-02",
        "2010-21",
        "2010-03",
        "/2013",
        "2013",
        "../2014",
        "../2014~",
        "2014-01",
    ]
    assert [value.edtf for value in sorted(map(parse, reversed(expected)), key=sort_key)] == expected


def test_coarser_first_then_shorter() -> None:
    texts = ["2010", "2010/2010", "2010/2011"]
    for permutation in itertools.permutations(texts):
        assert sorted(permutation, key=lambda text: sort_key(parse(text))) == texts


def test_times_sort_as_instants() -> None:
    offsets = ["+14:00", "+05:30", "+01:00", "Z", "-00:30", "-12:00"]
    texts = [f"2014-06-01T12:00:00{offset}" for offset in offsets]
    for permutation in itertools.islice(itertools.permutations(texts), 50):
        assert sorted(permutation, key=lambda text: sort_key(parse(text))) == texts


def test_times_of_known_zones_sort_by_instant_across_days() -> None:
    expected = [
        "2014-06-02T00:30:00+02:00",  # still the 1st in UTC
        "2014-06-02",
        "2014-06-01T23:30:00-05:00",  # the 2nd in UTC
        "2014-06-02T05:00:00",
        "2014-06-02T05:00:00Z/2014-06-02T06:00:00Z",
        "2014-06-02T05:00:00Z/2014-06-02T07:00:00Z",
        "2014-06-02T05:00:00Z/2014-06-02",
        "2014-06-02T05:30:00Z",
    ]
    shuffled = [*expected[3:], *expected[:3]]
    assert sorted(shuffled, key=lambda text: sort_key(parse(text))) == expected


@pytest.mark.parametrize(
    ("text", "since", "until", "expected"),
    [
        ("2014", None, None, True),
        ("2014", (2014, 12, 31), None, True),
        ("2014", (2015, 1, 1), None, False),
        ("2014", None, (2014, 1, 1), True),
        ("2014", None, (2013, 12, 31), False),
        ("2014", (2014, 3, 1), (2014, 4, 1), True),
        ("2010/2020", (2015, 1, 1), (2014, 1, 1), False),
        ("2015/..", (2100, 1, 1), None, True),
        ("2015/", (2100, 1, 1), None, True),
        ("2015/..", None, (2014, 12, 31), False),
        ("../2015", None, (-5000, 1, 1), True),
        ("../2015", (2016, 1, 1), None, False),
        ("201X", (2019, 12, 31), (2030, 1, 1), True),
    ],
)
def test_overlaps(
    text: str, since: tuple[int, int, int] | None, until: tuple[int, int, int] | None, expected: bool
) -> None:
    assert overlaps(parse(text), since and Day(*since), until and Day(*until)) is expected


@unhurried
@given(values(), st.integers(-4_000_000, 4_000_000), st.integers(0, 800_000))
def test_overlaps_means_a_common_day(value: EventDate, first: int, length: int) -> None:
    low = -math.inf if value.earliest is None else value.earliest.ordinal
    high = math.inf if value.latest is None else value.latest.ordinal
    common = max(low, first) <= min(high, first + length)
    assert overlaps(value, Day.from_ordinal(first), Day.from_ordinal(first + length)) is common


@pytest.mark.parametrize(
    ("text", "year"),
    [("2014-09", 2014), ("201X", 2010), ("2014/2016", 2014), ("../2015", 2015), ("/201X", 2010), ("-0044", -44)],
)
def test_year_of(text: str, year: int) -> None:
    assert year_of(parse(text)) == year
