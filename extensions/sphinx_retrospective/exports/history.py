"""A project's history as other tools are told it: what is shown, with addresses; nothing that is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sphinx_retrospective.core.definitions import Definition
from sphinx_retrospective.core.model import Era, Event, Tagging
from sphinx_retrospective.core.plain_text import line
from sphinx_retrospective.core.taxonomy import Term


@dataclass(frozen=True, slots=True)
class ExportedEvent:
    """An event.

    Attributes:
        event: its fields; terms are called as they are shown, and those that are shown nowhere are left out.
        url: of the place where it is told.
        when: its date in words, in the language of the project; “undated” where it has none.
        html: its summary as HTML that holds text, emphasis, code and links only; empty where there is none.
    """

    event: Event
    url: str
    when: str
    html: str

    @property
    def title(self) -> str:
        """Its title in one line, or its id, where nothing of that can be shown."""
        return line(self.event.title) or self.event.id


@dataclass(frozen=True, slots=True)
class ExportedEra:
    """An era, with the address of its section."""

    era: Era
    url: str


@dataclass(frozen=True, slots=True)
class ExportedTerm:
    """A term.

    Attributes:
        term: with everything that carries it.
        url: of what references to it land on; empty where it has no place.
        description: the first paragraph of its description, as plain text; empty where there is none.
    """

    term: Term
    url: str
    description: str


@dataclass(frozen=True, slots=True)
class ExportedPage:
    """A page or a section that carries terms, called as they are shown, with its address."""

    tagging: Tagging
    url: str


@dataclass(frozen=True)
class History:
    """Everything that a project's chronicle knows and shows.

    Attributes:
        title: the project's.
        author: the project's; may be empty.
        language: as Babel names it.
        base: the absolute address of the site, with a slash at its end; empty where it is not known, and every address
            in it leads on from the top of the site.
        kinds: what readers see for each kind, by its name, in the order of their definitions.
        taxonomies: in the order of their definitions.
        labels: what readers see for each taxonomy as a whole, by its name.
        events: in order of time.
        eras: in order of time.
        terms: in order of their titles, by the name of their taxonomy.
        pages: in order of their titles.
        resume_basics: who it is the history of, as a JSON Resume has it; may be empty.
    """

    title: str
    author: str
    language: str
    base: str
    kinds: Mapping[str, str]
    taxonomies: tuple[Definition, ...]
    labels: Mapping[str, str]
    events: tuple[ExportedEvent, ...]
    eras: tuple[ExportedEra, ...]
    terms: Mapping[str, tuple[ExportedTerm, ...]]
    pages: tuple[ExportedPage, ...]
    resume_basics: Mapping[str, Any] = field(default_factory=dict)

    def named(self, event: Event, taxonomy: str) -> tuple[str, ...]:
        """Return the terms of a taxonomy that an event carries."""
        return event.terms.get(taxonomy, ())
