"""``tag-matrix``: the terms of a taxonomy by years."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes

from sphinx_retrospective.core.matrix import SORTS, SPANS
from sphinx_retrospective.core.query import parse_selection
from sphinx_retrospective.domain_data import MatrixRequest
from sphinx_retrospective.nodes import matrix_placeholder
from sphinx_retrospective.reading.directives.base import options
from sphinx_retrospective.reading.directives.taxonomy import TaxonomyDirective

#: Options of its own, and those of a selection that mean something here.
_OPTIONS = ("sort", "terms", "limit", "by", "kind", "since", "until", "era", "where")


class TagMatrixDirective(TaxonomyDirective):
    """The terms of a taxonomy by years, as a table of how many events there are."""

    option_spec: ClassVar[Any] = options(*_OPTIONS, "tags", "org", "people", "place")

    def make(self) -> list[nodes.Node]:
        """Return a placeholder, which is drawn once all documents are read."""
        schema = self.settings.schema
        known = (*_OPTIONS, *(each.field for each in schema.taxonomies))
        self.check_options(known)
        taxonomy = self.taxonomy()
        texts = {name: text for name, text in self.texts.items() if name in known}
        selection, problems = parse_selection(texts, schema.taxonomies, schema.kinds)
        self.warn_all(problems)
        sort = self.choice("sort", SORTS, SORTS[0])
        locations = {"": self.location()} | {name: self.location(name) for name in texts}
        terms = taxonomy.split(texts.get("terms", ""))
        by = self.choice("by", SPANS, "") if texts.get("by", "").strip() else ""
        placeholder = matrix_placeholder("", docname=self.env.docname, number=len(self.temp_data.matrices))
        self.temp_data.matrices.append(MatrixRequest(taxonomy.name, selection, sort, terms, by, locations))
        self.set_source_info(placeholder)
        return [placeholder]
