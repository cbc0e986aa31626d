"""Dates as other formats write them: made EDTF where they can mean one date only, and left as they are where not.

What is left as it is becomes a warning where it is read as a date, with what would be right.
"""

from __future__ import annotations

from sphinx_retrospective.core.dates import Interval, is_now, meanings, parse
from sphinx_retrospective.core.errors import DateError


def edtf(text: str) -> str:
    """Return the one date that *text* can mean, as EDTF, with the precision that it has; *text* itself else."""
    found = meanings(text)
    return found[0] if len(found) == 1 else text.strip()


def span(start: str, end: str, *, is_open: bool = False) -> str:
    """Return the time from *start* to *end*, each in any form; empty where both are.

    Args:
        start: empty where it is not known.
        end: empty where there is none; a word such as “present” is an open end.
        is_open: whether a time without an end is an open one.
    """
    start, end = start.strip(), end.strip()
    if end and is_now(end):
        end = ".."
    elif end:
        end = edtf(end)
    if start and is_now(start):
        start = ""
    start = edtf(start)
    if not end:
        end = ".." if is_open and start and "/" not in start else ""
    if not end or (start == end and start):
        return start
    # Of an end that is a time itself, as a quarter of a year is, the first or the last of its own.
    first = start.partition("/")[0] if _is_span(start) else start
    last = end.rpartition("/")[2] if _is_span(end) else end
    return f"{first}/{last}"


def _is_span(text: str) -> bool:
    """Tell whether *text* is a span as EDTF has it, and not a date with slashes that was left as it is."""
    try:
        return isinstance(parse(text), Interval)
    except DateError:
        return False
