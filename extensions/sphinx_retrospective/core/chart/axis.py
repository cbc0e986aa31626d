"""From when to when the axis goes: as the author says, as long as the eras that are asked for, or the bulk of events.

What reaches beyond stands at the edge, with an arrow.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sphinx_retrospective.core.chart.extents import Extent, extent
from sphinx_retrospective.core.dates import Day, EventDate, parse
from sphinx_retrospective.core.errors import DateError, Problem
from sphinx_retrospective.core.model import Era, Event

#: The value of the option ``axis`` for an axis that has every event in full.
WHOLE: Final = "all"
#: Of fewer events none is left outside; of more, one in ten may be, but one at the least.
_FEWEST: Final = 5
#: None is left outside unless the axis has less than this part of its length without it.
_SHORTER: Final = 1 / 3


@dataclass(frozen=True, slots=True)
class Window:
    """What is wanted of an axis, in ordinals; None leaves it to the events.

    Attributes:
        first, last: where it begins and ends (not included).
        since, until: what it does not go beyond, wherever the events say that it ends.
        is_whole: whether it has every event in full.
        is_loose: whether it is left to the events where none of them is inside.
    """

    first: float | None = None
    last: float | None = None
    since: float | None = None
    until: float | None = None
    is_whole: bool = False
    is_loose: bool = False


#: An axis that is left to the events.
UNASKED: Final = Window()


def parse_axis(text: str) -> tuple[EventDate | str | None, Problem | None]:
    """Return what an author wants the axis to be: a date, `WHOLE`, or None; with a problem if *text* is none of it."""
    value = text.strip()
    if value in {"", WHOLE}:
        return value or None, None
    try:
        return parse(value), None
    except DateError as error:
        message = f"axis is neither 'all' nor a span such as 2010/2020: {error}"
        return None, Problem("date", message, field="axis")


def window_of(
    axis: EventDate | str | None, eras: Iterable[Era], since: Day | None, until: Day | None, today: Day
) -> Window:
    """Return what is wanted of an axis.

    Args:
        axis: what the author says of it.
        eras: the eras that are asked for.
        since: the first day that is asked for.
        until: the last one.
        today: what the open end of an era reaches.
    """
    if axis == WHOLE:
        return Window(is_whole=True)
    if axis is not None and not isinstance(axis, str):
        return Window(*_days(axis.earliest, axis.latest))
    limits = _days(since, until)
    spans = [extent(era.date, today) for era in eras if era.date is not None]
    starts, ends = [each.start for each in spans], [each.end for each in spans]
    first = min((each for each in starts if each is not None), default=None) if None not in starts else None
    last = max((each for each in ends if each is not None), default=None) if None not in ends else None
    return Window(first, last, *limits, is_loose=True)


def _days(first: Day | None, last: Day | None) -> tuple[float | None, float | None]:
    return first and first.ordinal, last and last.ordinal + 1


def bounds(
    found: Sequence[tuple[Event, Extent]], eras: Sequence[tuple[Era, Extent]], window: Window, *, is_timed: bool
) -> tuple[float, float]:
    """Return the first day of the axis, and the one after the last; those hours where all has times (*is_timed*).

    Args:
        found: events, at least one.
        eras: of these events.
        window: what is wanted.
        is_timed: whether every date has a time.
    """
    if window.is_loose and not any(_is_inside(each, window) for _, each in found):
        window = UNASKED
    kept = list(found) if window.is_whole else _bulk(found)
    named = {era for event, _ in kept for era in event.eras}
    extents = [each for _, each in kept] + [each for era, each in eras if window.is_whole or era.id in named]
    extents = [each for each in extents if not each.is_vague] or extents
    days = [day for each in extents for day in (each.start, each.end) if day is not None]
    first, last = _rounded(min(days), max(days), is_timed=is_timed)
    if window.since is not None:
        first = max(first, window.since)
    if window.until is not None:
        last = min(last, window.until)
    first = first if window.first is None else window.first
    last = last if window.last is None else window.last
    # An open side may have nothing on it.
    return (first, last) if first < last else (first, first + 1)


def _is_inside(one: Extent, window: Window) -> bool:
    first = -math.inf if window.first is None else window.first
    last = math.inf if window.last is None else window.last
    begins = one.start is None or one.start < last
    return begins and (one.end is None or one.end > first or one.start == one.end == first)


def _bulk(found: Sequence[tuple[Event, Extent]]) -> list[tuple[Event, Extent]]:
    """Return the events without the few, one in ten at the most, beside which the axis would be far longer."""
    known = [each for each in found if not each[1].is_vague and each[1].start is not None and each[1].end is not None]
    if len(known) < _FEWEST:
        return list(found)
    by_start = sorted(range(len(known)), key=lambda number: known[number][1].start or 0)
    by_end = sorted(range(len(known)), key=lambda number: known[number][1].end or 0, reverse=True)
    out: list[int] = []
    best, left_out = _length(known, by_start[0], by_end[0]), 0
    for _ in range(max(1, len(known) // 10)):
        one, other = by_start.pop(0), by_end.pop(0)
        without_one = _length(known, *_outermost(by_start, [other, *by_end], {*out, one}))
        without_other = _length(known, *_outermost([one, *by_start], by_end, {*out, other}))
        if without_one <= without_other:
            out.append(one)
            by_end.insert(0, other)
        else:
            out.append(other)
            by_start.insert(0, one)
        for order in (by_start, by_end):
            while order[0] in out:
                order.pop(0)
        length = _length(known, by_start[0], by_end[0])
        if length < best * _SHORTER:
            best, left_out = length, len(out)
    beyond = {known[number][0].id for number in out[:left_out]}
    return [each for each in found if each[0].id not in beyond]


def _outermost(by_start: Sequence[int], by_end: Sequence[int], without: set[int]) -> tuple[int, int]:
    first, last = (next(number for number in order if number not in without) for order in (by_start, by_end))
    return first, last


def _length(known: Sequence[tuple[Event, Extent]], first: int, last: int) -> float:
    return (known[last][1].end or 0) - (known[first][1].start or 0)


def _rounded(first: float, last: float, *, is_timed: bool) -> tuple[float, float]:
    if is_timed:
        return math.floor(first * 24) / 24, (math.floor(last * 24) + 1) / 24
    return math.floor(first), math.floor(last) + 1
