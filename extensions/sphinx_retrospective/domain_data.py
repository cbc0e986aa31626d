"""What the domain stores of a document: the core's records, and requests that are answered once all are read."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinx_retrospective.core.model import DocumentRecords
from sphinx_retrospective.warnings import Mistake

if TYPE_CHECKING:
    from sphinx_retrospective.core.dates import EventDate
    from sphinx_retrospective.core.query import Selection


@dataclass(frozen=True, slots=True)
class ViewRequest:
    """A `timeline` directive.

    Attributes:
        view: name of the view.
        selection: which events it shows.
        lanes: what the lanes of a chart are made of.
        filter: names of the facets that readers can narrow it by.
        own: anchors of the events that it declares; where there are any, it selects from these alone.
        item_classes: of each event in it.
        columns: of a table, in their order; empty for all that have something in them.
        links: labels of the links that a table has a column of; empty for all, if it has one.
        locations: ``path:line`` of each option, and of the directive under the empty name.
        axis: what the author wants the axis of a chart to be; None leaves it to what is shown.
    """

    view: str
    selection: Selection
    lanes: str
    filter: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    item_classes: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    locations: Mapping[str, str] = field(default_factory=dict)
    axis: EventDate | str | None = None


@dataclass(frozen=True, slots=True)
class IndexRequest:
    """A `tag-index` directive.

    Attributes:
        taxonomy: name of the taxonomy.
        view: name of the form that it has.
        sort: what its terms are sorted by.
        limit: how many terms there are at the most.
        selection: which events count; None for all.
        folder: where the documents are that count; empty for all.
        order: of the events of each term.
        locations: ``path:line`` of each option, and of the directive under the empty name.
    """

    taxonomy: str
    view: str = "sections"
    sort: str = "name"
    limit: int | None = None
    selection: Selection | None = None
    folder: str = ""
    order: str = "newest"
    locations: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether it has every term with all that carries it, so that references to terms can lead there."""
        return self.limit is None and self.selection is None and not self.folder and self.view != "cloud"


@dataclass(frozen=True, slots=True)
class MatrixRequest:
    """A `tag-matrix` directive.

    Attributes:
        taxonomy: name of the taxonomy whose terms are its rows.
        selection: which events it counts; its limit is the number of terms.
        sort: what the terms are sorted by.
        terms: the terms that are wanted, as written; all where there are none.
        by: what its columns stand for; empty where that is left to their number.
        locations: ``path:line`` of each option, and of the directive under the empty name.
    """

    taxonomy: str
    selection: Selection
    sort: str = "first"
    terms: tuple[str, ...] = ()
    by: str = ""
    locations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AroundRequest:
    """An `around` directive, or the option of that name.

    Attributes:
        show: what it shows, in order.
        limit: how many events or places each part of it has at the most.
        target: what the author names the event by; empty where it is the one that this stands in or below.
        anchor: that of this event in the document; empty where the author names it, and where there is none.
        location: ``path:line`` of the directive.
    """

    show: tuple[str, ...]
    limit: int
    target: str = ""
    anchor: str = ""
    location: str = ""


class Mention(NamedTuple):
    """A place in a document whose text refers to what may be an event.

    Attributes:
        by: what the reference names it by: ``event``, ``label``, ``any`` (a label or an event) or ``anchor``.
        target: its name; for an anchor ``docname#anchor``.
        event: anchor of the innermost event that the reference stands in, or empty.
        section: id of the innermost section around it, or empty for the whole page.
        title: that of this section, else the document's name.
    """

    by: str
    target: str
    event: str
    section: str
    title: str


