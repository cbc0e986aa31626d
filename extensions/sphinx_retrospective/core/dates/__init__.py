"""Dates as authors know them: parsed, held and compared with their precision kept.

The notation is EDTF, the Extended Date/Time Format (ISO 8601-2:2019; https://www.loc.gov/standards/datetime/):
level 0, and of level 1 the qualified dates, the seasons, the unspecified digits, the intervals with open or unknown
ends, the negative years, and those of more than four digits. All that is level 2 is no date here, with one exception:
an end of an interval may have unspecified digits (``201X/2015``), which careers need. Beyond EDTF, a time may go
without seconds, stand after a space, and be an end of an interval, as in ISO 8601 and RFC 3339.

Years are astronomical, days proleptic Gregorian: year 0 is 1 BCE, and there is no gap in 1582.
"""

from __future__ import annotations

from sphinx_retrospective.core.dates.calendar import SECONDS_A_DAY, Day, is_leap, month_length
from sphinx_retrospective.core.dates.durations import add_duration
from sphinx_retrospective.core.dates.grammar import read
from sphinx_retrospective.core.dates.mistakes import explain, is_now, meanings
from sphinx_retrospective.core.dates.model import (
    FARTHEST_YEAR,
    MAX_YEAR,
    MIN_YEAR,
    Date,
    EventDate,
    Interval,
    Mask,
    Precision,
    Qualification,
    TimeOfDay,
)
from sphinx_retrospective.core.dates.order import SortKey, overlaps, sort_key, year_of
from sphinx_retrospective.core.dates.quoting import MAX_LENGTH
from sphinx_retrospective.core.errors import DateError

__all__ = [
    "FARTHEST_YEAR",
    "MAX_LENGTH",
    "MAX_YEAR",
    "MIN_YEAR",
    "SECONDS_A_DAY",
    "Date",
    "Day",
    "EventDate",
    "Interval",
    "Mask",
    "Precision",
    "Qualification",
    "SortKey",
    "TimeOfDay",
    "add_duration",
    "is_leap",
    "is_now",
    "meanings",
    "month_length",
    "overlaps",
    "parse",
    "sort_key",
    "year_of",
]


def parse(text: str) -> EventDate:
    """Read one EDTF date or interval.

    Args:
        text: what the author wrote; white space around it does not count.

    Raises:
        DateError: it is not of the supported forms, or names a day that does not exist. The message says what to
            write instead wherever that can be guessed.
    """
    text = text.strip()
    value = read(text)
    if value is None:
        raise DateError(explain(text))
    return value
