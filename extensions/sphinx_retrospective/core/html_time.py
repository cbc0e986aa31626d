"""Dates as HTML's ``time`` element has them."""

from __future__ import annotations

from sphinx_retrospective.core.dates import Date, Precision


def html_datetime(date: Date) -> str | None:
    """Return the ``datetime`` attribute that says what is known of *date*, or None where HTML has no such value."""
    # https://html.spec.whatwg.org/multipage/text-level-semantics.html#datetime-value: years are greater than zero.
    if date.year < 1 or date.precision < Precision.YEAR:
        return None
    text = f"{date.year:04d}"
    for part in (date.month, date.day):
        if part is not None:
            text = f"{text}-{part:02d}"
    return text if date.time is None else f"{text}T{date.time.edtf}"
