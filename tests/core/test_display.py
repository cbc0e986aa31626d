"""Dates as readers see them, in several languages, and the values of their `time` elements."""

from __future__ import annotations

import ast
import inspect
import itertools
import re

import pytest
from babel import Locale
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sphinx_retrospective.core import display as module
from sphinx_retrospective.core.dates import Date, EventDate, parse
from sphinx_retrospective.core.display import Part, Style, display, display_text, html_datetime
from sphinx_retrospective.core.errors import DateError

FRENCH = {
    "c. %s": "vers %s",
    "%s (uncertain)": "%s (incertain)",
    "%s?": "%s\u00a0?",
    "%ds": "années %d",
    "spring %s": "printemps %s",
    "since %s": "depuis %s",
    "until %s": "jusqu\u2019à %s",
    "%s, month unknown": "%s, mois inconnu",
    "%s \u2013 unknown": "%s \u2013 inconnu",
}


def french(message: str) -> str:
    return FRENCH.get(message, message)


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("2014", "2014", "2014"),
        ("0987", "987", "987"),
        ("2010-09", "September 2010", "Sep 2010"),
        ("2014-04-16", "16 April 2014", "16 Apr 2014"),
        ("2014-04-06", "6 April 2014", "6 Apr 2014"),
        ("2010-09~", "c. September 2010", "c. Sep 2010"),
        ("2014?", "2014 (uncertain)", "2014?"),
        ("2014%", "c. 2014 (uncertain)", "c. 2014?"),
        ("2014-21", "spring 2014", "spring 2014"),
        ("2014-22", "summer 2014", "summer 2014"),
        ("2014-23", "autumn 2014", "autumn 2014"),
        ("2014-24~", "c. winter 2014", "c. winter 2014"),
        ("201X", "2010s", "2010s"),
        ("201X~", "c. 2010s", "c. 2010s"),
        ("190X", "1900\u20131909", "1900\u20131909"),
        ("19XX", "1900\u20131999", "1900\u20131999"),
        ("009X", "90\u201399", "90\u201399"),
        ("000X", "1 BC \u2013 9 AD", "1 BC \u2013 9 AD"),
        ("2010-XX", "2010, month unknown", "2010"),
        ("2010-09-XX", "September 2010, day unknown", "Sep 2010"),
        ("1985-XX-XX", "1985, month and day unknown", "1985"),
        ("1985-XX-XX?", "1985, month and day unknown (uncertain)", "1985?"),
        ("2014-01-01T10:10:00", "1 January 2014, 10:10", "1 Jan 2014"),
        ("2014-01-01T00:00:00Z", "1 January 2014, 00:00 UTC", "1 Jan 2014"),
        ("2014-01-01T10:10:10+05:30", "1 January 2014, 10:10:10 UTC+05:30", "1 Jan 2014"),
        ("2015/..", "since 2015", "since 2015"),
        ("2015-06~/..", "since c. June 2015", "since c. Jun 2015"),
        ("../2015", "until 2015", "until 2015"),
        ("2015/", "2015 \u2013 unknown", "2015 \u2013 unknown"),
        ("/2015", "unknown \u2013 2015", "unknown \u2013 2015"),
        ("2014-04-16/2014-04-18", "16\u201318 April 2014", "16\u201318 Apr 2014"),
        ("2014-04-16/2014-06-18", "16 April \u2013 18 June 2014", "16 Apr \u2013 18 Jun 2014"),
        ("2014-12-31/2015-01-01", "31 December 2014 \u2013 1 January 2015", "31 Dec 2014 \u2013 1 Jan 2015"),
        ("2014-04/2014-06", "April \u2013 June 2014", "Apr \u2013 Jun 2014"),
        ("2014-04/2015-04", "April 2014 \u2013 April 2015", "Apr 2014 \u2013 Apr 2015"),
        ("2013/2014", "2013 \u2013 2014", "2013 \u2013 2014"),
        ("2014/2014", "2014", "2014"),
        ("2014-04-16/2014-04-16", "16 April 2014", "16 Apr 2014"),
        ("2010-09~/2013", "c. September 2010 \u2013 2013", "c. Sep 2010 \u2013 2013"),
        ("2010-09~/2010-12~", "c. September 2010 \u2013 c. December 2010", "c. Sep 2010 \u2013 c. Dec 2010"),
        ("2010/2013?", "2010 \u2013 2013 (uncertain)", "2010 \u2013 2013?"),
        ("2014-04-16/2015", "16 April 2014 \u2013 2015", "16 Apr 2014 \u2013 2015"),
        ("2014-21/2014-23", "spring 2014 \u2013 autumn 2014", "spring 2014 \u2013 autumn 2014"),
        ("-0043", "44 BC", "44 BC"),
        ("0000", "1 BC", "1 BC"),
        ("-0043-03-15", "15 March 44 BC", "15 Mar 44 BC"),
        ("-0043-03", "March 44 BC", "Mar 44 BC"),
        ("-0043/-0010", "44 BC \u2013 11 BC", "44 BC \u2013 11 BC"),
        ("-0043/0014", "44 BC \u2013 14 AD", "44 BC \u2013 14 AD"),
    ],
)
def test_english(text: str, long: str, short: str) -> None:
    assert display_text(parse(text), "en", "long") == long
    assert display_text(parse(text), "en", "short") == short


