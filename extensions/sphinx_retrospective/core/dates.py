"""Dates as authors know them: parsed, held and compared with their precision kept.

The notation is EDTF, the Extended Date/Time Format (ISO 8601-2:2019; https://www.loc.gov/standards/datetime/):
level 0, and of level 1 the qualified dates, the seasons, the unspecified digits, the intervals with open or unknown
ends, and the negative years. Years with more than four digits, and all that is level 2, are not dates here, with one
exception: an end of an interval may have unspecified digits (``201X/2015``), which careers need.

Years are astronomical, days proleptic Gregorian: year 0 is 1 BCE, and there is no gap in 1582.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from sphinx_retrospective.core.errors import DateError

#: No date, and no attempt at one, is longer. Work on a text is bounded by this.
MAX_LENGTH: Final = 100
MIN_YEAR: Final = -9999
MAX_YEAR: Final = 9999

_MAX_OFFSET: Final = 14 * 60
_SECONDS_A_DAY: Final = 86400
_DAYS_IN_400_YEARS: Final = 146097
_DAYS_IN_100_YEARS: Final = 36524
_DAYS_IN_4_YEARS: Final = 1461
_MONTH_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH: Final = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_MONTH_NAMES: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Precision(enum.IntEnum):
    """How much of a date is known; a finer one is greater.

    What is unspecified is not known: ``2010-XX`` has the precision of a year, ``2010-09-XX`` that of a month.
    """

    CENTURY = 1
    DECADE = 2
    YEAR = 3
    SEASON = 4
    MONTH = 5
    DAY = 6
    TIME = 7


class Qualification(enum.Enum):
    """What the author says of a whole date; the value is the sign at its end (EDTF level 1)."""

    NONE = ""
    UNCERTAIN = "?"
    APPROXIMATE = "~"
    BOTH = "%"


class Mask(enum.Enum):
    """Which digits of a date are unspecified; the value shows the form (EDTF level 1)."""

    NONE = ""
    DECADE = "201X"
    CENTURY = "20XX"
    MONTH = "2004-XX"
    MONTH_AND_DAY = "1985-XX-XX"
    DAY = "1985-04-XX"


def is_leap(year: int) -> bool:
    """Tell whether the astronomical *year* has 366 days in the proleptic Gregorian calendar."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Return the number of days, 28 to 31, of *month* (1 to 12) in the astronomical *year*."""
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month - 1]


class Day(NamedTuple):
    """One day of the proleptic Gregorian calendar; days compare in time order.

    It is not validated: whoever makes one answers for it. Years are astronomical and unbounded.

    Attributes:
        year: 0 is 1 BCE, -43 is 44 BCE.
        month: 1 to 12.
        day: 1 to the length of the month.
    """

    year: int
    month: int
    day: int

    @property
    def ordinal(self) -> int:
        """The number of the day, 1 for 0001-01-01 (as `datetime.date.toordinal`), zero or negative before it."""
        before = self.year - 1
        leap_day = self.month > 2 and is_leap(self.year)
        return (
            before * 365
            + before // 4
            - before // 100
            + before // 400
            + _DAYS_BEFORE_MONTH[self.month - 1]
            + leap_day
            + self.day
        )

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Day:
        """Return the day whose `ordinal` is the given one, any integer."""
        cycles, rest = divmod(ordinal - 1, _DAYS_IN_400_YEARS)
        centuries, rest = divmod(rest, _DAYS_IN_100_YEARS)
        fours, rest = divmod(rest, _DAYS_IN_4_YEARS)
        ones, rest = divmod(rest, 365)
        year = cycles * 400 + centuries * 100 + fours * 4 + ones + 1
        if centuries == 4 or ones == 4:  # The last day of a leap year that ends a cycle.
            return cls(year - 1, 12, 31)
        month = 12
        while rest < _DAYS_BEFORE_MONTH[month - 1] + (month > 2 and is_leap(year)):
            month -= 1
        return cls(year, month, rest - _DAYS_BEFORE_MONTH[month - 1] - (month > 2 and is_leap(year)) + 1)

    def add_days(self, days: int) -> Day:
        """Return the day that many *days* later, or earlier if negative."""
        return Day.from_ordinal(self.ordinal + days)

    def add_months(self, months: int) -> Day:
        """Return the same day of the month that many *months* later; the month's last day if it is too short."""
        years, month = divmod(self.month - 1 + months, 12)
        year = self.year + years
        return Day(year, month + 1, min(self.day, month_length(year, month + 1)))

    def add_years(self, years: int) -> Day:
        """Return the same day that many *years* later; 28 February where there is no 29th."""
        return self.add_months(12 * years)


