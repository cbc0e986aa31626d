"""iCalendar (RFC 5545): the entries of a calendar, read with the icalendar library."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.core.kinds import BUILT_IN as KINDS
from sphinx_retrospective.core.plain_text import line as one_line
from sphinx_retrospective.formats import Document
from sphinx_retrospective.formats.records import MAX_DEPTH, line_starts, shown, too_deep, usable
from sphinx_retrospective.imports.collecting import Collection, Event, Text
from sphinx_retrospective.imports.items import NO_PLACE
from sphinx_retrospective.imports.libraries import missing

_READ: Final = ("VEVENT", "VJOURNAL")
#: Components that are about the calendar or about those that are read.
_PARTS: Final = frozenset({"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", *_READ})
_KIND_NAMES: Final = frozenset(kind.name for kind in KINDS)
#: What is about an entry and its handling, and nothing of what happened.
_BOOKKEEPING: Final = frozenset(
    (
        *("BEGIN", "END", "UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE"),
        *("TRANSP", "CLASS", "STATUS", "PRIORITY", "COLOR"),
    )
)
_TAKEN: Final = frozenset(
    (
        *("SUMMARY", "DTSTART", "DTEND", "DURATION", "DESCRIPTION", "LOCATION"),
        *("CATEGORIES", "URL", "ORGANIZER", "ATTACH", "RRULE", "RDATE"),
    )
)
_NAME = re.compile(r"[A-Za-z0-9-]+")


class _Entry:
    """What is known of the lines of one component."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.lines: dict[str, int] = {}

    def line_of(self, name: str) -> int:
        return self.lines.get(name, self.line)


def read_icalendar(text: str) -> Document:
    """Read the events and journal entries of calendars.

    A time has the offset of its zone; a day without a time is a day. Of what recurs, the first is read.

    Raises:
        DataError: there is no icalendar library, or *text* is no calendar.
    """
    # The library knows no line that ends as those of old Macs do.
    text = usable(text).replace("\r\n", "\n").replace("\r", "\n")
    found = Collection()
    places = _places(text, found)
    components = _components(text)
    if len(components) != len(places):
        raise DataError(f"the data has {len(places)} entries, of which {len(components)} can be read; export it again")
    for component, place in zip(components, places, strict=True):
        status, access = (_text(component, name).upper() for name in ("STATUS", "CLASS"))
        if status == "CANCELLED":
            found.leave_out("an entry is cancelled", place.line_of("STATUS"))
        elif access in {"PRIVATE", "CONFIDENTIAL"}:
            found.leave_out(f"an entry is {access.lower()}", place.line_of("CLASS"))
        else:
            found.add(_event(component, place, found))
    return found.document()


def _components(text: str) -> list[Any]:
    try:
        from icalendar import Calendar
    except ImportError:
        raise missing("iCalendar", "icalendar", "icalendar") from None
    try:
        with warnings.catch_warnings():
            # Such as that a zone with a prefix of its maker is taken for the one without.
            warnings.simplefilter("ignore")
            calendars = Calendar.from_ical(text, multiple=True)
        return [each for calendar in calendars for each in calendar.walk() if each.name in _READ]
    except Exception as error:  # noqa: BLE001 - the library raises what Python raises for what it did not expect
        said = "".join(sign for sign in one_line(str(error)) if sign.isprintable())[:80]
        raise DataError(f"the data is not iCalendar: {said or type(error).__name__}; export it again") from None


def _places(text: str, found: Collection) -> list[_Entry]:
    """Return the lines of the components that are read, in their order."""
    starts = [0, *line_starts(text), len(text)]
    places: list[_Entry] = []
    open_names: list[tuple[str, int, _Entry | None]] = []
    for number, (start, end) in enumerate(pairwise(starts), 1):
        match = _NAME.match(text, start, end)
        if match is None:
            continue  # What begins with a space goes on with the line above.
        name = match[0].upper()
        value = text[match.end() + 1 : end].strip().upper()
        if name == "BEGIN":
            if len(open_names) == MAX_DEPTH:
                too_deep(number)
            entry = _Entry(number) if value in _READ else None
            if entry:
                places.append(entry)
            elif value not in _PARTS:
                found.leave_out(f"a component {shown(value)} {NO_PLACE}", number)
            open_names.append((value, number, entry))
        elif name == "END":
            if not open_names or open_names.pop()[0] != value:
                raise DataError(f"END:{shown(value)[1:-1]} has no BEGIN; export the calendar again", number)
        elif open_names and (entry := open_names[-1][2]):
            entry.lines.setdefault(name, number)
            if name not in _TAKEN | _BOOKKEEPING:
                found.leave_out(f"the property {shown(name)} of an entry {NO_PLACE}", number)
    if open_names:
        value, number, _ = open_names[-1]
        raise DataError(f"BEGIN:{shown(value)[1:-1]} has no end; the calendar is cut off, export it again", number)
    if not places and "BEGIN:VCALENDAR" not in text.upper():
        raise DataError("the data is not a calendar, which begins with BEGIN:VCALENDAR, or with BEGIN:VEVENT", 1)
    return places


