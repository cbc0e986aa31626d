"""``tag-index``: the index of a taxonomy."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes

from sphinx_retrospective.domain_data import IndexRequest
from sphinx_retrospective.nodes import index_placeholder
from sphinx_retrospective.reading.directives.base import options
from sphinx_retrospective.reading.directives.taxonomy import TaxonomyDirective


class TagIndexDirective(TaxonomyDirective):
    """The terms of a taxonomy, with everything that carries them."""

    option_spec: ClassVar[Any] = options("sort", "limit")

    def make(self) -> list[nodes.Node]:
        """Return a placeholder, which is drawn once all documents are read."""
        self.check_options(("sort", "limit"))
        taxonomy = self.taxonomy().name
        sort = self.choice("sort", ("name", "count"), "name")
        request = IndexRequest(taxonomy, sort, self._limit(), self.location())
        placeholder = index_placeholder("", docname=self.env.docname, number=len(self.drafts.indices))
        self.drafts.indices.append(request)
        self.set_source_info(placeholder)
        return [placeholder]

    def _limit(self) -> int | None:
        text = self.texts.get("limit", "").strip()
        if not text:
            return None
        if text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0:
            return int(text)
        self.warn("option", f"limit {text[:40]!r} is not a number from 1 up", "limit")
        return None
