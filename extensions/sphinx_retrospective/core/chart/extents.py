"""What an event's date means on an axis."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_retrospective.core.dates import SECONDS_A_DAY, Date, Day, EventDate, Interval, Precision


@dataclass(frozen=True, slots=True)
class Extent:
    """The days that a mark stands for. Attributes as those of `Mark`.

    Attributes:
        start, end: ordinals, with parts of days; equal for an instant; None where that end is open or unknown.
        is_timed: whether every date in it has a time.
    """

    start: float | None
    end: float | None
    is_bar: bool = False
    is_hollow: bool = False
    is_dashed: bool = False
    fades_in: bool = False
    fades_out: bool = False
    opens_left: bool = False
    opens_right: bool = False
    is_vague: bool = False
    is_timed: bool = False


def extent(value: EventDate, today: Day) -> Extent:
    """Return what *value* stands for; an open end reaches *today*, if that comes after its start.

    A date that is not a span stands in the middle of the days that it may mean. One of which not even the year is known
    is a span, faded on both sides, and `is_vague`: it may lie anywhere in it.
    """
    if isinstance(value, Date):
        if value.time is not None:
            return Extent(_moment(value), _moment(value), is_timed=True)
        first, last = value.earliest.ordinal, value.latest.ordinal + 1
        if value.precision < Precision.YEAR:
            return Extent(first, last, is_bar=True, fades_in=True, fades_out=True, is_vague=True)
        middle = (first + last) / 2
        return Extent(middle, middle, is_hollow=value.approximate or value.uncertain or value.unspecified)
    return _span(value, today)


def _span(value: Interval, today: Day) -> Extent:
    start, end = value.start, value.end
    first = None if start is None else _moment(start)
    last = None if end is None else _moment(end) if end.time else end.latest.ordinal + 1
    if value.open_end and first is not None:
        last = max(today.ordinal + 1, int(first) + 1)
    return Extent(
        first,
        last,
        is_bar=True,
        is_dashed=value.uncertain,
        fades_in=value.unknown_start or (start is not None and (start.approximate or start.unspecified)),
        fades_out=value.unknown_end or (end is not None and (end.approximate or end.unspecified)),
        opens_left=value.open_start,
        opens_right=value.open_end,
        is_timed=all(each is None or each.time is not None for each in (start, end)),
    )


def _moment(date: Date) -> float:
    """Return when *date* begins, as an ordinal with a part of a day; in UTC where the zone is known."""
    day, second = date.moment
    return day + second / SECONDS_A_DAY if second else day
