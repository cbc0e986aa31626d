"""``events``: events from a file, or from the content, shown in place."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes

from sphinx_retrospective.core.fields import EventFields
from sphinx_retrospective.drawing.plain import draw_paragraphs, draw_text
from sphinx_retrospective.nodes import event_item
from sphinx_retrospective.reading.directives.base import options
from sphinx_retrospective.reading.directives.declaring import DeclaringDirective


class EventsDirective(DeclaringDirective):
    """Events in YAML, JSON, CSV, or a format of another tool."""

    optional_arguments = 0
    option_spec: ClassVar[Any] = options("file", "format", "markup")

    def make(self) -> list[nodes.Node]:
        """Return the events, in the order of the data."""
        self.check_options(("file", "format", "markup"))
        if "file" not in self.options and not any(line.strip() for line in self.content):
            self.warn(
                "empty", "events has neither a file nor content; name a file with the option file, or list events"
            )
            return []
        if "file" in self.options and any(line.strip() for line in self.content):
            self.warn(
                "option",
                "events has both a file and content; the content is left out, move it to a directive of its own",
            )
        document = self.read_records("file")
        if document is None:
            return []
        items = [self._draw(fields, location) for fields, location in self.fields_in(document)]
        if not items and not document.problems:
            self.warn("empty", "there is no event in the data; add one with a title and a date", "file")
        if not items:
            return []
        drawn = self.draw_in_place(items)
        self.set_source_info(drawn)
        return [drawn]

    def _draw(self, fields: EventFields, location: str) -> event_item:
        """Note an event, and return it as it stands in place."""
        if "markup" in self.options:
            return self.declare_markup(fields, self.parse_text_to_nodes(fields.body), location)
        body = draw_paragraphs(fields.body)
        if fields.summary and not fields.body.startswith(fields.summary):
            body = [*draw_paragraphs(fields.summary), *body]
        return self.draw_declared(fields, draw_text(fields.title), self.declare_plain(fields, location), body)
