"""Our own export, which is JSON: read back as the data file that it was made of might be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.formats.records import Document, Mapping, Node, Scalar, Sequence, document, shown

#: The field that says so, and the version that it says.
_MARK: Final = "retrospective"
_VERSION: Final = "1"
#: What an exported event has that tells where it was, and nothing of itself.
_PLACE_FIELDS: Final = frozenset({"url", "eras"})
#: What the header of an exported table begins with.
_FIRST_COLUMNS: Final = ("title", "id", "date", "kind", "role", "link", "summary")


def unread_columns(header: Iterable[str]) -> frozenset[str]:
    """Return the columns of a table that are not read, where it has the header of our own export, which is CSV too."""
    return frozenset({"url"}) if tuple(header)[: len(_FIRST_COLUMNS)] == _FIRST_COLUMNS else frozenset()


def exported_or_document(root: Node) -> Document:
    """Return the events of an export, or the records of any other data, as `document` does.

    Raises:
        DataError: *root* is an export of another version, or one without events; or of another shape.
    """
    return _events(root, _PLACE_FIELDS) if _MARK in _fields(root) else document(root)


def exported_events(root: Node) -> Document:
    """Return the events of an export, each with the address where it is told, as the field ``url``.

    Raises:
        DataError: *root* is no export, or one of another version, or without events.
    """
    return _events(root, _PLACE_FIELDS - {"url"})


def exported_title(root: Node) -> str:
    """Return what the project is called that *root* is an export of; empty where it does not say."""
    title = _fields(root).get("title")
    return (title.text or "") if isinstance(title, Scalar) else ""


def _fields(root: Node) -> dict[str | None, Node]:
    entries = root.entries if isinstance(root, Mapping) else ()
    return {key.text: value for key, value in entries if isinstance(key, Scalar)}


def _events(root: Node, without: frozenset[str]) -> Document:
    fields = _fields(root)
    mark = fields.get(_MARK)
    if mark is None:
        raise DataError("the data is not an export of a history, which has a field 'retrospective'", root.line)
    if not isinstance(mark, Scalar) or mark.text != _VERSION:
        version = shown(mark.text or "") if isinstance(mark, Scalar) else "no text"
        raise DataError(
            f"the export is of version {version}, and {_VERSION} is read here; "
            "export it again with this release, or update the one that reads it",
            mark.line,
        )
    events = fields.get("events")
    if not isinstance(events, Sequence):
        raise DataError("the export has no list of events; export it again", root.line)
    return document(Sequence([_without(each, without) for each in events.items], events.line))


def _without(node: Node, names: frozenset[str]) -> Node:
    if not isinstance(node, Mapping):
        return node
    kept = [(key, value) for key, value in node.entries if not (isinstance(key, Scalar) and key.text in names)]
    return Mapping(kept, node.line)
