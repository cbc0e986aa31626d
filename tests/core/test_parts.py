"""Long lists in parts."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.chart import most_telling
from sphinx_retrospective.core.dates import parse
from sphinx_retrospective.core.model import Event
from sphinx_retrospective.core.parts import split_into_parts


def event(number: int, date: str) -> Event:
    return Event(f"e{number}", f"Event {number}", parse(date) if date else None, "event")


def events(*dates: str) -> list[Event]:
    return [event(number, date) for number, date in enumerate(dates)]


def slugs(dates: list[str], limit: int) -> list[tuple[str, int]]:
    return [(part.slug, len(part.events)) for part in split_into_parts(events(*dates), limit)]


@pytest.mark.parametrize(
    ("dates", "limit", "parts"),
    [
        ([], 3, [("", 0)]),
        (["2014", "2015"], 2, [("2014", 2)]),
        (["2014", "2015-02", "2015-03"], 2, [("2014", 1), ("2015", 2)]),
        (["2014", "2014", "2014", "2014", "2014"], 2, [("2014", 2), ("2014-2", 2), ("2014-3", 1)]),
        (["2013", "2014", "2014", "2014", "2015"], 2, [("2013", 1), ("2014", 2), ("2014-2", 2)]),
        (["-0043", "0014", "201X", ""], 1, [("-0043", 1), ("0014", 1), ("201x", 1), ("undated", 1)]),
        (["2015", "2015", "2014"], 2, [("2015", 2), ("2014", 1)]),
    ],
)
def test_years_stay_together_where_they_fit(dates: list[str], limit: int, parts: list[tuple[str, int]]) -> None:
    assert slugs(dates, limit) == parts


@given(st.lists(st.integers(1990, 1999).map(str)), st.integers(1, 7))
def test_nothing_is_lost_and_nothing_is_too_long(years: list[str], limit: int) -> None:
    whole = events(*sorted(years))
    parts = split_into_parts(whole, limit)
    assert [each for part in parts for each in part.events] == whole
    assert all(len(part.events) <= limit for part in parts)
    assert len({part.slug for part in parts}) == len(parts)
    # No two neighbours would fit into one.
    fits = [len(one.events) + len(other.events) <= limit for one, other in itertools.pairwise(parts)]
    assert not any(fits) or any(len(set(part.periods)) > 1 for part in parts)


class TestMostTelling:
    def test_all_where_there_is_room(self) -> None:
        assert most_telling(events("2014", "2015"), 2) == tuple(events("2014", "2015"))

    def test_spans_come_before_instants_and_the_longest_first(self) -> None:
        whole = events("2010", "2010/2011", "2011", "2012/2019", "2013/..")
        assert [each.id for each in most_telling(whole, 2)] == ["e3", "e4"]

    def test_others_are_thinned_evenly(self) -> None:
        whole = events(*map(str, range(2000, 2010)))
        assert [each.id for each in most_telling(whole, 5)] == ["e0", "e2", "e4", "e6", "e8"]

    @given(st.lists(st.sampled_from(["2010", "2011/2012", "2013/..", ""])), st.integers(1, 9))
    def test_as_many_as_there_is_room_for(self, dates: list[str], limit: int) -> None:
        whole = events(*dates)
        chosen = most_telling(whole, limit)
        assert len(chosen) == min(limit, len(whole))
        assert list(chosen) == [each for each in whole if each in chosen]
