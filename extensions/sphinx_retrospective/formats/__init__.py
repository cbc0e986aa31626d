"""Readers of data files: text in, records of plain values with line numbers out.

They know shapes, not fields: what a field means is interpreted elsewhere. Every value is the text that its author
wrote, so that ``2014`` stays a year and ``1.10`` a version, in each format alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from sphinx_retrospective.core.errors import DataError, EmptyDataError, did_you_mean
from sphinx_retrospective.formats.csv import read_csv
from sphinx_retrospective.formats.json import read_json
from sphinx_retrospective.formats.records import Document, Record, Value, keyed_document
from sphinx_retrospective.formats.yaml import read_yaml

__all__ = ["READERS", "SUFFIXES", "Document", "Record", "Value", "read", "read_terms"]

#: The readers, by the name of their format.
READERS: Final[Mapping[str, Callable[[str], Document]]] = MappingProxyType(
    {"csv": read_csv, "json": read_json, "yaml": read_yaml}
)
#: The formats, by the lower-case suffix of a file's name. The CSV reader recognises tabs by itself.
SUFFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {".csv": "csv", ".json": "json", ".tsv": "csv", ".yaml": "yaml", ".yml": "yaml"}
)


def read_terms(text: str, format: str) -> Document:
    """Read descriptions of terms in *text*: fields by the name of the term, or a list of fields with ``title``.

    Returns:
        The records; none where there is nothing in *text*.

    Raises:
        DataError: as `read`.
    """
    try:
        if format == "yaml":
            return read_yaml(text, keyed_document)
        return read_json(text, keyed_document) if format == "json" else read(text, format)
    except EmptyDataError:
        return Document((), ())


def read(text: str, format: str, readers: Mapping[str, Callable[[str], Document]] = READERS) -> Document:
    """Read the records of *text*, which is in *format*: one of *readers*, by name.

    The caller bounds the size of *text*; time and memory are proportional to it, or less.

    Raises:
        DataError: *text* as a whole cannot be read, or there is no such format.
    """
    reader = readers.get(format)
    if reader is None:
        raise DataError(
            f"{format[:40]!r} is not a format of data; formats are {', '.join(readers)}{did_you_mean(format, readers)}"
        )
    return reader(text)
