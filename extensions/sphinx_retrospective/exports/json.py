"""``retrospective.json``: everything that a chronicle knows, in the fields that data files have.

Its form is `schema/retrospective-1.schema.json`. The directive ``events`` reads it back to the same events.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from sphinx_retrospective.core.model import Event
from sphinx_retrospective.exports.history import ExportedEra, ExportedEvent, ExportedPage, ExportedTerm, History

#: The version of the form. A reader refuses another.
VERSION: Final = 1
_SCHEMA: Final = f"https://sphinx-retrospective.readthedocs.io/en/latest/retrospective-{VERSION}.schema.json"


def as_json(history: History) -> str:
    """Return *history* as JSON, the same text for the same history."""
    fields = {each.name: each.field for each in history.taxonomies}
    head = {"title": history.title, "author": history.author, "language": history.language, "url": history.base}
    exported = {
        "$schema": _SCHEMA,
        "retrospective": VERSION,
        **_filled(head),
        "kinds": dict(history.kinds),
        "taxonomies": {
            each.name: {"field": each.field, "title": history.labels[each.name]} for each in history.taxonomies
        },
        "events": [_event(each, fields) for each in history.events],
        "eras": list(map(_era, history.eras)),
        "terms": {name: list(map(_term, terms)) for name, terms in history.terms.items() if terms},
        "pages": [_page(each, fields) for each in history.pages],
    }
    return json.dumps(exported, ensure_ascii=False, indent=2) + "\n"


def fields_of(event: Event, fields: Mapping[str, str]) -> dict[str, str | int | list[str]]:
    """Return an event's fields as a data file has them, without those that are empty.

    Args:
        event: the event.
        fields: the name of the field of each taxonomy, by that of the taxonomy.
    """
    return _filled(
        {
            "id": event.id,
            "title": event.title,
            "date": event.date.edtf if event.date else "",
            "kind": event.kind,
            "role": event.role,
            **{field: list(event.terms.get(name, ())) for name, field in fields.items()},
            "link": [each.written for each in event.links],
            "summary": event.summary,
            "weight": event.weight,
        }
    )


def _event(exported: ExportedEvent, fields: Mapping[str, str]) -> dict[str, Any]:
    return fields_of(exported.event, fields) | _filled({"url": exported.url, "eras": exported.event.eras})


def _era(exported: ExportedEra) -> dict[str, Any]:
    era = exported.era
    date = era.date.edtf if era.date else ""
    return _filled({"id": era.id, "title": era.title, "date": date, "url": exported.url, "eras": era.eras})


def _term(exported: ExportedTerm) -> dict[str, Any]:
    term = exported.term
    return _filled(
        {
            "slug": term.slug,
            "title": term.title,
            "aliases": term.aliases,
            "parents": term.parents,
            "description": exported.description,
            "colour": term.description.colour if term.description else "",
            "url": exported.url,
        }
    )


def _page(exported: ExportedPage, fields: Mapping[str, str]) -> dict[str, Any]:
    carried = {field: list(exported.tagging.terms.get(name, ())) for name, field in fields.items()}
    return _filled({"title": exported.tagging.title, "url": exported.url, **carried})


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return *values* without those that are empty."""
    return {name: value for name, value in values.items() if value}
