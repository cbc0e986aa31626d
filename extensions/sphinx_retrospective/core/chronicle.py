"""The chronicle: everything that all documents declare, in one order, with nothing named twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from sphinx_retrospective.core.dates import EventDate, sort_key
from sphinx_retrospective.core.definitions import Definition
from sphinx_retrospective.core.errors import Names, Problem
from sphinx_retrospective.core.model import Description, DocumentRecords, Era, Event, Tagging
from sphinx_retrospective.core.slugs import Numbers, identity
from sphinx_retrospective.core.taxonomy import Taxonomy, build_taxonomy

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

    def __init__(self, documents: Mapping[str, DocumentRecords], definitions: Sequence[Definition]) -> None:
        """Gather *documents* (by name) into one; the order of the mapping makes no difference."""
        ordered = [documents[name] for name in sorted(documents)]
        problems: list[Problem] = []
        eras, ids = _distinct("era", [era for document in ordered for era in document.eras], problems)
        events, _ = _distinct("event", [event for document in ordered for event in document.events], problems)
        self.events: tuple[Event, ...] = tuple(sorted(_with_eras(events, ids), key=time_order))
        self.eras: tuple[Era, ...] = tuple(sorted(_with_eras(eras, ids), key=time_order))
        self.taggings: tuple[Tagging, ...] = tuple(
            sorted(
                (tagging for document in ordered for tagging in document.taggings),
                key=lambda tagging: (identity(tagging.title), tagging.docname, tagging.anchor),
            )
        )
        self.taxonomies: dict[str, Taxonomy] = {}
        descriptions: list[Description] = [each for document in ordered for each in document.descriptions]
        for definition in definitions:
            own = [each for each in descriptions if each.taxonomy == definition.name]
            taxonomy, wrong = build_taxonomy(definition, self.events, self.taggings, own)
            self.taxonomies[definition.name] = taxonomy
            problems += wrong
        self.problems: tuple[Problem, ...] = tuple(problems)
        self._names: dict[tuple[str, ...], Names] = {}
        self._events = {event.id: event for event in self.events}
        self._eras = {era.id: era for era in self.eras}
        records: tuple[Event | Era, ...] = (*self.events, *self.eras)
        self._ids = {(record.docname, record.anchor): record.id for record in records}

    def event(self, event_id: str) -> Event | None:
        """Return the event of that id, or None."""
        return self._events.get(event_id)

    def era(self, era_id: str) -> Era | None:
        """Return the era of that id, or None."""
        return self._eras.get(era_id)

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
        return self._ids.get((docname, anchor))


def time_order(record: Event | Era) -> tuple[bool, tuple[object, ...], str, str]:
    """Return the key of the one order of events and eras: by date (undated last), then by title, then by id.

    Dates are ordered by `sphinx_retrospective.core.dates.sort_key`.
    """
    date: EventDate | None = record.date
    return (date is None, () if date is None else sort_key(date), identity(record.title), record.id)


def _with_eras(records: Iterable[_Dated], ids: Mapping[tuple[str, str], str]) -> list[_Dated]:
    """Have records name the eras around them by the ids that these got."""
    return [
        replace(record, eras=tuple(ids.get((record.docname, era), era) for era in record.eras))
        if record.eras
        else record
        for record in records
    ]


def _distinct(
    what: str, records: Iterable[_Dated], problems: list[Problem]
) -> tuple[list[_Dated], dict[tuple[str, str], str]]:
    """Give each record an id of its own; the first keeps what it asked for, the others get a number.

    Returns the records, and the id of each by its document and its anchor, and by its document and the id it asked for.
    """
    records = list(records)
    asked = {record.id for record in records}
    taken: dict[str, _Dated] = {}
    ids: dict[tuple[str, str], str] = {}
    numbers = Numbers()
    for record in records:
        first = taken.get(record.id)
        if first is None:
            taken[record.id] = record
            ids[record.docname, record.anchor] = ids[record.docname, record.id] = record.id
            continue
        new = numbers.free(record.id, lambda name: name in taken or name in asked)
        taken[new] = replace(record, id=new)
        ids[record.docname, record.anchor] = new
        ids.setdefault((record.docname, record.id), new)
        problems.append(
            Problem(
                "duplicate",
                f"the {what} id {record.id!r} is used twice, the first time at {first.location}; "
                f"this one is {new!r} for now, give it an id of its own",
                field=record.location,
            )
        )
    return list(taken.values()), ids
