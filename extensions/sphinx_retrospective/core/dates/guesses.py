"""How people write dates, and what they may mean by it in EDTF."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from sphinx_retrospective.core.dates.calendar import MONTH_NAMES, year_text
from sphinx_retrospective.core.dates.model import MAX_YEAR

_MONTH_NUMBERS: Final = {
    name: number
    for number, full in enumerate(MONTH_NAMES, 1)
    for name in (full.lower(), full[:3].lower(), *(("sept",) if number == 9 else ()))
}
_SEASON_NUMBERS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
#: Months, or years of a decade, the first and the last.
_PARTS_OF_YEAR: Final = {"early": (1, 4), "mid": (5, 8), "middle of": (5, 8), "late": (9, 12), "end of": (9, 12)}
_PARTS_OF_DECADE: Final = {"early": (0, 3), "mid": (4, 6), "middle of": (4, 6), "late": (7, 9), "end of": (7, 9)}
NOW: Final = frozenset({"now", "today", "present", "the present", "current", "ongoing", "open", "to date", "..."})
_M: Final = rf"({'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})\.?"
_S: Final = rf"({'|'.join(_SEASON_NUMBERS)})"
_D: Final = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_Y: Final = r"([0-9]{4})"
_P: Final = rf"({'|'.join(_PARTS_OF_YEAR)})"
_W: Final = r"(?:week|w|cw|kw) ?"
_BC: Final = r"([0-9]{1,4}) ?b\.? ?c\.?(?: ?e\.?)?"
_T: Final = r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?"
_Z: Final = r"(z|utc|gmt|[+-][0-9]{2}(?::?[0-9]{2})?)?"
_TO: Final = r" ?(?:-|/|to|and) ?"

PLAIN: Final = "a date has digits 0 to 9 and ASCII signs, and no spaces"
_HYPHENS: Final = "months and days have two digits each, joined by hyphens"
_YEAR_FIRST: Final = "the year comes first, then the month, then the day"
_NUMBERS: Final = "months are numbers"
_CENTURIES: Final = "a decade is written with one X, and a century with two"
_UNKNOWN_DIGITS: Final = "an unspecified digit is a capital X"
_SEASONS: Final = "seasons are numbers, from 21 (spring) to 24 (winter)"
OPEN: Final = "an open end is written as two dots after or before a slash"
_PARTS: Final = "a part of a year or of a decade is a span"
_QUARTERS: Final = "a quarter is a span of months"
_HALVES: Final = "a half of a year is a span of months"
_WEEKS: Final = "a week is written as the span of its days, a day with its month"
_TIME: Final = "a time is T, hours and minutes, two digits each"
_FAR: Final = "a year of more than four digits has a Y before it"
_BEFORE: Final = "years before 1 are numbered back from 0000, which is 1 BCE"
_LEFT_OUT: Final = "what is not known is left out"
UNKNOWN_END: Final = "an end that is not known is left empty, before or after a slash"
SPAN: Final = "the two ends of a span are joined by a slash"


def _ymd(year: str, month: str | int, day: str | None = None) -> str:
    text = f"{year}-{int(month):02d}"
    return text if day is None else f"{text}-{int(day):02d}"


def _clock(day: str, hour: str, minute: str, second: str | None, zone: str | None) -> str:
    zone = {"utc": "Z", "gmt": "Z"}.get(zone or "", (zone or "").upper())
    return f"{day}T{int(hour):02d}:{minute}{f':{second}' if second else ''}{zone}"


def _before_ours(called: int) -> int:
    """Return the astronomical year of one before ours; nobody means a single year by a round one of long ago."""
    return -called if called > MAX_YEAR and called % 100 == 0 else 1 - called


def _years_ago(number: str, part: str | None, zeros: int) -> str:
    """Return an approximate year, so many millions or billions (by their *zeros*) before year 0."""
    return f"{year_text(-int(number + (part or '').ljust(zeros, '0')))}~"


def _named(year: str, month: str, day: str | None = None) -> str:
    return _ymd(year, _MONTH_NUMBERS[month], day)


def _months(year: str, first: int, last: int) -> str:
    return f"{_ymd(year, first)}/{_ymd(year, last)}"


def _share(year: str, number: str, length: int) -> str:
    """Return a quarter or a half of a year: the share of that number, counted from 1, of *length* months each."""
    last = length * int(number)
    return _months(year, last - length + 1, last)


def _week(year: str, number: str, day: str | None = None) -> str | tuple[()]:
    """Return the day of a week of ISO 8601, or the span of its days where *day* is None."""
    try:
        first = date.fromisocalendar(int(year), int(number), int(day or 1))
        return str(first) if day else f"{first}/{first + timedelta(days=6)}"
    except (ValueError, OverflowError):
        return ()


def _ordinal(year: str, number: str) -> str | tuple[()]:
    """Return the day of a year that has that number, from 001."""
    try:
        day = date(int(year), 1, 1) + timedelta(days=int(number) - 1)
    except (ValueError, OverflowError):
        return ()
    return str(day) if day.year == int(year) else ()


def _part_of_decade(part: str, decade: str) -> str:
    first, last = _PARTS_OF_DECADE[part]
    return f"{decade}{first}/{decade}{last}"


_Guess = tuple[re.Pattern[str], str, Callable[[tuple[str, ...]], tuple[str, ...]]]


def _guess(pattern: str, reason: str, write: Callable[..., str | tuple[str, ...]]) -> _Guess:
    def texts(groups: tuple[str, ...]) -> tuple[str, ...]:
        written = write(*groups)
        return (written,) if isinstance(written, str) else written

    return re.compile(pattern, re.ASCII), reason, texts


#: How people write dates, in lower case and with ASCII dashes; what is wrong with it; what EDTF texts it may mean.
#: A text is offered only if it parses, so a guess may be wrong about what exists.
GUESSES: Final[tuple[_Guess, ...]] = (
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
        lambda day, month, year: _named(year, month, day),
    ),
    _guess(rf"{_M} ?{_D},? {_Y}", _NUMBERS, lambda month, day, year: _named(year, month, day)),
    _guess(rf"{_Y}[ -]{_M}(?:[ -]{_D})?", _NUMBERS, _named),
    _guess(rf"{_S},? (?:of )?{_Y}", _SEASONS, lambda season, year: f"{year}-{_SEASON_NUMBERS[season]}"),
    _guess(rf"{_Y}[ -]{_S}", _SEASONS, lambda year, season: f"{year}-{_SEASON_NUMBERS[season]}"),
    _guess(
        r"(?:the )?([0-9]{2})00'?s",
        _CENTURIES,
        lambda century: (f"{century}0X", f"{century}XX"),
    ),
    _guess(r"(?:the )?([0-9]{3})0'?s", "a decade is written with an X", lambda decade: f"{decade}X"),
    _guess(r"([0-9]{3})[xu*?_]", _UNKNOWN_DIGITS, lambda decade: f"{decade}X"),
    _guess(r"([0-9]{2})([xu*?_])\2", _UNKNOWN_DIGITS, lambda century, _: f"{century}XX"),
    _guess(rf"{_Y}-([xu*?_])\2", _UNKNOWN_DIGITS, lambda year, _: f"{year}-XX"),
    _guess(rf"{_Y}-([xu*?_])\2-\2\2", _UNKNOWN_DIGITS, lambda year, _: f"{year}-XX-XX"),
    _guess(rf"{_Y}-([0-9]{{2}})-([xu*?_])\3", _UNKNOWN_DIGITS, lambda year, month, _: f"{year}-{month}-XX"),
    _guess(rf"{_Y}[ -]?q([1-4])", _QUARTERS, lambda year, number: _share(year, number, 3)),
    _guess(rf"q([1-4])[ -]?{_Y}", _QUARTERS, lambda number, year: _share(year, number, 3)),
    _guess(rf"{_Y}[ -]?h([12])", _HALVES, lambda year, number: _share(year, number, 6)),
    _guess(rf"h([12])[ -]?{_Y}", _HALVES, lambda number, year: _share(year, number, 6)),
    _guess(rf"{_Y}[ -]?{_W}([0-9]{{1,2}})(?:-?([1-7]))?", _WEEKS, _week),
    _guess(rf"{_W}([0-9]{{1,2}})[ ,/-]+(?:of )?{_Y}", _WEEKS, lambda week, year: _week(year, week)),
    _guess(rf"{_Y}-?([0-9]{{3}})", "a day has its month, not its number in the year", _ordinal),
    _guess(
        rf"{_M} ?{_D}{_TO}{_D},? {_Y}",
        SPAN,
        lambda month, one, two, year: f"{_named(year, month, one)}/{_named(year, month, two)}",
    ),
    _guess(
        rf"{_D}{_TO}{_D} {_M},? {_Y}",
        SPAN,
        lambda one, two, month, year: f"{_named(year, month, one)}/{_named(year, month, two)}",
    ),
    _guess(
        rf"{_M} ?{_D}{_TO}{_M} ?{_D},? {_Y}",
        SPAN,
        lambda one, first, two, last, year: f"{_named(year, one, first)}/{_named(year, two, last)}",
    ),
    _guess(
        rf"{_D} {_M}{_TO}{_D} {_M},? {_Y}",
        SPAN,
        lambda first, one, last, two, year: f"{_named(year, one, first)}/{_named(year, two, last)}",
    ),
    _guess(
        rf"{_M}{_TO}{_M},? {_Y}",
        SPAN,
        lambda one, two, year: f"{_named(year, one)}/{_named(year, two)}",
    ),
    _guess(
        rf"{_S}{_TO}{_S},? {_Y}",
        SPAN,
        lambda one, two, year: f"{year}-{_SEASON_NUMBERS[one]}/{year}-{_SEASON_NUMBERS[two]}",
    ),
    _guess(rf"{_P}[ -](?:the )?([0-9]{{3}})0'?s", _PARTS, _part_of_decade),
    _guess(rf"{_P}[ -]{_Y}", _PARTS, lambda part, year: _months(year, *_PARTS_OF_YEAR[part])),
    _guess(
        r"(?:the )?([0-9]{1,2})(?:st|nd|rd|th) (?:century|c\.)(?: a\.?d\.?| c\.?e\.?)?",
        _CENTURIES,
        lambda number: f"{int(number) - 1:02d}XX",
    ),
    _guess(
        rf"({_Y}-[0-9]{{2}}-[0-9]{{2}})[ t]([0-9]{{1,2}}):([0-9]{{2}})(?::([0-9]{{2}})(?:[.,][0-9]+)?)?"
        rf" ?{_Z}",
        _TIME,
        lambda day, _, hour, minute, second, zone: _clock(day, hour, minute, second, zone),
    ),
    _guess(
        rf"{_D} {_M},? {_Y},? (?:at )?{_T} ?{_Z}",
        _TIME,
        lambda day, month, year, *time: _clock(_named(year, month, day), *time),
    ),
    _guess(
        rf"{_M} {_D},? {_Y},? (?:at )?{_T} ?{_Z}",
        _TIME,
        lambda month, day, year, *time: _clock(_named(year, month, day), *time),
    ),
    _guess(
        rf"{_Y}([0-9]{{2}})([0-9]{{2}})t([0-9]{{2}})([0-9]{{2}})([0-9]{{2}})?(z)?",
        _HYPHENS,
        lambda year, month, day, *time: _clock(_ymd(year, month, day), *time),
    ),
    _guess(r"([0-9]{1,3})-00-00", _LEFT_OUT, lambda year: f"{int(year):04d}"),
    _guess(
        r"-([0-9]{1,3})((?:-[0-9]{2}){0,2})",
        "a year has four digits",
        lambda year, rest: f"-{int(year):04d}{rest}",
    ),
    _guess(
        rf"(?:{_D} )?{_M},? {_BC}",
        _BEFORE,
        lambda day, month, year: _ymd(year_text(1 - int(year)), _MONTH_NUMBERS[month], day),
    ),
    _guess(
        rf"{_M} {_D},? {_BC}",
        _BEFORE,
        lambda month, day, year: _ymd(year_text(1 - int(year)), _MONTH_NUMBERS[month], day),
    ),
    _guess(
        r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12}) ?b\.? ?c\.?(?: ?e\.?)?",
        _BEFORE,
        lambda year: year_text(_before_ours(int(year.replace(",", "")))),
    ),
    _guess(
        r"([0-9]{1,5})(?:\.([0-9]{1,6}))? ?(?:(million|billion) years ago|mya|ma|(bya|ga))",
        _FAR,
        lambda number, part, name, short: _years_ago(number, part, 9 if name == "billion" or short else 6),
    ),
    _guess(
        r"([+-]?)([0-9]{5,12})",
        _FAR,
        # Without a sign it may be a day.
        lambda sign, year: year_text(int(f"{sign}{year}")) if sign and int(year) > MAX_YEAR else (),
    ),
    _guess(
        r"(a\.?d\.? ?)?([0-9]{1,4})( ?(?:a\.?d\.?|c\.?e\.?))?",
        "a year has four digits",
        lambda before, year, after: f"{int(year):04d}" if len(year) > 2 or before or after else (),
    ),
    _guess(rf"{_Y} ?-", OPEN, lambda year: (year, f"{year}/..")),
    _guess(r"([0-9]{2})([0-9]{2})/([0-9]{2})", SPAN, lambda age, one, two: f"{age}{one}/{age}{two}"),
)
