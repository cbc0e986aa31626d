"""Reads durations, as sphinx-timeline and ISO 8601 write them, and adds them to dates."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from sphinx_retrospective.core.dates.calendar import SECONDS_A_DAY
from sphinx_retrospective.core.dates.model import FARTHEST_YEAR, MAX_YEAR, Date, Precision, TimeOfDay
from sphinx_retrospective.core.dates.quoting import MAX_LENGTH, shown
from sphinx_retrospective.core.errors import DateError

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
_WEEK = _Unit(0, 7 * SECONDS_A_DAY, Precision.DAY)
_DAY = _Unit(0, SECONDS_A_DAY, Precision.DAY)
# Without a time at the start, a day is as fine as it gets.
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


def add_duration(start: Date, text: str) -> Date:
    """Return the date that is *text* after *start*: the end of sphinx-timeline's ``start`` and ``duration``.

    Args:
        start: a date whose year is known.
        text: whole numbers of units in any order (``3 days``, ``1 year 6 months``, ``5d``, ``2mon``, ``1y``,
            ``36 h``), a bare number of days, or an ISO 8601 duration (``P1Y6M``).

    The calendar is walked from the first day of *start*: years and months first, to the month's last day where it is
    too short, then the rest. The result is as precise as the finer of *start* and the smallest unit: a year and
    ``6 months`` give a month, a year and ``2 years`` a year, a season and ``1 year`` a season. A start with a time
    gives an end with one, in the same zone; without, nothing is finer than a day, and hours count from midnight. The
    qualification of *start* is kept.

    Raises:
        DateError: *text* is not a duration, *start* has no known year, or the result is too late.
    """
    if start.precision < Precision.YEAR:
        raise DateError(f"{start.edtf} plus a duration is not a date: the start needs a known year")
    months, seconds, unit = _read_duration(text)
    if start.time is not None:
        seconds += start.time.hour * 3600 + start.time.minute * 60 + start.time.second
    day = start.earliest.add_months(months).add_days(seconds // SECONDS_A_DAY)
    precision = max(start.precision, unit)
    most = FARTHEST_YEAR if precision is Precision.YEAR else MAX_YEAR
    if day.year > most:
        raise DateError(f"{start.edtf} plus {shown(text)} is not a date: it is after the year {most}")
    time = None
    if start.time is not None:
        clock = seconds % SECONDS_A_DAY
        time = TimeOfDay(clock // 3600, clock // 60 % 60, clock % 60, start.time.offset)
    return Date(
        day.year,
        day.month if precision >= Precision.MONTH else None,
        day.day if precision >= Precision.DAY else None,
        time=time,
        season=start.season if precision is Precision.SEASON else None,
        qualification=start.qualification,
    )


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
            f"{shown(text)} is not a duration: it is written with whole numbers and units, as in 3 days, "
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
            raise DateError(f"{shown(text)} is not a duration: m may mean months or minutes; write mon or min")
        unit = _UNITS.get(name.lower())
        if unit is None:
            raise DateError(
                f"{shown(text)} is not a duration: there is no unit {shown(name)}; units are years, months, weeks, "
                f"days, hours, minutes and seconds"
            )
        pieces.append((int(number), unit))
        position = match.end()
    return pieces
