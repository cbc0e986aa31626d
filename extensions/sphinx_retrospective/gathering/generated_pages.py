"""Pages that are no documents: one for each term, and those on which long lists go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sphinx_retrospective.builders import has_pages_alike
from sphinx_retrospective.core.parts import Part, split_into_parts
from sphinx_retrospective.core.taxonomy import Term
from sphinx_retrospective.gathering.gathered import Gathered
from sphinx_retrospective.gathering.requests import events_of

#: Views that go on on other pages. A chart is a whole: it bounds what it draws.
_SPLIT_VIEWS: Final = {"list", "cards", "table", "mermaid"}


@dataclass(frozen=True, slots=True)
class Series:
    """A list of events in parts.

    Attributes:
        title: of what it is a list; that of each part after the first has its years too.
        pages: the name of the page of each part; the first is the page that has the list.
        parts: the parts, at least one.
    """

    title: str
    pages: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def count(self) -> int:
        """How many events there are in all."""
        return sum(len(part.events) for part in self.parts)


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """What a generated page shows.

    Attributes:
        series: the list that it is a part of.
        number: which part, from 0.
        term: whose page it is, or None for a view's.
        view: document and number of the view, or None for a term's.
    """

    series: Series
    number: int
    term: Term | None = None
    view: tuple[str, int] | None = None

    @property
    def part(self) -> Part:
        """The part of the list that it shows."""
        return self.series.parts[self.number]


class GeneratedPages:
    """All generated pages of a project, for the builder at work."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._views: dict[tuple[str, int], Series] = {}
        #: By name.
        self.pages: dict[str, GeneratedPage] = {}
        if has_pages_alike(gathered.builder):
            self._add_terms()
            self._add_views()

    def of_view(self, docname: str, number: int) -> Series | None:
        """Return the parts of a view, or None where it is whole."""
        return self._views.get((docname, number))

    def _add_terms(self) -> None:
        chronicle = self._gathered.chronicle
        for name, term in self._gathered.addresses.pages.items():
            events = [event for each in term.events if (event := chronicle.event(each))]
            parts = split_into_parts(events, self._gathered.settings.page_limit)
            sphinx_tags = self._gathered.settings.sphinx_tags if term.taxonomy == "tag" else None
            title = sphinx_tags.title_of(term.title) if sphinx_tags else term.title
            series = self._series(title, name, name, parts)
            self.pages[name] = GeneratedPage(series, 0, term=term)
            for number, page in enumerate(series.pages[1:], 1):
                self.pages[page] = GeneratedPage(series, number, term=term)

    def _add_views(self) -> None:
        env, limit = self._gathered.env, self._gathered.settings.page_limit
        for docname, data in sorted(self._gathered.documents.items()):
            for number, request in enumerate(data.views):
                # Events that live in a view are linked to on its page; and readers narrow down what is on one page.
                if request.view not in _SPLIT_VIEWS or request.own or request.filter:
                    continue
                events = events_of(request, self._gathered.scope(docname).chronicle, docname)
                if len(events) <= limit:
                    continue
                folder = f"{docname}/{number + 1}" if number else docname
                title = env.titles[docname].astext() if docname in env.titles else docname
                series = self._series(title, docname, folder, split_into_parts(events, limit))
                self._views[docname, number] = series
                for place, page in enumerate(series.pages[1:], 1):
                    self.pages[page] = GeneratedPage(series, place, view=(docname, number))

    def _series(self, title: str, first: str, folder: str, parts: tuple[Part, ...]) -> Series:
        names = [first]
        for part in parts[1:]:
            name = f"{folder}/{part.slug}"
            addresses = self._gathered.addresses
            taken = (self._gathered.env.found_docs, self.pages, names, addresses.pages, addresses.redirects)
            while any(name in each for each in taken):
                name = f"{name}-part"
            names.append(name)
        return Series(title, tuple(names), parts)
