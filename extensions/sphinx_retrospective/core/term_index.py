"""The index of a taxonomy: its terms, with all that carries them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.collation import collation_key, is_own_letter
from sphinx_retrospective.core.dates import Day
from sphinx_retrospective.core.matrix import count_each_by_period
from sphinx_retrospective.core.model import Event, Tagging
from sphinx_retrospective.core.query import Selection, select
from sphinx_retrospective.core.taxonomy import Taxonomy, Term

SORTS: Final = ("name", "count", "first", "last")
#: How many sizes the names in a cloud have.
SIZES: Final = 6
#: How many periods a small picture has room for.
_MAX_PERIODS: Final = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """A term in an index.

    Attributes:
        term: the term.
        events: those that carry it, in the order of the index.
        taggings: pages and sections that carry it.
        years: of the first and of the last event, the latter None where one goes on; None where none has a date.
    """

    term: Term
    events: tuple[Event, ...]
    taggings: tuple[Tagging, ...]
    years: tuple[int, int | None] | None

    @property
    def count(self) -> int:
        """How much carries the term, in this index."""
        return len(self.events) + len(self.taggings)


def build_index(
    chronicle: Chronicle,
    taxonomy: Taxonomy,
    selection: Selection | None,
    language: str,
    *,
    folder: str = "",
    sort: str = "name",
    limit: int | None = None,
    order: str = "newest",
) -> list[Entry]:
    """Return the terms of an index, in its order.

    Args:
        chronicle: where the events are.
        taxonomy: whose terms, one of the chronicle's.
        selection: which events count; None for all. Pages count only where it is None: they have no date, kind or era.
        language: in whose order names are.
        folder: where the documents are that count; empty for all.
        sort: one of `SORTS`; what is equal is by name.
        limit: how many terms at the most, after sorting; by name, those that most carries. None for all.
        order: ``newest`` or ``oldest``, of the events of each term.

    Returns:
        Every term, also without anything that carries it; only those with something where the index is of a part.
    """
    is_whole = selection is None and not folder
    chosen = None if selection is None else {event.id for event in select(chronicle, selection)}
    entries = []
    for term in taxonomy.terms.values():
        events = [
            event for each in term.events if (event := chronicle.event(each)) and is_in_folder(event.docname, folder)
        ]
        if chosen is not None:
            events = [event for event in events if event.id in chosen]
        taggings = term.taggings if selection is None else ()
        taggings = tuple(each for each in taggings if is_in_folder(each.docname, folder))
        if events or taggings or is_whole:
            entries.append(Entry(term, _ordered(events, order), taggings, _years(events)))
    entries.sort(key=lambda entry: (*collation_key(entry.term.title, language), entry.term.slug))
    if sort == "name" and limit is not None:
        most = {id(entry) for entry in sorted(entries, key=lambda entry: -entry.count)[:limit]}
        entries = [entry for entry in entries if id(entry) in most]
    elif sort == "count":
        entries.sort(key=lambda entry: -entry.count)
    elif sort == "first":
        # In the order of the chronicle, which is that of time.
        places = {event.id: place for place, event in enumerate(chronicle.events)}
        entries.sort(
            key=lambda entry: min([places[each.id] for each in entry.events if each.date], default=len(places))
        )
    elif sort == "last":
        entries.sort(key=_last_use, reverse=True)
    return entries[:limit]


def index_letter(title: str, language: str) -> str:
    """Return what *title* is listed under: its first letter, or ``*`` for all that begins otherwise.

    Without an accent, unless that makes another letter in *language*. Sphinx makes ids and addresses of these, in which
    ``#`` can't be.
    """
    first = unicodedata.normalize("NFC", title)[:1]
    first = first if is_own_letter(first, language) else unicodedata.normalize("NFD", first)[:1]
    return first.upper()[:1] if first.isalpha() else "*"


def cloud_sizes(entries: Iterable[Entry]) -> dict[str, int]:
    """Return the size of each term's name in a cloud, from 1 to `SIZES`, by its slug; in equal steps of its rank.

    By rank and not by count, as one very frequent term would leave all others small.
    """
    counts = {entry.term.slug: entry.count for entry in entries}
    ranks = sorted(set(counts.values()))
    steps = {count: 1 + place * SIZES // len(ranks) for place, count in enumerate(ranks)}
    return {slug: steps[count] for slug, count in counts.items()}


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms below one that is broader than all of them.

    Attributes:
        head: the broadest, or None for those that have neither a broader nor a narrower term in the index.
        entries: the others, a narrower one after its broader one.
    """

    head: Entry | None
    entries: tuple[Entry, ...]


def group_by_broadest(entries: Sequence[Entry]) -> list[TermGroup]:
    """Return the terms of an index below the broadest of them, both in its order; then those that stand alone.

    One that has several broader terms is below each of them.
    """
    known = {entry.term.slug: entry for entry in entries}
    places = {slug: place for place, slug in enumerate(known)}
    groups, alone = [], []
    for entry in entries:
        if any(slug in known for slug in entry.term.parents):
            continue
        below = _narrower(entry, known, places, set())
        if below:
            groups.append(TermGroup(entry, tuple(below)))
        else:
            alone.append(entry)
    return [*groups, *([TermGroup(None, tuple(alone))] if alone else [])]


def _narrower(entry: Entry, known: Mapping[str, Entry], places: Mapping[str, int], seen: set[str]) -> list[Entry]:
    found: list[Entry] = []
    for slug in sorted(known.keys() & set(entry.term.children), key=places.__getitem__):
        if slug not in seen:
            seen.add(slug)
            found += [known[slug], *_narrower(known[slug], known, places, seen)]
    return found


def use_over_time(entries: Iterable[Entry], today: Day) -> tuple[int, dict[str, dict[int, int]]]:
    """Return how many events of an index carry each term in each period of time, the same periods for all of them.

    Args:
        entries: the terms.
        today: what open ends reach.

    Returns:
        How many years a period has, and the counts by the first year of each period, by the slug of the term.
    """
    return count_each_by_period({entry.term.slug: entry.events for entry in entries}, today, _MAX_PERIODS)


def is_in_folder(docname: str, folder: str) -> bool:
    """Tell whether a document is in a folder, or is that document itself; the empty folder has all."""
    return not folder or docname == folder or docname.startswith(f"{folder}/")


def _ordered(events: list[Event], order: str) -> tuple[Event, ...]:
    dated = [event for event in events if event.date is not None]
    undated = [event for event in events if event.date is None]
    return (*(reversed(dated) if order == "newest" else dated), *undated)


def _years(events: list[Event]) -> tuple[int, int | None] | None:
    dates = [event.date for event in events if event.date is not None]
    days = [day for date in dates for day in (date.earliest, date.latest) if day]
    if not days:
        return None
    return min(days).year, None if any(date.latest is None for date in dates) else max(days).year


def _last_use(entry: Entry) -> tuple[int, Day | None]:
    """Return what a term is sorted by where what was used last comes first."""
    dates = [event.date for event in entry.events if event.date is not None]
    if not dates:
        return 0, None
    days = [date.latest for date in dates if date.latest is not None]
    return (1, max(days)) if len(days) == len(dates) else (2, None)
