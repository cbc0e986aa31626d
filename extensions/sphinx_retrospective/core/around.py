"""What is around an event: its neighbours in time, its era, what has terms in common with it, what refers to it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import islice
from operator import itemgetter
from typing import Final, TypeAlias

from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.dates import Day, sort_key
from sphinx_retrospective.core.definitions import Definition
from sphinx_retrospective.core.errors import Problem, did_you_mean
from sphinx_retrospective.core.ids import time_order
from sphinx_retrospective.core.model import Era, Event
from sphinx_retrospective.core.slugs import identity
from sphinx_retrospective.core.taxonomy import Taxonomy, Term

#: What there is to show besides the terms of taxonomies, and what is shown where the author names nothing.
DEFAULT: Final = ("time", "era", "related", "backlinks")
_OTHERS: Final = (*DEFAULT, "eras")
#: How many events of an era, related ones and places there are at the most where the author says nothing.
LIMIT: Final = 5

#: A term's taxonomy and slug.
_Key: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Steps:
    """The events before and after one in time: of all, or of those that carry a term."""

    previous: Event | None
    next: Event | None
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class SameEra:
    """Other events of the innermost era of one, in order of time."""

    era: Era
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """An event that has *terms* in common with another, the rarest first."""

    event: Event
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Events that have terms in common with one, the most related first."""

    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Backlink:
    """A place that refers to an event.

    Attributes:
        title: that of the section or the page.
        docname: the document.
        anchor: the section's id, or empty for the whole page.
        event: the event that the reference stands in, which then is the place, or None.
    """

    title: str
    docname: str
    anchor: str = ""
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Backlinks:
    """Places that refer to an event."""

    links: tuple[Backlink, ...]


@dataclass(frozen=True, slots=True)
class Eras:
    """The eras beside that of an event, in order of time, and which of them is its own.

    Attributes:
        eras: those inside the same era, or in none.
        place: the place of its own among them.
    """

    eras: tuple[Era, ...]
    place: int

    @property
    def previous(self) -> Era | None:
        """The one before."""
        return self.eras[self.place - 1] if self.place else None

    @property
    def next(self) -> Era | None:
        """The one after."""
        return self.eras[self.place + 1] if self.place + 1 < len(self.eras) else None

    def years(self) -> tuple[int, int] | None:
        """Return the years, astronomical, of the first beginning and the last end; None where no era has a date."""
        days = self._days()
        return (min(days).year, max(days).year) if days else None

    def spans(self) -> tuple[tuple[float, float], ...]:
        """Return where each begins and ends, as parts of the time from the first beginning to the last end.

        What is open reaches as far as the others do; an era without a date takes no time, at the end.
        """
        known = [day.ordinal for day in self._days()]
        first, last = (min(known), max(known)) if known else (0, 0)
        length = max(last - first, 1)

        def part(day: Day | None, other: int) -> float:
            return round(((other if day is None else day.ordinal) - first) / length, 3)

        return tuple(
            (1.0, 1.0) if each.date is None else (part(each.date.earliest, first), part(each.date.latest, last))
            for each in self.eras
        )

    def _days(self) -> list[Day]:
        """Return the first and the last day of each era, of those that are known."""
        days = [day for each in self.eras if each.date for day in (each.date.earliest, each.date.latest)]
        return [day for day in days if day is not None]


Part: TypeAlias = Steps | SameEra | Related | Backlinks | Eras


@dataclass(frozen=True, slots=True)
class Around:
    """An event, and the parts of what is around it that have something in them."""

    event: Event
    parts: tuple[Part, ...]


def parse_show(text: str, definitions: Sequence[Definition]) -> tuple[tuple[str, ...], list[Problem]]:
    """Read what an author wants to see around an event: names, separated by commas; `DEFAULT` where there are none.

    Returns:
        The names in the author's order, and a problem for each that is none.
    """
    names = {each.field: each.name for each in definitions} | {each.name: each.name for each in definitions}
    names |= {each: each for each in _OTHERS}
    asked = list(dict.fromkeys(part.strip() for part in text.replace("\n", ",").split(",") if part.strip()))
    listed = ", ".join((*_OTHERS, *(each.name for each in definitions)))
    problems = [
        Problem("option", f"{each[:60]!r} is not one of {listed}{did_you_mean(each, names)}")
        for each in asked
        if each not in names
    ]
    return tuple(dict.fromkeys(names[each] for each in asked if each in names)) or DEFAULT, problems


