"""Dates as readers see them, in several languages, and the values of their `time` elements."""

from __future__ import annotations

import ast
import datetime
import inspect
import itertools
import re
from collections.abc import Iterable

import pytest
from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, get_era_names, get_month_names
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sphinx_retrospective.core import display as module
from sphinx_retrospective.core.date_patterns import Style
from sphinx_retrospective.core.dates import Date, EventDate, parse
from sphinx_retrospective.core.display import Part, display, display_text
from sphinx_retrospective.core.errors import DateError
from sphinx_retrospective.core.html_time import html_datetime
from tests.cldr import plain

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
        ("009X", "90 AD \u2013 99 AD", "90 AD \u2013 99 AD"),
        ("0014", "14 AD", "14 AD"),
        ("0099-08", "August 99 AD", "Aug 99 AD"),
        ("0100-08", "August 100", "Aug 100"),
        ("0014-22", "summer 14 AD", "summer 14 AD"),
        ("0012-08/0019-01", "August 12 AD \u2013 January 19 AD", "Aug 12 AD \u2013 Jan 19 AD"),
        ("0012/0130", "12 AD \u2013 130 AD", "12 AD \u2013 130 AD"),
        ("0012/..", "since 12 AD", "since 12 AD"),
        ("000X", "1 BC \u2013 9 AD", "1 BC \u2013 9 AD"),
        ("2010-XX", "2010, month unknown", "2010"),
        ("2010-09-XX", "September 2010, day unknown", "Sep 2010"),
        ("1985-XX-XX", "1985, month and day unknown", "1985"),
        ("1985-XX-XX?", "1985, month and day unknown (uncertain)", "1985?"),
        ("2014-01-01T10:10:00", "1 January 2014, 10:10", "1 Jan 2014, 10:10"),
        ("2014-01-01T10:10Z/2014-01-01T12:00Z", "1 January 2014, 10:10 – 12:00 UTC", "1 Jan 2014, 10:10 – 12:00 UTC"),
        (
            "2014-01-01T10:10/2014-01-02T09:00",
            "1 January 2014, 10:10 – 2 January 2014, 09:00",
            "1 Jan 2014, 10:10 – 2 Jan 2014, 09:00",
        ),
        ("2014-01-01T10:10/..", "since 1 January 2014, 10:10", "since 1 Jan 2014, 10:10"),
        ("2014-01-01T00:00:00Z", "1 January 2014, 00:00 UTC", "1 Jan 2014, 00:00 UTC"),
        ("2014-01-01T10:10:10+05:30", "1 January 2014, 10:10:10 UTC+05:30", "1 Jan 2014, 10:10:10 UTC+05:30"),
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
        ("Y-100000", "100,000 BC", "100,000 BC"),
        ("Y-99999", "100,000 BC", "100,000 BC"),
        ("Y-11653", "11,654 BC", "11,654 BC"),
        ("Y12345", "12,345", "12,345"),
        ("Y170000002", "170,000,002", "170,000,002"),
        ("Y-66000000~", "c. 66 million BC", "c. 66M BC"),
        ("Y-4540000000", "4.54 billion BC", "4.54B BC"),
        ("Y-252000000/Y-66000000", "252 million BC \u2013 66 million BC", "252M BC \u2013 66M BC"),
        ("0000", "1 BC", "1 BC"),
        ("-0043-03-15", "15 March 44 BC", "15 Mar 44 BC"),
        ("-0043-03", "March 44 BC", "Mar 44 BC"),
        ("-0043/-0010", "44 BC \u2013 11 BC", "44 BC \u2013 11 BC"),
        ("-0043/0014", "44 BC \u2013 14 AD", "44 BC \u2013 14 AD"),
    ],
)
def test_english(text: str, long: str, short: str) -> None:
    assert plain(display_text(parse(text), "en", "long")) == plain(long)
    assert plain(display_text(parse(text), "en", "short")) == plain(short)


@pytest.mark.parametrize("text", ["190X", "19XX"])
def test_years_of_a_decade_or_century_are_close_together(text: str) -> None:
    assert not re.search(r"\s", display_text(parse(text), "en"))


# As Babel has it ----------------------------------------------------------------------------------------------------

# Whatever the CLDR decides is compared with what Babel itself makes of it: it differs from release to release.
# Languages by how they write dates: order, dots, words, letters after numbers, cases of months.
LOCALES = ("en_US", "en-GB", "fr", "de", "es", "ja", "ru", "pt_BR")
MONTHS: dict[Style, str] = {"long": "yMMMM", "short": "yMMM"}
DAY = datetime.date(2014, 4, 16)
LATER = {
    "day": datetime.date(2014, 4, 18),
    "month": datetime.date(2014, 6, 18),
    "year": datetime.date(2015, 1, 1),
}


def spaced(text: str) -> str:
    """What Babel says, with the spaces that every output format can have."""
    return text.replace("\u2009", " ").replace("\u202f", "\u00a0")


def widened(text: str, locale: str) -> str:
    """What Babel says, its abbreviated months in full."""
    short, full = (get_month_names(width, locale=locale.replace("-", "_")) for width in ("abbreviated", "wide"))
    for number in sorted(short, key=lambda each: len(short[each]), reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(short[number])}(?!\w)", full[number], text)
    return text


