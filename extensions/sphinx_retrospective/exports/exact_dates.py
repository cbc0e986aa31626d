"""Dates for formats that have no way to say that one is approximate: exact, or not given at all."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_retrospective.core.dates import Date, EventDate, Interval, Mask, Qualification


class ExactDates(NamedTuple):
    """What of a date is exact.

    Attributes:
        start: the date, or the start of a span, as `iso_date` has it.
        end: the end of a span, likewise.
        is_whole: whether that says all that the date does.
    """

    start: str
    end: str
    is_whole: bool


def iso_date(date: Date | None) -> str:
    """Return *date* as ISO 8601 has it, as precise as it is: ``2014``, ``2014-07``, ``2014-07-16``, or with a time.

    It is empty for what ISO 8601-1 can't say: a doubtful date, a season, unspecified digits, a year of another length
    than four digits, or one before 1.
    """
    if date is None or date.season or date.mask is not Mask.NONE or date.qualification is not Qualification.NONE:
        return ""
    return date.edtf if 0 < date.year < 10_000 else ""


def exact_dates(date: EventDate | None) -> ExactDates:
    """Return what of *date* is exact. An open end is said by its absence, and leaves the date whole."""
    if isinstance(date, Interval):
        start, end = iso_date(date.start), iso_date(date.end)
        is_whole = bool(start) and (bool(end) or date.open_end)
        return ExactDates(start, end, is_whole)
    start = iso_date(date)
    return ExactDates(start, "", bool(start) or date is None)
