"""The events as CSV: a table that our own reader, and the one of the standard library, read back."""

from __future__ import annotations

import csv
import io

from hypothesis import given

from sphinx_retrospective.core.fields import interpret
from sphinx_retrospective.exports.csv import as_csv
from sphinx_retrospective.formats import read
from tests.exports.histories import BASE, RECORDS, SCHEMA, history_of
from tests.exports.test_json import TALK, said


def test_a_table() -> None:
    header, row, *rest = csv.reader(io.StringIO(as_csv(history_of(TALK)), newline=""), strict=True)
    exported = dict(zip(header, row, strict=True))
    assert rest == []
    assert {name: value for name, value in exported.items() if value} == {
        "title": "A talk",
        "id": "a-talk",
        "date": "2014-05-12",
        "kind": "talk",
        "link": "Slides <https://example.org/slides>\nhttps://example.org",
        "summary": "Told.",
        "tags": "C; C++",
        "org": '"Brest, Lab"',
        "url": f"{BASE}life.html#retro-event-0",
    }


def test_where_an_event_was_told_is_not_read_back() -> None:
    """It was told by another site; a table that somebody made has no such column."""
    assert "url" not in read(as_csv(history_of(TALK)), "csv").records[0].values
    assert "url" in read("title,url\nA,https://example.org", "csv").records[0].values


def test_lines_end_as_the_specification_has_them() -> None:
    assert as_csv(history_of()).endswith("url\r\n")


@given(records=RECORDS)
def test_it_is_read_back_as_it_was(records: list[dict[str, str | list[str]]]) -> None:
    history = history_of(*records)
    document = read(as_csv(history), "csv")
    assert document.problems == ()
    assert len(document.records) == len(history.events)
    for record, exported in zip(document.records, history.events, strict=True):
        fields, _ = interpret(record.values, SCHEMA)
        summary = " ".join(fields.summary.split())
        terms = {name: set(labels) for name, labels in fields.terms.items()}
        assert (fields.id, fields.title, fields.date, fields.links, summary) == (
            *said(exported.event)[:3],
            exported.event.links,
            exported.event.summary,
        )
        assert terms == {name: set(labels) for name, labels in exported.event.terms.items()}
