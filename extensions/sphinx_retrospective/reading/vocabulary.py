"""Vocabulary files: descriptions of terms beside the pages. They are read with the root document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from docutils import nodes

from sphinx_retrospective.core.definitions import Definition
from sphinx_retrospective.core.errors import DataError, did_you_mean
from sphinx_retrospective.core.vocabulary import FIELDS, OTHER_NAMES, describe
from sphinx_retrospective.formats import Record, read_terms
from sphinx_retrospective.names import in_language
from sphinx_retrospective.reading.data_files import read_vocabulary_file
from sphinx_retrospective.reading.harmless import make_harmless
from sphinx_retrospective.reading.temp_data import TempData
from sphinx_retrospective.settings import Settings
from sphinx_retrospective.sphinx_internals import parse_markup
from sphinx_retrospective.warnings import Mistake

#: Begins a text of several lines in YAML, below its field.
_BLOCK: Final = re.compile(r":\s+[|>][-+0-9]*\s*\Z")
_KNOWN: Final = ("title", "description", *FIELDS)


def read_vocabularies(document: nodes.document, temp_data: TempData, settings: Settings, conf_dir: Path) -> None:
    """Note the terms that the project's vocabulary files describe.

    Args:
        document: the root document, which depends on the files from now on.
        temp_data: of the document; it takes the descriptions, and what is wrong with them.
        settings: the project's.
        conf_dir: where the configuration is.
    """
    for definition in settings.schema.taxonomies:
        if name := settings.vocabularies.get(definition.name):
            vocabulary = _Vocabulary(document, temp_data, settings, definition)
            try:
                vocabulary.read(name)
            except DataError as error:
                path = vocabulary.path
                place = f"{path}:{error.line or 1}" if path else _place_in_configuration(conf_dir)
                vocabulary.warn("data", f"the vocabulary can't be read: {error}", place)


class _Vocabulary:
    def __init__(
        self, document: nodes.document, temp_data: TempData, settings: Settings, definition: Definition
    ) -> None:
        self.document = document
        self.env = document.settings.env
        self.temp_data = temp_data
        self.settings = settings
        self.definition = definition
        self.path = ""
        self.lines: list[str] = []

    def read(self, name: str) -> None:
        data = read_vocabulary_file(name, self.env, self.settings)
        self.path = str(data.path)
        self.lines = data.text.splitlines()
        found = read_terms(data.text, data.format)
        for problem in found.problems:
            self.warn(problem.subtype, problem.message, f"{self.path}:{problem.line}")
        # A column is one mistake, however many rows it has.
        lines = {name: found.line for record in found.records for name in record.lines} if data.format == "csv" else {}
        self.check_fields(lines)
        for record in found.records:
            if data.format != "csv":
                self.check_fields(record.lines)
            self.note(record)

    def check_fields(self, lines: Mapping[str, int]) -> None:
        """Warn of each field that terms do not have."""
        for name, line in lines.items():
            if name not in {*_KNOWN, *OTHER_NAMES}:
                listed = f"the fields are {', '.join(_KNOWN)}{did_you_mean(name, _KNOWN)}"
                self.warn("field", f"{name[:60]!r} is not a field of a term; {listed}", f"{self.path}:{line}")

    def warn(self, subtype: str, message: str, location: str) -> None:
        self.temp_data.mistakes.append(Mistake(subtype, message, location))

    def note(self, record: Record) -> None:
        title = record.values.get("title", "")
        if not title or not isinstance(title, str):
            self.warn("title", "a term without a title; name it", self.at(record, "title"))
            return
        values = dict(record.values)
        for name in ("parents", "parent"):
            # Said to be none; a cell of CSV that is empty says nothing.
            if name in record.lines and name not in values and not self.path.endswith((".csv", ".tsv")):
                values[name] = ""
        described, problems = describe(title, values, self.definition)
        for problem in problems:
            self.warn(problem.subtype, problem.message, self.at(record, problem.field or ""))
        # Terms of one address would share a key made of that.
        key = f"vocabulary-{self.definition.name}-{len(self.temp_data.descriptions)}"
        if text := record.values.get("description"):
            self.temp_data.paragraphs[key] = self.parse(text if isinstance(text, str) else "\n\n".join(text), record)
        self.temp_data.descriptions.append(
            replace(
                described,
                docname=self.env.docname,
                anchor=key,
                is_on_page=False,
                location=self.at(record, "title"),
                aliases_location=self.at(record, "aliases"),
                parents_location=self.at(record, "parents" if "parents" in record.lines else "parent"),
            )
        )

    def at(self, record: Record, field: str) -> str:
        return f"{self.path}:{record.line_of(field)}"

    def parse(self, written: str, record: Record) -> nodes.Element:
        """Return a description as the markup of the root document has it."""
        written = written.strip()
        line = record.line_of("description")
        if _BLOCK.search(self.lines[line - 1]):
            line += 1
        parts = parse_markup(in_language(written), self.document, self.path, line)
        text = nodes.container(written, *parts, classes=["retro-description-text"])
        make_harmless(text, self.settings.schema.schemes)
        if len(text) == 1 and isinstance(text[0], nodes.paragraph):
            text[0].rawsource = written
            return text[0]
        return text


def _place_in_configuration(conf_dir: Path) -> str:
    """Return ``conf.py:line`` of where the vocabulary is named; nothing where that is not in sight."""
    try:
        lines = Path(conf_dir, "conf.py").read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return ""
    places = [number for number, line in enumerate(lines, 1) if line.startswith("retro_vocabulary")]
    return f"conf.py:{places[0]}" if places else ""
