"""Data of sphinx-timeline: lists of events with ``start``, ``duration`` and ``name``, in YAML, JSON or CSV."""

from __future__ import annotations

import re
from typing import Final

from sphinx_retrospective.core.definitions import BUILT_IN as TAXONOMIES
from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.core.fields import interpret
from sphinx_retrospective.core.kinds import BUILT_IN as KINDS
from sphinx_retrospective.core.schema import LEGACY_FIELDS, Schema
from sphinx_retrospective.formats import Document, Record, read
from sphinx_retrospective.formats.records import shown
from sphinx_retrospective.imports.collecting import Collection, Event, Text
from sphinx_retrospective.imports.items import NO_PLACE

_SCHEMA: Final = Schema({kind.name: kind for kind in KINDS}, TAXONOMIES)
#: What people call an event's text and its address, in data that a template tells.
_BODIES: Final = ("description", "content", "text", "details")
_LINKS: Final = ("url", "href")
#: What an event has one of at least.
_EVENT: Final = {*_SCHEMA.fields, *LEGACY_FIELDS}
_LISTS: Final = frozenset({"link", *(each.field for each in TAXONOMIES)})
#: How YAML begins that has events.
_YAML = re.compile(r"---|-(?:\s|\Z)|events\s*:")


def read_sphinx_timeline(text: str) -> Document:
    """Read events, whose format is seen from how *text* begins.

    Raises:
        DataError: *text* is of none of the formats.
    """
    document = read(text, _format(text))
    if document.records and not any(_EVENT.intersection(record.values) for record in document.records):
        raise DataError("none of the fields is one of sphinx-timeline's, such as start and name", document.line)
    found = Collection()
    for problem in document.problems:
        found.problem(problem.message, problem.line or 1, problem.subtype)
    for record in document.records:
        found.add(_event(record, found))
    return found.document()


def _format(text: str) -> str:
    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    begins = next((line for line in lines if line and not line.startswith("#")), "")
    if begins.startswith(("[", "{")):
        return "json"
    return "yaml" if _YAML.match(begins) else "csv"


def _event(record: Record, found: Collection) -> Event:
    event = Event(record.line, "event")
    for name in record.values:
        texts = _texts(record, name)
        if name in _LINKS:
            event.add("link", *texts)
        elif name not in _EVENT and name not in _BODIES:
            found.leave_out(f"the field {shown(name)} {NO_PLACE}", record.line_of(name))
        elif name in _LISTS:
            event.add(name, *_split(name, texts))
        elif name not in LEGACY_FIELDS and name not in {*_BODIES, "body"} and texts:
            event.set(name, texts[0])
    if "title" not in record.values:
        event.name(*_texts(record, "name"))
    event.set_body(text for name in ("body", *_BODIES) for text in _texts(record, name))
    if "date" not in record.values and "start" in record.values:
        event.set("date", _date(record))
    return event


def _date(record: Record) -> Text:
    """Return the time that a start and a duration give, as a date; as they are written where they give none."""
    fields, problems = interpret(record.values, _SCHEMA)
    line = record.line_of("start")
    if fields.date is not None and not any(each.field == "duration" for each in problems):
        return Text(fields.date.edtf, line)
    written = [" ".join(each.text.split()) for name in ("start", "duration") for each in _texts(record, name)]
    return Text("/".join(written), line)


def _texts(record: Record, name: str) -> list[Text]:
    value = record.values.get(name, [])
    values = [value] if isinstance(value, str) else value
    return [Text(each, record.line_of(name, number)) for number, each in enumerate(values)]


def _split(name: str, texts: list[Text]) -> list[Text]:
    """Return the terms in one text, or the texts of a list as they are."""
    if len(texts) != 1:
        return texts
    definition = next((each for each in TAXONOMIES if each.field == name), None)
    terms = definition.split(texts[0].text) if definition else texts[0].text.splitlines()
    return [Text(each, texts[0].line) for each in terms]
