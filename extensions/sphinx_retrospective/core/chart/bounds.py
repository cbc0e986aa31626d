"""Which events a picture shows, and which of them by their titles, where there are more than it has room for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sphinx_retrospective.core.chart import sizes
from sphinx_retrospective.core.dates import Interval
from sphinx_retrospective.core.ids import time_order
from sphinx_retrospective.core.model import Event


def most_telling(events: Sequence[Event], limit: int) -> tuple[Event, ...]:
    """Return *limit* of *events* at the most, in their order.

    Those come first that have a weight, then the longest spans, and of the others every so many: they leave no gap in
    time, being thinned evenly.
    """
    if len(events) <= limit:
        return tuple(events)
    first = sorted((each for each in events if each.weight or isinstance(each.date, Interval)), key=_rank)[:limit]
    chosen = {event.id for event in first}
    others = [event for event in events if not event.weight and not isinstance(event.date, Interval)]
    room = limit - len(first)
    chosen.update(others[number * len(others) // room].id for number in range(min(room, len(others))))
    return tuple(event for event in events if event.id in chosen)


def may_be_crowded(events: Sequence[Event]) -> bool:
    """Tell whether a lane of *events* may have more rows than there is room for, so that few titles are in sight."""
    return len(events) > sizes.FEW_ROWS


def titled(events: Sequence[Event], mentions: Callable[[Event], int]) -> list[Event]:
    """Return the events of a lane that carry their titles where there is no room for those of all.

    They are those with a weight; and where these are few, the longest spans, the first event, those that are referred
    to most, and the last.

    Args:
        events: dated ones and others; the latter are in no picture.
        mentions: returns how many places refer to an event.
    """
    events = sorted((event for event in events if event.date is not None), key=time_order)
    weighty = sorted((event for event in events if event.weight), key=_rank)[: sizes.MOST_MARKS]
    # The first has a place of its own.
    spans = sorted((event for event in events if isinstance(event.date, Interval)), key=_rank)[: sizes.TITLED - 1]
    named = sorted((event for event in events if mentions(event)), key=mentions, reverse=True)
    found = {event.id: event for event in (*weighty, *spans, *events[:1], *named, *events[-1:])}
    return list(found.values())[: max(sizes.TITLED, len(weighty))]


def _rank(event: Event) -> tuple[float, float]:
    """Return what sorts events: the heaviest first, then the longest; an open or unknown end is as far as any."""
    first, last = (event.date.earliest, event.date.latest) if event.date else (None, None)
    return -event.weight, -(float("inf") if first is None or last is None else last.ordinal - first.ordinal)