class Surroundings:
    """What is around each event of a chronicle."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._chronicle = chronicle
        self._carriers: dict[_Key, list[Event]] = {}

    def around(self, event: Event, show: Iterable[str], limit: int, places: Iterable[Backlink]) -> Around:
        """Return what is around *event*.

        Args:
            event: one of the chronicle.
            show: ``time``, ``era``, ``related``, ``backlinks``, ``eras`` and names of taxonomies, in the order wanted.
            limit: how many events or places each of the three in the middle has at the most.
            places: all that refers to the event, in any order.
        """
        wanted = tuple(show)
        steps = self.steps(event)
        # What stands before and after need not stand there twice.
        named = {each.id for each in (steps.previous, steps.next) if each} if "time" in wanted else set()
        parts: list[Part | None] = []
        for name in wanted:
            if name == "time":
                parts.append(steps)
            elif name == "era":
                parts.append(self.same_era(event, limit, named))
            elif name == "eras":
                parts.append(self.eras(event))
            elif name == "related":
                parts.append(Related(self.related(event, limit)))
            elif name == "backlinks":
                parts.append(Backlinks(in_order(places)[:limit]))
            else:
                parts += self.steps_within(event, self._chronicle.taxonomies[name])
        return Around(event, tuple(part for part in parts if part is not None and _has_something(part)))

    def steps(self, event: Event) -> Steps:
        """Return the events before and after *event*. One without a date has none, and is none."""
        return _steps(event, self._dated)

    def steps_within(self, event: Event, taxonomy: Taxonomy) -> list[Steps]:
        """Return the same among the carriers of each term of *taxonomy* that *event* names, narrower ones included."""
        return [
            _steps(event, self._carriers_of(term), term)
            for term in _terms(event, taxonomy)
            if event.date is not None and len(term.events) > 1
        ]

    def same_era(self, event: Event, limit: int, without: Collection[str] = ()) -> SameEra | None:
        """Return the events of the innermost era of *event* that are nearest to it, in order of time.

        Args:
            event: itself not among them.
            limit: how many there are at the most.
            without: ids of events that are passed over.
        """
        era = self._chronicle.era(event.eras[0]) if event.eras else None
        if era is None:
            return None
        nearest = self._nearest(event, self._eras.get(era.id, []))
        found = islice((each for each in nearest if each.id not in without), limit)
        return SameEra(era, tuple(sorted(found, key=time_order)))

    def eras(self, event: Event) -> Eras | None:
        """Return the eras beside the innermost one of *event*."""
        era = self._chronicle.era(event.eras[0]) if event.eras else None
        if era is None:
            return None
        beside = tuple(each for each in self._chronicle.eras if each.eras == era.eras)
        return Eras(beside, beside.index(era))

    def related(self, event: Event, limit: int) -> tuple[Relation, ...]:
        """Return the events that have the most in common with *event*, the most related first.

        A term that two events share, both by carrying it or a narrower one, weighs the more the rarer it is: the
        logarithm of how many events there are for each that carries it. One that they share through a narrower one
        which they share as well counts no more. Events that are alike in weight come by their nearness in time.
        """
        terms = [term for term in self._with_broader(event).values() if self._weight(term) > 0]
        # Which of the terms each shares, as bits: many share the same.
        shared: dict[str, int] = {}
        for place, term in enumerate(terms):
            for other in term.events:
                shared[other] = shared.get(other, 0) | 1 << place
        shared.pop(event.id, None)
        counted = {bits: self._counted(terms, bits) for bits in set(shared.values())}
        # A sum that is the same in any order.
        weights = {bits: math.fsum(map(self._weight, each)) for bits, each in counted.items()}
        alike: dict[float, list[str]] = {}
        for other, bits in shared.items():
            alike.setdefault(weights[bits], []).append(other)
        chosen: list[str] = []
        for weight in sorted(alike, reverse=True):
            chosen += nsmallest(limit - len(chosen), alike[weight], key=lambda each: (self._days_to(event, each), each))
            if len(chosen) == limit:
                break
        events = {each: self._chronicle.event(each) for each in chosen}
        return tuple(Relation(found, counted[shared[each]]) for each, found in events.items() if found)

    def _counted(self, terms: Sequence[Term], bits: int) -> tuple[Term, ...]:
        """Return those of *terms* that have a bit, without the broader ones among them, the rarest first."""
        chosen = [term for place, term in enumerate(terms) if bits >> place & 1]
        covered = {each for term in chosen for each in self._broader(term)}
        narrowest = [term for term in chosen if (term.taxonomy, term.slug) not in covered]
        narrowest.sort(key=lambda term: (-self._weight(term), identity(term.title), term.taxonomy, term.slug))
        return tuple(narrowest)

    def _days_to(self, event: Event, other: str) -> float:
        day, others = self._days.get(event.id), self._days.get(other)
        return math.inf if day is None or others is None else abs(day - others)

    @cached_property
    def _days(self) -> dict[str, int]:
        """The day that each event is listed under, for those that have a date."""
        return {event.id: sort_key(event.date)[0] for event in self._dated if event.date is not None}

    def _nearest(self, event: Event, events: Sequence[Event]) -> Iterator[Event]:
        """Yield *events*, which are in order of time and have *event* among them, by their distance from it.

        Of two at one distance the earlier comes first. Those without a date come last.
        """
        place = bisect_left(events, time_order(event), key=time_order)
        before, after = place - 1, place + 1
        while before >= 0 or after < len(events):
            is_earlier = after >= len(events) or (
                before >= 0 and self._days_to(event, events[before].id) <= self._days_to(event, events[after].id)
            )
            yield events[before if is_earlier else after]
            before, after = (before - 1, after) if is_earlier else (before, after + 1)

    @cached_property
    def _dated(self) -> list[Event]:
        return [event for event in self._chronicle.events if event.date is not None]

    @cached_property
    def _eras(self) -> dict[str, list[Event]]:
        """The events of each era and of those within it, in order of time."""
        eras: dict[str, list[Event]] = {}
        for event in self._chronicle.events:
            for era in event.eras:
                eras.setdefault(era, []).append(event)
        return eras

    def _carriers_of(self, term: Term) -> list[Event]:
        key = (term.taxonomy, term.slug)
        if key not in self._carriers:
            carriers = (self._chronicle.event(each) for each in term.events)
            self._carriers[key] = [each for each in carriers if each is not None and each.date is not None]
        return self._carriers[key]

    def _with_broader(self, event: Event) -> dict[_Key, Term]:
        """Return the terms of *event* and all that are broader."""
        found: dict[_Key, Term] = {}
        for name, taxonomy in self._chronicle.taxonomies.items():
            for term in _terms(event, taxonomy, with_hidden=True):
                if not term.is_hidden:
                    found[name, term.slug] = term
                found |= {key: taxonomy.terms[key[1]] for key in self._broader(term)}
        return found

    def _broader(self, term: Term) -> list[_Key]:
        """Return all terms that are broader than *term*."""
        terms = self._chronicle.taxonomies[term.taxonomy].terms
        found: dict[str, None] = {}
        waiting = [*term.parents]
        while waiting:
            slug = waiting.pop()
            if slug not in found:
                found[slug] = None
                waiting += terms[slug].parents
        return [(term.taxonomy, slug) for slug in found]

    def _weight(self, term: Term) -> float:
        return math.log(len(self._chronicle.events) / len(term.events)) if term.events else 0


def in_order(places: Iterable[Backlink]) -> tuple[Backlink, ...]:
    """Return each of *places* once: events in order of time, then sections and pages by title."""
    distinct = {(each.event.id if each.event else "", each.docname, each.anchor): each for each in places}
    # An event is one place, wherever in it the reference stands.
    events = {
        each.event.id: each for _, each in sorted(distinct.items(), key=itemgetter(0), reverse=True) if each.event
    }
    pages = [each for each in distinct.values() if not each.event]
    pages.sort(key=lambda each: (identity(each.title), each.docname, each.anchor))
    return (*sorted(events.values(), key=_time_of), *pages)


def _time_of(place: Backlink) -> tuple[object, ...]:
    assert place.event is not None
    return time_order(place.event)


def _has_something(part: Part) -> bool:
    match part:
        case Steps():
            return part.previous is not None or part.next is not None
        case SameEra():
            return bool(part.events)
        case Related():
            return bool(part.relations)
        case Backlinks():
            return bool(part.links)
        case Eras():
            return len(part.eras) > 1


def _terms(event: Event, taxonomy: Taxonomy, *, with_hidden: bool = False) -> list[Term]:
    """Return the terms of a taxonomy that *event* names, each once."""
    found = (taxonomy.find(label) for label in event.terms.get(taxonomy.definition.name, ()))
    return list({term.slug: term for term in found if term and (with_hidden or not term.is_hidden)}.values())


def _steps(event: Event, dated: Sequence[Event], term: Term | None = None) -> Steps:
    """Return what stands before and after *event* among *dated*, which are in order of time and have dates."""
    if event.date is None:
        return Steps(None, None, term)
    place = bisect_left(dated, time_order(event), key=time_order)
    after = dated[place + 1 : place + 2]
    return Steps(dated[place - 1] if place else None, after[0] if after else None, term)
