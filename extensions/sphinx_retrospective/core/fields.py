"""An event's fields: one name and one meaning each, in directive options and in YAML, JSON and CSV alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from sphinx_retrospective.core.dates import Date, EventDate, Interval, add_duration, parse
from sphinx_retrospective.core.definitions import unique
from sphinx_retrospective.core.errors import CoreError, DateError, Problem, did_you_mean
from sphinx_retrospective.core.kinds import DEFAULT_KIND
from sphinx_retrospective.core.links import Link, parse_link
from sphinx_retrospective.core.plain_text import count_in, printable, quoted
from sphinx_retrospective.core.plain_text import line as one_line
from sphinx_retrospective.core.query import unknown_kind
from sphinx_retrospective.core.schema import LEGACY_FIELDS, Schema
from sphinx_retrospective.core.slugs import is_id, slugify

#: What is told of an event that does not say when it was.
NO_DATE: Final = "an event without a date; add one such as 2015, 2015-07, 2015-07-16 or 2015~"
#: A zone as sphinx-timeline has it, after the time.
_ZONE = re.compile(r"\s*\((?P<name>[\w+/-]+)\)\s*\Z")


@dataclass(slots=True)
class EventFields:
    """An event as its author describes it, before it has a place in a document. Attributes as those of `Event`."""

    title: str
    id: str
    date: EventDate | None = None
    kind: str = DEFAULT_KIND
    role: str = ""
    weight: int = 0
    links: tuple[Link, ...] = ()
    summary: str = ""
    body: str = ""
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    has_own_id: bool = False
    site: str = ""


def interpret(values: Mapping[str, str | list[str]], schema: Schema) -> tuple[EventFields, list[Problem]]:
    """Read the fields of one event.

    Args:
        values: text by field name; a list where the format has lists.
        schema: what an event can say.

    Returns:
        The event without what could not be read, and a problem for each of these, with its `field` named.
    """
    reader = _Reader(values, schema)
    title = reader.line("title") or reader.line("name")
    fields = EventFields(
        title=title,
        id=reader.line("id"),
        date=reader.date(),
        kind=reader.kind(),
        role=reader.line("role"),
        weight=reader.weight(),
        links=reader.links(),
        summary=reader.text("summary"),
        body=reader.text("body"),
        terms=reader.terms(),
    )
    if not title:
        fields.title = fields.id or (fields.date.edtf if fields.date else "Untitled")
        message = f"an event without a title; it is called {quoted(fields.title)} for now, name it"
        reader.problem("title", "title", message)
    if fields.id and not is_id(fields.id):
        new = slugify(fields.id)
        reader.problem(
            "id",
            "id",
            f"{fields.id[:60]!r} is not an id, which has letters, digits, '-', '_' and '.'; {new!r} is used for now",
        )
        fields.id = new
    fields.has_own_id = bool(fields.id)
    fields.id = fields.id or slugify(fields.title) or "untitled"
    for name in values:
        if name not in schema.fields and name not in LEGACY_FIELDS:
            known = ", ".join(schema.fields)
            hint = did_you_mean(name, schema.fields)
            reader.problem("field", name, f"{name[:60]!r} is not a field of an event; the fields are {known}{hint}")
    return fields, reader.problems


class _Reader:
    def __init__(self, values: Mapping[str, str | list[str]], schema: Schema) -> None:
        self.values = values
        self.schema = schema
        self.problems: list[Problem] = []

    def problem(self, subtype: str, name: str, message: str, item: int | None = None) -> None:
        self.problems.append(Problem(subtype, message, field=name, item=item))

    def items(self, name: str, split: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
        value = self.values.get(name) or ""
        if isinstance(value, str):
            return split(printable(value))
        return tuple(one_line(each) for each in value)

    def text(self, name: str) -> str:
        value = self.values.get(name) or ""
        return printable(value if isinstance(value, str) else "\n\n".join(value)).strip()

    def line(self, name: str) -> str:
        value = self.values.get(name) or ""
        if isinstance(value, list):
            self.problem("field", name, f"{name} holds one value, not a list; write it as text")
            value = value[0]
        return one_line(value)

    def date(self) -> EventDate | None:
        name = "date" if self.values.get("date") else "start" if self.values.get("start") else ""
        if not name:
            self.problem("date", "date", NO_DATE)
            return None
        try:
            date = parse(_without_midnight(self.line(name)) if name == "start" else self.line(name))
        except DateError as error:
            self.problem("date", name, str(error))
            return None
        return self.lasting(date, name)

    def lasting(self, start: EventDate, name: str) -> EventDate:
        """Return *start*, with the end that a duration gives it."""
        duration = self.line("duration")
        if not duration:
            return start
        if name != "start" or not isinstance(start, Date):
            self.problem(
                "date", "duration", "duration goes with a start that has no end; write date: 2014/2015 instead"
            )
            return start
        try:
            end = add_duration(start, duration)
        except DateError as error:
            self.problem("date", "duration", str(error))
            return start
        return start if end == start else Interval(start, end)

    def kind(self) -> str:
        kind = self.line("kind").lower()
        if not kind:
            return DEFAULT_KIND
        if kind not in self.schema.kinds:
            self.problem(
                "kind", "kind", f"{unknown_kind(kind, self.schema.kinds)}; it is taken as {DEFAULT_KIND!r} for now"
            )
            return DEFAULT_KIND
        return kind

    def weight(self) -> int:
        text = self.line("weight")
        weight = count_in(text)
        if weight is None and text not in {"", "0"}:
            message = f"weight {quoted(text)} is not a whole number from 1 up"
            self.problem("field", "weight", message)
        return weight or 0

    def links(self) -> tuple[Link, ...]:
        links = []
        for number, text in enumerate(self.items("link", lambda value: tuple(value_lines(value)))):
            try:
                links.append(parse_link(text, self.schema.schemes))
            except CoreError as error:
                self.problem(error.subtype, "link", str(error), number)
        return tuple(dict.fromkeys(links))

    def terms(self) -> dict[str, tuple[str, ...]]:
        found = {
            each.name: tuple(map(each.named, self.items(each.field, each.split))) for each in self.schema.taxonomies
        }
        return {name: unique(terms) for name, terms in found.items() if any(terms)}


def value_lines(text: str) -> list[str]:
    """Return the lines of a value that has one item on each, without the blank ones."""
    return [line for line in text.splitlines() if line.strip()]


def _without_midnight(text: str) -> str:
    """Read the times of sphinx-timeline, where midnight stood for a day without a time, and a zone may have a name."""
    written = text
    if zone := _ZONE.search(text):
        text = text[: zone.start()].rstrip()
    day, _, time = text.replace("T", " ", 1).partition(" ")
    if not time or time in {"00:00", "00:00:00"}:
        return day
    try:
        return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone["name"])).isoformat() if zone else text
    except (ValueError, KeyError, OSError):
        # What is wrong with it is told where it is read as a date.
        return written
