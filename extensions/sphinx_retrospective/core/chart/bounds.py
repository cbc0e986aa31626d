"""Which events a picture shows where there are more than it can hold."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_retrospective.core.dates import Interval
from sphinx_retrospective.core.model import Event


def most_telling(events: Sequence[Event], limit: int) -> tuple[Event, ...]:
    """Return *limit* of *events* at the most, in their order: the longest spans, and of the others every so many.

    What is left out of the others leaves no gap in time: they are thinned evenly.
    """
    if len(events) <= limit:
        return tuple(events)
    spans = sorted((event for event in events if isinstance(event.date, Interval)), key=_length, reverse=True)[:limit]
    others = [event for event in events if not isinstance(event.date, Interval)]
    room = limit - len(spans)
    chosen = {event.id for event in spans}
    chosen.update(others[number * len(others) // room].id for number in range(min(room, len(others))))
    return tuple(event for event in events if event.id in chosen)


def _length(event: Event) -> float:
    """Return how many days a span has; one with an open or unknown end is as long as any."""
    assert event.date is not None
    first, last = event.date.earliest, event.date.latest
    return float("inf") if first is None or last is None else last.ordinal - first.ordinal
