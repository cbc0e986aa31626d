"""All that the project's documents declare, as the builder at work sees it. Made from what is stored; never changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from sphinx_retrospective.build_date import today
from sphinx_retrospective.builders import term_pages
from sphinx_retrospective.core.definitions import POLICIES
from sphinx_retrospective.core.model import DocumentRecords, Event
from sphinx_retrospective.gathering.addresses import Address, Addresses
from sphinx_retrospective.gathering.left_out import left_out
from sphinx_retrospective.names import in_language
from sphinx_retrospective.nodes import isolated
from sphinx_retrospective.settings import Settings
from sphinx_retrospective.stored_document import StoredDocument

if TYPE_CHECKING:
    from sphinx_retrospective.core.chronicle import Chronicle
    from sphinx_retrospective.core.dates import Day
    from sphinx_retrospective.domain_data import DocumentData, Summary


_Made = TypeVar("_Made")


class Found(NamedTuple):
    """An object.

    Attributes:
        title: as plain text.
        address: where references to it lead.
        listing: where all that carries it is listed (for a term).
        markup: its title, if that has markup.
        colour: that of a term, or nothing.
        is_hidden: whether it is a term that is shown nowhere.
    """

    title: str
    address: Address | None
    listing: Address | None
    markup: Summary | None = None
    colour: str = ""
    is_hidden: bool = False

    @property
    def said(self) -> str:
        """What tells how it is called from every other way, markup included."""
        return "\n".join([self.title, self.markup.digest if self.markup else "", str(self.is_hidden)])

    def draw_title(self, classes: list[str]) -> isolated:
        """Return its title as nodes, which are the caller's."""
        content = self.markup.paragraph().children if self.markup else [nodes.Text(self.title)]
        return isolated("", "", *content, classes=classes)


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """Objects that are seen together, and where they are in the output of the builder at work."""

    chronicle: Chronicle
    addresses: Addresses
    documents: Mapping[str, DocumentData]

    def find(self, objtype: str, target: str) -> Found | None:
        """Return an object; *target* is an id, or any spelling of a term, or ``docname#anchor`` of a page."""
        if objtype == "page":
            docname, _, anchor = target.partition("#")
            return Found(target, Address(docname, anchor), None)
        if objtype in {"event", "era"}:
            record = self.chronicle.record(objtype, target)
            if record is None:
                return None
            markup = self.documents[record.docname].titles.get(record.anchor)
            url = record.url if isinstance(record, Event) else ""
            return Found(record.title, Address(record.docname, record.anchor, url), None, markup)
        taxonomy = self.chronicle.taxonomies.get(objtype)
        term = taxonomy.find(target) or self.addresses.term_in_file(objtype, target) if taxonomy else None
        if term is None:
            return None
        colour = term.description.colour if term.description else ""
        found = Found(term.title, self.addresses.term(term), self.addresses.listing(term), colour=colour)
        return found._replace(is_hidden=term.is_hidden)


