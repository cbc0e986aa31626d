"""Years as numbers, which need groups of digits, or millions, where they are long."""

from __future__ import annotations

from typing import Final, Literal

from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal

from sphinx_retrospective.core.dates import MAX_YEAR

#: From here on, round numbers are said in millions.
_MILLION: Final = 10**6


def year_number(year: int, width: int, locale: Locale, style: Literal["long", "short"]) -> str:
    """Return an astronomical year as it is called, without its era.

    Year 0 is 1 BCE; but nobody means a single year by a round one of long ago, so ``Y-100000`` is 100,000 BC.

    Args:
        year: astronomical.
        width: the least number of digits of a year that has four at the most; 2 stands for any.
        locale: how numbers are written.
        style: ``long`` has the word for millions, ``short`` its abbreviation.
    """
    called = year if year > 0 else 1 - year
    if called <= MAX_YEAR:
        return str(called).zfill(0 if width == 2 else width)
    called = -year if year < 0 and year % 100 == 0 else called
    if called >= _MILLION and called % (_MILLION // 100) == 0:
        return format_compact_decimal(called, format_type=style, locale=locale, fraction_digits=2)
    return format_decimal(called, locale=locale)
