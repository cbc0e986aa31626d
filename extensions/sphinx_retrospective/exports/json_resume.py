"""``resume.json``: the events as a JSON Resume of the schema 1.0 (https://jsonresume.org/schema).

What that has no section for stands among its projects, whose type says what it is. A date that is not exact has no form
there: it is told in words at the beginning of the summary.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from sphinx_retrospective.core.dates import Interval
from sphinx_retrospective.core.model import Event
from sphinx_retrospective.exports.exact_dates import exact_dates
from sphinx_retrospective.exports.history import ExportedEvent, ExportedTerm, History
from sphinx_retrospective.exports.registry import RESUME

_SCHEMA: Final = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
#: The dates that the schema knows.
_DATE = re.compile(r"[12][0-9]{3}(-[0-9]{2}){0,2}\Z")


def as_json_resume(history: History) -> str:
    """Return the events of *history* as a JSON Resume, the newest first in each section."""
    sections: dict[str, list[dict[str, Any]]] = {}
    for exported in reversed(history.events):
        name, make = _SECTIONS.get(exported.event.kind, ("projects", _other))
        sections.setdefault(name, []).append(_filled(make(history, exported)))
    resume: dict[str, Any] = {
        "$schema": _SCHEMA,
        "basics": _filled({"name": history.author, "url": history.base}) | dict(history.resume_basics),
        **{name: sections[name] for name in _ORDER if name in sections},
        "skills": [{"name": each.term.title} for each in sorted(history.terms.get("tag", ()), key=_by_use)],
        "meta": _filled({"canonical": history.base and f"{history.base}{RESUME.filename}", "version": "v1.0.0"}),
    }
    return json.dumps(_filled(resume), ensure_ascii=False, indent=2) + "\n"


def _by_use(exported: ExportedTerm) -> int:
    return -exported.term.count


def _job(history: History, exported: ExportedEvent) -> dict[str, Any]:
    event = exported.event
    return {
        "name": _joined(history, event, "org"),
        "position": event.role or event.title,
        "location": _joined(history, event, "place"),
        "url": _url(event),
        **_dates(event, "startDate", "endDate"),
        "summary": _text(exported),
    }


def _education(history: History, exported: ExportedEvent) -> dict[str, Any]:
    event = exported.event
    return {
        "institution": _joined(history, event, "org"),
        "area": event.title,
        "studyType": event.role,
        "url": _url(event),
        **_dates(event, "startDate", "endDate"),
        # Beyond the schema, which lets it stand.
        "summary": _text(exported),
    }


def _publication(history: History, exported: ExportedEvent) -> dict[str, Any]:
    event = exported.event
    return {
        "name": event.title,
        "publisher": _joined(history, event, "org"),
        **_dates(event, "releaseDate"),
        "url": _url(event),
        "summary": _text(exported),
    }


def _award(history: History, exported: ExportedEvent) -> dict[str, Any]:
    event = exported.event
    return {
        "title": event.title,
        **_dates(event, "date"),
        "awarder": _joined(history, event, "org"),
        "summary": _text(exported),
    }


def _project(history: History, exported: ExportedEvent) -> dict[str, Any]:
    event = exported.event
    return {
        "name": event.title,
        "description": _text(exported),
        "keywords": list(history.named(event, "tag")),
        **_dates(event, "startDate", "endDate"),
        "url": _url(event),
        "roles": [event.role] if event.role else [],
        "entity": _joined(history, event, "org"),
    }


def _other(history: History, exported: ExportedEvent) -> dict[str, Any]:
    return _project(history, exported) | {"type": exported.event.kind}


_SECTIONS: Final[Mapping[str, tuple[str, Callable[[History, ExportedEvent], dict[str, Any]]]]] = {
    "job": ("work", _job),
    "education": ("education", _education),
    "post": ("publications", _publication),
    "milestone": ("awards", _award),
    "project": ("projects", _project),
}
#: Kinds whose sections have one date.
_SINGLE: Final = ("post", "milestone")
#: The sections, as the schema has them.
_ORDER: Final = ("work", "education", "awards", "publications", "projects")


def _dates(event: Event, start: str, end: str = "") -> dict[str, str]:
    """Return what of the date of *event* the schema can say, under these names."""
    if not end and isinstance(event.date, Interval):
        # The one day on which something was published, or given, is not where a span begins.
        return {}
    dates = exact_dates(event.date)
    known = {start: dates.start, end: dates.end} if end else {start: dates.start}
    # It has no time of day.
    days = {name: date.partition("T")[0] for name, date in known.items()}
    return {name: day for name, day in days.items() if _DATE.match(day)}


def _text(exported: ExportedEvent) -> str:
    """Return the summary of an event, after its date in words where the schema can't say that."""
    date, summary = exported.event.date, exported.event.summary
    start, end, is_whole = exact_dates(date)
    is_said = is_whole and all(_DATE.match(each) for each in (start, end) if each)
    # A section may have no place for a span.
    is_said = is_said and not (isinstance(date, Interval) and exported.event.kind in _SINGLE)
    return summary if is_said else f"{exported.when}. {summary}".strip()


def _url(event: Event) -> str:
    return next((each.url for each in event.links if each.url.startswith(("http://", "https://"))), "")


def _joined(history: History, event: Event, taxonomy: str) -> str:
    return ", ".join(history.named(event, taxonomy))


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
