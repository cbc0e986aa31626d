"""Dates for readers: in the words and the order of their language, with nothing said that is not known.

Formats, month names and eras are those of the Unicode CLDR (`date_patterns`). Words that CLDR has not (“c. 2014”,
“spring 2014”) are whole templates given to *translate*; the msgids stand here as literals.

Two decisions about English: plain ``en`` has the day first (“16 April 2014”, as ``en_GB``), since it stands for no
country, and ``en_US`` keeps its own order; and a century, a decade that begins with a round hundred, and one before the
year 1000 are shown by their years (“1900–1909” for ``190X``, “1900–1999” for ``19XX``, “90–99” for ``009X``), because
“1900s” may mean either, and “90s” another.

Years before 100 bear CLDR's abbreviated era, since “Aug 12” would be a day in August: “44 BC” is ``-0043``, and
“Aug 12 AD” ``0012-08``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple, TypeAlias

from babel.dates import format_time

from sphinx_retrospective.core.date_patterns import CLEAR_YEAR, Patterns, Style, language_of, spaced
from sphinx_retrospective.core.dates import Date, EventDate, Interval, Mask, Qualification, TimeOfDay
from sphinx_retrospective.core.html_time import html_datetime

Translate: TypeAlias = Callable[[str], str]


class Part(NamedTuple):
    """A run of the text of a date.

    Attributes:
        text: plain text, never empty.
        datetime: what the ``datetime`` attribute of HTML's ``time`` element may be for it: ``2014``, ``2014-09``,
            ``2014-09-01``, ``2014-09-01T10:00:00Z``; None for words, and where HTML has no such value (decades, years
            before 1). A season has the value of its year, an unspecified month or day that of what is known.
    """

    text: str
    datetime: str | None = None


Parts: TypeAlias = tuple[Part, ...]


def display(value: EventDate, locale: str, style: Style = "long", translate: Translate = str) -> Parts:
    """Return *value* as text in runs.

    Args:
        value: a date or an interval.
        locale: an identifier such as ``fr`` or ``pt_BR``; one that is unknown or malformed counts as ``en``.
        style: ``long`` or ``short``.
        translate: returns the translation of a msgid of this module. A translation without the placeholder of its
            msgid is not used.

    Returns:
        At least one part. The text is the concatenation; white space in it counts.
    """
    shown = _Display(Patterns(language_of(locale), style), translate)
    parts = shown.interval(value) if isinstance(value, Interval) else shown.date(value)
    return tuple(_joined(parts))


def display_text(value: EventDate, locale: str, style: Style = "long", translate: Translate = str) -> str:
    """Return what `display` returns as one text."""
    return "".join(part.text for part in display(value, locale, style, translate))


def time_text(time: TimeOfDay, locale: str) -> str:
    """Return a time of day alone, without its zone; *locale* is as for `display`."""
    return _Display(Patterns(language_of(locale), "short"), str).clock(time, has_zone=False)


class _Display(NamedTuple):
    patterns: Patterns
    translate: Translate

    # Single dates ---------------------------------------------------------------------------------------------------

    def date(self, date: Date, *, era: bool = False) -> Parts:
        """Return *date* with its qualification; *era* names the era even where it is ours."""
        parts = self.unqualified(date, era=era)
        translate = self.translate
        if date.qualification is Qualification.NONE:
            return parts
        if date.uncertain and self.patterns.style == "long":
            parts = _fill(translate("%s (uncertain)"), "%s (uncertain)", parts)
        elif date.uncertain:
            parts = _fill(translate("%s?"), "%s?", parts)
        return _fill(translate("c. %s"), "c. %s", parts) if date.approximate else parts

    def unqualified(self, date: Date, *, era: bool) -> Parts:
        translate = self.translate
        if date.mask is Mask.DECADE and date.year % 100 and date.year >= 1000:
            return _fill(translate("%ds"), "%ds", (Part(str(date.year)),), "%d")
        if date.mask is Mask.DECADE or date.mask is Mask.CENTURY:
            return (Part(self.patterns.years(date.year, date.latest.year)),)
        known = (Part(self.patterns.fields((date.year, date.month, date.day), era=era), html_datetime(date)),)
        if date.season is not None:
            return self.season(date.season, known)
        if date.time is not None:
            return (Part(self.patterns.with_time(known[0].text, self.clock(date.time)), known[0].datetime),)
        if self.patterns.style == "short":
            return known
        return self.noted(date.mask, known)

    def season(self, season: int, year: Parts) -> Parts:
        translate = self.translate
        if season == 21:
            return _fill(translate("spring %s"), "spring %s", year)
        if season == 22:
            return _fill(translate("summer %s"), "summer %s", year)
        if season == 23:
            return _fill(translate("autumn %s"), "autumn %s", year)
        return _fill(translate("winter %s"), "winter %s", year)

    def noted(self, mask: Mask, known: Parts) -> Parts:
        """Return *known* with a note of what is unspecified."""
        translate = self.translate
        if mask is Mask.MONTH:
            return _fill(translate("%s, month unknown"), "%s, month unknown", known)
        if mask is Mask.DAY:
            return _fill(translate("%s, day unknown"), "%s, day unknown", known)
        if mask is Mask.MONTH_AND_DAY:
            return _fill(translate("%s, month and day unknown"), "%s, month and day unknown", known)
        return known

    def clock(self, time: TimeOfDay, *, has_zone: bool = True) -> str:
        """Return a time, with seconds where it has some."""
        width: Literal["medium", "short"] = "medium" if time.second else "short"
        clock = format_time(
            datetime.time(time.hour, time.minute, time.second), format=width, locale=self.patterns.language.order
        )
        if time.offset is not None and has_zone:
            zone = TimeOfDay(0, 0, 0, time.offset).edtf[8:]
            clock = f"{clock} UTC{'' if zone == 'Z' else zone}"
        return spaced(clock)

    # Intervals ------------------------------------------------------------------------------------------------------

    def interval(self, interval: Interval) -> Parts:
        translate = self.translate
        start, end = interval.start, interval.end
        if start is None and end is not None:
            template = "unknown \u2013 %s" if interval.unknown_start else "until %s"
            translated = translate("unknown \u2013 %s") if interval.unknown_start else translate("until %s")
            return _fill(translated, template, self.date(end))
        if start is not None and end is None:
            template = "%s \u2013 unknown" if interval.unknown_end else "since %s"
            translated = translate("%s \u2013 unknown") if interval.unknown_end else translate("since %s")
            return _fill(translated, template, self.date(start))
        if start is None or end is None:  # pragma: no cover - Interval refuses it
            raise AssertionError("an interval has an end that is a date")
        if start == end:
            return self.date(start)
        if start.time and end.time and start.earliest == end.earliest and start.time.offset == end.time.offset:
            return self.times(start, start.time, end, end.time)
        collapsed = self.collapsed(start, end) if _is_plain(start) and _is_plain(end) else ()
        if collapsed:
            return collapsed
        before, between, after = self.patterns.joint()
        # “44 BC – 144” would leave the era of the 144 open.
        era = min(start.year, end.year) < CLEAR_YEAR
        return (
            Part(before),
            *self.date(start, era=era),
            Part(between),
            *self.date(end, era=era),
            Part(after),
        )

    def times(self, start: Date, first: TimeOfDay, end: Date, last: TimeOfDay) -> Parts:
        """Return two times of one day, which is said once, as is the zone."""
        before, between, after = self.patterns.joint()
        day = self.patterns.fields((start.year, start.month, start.day))
        return (
            Part(before),
            Part(self.patterns.with_time(day, self.clock(first, has_zone=False)), html_datetime(start)),
            Part(between),
            Part(self.clock(last), html_datetime(end)),
            Part(after),
        )

    def collapsed(self, start: Date, end: Date) -> Parts:
        """Return two plain dates of one precision without saying twice what they share, or nothing if they differ."""
        if start.precision is not end.precision:
            return ()
        one, two = (start.year, start.month, start.day), (end.year, end.month, end.day)
        texts = self.patterns.interval(one, two)
        if texts is None:
            return ()
        first, between, last = texts
        return Part(first, html_datetime(start)), Part(between), Part(last, html_datetime(end))


def _is_plain(date: Date) -> bool:
    """Tell whether *date* consists of year, month and day only, and goes without an era."""
    return (
        date.year >= CLEAR_YEAR
        and date.season is None
        and date.mask is Mask.NONE
        and date.qualification is Qualification.NONE
        and date.time is None
    )


def _fill(translated: str, template: str, parts: Parts, placeholder: str = "%s") -> Parts:
    """Return *parts* in place of the *placeholder* in *translated*, or in *template* if a translator has lost it."""
    text = str(translated)
    if text.count(placeholder) != 1:
        text = template
    before, _, after = text.partition(placeholder)
    return (Part(before), *parts, Part(after))


def _joined(parts: Parts) -> Iterable[Part]:
    """Yield *parts* without the empty ones, neighbours that have no value joined."""
    plain = ""
    for part in parts:
        if part.datetime is None:
            plain += part.text
            continue
        if plain:
            yield Part(plain)
            plain = ""
        yield part
    if plain:
        yield Part(plain)
