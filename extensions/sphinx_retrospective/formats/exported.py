"""Our own export, which is JSON: read back as the data file that it was made of might be."""

from __future__ import annotations

from typing import Final

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.formats.records import Document, Mapping, Node, Scalar, Sequence, document, shown

#: The field that says so, and the version that it says.
_MARK: Final = "retrospective"
_VERSION: Final = "1"
#: What an exported event has that tells where it was, and nothing of itself.
_WHEREABOUTS: Final = frozenset({"url", "eras"})


def exported_or_document(root: Node) -> Document:
    """Return the events of an export, or the records of any other data, as `document` does.

    Raises:
        DataError: *root* is an export of another version, or one without events; or of another shape.
    """
    fields = (
        {key.text: value for key, value in root.entries if isinstance(key, Scalar)} if isinstance(root, Mapping) else {}
    )
    mark = fields.get(_MARK)
    if mark is None:
        return document(root)
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
    return document(Sequence([_told(each) for each in events.items], events.line))


def _told(node: Node) -> Node:
    if not isinstance(node, Mapping):
        return node
    kept = [(key, value) for key, value in node.entries if not (isinstance(key, Scalar) and key.text in _WHEREABOUTS)]
    return Mapping(kept, node.line)
