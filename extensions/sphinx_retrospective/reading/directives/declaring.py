"""What directives that declare events have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes

from sphinx_retrospective.core.errors import DataError, Problem
from sphinx_retrospective.core.fields import EventFields, interpret
from sphinx_retrospective.core.ids import dated_names
from sphinx_retrospective.core.plain_text import line
from sphinx_retrospective.core.schema import LEGACY_FIELDS
from sphinx_retrospective.core.slugs import slugify
from sphinx_retrospective.drawing.event import draw_item, draw_links, draw_tags
from sphinx_retrospective.drawing.plain import draw_paragraphs
from sphinx_retrospective.formats import read
from sphinx_retrospective.formats.records import Document, Record
from sphinx_retrospective.gathering.addresses import object_anchor
from sphinx_retrospective.imports import LINKEDIN
from sphinx_retrospective.imports.linkedin import read_linkedin
from sphinx_retrospective.nodes import event_head, event_item, event_list
from sphinx_retrospective.reading.data_files import read_data_file, read_linkedin_files
from sphinx_retrospective.reading.directives.base import RetroDirective
from sphinx_retrospective.reading.harmless import make_harmless
from sphinx_retrospective.reading.readers import readers_of
from sphinx_retrospective.reading.temp_data import PendingEvent


def _follows(problem: Problem, record: Record) -> bool:
    """Tell whether a problem follows from one that has been told.

    So it does where cells may be in other columns than was meant, and where the value of a missing field was of no use.
    """
    if record.is_shifted:
        return True
    names = {problem.field, *(old for old, new in LEGACY_FIELDS.items() if new == problem.field != old)}
    missing = problem.subtype == problem.field and problem.field not in record.values
    return missing and not record.unusable.isdisjoint(names - {"duration", None})


class DeclaringDirective(RetroDirective):
    """A directive that declares events."""

    #: The data file that was read last; None for the directive's content.
    data_path: str | None = None
    #: The format of what was read last, and its text.
    data_format = ""
    data_text = ""
    #: Whether data can have other fields than events have, for a template that tells them.
    has_free_fields = False

    def declare(self, fields: EventFields, location: str, summary: nodes.paragraph | None = None) -> str:
        """Note an event of this document, and return its anchor."""
        wanted = object_anchor("event", slugify(fields.id))
        dated = () if fields.has_own_id else dated_names(wanted, fields.date)
        free = next((name for name in (wanted, *dated) if not self._is_taken(name)), "")
        anchor = free or self.temp_data.numbers.free(wanted, self._is_taken)
        self.temp_data.events[anchor] = PendingEvent(fields, location, summary)
        return anchor

    def _is_taken(self, anchor: str) -> bool:
        return anchor in self.temp_data.events or anchor in self.state.document.ids

    def draw_in_place(self, drawn: Iterable[event_item]) -> event_list:
        """Return events as they stand where they are declared."""
        return event_list("", *drawn, in_place=True, variant="list")

    def draw_declared(
        self, fields: EventFields, title: nodes.Node, anchor: str, body: Iterable[nodes.Node]
    ) -> event_item:
        """Return an event as it stands where it is declared."""
        told = [*body, *draw_links(fields), *draw_tags(fields, self.page)]
        item = draw_item(fields, title, told, self.page, [anchor])
        for head in item.findall(event_head):
            self.state.document.note_explicit_target(head)
        return item

    def read_records(self, option: str) -> Document | None:
        """Read the records in the file that *option* names, or in the content.

        Returns None, after a warning, where they can't be read.
        """
        text = self.texts.get(option, "").strip()
        if option in self.options and not text:
            self.warn("data", f"{option} is empty; write a path such as events.yaml", option)
            return None
        try:
            if text and self.texts.get("format", "").strip() == LINKEDIN:
                files = read_linkedin_files(text, self.env, self.settings)
                if files:
                    self.data_path, self.data_format, self.data_text = str(files[0]), LINKEDIN, ""
                    return read_linkedin(files[1])
            if text:
                data = read_data_file(text, self.texts.get("format", ""), self.env, self.settings)
                self.data_path, self.data_format = str(data.path), data.format
                return self._read(data.text)
            self.data_path, self.data_format = None, self.choice("format", readers_of(self.settings), "yaml")
            return self._read("\n".join(self.content))
        except DataError as error:
            location = self.data_location(error.line) if error.line else self.location(option if text else "")
            self.warn_at("data", str(error), location)
            return None

    def _read(self, text: str) -> Document:
        self.data_text = text
        document = read(text, self.data_format, readers_of(self.settings))
        known = {*self.settings.schema.fields, *LEGACY_FIELDS}
        if self.data_format == "csv" and not any(known & record.values.keys() for record in document.records):
            raise DataError("the first row of CSV names the fields, such as title,date,kind; add one", 1)
        return document

    def data_location(self, line: int, source: str = "") -> str:
        """Return ``path:line`` of a line of the data, in its file, in the one of its files called *source*, or here."""
        if self.data_path is None:
            return self.content_line(line)
        return f"{self.data_path}/{source}:{line}" if source else f"{self.data_path}:{line}"

    def fields_in(self, document: Document) -> Iterator[tuple[EventFields, str]]:
        """Yield each event in *document*, and where it was written, with a warning for all that is wrong."""
        for problem in filter(self._is_reported, document.problems):
            self.warn_at(problem.subtype, problem.message, self.data_location(problem.line or 1, problem.source))
        unknown_columns: set[str] = set()
        for record in document.records:
            fields, problems = interpret(record.values, self.settings.schema)
            if self.data_format == "csv":
                known = {*self.settings.schema.fields, *LEGACY_FIELDS}
                # A column is one mistake, in the first row, however many rows it has.
                for each in [each for each in problems if each.subtype == "field" and each.field not in known]:
                    if each.message not in unknown_columns and self._is_reported(each):
                        self.warn_at(each.subtype, each.message, self.data_location(document.line))
                    unknown_columns.add(each.message)
                    problems.remove(each)
            for problem in filter(self._is_reported, problems):
                if not _follows(problem, record):
                    line = record.line_of(problem.field or "", problem.item)
                    self.warn_at(problem.subtype, problem.message, self.data_location(line, record.source))
            yield fields, self.data_location(record.line, record.source)

    def _is_reported(self, problem: Problem) -> bool:
        """Tell whether a problem is one here: under a template other fields can be there, and a title need not be."""
        known = {*self.settings.schema.fields, *LEGACY_FIELDS}
        is_free = problem.subtype == "title" or (problem.field and problem.field not in known)
        return not (self.has_free_fields and is_free)

    def declare_plain(self, fields: EventFields, location: str) -> str:
        """Note an event whose texts are plain, and return its anchor."""
        paragraphs = draw_paragraphs(fields.summary) or draw_paragraphs(fields.body)
        return self.declare(fields, location, paragraphs[0] if paragraphs else None)

    def declare_markup(self, fields: EventFields, body: list[nodes.Node], location: str) -> event_item:
        """Note an event whose title and summary are markup, and return it as it stands where it is declared."""
        title, messages = self.parse_title(fields)
        summary = self.parse_summary(fields.summary) if fields.summary else None
        if summary is not None and not body:
            body = [summary.deepcopy()]
        anchor = self.declare(fields, location, summary)
        return self.draw_declared(fields, title, anchor, [*messages, *body])

    def parse_title(self, fields: EventFields) -> tuple[nodes.inline, list[nodes.system_message]]:
        """Parse the markup of a title, which is plain text in *fields* from then on.

        Returns the title, which translators get to see (Sphinx unwraps it again once it is translated), and messages.
        """
        parsed, messages = self.parse_inline(fields.title, lineno=self.lineno)
        title = nodes.inline(fields.title, "", *parsed, translatable=True)
        make_harmless(title, self.settings.schema.schemes)
        self.set_source_info(title)
        fields.title = line(title.astext()) or fields.title
        if not fields.has_own_id:
            fields.id = slugify(fields.title) or "untitled"
        return title, messages

    def parse_summary(self, text: str) -> nodes.paragraph:
        """Parse the markup of a summary given as an option."""
        paragraph = nodes.paragraph(text)
        parsed, messages = self.parse_inline(text, lineno=self.lineno)
        paragraph += [*parsed, *messages]
        self.set_source_info(paragraph)
        return paragraph

    def parse_body(self) -> list[nodes.Node]:
        """Parse the content, which can't hold sections."""
        return self.parse_content_to_nodes() if any(line.strip() for line in self.content) else []
