"""Histories for the tests of what leaves for other tools."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.definitions import BUILT_IN as TAXONOMIES
from sphinx_retrospective.core.definitions import Definition
from sphinx_retrospective.core.display import display_text
from sphinx_retrospective.core.fields import EventFields, interpret
from sphinx_retrospective.core.kinds import BUILT_IN as KINDS
from sphinx_retrospective.core.model import DocumentRecords, Era, Event, Tagging
from sphinx_retrospective.core.schema import Schema
from sphinx_retrospective.exports.history import ExportedEra, ExportedEvent, ExportedPage, ExportedTerm, History
from tests.hostile_text import TEXTS

#: With a taxonomy of a project's own.
SCHEMA = Schema(
    {kind.name: kind for kind in KINDS},
    (*TAXONOMIES, Definition("technology", "tech", "tech", "Technology", "Technologies")),
)
BASE = "https://example.org/career/"
_DATES = st.sampled_from(["2010", "2010-09~", "2012-05-06", "2014-21", "201X", "2013/2014-09", "2015/..", "-0044", ""])
_LINKS = st.sampled_from(
    [
        "https://example.org/a?b=c&d=e",
        "Slides <https://example.org/>",
        "www <https://www.example.org/>",
        "mailto:a@b.example",
    ]
)
_VALUES: Mapping[str, st.SearchStrategy[str] | st.SearchStrategy[list[str]]] = {
    "title": TEXTS,
    "id": TEXTS,
    "date": _DATES,
    "kind": st.sampled_from([kind.name for kind in KINDS]),
    "role": TEXTS,
    "weight": st.sampled_from(["", "1", "12"]),
    "link": st.lists(_LINKS, max_size=3),
    "summary": TEXTS,
    **{each.field: st.lists(TEXTS, max_size=3) for each in SCHEMA.taxonomies},
}
#: The fields of events, as authors may write them.
RECORDS = st.lists(st.fixed_dictionaries({}, optional=_VALUES), max_size=4)


def fields_of(values: Mapping[str, str | list[str]]) -> EventFields:
    """Return an event as it is understood."""
    return interpret(values, SCHEMA)[0]


def recorded(fields: EventFields, number: int) -> Event:
    """Return an event as a document declares it."""
    return Event(
        fields.id,
        fields.title,
        fields.date,
        fields.kind,
        fields.terms,
        fields.role,
        fields.links,
        " ".join(fields.summary.split()),
        docname="life",
        anchor=f"retro-event-{number}",
        order=number,
        location=f"life.md:{number + 1}",
        has_own_id=fields.has_own_id,
        weight=fields.weight,
    )


def _when(event: Event) -> str:
    return display_text(event.date, "en") if event.date else ""


def history_of(*records: Mapping[str, str | list[str]], base: str = BASE, html: str = "") -> History:
    """Return the history of events with these fields, told on one page."""
    events = [recorded(fields_of(values), number) for number, values in enumerate(records)]
    era = Era("early", "Early", None, docname="life", anchor="retro-era-early", location="life.md:99")
    tagging = Tagging("Life", {"tag": ("C",)}, "life")
    chronicle = Chronicle({"life": DocumentRecords(events, [era], [tagging])}, SCHEMA.taxonomies)
    return History(
        title="A life",
        author="Nobody",
        language="en",
        base=base,
        kinds={name: name for name in SCHEMA.kinds},
        taxonomies=SCHEMA.taxonomies,
        labels={each.name: each.title or each.name for each in SCHEMA.taxonomies},
        events=tuple(
            ExportedEvent(each, f"{base}life.html#{each.anchor}", _when(each), html) for each in chronicle.events
        ),
        eras=tuple(ExportedEra(each, f"{base}life.html#{each.anchor}") for each in chronicle.eras),
        terms={
            name: tuple(ExportedTerm(term, f"{base}{name}/{term.slug}.html", "") for term in taxonomy.terms.values())
            for name, taxonomy in chronicle.taxonomies.items()
        },
        pages=(ExportedPage(tagging, f"{base}life.html"),),
    )
