"""JSON Resume: one object with a section for each part of a career (https://jsonresume.org/schema)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.formats import Document
from sphinx_retrospective.formats.json import read_json
from sphinx_retrospective.formats.records import Mapping as MappingNode
from sphinx_retrospective.formats.records import Node, kind_of
from sphinx_retrospective.imports.collecting import Collection, Event, Text
from sphinx_retrospective.imports.items import Item

#: What a voluntary role is tagged with, which is a job like another else.
VOLUNTEERING: Final = "volunteering"
#: Sections of the person or of the file, whose entries have no date.
_UNDATED: Final = ("basics", "skills", "languages", "interests", "references", "meta")


def read_json_resume(text: str) -> Document:
    """Read the dated sections of a JSON Resume, of the schema 1.0 or the names that earlier ones had.

    Raises:
        DataError: *text* is not JSON, or no such object.
    """
    return read_json(text, _document)


def is_section(name: str) -> bool:
    """Tell whether a section of a JSON Resume is called so."""
    return name in _SECTIONS or name in _UNDATED


def undated(name: str) -> str:
    """Return what is told of a section whose entries have no date."""
    return f"the section '{name}' has no dates, and so no place in an event"


def _document(root: Node) -> Document:
    if not isinstance(root, MappingNode):
        message = f"a JSON Resume is an object with sections such as work and education, but this is {kind_of(root)}"
        raise DataError(message, root.line)
    found = Collection()
    resume = Item(root, "the resume", found)
    if not any(map(is_section, resume.names)):
        raise DataError("none of the fields is a section of a JSON Resume, such as work or education", root.line)
    resume.skip("$schema")
    for name, read in _SECTIONS.items():
        for item in resume.items(name, name):
            event = read(item)
            item.leave()
            found.add(event)
    for name in _UNDATED:
        if name in resume:
            node = resume.node(name)
            line = node.line if node else root.line
            found.leave_out(undated(name), line)
    resume.leave()
    return found.document()


def _employment(item: Item, kind: str, org: tuple[str, ...]) -> Event:
    event = Event(item.line, kind)
    role, employer = item.text("position"), item.text(*org)
    event.name(role, employer)
    event.set("role", role)
    event.add("org", employer)
    event.add("place", item.text("location"))
    _dated(item, event)
    event.set_body([item.text("summary"), *item.texts("highlights")])
    return event


def _work(item: Item) -> Event:
    return _employment(item, "job", ("name", "company"))


def _volunteer(item: Item) -> Event:
    event = _employment(item, "job", ("organization",))
    event.add("tags", Text(VOLUNTEERING, item.line))
    return event


def _education(item: Item) -> Event:
    event = Event(item.line, "education")
    institution = item.text("institution")
    event.name(item.text("studyType"), item.text("area"), institution)
    event.add("org", institution)
    _dated(item, event)
    event.set_body([item.text("summary"), *item.texts("courses")])
    return event


def _award(item: Item) -> Event:
    return _single(item, "milestone", "title", "awarder", "date")


def _certificate(item: Item) -> Event:
    return _single(item, "milestone", "name", "issuer", "date")


def _publication(item: Item) -> Event:
    return _single(item, "post", "name", "publisher", "releaseDate")


def _single(item: Item, kind: str, title: str, org: str, date: str) -> Event:
    """Return what has one date."""
    event = Event(item.line, kind)
    event.name(item.text(title))
    event.add("org", item.text(org))
    event.last(item.text(date), None)
    event.add("link", item.text("url", "website"))
    event.set_body([item.text("summary")])
    return event


def _project(item: Item) -> Event:
    event = Event(item.line, "project")
    event.name(item.text("name"))
    roles = item.texts("roles")
    if roles:
        event.set("role", Text(", ".join(each.text for each in roles), roles[0].line))
    event.add("org", item.text("entity"))
    event.add("tags", *item.texts("keywords"))
    _dated(item, event)
    event.set_body([item.text("description"), item.text("summary"), *item.texts("highlights")])
    return event


def _dated(item: Item, event: Event) -> None:
    event.last(item.text("startDate"), item.text("endDate"), is_open=True)
    event.add("link", item.text("url", "website"))


_SECTIONS: Final[Mapping[str, Callable[[Item], Event]]] = {
    "work": _work,
    "volunteer": _volunteer,
    "education": _education,
    "awards": _award,
    "certificates": _certificate,
    "publications": _publication,
    "projects": _project,
}
