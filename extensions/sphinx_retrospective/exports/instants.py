"""Dates as instants, for formats that demand one: a bound of what a date says, and no time of day that nobody gave."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from sphinx_retrospective.core.dates import SECONDS_A_DAY, Date, EventDate, Interval

#: The first and the last second that can be written: years have four digits in RFC 3339, and begin with 1 in programs.
FIRST: Final = datetime(1, 1, 1, tzinfo=UTC)
LAST: Final = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


def instant(date: Date | None) -> datetime | None:
    """Return when *date* is, in UTC; None where it has no time of day, or one without a zone, or can't be written."""
    if date is None or not _has_zone(date):
        return None
    day, second = date.moment
    return _second(day, second) if FIRST.toordinal() <= day <= LAST.toordinal() else None


def beginning(date: EventDate | None) -> datetime | None:
    """Return when *date* is or begins, as `instant` does."""
    return instant(date.start if isinstance(date, Interval) else date)


def last_second(date: EventDate | None) -> datetime:
    """Return the last second that *date* may mean, in UTC: of the year 2014, the one before midnight of 31 December.

    A time of day with a zone is itself that second; one without is somewhere in its day. A span counts by its end, and
    by its start where the end is open or unknown. What lies outside the years that can be written is `FIRST` or `LAST`,
    whichever is nearer, and so is what has no date: `FIRST`, since it comes after everything else where the newest come
    first.
    """
    if date is None:
        return FIRST
    if isinstance(date, Date):
        return _second(*date.moment) if _has_zone(date) else _second(date.latest.ordinal, SECONDS_A_DAY - 1)
    # Zones can have a span end on a day that ends, in UTC, before its start.
    return max(last_second(date.end or date.start), instant(date.start) or FIRST)


def _has_zone(date: Date) -> bool:
    return date.time is not None and date.time.offset is not None


def _second(day: int, second: int) -> datetime:
    """Return a second of the day of that ordinal, or the nearest that can be written."""
    if day < FIRST.toordinal():
        return FIRST
    if day > LAST.toordinal():
        return LAST
    return datetime.fromordinal(day).replace(tzinfo=UTC) + timedelta(seconds=second)
