"""Feeds of a part of a history: of one term, or of one era."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sphinx_retrospective.exports.history import ExportedEvent, History


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of what carries a term, or is part of an era.

    Attributes:
        objtype: the name of the taxonomy, or ``era``.
        key: the slug of the term, or the id of the era.
        title: that of the term, or of the era, as plain text.
        name: of the feed, different for each, and fit for an address.
        docname: the page of the term, or that of the era; empty where there is none.
    """

    objtype: str
    key: str
    title: str
    name: str
    docname: str

    @property
    def filename(self) -> str:
        """Its address, relative to the top of the output."""
        return f"feeds/{self.name}.atom"


def part_of(history: History, feed: Feed | None) -> tuple[Sequence[ExportedEvent], str]:
    """Return the events of *feed*, or of the whole history, newest first, and the address of what tells them.

    Undated events come last, as they do everywhere.
    """
    events: Sequence[ExportedEvent] = history.events
    url = ""
    if feed and feed.objtype == "era":
        events = [exported for exported in events if feed.key in exported.event.eras]
        url = next((each.url for each in history.eras if each.era.id == feed.key), "")
    elif feed:
        term = next(each for each in history.terms[feed.objtype] if each.term.slug == feed.key)
        carriers = set(term.term.events)
        events = [exported for exported in events if exported.event.id in carriers]
        url = term.url
    dated = [exported for exported in events if exported.event.date is not None]
    return [*reversed(dated), *(exported for exported in events if exported.event.date is None)], url or history.base
