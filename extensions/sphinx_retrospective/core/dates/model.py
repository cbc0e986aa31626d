"""Dates and intervals with their precision, and what keeps one from existing."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from sphinx_retrospective.core.dates.calendar import MONTH_NAMES, SECONDS_A_DAY, Day, month_length, year_text
from sphinx_retrospective.core.errors import DateError

#: The years that can have months and days. Others have more than four digits, and stand alone (EDTF level 1).
MIN_YEAR: Final = -9999
MAX_YEAR: Final = 9999
#: The largest number of a year, in either direction: more than the world has had.
FARTHEST_YEAR: Final = 10**12 - 1
_MAX_OFFSET: Final = 14 * 60


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
        year: astronomical; beyond -9999 and 9999 it stands alone. The first of those meant, where its last digits are
            unspecified.
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
        text = year_text(self.year)
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
    def moment(self) -> tuple[int, int]:
        """The first day that is meant, as its ordinal, and the second in it; in UTC where the zone is known."""
        day = self.earliest.ordinal
        if self.time is None:
            return day, 0
        days, second = divmod(self.time.instant, SECONDS_A_DAY)
        return day + days, second

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
        start: None where it is open or unknown. It can have a time, as ISO 8601 has it, and EDTF has not.
        end: likewise; not before the start.
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


def _date_fault(date: Date) -> str:
    """Return what keeps *date* from existing, or an empty text."""
    fault = _calendar_fault(date.year, date.month, date.day)
    if not fault and not MIN_YEAR <= date.year <= MAX_YEAR and not _stands_alone(date):
        fault = f"a year of more than four digits has neither months nor days; write {year_text(date.year)}"
    if not fault and date.season is not None:
        fault = _season_fault(date, date.season)
    if not fault and date.mask is not Mask.NONE:
        fault = _mask_fault(date)
    if not fault and date.time is not None:
        fault = _time_fault(date, date.time)
    return fault


def _stands_alone(date: Date) -> bool:
    return date.month is None and date.season is None and date.time is None and date.mask is Mask.NONE


def _calendar_fault(year: int, month: int | None, day: int | None) -> str:
    if not -FARTHEST_YEAR <= year <= FARTHEST_YEAR:
        return "years have 12 digits at the most"
    if month is None:
        return "" if day is None else "a day needs a month, as in 2015-06-01"
    if not 1 <= month <= 12:
        return _month_fault(year, month, day)
    length = month_length(year, month)
    if day is None or 1 <= day <= length:
        return ""
    if day < 1:
        return f"there is no day {day:02d}; leave out what is not known, and write {year_text(year)}-{month:02d}"
    return f"{MONTH_NAMES[month - 1]} {year_text(year)} has {length} days"


def _season_fault(date: Date, season: int) -> str:
    if not 21 <= season <= 24:
        return f"there is no season {season}; seasons go from 21 (spring) to 24 (winter)"
    if date.month is not None or date.mask is not Mask.NONE:
        return f"a season has neither months nor days; write {year_text(date.year)}-{season}"
    return ""


def _month_fault(year: int, month: int, day: int | None) -> str:
    if 21 <= month <= 24 and day is not None:
        return f"a season has no days; write {year_text(year)}-{month}"
    if month > 20:
        return (
            f"there is no month or season {month}; months go from 01 to 12, seasons from 21 (spring) to 24 (winter)"
            f"{_years_hint(year, month, day)}"
        )
    if month == 0:
        return f"there is no month 00; leave out what is not known, and write {year_text(year)}"
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
            return "unspecified digits come after all specified ones, as in 2015-XX"
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
    if start is not None and end is not None and _is_backwards(start, end):
        return f"it ends before it starts; write {end.edtf}/{start.edtf}"
    return ""


def _is_backwards(start: Date, end: Date) -> bool:
    if start.time and end.time and (start.time.offset is None) is (end.time.offset is None):
        return end.moment < start.moment
    return end.latest < start.earliest
