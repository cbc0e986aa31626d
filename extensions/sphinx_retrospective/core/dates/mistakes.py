"""What may have been meant by a text that is no date, and what to say of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from sphinx_retrospective.core.dates.calendar import MONTH_NAMES, year_text
from sphinx_retrospective.core.dates.grammar import DATE_FORM, read
from sphinx_retrospective.core.dates.model import MAX_YEAR
from sphinx_retrospective.core.dates.quoting import MAX_LENGTH, shown
from sphinx_retrospective.core.errors import DateError

_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_MONTH_NUMBERS: Final = {
    name: number
    for number, full in enumerate(MONTH_NAMES, 1)
    for name in (full.lower(), full[:3].lower(), *(("sept",) if number == 9 else ()))
}
_SEASON_NUMBERS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
#: Months, or years of a decade, the first and the last.
_PARTS_OF_YEAR: Final = {"early": (1, 4), "mid": (5, 8), "middle of": (5, 8), "late": (9, 12), "end of": (9, 12)}
_PARTS_OF_DECADE: Final = {"early": (0, 3), "mid": (4, 6), "middle of": (4, 6), "late": (7, 9), "end of": (7, 9)}
_NOW: Final = frozenset({"now", "today", "present", "the present", "current", "ongoing", "open", "to date", "..."})
_M: Final = rf"({'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})\.?"
_S: Final = rf"({'|'.join(_SEASON_NUMBERS)})"
_D: Final = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_Y: Final = r"([0-9]{4})"
_P: Final = rf"({'|'.join(_PARTS_OF_YEAR)})"
_W: Final = r"(?:week|w|cw|kw) ?"
_TO: Final = r" ?(?:-|/|to|and) ?"

_PLAIN: Final = "a date has digits 0 to 9 and ASCII signs, and no spaces"
_HYPHENS: Final = "months and days have two digits each, joined by hyphens"
_YEAR_FIRST: Final = "the year comes first, then the month, then the day"
_NUMBERS: Final = "months are numbers"
_CENTURIES: Final = "years that are meant together have an X for each open digit"
_UNKNOWN_DIGITS: Final = "an unspecified digit is a capital X"
_SEASONS: Final = "seasons are numbers, from 21 (spring) to 24 (winter)"
_OPEN: Final = "an open end is written as two dots after or before a slash"
_PARTS: Final = "a part of a year or of a decade is a span"
_QUARTERS: Final = "a quarter is a span of months"
_HALVES: Final = "a half of a year is a span of months"
_WEEKS: Final = "a week is the span of its days, and a day has its month"
_TIME: Final = "a time is T, hours and minutes, two digits each"
_FAR: Final = "a year of more than four digits has a Y before it"
_SPAN: Final = "the two ends of a span are joined by a slash"


def _ymd(year: str, month: str | int, day: str | None = None) -> str:
    text = f"{year}-{int(month):02d}"
    return text if day is None else f"{text}-{int(day):02d}"


def _clock(day: str, hour: str, minute: str, second: str | None, zone: str | None) -> str:
    zone = {"utc": "Z", "gmt": "Z"}.get(zone or "", (zone or "").upper())
    return f"{day}T{int(hour):02d}:{minute}{f':{second}' if second else ''}{zone}"


def _before_ours(called: int) -> int:
    """Return the astronomical year of one before ours; nobody means a single year by a round one of long ago."""
    return -called if called > MAX_YEAR and called % 100 == 0 else 1 - called


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
    _guess(rf"{_Y}-?([0-9]{{3}})", "a day has its month, and no number in the year", _ordinal),
    _guess(
        rf"{_M} ?{_D}{_TO}{_D},? {_Y}",
        _SPAN,
        lambda month, one, two, year: f"{_named(year, month, one)}/{_named(year, month, two)}",
    ),
    _guess(
        rf"{_D}{_TO}{_D} {_M},? {_Y}",
        _SPAN,
        lambda one, two, month, year: f"{_named(year, month, one)}/{_named(year, month, two)}",
    ),
    _guess(
        rf"{_M} ?{_D}{_TO}{_M} ?{_D},? {_Y}",
        _SPAN,
        lambda one, first, two, last, year: f"{_named(year, one, first)}/{_named(year, two, last)}",
    ),
    _guess(
        rf"{_D} {_M}{_TO}{_D} {_M},? {_Y}",
        _SPAN,
        lambda first, one, last, two, year: f"{_named(year, one, first)}/{_named(year, two, last)}",
    ),
    _guess(
        rf"{_M}{_TO}{_M},? {_Y}",
        _SPAN,
        lambda one, two, year: f"{_named(year, one)}/{_named(year, two)}",
    ),
    _guess(
        rf"{_S}{_TO}{_S},? {_Y}",
        _SPAN,
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
        rf" ?(z|utc|gmt|[+-][0-9]{{2}}(?::[0-9]{{2}})?)?",
        _TIME,
        lambda day, _, hour, minute, second, zone: _clock(day, hour, minute, second, zone),
    ),
    _guess(
        rf"{_D} {_M},? {_Y},? (?:at )?([0-9]{{1,2}}):([0-9]{{2}})",
        _TIME,
        lambda day, month, year, hour, minute: _clock(_named(year, month, day), hour, minute, None, None),
    ),
    _guess(
        rf"{_M} {_D},? {_Y},? (?:at )?([0-9]{{1,2}}):([0-9]{{2}})",
        _TIME,
        lambda month, day, year, hour, minute: _clock(_named(year, month, day), hour, minute, None, None),
    ),
    _guess(
        r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12}) ?b\.? ?c\.?(?: ?e\.?)?",
        "years before 1 are numbered back from 0000, which is 1 BCE",
        lambda year: year_text(_before_ours(int(year.replace(",", "")))),
    ),
    _guess(
        r"([0-9]{1,5})(?:\.([0-9]{1,6}))? ?(?:million years ago|mya|ma)",
        _FAR,
        lambda millions, part: f"{year_text(-int(millions + (part or '').ljust(6, '0')))}~",
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
#: The day of a week says nothing that its date does not.
_WEEKDAY: Final = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? (?=.*[0-9]{4})")
#: What has the form of something that is not supported, or not a date at all.
_REFUSALS: Final = (
    (
        re.compile(r"\{\{.*\}\}|\|[^|]+\|"),
        "substitutions are not made in options and data files; write the date itself, as in 2015-06-01",
    ),
    (
        re.compile(r"(?i)unknown|undated|n\.? ?d\.?|tb[acd]|none|null|n/?a|\?+|-+"),
        "what is not known to the day is a span that holds it, as in 2010/2020, or 201X",
    ),
    (
        re.compile(r"[yY]-?[0-9]+(?:[eE][0-9]+)?|[+-]?[0-9]{5,}"),
        "a year of more than four digits has a Y before it, and 12 digits at the most, as in Y-100000",
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


def explain(text: str) -> str:
    """Return what is wrong with *text*, which `read` could not read, and what would be right."""
    if not text:
        return f"a date is missing: {_EXAMPLES}"
    ends = text.split("/") if len(text) <= MAX_LENGTH else []
    reason = _advice(text)
    if not reason and len(ends) == 2:
        return explain(next(end for end in ends if end not in ("", "..") and not DATE_FORM.fullmatch(end)))
    if not reason and len(ends) > 2:
        reason = f"{_SPAN}, and it has two only, as in 2015/2016"
    return f"{shown(text)} is not a date: {reason or _EXAMPLES}"


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
        return read(text) is not None
    except DateError:
        return False


def _folded(text: str) -> str:
    """Return *text* in lower case with ASCII digits and hyphens, and single spaces."""
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES).lower()
    digits = (str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in folded)
    return _WEEKDAY.sub("", " ".join("".join(digits).split()))