class Gathered:
    """What all documents declare, seen by one builder.

    Attributes:
        env: Sphinx's environment.
        builder: whose output the addresses are for.
        settings: the project's.
        stored: what is stored of each document, by its name.
    """

    def __init__(
        self,
        env: BuildEnvironment,
        builder: Builder,
        settings: Settings,
        stored: Mapping[str, StoredDocument],
    ) -> None:
        self.env = env
        self.builder = builder
        self.settings = settings
        self.stored = stored
        self._scopes: dict[str, Scope] = {}
        self._found: dict[tuple[str, str, str], Found | None] = {}
        self._left_out: dict[str, frozenset[str]] = {}
        self._made: dict[Any, Any] = {}

    def once(self, make: Callable[[Gathered], _Made]) -> _Made:
        """Return what *make* makes of this, which it is asked for once."""
        if make not in self._made:
            self._made[make] = make(self)
        made: _Made = self._made[make]
        return made

    @cached_property
    def today(self) -> Day:
        """The day of this build."""
        return today()

    @cached_property
    def documents(self) -> dict[str, DocumentData]:
        """What each document says, by its name."""
        return {name: stored.load() for name, stored in self.stored.items()}

    @property
    def language(self) -> str:
        """The project's language, as Babel names it."""
        return self.env.config.language or "en"

    @property
    def has_mermaid(self) -> bool:
        """Whether the project loads the extension that draws Mermaid diagrams."""
        return "sphinxcontrib.mermaid" in self.env.config.extensions

    @property
    def chronicle(self) -> Chronicle:
        """Everything that all documents declare, but those that stand apart."""
        return self.scope().chronicle

    @property
    def addresses(self) -> Addresses:
        """Where everything is in the output of the builder at work."""
        return self.scope().addresses

    def scope(self, docname: str = "") -> Scope:
        """Return what a document refers to and shows: its own objects if it stands apart, else the project's.

        Args:
            docname: the document; the project without those that stand apart where it is empty.
        """
        stored = self.stored.get(docname)
        key = docname if stored and stored.is_apart else ""
        if key not in self._scopes:
            chosen = {
                name: data for name, data in self.documents.items() if (name == key if key else not data.is_apart)
            }
            # A build in which nothing changed gathers nothing.
            from sphinx_retrospective.core.chronicle import Chronicle

            records = {name: each.records_without(self.left_out(name)) for name, each in chosen.items()}
            definitions = self.settings.schema.taxonomies
            root = self.env.config.root_doc
            if key:
                # An example need not keep to the policy of the project.
                definitions = tuple(replace(each, policy=POLICIES[0]) for each in definitions)
            elif root not in chosen and root in self.documents:
                # The project's vocabulary is read with the root document, whatever that says for itself.
                described = [each for each in self.documents[root].records.descriptions if not each.is_on_page]
                records[root] = DocumentRecords(descriptions=described)
            chronicle = Chronicle(records, definitions, in_language)
            pages = {} if key else term_pages(self.builder, self.settings)
            addresses = Addresses(
                chronicle,
                chosen,
                set(self.env.found_docs),
                pages,
                sphinx_tags=self.settings.sphinx_tags,
            )
            self._scopes[key] = Scope(chronicle, addresses, chosen)
        return self._scopes[key]

    def left_out(self, docname: str) -> frozenset[str]:
        """Return the keys of the records of a document whose place the builder at work leaves out of its page."""
        if docname not in self._left_out:
            enclosure = self.stored[docname].enclosure
            self._left_out[docname] = left_out(enclosure, docname, self.env, self.builder) if enclosure else frozenset()
        return self._left_out[docname]

    @cached_property
    def object_types(self) -> tuple[str, ...]:
        """Names of the types that objects have."""
        return ("event", "era", *(each.name for each in self.settings.schema.taxonomies))

    def find(self, objtype: str, target: str, docname: str = "") -> Found | None:
        """Return what a reference in *docname* is to, or None if there is no such object."""
        stored = self.stored.get(docname)
        key = (objtype, target, docname if stored and stored.is_apart else "")
        if key not in self._found:
            scopes = dict.fromkeys((self.scope(docname), self.scope()))
            self._found[key] = next((found for scope in scopes if (found := scope.find(objtype, target))), None)
        return self._found[key]

    def ambiguity(self, objtype: str, target: str, docname: str) -> str:
        """Return what to tell of a reference in *docname* that several objects could be meant by, or nothing."""
        for scope in dict.fromkeys((self.scope(docname), self.scope())):
            if objtype in {"event", "era"} and scope.find(objtype, target):
                return scope.chronicle.ids(objtype).ambiguity(target)
        return ""

    def suggestion(self, objtype: str, target: str, docname: str) -> str:
        """Return a hint at the object that *docname* may mean by *target*, or nothing."""
        for scope in dict.fromkeys((self.scope(docname), self.scope())):
            chronicle = scope.chronicle
            if taxonomy := chronicle.taxonomies.get(objtype):
                names = taxonomy.names
            else:
                names = chronicle.era_names if objtype == "era" else chronicle.event_names
            if hint := names.hint(target):
                return hint
        return ""

    @cached_property
    def colours(self) -> tuple[str, ...]:
        """The colours of all terms, each once."""
        described = [
            term.description
            for scope in dict.fromkeys(map(self.scope, self.documents))
            for taxonomy in scope.chronicle.taxonomies.values()
            for term in taxonomy.terms.values()
        ]
        return tuple(sorted({each.colour for each in described if each and each.colour}))

    @cached_property
    def unread_sources(self) -> frozenset[str]:
        """Names of the sites that could not be read, which is told once."""
        sources = [source for source in self.settings.sources if source.docname in self.documents]
        unread = [each for each in sources if not self.documents[each.docname].records.events]
        return frozenset(each.name for each in unread if self.documents[each.docname].mistakes)

    def objects(self) -> Iterator[tuple[str, str, str, Address]]:
        """Yield type, name, title and address of every object that has an address, by its one name."""
        for event in self.chronicle.events:
            if event.url:
                # Its own site has it in its inventory.
                continue
            yield "event", event.id, event.title, Address(event.docname, event.anchor)
        for era in self.chronicle.eras:
            yield "era", era.id, era.title, Address(era.docname, era.anchor)
        for name, taxonomy in self.chronicle.taxonomies.items():
            for term in taxonomy.terms.values():
                if address := self.addresses.term(term):
                    yield name, term.slug, term.title, address

    def other_names(self) -> Iterator[tuple[str, str, str, Address]]:
        """Yield the same of objects that have a second name, by that."""
        for objtype in ("event", "era"):
            for name in self.chronicle.ids(objtype).other_names:
                if record := self.chronicle.record(objtype, name):
                    yield objtype, name, record.title, Address(record.docname, record.anchor)
        for taxonomy in self.chronicle.taxonomies.values():
            for term in taxonomy.terms.values():
                for slug in term.former:
                    if address := self.addresses.term(term):
                        yield term.taxonomy, slug, term.title, address

    @cached_property
    def _anchors(self) -> dict[str, list[tuple[str, Address]]]:
        anchors: dict[str, list[tuple[str, Address]]] = {}
        for _, _, title, address in self.objects():
            anchors.setdefault(address.anchor, []).append((title, address))
        return anchors

    def objects_at(self, anchor: str) -> list[tuple[str, Address]]:
        """Return title and address of each object that has *anchor* on its page."""
        return self._anchors.get(anchor, [])
