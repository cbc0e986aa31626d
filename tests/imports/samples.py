"""The samples of each format, and what they are expected to become."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Final

from sphinx_retrospective.core.definitions import BUILT_IN as TAXONOMIES
from sphinx_retrospective.core.fields import EventFields, interpret
from sphinx_retrospective.core.kinds import BUILT_IN as KINDS
from sphinx_retrospective.core.schema import Schema
from sphinx_retrospective.formats import Document
from sphinx_retrospective.imports import IMPORTERS, read
from sphinx_retrospective.imports.linkedin import read_linkedin

FOLDER: Final = Path(__file__).parent / "samples"
EXPECTED: Final = Path(__file__).parent / "expected"
SCHEMA: Final = Schema({kind.name: kind for kind in KINDS}, TAXONOMIES)
#: The sample of each format; LinkedIn's is a folder.
SAMPLES: Final = {path.stem: path for path in sorted(FOLDER.iterdir())}
#: Those that are one text.
TEXTS: Final = {name: path.read_bytes().decode() for name, path in SAMPLES.items() if path.is_file()}


def linkedin_files() -> dict[str, bytes]:
    """Return LinkedIn's files by name."""
    return {path.name: path.read_bytes() for path in sorted(SAMPLES["linkedin"].iterdir())}


def packed(files: dict[str, bytes]) -> bytes:
    """Return a ZIP archive of files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def document(name: str) -> Document:
    """Return what the sample of a format holds."""
    return read_linkedin(linkedin_files()) if name == "linkedin" else read(TEXTS[name], name)


def fields_of_events(found: Document) -> list[EventFields]:
    """Return the events of a document, as the directive has them."""
    return [interpret(record.values, SCHEMA)[0] for record in found.records]


def told(found: Document) -> list[str]:
    """Return what is told of a document, as ``source:line: subtype: message``."""
    lines = [f"{each.source}:{each.line}: {each.subtype}: {each.message}" for each in found.problems]
    for record in found.records:
        for each in interpret(record.values, SCHEMA)[1]:
            line = record.line_of(each.field or "", each.item)
            lines.append(f"{record.source}:{line}: {each.subtype}: {each.message}")
    return lines


assert set(SAMPLES) == set(IMPORTERS)
