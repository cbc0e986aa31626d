"""Rows: what needs room on the axis, put into as few as there can be."""

from __future__ import annotations

import heapq
from bisect import bisect
from collections.abc import Sequence
from typing import NamedTuple


class Box(NamedTuple):
    """What is to be put into rows: a part of the axis, in one row or in several next to one another."""

    left: float
    right: float
    rows: int = 1


def pack(boxes: Sequence[Box], gap: float) -> tuple[list[int], int]:
    """Return the first row of each box, in the order of *boxes*, and how many rows there are.

    From left to right each takes the first row that is free, with a *gap* before it. So boxes of one row are put into
    the fewest rows, in a time that is that of sorting them.
    """
    places = [0] * len(boxes)
    ends: list[float] = []
    busy: list[tuple[float, int]] = []
    free: list[int] = []
    for number in sorted(range(len(boxes)), key=lambda number: (boxes[number].left, number)):
        box = boxes[number]
        while busy and busy[0][0] + gap <= box.left:
            heapq.heappush(free, heapq.heappop(busy)[1])
        before = box.left - gap
        row = _free_row(free, ends, before) if box.rows == 1 else _free_rows(ends, box.rows, before)
        for taken in range(row, row + box.rows):
            if taken == len(ends):
                ends.append(box.right)
            else:
                ends[taken] = box.right
            heapq.heappush(busy, (box.right, taken))
        places[number] = row
    return places, len(ends)


def _free_row(free: list[int], ends: list[float], left: float) -> int:
    while free:
        row = heapq.heappop(free)
        # A box of several rows does not ask this list.
        if ends[row] <= left:
            return row
    return len(ends)


def _free_rows(ends: list[float], count: int, left: float) -> int:
    start = 0
    for row, end in enumerate(ends):
        if end > left:
            start = row + 1
        elif row + 1 - start == count:
            break
    return start


def fit(choices: Sequence[Sequence[Box]], gap: float, most: int) -> list[tuple[int, int]] | None:
    """Return, of each set of *choices*, which one is taken and the first row of it; None if there are too many rows.

    In the order of *choices* each takes the first row in which any of its boxes is free, and there the first such box,
    so that labels go to the side that has room. All boxes of a set have as many rows.

    Args:
        choices: boxes, of each set of which one is put into rows.
        gap: the room that a box needs before it and after it.
        most: how many rows there can be.
    """
    rows: list[list[tuple[float, float]]] = []
    taken: list[tuple[int, int]] = []
    for boxes in choices:
        count = boxes[0].rows
        found = next(
            (
                (number, first)
                for first in range(len(rows) + 1)
                for number, box in enumerate(boxes)
                if all(_is_free(row, box, gap) for row in rows[first : first + count])
            ),
            (0, len(rows)),
        )
        number, first = found
        if first + count > most:
            return None
        rows += [[] for _ in range(first + count - len(rows))]
        for row in rows[first : first + count]:
            row.insert(bisect(row, boxes[number][:2]), (boxes[number].left, boxes[number].right))
        taken.append(found)
    return taken


def _is_free(row: Sequence[tuple[float, float]], box: Box, gap: float) -> bool:
    place = bisect(row, (box.left, box.right))
    is_after = place == 0 or row[place - 1][1] + gap <= box.left
    return is_after and (place == len(row) or box.right + gap <= row[place][0])
