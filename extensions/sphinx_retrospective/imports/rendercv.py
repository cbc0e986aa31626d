"""RenderCV: a curriculum vitae in YAML, with sections of any name (https://docs.rendercv.com)."""

from __future__ import annotations

import re
from typing import Final

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.formats import Document
from sphinx_retrospective.formats.records import Mapping, Node, Scalar, Sequence, kind_of, shown
from sphinx_retrospective.formats.yaml import read_yaml
from sphinx_retrospective.imports.collecting import Collection, Event, Text
from sphinx_retrospective.imports.items import Item
from sphinx_retrospective.imports.json_resume import VOLUNTEERING
from sphinx_retrospective.imports.markup import plain, without_links
from sphinx_retrospective.imports.references import add_reference

#: What an entry with a name is, by a part of its section's title.
_KINDS: Final = (
    (re.compile(r"talk|speak|presentation|conference|lecture"), "talk"),
    (re.compile(r"project|open.source|software"), "project"),
    (re.compile(r"award|honou?r|certifi|licen[cs]e|achievement|patent|prize"), "milestone"),
    (re.compile(r"publication|article|paper|writing|blog"), "post"),
    (re.compile(r"education|course"), "education"),
    (re.compile(r"experience|employment|work"), "job"),
)
#: What the mapping with the sections is called in messages.
CV: Final = "the curriculum vitae"
_VOLUNTARY = re.compile(r"volunt")


def read_rendercv(text: str) -> Document:
    """Read the entries with dates of RenderCV's YAML, as a whole or what is below ``cv``.

    Raises:
        DataError: *text* is not YAML, has anchors, aliases or tags, or no sections.
    """
    return read_yaml(text, _document)


def text_left_out(section: str) -> str:
    """Return what is told of a text that stands by itself in a section."""
    return f"a text of the section {shown(section)} has no date, and so no place in an event"


def _document(root: Node) -> Document:
    if not isinstance(root, Mapping):
        raise DataError(f"RenderCV's data has a field 'cv' with sections, but this is {kind_of(root)}", root.line)
    found = Collection()
    file = Item(root, "RenderCV's file", found)
    cv = file.node("cv") if "cv" in file else None
    if isinstance(cv, Mapping):
        file.leave()
        file = Item(cv, CV, found)
    sections = file.node("sections")
    if not isinstance(sections, Mapping):
        raise DataError("RenderCV's data has 'sections' below 'cv', each with a list of entries; write one", root.line)
    file.leave()
    for key, entries in sections.entries:
        title = (key.text or "") if isinstance(key, Scalar) else ""
        if isinstance(entries, Sequence):
            for entry in entries.items:
                _read_entry(entry, title, found)
        elif not isinstance(entries, Scalar) or entries.text:
            found.problem(f"the section {shown(title)} is a list, but this is {kind_of(entries)}", key.line)
    return found.document()


def _read_entry(entry: Node, title: str, found: Collection) -> None:
    what = f"the section {shown(title)}"
    if not isinstance(entry, Mapping):
        if not isinstance(entry, Scalar) or entry.text:
            found.leave_out(text_left_out(title), entry.line)
        return
    item = Item(entry, what, found, plain)
    event = _event(item, title.lower().replace("_", " "))
    if event is None:
        names = " and ".join(map(shown, item.names[:2])) or "nothing"
        found.leave_out(f"an entry of {what} with {names} has no date, and so no place in an event", entry.line)
        return
    item.leave()
    found.add(event)


def _event(item: Item, section: str) -> Event | None:
    """Return an event of an entry; None where it is of a form without a date."""
    titled = next((name for name in ("company", "institution", "title", "name") if name in item), "")
    if not titled:
        return None
    kind = {"company": "job", "institution": "education", "title": "post"}.get(titled, "event")
    named = next((kind for pattern, kind in _KINDS if pattern.search(section)), kind)
    kind = named if titled == "name" or (titled == "title" and named == "talk") else kind
    event = Event(item.line, kind)
    links: list[Text] = []
    name = _without_links(item.raw(titled), links)
    if titled == "company":
        role = item.text("position")
        event.name(role, name)
        event.set("role", role)
        event.add("org", name)
    elif titled == "institution":
        event.name(item.text("degree"), item.text("area"), name)
        event.add("org", name)
    else:
        event.name(name)
    if _VOLUNTARY.search(section):
        event.add("tags", Text(VOLUNTEERING, item.line))
    event.add("org", item.text("journal"), item.text("publisher"))
    event.add("people", *item.texts("authors"))
    event.add("place", item.text("location"))
    _date(item, event, is_open=kind != "event" or "start_date" in item)
    event.add("link", *links)
    add_reference(event, item.raw("doi"), item.raw("url"))
    event.set_body([item.text("summary"), *item.texts("highlights")])
    return event


def _date(item: Item, event: Event, *, is_open: bool) -> None:
    # Of the two ways to say when, RenderCV takes the date.
    date = item.text("date")
    if date:
        event.last(date, None)
    else:
        event.last(item.text("start_date"), item.text("end_date"), is_open=is_open)


def _without_links(text: Text | None, links: list[Text]) -> Text | None:
    if text is None:
        return None
    said, addresses = without_links(text.text)
    links += [Text(url, text.line) for url in addresses]
    return Text(said, text.line)
