"""Readers of what other tools write: a text in, records with the fields of events out, as the readers of `formats` do.

They know what each format's fields mean, and make ours of them. What has no place in an event is never dropped without
a word: it becomes a problem of the subtype ``import``, with its line. No reader opens a file or reaches for the
network, but `git`, which asks a repository on this machine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from sphinx_retrospective import formats
from sphinx_retrospective.formats import Document
from sphinx_retrospective.imports.bibtex import read_bibtex
from sphinx_retrospective.imports.csl_json import read_csl_json
from sphinx_retrospective.imports.icalendar import read_icalendar
from sphinx_retrospective.imports.json_resume import read_json_resume
from sphinx_retrospective.imports.keep_a_changelog import read_keep_a_changelog
from sphinx_retrospective.imports.linkedin import read_linkedin_file
from sphinx_retrospective.imports.rendercv import read_rendercv
from sphinx_retrospective.imports.sphinx_timeline import read_sphinx_timeline

__all__ = ["IMPORTERS", "LINKEDIN", "READERS", "SUFFIXES", "read"]

#: The format that is several files, in a folder or an archive.
LINKEDIN: Final = "linkedin"
#: The readers of other tools' formats, by the name of the format.
IMPORTERS: Final[Mapping[str, Callable[[str], Document]]] = MappingProxyType(
    {
        "bibtex": read_bibtex,
        "csl-json": read_csl_json,
        "icalendar": read_icalendar,
        "json-resume": read_json_resume,
        "keep-a-changelog": read_keep_a_changelog,
        LINKEDIN: read_linkedin_file,
        "rendercv": read_rendercv,
        "sphinx-timeline": read_sphinx_timeline,
    }
)
#: All readers, those of our own formats first.
READERS: Final[Mapping[str, Callable[[str], Document]]] = MappingProxyType({**formats.READERS, **IMPORTERS})
#: The formats that the end of a file's name tells, in lower case.
SUFFIXES: Final[Mapping[str, str]] = MappingProxyType({**formats.SUFFIXES, ".bib": "bibtex", ".ics": "icalendar"})


def read(text: str, format: str) -> Document:
    """Read the events of *text*, which is in *format*: one of `READERS`.

    Raises:
        DataError: *text* as a whole cannot be read, or there is no such format.
    """
    return formats.read(text, format, READERS)
