"""Rows: nothing in one row overlaps, and there are no more rows than there have to be."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.chart.packing import Box, fit, pack


@st.composite
def boxes(draw: st.DrawFn, rows: int = 1) -> Box:
    left = draw(st.integers(0, 60))
    return Box(left, left + draw(st.integers(1, 20)), draw(st.integers(1, rows)))


def check(placed: Iterable[tuple[Box, int]], gap: float) -> None:
    """Check that what shares a row has a gap between it."""
    rows: dict[int, list[Box]] = {}
    for box, first in placed:
        for row in range(first, first + box.rows):
            rows.setdefault(row, []).append(box)
    for each in rows.values():
        each.sort()
        assert all(one.right + gap <= two.left for one, two in pairwise(each))


@given(st.lists(boxes(), min_size=1), st.integers(0, 3))
def test_boxes_of_one_row_are_in_the_fewest(found: list[Box], gap: int) -> None:
    places, count = pack(found, gap)
    check(zip(found, places, strict=True), gap)
    deepest = max(sum(box.left <= x < box.right + gap for box in found) for x in range(90))
    assert count == deepest == max(places) + 1


@given(st.lists(boxes(3), min_size=1), st.integers(0, 3))
def test_boxes_of_several_rows_do_not_overlap(found: list[Box], gap: int) -> None:
    places, count = pack(found, gap)
    check(zip(found, places, strict=True), gap)
    assert count == max(place + box.rows for place, box in zip(places, found, strict=True))


def test_a_row_that_a_larger_box_took_is_not_free() -> None:
    found = [Box(0, 10), Box(0, 10), Box(12, 30, 2), Box(13, 20), Box(31, 40)]
    places, count = pack(found, 1)
    assert (places, count) == ([0, 1, 0, 2, 0], 3)


@given(st.lists(st.lists(boxes(), min_size=1, max_size=3), min_size=1, max_size=30), st.integers(0, 3))
def test_one_of_the_choices_is_taken(choices: list[list[Box]], gap: int) -> None:
    taken = fit(choices, gap, len(choices))
    assert taken is not None
    check([(boxes[number], row) for boxes, (number, row) in zip(choices, taken, strict=True)], gap)


def test_the_lowest_row_is_taken_by_the_choice_that_is_free_there() -> None:
    assert fit([[Box(10, 20)], [Box(15, 25), Box(0, 9)]], 1, 9) == [(0, 0), (1, 0)]
    assert fit([[Box(10, 20)], [Box(15, 25), Box(5, 11)]], 1, 9) == [(0, 0), (0, 1)]


def test_there_is_a_limit() -> None:
    crowd = [[Box(0, 10)] for _ in range(4)]
    assert fit(crowd, 1, 3) is None
    assert fit(crowd, 1, 4) == [(0, 0), (0, 1), (0, 2), (0, 3)]
