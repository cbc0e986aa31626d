"""The domain ``retro``: what documents declare, and how it is referred to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, cast

from docutils import nodes
from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from sphinx_retrospective.addresses import Address, Addresses, has_term_pages
from sphinx_retrospective.clock import today
from sphinx_retrospective.collector import collect
from sphinx_retrospective.config import Settings, read_settings
from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.dates import Day
from sphinx_retrospective.directives import DIRECTIVES
from sphinx_retrospective.indices import Chronology, TagIndex, in_language
from sphinx_retrospective.labels import taxonomy_label, translate
from sphinx_retrospective.nodes import isolated
from sphinx_retrospective.records import DocumentData
from sphinx_retrospective.roles import ObjectRole
from sphinx_retrospective.state import State


class Found(NamedTuple):
    """An object: its title, where references to it lead, and where all that carries it is listed (for a term)."""

    title: str
    address: Address | None
    listing: Address | None


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """Objects that are seen together, and where they are in the output of the builder at work."""

    chronicle: Chronicle
    addresses: Addresses

    def find(self, objtype: str, target: str) -> Found | None:
        """Return an object; *target* is an id, or any spelling of a term, or ``docname#anchor`` of a page."""
        if objtype == "page":
            docname, _, anchor = target.partition("#")
            return Found(target, Address(docname, anchor), None)
        if objtype in {"event", "era"}:
            record = self.chronicle.event(target) if objtype == "event" else self.chronicle.era(target)
            return Found(record.title, Address(record.docname, record.anchor), None) if record else None
        taxonomy = self.chronicle.taxonomies.get(objtype)
        term = taxonomy.find(target) if taxonomy else None
        return Found(term.title, self.addresses.term(term), self.addresses.listing(term)) if term else None


