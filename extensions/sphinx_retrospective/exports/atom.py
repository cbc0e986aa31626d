"""Atom feeds (RFC 4287), made by feedgen.

Atom knows instants only, and demands one of each entry: ``updated`` is the last second that the event's date may mean,
in UTC. What may look like a moment of publication, ``published``, is given for a time of day with a zone alone. The
date as it was written stands in words at the beginning of the summary, and as EDTF in ``dc:coverage``, which says what
time a text is about. (Readers take ``dc:date`` for another ``updated``, and 2014 in it for its 1 January.)
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from sphinx_retrospective.core.plain_text import line, printable
from sphinx_retrospective.exports.feeds import Feed, part_of
from sphinx_retrospective.exports.history import ExportedEvent, History
from sphinx_retrospective.exports.identifiers import event_identifier, feed_identifier, uri
from sphinx_retrospective.exports.instants import FIRST, beginning, last_second
from sphinx_retrospective.exports.registry import ATOM

if TYPE_CHECKING:
    from feedgen.entry import FeedEntry


def as_atom(history: History, feed: Feed | None = None) -> str:
    """Return a feed as XML, the same text for the same history; no clock is looked at.

    Args:
        history: with the absolute address of its site.
        feed: the part of it that is wanted; the whole history where it is None.

    Raises:
        ImportError: feedgen is not installed.
    """
    # The extra `atom`; and a build without feeds needs none of it.
    from feedgen.feed import FeedGenerator

    events, url = part_of(history, feed)
    title = line(history.title) or history.base
    writer = FeedGenerator()
    writer.load_extension("dc", rss=False)
    writer.id(feed_identifier(history.base, feed.name if feed else ""))
    writer.title(f"{title}: {line(feed.title)}" if feed else title)
    # Of every feed or entry, Atom demands an author.
    writer.author(name=line(history.author) or title)
    writer.language(history.language.replace("_", "-"))
    # Without the version of feedgen, which would be news to readers that compare the bytes.
    writer.generator("sphinx-retrospective")
    address = f"{history.base}{feed.filename if feed else ATOM.filename}"
    writer.link(href=uri(address), rel="self", type=ATOM.media_type)
    writer.link(href=uri(url), rel="alternate", type="text/html")
    # feedgen writes the time at which it runs where it is told none.
    writer.updated(max((last_second(exported.event.date) for exported in events), default=FIRST))
    for exported in events:
        _fill(writer.add_entry(order="append"), exported, history)
    text: bytes = writer.atom_str(pretty=True)
    return text.decode()


def _fill(entry: FeedEntry, exported: ExportedEvent, history: History) -> None:
    event = exported.event
    entry.id(event_identifier(history.base, event.id))
    entry.title(exported.title)
    # Of an entry's link, feedgen 1.0 writes the address alone, which makes it the alternate one.
    entry.link(href=uri(exported.url), rel="alternate")
    entry.updated(last_second(event.date))
    if published := beginning(event.date):
        entry.published(published)
    if event.date:
        entry.dc.dc_coverage(event.date.edtf)
    if html := "\n".join(
        filter(None, [f"<p>{escape(exported.when, quote=False)}</p>" if exported.when else "", exported.html])
    ):
        entry.summary(printable(html), type="html")
    entry.category(list(_categories(exported, history)))


def _categories(exported: ExportedEvent, history: History) -> Iterator[dict[str, str]]:
    """Yield kind and terms; their schemes tell a tag from an organisation of its name."""
    kind = exported.event.kind
    yield {"term": kind, "scheme": uri(f"{history.base}#kind"), "label": line(history.kinds.get(kind, kind))}
    for taxonomy, titles in exported.event.terms.items():
        for title in filter(None, map(line, titles)):
            yield {"term": title, "scheme": uri(f"{history.base}#{taxonomy}"), "label": title}
