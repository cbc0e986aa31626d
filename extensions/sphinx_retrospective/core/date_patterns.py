"""Patterns of dates in a language: which fields of a date it shows, in which order, and with what between them.

They are those of the Unicode CLDR, through Babel (UTS #35, part 4, “Dates”).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from babel import Locale, UnknownLocaleError
from babel.dates import get_era_names, get_month_names, tokenize_pattern

from sphinx_retrospective.core.year_numbers import year_number

#: ``long`` has full month names, and words for what is doubtful. ``short`` is for a narrow column: abbreviated months,
#: a question mark for doubt, and no notes on what is unspecified.
Style: TypeAlias = Literal["long", "short"]
#: Year, month and day; what is not known is None.
Fields: TypeAlias = tuple[int, int | None, int | None]
_Token: TypeAlias = tuple[str, str | tuple[str, int]]

#: The first year that cannot be taken for a day of a month.
CLEAR_YEAR: Final = 100

# pdfTeX knows neither; an ordinary space can break a line, where the narrow no-break space must not.
_SPACES: Final = str.maketrans({"\u2009": " ", "\u202f": "\u00a0"})


class Language(NamedTuple):
    """A locale, and the one whose order of day and month is used."""

    locale: Locale
    order: Locale


@lru_cache(maxsize=64)
def language_of(identifier: str) -> Language:
    """Return the language of an identifier as `display` takes it."""
    try:
        locale = Locale.parse(identifier.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        locale = Locale("en")
    day_first = locale.language == "en" and locale.territory is None
    return Language(locale, Locale("en", "GB") if day_first else locale)


class Patterns(NamedTuple):
    """The patterns of a language in a style."""

    language: Language
    style: Style

    def fields(self, fields: Fields, *, era: bool = False) -> str:
        """Return a single date; *era* names the era even where it is ours."""
        pattern = self._pattern(_precision(fields), era=era or fields[0] < CLEAR_YEAR)
        return self._render(_tokens(pattern), fields)

    def interval(self, one: Fields, two: Fields) -> tuple[str, str, str] | None:
        """Return start, what is between, and end of two dates of one precision, with what they share said once.

        None where CLDR has no pattern for them.
        """
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
            first, last = self._widened(first), self._widened(last)
        return self._render(first, one), self._render(between, one), self._render(last, two)

    def joint(self) -> tuple[str, str, str]:
        """Return what stands before, between and after the two ends of an interval."""
        template = spaced(str(self.language.locale.interval_formats.get(None, "{0} \u2013 {1}")))
        before, _, rest = template.partition("{0}")
        between, _, after = rest.partition("{1}")
        return before, between, after

    def years(self, first: int, last: int) -> str:
        """Return a decade or a century by its years, closer together than the ends of an interval."""
        one, two = (first, None, None), (last, None, None)
        pieces = self.interval(one, two) if first >= CLEAR_YEAR else None
        if pieces is None:
            before, between, after = self.joint()
            return f"{before}{self.fields(one, era=True)}{between}{self.fields(two, era=True)}{after}"
        start, between, end = pieces
        dash = "\u2013"
        return f"{start}{dash if between.strip() == dash else between}{end}"

    def with_time(self, day: str, clock: str) -> str:
        """Return a day with a time of day, both as they are shown."""
        template = str(self.language.order.datetime_formats["medium"]).replace("'", "")
        return spaced(template.replace("{0}", clock).replace("{1}", day))

    def _widened(self, tokens: list[_Token]) -> list[_Token]:
        """Return half of an interval's pattern with the full name of its month: CLDR has the abbreviated one only.

        Where CLDR has a pattern of its own for those fields with a full name, that is better (“16 de abril de 2014”).
        """
        fields = {field[0].replace("L", "M") for _, field in tokens if isinstance(field, tuple)}
        if any(isinstance(field, tuple) and field[0] in "ML" and field[1] > 2 for _, field in tokens):
            if fields == {"y", "M", "d"}:
                return _tokens(self._pattern("day"))
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

    def _pattern(self, precision: str, *, era: bool = False) -> str:
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

    def _render(self, tokens: Iterable[_Token], fields: Fields) -> str:
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


def _precision(fields: Fields) -> str:
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
