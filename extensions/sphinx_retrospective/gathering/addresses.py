"""Where each object is, in the output of one builder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

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
        redirects: the page that each address of a term's former name leads to.
        blocked: names of pages that are not generated, because a document has them.
    """

    def __init__(
        self,
        chronicle: Chronicle,
        documents: Mapping[str, DocumentData],
        found_docs: set[str],
        *,
        has_pages: bool,
    ) -> None:
        """Work out the addresses.

        Args:
            chronicle: the objects.
            documents: what each document says, for the places of the indices.
            found_docs: names of all documents, which generated pages can't have.
            has_pages: whether a page is generated for each term.
        """
        self._indices: dict[str, str] = {}
        for docname in sorted(documents):
            for request in documents[docname].indices:
                if request.is_whole:
                    self._indices.setdefault(request.taxonomy, docname)
        self.pages: dict[str, Term] = {}
        self.blocked: list[str] = []
        self.redirects: dict[str, str] = {}
        self._pages: dict[tuple[str, str], str] = {}
        for taxonomy in chronicle.taxonomies.values() if has_pages else ():
            for term in taxonomy.terms.values():
                name = f"{taxonomy.definition.folder}/{term.slug}"
                if name in found_docs:
                    self.blocked.append(name)
                else:
                    self.pages[name] = term
                    self._pages[term.taxonomy, term.slug] = name
                    former = (f"{taxonomy.definition.folder}/{slug}" for slug in term.former)
                    self.redirects |= dict.fromkeys((each for each in former if each not in found_docs), name)
        for name in self.pages.keys() & self.redirects.keys():
            del self.redirects[name]

    def term(self, term: Term) -> Address | None:
        """Return what references to *term* land on: its description, else the list of everything that carries it."""
        if term.description and term.description.is_on_page and not term.is_hidden:
            return Address(term.description.docname, term.description.anchor)
        return self.listing(term)

    def listing(self, term: Term) -> Address | None:
        """Return where everything that carries *term* is listed: its page, else its entry in an index, else None."""
        if term.is_hidden:
            return None
        if page := self._pages.get((term.taxonomy, term.slug)):
            return Address(page, "")
        if docname := self._indices.get(term.taxonomy):
            return Address(docname, index_anchor(term))
        return None

    def is_index_home(self, taxonomy: str, docname: str) -> bool:
        """Tell whether the entries of *taxonomy* are the ones in that document."""
        return self._indices.get(taxonomy) == docname


def object_anchor(objtype: str, slug: str) -> str:
    """Return the id of an object on its page.

    Not ``event-…`` alone: the search index shortens an anchor that is made of an object's type and name, and makes it
    up again of its type and *title*.
    """
    return f"retro-{objtype}-{slug}"


def index_anchor(term: Term) -> str:
    """Return the id of *term*'s entry in an index."""
    return object_anchor("index", f"{term.taxonomy}-{slug_in_anchor(term.slug)}")


def slug_in_anchor(slug: str) -> str:
    """Return what stands for the slug of a term in an id, which in a book can't have a slash; a slug has no dot."""
    return slug.replace("/", ".")
