"""The history as JSON: valid by its schema, and read back as it was."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

import sphinx_retrospective.exports
from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.core.fields import interpret
from sphinx_retrospective.core.model import Event
from sphinx_retrospective.exports.json import VERSION, as_json
from sphinx_retrospective.formats import read
from tests.exports.histories import BASE, RECORDS, SCHEMA, history_of, recorded

SCHEMA_FILE = Path(sphinx_retrospective.exports.__file__).parent / "schema" / f"retrospective-{VERSION}.schema.json"
VALIDATOR = Draft202012Validator(
    json.loads(SCHEMA_FILE.read_text("utf-8")), format_checker=Draft202012Validator.FORMAT_CHECKER
)
TALK: dict[str, str | list[str]] = {
    "title": "A talk",
    "date": "2014-05-12",
    "kind": "talk",
    "tags": ["C", "C++"],
    "org": ["Brest, Lab"],
    "link": ["Slides <https://example.org/slides>", "https://example.org"],
    "summary": "Told.",
}


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)


def test_the_schema_is_called_by_its_address() -> None:
    exported = json.loads(as_json(history_of(TALK)))
    assert exported["$schema"] == json.loads(SCHEMA_FILE.read_text("utf-8"))["$id"]
    assert SCHEMA_FILE.name == exported["$schema"].rpartition("/")[2]


def test_an_event() -> None:
    (exported,) = json.loads(as_json(history_of(TALK)))["events"]
    assert exported == {
        **TALK,
        "id": "a-talk",
        "link": ["Slides <https://example.org/slides>", "https://example.org"],
        "url": f"{BASE}life.html#retro-event-0",
    }


def test_what_is_not_known_is_absent() -> None:
    exported = json.loads(as_json(history_of({"title": "Someday"}, base="")))
    assert exported["events"] == [
        {"id": "someday", "title": "Someday", "kind": "event", "url": "life.html#retro-event-0"}
    ]
    assert "url" not in exported


def test_dates_stay_as_precise_as_they_were() -> None:
    dates = ["-0044", "201X", "2010-09~", "2013/2014-09", "2014-21", "2015/..", "2016-02-03T10:30:00Z"]
    exported = json.loads(as_json(history_of(*({"title": each, "date": each} for each in dates))))
    assert [each["date"] for each in exported["events"]] == dates


@pytest.mark.parametrize(
    "fault",
    [
        {"retrospective": 2},
        {"events": [{"id": "x", "title": "X", "kind": "event"}]},
        {"events": [{"id": "x", "title": "", "kind": "event", "url": "x.html"}]},
        {"events": [{"id": "x", "title": "X", "kind": "event", "url": "x.html", "tags": "C"}]},
        {"eras": [{"id": "x", "title": "X", "url": "x.html", "tags": ["C"]}]},
        {"unknown": 1},
        {"url": "https://example.org"},
    ],
    ids=str,
)
def test_the_schema_refuses(fault: Mapping[str, Any]) -> None:
    exported = json.loads(as_json(history_of(TALK)))
    with pytest.raises(ValidationError):
        VALIDATOR.validate({**exported, **fault})


def said_of(text: str) -> Sequence[object]:
    """What a reader of *text* takes its events to be, without the places where they are told."""
    document = read(text, "json")
    assert document.problems == ()
    found = []
    for number, record in enumerate(document.records):
        fields, problems = interpret(record.values, SCHEMA)
        # An event without a date stays one.
        assert {each.subtype for each in problems} <= {"date"}
        assert bool(problems) == (fields.date is None)
        found.append(said(recorded(fields, number)))
    return found


def said(event: Event) -> tuple[object, ...]:
    return (
        event.id,
        event.title,
        event.date,
        event.kind,
        event.terms,
        event.role,
        event.links,
        event.summary,
        event.weight,
    )


@given(records=RECORDS)
def test_it_is_read_back_as_it_was(records: list[dict[str, str | list[str]]]) -> None:
    history = history_of(*records)
    text = as_json(history)
    VALIDATOR.validate(json.loads(text))
    assert said_of(text) == [said(exported.event) for exported in history.events]
    assert as_json(history_of(*records)) == text


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ('{"retrospective": 2, "events": []}', "is of version '2', and 1 is read here", 1),
        ('{\n"retrospective": [1], "events": []}', "is of version no text", 2),
        ('{"retrospective": 1}', "has no list of events", 1),
        ('{"retrospective": 1, "events": {}}', "has no list of events", 1),
    ],
)
def test_another_export_is_refused(text: str, message: str, line: int) -> None:
    with pytest.raises(DataError, match=message) as error:
        read(text, "json")
    assert error.value.line == line


def test_what_is_no_event_in_an_export_is_told() -> None:
    document = read('{"retrospective": 1, "events": [\n3, {"title": "A", "url": "a.html"}]}', "json")
    assert [each.line for each in document.problems] == [2]
    assert [dict(each.values) for each in document.records] == [{"title": "A"}]
