"""What may have been meant by a text that is no date, and what to say of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from sphinx_retrospective.core.dates.durations import add_duration
from sphinx_retrospective.core.dates.grammar import DATE_FORM, read
from sphinx_retrospective.core.dates.guesses import GUESSES, NOW, OPEN, PLAIN, SPAN, UNKNOWN_END
from sphinx_retrospective.core.dates.model import Date, Interval
from sphinx_retrospective.core.dates.quoting import MAX_LENGTH, shown
from sphinx_retrospective.core.errors import DateError

_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_QUALIFIED: Final = (
    (
        re.compile(
            r"(?:(?:ca?|approx)\.|[~\u2248]|(?:circa|ca?|about|around|approx|approximately)(?= )) ?(.+)",
        ),
        "~",
    ),
    (re.compile(r"(?:maybe|perhaps|possibly|probably) (.+)|\? ?(.+)"), "?"),
    (re.compile(r"% ?(.+)"), "%"),
    (re.compile(r"(.+?) ?(?:\?~|~\?|%%)"), "%"),
    (re.compile(r"(.+?) ?(?:\?\?|\(\?\)|\?)"), "?"),
    (re.compile(r"(.+?) ?(?:~~|\(~\)|~|\(?approx\.?\)?)"), "~"),
    (re.compile(r"(.+?) %"), "%"),
)
_QUALIFIED_REASONS: Final = {
    "~": "an approximate date ends in ~",
    "?": "an uncertain date ends in ?",
    "%": "a date that is both uncertain and approximate ends in %",
}
_SINCE = re.compile(r"(?:since|from|after) (.+)")
_UNTIL = re.compile(r"(?:until|till|before|up to|to) (.+)")
_BETWEEN = re.compile(r"(?:from|between) (.+)")
_JOINTS = re.compile(r" ?/ ?| ?- ?| (?:to|until|till|through|and|~) | ?\.{2,3} ?")
_NOT_KNOWN: Final = frozenset({"unknown", "?", "??"})
#: The day of a week says nothing that its date does not.
_WEEKDAY: Final = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? (?=.*[0-9]{4})")
#: What has the form of something that is not supported, or not a date at all.
_REFUSALS: Final = (
    (
        re.compile(r"\{\{.*\}\}|\|[^|]+\|"),
        "substitutions are not made in options and data files; write the date itself, as in 2015-06-01",
    ),
    (
        re.compile(r"(?i)unknown|undated|n\.? ?d\.?|tb[acd]|none|null|n/?a|\?+|-+"),
        "what is not known to the day is a span that holds it, as in 2010/2020, or 201X",
    ),
    (
        re.compile(r"[yY]-?[0-9]+(?:[eE][0-9]+)?|[+-]?[0-9]{5,}"),
        "a year of more than four digits has a Y before it, and 12 digits at the most, as in Y-100000",
    ),
    (re.compile(r"[\[{].*"), "sets of dates are not supported; write one date, or a span as 2015/2016"),
    (re.compile(r"[0-9]X{3}|X+"), "at most the last two digits of a year are unspecified, as in 201X and 20XX"),
    (re.compile(r".*[0-9-].*X.*"), "unspecified digits have the forms 201X, 20XX, 2015-XX, 2015-06-XX and 2015-XX-XX"),
    (
        re.compile(r".*[0-9][?~%]-.*|[?~%].*|.*-[?~%][0-9].*"),
        "a qualifier goes at the end, for the whole date, as in 2015-06~",
    ),
    (re.compile(r"[0-9]{4}S[0-9]|[0-9]{4}-[0-9]{2}\^.*"), "this form of EDTF level 2 is not supported; write 2015~"),
    (re.compile(r"[+-]?[0-9]{1,3}"), "a year has four digits, as in 0987 or 2015"),
)
_EXAMPLES: Final = "write one such as 2015, 2015-06, 2015-06-01, or 2015/2016 for a span"


def explain(text: str) -> str:
    """Return what is wrong with *text*, which `read` could not read, and what would be right."""
    if not text:
        return f"a date is missing: {_EXAMPLES}"
    ends = text.split("/") if len(text) <= MAX_LENGTH else []
    reason = _advice(text)
    if not reason and len(ends) == 2:
        return explain(next(end for end in ends if end not in ("", "..") and not DATE_FORM.fullmatch(end)))
    if not reason and len(ends) > 2:
        reason = f"{SPAN}, and it has two only, as in 2015/2016"
    return f"{shown(text)} is not a date: {reason or _EXAMPLES}"


def _advice(text: str) -> str:
    """Return what is wrong with *text* as a whole and what would be right, or an empty text."""
    if len(text) > MAX_LENGTH:
        return f"it has {len(text)} characters; write one such as 2015-06-01 and nothing else"
    if is_now(text):
        return "write the day itself, as in 2015-06-01, or an open end, as in 2015/.."
    reason, offered = _offered(text)
    if offered:
        return f"{reason}; write {' or '.join(offered)}"
    return next((reason for pattern, reason in _REFUSALS if pattern.fullmatch(text)), "")


def is_now(text: str) -> bool:
    """Tell whether *text* is a word for the present, which is an open end of a span."""
    return _folded(text) in NOW


def meanings(text: str) -> tuple[str, ...]:
    """Return the EDTF texts that *text*, which may be written in another form, can mean: none, one, or several.

    A text that is EDTF means itself.
    """
    text = text.strip()
    if _is_date(text):
        return (text,)
    return _offered(text)[1] if len(text) <= MAX_LENGTH else ()


def _offered(text: str) -> tuple[str, tuple[str, ...]]:
    """Return what is wrong with *text*, and the dates that it may mean instead; two times nothing if none is."""
    folded = _folded(text)
    if not text.isascii() and _is_date(folded.upper()):
        return PLAIN, (folded.upper(),)
    for reason, written in _guesses(folded):
        offered = tuple(dict.fromkeys(candidate for candidate in written if _is_date(candidate)))
        if offered:
            return reason, offered
    return "", ()


def _guesses(folded: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what may be wrong with a text, and what texts it may mean instead, the likelier first."""
    yield from _date_guesses(folded)
    since = _SINCE.fullmatch(folded)
    if since:
        yield OPEN, tuple(f"{one}/.." for one in _meanings(since[1]))
    until = _UNTIL.fullmatch(folded)
    if until:
        yield OPEN, tuple(f"../{one}" for one in _meanings(until[1]))
    between = _BETWEEN.fullmatch(folded)
    span = between[1] if between else folded
    for joint in _JOINTS.finditer(span):
        start, end = span[: joint.start()], span[joint.end() :]
        if start in _NOT_KNOWN or end in _NOT_KNOWN:
            meanings = _meanings(end if start in _NOT_KNOWN else start)
            yield UNKNOWN_END, tuple(f"/{one}" if start in _NOT_KNOWN else f"{one}/" for one in meanings)
        elif end in NOW or not end.strip("."):
            yield OPEN, tuple(f"{one.partition('/')[0]}/.." for one in _meanings(start))
        elif not start.strip("."):
            yield OPEN, tuple(f"../{one}" for one in _meanings(end))
        elif not any("/" in each and _is_date(each.upper()) for each in (start, end)):
            # Both ends in the same order, so that day-first stays day-first.
            yield (
                SPAN if joint[0] != "/" else _reason(start, end),
                # Of an end that is a span itself, as a quarter is, the first or the last of its own.
                tuple(
                    f"{one.partition('/')[0]}/{two.rpartition('/')[2]}"
                    for one, two in zip(_meanings(start), _meanings(end), strict=False)
                ),
            )
            yield SPAN, tuple(_lasting(start, end))
    plain = folded.upper().replace(" ", "")
    yield PLAIN, (plain,)


