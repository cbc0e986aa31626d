"""The records that pages declare, as each document is read.

They hold plain values only, so that they can be pickled, merged from parallel workers and compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_retrospective.core.dates import EventDate
    from sphinx_retrospective.core.links import Link


@dataclass(frozen=True, slots=True)
class Event:
    """One dated thing.

    Attributes:
        id: unique in the project; what roles and other projects name it by.
        has_own_id: whether the author gave the id, and it does not come from the title.
        title: plain text.
        title_form: a digest of the markup of the title; empty where it has none.
        date: None only where the author's date could not be read.
        kind: name of a kind.
        terms: labels as the author wrote them, by the name of their taxonomy.
        role: the position held, or empty.
        weight: how much it matters beside others, from 0 up.
        links: in the author's order.
        summary: plain text of the first paragraph, or of the summary.
        has_own_summary: whether the summary is not part of the text.
        eras: the eras that enclose it, innermost first: their ids, or in a document's records their anchors.
        docname: the document that declares it.
        anchor: its id in that document.
        order: its place in that document, from 0.
        location: ``path:line`` for messages.
        url: the absolute address of the place where another site tells it; empty for what this project tells itself.
        site: what that other site is called.
    """

    id: str
    title: str
    date: EventDate | None
    kind: str
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    role: str = ""
    links: tuple[Link, ...] = ()
    summary: str = ""
    has_own_summary: bool = False
    eras: tuple[str, ...] = ()
    docname: str = ""
    anchor: str = ""
    order: int = 0
    location: str = ""
    has_own_id: bool = False
    title_form: str = ""
    url: str = ""
    site: str = ""
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Era:
    """A section that is a period of time. Attributes as those of `Event`; `title` is the section's."""

    id: str
    title: str
    date: EventDate | None
    eras: tuple[str, ...] = ()
    docname: str = ""
    anchor: str = ""
    order: int = 0
    location: str = ""
    has_own_id: bool = False


@dataclass(frozen=True, slots=True)
class Tagging:
    """A page, or a section of one, that carries terms.

    Attributes:
        title: the section's or the page's title, plain text.
        terms: labels as the author wrote them, by the name of their taxonomy.
        docname: the document.
        anchor: the section's id, or empty for the whole page.
        location: ``path:line`` for messages.
    """

    title: str
    terms: Mapping[str, tuple[str, ...]]
    docname: str
    anchor: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """What a ``tag`` directive, or an entry of a vocabulary file, says of a term.

    Attributes:
        taxonomy: name of the taxonomy.
        title: how the term is written.
        aliases: other spellings of it, and names that it had.
        parents: titles or aliases of the broader terms; None where nothing is said of them, so that its name tells.
        colour: ``#rgb`` or ``#rrggbb``, or empty.
        is_hidden: whether it is for selections alone, and shown nowhere.
        is_on_page: whether the description can be referred to; one in a vocabulary file is on no page.
        docname, anchor, location: as for `Event`.
        aliases_location, parents_location: ``path:line`` of these options.
    """

    taxonomy: str
    title: str
    aliases: tuple[str, ...] = ()
    parents: tuple[str, ...] | None = None
    docname: str = ""
    anchor: str = ""
    location: str = ""
    aliases_location: str = ""
    parents_location: str = ""
    colour: str = ""
    is_hidden: bool = False
    is_on_page: bool = True


@dataclass(slots=True)
class DocumentRecords:
    """All that one document declares, in the order of the document."""

    events: list[Event] = field(default_factory=list)
    eras: list[Era] = field(default_factory=list)
    taggings: list[Tagging] = field(default_factory=list)
    descriptions: list[Description] = field(default_factory=list)
