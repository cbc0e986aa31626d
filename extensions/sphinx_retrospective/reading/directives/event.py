"""``event``: one dated thing, declared and shown in place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from docutils import nodes

from sphinx_retrospective.core.around import LIMIT
from sphinx_retrospective.core.fields import interpret
from sphinx_retrospective.core.schema import FIELDS
from sphinx_retrospective.names import in_language
from sphinx_retrospective.nodes import event_body, event_item
from sphinx_retrospective.reading.directives.base import options
from sphinx_retrospective.reading.directives.declaring import DeclaringDirective


class EventDirective(DeclaringDirective):
    """One event. The argument is its title; the content tells of it, the first paragraph in short."""

    option_spec: ClassVar[Any] = options(
        *(name for name in FIELDS if name not in {"title", "body"}), "tags", "org", "around"
    )

    def make(self) -> list[nodes.Node]:
        """Return the event."""
        if not self.argument and not self.options and not any(line.strip() for line in self.content):
            self.warn("empty", "event is empty; write its title after it, and a date below: ':date: 2015-07'")
            return []
        names = [name for name in self.settings.schema.fields if name not in {"title", "body"}]
        self.check_options((*names, "around"))
        values: dict[str, str | list[str]] = {name: text for name, text in self.texts.items() if name in names}
        fields, problems = interpret({"title": self.argument, **values}, self.settings.schema)
        self.warn_all(problems)
        fields.summary = in_language(fields.summary)
        item = self.declare_markup(fields, self.parse_body(), self.location())
        if "around" in self.options:
            body = item[1]
            assert isinstance(body, event_body)
            body += self.request_around("around", LIMIT)
        drawn = self.draw_in_place([item])
        self.set_source_info(drawn)
        return [drawn]

    def classed(self, made: Sequence[nodes.Element]) -> Iterable[nodes.Element]:
        """Return the event itself."""
        return (item for events in made for item in events.findall(event_item))