def _lasting(start: str, duration: str) -> Iterator[str]:
    """Yield the spans that a date and a duration after it may mean."""
    # A number alone is one of a date.
    for one in _meanings(start) if re.search(r"[a-z]", duration) else ():
        first = read(one)
        if isinstance(first, Date):
            with suppress(DateError):
                yield Interval(first, add_duration(first, duration)).edtf


def _date_guesses(folded: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for pattern, reason, texts in GUESSES:
        match = pattern.fullmatch(folded)
        if match:
            yield reason, texts(match.groups())
    for pattern, sign in _QUALIFIED:
        match = pattern.fullmatch(folded)
        if match:
            inner = next(group for group in match.groups() if group is not None)
            yield _QUALIFIED_REASONS[sign], tuple(f"{one.rstrip('?~%')}{sign}" for one in _plain_meanings(inner))


def _plain_meanings(folded: str) -> tuple[str, ...]:
    """Return the EDTF texts that an unqualified date, rightly or loosely written, may mean."""
    upper = folded.upper()
    if _is_date(upper):
        return (upper,)
    for pattern, _, texts in GUESSES:
        match = pattern.fullmatch(folded)
        written = tuple(text for text in texts(match.groups()) if _is_date(text)) if match else ()
        if written:
            return written
    return ()


def _meanings(folded: str) -> tuple[str, ...]:
    """Return the EDTF texts that one end of a span, rightly or loosely written, may mean."""
    plain = _plain_meanings(folded)
    if plain:
        return plain
    for _, written in _date_guesses(folded):
        offered = tuple(text for text in written if _is_date(text))
        if offered:
            return offered
    return ()


def _reason(start: str, end: str) -> str:
    """Return what is wrong with the first end that is wrong, of a span that has its slash."""
    for part in (start, end):
        if not _is_date(part.upper()):
            for reason, written in _date_guesses(part):
                if any(map(_is_date, written)):
                    return reason
    return PLAIN


def _is_date(text: str) -> bool:
    try:
        return read(text) is not None
    except DateError:
        return False


def _folded(text: str) -> str:
    """Return *text* in lower case with ASCII digits and hyphens, and single spaces."""
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES).lower()
    digits = (str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in folded)
    return _WEEKDAY.sub("", " ".join("".join(digits).split()))
