"""``event``: one dated thing, declared and shown in place."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes

from sphinx_retrospective.core.fields import FIELDS, Draft, interpret
from sphinx_retrospective.directives.base import options
from sphinx_retrospective.directives.declaring import DeclaringDirective
from sphinx_retrospective.nodes import event_title


class EventDirective(DeclaringDirective):
    """One event. The argument is its title; the content tells of it, the first paragraph in short."""

    option_spec: ClassVar[Any] = options(*(name for name in FIELDS if name not in {"title", "body"}), "tags", "org")

    def run(self) -> list[nodes.Node]:
        """Return the event."""
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
        item = self.draw_draft(draft, anchor, body)
        if self.argument:
            self._make_translatable(item, draft)
        drawn = self.draw_in_place([item])
        self.set_source_info(drawn)
        return [drawn]

    def _make_translatable(self, item: nodes.Element, draft: Draft) -> None:
        title = next(item.findall(event_title))
        self.set_source_info(title)
        title.rawsource = draft.title
