"""``toctree`` in projects that come from sphinx-tags: it can list pages of tags."""

from __future__ import annotations

from sphinx import addnodes
from sphinx.directives.other import TocTree
from sphinx.util import docname_join
from sphinx.util.nodes import explicit_title_re

from sphinx_retrospective.domain import retro_domain


class TagToctree(TocTree):
    """A table of contents that takes every page of a tag for a document; which tags there are is known later."""

    def parse_content(self, toctree: addnodes.toctree) -> None:
        """Fill *toctree* with what is listed."""
        documents = self.env.found_docs
        listed = {name for name in map(self._tag_page, self.content) if name} - documents
        documents |= listed
        try:
            super().parse_content(toctree)
        finally:
            documents -= listed

    def _tag_page(self, entry: str) -> str:
        """Return the name of the document that an entry lists, if that is in the folder of tags."""
        sphinx_tags = retro_domain(self.env).settings.sphinx_tags
        found = explicit_title_re.match(entry)
        name = found.group(2) if found else entry
        for suffix in self.config.source_suffix:
            name = name.removesuffix(suffix)
        name = docname_join(self.env.docname, name)
        is_one = sphinx_tags is not None and name.rpartition("/")[0] == sphinx_tags.folder and "*" not in name
        return name if is_one else ""
