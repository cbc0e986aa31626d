"""The `edtf` package as the oracle of what is a date, and of the first and last day that it means."""

from __future__ import annotations

import re
import warnings
from typing import Any

import pytest
from hypothesis import assume, example, given

from sphinx_retrospective.core.dates import parse
from sphinx_retrospective.core.errors import DateError
from tests.core.dates.texts import edtf_texts, near_texts

with warnings.catch_warnings():
    # edtf imports pyparsing by names that newer versions of it deprecate.
    warnings.simplefilter("ignore", DeprecationWarning)
    from edtf import EDTFParseException, parse_edtf

#: Where the `edtf` package refuses and we accept, each with the reason.
_WE_ACCEPT = {
    # Its grammar qualifies dates only; the specification has the sign "apply to the entire date", so to a season.
    "qualified season": re.compile(r"-?[0-9]{4}-2[1-4][?~%]"),
    # Its offsets begin at one minute; ISO 8601-1 has +00:00, a longer way to write Z.
    "zero offset": re.compile(r"[^/]*T[^/]*\+00(:00)?"),
    # Its grammar has a long year alone; deep history has spans of them, and approximate ones.
    "long year in an interval, or qualified": re.compile(r"(.*/)?Y-?[0-9]{5,}([?~%].*|/.*)?"),
    # Level 2 in the specification; wanted here for careers.
    "unspecified digits in an interval": re.compile(r"[^/]*X[^/]*/[^/]*|[^/]*/[^/]*X[^/]*"),
}
#: Where it accepts a date, or an end of an interval, and we refuse.
_WE_REFUSE = {
    # It has 29 days in every February.
    "29 February of a common year": re.compile(r"-?[0-9]{4}-02-29([T?~%].*)?"),
    # It takes a time after a year or a month, where level 0 has a whole date.
    "time of a year or a month": re.compile(r"-?[0-9]{4}(-[0-9]{2})?T.*"),
    # ISO 8601-1:2019, on which EDTF builds, took it out.
    "24:00:00": re.compile(r".*T24:00:00.*"),
    # The specification has "a year with one or two (rightmost) unspecified digits".
    "three unspecified digits": re.compile(r"-?[0-9]XXX[?~%]?"),
    # Not supported, by decision: see `grammar._refuse_partial_year`.
    "unspecified digits of a negative year": re.compile(r"-[0-9]{2}[0-9X]X[?~%]?"),
    # Level 2, not supported: other unspecified digits, qualified parts, other seasons.
    "unspecified digits of level 2": re.compile(
        r"(?=.*X)(?!([0-9]{3}X|[0-9]{2}XX|-?[0-9]{4}-XX(-XX)?|-?[0-9]{4}-[0-9]{2}-XX)[?~%]?$).*"
    ),
    "qualified parts": re.compile(r"[?~%].*|.*[?~%].+"),
    "seasons of level 2": re.compile(r"-?[0-9]{4}-(2[5-9]|3[0-9]|4[01])"),
}
#: Texts on which it may fail with an error of its own, and says nothing.
_IT_FAILS = re.compile(r"\.\./?|/?\.\.|\.\./\.\.|[^/]*X[^/]*/.*|[^/]*/[^/]*X.*|.*-([0-9]X|X[0-9]).*|.*Y[^/]*/.*|.*/Y.*")


def oracle(text: str) -> Any:
    """Return the value that the `edtf` package reads, or None; reject the example if it fails in a known way."""
    try:
        return parse_edtf(text)
    except EDTFParseException:
        return None
    except (AttributeError, TypeError, ValueError):
        assume(not _IT_FAILS.fullmatch(text))
        raise


def excluded(text: str, table: dict[str, re.Pattern[str]]) -> bool:
    return any(pattern.fullmatch(text) for pattern in table.values())


@pytest.mark.soak
@given(near_texts)
@example("2019-02-29")
@example("2014-21~")
@example("2014-01-01T10:00:00+00:00")
@example("-0000")
@example("/")
def test_validity_is_that_of_edtf(text: str) -> None:
    assume(" " not in text)  # Its tokens may be apart; the notation has no spaces.
    theirs = oracle(text)
    try:
        parse(text)
        error_filter = ""
    except DateError as error:
        error_filter = str(error)
    if not error_filter:
        assert theirs is not None or excluded(text, _WE_ACCEPT)
    elif theirs is not None:
        # It does not compare the ends of an interval.
        backwards = "/" in text and "ends before it starts" in error_filter
        assert backwards or any(excluded(end, _WE_REFUSE) for end in text.split("/"))


def bound(theirs: Any) -> tuple[int, int, int] | None:
    if isinstance(theirs, float):  # Infinity, for an open end.
        return None
    return theirs.tm_year, theirs.tm_mon, theirs.tm_mday


@pytest.mark.soak
@given(edtf_texts)
@example("../2014-23")
@example("2015/..")
def test_bounds_are_those_of_edtf(text: str) -> None:
    theirs = oracle(text)
    try:
        ours = parse(text)
    except DateError:
        return  # An end before its start; the other test judges that.
    if theirs is None:
        assert excluded(text, _WE_ACCEPT)
        return
    # It takes the last unspecified month or day of a negative year for the first.
    assume(not re.fullmatch(r"-[0-9]{4}-.*XX[?~%]?", text))
    start, slash, end = text.partition("/")
    if start:  # It guesses that an unknown start or end is ten years away.
        assert bound(theirs.lower_strict()) == ours.earliest
    # Its winter ends with December, "for simplicity".
    if (end or not slash) and not re.fullmatch(r"-?[0-9]{4}-24[?~%]?", end or start):
        assert bound(theirs.upper_strict()) == ours.latest