class TimeOfDay(NamedTuple):
    """A time on the clock, to the second (EDTF level 0). Validated by the `Date` that holds it.

    Attributes:
        hour: 0 to 23.
        minute: 0 to 59.
        second: 0 to 59.
        offset: minutes east of UTC, -840 to 840 (0 is written ``Z``), or None for local time.
    """

    hour: int
    minute: int
    second: int
    offset: int | None = None

    @property
    def edtf(self) -> str:
        """The canonical text, without the ``T``: ``10:10:10``, ``10:10:10Z``, ``10:10:10+05:30``."""
        clock = f"{self.hour:02d}:{self.minute:02d}:{self.second:02d}"
        if self.offset is None:
            return clock
        if self.offset == 0:
            return f"{clock}Z"
        sign = "-" if self.offset < 0 else "+"
        return f"{clock}{sign}{abs(self.offset) // 60:02d}:{abs(self.offset) % 60:02d}"

    @property
    def instant(self) -> int:
        """Seconds from midnight UTC of the day that the time is written under; local time counts as UTC."""
        return self.hour * 3600 + self.minute * 60 + self.second - 60 * (self.offset or 0)


@dataclass(frozen=True, slots=True)
class Date:
    """One EDTF date, of any precision. Making one that does not exist raises `DateError`.

    Attributes:
        year: -9999 to 9999, astronomical. The first of those meant, where its last digits are unspecified.
        month: 1 to 12, or None where there is none or it is unspecified.
        day: 1 to the length of the month, or None likewise.
        season: 21 spring, 22 summer, 23 autumn, 24 winter (level 1), or None.
        time: of a whole date only, or None. Midnight is a time.
        mask: which digits are unspecified.
        qualification: of the whole date; a date with a time has none.
    """

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    time: TimeOfDay | None = None
    mask: Mask = Mask.NONE
    qualification: Qualification = Qualification.NONE

    def __post_init__(self) -> None:
        fault = _date_fault(self)
        if fault:
            raise DateError(f"{self.edtf} is not a date: {fault}")

    @property
    def edtf(self) -> str:
        """The canonical text; `parse` gives an equal date back."""
        text = _year_text(self.year)
        mask = self.mask
        if mask is Mask.DECADE:
            text = f"{text[:-1]}X"
        elif mask is Mask.CENTURY:
            text = f"{text[:-2]}XX"
        for part in (self.season, self.month, self.day):
            if part is not None:
                text = f"{text}-{part:02d}"
        if mask is Mask.MONTH or mask is Mask.DAY:
            text = f"{text}-XX"
        elif mask is Mask.MONTH_AND_DAY:
            text = f"{text}-XX-XX"
        if self.time is not None:
            text = f"{text}T{self.time.edtf}"
        return f"{text}{self.qualification.value}"

    @property
    def precision(self) -> Precision:
        """How much is known."""
        if self.mask is Mask.DECADE:
            return Precision.DECADE
        if self.mask is Mask.CENTURY:
            return Precision.CENTURY
        if self.time is not None:
            return Precision.TIME
        if self.day is not None:
            return Precision.DAY
        if self.month is not None:
            return Precision.MONTH
        return Precision.YEAR if self.season is None else Precision.SEASON

    @property
    def earliest(self) -> Day:
        """The first day that is meant, as written: a time's offset does not move it.

        Seasons are the northern meteorological ones, which serve to sort and draw only: EDTF leaves open what months
        a season has, and so does the text that is shown. Spring begins on 1 March, winter on 1 December of its year.
        """
        if self.season is not None:
            return Day(self.year, 3 * (self.season - 20), 1)
        return Day(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> Day:
        """The last day that is meant, as written; winter ends with February of the next year (see `earliest`)."""
        year, month = self.year, self.month or 12
        if self.season == 24:
            year, month = year + 1, 2
        elif self.season is not None:
            month = 3 * (self.season - 20) + 2
        elif self.mask is Mask.DECADE:
            year += 9
        elif self.mask is Mask.CENTURY:
            year += 99
        return Day(year, month, self.day or month_length(year, month))

    @property
    def approximate(self) -> bool:
        """Whether it is qualified by ``~`` or ``%``."""
        return self.qualification is Qualification.APPROXIMATE or self.qualification is Qualification.BOTH

    @property
    def uncertain(self) -> bool:
        """Whether it is qualified by ``?`` or ``%``."""
        return self.qualification is Qualification.UNCERTAIN or self.qualification is Qualification.BOTH

    @property
    def unspecified(self) -> bool:
        """Whether some digits are an ``X``."""
        return self.mask is not Mask.NONE

    @property
    def is_span(self) -> bool:
        """False: only an `Interval` is a span."""
        return False


@dataclass(frozen=True, slots=True)
class Interval:
    """A span from one date to another (EDTF levels 0 and 1). Making an impossible one raises `DateError`.

    Attributes:
        start: None where it is open or unknown.
        end: None where it is open or unknown; not before the start; `start` and `end` have no time of day.
        unknown_start: the absent start is unknown (written as nothing), not open (written ``..``).
        unknown_end: likewise for the end.
    """

    start: Date | None
    end: Date | None
    unknown_start: bool = False
    unknown_end: bool = False

    def __post_init__(self) -> None:
        fault = _interval_fault(self)
        if fault:
            raise DateError(f"{self.edtf} is not a span of time: {fault}")

    @property
    def edtf(self) -> str:
        """The canonical text; `parse` gives an equal interval back."""
        start = self.start.edtf if self.start is not None else "" if self.unknown_start else ".."
        end = self.end.edtf if self.end is not None else "" if self.unknown_end else ".."
        return f"{start}/{end}"

    @property
    def earliest(self) -> Day | None:
        """The first day that its start may mean, or None where the start is open or unknown."""
        return None if self.start is None else self.start.earliest

    @property
    def latest(self) -> Day | None:
        """The last day that its end may mean, or None where the end is open or unknown."""
        return None if self.end is None else self.end.latest

    @property
    def open_start(self) -> bool:
        """Whether the start is written ``..``."""
        return self.start is None and not self.unknown_start

    @property
    def open_end(self) -> bool:
        """Whether the end is written ``..``."""
        return self.end is None and not self.unknown_end

    @property
    def approximate(self) -> bool:
        """Whether an end is qualified by ``~`` or ``%``."""
        return any(end is not None and end.approximate for end in (self.start, self.end))

    @property
    def uncertain(self) -> bool:
        """Whether an end is qualified by ``?`` or ``%``."""
        return any(end is not None and end.uncertain for end in (self.start, self.end))

    @property
    def unspecified(self) -> bool:
        """Whether an end has digits that are an ``X``."""
        return any(end is not None and end.unspecified for end in (self.start, self.end))

    @property
    def is_span(self) -> bool:
        """True."""
        return True


EventDate: TypeAlias = Date | Interval
SortKey: TypeAlias = tuple[bool, int, int, bool, int, int, int, str]


def parse(text: str) -> EventDate:
    """Read one EDTF date or interval.

    Args:
        text: what the author wrote; white space around it does not count.

    Raises:
        DateError: it is not of the supported forms, or names a day that does not exist. The message says what to
            write instead wherever that can be guessed.
    """
    text = text.strip()
    value = _read(text)
    if value is None:
        raise DateError(_explain(text))
    return value


def sort_key(value: EventDate) -> SortKey:
    """Return what to sort events by. Two values have equal keys only if they are equal, so the order is total.

    In this order: by first day, an open or unknown start before all; the coarser before the finer (a year before its
    1 January; an interval counts by its start, or by its end if that is all there is); by last day, an open or unknown
    end after all; by instant, for times under the same written day (the day is where a reader looks for it, so the
    offset does not move a time to another; no offset counts as UTC); the plain before the uncertain before the
    approximate; by canonical text.
    """
    if isinstance(value, Date):
        earliest: Day | None = value.earliest
        precision = value.precision
        instant = 0 if value.time is None else value.time.instant
    else:
        earliest = value.earliest
        known = value.start or value.end
        precision = known.precision if known else Precision.CENTURY
        instant = 0
    latest = value.latest
    return (
        earliest is not None,
        0 if earliest is None else earliest.ordinal,
        precision,
        latest is None,
        0 if latest is None else latest.ordinal,
        instant,
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
    if isinstance(value, Interval):
        known = value.start or value.end
        if known is None:  # pragma: no cover - Interval refuses it
            raise AssertionError("an interval has an end that is a date")
        return known.earliest.year
    return value.earliest.year


def add_duration(start: Date, text: str) -> Date:
    """Return the date that is *text* after *start*: the end of sphinx-timeline's ``start`` and ``duration``.

    Args:
        start: a date whose year is known.
        text: whole numbers of units in any order (``3 days``, ``1 year 6 months``, ``5d``, ``2mon``, ``1y``,
            ``36 h``), a bare number of days, or an ISO 8601 duration (``P1Y6M``).

    The calendar is walked from the first day of *start*: years and months first, to the month's last day where it is
    too short, then the rest. The result is as precise as the finer of *start* and the smallest unit: a year and
    ``6 months`` give a month, a year and ``2 years`` a year, a season and ``1 year`` a season. Nothing is finer than
    a day, since an EDTF interval has no time of day; hours, minutes and seconds count from the time of *start*, or
    from midnight. The qualification of *start* is kept.

    Raises:
        DateError: *text* is not a duration, *start* has no known year, or the result is after the year 9999.
    """
    if start.precision < Precision.YEAR:
        raise DateError(f"{start.edtf} plus a duration is not a date: the start needs a known year")
    months, seconds, unit = _read_duration(text)
    if start.time is not None:
        seconds += start.time.hour * 3600 + start.time.minute * 60 + start.time.second
    day = start.earliest.add_months(months).add_days(seconds // _SECONDS_A_DAY)
    if day.year > MAX_YEAR:
        raise DateError(f"{start.edtf} plus {_shown(text)} is not a date: it is after the year {MAX_YEAR}")
    precision = min(max(start.precision, unit), Precision.DAY)
    return Date(
        day.year,
        day.month if precision >= Precision.MONTH else None,
        day.day if precision >= Precision.DAY else None,
        season=start.season if precision is Precision.SEASON else None,
        qualification=start.qualification,
    )


# What exists -------------------------------------------------------------------------------------------------------


def _year_text(year: int) -> str:
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def _date_fault(date: Date) -> str:
    """Return what keeps *date* from existing, or an empty text."""
    fault = _calendar_fault(date.year, date.month, date.day)
    if not fault and date.season is not None:
        fault = _season_fault(date, date.season)
    if not fault and date.mask is not Mask.NONE:
        fault = _mask_fault(date)
    if not fault and date.time is not None:
        fault = _time_fault(date, date.time)
    return fault


def _calendar_fault(year: int, month: int | None, day: int | None) -> str:
    if not MIN_YEAR <= year <= MAX_YEAR:
        return f"years go from {_year_text(MIN_YEAR)} to {MAX_YEAR}"
    if month is None:
        return "" if day is None else "a day needs a month, as in 2015-06-01"
    if not 1 <= month <= 12:
        return _month_fault(year, month, day)
    length = month_length(year, month)
    if day is None or 1 <= day <= length:
        return ""
    missing = f"there is no day {day:02d}; " if day < 1 else ""
    return f"{missing}{_MONTH_NAMES[month - 1]} {_year_text(year)} has {length} days"


def _season_fault(date: Date, season: int) -> str:
    if not 21 <= season <= 24:
        return f"there is no season {season}; seasons go from 21 (spring) to 24 (winter)"
    if date.month is not None or date.mask is not Mask.NONE:
        return f"a season has neither months nor days; write {_year_text(date.year)}-{season}"
    return ""


def _month_fault(year: int, month: int, day: int | None) -> str:
    if 21 <= month <= 24 and day is not None:
        return f"a season has no days; write {_year_text(year)}-{month}"
    if month > 20:
        return (
            f"there is no month or season {month}; months go from 01 to 12, seasons from 21 (spring) to 24 (winter)"
            f"{_years_hint(year, month, day)}"
        )
    return f"there is no month {month:02d}; months go from 01 to 12{_years_hint(year, month, day)}"


def _years_hint(year: int, month: int, day: int | None) -> str:
    """Return a hint for those who write 2010-15 for a span of years."""
    end = year - year % 100 + month
    if day is not None or year < 0 or month <= year % 100:
        return ""
    return f", and the years {year:04d} to {end:04d} are written {year:04d}/{end:04d}"


def _mask_fault(date: Date) -> str:
    mask, year = date.mask, date.year
    if mask is Mask.DECADE or mask is Mask.CENTURY:
        span = 10 if mask is Mask.DECADE else 100
        if year < 0:
            return "digits can be left unspecified in years from 0000 only"
        if year % span or date.month is not None:
            return "it has unspecified digits before specified ones, as EDTF level 1 has not"
    elif (date.month is None) is (mask is Mask.DAY) or date.day is not None:
        return "what is unspecified cannot be given as well"
    return ""


def _time_fault(date: Date, time: TimeOfDay) -> str:
    if date.day is None or date.mask is not Mask.NONE:
        return "a time of day needs a whole date, as in 2015-06-01T10:30:00"
    if date.qualification is not Qualification.NONE:
        return f"a date with a time cannot be qualified; leave out the time or the {date.qualification.value}"
    for name, number, last, hint in (
        ("hour", time.hour, 23, ", and midnight is 00:00:00"),
        ("minute", time.minute, 59, ""),
        ("second", time.second, 59, ""),
    ):
        if not 0 <= number <= last:
            return f"there is no {name} {number}; {name}s go from 00 to {last}{hint}"
    if time.offset is not None and abs(time.offset) > _MAX_OFFSET:
        return "no time zone is that far from UTC; offsets go from -14:00 to +14:00"
    return ""


def _interval_fault(interval: Interval) -> str:
    """Return what keeps *interval* from existing, or an empty text."""
    start, end = interval.start, interval.end
    if (start is not None and interval.unknown_start) or (end is not None and interval.unknown_end):
        return "an end that is given is not unknown"
    if start is None and end is None:
        return "it has no date; at least one end needs one, as in 2015/.. or ../2015"
    if any(one is not None and one.time is not None for one in (start, end)):
        return "its ends have no time of day in EDTF; write the days only"
    if start is not None and end is not None and end.latest < start.earliest:
        return f"it ends before it starts; write {end.edtf}/{start.edtf}"
    return ""


# Reading ------------------------------------------------------------------------------------------------------------

# No \d: it takes the digits of every script. No $: it matches before a final newline.
_DATE = re.compile(
    r"(-?[0-9]{2}(?:[0-9]{2}|[0-9]X|XX))"
    r"(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX)"
    r"(?:T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:(Z)|([+-])([0-9]{2})(?::([0-9]{2}))?)?)?)?)?"
    r"([?~%])?"
)
_QUALIFICATIONS: Final[dict[str | None, Qualification]] = {
    None: Qualification.NONE,
    **{sign.value: sign for sign in Qualification},
}


def _read(text: str) -> EventDate | None:
    """Return the value of *text*, None where it has not the form of one, or raise `DateError` if none such exists."""
    match = _DATE.fullmatch(text)
    if match is not None:
        return _date(match)
    start_text, slash, end_text = text.partition("/")
    if not slash:
        return None
    start = _DATE.fullmatch(start_text)
    end = _DATE.fullmatch(end_text)
    if (start is None and start_text not in ("", "..")) or (end is None and end_text not in ("", "..")):
        return None
    return Interval(
        None if start is None else _date(start),
        None if end is None else _date(end),
        unknown_start=not start_text,
        unknown_end=not end_text,
    )


def _date(match: re.Match[str]) -> Date:
    year_text, month_text, day_text, hour, minute, second, utc, sign, offset_hours, offset_minutes, mark = (
        match.groups()
    )
    if year_text[-1] == "X":
        _refuse_partial_year(match[0], year_text, month_text)
        mask = Mask.CENTURY if year_text[-2] == "X" else Mask.DECADE
        return Date(int(year_text.replace("X", "0")), mask=mask, qualification=_QUALIFICATIONS[mark])
    if year_text == "-0000":
        raise DateError(f"{match[0]} is not a date: there is no year -0000; year zero, which is 1 BCE, is 0000")
    mask = Mask.NONE
    month = day = season = time = None
    if month_text == "XX":
        if day_text is not None and day_text != "XX":
            raise DateError(
                f"{match[0]} is not a date: a day needs a month; write {year_text}-XX, or {year_text}-XX-XX"
            )
        mask = Mask.MONTH if day_text is None else Mask.MONTH_AND_DAY
    elif month_text is not None:
        month = int(month_text)
        if day_text == "XX":
            mask = Mask.DAY
        elif day_text is not None:
            day = int(day_text)
        elif 21 <= month <= 24:
            month, season = None, month
    if hour is not None:
        offset = 0 if utc else _offset(match[0], sign, offset_hours, offset_minutes)
        time = TimeOfDay(int(hour), int(minute), int(second), offset)
    return Date(int(year_text), month, day, season, time, mask, _QUALIFICATIONS[mark])


def _offset(text: str, sign: str | None, hours: str, minutes: str | None) -> int | None:
    """Return minutes east of UTC, or None without a *sign*."""
    if sign is None:
        return None
    if int(minutes or 0) > 59:
        raise DateError(f"{text} is not a date: there is no minute {minutes}; minutes go from 00 to 59")
    offset = int(hours) * 60 + int(minutes or 0)
    if sign == "-" and offset == 0:
        raise DateError(f"{text} is not a date: there is no offset -00:00; UTC is written Z")
    return -offset if sign == "-" else offset


def _refuse_partial_year(text: str, year_text: str, month_text: str | None) -> None:
    """Raise `DateError` where a year with an ``X`` has a month, or is negative.

    The sign of ``-000X`` could not be kept, and no reader expects ``-004X`` to begin with -49.
    """
    if month_text is not None:
        raise DateError(
            f"{text} is not a date: a year with unspecified digits has no month; write {year_text} alone, or a whole "
            f"year"
        )
    if year_text[0] == "-":
        first, last = year_text.replace("X", "9"), year_text.replace("X", "0")
        last = "-0001" if last == "-0000" else last
        raise DateError(
            f"{text} is not a date: digits can be left unspecified in years from 0000 only; write {first}/{last}"
        )


# Durations ----------------------------------------------------------------------------------------------------------

_NUMBER: Final = r"([0-9]{1,9})"
_PIECE = re.compile(rf"[\s,]*(?:and\s)?\s*{_NUMBER}\s*([a-z]+)\.?", re.IGNORECASE | re.ASCII)
_ISO_DURATION = re.compile(
    rf"P(?=[0-9T])(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?=[0-9])(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?"
)


class _Unit(NamedTuple):
    months: int
    seconds: int
    precision: Precision


_YEAR = _Unit(12, 0, Precision.YEAR)
_MONTH = _Unit(1, 0, Precision.MONTH)
_WEEK = _Unit(0, 7 * _SECONDS_A_DAY, Precision.DAY)
_DAY = _Unit(0, _SECONDS_A_DAY, Precision.DAY)
_HOUR = _Unit(0, 3600, Precision.DAY)
_MINUTE = _Unit(0, 60, Precision.DAY)
_SECOND = _Unit(0, 1, Precision.DAY)
_ISO_UNITS: Final = (_YEAR, _MONTH, _WEEK, _DAY, _HOUR, _MINUTE, _SECOND)
_UNITS: Final = {
    name: unit
    for names, unit in (
        ("y yr yrs year years", _YEAR),
        ("mo mon mons month months", _MONTH),
        ("w wk wks week weeks", _WEEK),
        ("d day days", _DAY),
        ("h hr hrs hour hours", _HOUR),
        ("min mins minute minutes", _MINUTE),
        ("s sec secs second seconds", _SECOND),
    )
    for name in names.split()
}


def _read_duration(text: str) -> tuple[int, int, Precision]:
    """Return months, seconds, and the precision of the smallest unit in *text*; raise `DateError` if it has none."""
    stripped = text.strip()
    pieces: list[tuple[int, _Unit]] = []
    if len(stripped) <= MAX_LENGTH:
        iso = _ISO_DURATION.fullmatch(stripped)
        if iso is not None:
            pieces = [
                (int(number), unit) for number, unit in zip(iso.groups(), _ISO_UNITS, strict=True) if number is not None
            ]
        elif re.fullmatch(_NUMBER, stripped):
            pieces = [(int(stripped), _DAY)]
        else:
            pieces = _read_pieces(stripped)
    if not pieces:
        raise DateError(
            f"{_shown(text)} is not a duration: it is written with whole numbers and units, as in 3 days, "
            f"1 year 6 months or P1Y6M"
        )
    return (
        sum(number * unit.months for number, unit in pieces),
        sum(number * unit.seconds for number, unit in pieces),
        max(unit.precision for _, unit in pieces),
    )


def _read_pieces(text: str) -> list[tuple[int, _Unit]]:
    pieces = []
    position = 0
    while position < len(text):
        match = _PIECE.match(text, position)
        if match is None:
            return []
        number, name = match.groups()
        if name.lower() == "m":
            raise DateError(f"{_shown(text)} is not a duration: m may mean months or minutes; write mon or min")
        unit = _UNITS.get(name.lower())
        if unit is None:
            raise DateError(
                f"{_shown(text)} is not a duration: there is no unit {_shown(name)}; units are years, months, weeks, "
                f"days, hours, minutes and seconds"
            )
        pieces.append((int(number), unit))
        position = match.end()
    return pieces


# Saying what would be right -----------------------------------------------------------------------------------------

_SHOWN_LENGTH: Final = 40
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_MONTH_NUMBERS: Final = {
    name: number
    for number, full in enumerate(_MONTH_NAMES, 1)
    for name in (full.lower(), full[:3].lower(), *(("sept",) if number == 9 else ()))
}
_SEASON_NUMBERS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_NOW: Final = frozenset({"now", "today", "present", "the present", "current", "ongoing", "open", "to date", "..."})
_M: Final = rf"({'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})\.?"
_S: Final = rf"({'|'.join(_SEASON_NUMBERS)})"
_D: Final = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_Y: Final = r"([0-9]{4})"

_PLAIN: Final = "a date has digits 0 to 9 and ASCII signs, and no spaces"
_HYPHENS: Final = "months and days have two digits each, joined by hyphens"
_YEAR_FIRST: Final = "the year comes first, then the month, then the day"
_NUMBERS: Final = "months are numbers"
_UNKNOWN_DIGITS: Final = "an unspecified digit is a capital X"
_SEASONS: Final = "seasons are numbers, from 21 (spring) to 24 (winter)"
_OPEN: Final = "an open end is written as two dots after or before a slash"
_SPAN: Final = "the two ends of a span are joined by a slash"


def _ymd(year: str, month: str | int, day: str | None = None) -> str:
    text = f"{year}-{int(month):02d}"
    return text if day is None else f"{text}-{int(day):02d}"


def _clock(day: str, hour: str, minute: str, second: str | None, zone: str | None) -> str:
    return f"{day}T{int(hour):02d}:{minute}:{second or '00'}{(zone or '').upper()}"


def _quarter(year: str, number: str) -> str:
    last = 3 * int(number)
    return f"{_ymd(year, last - 2)}/{_ymd(year, last)}"


_Guess = tuple[re.Pattern[str], str, Callable[[tuple[str, ...]], tuple[str, ...]]]


def _guess(pattern: str, reason: str, write: Callable[..., str | tuple[str, ...]]) -> _Guess:
    def texts(groups: tuple[str, ...]) -> tuple[str, ...]:
        written = write(*groups)
        return (written,) if isinstance(written, str) else written

    return re.compile(pattern, re.ASCII), reason, texts


#: How people write dates, in lower case and with ASCII dashes; what is wrong with it; what EDTF texts it may mean.
#: A text is offered only if it parses, so a guess may be wrong about what exists.
_GUESSES: Final[tuple[_Guess, ...]] = (
    _guess(rf"{_Y}-([0-9]{{1,2}})(?:-([0-9]{{1,2}}))?", _HYPHENS, _ymd),
    _guess(rf"{_Y}[./ ]([0-9]{{1,2}})(?:[./ ]([0-9]{{1,2}}))?", _HYPHENS, _ymd),
    _guess(rf"{_Y}([0-9]{{2}})([0-9]{{2}})", _HYPHENS, _ymd),
    _guess(rf"{_Y}([0-9]{{2}})", _HYPHENS, _ymd),
    _guess(
        rf"([0-9]{{1,2}})[./-]([0-9]{{1,2}})[./-]{_Y}",
        _YEAR_FIRST,
        lambda one, two, year: (_ymd(year, one, two), _ymd(year, two, one)),
    ),
    _guess(rf"([0-9]{{1,2}})[./-]{_Y}", _YEAR_FIRST, lambda month, year: _ymd(year, month)),
    _guess(
        rf"(?:{_D}[ .-]+(?:of )?)?{_M}[ ,-]+(?:of )?{_Y}",
        _NUMBERS,
        lambda day, month, year: _ymd(year, _MONTH_NUMBERS[month], day),
    ),
    _guess(rf"{_M} ?{_D},? {_Y}", _NUMBERS, lambda month, day, year: _ymd(year, _MONTH_NUMBERS[month], day)),
    _guess(
        rf"{_Y}[ -]{_M}(?:[ -]{_D})?",
        _NUMBERS,
        lambda year, month, day: _ymd(year, _MONTH_NUMBERS[month], day),
    ),
    _guess(rf"{_S},? (?:of )?{_Y}", _SEASONS, lambda season, year: f"{year}-{_SEASON_NUMBERS[season]}"),
    _guess(rf"{_Y}[ -]{_S}", _SEASONS, lambda year, season: f"{year}-{_SEASON_NUMBERS[season]}"),
    _guess(
        r"(?:the )?([0-9]{2})00'?s",
        "years that are meant together have an X for each open digit",
        lambda century: (f"{century}0X", f"{century}XX"),
    ),
    _guess(r"(?:the )?([0-9]{3})0'?s", "a decade is written with an X", lambda decade: f"{decade}X"),
    _guess(r"([0-9]{3})[xu*?_]", _UNKNOWN_DIGITS, lambda decade: f"{decade}X"),
    _guess(r"([0-9]{2})([xu*?_])\2", _UNKNOWN_DIGITS, lambda century, _: f"{century}XX"),
    _guess(rf"{_Y}-([xu*?_])\2", _UNKNOWN_DIGITS, lambda year, _: f"{year}-XX"),
    _guess(rf"{_Y}-([xu*?_])\2-\2\2", _UNKNOWN_DIGITS, lambda year, _: f"{year}-XX-XX"),
    _guess(rf"{_Y}-([0-9]{{2}})-([xu*?_])\3", _UNKNOWN_DIGITS, lambda year, month, _: f"{year}-{month}-XX"),
    _guess(rf"{_Y}[ -]?q([1-4])", "a quarter is a span of months", _quarter),
    _guess(rf"q([1-4])[ -]?{_Y}", "a quarter is a span of months", lambda number, year: _quarter(year, number)),
    _guess(
        rf"({_Y}-[0-9]{{2}}-[0-9]{{2}})[ t]([0-9]{{1,2}}):([0-9]{{2}})(?::([0-9]{{2}})(?:[.,][0-9]+)?)?"
        rf" ?(z|[+-][0-9]{{2}}(?::[0-9]{{2}})?)?",
        "a time is T, hours, minutes and seconds, two digits each",
        lambda day, _, hour, minute, second, zone: _clock(day, hour, minute, second, zone),
    ),
    _guess(
        r"([0-9]{1,4}) ?b\.? ?c\.?(?: ?e\.?)?",
        "years before 1 are numbered back from 0000, which is 1 BCE",
        lambda year: _year_text(1 - int(year)),
    ),
    _guess(
        r"(?:a\.?d\.? ?)?([0-9]{1,4})(?: ?(?:a\.?d\.?|c\.?e\.?))?",
        "a year has four digits",
        lambda year: f"{int(year):04d}" if len(year) > 2 else (),
    ),
    _guess(rf"{_Y} ?-", _OPEN, lambda year: (year, f"{year}/..")),
    _guess(r"([0-9]{2})([0-9]{2})/([0-9]{2})", _SPAN, lambda age, one, two: f"{age}{one}/{age}{two}"),
)
_QUALIFIED: Final = (
    (
        re.compile(
            r"(?:(?:ca?|approx)\.|[~\u2248]|(?:circa|ca?|about|around|approx|approximately)(?= )) ?(.+)",
        ),
        "~",
    ),
    (re.compile(r"(?:maybe|perhaps|possibly|probably) (.+)|\? ?(.+)"), "?"),
    (re.compile(r"% ?(.+)"), "%"),
    (re.compile(r"(.+?) ?(?:\?~|~\?|%%)"), "%"),
    (re.compile(r"(.+?) ?(?:\?\?|\(\?\)|\?)"), "?"),
    (re.compile(r"(.+?) ?(?:~~|\(~\)|~|\(?approx\.?\)?)"), "~"),
    (re.compile(r"(.+?) %"), "%"),
)
_QUALIFIED_REASONS: Final = {
    "~": "an approximate date ends in ~",
    "?": "an uncertain date ends in ?",
    "%": "a date that is both uncertain and approximate ends in %",
}
_SINCE = re.compile(r"(?:since|from|after) (.+)")
_UNTIL = re.compile(r"(?:until|till|before|up to|to) (.+)")
_BETWEEN = re.compile(r"(?:from|between) (.+)")
_JOINTS = re.compile(r" ?/ ?| ?- ?| (?:to|until|till|through|and) | ?\.{2,3} ?")
#: What has the form of something that is not supported, or not a date at all.
_REFUSALS: Final = (
    (
        re.compile(r"[yY]-?[0-9]+(?:[eE][0-9]+)?|[+-]?[0-9]{5,}"),
        "years of more than four digits are not supported; years go from -9999 to 9999",
    ),
    (re.compile(r"[\[{].*"), "sets of dates are not supported; write one date, or a span as 2015/2016"),
    (re.compile(r"[0-9]X{3}|X+"), "at most the last two digits of a year are unspecified, as in 201X and 20XX"),
    (re.compile(r".*[0-9-].*X.*"), "unspecified digits have the forms 201X, 20XX, 2015-XX, 2015-06-XX and 2015-XX-XX"),
    (
        re.compile(r".*[0-9][?~%]-.*|[?~%].*|.*-[?~%][0-9].*"),
        "a qualification stands at the end, for the whole date, as in 2015-06~",
    ),
    (re.compile(r"[0-9]{4}S[0-9]|[0-9]{4}-[0-9]{2}\^.*"), "this form of EDTF level 2 is not supported; write 2015~"),
    (re.compile(r"[+-]?[0-9]{1,3}"), "a year has four digits, as in 0987 or 2015"),
)


_EXAMPLES: Final = "write one such as 2015, 2015-06, 2015-06-01, or 2015/2016 for a span"


def _explain(text: str) -> str:
    """Return what is wrong with *text*, which `_read` could not read, and what would be right."""
    if not text:
        return f"a date is missing: {_EXAMPLES}"
    ends = text.split("/") if len(text) <= MAX_LENGTH else []
    reason = _advice(text)
    if not reason and len(ends) == 2:
        return _explain(next(end for end in ends if end not in ("", "..") and not _DATE.fullmatch(end)))
    if not reason and len(ends) > 2:
        reason = f"{_SPAN}, and it has two only, as in 2015/2016"
    return f"{_shown(text)} is not a date: {reason or _EXAMPLES}"


def _advice(text: str) -> str:
    """Return what is wrong with *text* as a whole and what would be right, or an empty text."""
    if len(text) > MAX_LENGTH:
        return f"it has {len(text)} characters; write one such as 2015-06-01 and nothing else"
    folded = _folded(text)
    if folded in _NOW:
        return "write the day itself, as in 2015-06-01, or an open end, as in 2015/.."
    if not text.isascii() and _is_date(folded.upper()):
        return f"{_PLAIN}; write {folded.upper()}"
    for reason, written in _guesses(folded):
        offered = [candidate for candidate in written if _is_date(candidate)]
        if offered:
            return f"{reason}; write {' or '.join(dict.fromkeys(offered))}"
    return next((reason for pattern, reason in _REFUSALS if pattern.fullmatch(text)), "")


def _guesses(folded: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what may be wrong with a text, and what texts it may mean instead, the likelier first."""
    yield from _date_guesses(folded)
    since = _SINCE.fullmatch(folded)
    if since:
        yield _OPEN, tuple(f"{one}/.." for one in _meanings(since[1]))
    until = _UNTIL.fullmatch(folded)
    if until:
        yield _OPEN, tuple(f"../{one}" for one in _meanings(until[1]))
    between = _BETWEEN.fullmatch(folded)
    span = between[1] if between else folded
    for joint in _JOINTS.finditer(span):
        start, end = span[: joint.start()], span[joint.end() :]
        if end in _NOW or not end.strip("."):
            yield _OPEN, tuple(f"{one}/.." for one in _meanings(start))
        elif not start.strip("."):
            yield _OPEN, tuple(f"../{one}" for one in _meanings(end))
        else:
            # Both ends in the same order, so that day-first stays day-first.
            yield (
                _SPAN if joint[0] != "/" else _reason(start, end),
                tuple(f"{one}/{two}" for one, two in zip(_meanings(start), _meanings(end), strict=False)),
            )
    plain = folded.upper().replace(" ", "")
    yield _PLAIN, (plain,)


def _date_guesses(folded: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for pattern, reason, texts in _GUESSES:
        match = pattern.fullmatch(folded)
        if match:
            yield reason, texts(match.groups())
    for pattern, sign in _QUALIFIED:
        match = pattern.fullmatch(folded)
        if match:
            inner = next(group for group in match.groups() if group is not None)
            yield _QUALIFIED_REASONS[sign], tuple(f"{one.rstrip('?~%')}{sign}" for one in _plain_meanings(inner))


def _plain_meanings(folded: str) -> tuple[str, ...]:
    """Return the EDTF texts that an unqualified date, rightly or loosely written, may mean."""
    upper = folded.upper()
    if _is_date(upper):
        return (upper,)
    for pattern, _, texts in _GUESSES:
        match = pattern.fullmatch(folded)
        written = tuple(text for text in texts(match.groups()) if _is_date(text)) if match else ()
        if written:
            return written
    return ()


def _meanings(folded: str) -> tuple[str, ...]:
    """Return the EDTF texts that one end of a span, rightly or loosely written, may mean."""
    plain = _plain_meanings(folded)
    if plain:
        return plain
    for _, written in _date_guesses(folded):
        offered = tuple(text for text in written if _is_date(text))
        if offered:
            return offered
    return ()


def _reason(start: str, end: str) -> str:
    """Return what is wrong with the first end that is wrong, of a span that has its slash."""
    for part in (start, end):
        if not _is_date(part.upper()):
            for reason, written in _date_guesses(part):
                if any(map(_is_date, written)):
                    return reason
    return _PLAIN


def _is_date(text: str) -> bool:
    try:
        return _read(text) is not None
    except DateError:
        return False


def _folded(text: str) -> str:
    """Return *text* in lower case with ASCII digits and hyphens, and single spaces."""
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES).lower()
    digits = (str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in folded)
    return " ".join("".join(digits).split())


def _shown(text: str) -> str:
    """Return *text* for a message: on one line, with no unprintable character, and not too long."""
    head = text.strip()[: _SHOWN_LENGTH + 1]
    cut = f"{head[:_SHOWN_LENGTH]}\u2026" if len(head) > _SHOWN_LENGTH else head
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in cut)
