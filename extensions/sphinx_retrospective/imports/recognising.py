"""What format a text is in, as the text itself tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.core.schema import LEGACY_FIELDS
from sphinx_retrospective.formats import Document
from sphinx_retrospective.formats.csv import read_csv
from sphinx_retrospective.formats.json import read_json
from sphinx_retrospective.formats.records import Mapping, Node, Scalar, Sequence
from sphinx_retrospective.formats.yaml import read_yaml
from sphinx_retrospective.imports.json_resume import is_section
from sphinx_retrospective.imports.linkedin import has_header

#: How much of a text is looked at for what may stand after remarks.
_BEGINNING: Final = 20_000
#: What only one format has at the beginning of a line.
_SIGNS: Final = {
    re.compile(r"^BEGIN:VCALENDAR", re.MULTILINE | re.IGNORECASE): "icalendar",
    re.compile(r"^#{1,2} *(?:\[?v?\d+(?:\.\d+)+|\[?unreleased)", re.MULTILINE | re.IGNORECASE): "keep-a-changelog",
    re.compile(r"^\s*@[A-Za-z]+\s*[{(]", re.MULTILINE): "bibtex",
}
_YAML = re.compile(r"^(?:---|-(?:\s|\Z)|[\w\"'$-][^\n,;]*:(?:\s|\Z))", re.MULTILINE)
#: What events of ours have at least one of, or in the form of sphinx-timeline; and what only references have.
_OURS: Final = frozenset({"title", "date", "kind"})
_DATED: Final = frozenset({"date", "kind", *LEGACY_FIELDS})
_REFERENCE: Final = frozenset({"issued", "container-title", "DOI", "event-date", "citation-key"})


def recognised(text: str) -> str:
    """Return the name of the format of *text*: one of `sphinx_retrospective.imports.READERS`.

    Raises:
        DataError: it can't be told, or what it begins as can't be read.
    """
    found = _recognised(text.removeprefix("\ufeff"))
    if not found:
        raise DataError("its format can't be recognised; name it with --format")
    return found


def root_of(text: str, read: Callable[[str, Callable[[Node], Document]], Document]) -> Node:
    """Return what a text of JSON or YAML holds, of whatever shape.

    Args:
        text: the data.
        read: `read_json` or `read_yaml`.

    Raises:
        DataError: it can't be read.
    """
    found: list[Node] = []

    def keep(node: Node) -> Document:
        found.append(node)
        return Document((), ())

    read(text, keep)
    return found[0]


def entries_of(node: Node) -> dict[str, Node]:
    """Return the fields of a mapping by name; none of anything else."""
    entries = node.entries if isinstance(node, Mapping) else []
    return {key.text: value for key, value in entries if isinstance(key, Scalar) and key.text}


def _recognised(text: str) -> str:
    beginning = text[:_BEGINNING].lstrip()
    if beginning.startswith(("{", "[")) and not beginning.startswith("[!"):
        return _of_shape(root_of(text, read_json), "json")
    for pattern, name in _SIGNS.items():
        if pattern.search(beginning):
            return name
    if has_header(text):
        return "linkedin"
    if _YAML.match("\n".join(_lines(beginning))):
        return _of_shape(root_of(text, read_yaml), "yaml")
    names = read_csv(text).records[:1]
    return _of_names(names[0].lines if names else (), "csv")


def _lines(text: str) -> Iterable[str]:
    """Return the lines that say something in YAML."""
    return (line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))


def _of_shape(root: Node, ours: str) -> str:
    fields = entries_of(root)
    if "retrospective" in fields or isinstance(fields.get("events"), Sequence):
        return ours if len(fields) == 1 or "retrospective" in fields else ""
    if {"cv", "sections"} & set(fields):
        return "rendercv"
    if any(map(is_section, fields)):
        return "json-resume" if ours == "json" else ""
    items = fields.get("items", root)
    names = [set(entries_of(each)) for each in items.items] if isinstance(items, Sequence) else []
    if any(each & _REFERENCE or ({"type", "title"} <= each and not each & _DATED) for each in names):
        return "csl-json" if ours == "json" else ""
    return _of_names(set().union(*names), ours)


def _of_names(names: Iterable[str], ours: str) -> str:
    """Return the format of events with fields of these names."""
    found = set(names)
    if found & _OURS:
        return ours
    return "sphinx-timeline" if found & set(LEGACY_FIELDS) else ""
