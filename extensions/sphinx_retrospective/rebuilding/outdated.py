"""Which pages are written again: those that would show something else than what stands in the output folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.epub3 import Epub3Builder
from sphinx.environment import BuildEnvironment

from sphinx_retrospective.atomic_files import remove_empty_folders
from sphinx_retrospective.builders import has_pages_alike
from sphinx_retrospective.domain import RetroDomain, retro_domain
from sphinx_retrospective.exports.registry import EXPORTS
from sphinx_retrospective.gathering.gathered import Gathered
from sphinx_retrospective.rebuilding.recorded_state import (
    State,
    clear_remains,
    read_state,
    remove_state,
    unfinished,
    write_state,
)

if TYPE_CHECKING:
    from sphinx_retrospective.rebuilding.digests import Digests


class Rebuilding:
    """What one build finds in the output folder, writes there and leaves there.

    Attributes:
        recorded: what the output says of itself, as this build found it.
        is_unchanged: whether all that the output shows of ours is as it was when it was written.
        page_digests: a digest of each generated page of this build, once they are known.
        layout: a digest of what is around these, once it is known.
        exports: a digest of what each file for other tools is made of, by the file's name.
        named: files for other tools that every page names.
    """

    def __init__(self) -> None:
        self.recorded = State()
        self.is_unchanged = False
        self.page_digests: dict[str, str] | None = None
        self.layout = ""
        self.exports: dict[str, str] = {}
        self.named: frozenset[str] = frozenset()
        self._written: set[str] = set()
        self._has_begun = False

    def find_outdated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the documents that would show something else than what was written (``env-get-updated``)."""
        self.page_digests = None
        self.layout = ""
        self._written.clear()
        self._has_begun = False
        domain = retro_domain(env)
        recorded = read_state(Path(app.outdir))
        digest = domain.derived.digest
        self.is_unchanged = recorded.everything == digest
        if recorded.release != release_of(app):
            # Another release drew otherwise. What it generated is ours all the same.
            recorded = unfinished(recorded)
        self.recorded = recorded
        if self.named != recorded.exports.keys() & {each.filename for each in EXPORTS}:
            # As when a library that one of them needs has been installed, which nothing else says.
            return sorted(env.found_docs)
        if self.is_unchanged:
            return []
        digests = digests_of(domain.gathered)
        return [
            docname for docname in sorted(env.found_docs) if recorded.digests.get(docname) != digests.document(docname)
        ]

    @property
    def pages(self) -> Mapping[str, str]:
        """The digest of each page that is generated, of those of the last build as long as nothing else is known."""
        return self.recorded.pages if self.page_digests is None else self.page_digests

    def begin(self, app: Sphinx) -> None:
        """Note that pages are about to be written: from here to its end the build is not to be believed."""
        if self._has_begun:
            return
        self._has_begun = True
        outdir = Path(app.outdir)
        if isinstance(app.builder, Epub3Builder):
            # A book holds all that is in its folder, and the record is no part of it.
            remove_state(outdir)
            return
        domain = retro_domain(app.env)
        known = domain.derived
        pages = (*known.pages, *known.redirects, *index_pages(domain))
        write_state(outdir, unfinished(self.recorded, pages, self.exports))

    def begin_book(self, app: Sphinx, builder: Builder) -> None:
        """Take the record out of a folder that becomes a book, whether pages of it are written or not.

        (``write-started``)
        """
        if isinstance(builder, Epub3Builder):
            self.begin(app)

    def note_written(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Note that a page is written in this build (``doctree-resolved``)."""
        if "retro_partial" not in doctree:
            self.begin(app)
            self._written.add(docname)

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Record beside the output what was written into it, once it is all there (``build-finished``)."""
        if exception is not None:
            return
        domain = retro_domain(app.env)
        if not self._has_begun:
            clear_remains(Path(app.outdir))
            if self.recorded.digests and not self.is_unchanged and not has_pages_alike(app.builder):
                # A document went, and no other one shows anything else.
                documents, is_whole = self._digests(domain)
                everything = domain.derived.digest if is_whole else ""
                write_state(Path(app.outdir), replace(self.recorded, everything=everything, digests=documents))
            return
        old = self.recorded
        documents, is_whole = (old.digests, True) if self.is_unchanged else self._digests(domain)
        # Sphinx writes the indices that have something in them.
        written = {index[0] for index in getattr(app.builder, "domain_indices", ())}
        indices = {page: "index" for page in index_pages(domain) if page in written}
        pages = (self.page_digests or {}) | indices | dict.fromkeys(_ours_among_documents(domain), "document")
        for page in {*old.pages, *index_pages(domain)} - pages.keys():
            # A term that nothing carries any more has no page, nor has an index of nothing.
            _remove_page(app, page)
        everything = domain.derived.digest if is_whole else ""
        write_state(Path(app.outdir), State(everything, documents, pages, self.layout, release_of(app), self.exports))

    def _digests(self, domain: RetroDomain) -> tuple[dict[str, str], bool]:
        """Return the digests to be recorded of documents, and whether all that has to be written is written."""
        digests, old = digests_of(domain.gathered), self.recorded.digests
        # A build of named files only leaves other pages as they were, and what is recorded of them too.
        documents = {
            docname: digests.document(docname) if docname in self._written else old[docname]
            for docname in domain.env.found_docs
            if docname in self._written or docname in old
        }
        is_whole = all(documents.get(docname) == digests.document(docname) for docname in domain.env.found_docs)
        return documents, is_whole


def digests_of(gathered: Gathered) -> Digests:
    """Return the digests of pages."""
    # A build in which nothing changed needs none.
    from sphinx_retrospective.rebuilding.digests import Digests

    return gathered.once(Digests)


def release_of(app: Sphinx) -> str:
    """Return the version of this extension."""
    return str(app.extensions["sphinx_retrospective"].version)


def index_pages(domain: RetroDomain) -> list[str]:
    """Return the names of the pages of the domain's indices."""
    return [f"{domain.name}-{index.name}" for index in domain.indices]


def _ours_among_documents(domain: RetroDomain) -> Iterator[str]:
    """Yield the documents that are no sources of the project. When one goes, nobody else removes what was written."""
    sphinx_tags, env = domain.settings.sphinx_tags, domain.env
    for name in env.found_docs if sphinx_tags and sphinx_tags.has_pages else ():
        if not env.doc2path(name).is_relative_to(env.srcdir):
            yield name


def _remove_page(app: Sphinx, page: str) -> None:
    if page in app.env.found_docs or not hasattr(app.builder, "get_output_path"):
        return
    path = Path(app.builder.get_output_path(page))
    if path.resolve().is_relative_to(Path(app.outdir).resolve()):
        path.unlink(missing_ok=True)
        remove_empty_folders(path, Path(app.outdir))
