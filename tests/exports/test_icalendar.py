"""The calendar, read back by two parsers: days that are what a date says, and no day that it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import given
from icalendar import Calendar

from sphinx_retrospective.core.dates import Date, Interval, Precision, parse
from sphinx_retrospective.exports.icalendar import as_icalendar, place_of
from tests.core.dates.texts import edtf_texts
from tests.exports.histories import BASE, RECORDS, history_of
from tests.hostile_text import TEXTS

TALK: dict[str, str | list[str]] = {
    "title": "A talk; in two parts, with \\",
    "id": "a-talk",
    "date": "2014-05-12",
    "kind": "talk",
    "tags": ["C", "C, too"],
    "place": ["Brest"],
    "link": ["Slides <https://example.org/slides>"],
    "summary": "Told, and\ntold.",
}


def read(text: str) -> list[dict[str, Any]]:
    """Return the events that another parser finds, with what stands in each property."""
    calendar = vobject.readOne(text)
    events = calendar.contents.get("vevent", [])
    return [{name: values[0].value for name, values in each.contents.items()} for each in events]


def told_of(when: str) -> dict[str, Any]:
    (event,) = read(as_icalendar(history_of({**TALK, "date": when})))
    return event


def test_an_event() -> None:
    text = as_icalendar(history_of(TALK))
    (event,) = read(text)
    assert event == {
        "summary": "A talk; in two parts, with \\",
        "dtstart": date(2014, 5, 12),
        "dtend": date(2014, 5, 13),
        "dtstamp": datetime(2014, 5, 12, 23, 59, 59, tzinfo=UTC),
        "transp": "TRANSPARENT",
        "uid": "e2a74749-4898-57a0-8202-220b7e94c8e1",
        "categories": ["talk", "C", "C, too"],
        "description": "12 May 2014\nTold, and told.\nSlides <https://example.org/slides>",
        "location": "Brest",
        "url": f"{BASE}life.html#retro-event-0",
    }


def test_a_calendar() -> None:
    text = as_icalendar(replace(history_of(TALK), title="Lives; mine, and yours"))
    assert "VERSION:2.0\r\n" in text
    assert "PRODID:-//sphinx-retrospective//sphinx-retrospective//EN\r\n" in text
    for name in ("NAME", "X-WR-CALNAME"):
        assert f"{name}:Lives\\; mine\\, and yours\r\n" in text
    assert "DTSTART;VALUE=DATE:20140512\r\n" in text
    assert "DTEND;VALUE=DATE:20140513\r\n" in text
    assert text.replace("\r\n", "").isprintable()


@pytest.mark.parametrize(
    ("when", "first", "after", "words"),
    [
        ("2014-05-12", date(2014, 5, 12), date(2014, 5, 13), ""),
        ("2012-02-28/2012-02-29", date(2012, 2, 28), date(2012, 3, 1), ""),
        # Coarse or doubtful: all the days that it may be, and said.
        ("2014-05", date(2014, 5, 1), date(2014, 6, 1), "May 2014"),
        ("2014", date(2014, 1, 1), date(2015, 1, 1), "2014"),
        ("2014-24", date(2014, 12, 1), date(2015, 3, 1), "winter 2014"),
        ("201X", date(2010, 1, 1), date(2020, 1, 1), "2010s"),
        ("2004-XX", date(2004, 1, 1), date(2005, 1, 1), "2004, month unknown"),
        ("2010-09~", date(2010, 9, 1), date(2010, 10, 1), "c. September 2010"),
        ("2014-05-12~", date(2014, 5, 1), date(2014, 6, 1), "c. 12 May 2014"),
        ("2014-02-12?", date(2014, 2, 1), date(2014, 3, 1), "12 February 2014 (uncertain)"),
        ("2014-05-12~/2014-06-02", date(2014, 5, 1), date(2014, 6, 3), "c. 12 May 2014 – 2 June 2014"),
        ("2013/2014-09", date(2013, 1, 1), date(2014, 10, 1), "2013 – September 2014"),
        # In its day, wherever that was.
        ("2014-05-12T10:00:00", date(2014, 5, 12), date(2014, 5, 13), "12 May 2014, 10:00"),
        ("0800", date(800, 1, 1), date(801, 1, 1), "800"),
    ],
)
def test_days(when: str, first: date, after: date, words: str) -> None:
    event = told_of(when)
    assert (event["dtstart"], event["dtend"]) == (first, after)
    assert event["summary"] == (f"{TALK['title']} ({words})" if words else TALK["title"])
    if words:
        assert event["description"].startswith(f"{words}\n")


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2014-05-12T10:00:00+02:00", datetime(2014, 5, 12, 8, tzinfo=UTC), None),
        ("2014-05-12T00:00:00Z", datetime(2014, 5, 12, tzinfo=UTC), None),
        (
            "2014-05-12T10:00:00Z/2014-05-12T12:30:00Z",
            datetime(2014, 5, 12, 10, tzinfo=UTC),
            datetime(2014, 5, 12, 12, 30, tzinfo=UTC),
        ),
        # A moment has no end: that has to be later than the start (RFC 5545, 3.8.2.2).
        ("2014-05-12T10:00:00Z/2014-05-12T10:00:00Z", datetime(2014, 5, 12, 10, tzinfo=UTC), None),
    ],
)
def test_moments(when: str, start: datetime, end: datetime | None) -> None:
    event = told_of(when)
    assert (event["dtstart"], event.get("dtend")) == (start, end)
    assert event["summary"] == TALK["title"]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2015/..", "since 2015"),
        ("2015-03-01/", "1 March 2015 – unknown"),
        ("../2015", "until 2015"),
        ("-0044", "45 BC"),
        ("00XX", "1 BC – 99 AD"),
        ("9999-12-31", "31 December 9999"),
        ("Y12000", "12,000"),
    ],
)
def test_what_no_days_stand_for_is_named_by_the_calendar(when: str, words: str) -> None:
    text = as_icalendar(history_of({**TALK, "date": when}, {"title": "Undated", "date": ""}))
    assert "BEGIN:VEVENT" not in text
    contents = vobject.readOne(text).contents
    for name in ("description", "x-wr-caldesc"):
        assert contents[name][0].value.replace("\\", "") == f"{TALK['title']} ({words}); Undated".replace("\\", "")


def test_a_calendar_that_has_everything_describes_nothing() -> None:
    assert not {"description", "x-wr-caldesc"} & vobject.readOne(as_icalendar(history_of(TALK))).contents.keys()


def test_an_event_on_another_page_is_the_same_event() -> None:
    history = history_of(TALK)
    (exported,) = history.events
    moved = replace(exported, event=replace(exported.event, docname="else"), url=f"{BASE}else.html#retro-event-0")
    (before,), (after,) = read(as_icalendar(history)), read(as_icalendar(replace(history, events=(moved,))))
    assert before["uid"] == after["uid"]
    assert before["url"] != after["url"]


def test_a_site_without_an_address() -> None:
    history = history_of(TALK, base="")
    (event,) = read(as_icalendar(history))
    assert "url" not in event
    assert event["uid"] != read(as_icalendar(history_of(TALK)))[0]["uid"]
    assert event["uid"] != read(as_icalendar(replace(history, title="Another")))[0]["uid"]
    assert event["uid"] == read(as_icalendar(history_of(TALK, {"title": "More", "date": "2010"}, base="")))[1]["uid"]


def seen(text: str) -> str:
    """Return *text* without the sign that the library, where a text begins with it, takes for that of a file."""
    return text.replace("\ufeff", "")


@given(records=RECORDS, when=edtf_texts, text=TEXTS)
def test_any_history_is_a_calendar(records: list[dict[str, str | list[str]]], when: str, text: str) -> None:
    history = replace(history_of(*records, {**TALK, "date": when, "title": text}), title=text)
    calendar = as_icalendar(history)
    *lines, end = calendar.split("\r\n")
    assert end == ""
    assert not [each for each in lines if len(each.encode()) > 75 or not each.strip() or "\n" in each or "\r" in each]
    found = read(calendar)
    there = [each for each in history.events if place_of(each.event.date)]
    again = Calendar.from_ical(calendar).walk("VEVENT")
    assert len(found) == len(again) == len(there)
    assert len({each["uid"] for each in found}) == len(found)
    for event, same, exported in zip(found, again, there, strict=True):
        title = seen(exported.title)
        assert event["summary"] == str(same["summary"])
        assert seen(event["summary"]) in {title, f"{title} ({exported.when})"}
        assert event["description"] == str(same["description"])
        assert event["description"].startswith(exported.when)
        assert event["dtstart"] == same.decoded("dtstart")
    elsewhere = seen(Calendar.from_ical(calendar).get("description", ""))
    for exported in history.events:
        assert exported in there or seen(exported.title) in elsewhere
    assert as_icalendar(history) == calendar


@given(when=edtf_texts)
def test_only_what_is_one_day_is_one_day(when: str) -> None:
    (exported,) = history_of({**TALK, "date": when}).events
    when_ = exported.event.date
    place = place_of(when_)
    if place is None or when_ is None or isinstance(place.start, datetime):
        return
    ends = (when_.start, when_.end) if isinstance(when_, Interval) else (when_, when_)
    is_exact = all(
        isinstance(each, Date) and each.precision >= Precision.DAY and not (each.approximate or each.uncertain)
        for each in ends
    )
    assert place.end is not None
    assert not isinstance(place.end, datetime)
    if place.end - place.start == timedelta(days=1):
        assert is_exact
    if place.is_exact:
        assert is_exact
    # No day that it may mean is missing.
    assert when_.earliest is not None
    assert when_.latest is not None
    assert place.start <= date(*when_.earliest) <= date(*when_.latest) < place.end


def test_dates_of_the_tests_are_dates() -> None:
    assert parse("2015-03-01/").edtf == "2015-03-01/"
