"""What the page of a term tells besides what carries it: when it was used, and with which terms."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_retrospective.core.matrix import count_by_period
from sphinx_retrospective.core.related_terms import RelatedTerms
from sphinx_retrospective.core.taxonomy import Term
from sphinx_retrospective.gathering.gathered import Gathered


class Usage(NamedTuple):
    """How many events carry a term in each period: how many years this has, and the counts by its first year."""

    length: int
    counts: dict[int, int]


class TermFacts:
    """The facts of the project's terms, each found when it is asked for first."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._related: dict[str, RelatedTerms] = {}

    def usage(self, term: Term) -> Usage | None:
        """Return when a term was used; None where that is in one period, or in none."""
        chronicle = self._gathered.chronicle
        events = [event for each in term.events if (event := chronicle.event(each))]
        usage = Usage(*count_by_period(events, self._gathered.today))
        return usage if len(usage.counts) > 1 else None

    def related(self, term: Term) -> list[tuple[Term, int]]:
        """Return the terms that occur with one most, and how often."""
        if term.taxonomy not in self._related:
            chronicle = self._gathered.chronicle
            self._related[term.taxonomy] = RelatedTerms(chronicle.taxonomies[term.taxonomy], chronicle)
        return self._related[term.taxonomy].of(term)