@pytest.mark.parametrize("locale", LOCALES)
def test_a_date_is_written_as_babel_writes_it(locale: str) -> None:
    babel = Locale.parse(locale.replace("-", "_"))
    for style, month in MONTHS.items():
        assert display_text(parse("2014"), locale, style) == spaced(format_skeleton("y", DAY, locale=babel))
        assert display_text(parse("2014-04"), locale, style) == spaced(format_skeleton(month, DAY, locale=babel))
    assert display_text(parse("2014-04-16"), locale, "long") == spaced(format_date(DAY, "long", locale=babel))
    assert display_text(parse("2014-04-16"), locale, "short") == spaced(format_skeleton("yMMMd", DAY, locale=babel))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("until", LATER)
def test_two_dates_are_written_as_babel_writes_them(locale: str, until: str) -> None:
    babel = Locale.parse(locale.replace("-", "_"))
    end = LATER[until]
    days = display_text(parse(f"{DAY}/{end}"), locale, "short")
    assert days == spaced(format_interval(DAY, end, "yMMMd", locale=babel))
    if until != "day":
        for style, skeleton in MONTHS.items():
            months = display_text(parse(f"{DAY:%Y-%m}/{end:%Y-%m}"), locale, style)
            assert months == spaced(format_interval(DAY, end, skeleton, locale=babel))
    if until == "year":
        assert display_text(parse("2014/2015"), locale) == spaced(format_interval(DAY, end, "y", locale=babel))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("until", LATER)
def test_in_full_two_days_have_full_months(locale: str, until: str) -> None:
    """Which the CLDR has no pattern for: that of two days with abbreviated ones, or of one day in full, is used."""
    end = LATER[until]
    said = display_text(parse(f"{DAY}/{end}"), locale, "long")
    short = spaced(format_interval(DAY, end, "yMMMd", locale=locale.replace("-", "_")))
    last = display_text(parse(str(end)), locale, "long")
    assert said == widened(short, locale) or said.endswith(last)
    # Nothing is said twice: numbers are those that Babel says.
    assert re.findall(r"[0-9]+", said) == re.findall(r"[0-9]+", short)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_year_before_ours_bears_the_era_that_babel_names(locale: str) -> None:
    babel = Locale.parse(locale.replace("-", "_"))
    before, ours = get_era_names("abbreviated", locale=babel)[0], get_era_names("abbreviated", locale=babel)[1]
    in_ours = spaced(format_skeleton("Gy", datetime.date(44, 1, 1), locale=babel))
    assert ours in in_ours
    assert display_text(parse("-0043"), locale) == in_ours.replace(ours, spaced(before))


def test_a_time_is_joined_to_its_day_as_the_language_does() -> None:
    said = display_text(parse("2014-01-01T10:10:00"), "en_US")
    day = display_text(parse("2014-01-01"), "en_US")
    assert re.fullmatch(rf"{re.escape(day)}\W+10:10[ \u00a0]AM", said)


def test_words_that_the_cldr_has_not_are_translated() -> None:
    """French, with Babel's month."""
    said = {text: display_text(parse(text), "fr", "long", french) for text in ("2010-09~", "2010-09", "2014-09/..")}
    assert said["2010-09~"] == f"vers {said['2010-09']}"
    assert said["2014-09/.."] == f"depuis {display_text(parse('2014-09'), 'fr')}"
    for text, long, short in (
        ("2014?", "2014 (incertain)", "2014\u00a0?"),
        ("201X", "années 2010", "années 2010"),
        ("2014-21", "printemps 2014", "printemps 2014"),
        ("2015/..", "depuis 2015", "depuis 2015"),
    ):
        assert display_text(parse(text), "fr", "long", french) == long
        assert display_text(parse(text), "fr", "short", french) == short


def test_a_century_has_the_word_between_its_years_that_the_language_has() -> None:
    first, last = datetime.date(1900, 1, 1), datetime.date(1999, 1, 1)
    assert display_text(parse("19XX"), "fa") == spaced(format_interval(first, last, "y", locale="fa"))


@pytest.mark.parametrize("locale", ["", "tlh", "x" * 10_000, "../../etc/passwd", "en_", "\x00", "fr_FR_x_y_z_1", "e n"])
def test_unknown_locale_is_english(locale: str) -> None:
    assert display_text(parse("2014-04-16"), locale) == display_text(parse("2014-04-16"), "en")


def plain_parts(parts: Iterable[Part]) -> list[Part]:
    """Parts with plain texts; a dash is told apart from what it joins, the space around it is not."""
    return [Part(" – " if part.text.strip() == "–" else plain(part.text), part.datetime) for part in parts]


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
    assert plain_parts(display(parse(text), "en", "long")) == plain_parts(expected)


@pytest.mark.parametrize("locale", ["en", *LOCALES])
def test_what_follows_a_number_belongs_to_it_and_not_to_the_dash(locale: str) -> None:
    """The day of “16日～18日” and the dot of “16.–18. April” stay with the 16."""
    start, between, end = display(parse("2014-04-16/2014-04-18"), locale)
    assert [each.datetime for each in (start, between, end)] == ["2014-04-16", None, "2014-04-18"]
    assert not any(letter.isalnum() for letter in between.text)
    behind_first, behind_last = start.text.rpartition("16")[2], end.text.partition("18")[2]
    assert behind_last.startswith(behind_first)
    assert not behind_last[:1].strip() or not between.text.startswith(behind_last[:1])


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


@pytest.mark.soak
@settings(max_examples=2 * settings().max_examples)
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
