"""The axis: days on a length, and where its ticks are."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from sphinx_retrospective.core.chart.model import Tick
from sphinx_retrospective.core.chart.text_width import text_width
from sphinx_retrospective.core.dates import FARTHEST_YEAR, MAX_YEAR, MIN_YEAR, SECONDS_A_DAY, Date, Day, TimeOfDay

#: The shortest time that fills an axis: four weeks, or two hours where times are known.
_SHORTEST: Final = 28
_SHORTEST_OF_TIMES: Final = 2 / 24
#: Steps between ticks: minutes, days of a month, months and years. About as many days lie between two of each.
_MINUTES: Final = (1, 5, 10, 15, 30, 60, 120, 180, 360, 720)
_STEPS_OF_TIMES: Final = tuple((f"{minutes}min", minutes / 1440) for minutes in _MINUTES)
_STEPS: Final = (
    *((f"{days}d", days) for days in (1, 5, 10)),
    *((f"{months}m", months * 30) for months in (1, 3)),
    *((f"{years}y", years * 365) for years in (1, 2, 5)),
    *((f"{years * 10**power}y", years * 10**power * 365) for power in range(12) for years in (10, 25, 50)),
)


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from `first` to `last` (ordinals, the last one not included), from `left` to `right` on the axis.

    Where it is one of times, both have parts of days.
    """

    first: float
    last: float
    left: float
    right: float
    is_timed: bool = False

    @classmethod
    def around(cls, first: float, last: float, left: float, right: float, *, is_timed: bool = False) -> Scale:
        """Return a scale that has these days, and some more where they are few."""
        shortest = _SHORTEST_OF_TIMES if is_timed else _SHORTEST
        missing = shortest - (last - first)
        if missing > 0:
            first -= missing / 2 if is_timed else missing // 2
            last = first + shortest
        return cls(first, last, left, right, is_timed)

    def x(self, ordinal: float) -> float:
        """Return where the beginning of a day is; a day outside is at the end of the axis."""
        part = (ordinal - self.first) / (self.last - self.first)
        return round(self.left + min(max(part, 0), 1) * (self.right - self.left), 2)


def ticks(
    scale: Scale,
    label: Callable[[Date, bool], str],
    size: float,
    gap: float,
    width: float,
) -> tuple[Tick, ...]:
    """Return the finest ticks whose labels have room.

    Args:
        scale: the axis.
        label: returns what a tick says, which is a time of a day, a day, a month or a year; of the first one, or not.
        size: of the labels' type.
        gap: the room that a label needs on either side.
        width: where labels have to end.
    """
    per_day = (scale.right - scale.left) / (scale.last - scale.first)
    found: list[tuple[float, str]] = []
    for step, days in (*_STEPS_OF_TIMES, *_STEPS) if scale.is_timed else _STEPS:
        if days * per_day < 4 * gap:
            continue
        found = _labelled(scale, step, label)
        room = min((two[0] - one[0] for one, two in pairwise(found)), default=scale.right)
        if all(text_width(text, size) + 2 * gap <= room for _, text in found):
            break
    made: list[Tick] = []
    for x, text in found:
        right = round(x + gap + text_width(text, size), 2)
        # The step from 1 BC to AD 1 is shorter than others.
        is_free = right <= width and (not made or made[-1].right + gap <= x)
        made.append(Tick(x, text, right) if is_free else Tick(x, "", x))
    return tuple(made)


def _labelled(scale: Scale, step: str, label: Callable[[Date, bool], str]) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    for date in _times(scale, int(step[:-3])) if step.endswith("min") else _dates(scale, step):
        day, second = date.moment
        x = scale.x(day + second / SECONDS_A_DAY)
        # At midnight stands the day that begins.
        found.append((x, label(date if second else replace(date, time=None), not found)))
    return found


def _times(scale: Scale, minutes: int) -> Iterator[Date]:
    """Yield the times of day, so many *minutes* apart, that the scale has."""
    day, last = math.floor(scale.first), math.ceil(scale.last)
    for ordinal in range(day, last):
        year, month, number = Day.from_ordinal(ordinal)
        for minute in range(0, 1440, minutes):
            if scale.first <= ordinal + minute / 1440 < scale.last:
                yield Date(year, month, number, time=TimeOfDay(minute // 60, minute % 60, 0))


def _dates(scale: Scale, step: str) -> Iterator[Date]:
    """Yield the days, months or years of a *step* that the scale has, as ordinary calendars count them."""
    first, last = Day.from_ordinal(math.floor(scale.first)), Day.from_ordinal(math.ceil(scale.last))
    count, unit = int(step[:-1]), step[-1]
    for year in _years(first.year, last.year, count if unit == "y" else 1):
        if unit == "y":
            dates = [Date(year)]
        elif not MIN_YEAR <= year <= MAX_YEAR:
            dates = []
        elif unit == "m":
            dates = [Date(year, month) for month in range(1, 13, count)]
        else:
            days = range(1, 29) if count == 1 else range(1, 27, count)
            dates = [Date(year, month, day) for month in range(1, 13) for day in days]
        for date in dates:
            if scale.first <= date.earliest.ordinal < scale.last:
                yield date


def _years(first: int, last: int, count: int) -> Iterator[int]:
    """Yield every so many years, astronomical, from *first* or before to *last* or after.

    Years before our era are round as they are called: 50 BC is -49. There is no year 0 among them.
    """
    for called in range((first - 1) // count * count, last + count, count):
        year = called if called > 0 else called + 1
        if (called or count > 1) and -FARTHEST_YEAR <= year <= FARTHEST_YEAR:
            yield year