@pytest.mark.parametrize(
    ("locale", "text", "long", "short"),
    [
        ("en_US", "2014-04-16", "April 16, 2014", "Apr 16, 2014"),
        ("en-US", "2014-04-16/2014-04-18", "April 16 \u2013 18, 2014", "Apr 16 \u2013 18, 2014"),
        ("en_US", "2014-04-16/2014-05-18", "April 16 \u2013 May 18, 2014", "Apr 16 \u2013 May 18, 2014"),
        ("en_US", "2014-01-01T10:10:00", "January 1, 2014, 10:10\u00a0AM", "Jan 1, 2014"),
        ("en_GB", "2014-04-16", "16 April 2014", "16 Apr 2014"),
        ("fr", "2014-04-16", "16 avril 2014", "16 avr. 2014"),
        ("fr", "2010-09~", "vers septembre 2010", "vers sept. 2010"),
        ("fr", "2014?", "2014 (incertain)", "2014\u00a0?"),
        ("fr", "201X", "années 2010", "années 2010"),
        ("fr", "2014-21", "printemps 2014", "printemps 2014"),
        ("fr", "2015/..", "depuis 2015", "depuis 2015"),
        ("fr", "2014-04-16/2014-04-18", "16\u201318 avril 2014", "16\u201318 avr. 2014"),
        ("fr", "-0043", "44 av. J.-C.", "44 av. J.-C."),
        ("de", "2014-04-16", "16. April 2014", "16. Apr. 2014"),
        ("de", "2014-04-16/2014-04-18", "16.\u201318. April 2014", "16.\u201318. Apr. 2014"),
        ("de", "2014-09/2014-12", "September\u2013Dezember 2014", "Sept.\u2013Dez. 2014"),
        ("de", "2013/2014", "2013\u20132014", "2013\u20132014"),
        ("es", "2014-04-16/2014-04-18", "16\u201318 de abril de 2014", "16\u201318 abr 2014"),
        ("ja", "2014", "2014年", "2014年"),
        ("ja", "2014-04-16", "2014年4月16日", "2014年4月16日"),
        ("ja", "2014-04-16/2014-04-18", "2014年4月16日～18日", "2014年4月16日～18日"),
        ("ja", "2014-04/2014-06", "2014年4月～6月", "2014年4月～6月"),
        ("ja", "-0043", "紀元前44年", "紀元前44年"),
        ("fa", "19XX", "1900 تا 1999", "1900 تا 1999"),
        ("pt_BR", "2014-04-16", "16 de abril de 2014", "16 de abr. de 2014"),
    ],
)
def test_languages(locale: str, text: str, long: str, short: str) -> None:
    translate = french if locale == "fr" else str
    assert display_text(parse(text), locale, "long", translate) == long
    assert display_text(parse(text), locale, "short", translate) == short


