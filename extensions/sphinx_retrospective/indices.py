"""The two indices of the domain, which ``:ref:`retro-tags` `` and ``:ref:`retro-chronology` `` lead to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from sphinx.domains import Index, IndexEntry

from sphinx_retrospective.core.query import period
from sphinx_retrospective.drawing.dates import date_text, year_text
from sphinx_retrospective.labels import _, kind_label, translate

#: Formats whose indices are lists without levels, of entries that have an anchor.
_FLAT = {"latex", "texinfo"}
#: What they call the top of a document.
_TOP = ":doc"

if TYPE_CHECKING:
    from sphinx_retrospective.core.model import Event
    from sphinx_retrospective.domain import RetroDomain


def in_language(index: type[Index]) -> type[Index]:
    """Return *index* with its names in the language of the project, as text: not every builder can write lazy ones."""
    names = {"localname": str(index.localname), "shortname": str(index.shortname)}
    return type(index.__name__, (index,), names)


class TagIndex(Index):
    """Every tag, with the events and pages that carry it."""

    name = "tags"
    localname = _("Tag index")
    shortname = _("tags")

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the entries by first letter, and that they may be collapsed."""
        domain = cast("RetroDomain", self.domain)
        letters: dict[str, list[IndexEntry]] = {}
        for term in domain.chronicle.taxonomies["tag"].terms.values():
            events = [event for event_id in term.events if (event := domain.chronicle.event(event_id))]
            entries = [_event_entry(domain, event, 2) for event in events]
            entries += [
                IndexEntry(tagging.title, 2, tagging.docname, tagging.anchor, translate("page"), "", "")
                for tagging in term.taggings
            ]
            if docnames is not None:
                entries = [entry for entry in entries if entry.docname in set(docnames)]
            if not entries and not term.description:
                continue
            docname, anchor = domain.addresses.term(term) or ("", "")
            head = IndexEntry(term.title, 1 if entries else 0, docname, anchor, "", "", "")
            if domain.builder.format in _FLAT:
                head, *entries = _flattened(head, entries, term.count, docnames)
            letters.setdefault(index_letter(term.title), []).extend([head, *entries])
        return sorted(letters.items()), True


class Chronology(Index):
    """Every event, by year."""

    name = "chronology"
    localname = _("Chronology")
    shortname = _("chronology")

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the entries by year, and that they need not be collapsed."""
        domain = cast("RetroDomain", self.domain)
        years: dict[str, list[IndexEntry]] = {}
        for event in domain.chronicle.events:
            if docnames is None or event.docname in set(docnames):
                year = _glue(domain).join(_year(event, domain.language).split())
                years.setdefault(year, []).append(_event_entry(domain, event, 0))
        return list(years.items()), False


def index_letter(title: str) -> str:
    """Return what *title* is listed under: its first letter, or ``*`` for all that begins otherwise.

    Sphinx makes ids and addresses of these, in which ``#`` can't be.
    """
    first = title[:1].upper()
    return first if first.isalpha() else "*"


def _flattened(
    head: IndexEntry, entries: list[IndexEntry], count: int, docnames: Iterable[str] | None
) -> list[IndexEntry]:
    """Return the entries as they can be told apart where none is indented, and none left out for want of an anchor."""
    lines = [head._replace(extra=str(count), descr=str(count))]
    lines += [entry._replace(name=f"– {entry.name}", anchor=entry.anchor or _TOP) for entry in entries]
    if entries and (not head.docname or (docnames is not None and head.docname not in set(docnames))):
        # Described nowhere in this book: to be found where the first is that carries it.
        lines[0] = lines[0]._replace(docname=lines[1].docname, anchor=lines[1].anchor)
    return lines


def _year(event: Event, language: str) -> str:
    if event.date is None:
        return translate("Undated")
    year = period(event.date, "year")
    return year_text(year, language) if isinstance(year, int) else date_text(year, language)


def _glue(domain: RetroDomain) -> str:
    """Return what stands for the spaces in "44 BC", of which Sphinx makes an id: no id can have one.

    A space that does not break can be in an id, and is an error to EPUBCheck 4 in the address that leads to it.
    """
    return "\N{NON-BREAKING HYPHEN}" if domain.builder.name == "epub" else "\N{NO-BREAK SPACE}"


def _event_entry(domain: RetroDomain, event: Event, subtype: int) -> IndexEntry:
    kind = kind_label(domain.settings.schema.kinds[event.kind])
    return IndexEntry(
        event.title, subtype, event.docname, event.anchor, date_text(event.date, domain.language), "", kind
    )
