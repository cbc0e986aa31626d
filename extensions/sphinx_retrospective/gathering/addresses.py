"""Where each object is, in the output of one builder."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TYPE_CHECKING, NamedTuple

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
        url: the absolute address instead, of what another site tells; else empty.
    """

    docname: str
    anchor: str
    url: str = ""


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
        pages: Mapping[str, str],
        *,
        sphinx_tags: SphinxTags | None = None,
    ) -> None:
        """Work out the addresses.

        Args:
            chronicle: the objects.
            documents: what each document says, for the places of the indices.
            found_docs: names of all documents, which generated pages can't have.
            pages: the address of the page of a term, with ``{slug}`` in it, by taxonomy; none where it has no pages.
            sphinx_tags: what the configuration of sphinx-tags says of pages of tags, if it says anything.
        """
        self._indices: dict[str, str] = {}
        for docname in sorted(documents):
            for request in documents[docname].indices:
                if request.is_whole:
                    self._indices.setdefault(request.taxonomy, docname)
        tags = chronicle.taxonomies["tag"].terms
        self._files: dict[str, Term] = {}
        old_names: dict[str, str] = {}
        if sphinx_tags:
            self._files, old_names = _files_of(tags)
        self.pages: dict[str, Term] = {}
        self.blocked: list[str] = []
        self.redirects: dict[str, str] = {}
        self._pages: dict[tuple[str, str], str] = {}
        self._tags = chronicle.taxonomies["tag"]
        for docname in sorted(documents):
            if term := self.tag_of_document(documents[docname]):
                self._pages.setdefault((term.taxonomy, term.slug), docname)
        for name, pattern in pages.items():
            for term in chronicle.taxonomies[name].terms.values():
                if (term.taxonomy, term.slug) not in self._pages:
                    self._add_page(term, pattern, old_names.get(term.slug) if name == "tag" else None, found_docs)
        for name in self.pages.keys() & self.redirects.keys():
            del self.redirects[name]

    def _add_page(self, term: Term, pattern: str, old_name: str | None, found_docs: set[str]) -> None:
        name = pattern.format(slug=old_name or term.slug)
        if name in found_docs:
            self.blocked.append(name)
            return
        self.pages[name] = term
        self._pages[term.taxonomy, term.slug] = name
        former = (pattern.format(slug=slug) for slug in term.former)
        self.redirects |= dict.fromkeys((each for each in former if each not in found_docs), name)

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

    def term_in_file(self, taxonomy: str, name: str) -> Term | None:
        """Return the term that sphinx-tags would have made a file of that name for, if the project comes from there."""
        return self._files.get(name) if taxonomy == "tag" else None

    def tag_of_document(self, data: DocumentData) -> Term | None:
        """Return the tag whose page a document is; None for all others, and where nothing carries it."""
        return self._files.get(data.tag_page) or self._tags.find(data.tag_page) if data.tag_page else None

    @property
    def paged(self) -> Set[tuple[str, str]]:
        """Taxonomy and slug of each term that has a page, generated or a document."""
        return self._pages.keys()

    @property
    def files(self) -> Mapping[str, Term]:
        """The tags by the names of the files that sphinx-tags would have made, if the project comes from there."""
        return self._files

    def is_index_home(self, taxonomy: str, docname: str) -> bool:
        """Tell whether the entries of *taxonomy* are the ones in that document."""
        return self._indices.get(taxonomy) == docname


def _files_of(tags: Mapping[str, Term]) -> tuple[dict[str, Term], dict[str, str]]:
    """Return the tag that sphinx-tags would make a file for by the name of that file, and the name by the tag's slug.

    Where several tags would share a file, it is that of the one which has the name as its slug here, as ``c`` is C and
    not C++; the others, and all where there is none, have no name from there.
    """
    claims: dict[str, list[Term]] = {}
    for term in tags.values():
        claims.setdefault(file_name(term.title), []).append(term)
    files, names = {}, {}
    for name, terms in claims.items():
        owner = tags.get(name) or (terms[0] if len(terms) == 1 else None)
        files[name] = owner or terms[0]
        if owner in terms and name:
            names[owner.slug] = name
    return files, names


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
