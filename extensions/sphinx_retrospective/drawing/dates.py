"""Dates as readers see them, in the language of the project."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from docutils import nodes

from sphinx_retrospective.core.dates import MAX_YEAR, Date, EventDate, Mask, Precision
from sphinx_retrospective.core.display import display, display_text
from sphinx_retrospective.labels import translate
from sphinx_retrospective.nodes import event_date, moment


def date_text(date: EventDate | None, language: str) -> str:
    """Return *date* in its short form, or “undated”."""
    return translate("undated") if date is None else display_text(date, language, "short", translate)


def year_text(year: int, language: str) -> str:
    """Return a year as a heading has it; *year* is astronomical."""
    return display_text(Date(year), language, "short", translate)


def in_years(date: EventDate) -> EventDate:
    """Return *date* without what it says of months, days and times."""
    if isinstance(date, Date):
        is_known = date.precision >= Precision.YEAR
        return Date(date.year, qualification=date.qualification) if is_known else date
    ends = [each and cast("Date", in_years(each)) for each in (date.start, date.end)]
    return ends[0] if ends[0] and ends[0] == ends[1] else replace(date, start=ends[0], end=ends[1])


def decade_text(year: int, language: str) -> str:
    """Return the decade that begins with *year* as a heading has it."""
    if year < 0 or year > MAX_YEAR:
        return f"{year_text(year, language)} – {year_text(year + 9, language)}"
    return display_text(Date(year, mask=Mask.DECADE), language, "short", translate)


def period_text(year: int, length: int, language: str) -> str:
    """Return the period of *length* years that begins with *year* as a heading has it."""
    if length in {1, 10}:
        return (year_text if length == 1 else decade_text)(year, language)
    return f"{year_text(year, language)} – {year_text(year + length - 1, language)}"


def draw_date(date: EventDate | None, language: str, style: str = "short") -> event_date:
    """Return nodes for *date*, each part of which a machine can read where HTML has a form for it."""
    drawn = event_date()
    if date is None:
        drawn += nodes.Text(translate("undated"))
        return drawn
    for part in display(date, language, "long" if style == "long" else "short", translate):
        drawn += moment("", part.text, datetime=part.datetime) if part.datetime else nodes.Text(part.text)
    return drawn
