"""What is around events, for the places that ask for it; and what refers to each event, of all documents."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_retrospective.core.around import Around, Backlink, Surroundings
from sphinx_retrospective.domain_data import AroundRequest, DocumentData, Mention, key_of_mention
from sphinx_retrospective.gathering.addresses import object_anchor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_retrospective.core.model import Event
    from sphinx_retrospective.gathering.gathered import Gathered, Scope

_EVENT_ANCHOR = object_anchor("event", "")


class AroundEvents:
    """What is around events. Asked once our labels are among Sphinx's."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._surroundings: dict[Scope, Surroundings] = {}
        self._made: dict[tuple[str, int], Around | None] = {}

    def at(self, docname: str, number: int) -> Around | None:
        """Return what a place in a document asks for; None where it is about no event."""
        key = (docname, number)
        if key not in self._made:
            self._made[key] = self._around(self._gathered.documents[docname].arounds[number], docname)
        return self._made[key]

    def _around(self, request: AroundRequest, docname: str) -> Around | None:
        found = subject_of(request, docname, self._gathered)
        if found is None:
            return None
        scope, event = found
        if scope not in self._surroundings:
            self._surroundings[scope] = Surroundings(scope.chronicle)
        places = self._backlinks.get((event.docname, event.anchor), [])
        return self._surroundings[scope].around(event, request.show, request.limit, places)

    def mentions_of(self, event: Event) -> int:
        """Return how many places refer to an event."""
        return len(self._backlinks.get((event.docname, event.anchor), ()))

    @cached_property
    def _backlinks(self) -> dict[tuple[str, str], list[Backlink]]:
        """The places that refer to each event, by its document and its anchor."""
        found: dict[tuple[str, str], list[Backlink]] = {}
        for docname, data in sorted(self._gathered.documents.items()):
            for mention in self._mentions(docname, data):
                for scope, event in self._named_by(mention, docname):
                    place = self._place(mention, docname, scope)
                    if place.event is None or place.event.id != event.id:
                        found.setdefault((event.docname, event.anchor), []).append(place)
        return found

    def _mentions(self, docname: str, data: DocumentData) -> Iterator[Mention]:
        left_out = self._gathered.left_out(docname)
        for number, mention in enumerate(data.mentions):
            if key_of_mention(number) not in left_out and mention.event not in left_out:
                yield mention

    def _named_by(self, mention: Mention, docname: str) -> Iterator[tuple[Scope, Event]]:
        """Yield the event that a mention in a document is of, if it is of one."""
        if mention.by in {"label", "any"}:
            labels = self._gathered.env.domains.standard_domain.anonlabels
            if place := labels.get(mention.target.lower()):
                yield from self._event_at(*place)
                return
        if mention.by in {"event", "any"}:
            for scope in scopes_of(docname, self._gathered):
                if event := scope.chronicle.event(mention.target):
                    yield scope, event
                    return
        elif mention.by == "anchor":
            home, _, anchor = mention.target.partition("#")
            yield from self._event_at(home, anchor)

    def _event_at(self, docname: str, anchor: str) -> Iterator[tuple[Scope, Event]]:
        data = self._gathered.documents.get(docname)
        if data is None:
            return
        scope = self._gathered.scope(docname)
        anchor = data.labels.get(anchor, anchor)
        event_id = scope.chronicle.id_at(docname, anchor) if anchor.startswith(_EVENT_ANCHOR) else None
        if event_id and (event := scope.chronicle.event(event_id)):
            yield scope, event

    def _place(self, mention: Mention, docname: str, scope: Scope) -> Backlink:
        home = self._gathered.scope(docname)
        event_id = home.chronicle.id_at(docname, mention.event) if mention.event else None
        # An event of a page apart is known to that page alone.
        event = home.chronicle.event(event_id) if event_id and home is scope else None
        return Backlink(mention.title, docname, mention.section, event)


def scopes_of(docname: str, gathered: Gathered) -> tuple[Scope, ...]:
    """Return where what *docname* names is looked for: among its own objects if it stands apart, then the project's."""
    return tuple(dict.fromkeys((gathered.scope(docname), gathered.scope())))


def subject_of(request: AroundRequest, docname: str, gathered: Gathered) -> tuple[Scope, Event] | None:
    """Return the event that a request in a document is about, and where it is known; None if there is none."""
    for scope in scopes_of(docname, gathered):
        chronicle = scope.chronicle
        name = request.target or (chronicle.id_at(docname, request.anchor) if request.anchor else None)
        if name and (event := chronicle.event(name)):
            return scope, event
    return None
