"""Dates and durations as sphinx-timeline gives them to its templates: in English, to the minute, with a zone."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, Final
from zoneinfo import ZoneInfo

_ZONE: Final = re.compile(r"(?P<time>.+)\((?P<zone>[^)]+)\)\s*\Z", re.DOTALL)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
#: What units begin with, longest first where one begins with another.
_UNITS: Final = {"years": "y", "months": "mon", "days": "d", "hours": "h", "minutes": "min", "seconds": "s"}


@dataclass(frozen=True, slots=True)
class Duration:
    """A span of time by its parts, each below that which makes the next."""

    years: int = 0
    months: int = 0
    days: int = 0
    hours: int = 0
    minutes: int = 0
    seconds: int = 0

    def __str__(self) -> str:
        parts = [(getattr(self, name), name[:-1].capitalize()) for name in _UNITS]
        return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count)

    def after(self, start: datetime) -> datetime:
        """Return the moment that is so long after *start*; the last of the month where that is too short."""
        year, month = divmod(12 * (start.year + self.years) + start.month - 1 + self.months, 12)
        day = min(start.day, monthrange(year, month + 1)[1])
        rest = timedelta(days=self.days, hours=self.hours, minutes=self.minutes, seconds=self.seconds)
        return start.replace(year=year, month=month + 1, day=day) + rest


def duration_of(value: object) -> Duration | None:
    """Return the duration that sphinx-timeline reads in *value*; None for none, or one that is out of any range."""
    if not isinstance(value, str) or len(value) > 200:
        return None
    parts = {}
    for name, unit in _UNITS.items():
        found = re.search(rf"(\d{{1,6}})\s?{unit}", value)
        parts[name] = int(found[1]) if found else 0
    for small, large, size in (("seconds", "minutes", 60), ("minutes", "hours", 60), ("hours", "days", 24)):
        parts[large] += parts[small] // size
        parts[small] %= size
    parts["years"] += parts["months"] // 12
    parts["months"] %= 12
    return Duration(**parts)


def start_of(value: object) -> datetime | None:
    """Return the moment that *value* is, in its zone or else that of UTC; None if it is not one to the day at least."""
    zone: ZoneInfo | timezone = UTC
    try:
        if isinstance(value, str):
            if found := _ZONE.match(value):
                value, zone = found["time"], ZoneInfo(found["zone"].strip())
            value = datetime.fromisoformat(value.strip())
        elif isinstance(value, date) and not isinstance(value, datetime):
            value = datetime.combine(value, time())
    except (ValueError, KeyError, OSError):
        # ZoneInfo looks for a file of that name.
        return None
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=zone)


class DateRange:
    """A span of time as text: ``Wed 3rd Feb 2021, 10:00 PM - 11:30 PM (UTC)``. Call it to have it in another form."""

    def __init__(self, start: datetime, duration: Duration | None = None) -> None:
        self._start = start
        self._end = duration.after(start) if duration else start

    def __str__(self) -> str:
        return self()

    def __call__(
        self,
        *,
        day_name: bool = True,
        short_date: bool = False,
        short_delim: str = "/",
        abbr: bool = True,
        clock12: bool = True,
    ) -> str:
        """Return the span.

        Args:
            day_name: with the days of the week.
            short_date: in numbers.
            short_delim: what is between these.
            abbr: with short names of days and months.
            clock12: with hours to twelve.
        """
        start, end = self._start, self._end
        zone = f" ({start.tzname()})"
        length = 3 if abbr else None

        def day(moment: datetime, *, has_month: bool = True, has_year: bool = True) -> str:
            name = f"{_DAYS[moment.weekday()][:length]} " if day_name else ""
            if short_date:
                return f"{name}{short_delim.join((f'{moment.day:02d}', f'{moment.month:02d}', str(moment.year)))}"
            month = f" {_MONTHS[moment.month - 1][:length]}" if has_month else ""
            return f"{name}{moment.day}{_ordinal(moment.day)}{month}{f' {moment.year}' if has_year else ''}"

        def clock(moment: datetime) -> str:
            half = "AM" if moment.hour < 12 else "PM"
            return f"{(moment.hour - 1) % 12 + 1:02d}:{moment:%M} {half}" if clock12 else f"{moment:%H:%M}"

        has_time = start.time() != time() or end.time() != start.time()
        if start == end:
            return day(start) + (f", {clock(start)}{zone}" if has_time else "")
        if start.date() == end.date():
            return f"{day(start)}, {clock(start)} - {clock(end)}{zone}"
        has_year = start.year != end.year
        first = day(start, has_month=has_year or start.month != end.month, has_year=has_year)
        times = (f", {clock(start)}", f", {clock(end)}{zone}") if has_time else ("", "")
        return f"{first}{times[0]} - {day(end)}{times[1]}"


def variables(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a template gets of an event: its data as ``e``, its dates in words, and its duration.

    Args:
        values: its fields, as its format has them.
    """
    event = dict(values)
    start, duration = start_of(event.get("start")), duration_of(event.get("duration"))
    if start is None:
        # A date that is less, or more, than a day: as it is written.
        written = str(event.get("start") or event.get("date") or "")
        return {"e": event, "dt": written, "dtrange": written, "duration": str(duration or "")}
    event["start"] = start
    if duration:
        event["duration"] = duration
    try:
        span = DateRange(start, duration)
    except (ValueError, OverflowError):
        # It ends after the last year that there is.
        span = DateRange(start)
    return {"e": event, "dt": DateRange(start), "dtrange": span, "duration": str(duration or "")}


def _ordinal(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
