"""Days of the proleptic Gregorian calendar, over all years: numbered, counted on, and as far as months go."""

from __future__ import annotations

from typing import Final, NamedTuple

SECONDS_A_DAY: Final = 86400
_DAYS_IN_400_YEARS: Final = 146097
_DAYS_IN_100_YEARS: Final = 36524
_DAYS_IN_4_YEARS: Final = 1461
_MONTH_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH: Final = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
#: Of the months in order, in English, for messages and for reading what was meant.
MONTH_NAMES: Final = (
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


def year_text(year: int) -> str:
    """Return the astronomical *year* as EDTF writes it: ``0987``, ``-0044``, ``Y-99999``."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


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