@pytest.mark.parametrize("locale", ["", "tlh", "x" * 10_000, "../../etc/passwd", "en_", "\x00", "fr_FR_x_y_z_1", "e n"])
def test_unknown_locale_is_english(locale: str) -> None:
    assert display_text(parse("2014-04-16"), locale) == "16 April 2014"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2010-09~", (Part("c. "), Part("September 2010", "2010-09"))),
        ("2014-21", (Part("spring "), Part("2014", "2014"))),
        ("201X", (Part("2010s"),)),
        ("19XX", (Part("1900\u20131999"),)),
        ("-0043", (Part("44 BC"),)),
        ("0000", (Part("1 BC"),)),
        ("0987", (Part("987", "0987"),)),
        ("2010-XX", (Part("2010", "2010"), Part(", month unknown"))),
        ("2010-09-XX", (Part("September 2010", "2010-09"), Part(", day unknown"))),
        ("2014-01-01T10:10:00Z", (Part("1 January 2014, 10:10 UTC", "2014-01-01T10:10:00Z"),)),
        ("2015/..", (Part("since "), Part("2015", "2015"))),
        (
            "2014-04-16/2014-04-18",
            (Part("16", "2014-04-16"), Part("\u2013"), Part("18 April 2014", "2014-04-18")),
        ),
        ("2014-04/2014-06", (Part("April", "2014-04"), Part(" \u2013 "), Part("June 2014", "2014-06"))),
        (
            "2010-09~/2013?",
            (
                Part("c. "),
                Part("September 2010", "2010-09"),
                Part(" \u2013 "),
                Part("2013", "2013"),
                Part(" (uncertain)"),
            ),
        ),
        ("-0043/-0010", (Part("44 BC \u2013 11 BC"),)),
    ],
)
def test_parts(text: str, expected: tuple[Part, ...]) -> None:
    assert display(parse(text), "en", "long") == expected


def test_parts_in_japanese_and_german() -> None:
    assert display(parse("2014-04-16/2014-04-18"), "ja") == (
        Part("2014年4月16日", "2014-04-16"),
        Part("～"),
        Part("18日", "2014-04-18"),
    )
    assert display(parse("2014-04-16/2014-04-18"), "de") == (
        Part("16.", "2014-04-16"),
        Part("\u2013"),
        Part("18. April 2014", "2014-04-18"),
    )


@pytest.mark.parametrize("bad", ["", "vers", "%d", "%s%s", "100%", "%s and %s"])
def test_translation_without_its_placeholder_is_not_used(bad: str) -> None:
    assert display_text(parse("2014~"), "en", "long", lambda _: bad) == "c. 2014"


def test_msgids_are_literals() -> None:
    """Whatever is translated can be extracted, and its fallback is the same text."""
    calls = [
        node
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "translate"
    ]
    extracted = {argument.value for call in calls for argument in call.args if isinstance(argument, ast.Constant)}
    assert len(calls) == sum(len(call.args) for call in calls)
    assert all(isinstance(call.args[0], ast.Constant) for call in calls)

    used = set()

    def note(message: str) -> str:
        used.add(message)
        return message

    for text in ["2014%", "201X", "2014-21", "2014-22", "2014-23", "2014-24", "2010-XX", "2010-09-XX", "2010-XX-XX"]:
        for style in ("long", "short"):
            display(parse(text), "en", style, note)
    for text in ["2015/..", "../2015", "2015/", "/2015"]:
        display(parse(text), "en", "long", note)
    assert used == extracted


