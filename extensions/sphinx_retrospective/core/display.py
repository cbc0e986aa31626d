"""Dates for readers: in the words and the order of their language, with nothing said that is not known.

Formats, month names and eras are those of the Unicode CLDR, through Babel. Words that CLDR has not (“c. 2014”,
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
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from babel import Locale, UnknownLocaleError
from babel.dates import format_time, get_era_names, get_month_names, tokenize_pattern

from sphinx_retrospective.core.dates import Date, EventDate, Interval, Mask, Qualification, TimeOfDay
from sphinx_retrospective.core.html_time import html_datetime
from sphinx_retrospective.core.year_numbers import year_number

#: ``long`` has full month names, and words for what is doubtful. ``short`` is for a narrow column: abbreviated months,
#: a question mark for doubt, and no notes on what is unspecified.
Style: TypeAlias = Literal["long", "short"]
Translate: TypeAlias = Callable[[str], str]

_Token: TypeAlias = tuple[str, str | tuple[str, int]]
_Fields: TypeAlias = tuple[int, int | None, int | None]

#: The first year that cannot be taken for a day of a month.
_CLEAR_YEAR: Final = 100

# pdfTeX knows neither; an ordinary space can break a line, where the narrow no-break space must not.
_SPACES: Final = str.maketrans({"\u2009": " ", "\u202f": "\u00a0"})


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
    shown = _Display(language_of(locale), style, translate)
    parts = shown.interval(value) if isinstance(value, Interval) else shown.date(value)
    return tuple(_joined(parts))


def display_text(value: EventDate, locale: str, style: Style = "long", translate: Translate = str) -> str:
    """Return what `display` returns as one text."""
    return "".join(part.text for part in display(value, locale, style, translate))


def clock_text(time: TimeOfDay, locale: str) -> str:
    """Return a time of day alone, without its zone; *locale* is as for `display`."""
    return _Display(language_of(locale), "short", str).clock(time, has_zone=False)


class _Language(NamedTuple):
    """A locale, and the one whose order of day and month is used."""

    locale: Locale
    order: Locale


@lru_cache(maxsize=64)
def language_of(identifier: str) -> _Language:
    """Return the language of an identifier as `display` takes it."""
    try:
        locale = Locale.parse(identifier.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        locale = Locale("en")
    day_first = locale.language == "en" and locale.territory is None
    return _Language(locale, Locale("en", "GB") if day_first else locale)


class _Display(NamedTuple):
    language: _Language
    style: Style
    translate: Translate

    # Single dates ---------------------------------------------------------------------------------------------------

    def date(self, date: Date, *, era: bool = False) -> Parts:
        """Return *date* with its qualification; *era* names the era even where it is ours."""
        parts = self.unqualified(date, era=era)
        translate = self.translate
        if date.qualification is Qualification.NONE:
            return parts
        if date.uncertain and self.style == "long":
            parts = _fill(translate("%s (uncertain)"), "%s (uncertain)", parts)
        elif date.uncertain:
            parts = _fill(translate("%s?"), "%s?", parts)
        return _fill(translate("c. %s"), "c. %s", parts) if date.approximate else parts

    def unqualified(self, date: Date, *, era: bool) -> Parts:
        translate = self.translate
        if date.mask is Mask.DECADE and date.year % 100 and date.year >= 1000:
            return _fill(translate("%ds"), "%ds", (Part(str(date.year)),), "%d")
        if date.mask is Mask.DECADE or date.mask is Mask.CENTURY:
            return (Part(self.years(date.year, date.latest.year)),)
        known = (Part(self.fields((date.year, date.month, date.day), era=era), html_datetime(date)),)
        if date.season is not None:
            return self.season(date.season, known)
        if date.time is not None:
            return (Part(self.with_time(known[0].text, self.clock(date.time)), known[0].datetime),)
        if self.style == "short":
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

    def fields(self, fields: _Fields, *, era: bool = False) -> str:
        pattern = self.pattern(_precision(fields), era=era or fields[0] < _CLEAR_YEAR)
        return self.render(_tokens(pattern), fields)

    def with_time(self, day: str, clock: str) -> str:
        template = str(self.language.order.datetime_formats["medium"]).replace("'", "")
        return spaced(template.replace("{0}", clock).replace("{1}", day))

    def clock(self, time: TimeOfDay, *, has_zone: bool = True) -> str:
        """Return a time, with seconds where it has some."""
        width: Literal["medium", "short"] = "medium" if time.second else "short"
        clock = format_time(
            datetime.time(time.hour, time.minute, time.second), format=width, locale=self.language.order
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
        before, between, after = self.joint()
        # “44 BC – 144” would leave the era of the 144 open.
        era = min(start.year, end.year) < _CLEAR_YEAR
        return (
            Part(before),
            *self.date(start, era=era),
            Part(between),
            *self.date(end, era=era),
            Part(after),
        )

    def times(self, start: Date, first: TimeOfDay, end: Date, last: TimeOfDay) -> Parts:
        """Return two times of one day, which is said once, as is the zone."""
        before, between, after = self.joint()
        day = self.fields((start.year, start.month, start.day))
        return (
            Part(before),
            Part(self.with_time(day, self.clock(first, has_zone=False)), html_datetime(start)),
            Part(between),
            Part(self.clock(last), html_datetime(end)),
            Part(after),
        )

    def collapsed(self, start: Date, end: Date) -> Parts:
        """Return two plain dates of one precision without saying twice what they share, or nothing if they differ."""
        if start.precision is not end.precision:
            return ()
        one, two = (start.year, start.month, start.day), (end.year, end.month, end.day)
        pieces = self.interval_pieces(one, two)
        if not pieces:
            return ()
        first, between, last = pieces
        return (
            Part(self.render(first, one), html_datetime(start)),
            Part(self.render(between, one)),
            Part(self.render(last, two), html_datetime(end)),
        )

    def interval_pieces(self, one: _Fields, two: _Fields) -> tuple[list[_Token], list[_Token], list[_Token]] | None:
        """Return CLDR's patterns of the start, of what is between, and of the end; None where it has none."""
        precision = _precision(one)
        difference = "y" if one[0] != two[0] else "M" if one[1] != two[1] else "d"
        wide = self.style == "long"
        skeleton = {"year": "y", "month": "yMMMM" if wide else "yMMM", "day": "yMMMd"}[precision]
        locale = self.language.order if precision == "day" else self.language.locale
        formats = locale.interval_formats
        patterns = formats[skeleton].get(difference) if skeleton in formats else None
        if not patterns or len(patterns) != 2:
            return None
        first, last = _tokens(patterns[0]), _tokens(patterns[1])
        between: list[_Token] = []
        if first[-1][0] == "chars":
            # What follows the same field in the second half belongs to the date (the 日 of “16日～18日”), not to
            # the dash.
            kept, rest = _split_literal(str(first[-1][1]), _after(last, first[-2][1]))
            first, between = [*first[:-1], ("chars", kept)], [("chars", rest)]
        if precision == "day" and wide:
            first, last = self.widened(first), self.widened(last)
        return first, between, last

    def widened(self, tokens: list[_Token]) -> list[_Token]:
        """Return half of an interval's pattern with the full name of its month: CLDR has the abbreviated one only.

        Where CLDR has a pattern of its own for those fields with a full name, that is better (“16 de abril de 2014”).
        """
        fields = {field[0].replace("L", "M") for _, field in tokens if isinstance(field, tuple)}
        if any(isinstance(field, tuple) and field[0] in "ML" and field[1] > 2 for _, field in tokens):
            if fields == {"y", "M", "d"}:
                return _tokens(self.pattern("day"))
            if fields == {"M", "d"}:
                pattern = _skeleton(self.language.order, "MMMMd")
                if pattern:
                    return _tokens(pattern)
        return [
            ("field", (field[0], 4))
            if isinstance(field, tuple) and field[0] in "ML" and field[1] == 3
            else (kind, field)
            for kind, field in tokens
        ]

    def joint(self) -> tuple[str, str, str]:
        """Return what stands before, between and after the two ends of an interval."""
        template = spaced(str(self.language.locale.interval_formats.get(None, "{0} \u2013 {1}")))
        before, _, rest = template.partition("{0}")
        between, _, after = rest.partition("{1}")
        return before, between, after

    def years(self, first: int, last: int) -> str:
        """Return a decade or a century by its years, closer together than the ends of an interval."""
        one, two = (first, None, None), (last, None, None)
        pieces = self.interval_pieces(one, two) if first >= _CLEAR_YEAR else None
        if pieces is None:
            before, between, after = self.joint()
            return f"{before}{self.fields(one, era=True)}{between}{self.fields(two, era=True)}{after}"
        start, joint, end = pieces
        between = self.render(joint, one)
        if between.strip() == "\u2013":
            between = "\u2013"
        return f"{self.render(start, one)}{between}{self.render(end, two)}"

    # Patterns -------------------------------------------------------------------------------------------------------

    def pattern(self, precision: str, *, era: bool = False) -> str:
        """Return the CLDR pattern of a single date of that precision."""
        locale, order = self.language
        wide = self.style == "long"
        if era:
            if precision == "year":
                return _skeleton(locale, "Gy") or "y G"
            pattern = (
                _skeleton(locale, "GyMMM") or "MMM y G"
                if precision == "month"
                else _skeleton(order, "GyMMMd") or "d MMM y G"
            )
            return pattern.replace("MMM", "MMMM").replace("LLL", "LLLL") if wide else pattern
        if precision == "year":
            return _skeleton(locale, "y") or "y"
        if precision == "month":
            return (_skeleton(locale, "yMMMM") or "MMMM y") if wide else (_skeleton(locale, "yMMM") or "MMM y")
        return str(order.date_formats["long"].pattern) if wide else (_skeleton(order, "yMMMd") or "d MMM y")

    def render(self, tokens: Iterable[_Token], fields: _Fields) -> str:
        year, month, day = fields
        locale = self.language.locale
        texts = []
        for _, token in tokens:
            if isinstance(token, str):
                texts.append(token)
                continue
            sign, width = token
            if sign in "yu":
                texts.append(year_number(year, width, locale, self.style))
            elif sign in "ML" and month is not None:
                texts.append(_month(locale, month, width, stand_alone=sign == "L"))
            elif sign == "d" and day is not None:
                texts.append(str(day).zfill(width))
            elif sign == "G":
                texts.append(get_era_names("abbreviated", locale=locale)[int(year > 0)])
        return spaced("".join(texts))


