"""The entries of the domain's indices."""

from __future__ import annotations

from collections.abc import Set
from typing import TypeAlias

from sphinx.domains import IndexEntry

from sphinx_retrospective.core.model import Event
from sphinx_retrospective.core.query import period
from sphinx_retrospective.core.term_index import index_letter
from sphinx_retrospective.drawing.dates import date_text, year_text
from sphinx_retrospective.gathering.addresses import Address
from sphinx_retrospective.gathering.gathered import Gathered
from sphinx_retrospective.labels import kind_label, translate

#: Titles of groups, with their entries.
Content: TypeAlias = list[tuple[str, list[IndexEntry]]]

#: Formats whose indices are lists without levels, of entries that have an anchor.
_FLAT = {"latex", "texinfo"}
#: What they call the top of a document.
_TOP = ":doc"


def tag_entries(gathered: Gathered, docnames: Set[str] | None) -> Content:
    """Return every tag by its first letter, with the events and pages among *docnames*, or all, that carry it."""
    letters: dict[str, list[IndexEntry]] = {}
    for term in gathered.chronicle.taxonomies["tag"].terms.values():
        events = [event for event_id in term.events if (event := gathered.chronicle.event(event_id))]
        entries = [_event_entry(gathered, event, 2) for event in events if not event.url]
        entries += [
            IndexEntry(tagging.title, 2, tagging.docname, tagging.anchor, translate("page"), "", "")
            for tagging in term.taggings
        ]
        if docnames is not None:
            entries = [entry for entry in entries if entry.docname in docnames]
        # What only other sites tell has no entry, which could not lead there, but a page for its term.
        if not entries and not term.description and not (docnames is None and term.count):
            continue
        home = gathered.addresses.term(term) or Address("", "")
        head = IndexEntry(term.title, 1 if entries else 0, home.docname, home.anchor, "", "", "")
        if gathered.builder.format in _FLAT:
            head, *entries = _flattened(head, entries, term.count, docnames)
        letters.setdefault(index_letter(term.title, gathered.language), []).extend([head, *entries])
    return sorted(letters.items())


def chronology_entries(gathered: Gathered, docnames: Set[str] | None) -> Content:
    """Return the events on the pages *docnames*, or all, by year."""
    years: dict[str, list[IndexEntry]] = {}
    for event in gathered.chronicle.events:
        if not event.url and (docnames is None or event.docname in docnames):
            year = _glue(gathered).join(_year(event, gathered.language).split())
            years.setdefault(year, []).append(_event_entry(gathered, event, 0))
    return list(years.items())


def _flattened(head: IndexEntry, entries: list[IndexEntry], count: int, docnames: Set[str] | None) -> list[IndexEntry]:
    """Return the entries as they can be told apart where none is indented, and none left out for want of an anchor."""
    lines = [head._replace(extra=str(count), descr=str(count))]
    lines += [entry._replace(name=f"– {entry.name}", anchor=entry.anchor or _TOP) for entry in entries]
    if entries and (not head.docname or (docnames is not None and head.docname not in docnames)):
        # Described nowhere in this book: to be found where the first is that carries it.
        lines[0] = lines[0]._replace(docname=lines[1].docname, anchor=lines[1].anchor)
    return lines


def _year(event: Event, language: str) -> str:
    if event.date is None:
        return translate("Undated")
    year = period(event.date, "year")
    return year_text(year, language) if isinstance(year, int) else date_text(year, language)


def _glue(gathered: Gathered) -> str:
    """Return what stands for the spaces in "44 BC", of which Sphinx makes an id: no id can have one.

    A space that does not break can be in an id, and is an error to EPUBCheck 4 in the address that leads to it.
    """
    return "\N{NON-BREAKING HYPHEN}" if gathered.builder.name == "epub" else "\N{NO-BREAK SPACE}"


def _event_entry(gathered: Gathered, event: Event, subtype: int) -> IndexEntry:
    kind = kind_label(gathered.settings.schema.kinds[event.kind])
    return IndexEntry(
        event.title, subtype, event.docname, event.anchor, date_text(event.date, gathered.language), "", kind
    )
