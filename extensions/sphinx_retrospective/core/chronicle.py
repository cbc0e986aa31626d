"""The chronicle: everything that all documents declare, in one order, with nothing named twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from sphinx_retrospective.core.definitions import Definition
from sphinx_retrospective.core.errors import Names, Problem
from sphinx_retrospective.core.ids import DistinctIds, time_order
from sphinx_retrospective.core.model import Description, DocumentRecords, Era, Event, Tagging
from sphinx_retrospective.core.slugs import identity
from sphinx_retrospective.core.taxonomy import Taxonomy
from sphinx_retrospective.core.taxonomy_building import build_taxonomy

_Dated = TypeVar("_Dated", Event, Era)


class Chronicle:
    """All events, eras and terms of a project. Not changed once it is made.

    Attributes:
        events: by `time_order`.
        eras: by `time_order`.
        taggings: tagged pages and sections, by title.
        taxonomies: by name, in the order of their definitions.
        problems: what only the whole shows (duplicates, slug collisions); `field` is the location of each.
    """

    def __init__(
        self,
        documents: Mapping[str, DocumentRecords],
        definitions: Sequence[Definition],
        translate: Callable[[str], str] = str,
    ) -> None:
        """Gather *documents* (by name) into one; the order of the mapping makes no difference.

        Args:
            documents: what each declares.
            definitions: those of the taxonomies.
            translate: returns the title of a term in the language of the project.
        """
        ordered = [documents[name] for name in sorted(documents)]
        problems: list[Problem] = []
        self.era_ids = DistinctIds("era", [era for document in ordered for era in document.eras])
        self.event_ids = DistinctIds("event", [event for document in ordered for event in document.events])
        problems += [*self.era_ids.problems, *self.event_ids.problems]
        ids = self.era_ids.by_place
        self.events: tuple[Event, ...] = tuple(sorted(_with_eras(self.event_ids, ids), key=time_order))
        self.eras: tuple[Era, ...] = tuple(sorted(_with_eras(self.era_ids, ids), key=time_order))
        self.taggings: tuple[Tagging, ...] = tuple(
            sorted(
                (tagging for document in ordered for tagging in document.taggings),
                key=lambda tagging: (identity(tagging.title), tagging.docname, tagging.anchor),
            )
        )
        self.taxonomies: dict[str, Taxonomy] = {}
        descriptions = _once(each for document in ordered for each in document.descriptions)
        for definition in definitions:
            own = [each for each in descriptions if each.taxonomy == definition.name]
            taxonomy, wrong = build_taxonomy(definition, self.events, self.taggings, own)
            self.taxonomies[definition.name] = taxonomy.in_language(translate)
            problems += wrong
        self.problems: tuple[Problem, ...] = tuple(problems)
        self._names: dict[tuple[str, ...], Names] = {}
        self._events = {event.id: event for event in self.events}
        self._eras = {era.id: era for era in self.eras}

    def event(self, event_id: str) -> Event | None:
        """Return the event of that id, or None."""
        return self._events.get(self.event_ids.id_of(event_id))

    def era(self, era_id: str) -> Era | None:
        """Return the era of that id, or None."""
        return self._eras.get(self.era_ids.id_of(era_id))

    def record(self, objtype: str, name: str) -> Event | Era | None:
        """Return the event or the era that goes by *name*, or None; *objtype* is ``event`` or ``era``."""
        return self.event(name) if objtype == "event" else self.era(name)

    def ids(self, objtype: str) -> DistinctIds[Event] | DistinctIds[Era]:
        """Return what ids there are; *objtype* is ``event`` or ``era``."""
        return self.event_ids if objtype == "event" else self.era_ids

    @cached_property
    def event_names(self) -> Names:
        """The ids of all events, for suggestions."""
        return Names(self._events)

    @cached_property
    def era_names(self) -> Names:
        """The ids of all eras, for suggestions."""
        return Names(self._eras)

    def names_with(self, kinds: Iterable[str]) -> Names:
        """Return all that an expression can name, for suggestions; *kinds* are the project's."""
        key = tuple(sorted(kinds))
        if key not in self._names:
            terms = [name for taxonomy in self.taxonomies.values() for name in taxonomy.known()]
            self._names[key] = Names([*terms, *key, *self._eras])
        return self._names[key]

    def id_at(self, docname: str, anchor: str) -> str | None:
        """Return the id of the event or era declared there, which differs from its own where that was taken."""
        return self.event_ids.by_place.get((docname, anchor)) or self.era_ids.by_place.get((docname, anchor))


def _once(descriptions: Iterable[Description]) -> list[Description]:
    """Leave out what a file says again that several documents include."""
    found: dict[tuple[str, str, object], Description] = {}
    for each in descriptions:
        found.setdefault((each.taxonomy, each.title, each.location or id(each)), each)
    return list(found.values())


def _with_eras(ids: DistinctIds[_Dated], eras: Mapping[tuple[str, str], str]) -> list[_Dated]:
    """Have records name the eras around them, wherever they are told, by the ids that these got."""

    def around(record: _Dated) -> tuple[str, ...]:
        places = (record, *ids.duplicates.get(record.id, ()))
        return tuple(dict.fromkeys(eras.get((each.docname, era), era) for each in places for era in each.eras))

    return [replace(each, eras=around(each)) if around(each) else each for each in ids.records]
