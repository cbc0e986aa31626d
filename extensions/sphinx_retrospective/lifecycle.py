"""What happens between reading and writing: judging the whole, and choosing which pages to rewrite."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder
from sphinx.environment import BuildEnvironment

from sphinx_retrospective.access import retro_domain
from sphinx_retrospective.collector import portable, references_in
from sphinx_retrospective.digests import content_digest, digests_of_documents
from sphinx_retrospective.judging import place_of, place_of_label, tell
from sphinx_retrospective.records import DocumentData
from sphinx_retrospective.references import note_places
from sphinx_retrospective.state import State, read_state, remove_state, unfinished, write_state
from sphinx_retrospective.warnings import Mistake

if TYPE_CHECKING:
    from sphinx_retrospective.domain import RetroDomain


def attach_builder(app: Sphinx) -> None:
    """Tell the domain whose output it works for (``builder-inited``)."""
    retro_domain(app.env).attach(app.builder)


def keep_content(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what the document refers to, what it says in short for other pages to show, and a digest of all of it.

    (``doctree-read``)
    """
    documents = retro_domain(app.env).documents
    note_places(doctree)
    references = references_in(doctree)
    data = documents.setdefault(app.env.docname, DocumentData()) if references else documents.get(app.env.docname)
    if data is not None:
        data.references = references
        data.content = content_digest(doctree, str(app.env.srcdir))
        data.summaries = {anchor: portable(paragraph) for anchor, paragraph in data.summaries.items()}


def withdraw_labels(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Take our labels back before pages are read, so that they are no duplicates of labels on those pages.

    (``env-before-read-docs``)
    """
    standard = env.domains.standard_domain
    labels: list[str] = retro_domain(env).data["labels"]
    for name in labels:
        standard.labels.pop(name, None)
        standard.anonlabels.pop(name, None)
    labels.clear()


def judge(app: Sphinx, env: BuildEnvironment) -> None:
    """Make every object a label too, and warn of all that is wrong (``env-updated``)."""
    domain = retro_domain(env)
    tell(domain, _add_labels(domain))


def _add_labels(domain: RetroDomain) -> list[tuple[str, Mistake]]:
    """Make every object a label too; return what is wrong with those that can't be, by document."""
    standard = domain.env.domains.standard_domain
    ours: set[str] = set()
    found: list[tuple[str, Mistake]] = []
    for objtype, name, title, address in domain.objects():
        label = f"{objtype}-{name}".lower()
        if label in ours:
            message = (
                f"{objtype} {name!r} and another differ in case only, and :ref: knows no case; rename one of the two"
            )
            found.append((address.docname, Mistake("label", message, place_of(domain, objtype, name))))
            continue
        if label in standard.anonlabels:
            message = (
                f"the label {label!r} on this page has the name of the one for {objtype} {name!r}, "
                f"which :ref: can't reach now; rename the label"
            )
            docname, anchor = standard.anonlabels[label]
            found.append((docname, Mistake("label", message, place_of_label(domain.env, docname, label, anchor))))
            continue
        standard.anonlabels[label] = (address.docname, address.anchor)
        standard.labels[label] = (address.docname, address.anchor, title)
        ours.add(label)
    domain.data["labels"] += sorted(ours)
    return found


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that would show something else than what was written (``env-get-updated``)."""
    domain = retro_domain(env)
    outdir = Path(app.outdir)
    domain.recorded = read_state(outdir)
    if domain.recorded.release != _release(app):
        # Another release drew otherwise. What it generated is ours all the same.
        domain.recorded = unfinished(domain.recorded)
    # From here to its end the build is not to be believed, if it ends early.
    if isinstance(app.builder, Epub3Builder):
        # A book holds all that is in its folder, and the record is no part of it.
        remove_state(outdir)
    else:
        write_state(outdir, unfinished(domain.recorded, (*domain.addresses.pages, *_index_pages(domain))))
    written = domain.recorded.digests
    return [docname for docname, digest in digests_of_documents(domain).items() if written.get(docname) != digest]


def _release(app: Sphinx) -> str:
    return str(app.extensions["sphinx_retrospective"].version)


def note_written(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note that a page is written in this build (``doctree-resolved``)."""
    retro_domain(app.env).written.add(docname)


def record_state(app: Sphinx, exception: Exception | None) -> None:
    """Record beside the output what was written into it, once it is all there (``build-finished``)."""
    if exception is not None or not hasattr(app, "env"):
        return
    domain = retro_domain(app.env)
    outdir = Path(app.outdir)
    old = domain.recorded
    # A build of named files only leaves other pages as they were, and what is recorded of them too.
    digests = {
        docname: digest if docname in domain.written else old.digests[docname]
        for docname, digest in digests_of_documents(domain).items()
        if docname in domain.written or docname in old.digests
    }
    # Sphinx writes the indices that have something in them, at every build.
    written = {index[0] for index in getattr(app.builder, "domain_indices", ())}
    indices = {page: "index" for page in _index_pages(domain) if page in written}
    pages = domain.page_digests | indices
    for page in {*old.pages, *_index_pages(domain)} - pages.keys():
        # A term that nothing carries any more has no page, nor has an index of nothing.
        _remove_page(app, page)
    write_state(outdir, State(digests, pages, _release(app)))
    domain.written.clear()


def _index_pages(domain: RetroDomain) -> list[str]:
    return [f"{domain.name}-{index.name}" for index in domain.indices]


def _remove_page(app: Sphinx, page: str) -> None:
    if page in app.env.found_docs or not hasattr(app.builder, "get_output_path"):
        return
    path = Path(app.builder.get_output_path(page))
    if path.resolve().is_relative_to(Path(app.outdir).resolve()):
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            # The folder too, if that was its last page.
            path.parent.rmdir()
