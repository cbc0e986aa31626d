"""``around``: what is around an event, where the author wants it."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes

from sphinx_retrospective.core.around import LIMIT
from sphinx_retrospective.reading.directives.base import RetroDirective, options

_OPTIONS = ("show", "limit")


class AroundDirective(RetroDirective):
    """What is around the event that the argument names; else the one that this stands in, or the last above it."""

    option_spec: ClassVar[Any] = options(*_OPTIONS)

    def make(self) -> list[nodes.Node]:
        """Return a placeholder, which is drawn once all documents are read."""
        self.check_options(_OPTIONS)
        if any(line.strip() for line in self.content):
            self.warn("option", "around has no content; write the text outside it")
        return [self.request_around("show", self.number("limit", LIMIT), self.argument)]
