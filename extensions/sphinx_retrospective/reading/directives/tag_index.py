"""``tag-index``: the index of a taxonomy."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, Final

from docutils import nodes
from sphinx.util import docname_join

from sphinx_retrospective.core.query import Selection, parse_selection
from sphinx_retrospective.core.term_index import SORTS
from sphinx_retrospective.domain_data import IndexRequest
from sphinx_retrospective.drawing.index import VIEWS
from sphinx_retrospective.nodes import index_placeholder
from sphinx_retrospective.reading.directives.base import options
from sphinx_retrospective.reading.directives.taxonomy import TaxonomyDirective

#: What says which events count, besides the fields of the taxonomies.
_SELECTION: Final = ("kind", "since", "until", "era", "where")
_FORM: Final = ("view", "sort", "order", "limit", "folder")


class TagIndexDirective(TaxonomyDirective):
    """The terms of a taxonomy, with everything that carries them, or of a part of it."""

    option_spec: ClassVar[Any] = options(*_FORM, *_SELECTION, "tags", "org", "people", "place")

    def make(self) -> list[nodes.Node]:
        """Return a placeholder, which is drawn once all documents are read."""
        fields = tuple(each.field for each in self.settings.schema.taxonomies)
        known = (*_FORM, *_SELECTION, *fields)
        self.check_options(known)
        definition = self.taxonomy()
        selection, problems = parse_selection(
            {"order": "newest"} | {name: text for name, text in self.texts.items() if name in known},
            self.settings.schema.taxonomies,
            self.settings.schema.kinds,
        )
        self.warn_all(problems)
        counted = replace(selection, order=Selection().order, limit=None)
        request = IndexRequest(
            definition.name,
            self.choice("view", VIEWS, "sections"),
            self.choice("sort", SORTS, "name"),
            selection.limit,
            None if counted == Selection() else counted,
            self._folder(),
            selection.order,
            {"": self.location()} | {name: self.location(name) for name in self.options if name in known},
        )
        placeholder = index_placeholder("", docname=self.env.docname, number=len(self.temp_data.indices))
        self.temp_data.indices.append(request)
        self.set_source_info(placeholder)
        return [placeholder]

    def _folder(self) -> str:
        """Return the folder that is meant: from the top of the sources where it begins with a slash, else from here."""
        text = self.texts.get("folder", "").strip()
        return docname_join(self.env.docname, text).strip("/") if text.strip("/") else ""