class Reference(NamedTuple):
    """What a document refers to, and what of it the document shows.

    Attributes:
        objtype: one of our types, or ``any`` where Sphinx or MyST look for it among all that there is.
        target: as it was written.
        is_listing: whether it leads to the list of all that carries a term.
        is_explicit: whether its text is the author's, and not the title of what it leads to.
    """

    objtype: str
    target: str
    is_listing: bool = False
    is_explicit: bool = False

    @classmethod
    def all_in(cls, tree: nodes.Element) -> list[Reference]:
        """Return what a document, or a part of it, may refer to of ours, once all transforms are done.

        MyST makes its links in a late one.
        """
        return sorted({each for node in tree.findall(addnodes.pending_xref) for each in cls.all_of(node)})

    @classmethod
    def all_of(cls, node: nodes.Element) -> Iterator[Reference]:
        """Yield what *node*, a ``pending_xref``, may refer to; nothing if it can't be one of our objects."""
        is_explicit = bool(node.get("refexplicit"))
        if node.get("refdomain") == "retro":
            yield cls(node["reftype"], node["reftarget"], bool(node.get("listing")), is_explicit)
        elif node.get("reftype") in {"ref", "any", "myst"}:
            # A label, an object's name, or in MyST either after a hash, or the anchor in a page.
            target = str(node["reftarget"])
            for name in {target, target.rpartition("#")[2], node.get("reftargetid") or ""} - {""}:
                yield cls("any", name, is_explicit=is_explicit)


class Summary(NamedTuple):
    """The first paragraph of an event or a description; of one in a vocabulary file all of its text.

    Attributes:
        content: a pickle of it, as a node of no document: smaller than nodes are, and copied faster.
        references: what it may refer to of ours.
        digest: of what it says.
    """

    content: bytes
    references: tuple[Reference, ...]
    digest: str

    @classmethod
    def of(cls, paragraph: nodes.Element, digest: str) -> Summary:
        """Return what is kept of a paragraph, with a digest of what it says."""
        return cls(pickle.dumps(paragraph, pickle.HIGHEST_PROTOCOL), tuple(Reference.all_in(paragraph)), digest)

    def paragraph(self) -> nodes.Element:
        """Return the paragraph, which is the caller's."""
        # Part of Sphinx's own environment file, which is a pickle too.
        paragraph: nodes.Element = pickle.loads(self.content)  # noqa: S301
        return paragraph


def key_of_tagging(number: int) -> str:
    """Return what a tagging is known by in its document, as other records are by their anchors."""
    return f"tagging {number}"


def key_of_mention(number: int) -> str:
    """Return what a mention is known by in its document."""
    return f"mention {number}"


@dataclass(slots=True)
class DocumentData:
    """Everything that one document says.

    Attributes:
        records: what it declares.
        summaries: of each of its events and descriptions that has one, by anchor.
        titles: of each of its events whose title has markup, by anchor.
        views, indices, matrices, arounds: in the order of the document.
        labels: anchors of events by other ids that these have in the document, from labels of the author's.
        mentions: places whose text may refer to an event, in the order of the document.
        enclosure: a pickle of what stands around records that Sphinx may leave out of a page; see `reading.enclosing`.
        references: every reference that may be to one of our objects.
        mistakes: what is wrong with it, as far as it shows by itself, in the order in which it was found.
        tag_page: names the tag whose page the document is, as in tables of contents of projects from sphinx-tags.
        is_apart: whether what it declares is for its own views and roles only.
        content: a digest of all that it says.
    """

    records: DocumentRecords = field(default_factory=DocumentRecords)
    summaries: dict[str, Summary] = field(default_factory=dict)
    titles: dict[str, Summary] = field(default_factory=dict)
    views: list[ViewRequest] = field(default_factory=list)
    indices: list[IndexRequest] = field(default_factory=list)
    matrices: list[MatrixRequest] = field(default_factory=list)
    arounds: list[AroundRequest] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    enclosure: bytes = b""
    references: list[Reference] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    tag_page: str = ""
    is_apart: bool = False
    content: str = ""

    def records_without(self, left_out: Set[str]) -> DocumentRecords:
        """Return what the document declares, without the records of these keys (see `key_of_tagging`)."""
        if not left_out:
            return self.records
        records = self.records
        return DocumentRecords(
            events=[each for each in records.events if each.anchor not in left_out],
            eras=[each for each in records.eras if each.anchor not in left_out],
            taggings=[each for number, each in enumerate(records.taggings) if key_of_tagging(number) not in left_out],
            descriptions=[each for each in records.descriptions if each.anchor not in left_out],
        )

    def __bool__(self) -> bool:
        records = self.records
        declared = (records.events, records.eras, records.taggings, records.descriptions)
        asked = (self.views, self.indices, self.matrices, self.arounds, self.tag_page)
        return any((*declared, *asked, self.references, self.mistakes))
