"""Events as JSON-LD in the vocabulary of schema.org, for the page that tells them.

An approximate date has no form there: it is told in words at the beginning of the description, and only what is exact
is given as a date.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from sphinx_retrospective.core.dates import Interval
from sphinx_retrospective.exports.exact_dates import exact_dates
from sphinx_retrospective.exports.history import ExportedEvent, History

#: The type of each kind, where it is not ``Event``.
_TYPES: Final = {
    "job": "OrganizationRole",
    "education": "EducationEvent",
    "project": "Project",
    "release": "CreativeWork",
    "post": "BlogPosting",
}
_WORKS: Final = {"CreativeWork", "BlogPosting"}
#: What is called start and end elsewhere.
_DATES: Final = {"Project": ("foundingDate", "dissolutionDate"), **dict.fromkeys(_WORKS, ("datePublished", ""))}
#: What the property is called that names organisations, people and places, by type; those that no type has are absent.
_ORGANISATIONS: Final = {"Project": "parentOrganization", **dict.fromkeys(_WORKS, "sourceOrganization")}
_PEOPLE: Final = {"Project": "member", **dict.fromkeys(_WORKS, "contributor")}
_PLACES: Final = {"Project": "location", **dict.fromkeys(_WORKS, "locationCreated")}
#: A script element ends at a tag, whatever is around that; and neither sign can begin a comment.
_ESCAPES: Final = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def as_json_ld(history: History, events: Iterable[ExportedEvent]) -> str:
    """Return what a script element of the type ``application/ld+json`` may hold, whatever the texts of *events*.

    Args:
        history: what they are part of.
        events: those that one page tells.
    """
    graph = [node for exported in events for node in _nodes(history, exported)]
    if not graph:
        return ""
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def _nodes(history: History, exported: ExportedEvent) -> Iterator[dict[str, Any]]:
    event = exported.event
    type_name = _TYPES.get(event.kind, "Event")
    # On the page itself where the site's address is not known.
    url = exported.url if history.base else f"#{event.anchor}"
    start, end, is_whole = exact_dates(event.date)
    if type_name in _WORKS and isinstance(event.date, Interval):
        # They have the one date on which they were published.
        start, end, is_whole = "", "", False
    if type_name == "Project":
        # These have a day, and no time of it.
        start, end = start.partition("T")[0], end.partition("T")[0]
    description = event.summary if is_whole else f"{exported.when}. {event.summary}".strip()
    starts, ends = _DATES.get(type_name, ("startDate", "endDate"))
    node = {
        "@type": type_name,
        "@id": url,
        "url": url,
        "name": event.title,
        starts: start,
        "description": description,
        "subjectOf": [{"@type": "CreativeWork", "name": each.label, "url": each.url} for each in event.links],
    }
    if ends:
        node[ends] = end
    organisations = [{"@type": "Organization", "name": each} for each in history.named(event, "org")]
    if type_name == "OrganizationRole":
        role = _filled(node | {"roleName": event.role or event.title})
        first, *others = organisations or [{}]
        yield {**first, "member": role} if first else role
        yield from ({**each, "member": {"@id": url}} for each in others)
        return
    people = [{"@type": "Person", "name": each} for each in history.named(event, "person")]
    places = [{"@type": "Place", "name": each} for each in history.named(event, "place")]
    yield _filled(
        node
        | {
            _ORGANISATIONS.get(type_name, "organizer"): organisations,
            _PEOPLE.get(type_name, "performer" if event.kind == "talk" else "contributor"): people,
            _PLACES.get(type_name, "location"): places,
            "keywords": ", ".join(history.named(event, "tag")),
        }
        | ({"inLanguage": history.language.replace("_", "-")} if type_name != "Project" else {})
    )


def _filled(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value}
