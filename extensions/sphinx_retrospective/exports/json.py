"""``retrospective.json``: everything that a chronicle knows, in the fields that data files have.

Its form is `schema/retrospective-1.schema.json`. The directive ``events`` reads it back to the same events.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from sphinx_retrospective.core.model import Event
from sphinx_retrospective.exports.history import History, ToldEra, ToldEvent, ToldPage, ToldTerm

#: The version of the form. A reader refuses another.
VERSION: Final = 1
_SCHEMA: Final = f"https://sphinx-retrospective.readthedocs.io/en/latest/retrospective-{VERSION}.schema.json"


def as_json(history: History) -> str:
    """Return *history* as JSON, the same text for the same history."""
    fields = {each.name: each.field for each in history.taxonomies}
    head = {"title": history.title, "author": history.author, "language": history.language, "url": history.base}
    told = {
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
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


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


def _event(told: ToldEvent, fields: Mapping[str, str]) -> dict[str, Any]:
    return fields_of(told.event, fields) | _filled({"url": told.url, "eras": told.event.eras})


def _era(told: ToldEra) -> dict[str, Any]:
    era = told.era
    date = era.date.edtf if era.date else ""
    return _filled({"id": era.id, "title": era.title, "date": date, "url": told.url, "eras": era.eras})


def _term(told: ToldTerm) -> dict[str, Any]:
    term = told.term
    return _filled(
        {
            "slug": term.slug,
            "title": term.title,
            "aliases": term.aliases,
            "parents": term.parents,
            "description": told.description,
            "colour": term.description.colour if term.description else "",
            "url": told.url,
        }
    )


def _page(told: ToldPage, fields: Mapping[str, str]) -> dict[str, Any]:
    carried = {field: list(told.tagging.terms.get(name, ())) for name, field in fields.items()}
    return _filled({"title": told.tagging.title, "url": told.url, **carried})


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return *values* without those that are empty."""
    return {name: value for name, value in values.items() if value}
