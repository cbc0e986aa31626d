"""Long lists in parts, each of whole years as far as these are not too long themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from sphinx_retrospective.core.dates import Date
from sphinx_retrospective.core.model import Event
from sphinx_retrospective.core.query import period
from sphinx_retrospective.core.slugs import Numbers

#: What an event is listed under: its year (astronomical), a date that is coarser than a year, or None without a date.
Period: TypeAlias = int | Date | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list.

    Attributes:
        slug: tells it from the other parts in an address.
        periods: what its events are listed under, in their order, each once.
        events: in the order of the list.
    """

    slug: str
    periods: tuple[Period, ...]
    events: tuple[Event, ...]


def split_into_parts(events: Sequence[Event], limit: int) -> tuple[Part, ...]:
    """Split a list into parts of *limit* events at the most; one part where it is no longer.

    Years stay together, and as many of them as fit are one part. A year that is longer than a part is several.

    Args:
        events: in order of time, in either direction.
        limit: 1 or more.
    """
    pieces: list[list[Event]] = [[]]
    for year in _years(events):
        for piece in [year] if len(year) <= limit else (year[at : at + limit] for at in range(0, len(year), limit)):
            if len(pieces[-1]) + len(piece) > limit:
                pieces.append([])
            pieces[-1] += piece
    numbers, taken = Numbers(), set[str]()
    parts = []
    for piece in pieces:
        periods = tuple(dict.fromkeys(_period(event) for event in piece))
        slug = numbers.free(period_slug(periods[0]) if periods else "", taken.__contains__)
        taken.add(slug)
        parts.append(Part(slug, periods, tuple(piece)))
    return tuple(parts)


def period_slug(value: Period) -> str:
    """Return what stands for a period in an address: ``2014``, ``-0043``, ``201x`` or ``undated``."""
    if value is None:
        return "undated"
    if isinstance(value, Date):
        return value.edtf.lower()
    return f"-{-value:04}" if value < 0 else f"{value:04}"


def _years(events: Iterable[Event]) -> Iterator[list[Event]]:
    for _, year in groupby(events, key=_period):
        yield list(year)


def _period(event: Event) -> Period:
    return None if event.date is None else period(event.date, "year")
