"""How long a span lasts: as exact as its dates, and in the words of the language."""

from __future__ import annotations

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given

from sphinx_retrospective.core.dates import Day, EventDate, Interval, Precision, parse
from sphinx_retrospective.core.lengths import Length, length_of, length_text
from tests.core.dates.texts import values

TODAY = Day(2026, 11, 29)


def text(date: str, locale: str = "en") -> str:
    length = length_of(parse(date), TODAY)
    return length_text(length, locale, str).replace("\N{NO-BREAK SPACE}", " ") if length else ""


@pytest.mark.parametrize(
    ("date", "said"),
    [
        # The first month and the last count.
        ("2014-09/2016-06", "1 year 10 months"),
        ("2014-01/2014-12", "1 year"),
        ("2014-09/2014-10", "2 months"),
        # So do days; half a month is one more.
        ("2014-01-01/2014-12-31", "1 year"),
        ("2017-07-19/2018-01-03", "6 months"),
        ("2017-07-19/2018-01-01", "5 months"),
        ("2014-01-31/2014-02-28", "1 month"),
        ("2018-05-06/2018-05-08", "3 days"),
        ("2014-09-20/2014-10", "1 month"),
        # A day is not known where a month is all that is said.
        ("2014-09/2014-09-20", ""),
        ("2004-06-15T10:00/2004-06-17T12:00", "3 days"),
        ("2004-06-15T10:00/2004-06-15T12:00", ""),
        # Years give years.
        ("2014/2016", "c. 2 years"),
        ("2014/2015", "c. 1 year"),
        ("2014/2016-03", "c. 2 years"),
        ("2014-XX/2016", "c. 2 years"),
        ("2014-11/2015", ""),
        ("2014-21/2016-23", "c. 3 years"),
        ("2014-21/2014-23", ""),
        ("Y-66000000/2015", "c. 66,002,015 years"),
        # What is approximate, or uncertain, stays so.
        ("2010-09~/2011-03~", "c. 7 months"),
        ("2010-09/2011-03?", "c. 7 months"),
        ("2014~/2016", "c. 2 years"),
        # An open end reaches today, and not from the future.
        ("2016/..", "c. 10 years"),
        ("2016-09/..", "10 years 3 months"),
        ("2016-09~/..", "c. 10 years 3 months"),
        ("2026-11-03/..", "27 days"),
        ("2026-11/..", ""),
        ("2030/..", ""),
        # No span, or one whose ends are not known.
        ("2014", ""),
        ("2014/2014", ""),
        ("../2015", ""),
        ("2014/", ""),
        ("/2014", ""),
        ("201X/2015", ""),
        ("2015/202X", ""),
    ],
)
def test_a_length_is_as_exact_as_its_dates(date: str, said: str) -> None:
    assert text(date) == said


@pytest.mark.parametrize(
    ("locale", "said", "coarse"),
    [
        ("en_US", ("1 year", "10 months"), "c. 2 years"),
        ("de", ("1 Jahr", "10 Monate"), "c. 2 Jahre"),
        ("fr", ("1 an", "10 mois"), "c. 2 ans"),
        ("es", ("1 año", "10 meses"), "c. 2 años"),
        ("pl", ("1 rok", "10 miesięcy"), "c. 2 lata"),
        ("ar", ("سنة", "10 أشهر"), "c. سنتان"),
        ("nonsense", ("1 year", "10 months"), "c. 2 years"),
    ],
)
def test_it_is_in_the_words_of_the_language(locale: str, said: tuple[str, str], coarse: str) -> None:
    """What stands between years and months changes with the data of Babel."""
    shown = text("2014-09/2016-06", locale)
    assert all(part in shown for part in said)
    assert text("2014/2016", locale) == coarse


def test_every_language_has_words_for_it() -> None:
    for locale in locale_identifiers():
        said = length_text(Length(12, 7), locale, str)
        assert said, locale
        # The digits are those of Babel, which are ours; none stands there twice.
        assert (said.count("12"), said.count("7")) == (1, 1), (locale, said)


def test_the_word_for_what_is_approximate_is_translated() -> None:
    length = Length(years=2, is_approximate=True)
    assert length_text(length, "de", {"c. %s": "ca. %s"}.__getitem__) == "ca. 2 Jahre"


def test_a_day_of_a_far_build_is_no_trouble() -> None:
    assert length_of(parse("2016-09/.."), Day(20000, 1, 1)) == Length(years=17984, is_approximate=True)


@given(values())
def test_no_length_says_more_than_its_dates(date: EventDate) -> None:
    length = length_of(date, TODAY)
    if length is None:
        return
    assert isinstance(date, Interval)
    assert date.start is not None
    end = date.end.latest if date.end else TODAY
    assert length.years or length.months or length.days
    # Never more than there is, but for half a unit, and the whole of a year that was named alone.
    most = (end.year - date.start.earliest.year + 1) * 12
    assert length.years * 12 + length.months <= most
    coarsest = min(each.precision for each in (date.start, date.end) if each)
    assert coarsest >= Precision.YEAR
    if coarsest < Precision.MONTH:
        assert (length.months, length.days, length.is_approximate) == (0, 0, True)
    assert length.is_approximate or not (date.approximate or date.uncertain)
