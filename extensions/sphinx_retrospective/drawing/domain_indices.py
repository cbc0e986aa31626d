"""The two indices of the domain, which ``:ref:`retro-tags` `` and ``:ref:`retro-chronology` `` lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from typing import TYPE_CHECKING, Any, cast

from sphinx.domains import Index, IndexEntry

from sphinx_retrospective.labels import _

if TYPE_CHECKING:
    from sphinx_retrospective.domain import RetroDomain
    from sphinx_retrospective.drawing.index_entries import Content
    from sphinx_retrospective.gathering.derived_data import DerivedData
    from sphinx_retrospective.gathering.gathered import Gathered


class _LaterContent(list[tuple[str, list[IndexEntry]]]):
    """Content that is made when it is looked at: Sphinx asks for it in every build, and shows it in few."""

    def __init__(self, make: Callable[[], Content]) -> None:
        super().__init__()
        self._make: Callable[[], Content] | None = make

    def __iter__(self) -> Iterator[tuple[str, list[IndexEntry]]]:
        if self._make:
            self[:], self._make = self._make(), None
        return super().__iter__()

    def __bool__(self) -> bool:
        return True

    def __reduce__(self) -> tuple[type[list[Any]], tuple[Content]]:
        # One of Sphinx's builders writes pickles.
        return list, (list(self),)


class _RetroIndex(Index):
    """An index whose content is made of what is gathered."""

    is_collapsed = False

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[Content, bool]:
        """Return the entries, and whether they may be collapsed."""
        domain = cast("RetroDomain", self.domain)
        chosen = None if docnames is None else frozenset(docnames)
        if domain.builder.format == "html" and chosen is None:
            has_content = self.has_content(domain.derived)
            return (
                _LaterContent(lambda: self.content(domain.gathered, None)) if has_content else []
            ), self.is_collapsed
        return self.content(domain.gathered, chosen), self.is_collapsed

    def has_content(self, derived: DerivedData) -> bool:
        """Tell whether there is anything in it."""
        raise NotImplementedError

    def content(self, gathered: Gathered, docnames: Set[str] | None) -> Content:
        """Return the entries that lead to some documents, or to all."""
        raise NotImplementedError


class TagIndex(_RetroIndex):
    """Every tag by its first letter, with the events and pages that carry it."""

    name = "tags"
    localname = _("Tag index")
    shortname = _("tags")
    is_collapsed = True

    def has_content(self, derived: DerivedData) -> bool:
        return derived.has_tags

    def content(self, gathered: Gathered, docnames: Set[str] | None) -> Content:
        from sphinx_retrospective.drawing.index_entries import tag_entries

        return tag_entries(gathered, docnames)


class Chronology(_RetroIndex):
    """Every event, by year."""

    name = "chronology"
    localname = _("Chronology")
    shortname = _("chronology")

    def has_content(self, derived: DerivedData) -> bool:
        return any(objtype == "event" for _name, _title, objtype, *_ in derived.objects)

    def content(self, gathered: Gathered, docnames: Set[str] | None) -> Content:
        from sphinx_retrospective.drawing.index_entries import chronology_entries

        return chronology_entries(gathered, docnames)


INDICES: tuple[type[Index], ...] = (TagIndex, Chronology)