def _event(component: Any, place: _Entry, found: Collection) -> Event:
    tags = [each for each in _categories(component) if each.strip()]
    kind = next((each.lower() for each in tags if each.lower() in _KIND_NAMES), "event")
    event = Event(place.line, kind)

    def named(name: str) -> Text:
        return Text(_text(component, name), place.line_of(name))

    event.set("title", named("SUMMARY"))
    event.set("date", _date(component, place, found))
    if _text(component, "STATUS").upper() == "TENTATIVE":
        found.leave_out(f"that an entry is tentative {NO_PLACE}", place.line_of("STATUS"))
    event.add("place", named("LOCATION"))
    event.add("people", Text(_organizer(component), place.line_of("ORGANIZER")))
    event.add("tags", *(Text(each, place.line_of("CATEGORIES")) for each in tags if each.lower() != kind))
    attached = [str(each) for each in _values(component, "ATTACH")]
    event.add("link", named("URL"), *(Text(each, place.line_of("ATTACH")) for each in attached if "://" in each[:20]))
    if any("://" not in each[:20] for each in attached):
        found.leave_out(f"a file inside of an entry {NO_PLACE}", place.line_of("ATTACH"))
    event.set_body([named("DESCRIPTION")])
    if component.get("RRULE") or component.get("RDATE"):
        name = "RRULE" if component.get("RRULE") else "RDATE"
        what = f"the recurrence of an entry after its first time {NO_PLACE}"
        found.leave_out(what, place.line_of(name))
    return event


def _values(component: Any, name: str) -> list[Any]:
    value = component.get(name)
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(component: Any, name: str) -> str:
    return next((str(each) for each in _values(component, name)), "")


def _categories(component: Any) -> Iterator[str]:
    for value in _values(component, "CATEGORIES"):
        yield from map(str, getattr(value, "cats", None) or [])


def _organizer(component: Any) -> str:
    for value in _values(component, "ORGANIZER"):
        return str(getattr(value, "params", {}).get("CN", ""))
    return ""


def _date(component: Any, place: _Entry, found: Collection) -> Text:
    """Return the time that an entry takes; as it is written where it can't be read, or ends before it begins."""
    line = place.line_of("DTSTART")
    start, end = _moment(component, "DTSTART"), _moment(component, "DTEND")
    if not isinstance(start, date):
        return Text(_text(component, "DTSTART"), line)
    for name in ("DTSTART", "DTEND"):
        _report_lost_zone(component, name, place, found)
    duration = _moment(component, "DURATION")
    try:
        if end is None and isinstance(duration, timedelta):
            end = start + duration
        if not isinstance(end, date):
            return Text(_written(start), line)
        if not isinstance(end, datetime):
            # The end of what takes whole days is the day after its last.
            is_span = isinstance(start, datetime) or end != start
            end = end - timedelta(days=1) if is_span and not isinstance(start, datetime) else end
        first, last = _written(start), _written(end)
    except (OverflowError, TypeError, ValueError):
        return Text(f"{_text(component, 'DTSTART')}/{_text(component, 'DTEND')}", line)
    return Text(first if first == last else f"{first}/{last}", line)


def _report_lost_zone(component: Any, name: str, place: _Entry, found: Collection) -> None:
    """Tell that a time has a zone that is known neither to the calendar nor to this machine."""
    moment = _moment(component, name)
    for value in _values(component, name):
        zone = str(getattr(value, "params", {}).get("TZID", ""))
        if zone and isinstance(moment, datetime) and moment.tzinfo is None:
            found.leave_out(f"the time zone {shown(zone)} is not known, and is left out", place.line_of(name))


def _moment(component: Any, name: str) -> object:
    """Return the Python value of a property; None where it is not there or can't be read."""
    for value in _values(component, name):
        try:
            moment: object = value.dt
        except Exception:  # noqa: BLE001 - the library has a class of error for what could not be read
            return None
        return moment
    return None


def _written(moment: date) -> str:
    """Return a day, or a time without the seconds that it does not have, as EDTF."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    offset = moment.utcoffset()
    if offset is not None and offset % timedelta(minutes=1):
        # Offsets of long ago, which have seconds; no notation has them.
        moment = (moment - offset).replace(tzinfo=None)
        return f"{moment.isoformat(timespec='seconds' if moment.second else 'minutes')}Z"
    text = moment.isoformat(timespec="seconds" if moment.second else "minutes")
    return re.sub(r"[+-]00:00\Z", "Z", text)
