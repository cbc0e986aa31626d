"""``event``: one dated thing, declared and shown in place."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes

from sphinx_retrospective.core.fields import Draft, interpret
from sphinx_retrospective.core.schema import FIELDS
from sphinx_retrospective.reading.directives.base import options
from sphinx_retrospective.reading.directives.declaring import DeclaringDirective


class EventDirective(DeclaringDirective):
    """One event. The argument is its title; the content tells of it, the first paragraph in short."""

    option_spec: ClassVar[Any] = options(*(name for name in FIELDS if name not in {"title", "body"}), "tags", "org")

    def run(self) -> list[nodes.Node]:
        """Return the event."""
        if not self.argument and not self.options and not any(line.strip() for line in self.content):
            self.warn("empty", "event is empty; write its title after it, and a date below: ':date: 2015-07'")
            return []
        fields = [name for name in self.settings.schema.fields if name not in {"title", "body"}]
        self.check_options(fields)
        values: dict[str, str | list[str]] = {name: text for name, text in self.texts.items() if name in fields}
        draft, problems = interpret({"title": self.argument, **values}, self.settings.schema)
        self.warn_all(problems)
        body = self.parse_body()
        summary = self.parse_summary(draft.summary) if draft.summary else None
        if summary is not None and not body:
            body = [summary.deepcopy()]
        anchor = self.declare(draft, self.location(), summary)
        drawn = self.draw_in_place([self.draw_draft(draft, self._title(draft), anchor, body)])
        self.set_source_info(drawn)
        return [drawn]

    def _title(self, draft: Draft) -> nodes.inline:
        """Return the title, which translators get to see; Sphinx unwraps it again once it is translated."""
        title = nodes.inline(draft.title, draft.title, translatable=True)
        self.set_source_info(title)
        return title
