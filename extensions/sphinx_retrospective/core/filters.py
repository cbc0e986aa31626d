"""What readers can narrow a view by, and what each event has of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.definitions import Definition
from sphinx_retrospective.core.errors import Problem, did_you_mean
from sphinx_retrospective.core.model import Event

#: What readers get where the author names nothing.
DEFAULT: Final = ("kind", "tag", "era", "years", "text")
#: What a view asks for that has no controls of its own, and goes with those of the page.
SHARED: Final = ("shared",)
#: Facets besides the taxonomies, each under the name that it has in an address too.
_OTHERS: Final = ("kind", "era", "years", "text")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose.

    Attributes:
        value: a kind's name, an era's id or a term's slug.
        count: how many events have it.
    """

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a view.

    Attributes:
        name: ``kind``, ``era``, ``years``, ``text`` or the name of a taxonomy.
        choices: what there is to choose, for all but years and text.
        is_multiple: whether any event has several of them.
        bounds: first and last year of the events (astronomical), for years alone.
    """

    name: str
    choices: tuple[Choice, ...] = ()
    is_multiple: bool = False
    bounds: tuple[int, int] = (0, 0)


def parse_filter(text: str, definitions: Sequence[Definition]) -> tuple[tuple[str, ...], list[Problem]]:
    """Read the facets of a view: names, separated by commas; `DEFAULT` where there are none; or `SHARED` alone.

    Returns:
        Their names in the author's order, and a problem for each that is none.
    """
    names = {each.field: each.name for each in definitions} | {each.name: each.name for each in definitions}
    names |= {each: each for each in _OTHERS}
    asked = list(dict.fromkeys(part.strip() for part in text.replace("\n", ",").split(",") if part.strip()))
    if tuple(asked) == SHARED:
        return SHARED, []
    problems = [
        Problem(
            "option",
            f"filter {each[:60]!r} is not one of {', '.join(sorted(set(names.values())))}{did_you_mean(each, names)}",
            field="filter",
        )
        for each in asked
        if each not in names
    ]
    return tuple(dict.fromkeys(names[each] for each in asked if each in names)) or DEFAULT, problems


class Filter:
    """The facets of one view.

    What they mean is what the options of the same names mean to `select`: an event has a term if it carries it or a
    narrower one, it is of an era if it belongs to it, and it is inside a span of years if its date touches these.

    Attributes:
        facets: those that tell the view's events apart.
    """

    def __init__(self, names: Iterable[str], events: Sequence[Event], chronicle: Chronicle) -> None:
        """Find the facets.

        Args:
            names: the facets that are wanted.
            events: the view's events, which are the chronicle's.
            chronicle: where they are from.
        """
        self._terms: dict[str, dict[str, list[str]]] = {}
        names = tuple(names)
        shown = {event.id for event in events}
        for name in names:
            if name in chronicle.taxonomies:
                terms = self._terms[name] = {event_id: [] for event_id in shown}
                for term in chronicle.taxonomies[name].terms.values():
                    for event_id in shown.intersection(term.events):
                        terms[event_id].append(term.slug)
        self._names = names
        self.facets: tuple[Facet, ...] = tuple(facet for name in names if (facet := self._facet(name, events)))

    def traits(self, event: Event) -> tuple[str, ...]:
        """Return what *event* has, as ``facet:value``; neither holds a space."""
        return tuple(f"{facet.name}:{value}" for facet in self.facets for value in self._values(event, facet.name))

    def _values(self, event: Event, name: str) -> Sequence[str]:
        if name in self._terms:
            return self._terms[name].get(event.id, ())
        return {"kind": (event.kind,), "era": tuple(dict.fromkeys(event.eras))}.get(name, ())

    def _facet(self, name: str, events: Sequence[Event]) -> Facet | None:
        """Return a facet, or None where it would tell nothing apart."""
        if name == "text":
            return Facet(name) if len(events) > 1 else None
        if name == "years":
            bounds = _bounds(events)
            return Facet(name, bounds=bounds) if bounds and bounds[0] < bounds[1] else None
        values = [self._values(event, name) for event in events]
        counts = Counter(value for each in values for value in each)
        if not any(count < len(events) for count in counts.values()):
            return None
        choices = tuple(Choice(value, count) for value, count in counts.items())
        return Facet(name, choices, is_multiple=any(len(each) > 1 for each in values))


def years_of(event: Event) -> str:
    """Return first and last year that *event* may touch, such as ``2014/2016`` or ``2014/``; empty if it has no date.

    Years are astronomical, and open and unknown ends reach without bound, as they do to `overlaps`.
    """
    if event.date is None:
        return ""
    first, last = event.date.earliest, event.date.latest
    return f"{'' if first is None else first.year}/{'' if last is None else last.year}"


def _bounds(events: Iterable[Event]) -> tuple[int, int] | None:
    days = [
        day
        for event in events
        if event.date is not None
        for day in (event.date.earliest, event.date.latest)
        if day is not None
    ]
    return (min(days).year, max(days).year) if days else None
