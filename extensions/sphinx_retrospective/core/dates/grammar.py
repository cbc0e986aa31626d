"""Reads the notation: from a text to the value that it is written for."""

from __future__ import annotations

import re
from typing import Final

from sphinx_retrospective.core.dates.model import Date, EventDate, Interval, Mask, Qualification, TimeOfDay
from sphinx_retrospective.core.errors import DateError

#: The form of one date, whether or not there is such a day; with the groups that `_date` takes apart.
# No \d: it takes the digits of every script. No $: it matches before a final newline.
DATE_FORM = re.compile(
    r"(-?[0-9]{2}(?:[0-9]{2}|[0-9]X|XX)|Y-?[1-9][0-9]{4,11})"
    r"(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX)"
    # ISO 8601 has times without seconds, and RFC 3339 a space before them; EDTF has neither.
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(?:(Z)|([+-])([0-9]{2})(?::?([0-9]{2}))?)?)?)?)?"
    r"([?~%])?"
)
_QUALIFICATIONS: Final[dict[str | None, Qualification]] = {
    None: Qualification.NONE,
    **{sign.value: sign for sign in Qualification},
}


def read(text: str) -> EventDate | None:
    """Return the value of *text*, None where it has not the form of one, or raise `DateError` if none such exists."""
    match = DATE_FORM.fullmatch(text)
    if match is not None:
        return _date(match)
    start_text, slash, end_text = text.partition("/")
    if not slash:
        return None
    start = DATE_FORM.fullmatch(start_text)
    end = DATE_FORM.fullmatch(end_text)
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
    if year_text[0] == "Y" and month_text is not None:
        raise DateError(
            f"{match[0]} is not a date: a year of more than four digits has neither months nor days; write {year_text}"
        )
    year_text = year_text.removeprefix("Y")
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
        time = TimeOfDay(int(hour), int(minute), int(second or 0), offset)
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
