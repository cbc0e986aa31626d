"""Generated pages in Sphinx's search index, which knows documents only."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable
from typing import Any

from sphinx.builders.html import StandaloneHTMLBuilder


class SearchIndex:
    """The search index of a build, and the one that the last build left.

    Of a page that is not written again, the old index says what the new one has to.
    """

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        """Read the index that stands in the output folder; there may be none, or one of another Sphinx."""
        self._new: Any = builder.indexer
        self._old: Any = None
        if self._new is None:
            return
        old: Any = copy.copy(self._new)
        path = builder.outdir / builder.searchindex_filename
        try:
            with path.open(encoding="utf-8") if builder.indexer_dumps_unicode else path.open("rb") as file:
                old.load(file, builder.indexer_format)
        except (OSError, ValueError, KeyError, TypeError):
            return
        self._old = old

    def knows(self, page: str) -> bool:
        """Tell whether nothing is to be done for *page*, if it is what it was."""
        return self._new is None or (self._old is not None and page in self._old._titles)

    def keep(self, pages: Collection[str], unchanged: Collection[str]) -> None:
        """Keep *pages* in the index, which Sphinx cuts down to documents before it is written.

        Args:
            pages: all generated pages.
            unchanged: those that are not written again; `knows` holds for each.
        """
        if self._new is None:
            return
        for page in unchanged:
            for name in ("_titles", "_filenames", "_all_titles"):
                getattr(self._new, name)[page] = getattr(self._old, name)[page]
        for name in ("_mapping", "_title_mapping") if unchanged else ():
            words = getattr(self._new, name)
            for word, places in getattr(self._old, name).items():
                if found := places.intersection(unchanged):
                    words.setdefault(word, set()).update(found)
        prune = self._new.prune

        def prune_but_pages(docnames: Iterable[str]) -> None:
            prune([*docnames, *pages])

        vars(self._new)["prune"] = prune_but_pages