def _is_plain(date: Date) -> bool:
    """Tell whether *date* consists of year, month and day only, and goes without an era."""
    return (
        date.year >= _CLEAR_YEAR
        and date.season is None
        and date.mask is Mask.NONE
        and date.qualification is Qualification.NONE
        and date.time is None
    )


def _precision(fields: _Fields) -> str:
    return "year" if fields[1] is None else "month" if fields[2] is None else "day"


@lru_cache(maxsize=256)
def _cached_tokens(pattern: str) -> tuple[_Token, ...]:
    return tuple(tokenize_pattern(pattern))


def _tokens(pattern: str) -> list[_Token]:
    return list(_cached_tokens(pattern))


def _skeleton(locale: Locale, name: str) -> str | None:
    skeletons = locale.datetime_skeletons
    return str(skeletons[name].pattern) if name in skeletons else None


def _after(tokens: list[_Token], field: str | tuple[str, int]) -> str:
    """Return the literal text that follows *field* in *tokens*."""
    for (_, token), (_, following) in zip(tokens, [*tokens[1:], ("chars", "")], strict=True):
        if isinstance(token, tuple) and token[0] == field[0] and isinstance(following, str):
            return following
    return ""


def _split_literal(literal: str, known: str) -> tuple[str, str]:
    """Return the beginning that *literal* shares with *known*, and the rest of it."""
    length = 0
    while length < min(len(literal), len(known)) and literal[length] == known[length]:
        length += 1
    kept = literal[:length].rstrip()
    return kept, literal[len(kept) :]


@lru_cache(maxsize=1024)
def _month(locale: Locale, month: int, width: int, *, stand_alone: bool) -> str:
    if width <= 2:
        return str(month).zfill(width)
    names = get_month_names(
        "abbreviated" if width == 3 else "narrow" if width == 5 else "wide",
        context="stand-alone" if stand_alone else "format",
        locale=locale,
    )
    return str(names[month])


def spaced(text: str) -> str:
    """Return *text* without the spaces that some writers don't know."""
    return text.translate(_SPACES)


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
