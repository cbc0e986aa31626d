"""What the search says of events, and by which names it finds terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sphinx_retrospective.builders import has_pages_alike
from sphinx_retrospective.core.display import display_text
from sphinx_retrospective.core.model import Event
from sphinx_retrospective.core.plain_text import shortened
from sphinx_retrospective.gathering.gathered import Gathered
from sphinx_retrospective.gathering.summary_texts import summary_text
from sphinx_retrospective.labels import kind_title, translate

#: How much of a summary a result shows, in characters.
_LENGTH: Final = 140


@dataclass(frozen=True, slots=True)
class SearchResults:
    """What is added to Sphinx's search index.

    Attributes:
        notes: what a result says of each event, with its document and its anchor.
        names: of each term that has a page: that page, the term's title and its other spellings.
    """

    notes: tuple[tuple[str, str, str], ...] = ()
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()


def search_results(gathered: Gathered) -> SearchResults:
    """Return what the search is to know of *gathered*; nothing where the builder's pages have none."""
    if not has_pages_alike(gathered.builder):
        return SearchResults()
    events = [event for event in gathered.chronicle.events if not event.url]
    notes = tuple((event.docname, event.anchor, _note(event, gathered)) for event in events)
    pages = sorted(gathered.addresses.pages.items())
    return SearchResults(notes, tuple((page, (term.title, *term.aliases)) for page, term in pages))


def _note(event: Event, gathered: Gathered) -> str:
    """Return kind, date and summary. Sphinx puts ", in" and the title of the page after it."""
    kind = kind_title(gathered.settings.schema.kinds[event.kind])
    date = display_text(event.date, gathered.language, "short", translate) if event.date else ""
    summary = shortened(summary_text(gathered, event).rstrip(".。"), _LENGTH)
    return " · ".join(filter(None, [kind, date, summary]))
