"""Templates of sphinx-timeline: what stands for each event in a view that declares its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml
from docutils.statemachine import StringList
from jinja2 import TemplateError

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.formats.records import Document
from sphinx_retrospective.nodes import templated_event
from sphinx_retrospective.reading.data_files import read_text_file
from sphinx_retrospective.reading.directives.declaring import DeclaringDirective
from sphinx_retrospective.reading.harmless import make_harmless
from sphinx_retrospective.reading.sandbox import Template
from sphinx_retrospective.reading.template_dates import variables

_LINE: Final = re.compile(r"\s*-{3,}\s*\Z")
_JINJA: Final = re.compile(r"\{[{%#]")
#: What a template can name: an event's data, its dates in words, and its duration.
VARIABLES: Final = ("e", "dt", "dtrange", "duration")


@dataclass(frozen=True, slots=True)
class WrittenTemplate:
    """A template, as written, and ``path:line`` of each of its lines."""

    text: str
    places: tuple[str, ...]

    def place(self, line: int) -> str:
        """Return ``path:line`` of a line, counted from 1."""
        return self.places[max(min(line, len(self.places)), 1) - 1]


class TemplatedDirective(DeclaringDirective):
    """A directive whose events a template can tell."""

    def take_template(self) -> WrittenTemplate | None:
        """Return the template in the file that the option names, or in the content, which goes on without it."""
        found = self._take_from_content()
        name = self.texts.get("template", "").strip()
        if not name:
            return found
        try:
            path, text = read_text_file(name, self.env, self.settings)
        except DataError as error:
            self.warn_at("data", str(error), self.location("template"))
            return None
        return WrittenTemplate(text, tuple(f"{path}:{line}" for line in range(1, text.count("\n") + 2)))

    def _take_from_content(self) -> WrittenTemplate | None:
        lines = list(self.content)
        line = next((number for number, text in enumerate(lines) if _LINE.match(text)), None)
        if line is None:
            # Where the events are in a file, the content is the template.
            if not self.texts.get("events") or not _JINJA.search("\n".join(lines)):
                return None
            line = -1
        places = tuple(self.content_line(number + 1) for number in range(line + 1, len(lines)))
        self.content.trim_end(len(lines) - max(line, 0))
        text = "\n".join(lines[line + 1 :])
        return WrittenTemplate(text, places) if text.strip() else None

    def render_events(
        self, written: WrittenTemplate, document: Document, anchors: Sequence[str]
    ) -> list[templated_event] | None:
        """Return what a template makes of the events in *document*; None, after a warning, where it can't be used."""
        try:
            template = Template(written.text, VARIABLES)
        except TemplateError as error:
            self._warn(written, f"it can't be read: {error.message}", getattr(error, "lineno", 1))
            return None
        templated = []
        for values, anchor in zip(self._values_in(document), anchors, strict=True):
            try:
                text = template.render(variables(values))
            except Exception as error:  # noqa: BLE001 - whatever a template does, the page is built
                self._warn(written, f"it fails for {_named(values)}: {_first_line(error)}", _line_of(error))
                return None
            templated.append(self._parsed(text, written, anchor))
        return templated

    def _warn(self, written: WrittenTemplate, message: str, line: int) -> None:
        self.warn_at("template", f"the template is not used, as {message.rstrip('.')}; correct it", written.place(line))

    def _parsed(self, text: str, written: WrittenTemplate, anchor: str) -> templated_event:
        templated = templated_event("", anchor=anchor)
        path, _, line = written.places[0].rpartition(":")
        lines = text.splitlines()
        settings = self.state.document.settings
        allowed = settings.raw_enabled, settings.file_insertion_enabled
        # What is in the data can't put in what is no markup.
        settings.raw_enabled = settings.file_insertion_enabled = False
        try:
            self.state.nested_parse(StringList(lines, items=[(path, int(line) - 1)] * len(lines)), 0, templated)
        finally:
            settings.raw_enabled, settings.file_insertion_enabled = allowed
        make_harmless(templated, self.settings.schema.schemes)
        return templated

    def _values_in(self, document: Document) -> Iterator[Mapping[str, Any]]:
        """Yield the fields of each event, with numbers and lists where its format has them."""
        items = self._items() if self.data_format in {"json", "yaml"} else []
        if len(items) == len(document.records):
            yield from items
        else:
            yield from (record.values for record in document.records)

    def _items(self) -> list[dict[str, Any]]:
        try:
            # Read already, so that it is known to have no aliases and no tags, and to be no deeper than allowed.
            data = json.loads(self.data_text) if self.data_format == "json" else yaml.safe_load(self.data_text)
        except (ValueError, yaml.YAMLError):
            return []
        items = data.get("events") if isinstance(data, dict) else data
        return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _named(values: Mapping[str, Any]) -> str:
    return repr(str(values.get("name") or values.get("title") or values.get("start") or "an event")[:60])


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _line_of(error: Exception) -> int:
    """Return the line of a template that an error came from, which Jinja puts into the traceback."""
    line, traceback = 1, error.__traceback__
    while traceback:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
