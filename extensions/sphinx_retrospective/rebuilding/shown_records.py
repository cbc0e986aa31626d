"""What a page shows of one record: values whose `repr` differs where the page would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sphinx_retrospective.core.matrix import Row
from sphinx_retrospective.core.model import Era, Event, Tagging
from sphinx_retrospective.core.taxonomy import Taxonomy, Term
from sphinx_retrospective.domain_data import ViewRequest
from sphinx_retrospective.gathering.gathered import Scope
from sphinx_retrospective.text_digest import digest_of_text


def shown_of_row(row: Row, scope: Scope) -> tuple[Any, ...]:
    """Return what a matrix shows of a term."""
    return shown_name(row.term, scope), list(map(_shown_of_cell, row.cells))


def _shown_of_cell(events: tuple[Event, ...]) -> list[tuple[Any, ...]]:
    """Return what a matrix shows of the events of a cell. One alone is led to at once, and its date is not shown."""
    if len(events) == 1:
        return [(each.id, each.title, each.docname, each.anchor) for each in events]
    return list(map(shown_event, events))


def shown_links(request: ViewRequest, events: Iterable[Event]) -> list[Any]:
    """Return the links of the events in a table that has a column of them."""
    return [event.links for event in events] if request.links or "links" in request.columns else []


def shown_era(era: Era | None) -> list[Any]:
    """Return what a page shows of an era that it names."""
    return [era.id, era.title, era.date, era.docname, era.anchor] if era else []


def shown_event(event: Event) -> tuple[Any, ...]:
    """Return what a line shows of an event."""
    return event.id, event.title, event.title_form, event.date, event.docname, event.anchor, event.url


def shown_name(term: Term, scope: Scope) -> tuple[Any, ...]:
    """Return what is shown of a term where it is named, and not counted."""
    colour = term.description.colour if term.description else ""
    return term.taxonomy, term.slug, term.title, colour, scope.addresses.listing(term)


def shown_term(term: Term, scope: Scope) -> tuple[Any, ...]:
    """Return what is shown of a term where it is counted."""
    return term.count, *shown_name(term, scope)


def terms_in(taxonomies: Iterable[Taxonomy]) -> Iterator[Term]:
    """Yield the terms of all *taxonomies*."""
    for taxonomy in taxonomies:
        yield from taxonomy.terms.values()


def shown_tagging(tagging: Tagging) -> tuple[str, str, str]:
    """Return what is shown of a page, or a section, that carries a term."""
    return tagging.title, tagging.docname, tagging.anchor


def digest_of(*shown: object) -> str:
    """Return a digest of values whose `repr` says all of them."""
    return digest_of_text(repr(shown))
