"""The axis: days on a length, and where its ticks are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sphinx_retrospective.core.chart.model import Tick
from sphinx_retrospective.core.chart.text_width import text_width
from sphinx_retrospective.core.dates import MAX_YEAR, MIN_YEAR, Date, Day

#: The shortest time that fills an axis: four weeks.
_SHORTEST: Final = 28
#: Steps between ticks: days of a month, months and years. About as many days lie between two ticks of each.
_STEPS: Final = (
    *((f"{days}d", days) for days in (1, 5, 10)),
    *((f"{months}m", months * 30) for months in (1, 3)),
    *((f"{years}y", years * 365) for years in (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000)),
)


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from `first` to `last` (ordinals, the last one not included), from `left` to `right` on the axis."""

    first: int
    last: int
    left: float
    right: float

    @classmethod
    def around(cls, first: int, last: int, left: float, right: float) -> Scale:
        """Return a scale that has these days, and some more where they are few."""
        missing = _SHORTEST - (last - first)
        if missing > 0:
            first -= missing // 2
            last = first + _SHORTEST
        return cls(first, last, left, right)

    def x(self, ordinal: float) -> float:
        """Return where the beginning of a day is; a day outside is at the end of the axis."""
        part = (ordinal - self.first) / (self.last - self.first)
        return round(self.left + min(max(part, 0), 1) * (self.right - self.left), 2)


def ticks(scale: Scale, label: Callable[[Date], str], size: float, gap: float, width: float) -> tuple[Tick, ...]:
    """Return the finest ticks whose labels have room.

    Args:
        scale: the axis.
        label: returns what a tick says, which is a day, a month or a year.
        size: of the labels' type.
        gap: the room that a label needs on either side.
        width: where labels have to end.
    """
    per_day = (scale.right - scale.left) / (scale.last - scale.first)
    found: list[tuple[float, str]] = []
    for step, days in _STEPS:
        if days * per_day < 4 * gap:
            continue
        found = [(scale.x(date.earliest.ordinal), label(date)) for date in _dates(scale, step)]
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


def _dates(scale: Scale, step: str) -> Iterator[Date]:
    """Yield the days, months or years of a *step* that the scale has, as ordinary calendars count them."""
    first, last = Day.from_ordinal(scale.first), Day.from_ordinal(scale.last)
    count, unit = int(step[:-1]), step[-1]
    for year in range(max(first.year, MIN_YEAR), min(last.year, MAX_YEAR) + 1):
        if unit == "y":
            # Years before our era are round as they are called: 50 BC is -49. There is no year 0 among them.
            called = year if year > 0 else year - 1
            dates = [Date(year)] if called % count == 0 or (year == 1 and count > 1) else []
        elif unit == "m":
            dates = [Date(year, month) for month in range(1, 13, count)]
        else:
            days = range(1, 29) if count == 1 else range(1, 27, count)
            dates = [Date(year, month, day) for month in range(1, 13) for day in days]
        for date in dates:
            if scale.first <= date.earliest.ordinal < scale.last:
                yield date
