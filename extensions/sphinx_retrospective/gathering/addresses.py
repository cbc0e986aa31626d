"""Where each object is, in the output of one builder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from sphinx_retrospective.core.slugs import slugify
from sphinx_retrospective.core.sphinx_tags import SphinxTags, file_name

if TYPE_CHECKING:
    from sphinx_retrospective.core.chronicle import Chronicle
    from sphinx_retrospective.core.taxonomy import Term
    from sphinx_retrospective.domain_data import DocumentData


class Address(NamedTuple):
    """A place in the output.

    Attributes:
        docname: name of a document, or of a generated page.
        anchor: id in it; empty for its top.
    """

    docname: str
    anchor: str


class Addresses:
    """Addresses of a chronicle's objects.

    Attributes:
        pages: the term of each generated page, by the page's name.
        blocked: names of pages that are not generated, because a document has them.
    """

    def __init__(
        self,
        chronicle: Chronicle,
        documents: Mapping[str, DocumentData],
        found_docs: set[str],
        *,
        has_pages: bool,
        sphinx_tags: SphinxTags | None = None,
    ) -> None:
        """Work out the addresses.

        Args:
            chronicle: the objects.
            documents: what each document says, for the places of the indices.
            found_docs: names of all documents, which generated pages can't have.
            has_pages: whether a page is generated for each term.
            sphinx_tags: what the configuration of sphinx-tags says of pages of tags, if it says anything.
        """
        self._indices: dict[str, str] = {}
        for docname in sorted(documents):
            for request in documents[docname].indices:
                if request.limit is None:
                    self._indices.setdefault(request.taxonomy, docname)
        self._files: dict[str, Term] = {}
        if sphinx_tags:
            for term in chronicle.taxonomies["tag"].terms.values():
                self._files.setdefault(file_name(term.title), term)
        self.pages: dict[str, Term] = {}
        self.blocked: list[str] = []
        self._pages: dict[tuple[str, str], str] = {}
        for taxonomy in chronicle.taxonomies.values() if has_pages else ():
            is_old = sphinx_tags is not None and taxonomy.definition.name == "tag"
            if sphinx_tags and is_old and not sphinx_tags.has_pages:
                continue
            for term in taxonomy.terms.values():
                name = f"{taxonomy.definition.folder}/{_old_name(term) if is_old else term.slug}"
                if name in found_docs:
                    self.blocked.append(name)
                else:
                    self.pages[name] = term
                    self._pages[term.taxonomy, term.slug] = name

    def term(self, term: Term) -> Address | None:
        """Return what references to *term* land on: its description, else the list of everything that carries it."""
        if term.description:
            return Address(term.description.docname, term.description.anchor)
        return self.listing(term)

    def listing(self, term: Term) -> Address | None:
        """Return where everything that carries *term* is listed: its page, else its entry in an index, else None."""
        if page := self._pages.get((term.taxonomy, term.slug)):
            return Address(page, "")
        if docname := self._indices.get(term.taxonomy):
            return Address(docname, index_anchor(term))
        return None

    def term_in_file(self, taxonomy: str, name: str) -> Term | None:
        """Return the term that sphinx-tags would have made a file of that name for, if the project comes from there."""
        return self._files.get(name) if taxonomy == "tag" else None

    @property
    def files(self) -> Mapping[str, Term]:
        """The tags by the names of the files that sphinx-tags would have made, if the project comes from there."""
        return self._files

    def is_index_home(self, taxonomy: str, docname: str) -> bool:
        """Tell whether the entries of *taxonomy* are the ones in that document."""
        return self._indices.get(taxonomy) == docname


def _old_name(term: Term) -> str:
    """Return the name of the file that sphinx-tags makes for a tag, where that tells as much as its address here."""
    name = file_name(term.title)
    return name if name and slugify(name) == term.slug else term.slug


def object_anchor(objtype: str, slug: str) -> str:
    """Return the id of an object on its page.

    Not ``event-…`` alone: the search index shortens an anchor that is made of an object's type and name, and makes it
    up again of its type and *title*.
    """
    return f"retro-{objtype}-{slug}"


def index_anchor(term: Term) -> str:
    """Return the id of *term*'s entry in an index."""
    return object_anchor("index", f"{term.taxonomy}-{term.slug}")