class RetroDomain(Domain):
    """Events, eras and the terms of every taxonomy."""

    name = "retro"
    label = "Retrospective"
    directives: ClassVar = dict(DIRECTIVES)
    indices: ClassVar = [TagIndex, Chronology]
    initial_data: ClassVar[dict[str, Any]] = {"documents": {}, "labels": []}
    #: 1: first form. 2: what is wrong with a document, and a digest of what it says, are stored with it.
    #: 3: views have lanes. 4: a document has matrices, and views have filters.
    data_version = 4

    #: Whose output the addresses are for.
    builder: Builder
    #: The project's settings.
    settings: Settings
    #: The day of this build.
    today: Day

    def __init__(self, env: BuildEnvironment) -> None:
        """Take the place in *env* that documents are noted in."""
        super().__init__(env)
        self.indices = [in_language(index) for index in self.indices]  # type: ignore[misc]
        self._worlds: dict[str, World] = {}
        self._anchors: dict[str, list[tuple[str, Address]]] | None = None
        #: Names of the documents that this build writes.
        self.written: set[str] = set()
        #: What the builder's output says of itself, as this build found it.
        self.recorded = State()
        #: A digest of what each document shows, once it is worked out for this build.
        self.digests: dict[str, str] | None = None
        #: A digest of each generated page of this build.
        self.page_digests: dict[str, str] = {}

    def attach(self, builder: Builder) -> None:
        """Begin to work for *builder*, with an object type and a role for each taxonomy of the configuration.

        Not done sooner, as Sphinx sets up domains before their environment has the configuration.
        """
        self.builder = builder
        self.today = today()
        self.written.clear()
        self.page_digests.clear()
        self._forget_worlds()
        self.settings = read_settings(builder.config)[0]
        names = ["event", "era", *(each.name for each in self.settings.schema.taxonomies)]
        labels = [translate("event"), translate("era"), *map(taxonomy_label, self.settings.schema.taxonomies)]
        for name, label in zip(names, labels, strict=True):
            self.add_object_type(name, ObjType(label, name))
            self.roles[name] = ObjectRole(name)

    # What documents say

    @property
    def documents(self) -> dict[str, DocumentData]:
        """What each document says, by its name."""
        return cast("dict[str, DocumentData]", self.data["documents"])

    def clear_doc(self, docname: str) -> None:
        """Forget what *docname* said."""
        self.documents.pop(docname, None)
        self._forget_worlds()

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what a worker read in *docnames*."""
        self.documents.update({name: data for name, data in otherdata["documents"].items() if name in docnames})
        self._forget_worlds()

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note what *document* says, once its transforms are done."""
        if data := collect(env, docname, document):
            self.documents[docname] = data
        self._forget_worlds()

    def _forget_worlds(self) -> None:
        self._worlds.clear()
        self._anchors = None
        self.digests = None

    # What it all amounts to

    def world(self, docname: str = "") -> World:
        """Return what a document refers to and shows: its own objects if it stands apart, else the project's.

        Args:
            docname: the document; the project without those that stand apart where it is empty.
        """
        data = self.documents.get(docname)
        key = docname if data and data.is_apart else ""
        if key not in self._worlds:
            chosen = {
                name: data for name, data in self.documents.items() if (name == key if key else not data.is_apart)
            }
            records = {name: each.records_where(self._holds) for name, each in chosen.items()}
            chronicle = Chronicle(records, self.settings.schema.taxonomies)
            has_pages = not key and has_term_pages(self.builder, self.settings)
            addresses = Addresses(chronicle, chosen, set(self.env.found_docs), has_pages=has_pages)
            self._worlds[key] = World(chronicle, addresses)
        return self._worlds[key]

    def _holds(self, condition: str) -> bool:
        """Tell whether what an ``only`` directive asks for holds in the builder at work."""
        try:
            return self.builder.tags.eval_condition(condition)
        except Exception:  # noqa: BLE001 - as Sphinx itself does
            # Sphinx says what is wrong with it, and shows what it holds.
            return True

    @property
    def chronicle(self) -> Chronicle:
        """Everything that all documents declare, but those that stand apart."""
        return self.world().chronicle

    @property
    def addresses(self) -> Addresses:
        """Where everything is in the output of the builder at work."""
        return self.world().addresses

    @property
    def language(self) -> str:
        """The project's language, as Babel names it."""
        return self.env.config.language or "en"

    def find(self, objtype: str, target: str, docname: str = "") -> Found | None:
        """Return what a reference in *docname* is to, or None if there is no such object."""
        for world in dict.fromkeys((self.world(docname), self.world())):
            if found := world.find(objtype, target):
                return found
        return None

    def suggestion(self, objtype: str, target: str, docname: str) -> str:
        """Return a hint at the object that *docname* may mean by *target*, or nothing."""
        for world in dict.fromkeys((self.world(docname), self.world())):
            chronicle = world.chronicle
            if taxonomy := chronicle.taxonomies.get(objtype):
                names = taxonomy.names
            else:
                names = chronicle.era_names if objtype == "era" else chronicle.event_names
            if hint := names.hint(target):
                return hint
        return ""

    def objects(self) -> Iterator[tuple[str, str, str, Address]]:
        """Yield type, name, title and address of every object that has an address."""
        for event in self.chronicle.events:
            yield "event", event.id, event.title, Address(event.docname, event.anchor)
        for era in self.chronicle.eras:
            yield "era", era.id, era.title, Address(era.docname, era.anchor)
        for name, taxonomy in self.chronicle.taxonomies.items():
            for term in taxonomy.terms.values():
                if address := self.addresses.term(term):
                    yield name, term.slug, term.title, address

    def objects_at(self, anchor: str) -> list[tuple[str, Address]]:
        """Return title and address of each object that has *anchor* on its page."""
        if self._anchors is None:
            self._anchors = {}
            for _, _, title, address in self.objects():
                self._anchors.setdefault(address.anchor, []).append((title, address))
        return self._anchors.get(anchor, [])

    # Sphinx's questions

    def resolve_xref(  # noqa: PLR0917 - as Sphinx calls it
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Return a reference to the object, with its title where the author gave no text; None if there is none."""
        found = self.find(typ, target, node.get("refdoc", fromdocname))
        if found is None:
            return None
        address = (node.get("listing") and found.listing) or found.address
        if not node.get("refexplicit"):
            contnode = isolated("", found.title, classes=contnode["classes"])
        if address is None or builder.format == "man":
            # This builder has no place for the term, or no links at all (docutils 0.22 would print the address). It
            # exists all the same, so its name stands without a link.
            contnode["classes"] += node.get("linkclasses", [])
            return cast("nodes.reference", contnode)
        if isinstance(builder, SingleFileHTMLBuilder):
            # One page: Sphinx would put the document's anchor before the object's, which no browser follows.
            fromdocname = address.docname
        reference = make_refnode(builder, fromdocname, address.docname, address.anchor, contnode)
        if isinstance(builder, SingleFileHTMLBuilder) and address == (builder.config.root_doc, ""):
            reference["refuri"] = "#"
        reference["classes"] += node.get("linkclasses", [])
        return reference

    def resolve_any_xref(  # noqa: PLR0917 - as Sphinx calls it
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return a reference for each type that has an object called *target*."""
        return [
            (f"{self.name}:{name}", reference)
            for name in self.object_types
            if (reference := self.resolve_xref(env, fromdocname, builder, name, target, node, contnode))
        ]

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Yield every object, for the inventory and the search."""
        for objtype, name, title, address in self.objects():
            # The search finds a generated page by its own title; as an object it would be there twice.
            priority = -1 if address.docname in self.addresses.pages else 1
            yield name, title, objtype, address.docname, address.anchor, priority

    def get_full_qualified_name(self, node: Element) -> str | None:
        """Return the name by which another project can refer to what *node* refers to."""
        return cast("str | None", node.get("reftarget"))
