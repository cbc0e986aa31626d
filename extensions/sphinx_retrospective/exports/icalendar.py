"""A calendar (iCalendar, RFC 5545 and 7986), made by the library icalendar.

A calendar has days and moments. So an event is there as what its date is, if that is a day, a span of days or a
moment; as all the days that its date may mean, if that is a month, a year, a season or doubtful; and else, if it is
without a date, without an end, or outside the years that a calendar has, it is named in the calendar's description.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as calendar_day
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from sphinx_retrospective.core.dates import Date, Day, EventDate, Interval, Precision, month_length
from sphinx_retrospective.core.plain_text import line
from sphinx_retrospective.exports.history import ExportedEvent, History
from sphinx_retrospective.exports.identifiers import event_identifier, uri
from sphinx_retrospective.exports.instants import FIRST, LAST, instant, last_second

if TYPE_CHECKING:
    from icalendar import Calendar, Event

#: What makes calendars of this kind (RFC 5545, 3.7.3); no version, which would change every file.
PRODUCT: Final = "-//sphinx-retrospective//sphinx-retrospective//EN"


class Place(NamedTuple):
    """Where an event stands in a calendar.

    Attributes:
        start: its first day, or the moment at which it begins, in UTC.
        end: the day after its last one, or the moment at which it ends; None where it is a moment.
        is_exact: whether that says all that its date does.
    """

    start: calendar_day | datetime
    end: calendar_day | datetime | None
    is_exact: bool


def as_icalendar(history: History) -> str:
    """Return *history* as a calendar, the same text for the same history; no clock is looked at.

    Raises:
        ImportError: icalendar is not installed.
    """
    # The extra `icalendar`; and a build without a calendar needs none of it.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    _describe(calendar, ("name", "x-wr-calname"), line(history.title))
    elsewhere = []
    for exported in history.events:
        place = place_of(exported.event.date)
        if place:
            calendar.add_component(_event(exported, place, history))
        else:
            elsewhere.append(f"{exported.title} ({exported.when})" if exported.when else exported.title)
    # Where programs show what a calendar is.
    _describe(calendar, ("description", "x-wr-caldesc"), "; ".join(elsewhere))
    text: bytes = calendar.to_ical()
    return text.decode()


def place_of(date: EventDate | None) -> Place | None:
    """Return where an event of that date stands in a calendar, or None where no days are all that it may mean.

    A date that is approximate or uncertain to the day stands for its month: how far it may be off, nobody has said, and
    a day is what it is not.
    """
    if date is None:
        return None
    start, end = (date.start, date.end) if isinstance(date, Interval) else (date, date)
    if start is None or end is None:
        return None
    begins, ends = instant(start), instant(end)
    if begins and ends:
        return Place(begins, ends if ends > begins else None, is_exact=True)
    first, last = _first_day(start), _last_day(end)
    # The day after the last one has to be one of a calendar too.
    if first.year < FIRST.year or last >= Day(LAST.year, 12, 31):
        return None
    after = last.add_days(1)
    return Place(calendar_day(*first), calendar_day(*after), is_exact=_is_day(start) and _is_day(end))


def _is_day(date: Date) -> bool:
    """Tell whether *date* is a day, and nothing else."""
    return date.precision is Precision.DAY and not _is_doubtful(date)


def _is_doubtful(date: Date) -> bool:
    return date.approximate or date.uncertain


def _first_day(date: Date) -> Day:
    return date.earliest._replace(day=1) if _is_doubtful(date) else date.earliest


def _last_day(date: Date) -> Day:
    day = date.latest
    return day._replace(day=month_length(day.year, day.month)) if _is_doubtful(date) else day


def _event(exported: ExportedEvent, place: Place, history: History) -> Event:
    from icalendar import Event

    source, entry = exported.event, Event()
    # A UUID, as RFC 7986 (5.3) wants one, made from what identifies the event for all time. Where the site's address is
    # not known, the title of the project stands for it.
    entry.add("uid", str(uuid5(NAMESPACE_URL, event_identifier(history.base or f"{history.title}/", source.id))))
    # When it was last revised, nobody has said; so it is the last second that its date may mean, as in Atom.
    entry.add("dtstamp", last_second(source.date))
    entry.add("dtstart", place.start)
    if place.end:
        entry.add("dtend", place.end)
    # What has happened takes nobody's time.
    entry.add("transp", "TRANSPARENT")
    entry.add("summary", exported.title if place.is_exact else f"{exported.title} ({exported.when})")
    entry.add("description", "\n".join(_description(exported)))
    if places := ", ".join(map(line, history.named(source, "place"))):
        entry.add("location", places)
    entry.add("categories", list(_categories(exported, history)))
    if history.base:
        entry.add("url", uri(exported.url))
    return entry


def _description(exported: ExportedEvent) -> Iterator[str]:
    """Yield the lines of an event's text: its date as it was written, its summary, its links."""
    yield exported.when
    if summary := line(exported.event.summary):
        yield summary
    yield from (line(each.written) for each in exported.event.links)


def _categories(exported: ExportedEvent, history: History) -> Iterator[str]:
    """Yield kind and terms; places stand elsewhere."""
    yield line(history.kinds.get(exported.event.kind, exported.event.kind))
    for taxonomy, titles in exported.event.terms.items():
        if taxonomy != "place":
            yield from filter(None, map(line, titles))


def _describe(calendar: Calendar, names: tuple[str, str], text: str) -> None:
    """Give *calendar* two properties that say the same: that of RFC 7986, and the one that programs knew before."""
    from icalendar import vText

    for name in names if text else ():
        # The library escapes the text of no property that it does not know.
        calendar.add(name, vText(text))
