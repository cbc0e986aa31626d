"""CSL-JSON: references as citation processors read them, and as Zotero and other reference managers write them."""

from __future__ import annotations

from typing import Final

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.formats import Document
from sphinx_retrospective.formats.json import read_json
from sphinx_retrospective.formats.records import Mapping, Node, Scalar, Sequence, kind_of
from sphinx_retrospective.imports.collecting import Collection, Event, Text
from sphinx_retrospective.imports.dates import edtf
from sphinx_retrospective.imports.items import Item
from sphinx_retrospective.imports.markup import plain_html
from sphinx_retrospective.imports.references import add_reference, keywords

_KINDS: Final = {"speech": "talk", "software": "release", "patent": "milestone", "performance": "event"}
_SEASONS: Final = {str(number): str(20 + number) for number in range(1, 5)}
#: What says how a reference is cited, or where it is kept, and nothing of what happened.
_BOOKKEEPING: Final = ("citation-key", "citation-label", "citation-number", "accessed", "language", "source")


def read_csl_json(text: str) -> Document:
    """Read a list of references, or an object whose field ``items`` holds it.

    Raises:
        DataError: *text* is not JSON, or no such list.
    """
    return read_json(text, _document)


def _document(root: Node) -> Document:
    if isinstance(root, Mapping):
        items = {key.text: value for key, value in root.entries if isinstance(key, Scalar)}
        root = items.get("items", root)
    if not isinstance(root, Sequence):
        raise DataError(f"CSL-JSON is a list of references, but this is {kind_of(root)}", root.line)
    found = Collection()
    for node in root.items:
        if isinstance(node, Mapping):
            item = Item(node, "a reference", found, plain_html)
            event = _event(item)
            item.leave()
            found.add(event)
        else:
            found.problem(f"a reference has fields such as title and issued, but this is {kind_of(node)}", node.line)
    return found.document()


def _event(item: Item) -> Event:
    key, kind = item.text("id"), item.text("type")
    name = kind.text if kind else ""
    event = Event(item.line, _KINDS.get(name, "post"), key.text if key else "")
    event.set("title", item.text("title"))
    authors = _people(item.node("author")) or _people(item.node("editor"))
    event.add("people", *authors)
    is_held = name in {"speech", "performance"}
    for field in ("event-date", "issued") if is_held else ("issued",):
        if date := _date(item.node(field), item.line):
            event.set("date", date)
            break
    event.add("org", item.text("event-title", "event"), item.text("container-title"), item.text("publisher"))
    if is_held:
        event.add("place", item.text("event-place"), item.text("publisher-place"))
    event.add("tags", *keywords(item.text("keyword")))
    add_reference(event, item.raw("DOI"), item.raw("URL"))
    event.set_body([item.text("abstract"), item.text("note"), item.text("annote")])
    item.skip(*_BOOKKEEPING)
    return event


def _people(node: Node | None) -> list[Text]:
    """Return the names of people or bodies, in the order in which a name is read."""
    names = []
    for each in node.items if isinstance(node, Sequence) else ():
        if isinstance(each, Mapping):
            parts = {
                key.text: value.text or ""
                for key, value in each.entries
                if isinstance(key, Scalar) and isinstance(value, Scalar)
            }
            order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
            name = parts.get("literal") or " ".join(parts[part] for part in order if parts.get(part))
            names.append(Text(name, each.line))
        elif isinstance(each, Scalar) and each.text:
            names.append(Text(each.text, each.line))
    return names


def _date(node: Node | None, line: int) -> Text | None:
    """Return a date variable as EDTF, with no more in it than it has."""
    if not isinstance(node, Mapping):
        return Text(edtf(node.text), node.line) if isinstance(node, Scalar) and node.text else None
    parts = {key.text: value for key, value in node.entries if isinstance(key, Scalar)}
    sign = "~" if _scalar(parts.get("circa")).lower() not in {"", "0", "false"} else ""
    dates = parts.get("date-parts")
    ends = [_end(each) for each in dates.items] if isinstance(dates, Sequence) else []
    season = _SEASONS.get(_scalar(parts.get("season")))
    if season and len(ends) == 1 and "-" not in ends[0][1:]:
        ends[0] = f"{ends[0]}-{season}"
    ends = [f"{each}{sign}" if each else "" for each in ends[:2]]
    written = "/".join(ends) if any(ends) else _scalar(parts.get("raw")) or _scalar(parts.get("literal"))
    return Text(edtf(written), node.line or line) if written else None


def _end(node: Node) -> str:
    """Return one date of ``[[2014, 6, 3]]``."""
    numbers = [_scalar(each) for each in node.items] if isinstance(node, Sequence) else []
    # What follows a part that is not known says nothing.
    known = numbers[: next((place for place, text in enumerate(numbers) if text in {"", "0"}), len(numbers))]
    if not known:
        return ""
    year, *rest = known
    sign = "-" if year.startswith("-") else ""
    return "-".join([f"{sign}{year.removeprefix('-').rjust(4, '0')}", *(part.rjust(2, "0") for part in rest[:2])])


def _scalar(node: Node | None) -> str:
    return (node.text or "").strip() if isinstance(node, Scalar) else ""
