"""How long a span lasts, said no more exactly than its dates are known."""

from __future__ import annotations

from typing import Final, NamedTuple

from babel import Locale
from babel.units import format_unit

from sphinx_retrospective.core.date_patterns import language_of, spaced
from sphinx_retrospective.core.dates import MAX_YEAR, Date, Day, EventDate, Interval, Precision
from sphinx_retrospective.core.display import Translate

#: So many days left over count as one month more.
_HALF_A_MONTH: Final = 15


class Length(NamedTuple):
    """How long a span lasts: years and months, or days where it is less than a month.

    Attributes:
        years, months, days: whole numbers, of which one at least is not 0.
        is_approximate: whether the dates leave open if it is a little more or less.
    """

    years: int = 0
    months: int = 0
    days: int = 0
    is_approximate: bool = False


def length_of(date: EventDate, today: Day) -> Length | None:
    """Return how long *date* lasts; an open end reaches *today*.

    First and last day count. Between months it is in years and months; where an end is no finer than a year or a
    season, it is in years, from the middle of one to the middle of the other, and less than a year is not said.

    Returns:
        None for what is no span, has an end that is unknown or known by its decade only, or is too short to be said.
    """
    if not isinstance(date, Interval) or date.start is None or date.unknown_end or date.start == date.end:
        return None
    ends = (date.start, date.end or (Date(*today) if today.year <= MAX_YEAR else Date(today.year)))
    coarsest = min(end.precision for end in ends)
    if coarsest < Precision.YEAR or ends[1].latest < ends[0].earliest:
        return None
    if coarsest < Precision.MONTH:
        return _in_years(*ends)
    length = _in_months(*ends)
    if length is None or not (date.approximate or date.uncertain):
        return length
    return length._replace(is_approximate=True)


def _in_years(start: Date, end: Date) -> Length | None:
    # Twice as many, since a middle may lie between two months.
    half_months = _months_around(end) - _months_around(start)
    return Length(years=(half_months + 12) // 24, is_approximate=True) if half_months >= 24 else None


def _months_around(date: Date) -> int:
    """Return the sum of the numbers of the months before *date*, and before the end of it."""
    first, last = date.earliest, date.latest
    return first.year * 12 + first.month + last.year * 12 + last.month + 1


def _in_months(start: Date, end: Date) -> Length | None:
    first, after = start.earliest, end.latest.add_days(1)
    months = (after.year - first.year) * 12 + after.month - first.month - (after.day < first.day)
    days = after.ordinal - first.add_months(months).ordinal
    if months:
        years, months = divmod(months + (days >= _HALF_A_MONTH), 12)
        return Length(years, months)
    # Part of a month is known by its days alone, and part of a day is none.
    is_known = min(start.precision, end.precision) >= Precision.DAY
    return Length(days=days) if is_known and (days > 1 or end.time is None) else None


def length_text(length: Length, locale: str, translate: Translate) -> str:
    """Return *length* in the words of a language; *locale* and *translate* are as for `display`."""
    language = language_of(locale).locale
    units = (("year", length.years), ("month", length.months), ("day", length.days))
    texts = [format_unit(number, f"duration-{unit}", locale=language) for unit, number in units if number]
    text = spaced(texts[0] if len(texts) == 1 else _pattern_of_two(language).format(*texts))
    return translate("c. %s").replace("%s", text) if length.is_approximate else text


def _pattern_of_two(language: Locale) -> str:
    """Return how a language joins years and months: the closest way that it has, which goes without a comma in most.

    Babel's own `format_list` says the second twice where a language has no pattern for two.
    """
    for style in ("unit-narrow", "unit-short", "unit"):
        patterns = language.list_patterns.get(style, {})
        for part in ("2", "end"):
            if part in patterns:
                return str(patterns[part])
    return "{0} {1}"
