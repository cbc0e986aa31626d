"""Which terms occur together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.taxonomy import Taxonomy, Term


class RelatedTerms:
    """The terms of one taxonomy that events, pages and sections carry together."""

    def __init__(self, taxonomy: Taxonomy, chronicle: Chronicle) -> None:
        """Note what each event and each page names; *taxonomy* is one of the chronicle's."""
        self._taxonomy = taxonomy
        self._places = {slug: place for place, slug in enumerate(taxonomy.terms)}
        name = taxonomy.definition.name
        self._of_events = {event.id: self._slugs(event.terms.get(name, ())) for event in chronicle.events}

    def of(self, term: Term, limit: int = 10) -> list[tuple[Term, int]]:
        """Return the terms that occur with *term* most, and how often; not those that are broader or narrower.

        What carries a narrower term carries *term*, as everywhere; of the others those count that are named.

        Args:
            term: one of the taxonomy's.
            limit: how many at the most. What is equally frequent is in the order of the taxonomy.
        """
        name = self._taxonomy.definition.name
        carried = [self._of_events[event] for event in term.events]
        carried += [self._slugs(tagging.terms.get(name, ())) for tagging in term.taggings]
        counts = Counter(slug for slugs in carried for slug in slugs)
        family = {
            term.slug,
            *self._around(term, lambda each: each.parents),
            *self._around(term, lambda each: each.children),
        }
        terms = self._taxonomy.terms
        found = sorted(counts.keys() - family, key=lambda slug: (-counts[slug], self._places[slug]))
        return [(terms[slug], counts[slug]) for slug in found[:limit]]

    def _slugs(self, names: Iterable[str]) -> frozenset[str]:
        found = map(self._taxonomy.find, names)
        return frozenset(term.slug for term in found if term and not term.is_hidden)

    def _around(self, term: Term, nearest: Callable[[Term], tuple[str, ...]]) -> set[str]:
        found: set[str] = set()
        waiting = [*nearest(term)]
        for slug in waiting:
            if slug not in found:
                found.add(slug)
                waiting += nearest(self._taxonomy.terms[slug])
        return found
