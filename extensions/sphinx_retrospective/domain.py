"""The domain ``retro``: stores what documents declare, and answers Sphinx's questions about it.

What happens to it as a build goes on is in `domain_events`. Both import most of the extension when it is needed:
Sphinx loads the domain of every project, whatever is built.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain, Index, ObjType

if TYPE_CHECKING:
    from docutils import nodes
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_retrospective.domain_data import DocumentData
    from sphinx_retrospective.gathering.derived_data import DerivedData
    from sphinx_retrospective.gathering.gathered import Gathered
    from sphinx_retrospective.settings import Settings
    from sphinx_retrospective.stored_document import StoredDocument


def retro_domain(env: BuildEnvironment) -> RetroDomain:
    """Return the domain of *env*."""
    return cast("RetroDomain", env.domains["retro"])


class RetroDomain(Domain):
    """Events, eras and the terms of every taxonomy."""

    name = "retro"
    label = "Retrospective"
    #: A `StoredDocument` of each document, by its name, and the `DerivedData` of all of them.
    initial_data: ClassVar[dict[str, Any]] = {"documents": {}, "derived": None, "names": ""}
    #: 1: first form. 2: what is wrong with a document, and a digest of what it says, are stored with it.
    #: 3: views have lanes. 4: a document has matrices, and views have filters.
    #: 5: documents are stored as pickles with a digest, and what follows from all of them with a digest too.
    #: 6: titles have markup, and what stands around records is stored. 7: descriptions have several parents, views have
    #: classes for their events, a document can be the page of a tag; where it refers to events is stored too.
    #: 8: events may be told by other sites; derived data names feeds. 9: events have weights, charts axes, and views
    #: columns; derived data names what the search says of events. 10: classes have other names.
    data_version = 10

    #: Whose output the addresses are for.
    builder: Builder
    #: The project's settings.
    settings: Settings

    def __init__(self, env: BuildEnvironment) -> None:
        """Take the place in *env* that documents are noted in."""
        super().__init__(env)
        self._gathered: Gathered | None = None
        #: Whether this build reads or removes any document, with something of ours in it or not.
        self.has_news = False

    def setup(self) -> None:
        # The class has them, and Sphinx a list of its own for each domain, as here.
        self.indices = [with_names_as_text(index) for index in self.indices]  # type: ignore[misc]
        super().setup()

    def attach(self, builder: Builder) -> None:
        """Begin to work for *builder*, with an object type for each taxonomy of the configuration.

        Not done sooner, as Sphinx sets up domains before their environment has the configuration.
        """
        from sphinx_retrospective.labels import taxonomy_label, translate
        from sphinx_retrospective.settings import read_settings

        self.builder = builder
        self._gathered = None
        self.settings = read_settings(builder.config)[0]
        names = ["event", "era", *(each.name for each in self.settings.schema.taxonomies)]
        labels = [translate("event"), translate("era"), *map(taxonomy_label, self.settings.schema.taxonomies)]
        for name, label in zip(names, labels, strict=True):
            self.add_object_type(name, ObjType(label, name))

    @property
    def language(self) -> str:
        """The project's language, as Babel names it."""
        return self.env.config.language or "en"

    # What documents say

    @property
    def documents(self) -> dict[str, StoredDocument]:
        """What is stored of each document, by its name."""
        return cast("dict[str, StoredDocument]", self.data["documents"])

    @property
    def gathered(self) -> Gathered:
        """What all documents declare together, as the builder at work sees it."""
        if self._gathered is None:
            from sphinx_retrospective.gathering.gathered import Gathered

            self._gathered = Gathered(self.env, self.builder, self.settings, self.documents)
        return self._gathered

    def note_document(self, docname: str, data: DocumentData) -> None:
        """Store what a document says."""
        from sphinx_retrospective.stored_document import StoredDocument

        self.documents[docname] = StoredDocument.of(data, str(self.env.srcdir))
        self._gathered = None

    def clear_doc(self, docname: str) -> None:
        self.has_news = True
        if self.documents.pop(docname, None):
            self._gathered = None

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        self.documents.update({name: data for name, data in otherdata["documents"].items() if name in docnames})
        self._gathered = None

    @property
    def derived(self) -> DerivedData:
        """What follows from all documents; of this build, once they are read."""
        from sphinx_retrospective.gathering.derived_data import DerivedData

        return self.data["derived"] or DerivedData()

    @derived.setter
    def derived(self, derived: DerivedData) -> None:
        self.data["derived"] = derived

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
        from sphinx_retrospective.gathering.references import make_reference

        found = self.gathered.find(typ, target, node.get("refdoc", fromdocname))
        # Where this builder has no place for it, its name stands without a link, which Sphinx takes as well.
        return cast("nodes.reference", make_reference(found, node, contnode, fromdocname, builder)) if found else None

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
        """Return every object, for the inventory and the search."""
        # A build that changes nothing asks too, and need not gather anything for that.
        return self.derived.objects

    def get_full_qualified_name(self, node: Element) -> str | None:
        """Return the name by which another project can refer to what *node* refers to."""
        return cast("str | None", node.get("reftarget"))


def with_names_as_text(index: type[Index]) -> type[Index]:
    """Return *index* with its names in the language of the project, as text: not every builder can write lazy ones."""
    names = {"localname": str(index.localname), "shortname": str(index.shortname)}
    return type(index.__name__, (index,), names)
