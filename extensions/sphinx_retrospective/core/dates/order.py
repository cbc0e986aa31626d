"""Dates among one another: what sorts them, what days they touch, what year they are listed under."""

from __future__ import annotations

from typing import TypeAlias

from sphinx_retrospective.core.dates.calendar import SECONDS_A_DAY, Day
from sphinx_retrospective.core.dates.model import Date, EventDate

SortKey: TypeAlias = tuple[int, bool, int, int, bool, int, int, int, str]


def sort_key(value: EventDate) -> SortKey:
    """Return what to sort events by. Two values have equal keys only if they are equal, so the order is total.

    In this order: by first day, which is the one in UTC for a time whose zone is known, and that of the end for an open
    or unknown start, where `year_of` lists it too; an open or unknown start before all others of that day; the coarser
    before the finer (a year before its 1 January; an interval counts by its start, or by its end if that is all there
    is); by time of day, where one of no zone counts as UTC; by last day and its time, an open or unknown end after all;
    the plain before the uncertain before the approximate; by canonical text.
    """
    listed = _listed(value)
    day, second = listed.moment
    end = value if isinstance(value, Date) else value.end
    last = (0, 0) if end is None else end.moment if end.time else (end.latest.ordinal, SECONDS_A_DAY)
    return (
        day,
        value.earliest is not None,
        listed.precision,
        second,
        end is None,
        *last,
        value.uncertain + 2 * value.approximate,
        value.edtf,
    )


def overlaps(value: EventDate, since: Day | None, until: Day | None) -> bool:
    """Tell whether *value* may touch the days from *since* to *until*, both included.

    A bound that is None does not limit. Open and unknown ends of *value* reach without bound. No value touches a
    window that ends before it begins.
    """
    if since is not None and until is not None and until < since:
        return False
    earliest, latest = value.earliest, value.latest
    begins = until is None or earliest is None or earliest <= until
    return begins and (since is None or latest is None or latest >= since)


def year_of(value: EventDate) -> int:
    """Return the astronomical year that *value* is listed under: that of its first day.

    An interval whose start is open or unknown is listed under the year of its end.
    """
    return _listed(value).earliest.year


def _listed(value: EventDate) -> Date:
    """Return the date that *value* is listed under."""
    if isinstance(value, Date):
        return value
    known = value.start or value.end
    if known is None:  # pragma: no cover - Interval refuses it
        raise AssertionError("an interval has an end that is a date")
    return known
