"""What is refused and how: every message says what is wrong, and what to write instead where that can be guessed."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_retrospective.core.dates import MAX_LENGTH, parse
from sphinx_retrospective.core.errors import DateError
from tests.core.dates.texts import near_texts, unhurried


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2015-13", "2015-13 is not a date: there is no month 13; months go from 01 to 12"),
        ("2015-00", "2015-00 is not a date: there is no month 00; leave out what is not known, and write 2015"),
        ("2019-02-30", "2019-02-30 is not a date: February 2019 has 28 days"),
        ("1900-02-29", "1900-02-29 is not a date: February 1900 has 28 days"),
        ("2015-06-00", "2015-06-00 is not a date: there is no day 00; leave out what is not known, and write 2015-06"),
        (
            "2014-25",
            "2014-25 is not a date: there is no month or season 25; months go from 01 to 12, seasons from 21 (spring) "
            "to 24 (winter), and the years 2014 to 2025 are written 2014/2025",
        ),
        ("2014-21-05", "2014-21-05 is not a date: a season has no days; write 2014-21"),
        ("2015-13/2016", "2015-13 is not a date: there is no month 13; months go from 01 to 12"),
        ("2015/2014", "2015/2014 is not a span of time: it ends before it starts; write 2014/2015"),
        (
            "../..",
            "../.. is not a span of time: it has no date; at least one end needs one, as in 2015/.. or ../2015",
        ),
        ("/", "/ is not a span of time: it has no date; at least one end needs one, as in 2015/.. or ../2015"),
        (
            "2014-01-01T10:00/2014-01-01T09:59",
            "2014-01-01T10:00:00/2014-01-01T09:59:00 is not a span of time: it ends before it starts; "
            "write 2014-01-01T09:59:00/2014-01-01T10:00:00",
        ),
        ("-0000", "-0000 is not a date: there is no year -0000; year zero, which is 1 BCE, is 0000"),
        (
            "-004X",
            "-004X is not a date: digits can be left unspecified in years from 0000 only; write -0049/-0040",
        ),
        (
            "201X-06",
            "201X-06 is not a date: a year with unspecified digits has no month; write 201X alone, or a whole year",
        ),
        ("2015-XX-01", "2015-XX-01 is not a date: a day needs a month; write 2015-XX, or 2015-XX-XX"),
        (
            "2015-06-01T24:00:00",
            "2015-06-01T24:00:00 is not a date: there is no hour 24; hours go from 00 to 23, and midnight is 00:00:00",
        ),
        (
            "2015-06-01T10:60:00",
            "2015-06-01T10:60:00 is not a date: there is no minute 60; minutes go from 00 to 59",
        ),
        (
            "2015-06-01T10:00:60",
            "2015-06-01T10:00:60 is not a date: there is no second 60; seconds go from 00 to 59",
        ),
        (
            "2015-06-01T10:00:00+15:00",
            "2015-06-01T10:00:00+15:00 is not a date: no time zone is that far from UTC; offsets go from -14:00 to "
            "+14:00",
        ),
        (
            "2015-06-01T10:00:00+05:60",
            "2015-06-01T10:00:00+05:60 is not a date: there is no minute 60; minutes go from 00 to 59",
        ),
        (
            "2015-06-01T10:00:00-00:00",
            "2015-06-01T10:00:00-00:00 is not a date: there is no offset -00:00; UTC is written Z",
        ),
        (
            "2015-06-01T10:00:00~",
            "2015-06-01T10:00:00~ is not a date: a date with a time cannot be qualified; leave out the time or the ~",
        ),
        ("2015-06-XXT10:00:00", "2015-06-XXT10:00:00 is not a date: a time of day needs a whole date"),
        ("", "a date is missing: write one such as 2015, 2015-06, 2015-06-01, or 2015/2016 for a span"),
        ("today", "today is not a date: write the day itself, as in 2015-06-01, or an open end, as in 2015/.."),
        (
            "Y0017000",
            "Y0017000 is not a date: a year of more than four digits has a Y before it",
        ),
        (
            "Y17000-05",
            "Y17000-05 is not a date: a year of more than four digits has neither months nor days; write Y17000",
        ),
        ("12015", "12015 is not a date: a year of more than four digits has a Y before it"),
        ("[2015,2016]", "[2015,2016] is not a date: sets of dates are not supported; write one date, or a span as"),
        ("{2015..2017}", "{2015..2017} is not a date: sets of dates are not supported"),
        ("1XXX", "1XXX is not a date: at most the last two digits of a year are unspecified, as in 201X and 20XX"),
        ("2015-1X", "2015-1X is not a date: unspecified digits have the forms 201X, 20XX, 2015-XX,"),
        ("2015-~06", "2015-~06 is not a date: a qualifier goes at the end, for the whole date, as in 2015-06~"),
        ("2015?-06", "2015?-06 is not a date: a qualifier goes at the end, for the whole date, as in 2015-06~"),
        ("2004S2", "2004S2 is not a date: this form of EDTF level 2 is not supported"),
        ("15", "15 is not a date: a year has four digits, as in 0987 or 2015"),
        (
            "2015/2016/2017",
            "2015/2016/2017 is not a date: the two ends of a span are joined by a slash, and it has two",
        ),
        ("2015-W54", "2015-W54 is not a date: write one such as"),
        ("2015-366", "2015-366 is not a date: write one such as"),
        (
            "{{ when }}",
            "{{ when }} is not a date: substitutions are not made in options and data files; write the date",
        ),
        ("|when|", "|when| is not a date: substitutions are not made in options and data files; write the date"),
        ("unknown", "unknown is not a date: what is not known to the day is a span that holds it, as in 2010/2020, or"),
        ("n.d.", "n.d. is not a date: what is not known to the day is a span that holds it"),
        ("TBD", "TBD is not a date: what is not known to the day is a span that holds it"),
        ("hello", "hello is not a date: write one such as 2015, 2015-06, 2015-06-01, or 2015/2016 for a span"),
        ("hello/2015", "hello is not a date: write one such as"),
        ("2015/hello", "hello is not a date: write one such as"),
        ("2015-06-01\x00", r"2015-06-01\x00 is not a date: write one such as"),
        ("20\n15", r"20\n15 is not a date"),
        ("\ud800", r"\ud800 is not a date"),
    ],
)
def test_refused(text: str, message: str) -> None:
    with pytest.raises(DateError, match=f"^{re.escape(message)}"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("2015-W12", "2015-03-16/2015-03-22"),
        ("2015-W12-3", "2015-03-18"),
        ("2015W123", "2015-03-18"),
        ("2020-W53", "2020-12-28/2021-01-03"),
        ("Week 12, 2015", "2015-03-16/2015-03-22"),
        ("2015 week 12", "2015-03-16/2015-03-22"),
        ("KW 12/2015", "2015-03-16/2015-03-22"),
        ("2015-365", "2015-12-31"),
        ("2016-366", "2016-12-31"),
        ("2015-H1", "2015-01/2015-06"),
        ("H2 2015", "2015-07/2015-12"),
        ("early 2015", "2015-01/2015-04"),
        ("mid-2015", "2015-05/2015-08"),
        ("late 1990s", "1997/1999"),
        ("end of the 1990s", "1997/1999"),
        ("19th century", "18XX"),
        ("the 5th century AD", "04XX"),
        ("Thu, 16 Jul 2015", "2015-07-16"),
        ("Thursday 16 July 2015", "2015-07-16"),
        ("July-August 2015", "2015-07/2015-08"),
        ("Jul 3-5, 2015", "2015-07-03/2015-07-05"),
        ("3rd to 5th July 2015", "2015-07-03/2015-07-05"),
        ("Jul 10 \u2013 Aug 3, 2015", "2015-07-10/2015-08-03"),
        ("10 Jul - 3 Aug 2015", "2015-07-10/2015-08-03"),
        ("spring/summer 2015", "2015-21/2015-22"),
        ("44 BC to 14 AD", "-0043/0014"),
        ("AD 12", "0012"),
        ("2015-1", "2015-01"),
        ("2015-6-1", "2015-06-01"),
        ("2015.06.01", "2015-06-01"),
        ("2015/6/1", "2015-06-01"),
        ("2015/06", "2015-06"),
        ("2015 06", "2015-06"),
        ("20150601", "2015-06-01"),
        ("201506", "2015-06"),
        ("12/31/2015", "2015-12-31"),
        ("31.12.2015", "2015-12-31"),
        ("01/02/2015", "2015-01-02 or 2015-02-01"),
        ("06/2015", "2015-06"),
        ("June 2015", "2015-06"),
        ("Sept. 2015", "2015-09"),
        ("15 June 2015", "2015-06-15"),
        ("1st of June 2015", "2015-06-01"),
        ("15-Jun-2015", "2015-06-15"),
        ("June 15th, 2015", "2015-06-15"),
        ("2015 June", "2015-06"),
        ("2015-Jun-15", "2015-06-15"),
        ("2015 - 2016", "2015/2016"),
        ("2015-2016", "2015/2016"),
        ("2015\u20132016", "2015/2016"),
        ("2015 \u2014 2016", "2015/2016"),
        ("2015 / 2016", "2015/2016"),
        ("2015 to 2016", "2015/2016"),
        ("from June 2015 to July 2016", "2015-06/2016-07"),
        ("June 2015/July 2016", "2015-06/2016-07"),
        ("2015/16", "2015/2016"),
        ("2015..2016", "2015/2016"),
        ("2015-", "2015 or 2015/.."),
        ("2015-06/now", "2015-06/.."),
        ("2015-now", "2015/.."),
        ("2015 - today", "2015/.."),
        ("2015-06 to present", "2015-06/.."),
        ("2015/Present", "2015/.."),
        ("2015/open", "2015/.."),
        ("2015/...", "2015/.."),
        ("since 2015", "2015/.."),
        ("until June 2015", "../2015-06"),
        ("circa 2015", "2015~"),
        ("c. 2015", "2015~"),
        ("c. June 2015", "2015-06~"),
        ("about 2015-06", "2015-06~"),
        ("~2015", "2015~"),
        ("2015 ~", "2015~"),
        ("?2015", "2015?"),
        ("2015 ?", "2015?"),
        ("2015??", "2015?"),
        ("2015?~", "2015%"),
        ("2015~?", "2015%"),
        ("perhaps 2015", "2015?"),
        ("190x", "190X"),
        ("19xx", "19XX"),
        ("201u", "201X"),
        ("2015-xx", "2015-XX"),
        ("2015-06-xx", "2015-06-XX"),
        ("2015-xx-xx", "2015-XX-XX"),
        ("2015-??", "2015-XX"),
        ("2010s", "201X"),
        ("the 1990's", "199X"),
        ("1900s", "190X or 19XX"),
        ("spring 2014", "2014-21"),
        ("Fall 2014", "2014-23"),
        ("2014 winter", "2014-24"),
        ("2015-Q1", "2015-01/2015-03"),
        ("Q4 2015", "2015-10/2015-12"),
        ("44 BC", "-0043"),
        ("1 BCE", "0000"),
        ("987 AD", "0987"),
        ("2015-06-01 9:00", "2015-06-01T09:00"),
        ("2015-06-01 10:00 UTC", "2015-06-01T10:00Z"),
        ("12 June 2015 10:30", "2015-06-12T10:30"),
        ("100,000 BC", "Y-100000"),
        ("2023-02-12 - 6 months", "2023-02-12/2023-08-12"),
        ("2031/11/19 ~ 2099/08/04", "2031-11-19/2099-08-04"),
        ("unknown/2006", "/2006"),
        ("2004-06-01/unknown", "2004-06-01/"),
        ("2004-06-01/open", "2004-06-01/.."),
        ("Oct 17 4070 BC", "-4069-10-17"),
        ("15 March 44 BC", "-0043-03-15"),
        ("-700-01-01", "-0700-01-01"),
        ("46-00-00", "0046"),
        ("February 20, 2026 15:46:00 UTC", "2026-02-20T15:46:00Z"),
        ("2023-01-06 07:15:57 +0530", "2023-01-06T07:15:57+0530"),
        ("early 2015 to late 2016", "2015-01/2016-12"),
        ("Q3 2015 - Q1 2016", "2015-07/2016-03"),
        ("2015-Q3/2016-Q1", "2015-07/2016-03"),
        ("20150716T103000Z", "2015-07-16T10:30:00Z"),
        ("13.7 billion years ago", "Y-13700000000~"),
        ("12,345 BC", "Y-12344"),
        ("-100000", "Y-100000"),
        ("66 million years ago", "Y-66000000~"),
        ("4.54 Ma", "Y-4540000~"),
        ("June 12, 2015 at 9:05", "2015-06-12T09:05"),
        ("2015-06-01t10:00:00z", "2015-06-01T10:00:00Z"),
        ("2015-06-01T9:05:00.123+02:00", "2015-06-01T09:05:00+02:00"),
        ("\u0662\u0660\u0661\u0665", "2015"),
        ("\uff12\uff10\uff11\uff15-\uff10\uff16", "2015-06"),
    ],
)
def test_offered(text: str, offered: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert str(caught.value).startswith(f"{text} is not a date: ")
    assert str(caught.value).endswith(f"; write {offered}")
    for one in offered.split(" or "):
        parse(one)


@pytest.mark.parametrize(
    "text", ["9" * 1_000_000, "2015/" * 300_000, "c. " * 300_000, "-" * 1_000_000, "2015-06-01" + "~" * 999_999]
)
def test_huge_texts_cost_nothing(text: str) -> None:
    began = time.process_time()
    with pytest.raises(DateError) as caught:
        parse(text)
    assert time.process_time() - began < 1
    assert len(str(caught.value)) < 200
    assert f"it has {len(text.strip())} characters" in str(caught.value)


@unhurried
@given(st.one_of(st.text(max_size=2 * MAX_LENGTH), near_texts, st.text("cjune spring15/-.~?x 20", max_size=100)))
@example("c. " * 30)
@example("- " * 50)
@example(" to " * 25)
def test_any_text_is_a_date_or_a_sentence(text: str) -> None:
    began = time.process_time()
    try:
        value = parse(text)
    except DateError as error:
        message = str(error)
        assert message.isprintable()
        assert len(message) < 300
        assert not message.endswith(".") or message.endswith("..")
        offered = re.search(r"; write ([0-9X/.T:Z?~%+-]+)(?: or ([0-9X/.T:Z?~%+-]+))?$", message)
        for one in filter(None, offered.groups() if offered else ()):
            parse(one)
    else:
        assert parse(value.edtf) == value
    assert time.process_time() - began < 1