# The grammar of https://html.spec.whatwg.org/multipage/text-level-semantics.html#datetime-value
YEAR = r"(?!0000)[0-9]{4}"
HTML = re.compile(
    rf"{YEAR}|{YEAR}-(0[1-9]|1[0-2])|{YEAR}-(0[1-9]|1[0-2])-([0-2][0-9]|3[01])"
    rf"(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](Z|[+-](?!00:00)([01][0-9]|2[0-3]):[0-5][0-9])?)?"
)


@st.composite
def values(draw: st.DrawFn) -> EventDate:
    year = st.one_of(st.integers(-30, 30), st.integers(1980, 2030), st.integers(-9999, 9999)).map(
        lambda number: f"-{-number:04d}" if number < 0 else f"{number:04d}"
    )
    month = st.integers(1, 12).map("{:02d}".format)
    date = st.one_of(
        year,
        st.builds("{}-{}".format, year, month),
        st.builds("{}-{}-{:02d}".format, year, month, st.integers(1, 28)),
        st.builds("{}-{}".format, year, st.integers(21, 24)),
        st.builds("{}-{}-XX".format, year, month),
        year.map("{}-XX".format),
        year.map("{}-XX-XX".format),
        st.integers(0, 999).map("{:03d}X".format),
        st.integers(0, 99).map("{:02d}XX".format),
    )
    date = st.builds("{}{}".format, date, st.sampled_from(["", "", "?", "~", "%"]))
    time = st.builds(
        "{}-{}-01T{:02d}:{:02d}:{:02d}{}".format,
        *(year, month, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59)),
        st.sampled_from(["", "Z", "+05:30", "-00:30", "+14:00"]),
    )
    end = st.one_of(date, st.sampled_from(["", ".."]))
    text = draw(st.one_of(date, time, st.builds("{}/{}".format, date, end), st.builds("{}/{}".format, end, date)))
    try:
        return parse(text)
    except DateError:  # An end before its start.
        assume(False)
        raise


locales = st.one_of(
    st.sampled_from(["en", "en_US", "fr", "de", "ja", "fa", "ar", "he", "th", "hu", "ru", "es", "pt_BR", "zh_TW"]),
    st.text(max_size=8),
)


@settings(deadline=None, max_examples=400)
@given(values(), locales, st.sampled_from(["long", "short"]))
@example(parse("000X"), "en", "long")
@example(parse("9999-24"), "en", "long")
def test_any_date_is_shown(value: EventDate, locale: str, style: Style) -> None:
    parts = display(value, locale, style)
    assert parts
    assert display_text(value, locale, style) == "".join(part.text for part in parts)
    assert "".join(part.text for part in parts).strip()
    for part in parts:
        assert part.text
        assert "\u2009" not in part.text
        assert part.datetime is None or HTML.fullmatch(part.datetime)
    if isinstance(value, Date) and html_datetime(value):
        assert [part.datetime for part in parts if part.datetime] == [html_datetime(value)]
    # No two neighbours are mere words.
    assert all(one.datetime or two.datetime for one, two in itertools.pairwise(parts))


@pytest.mark.parametrize("style", ["long", "short"])
@pytest.mark.parametrize(
    "language", sorted({"sr", "eu", "lv", "ko", "vi", "bg", "hr", "cs", "my", "ckb", "yue", "gsw"})
)
def test_every_field_is_shown(language: str, style: Style) -> None:
    """No pattern of CLDR has a field that we drop: year and day are in the text, and months differ."""
    assert Locale.parse(language).language == language  # CLDR has it, so this is not English.
    texts = {display_text(parse(f"2014-{month:02d}-17"), language, style) for month in range(1, 13)}
    assert len(texts) == 12
    assert all("2014" in text and "17" in text for text in texts)
    span = display_text(parse("2014-03-16/2015-04-18"), language, style)
    assert all(number in span for number in ("2014", "2015", "16", "18"))
