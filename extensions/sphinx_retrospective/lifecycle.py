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
from sphinx_retrospective.collector import portable
from sphinx_retrospective.core.query import check_names
from sphinx_retrospective.digests import content_digest, digests_of_documents
from sphinx_retrospective.drawing.views import events_of
from sphinx_retrospective.state import State, read_state, remove_state, unfinished, write_state
from sphinx_retrospective.transforms import has_mermaid
from sphinx_retrospective.warnings import warn, warn_problem

if TYPE_CHECKING:
    from sphinx_retrospective.domain import RetroDomain


def attach_builder(app: Sphinx) -> None:
    """Tell the domain whose output it works for (``builder-inited``)."""
    retro_domain(app.env).attach(app.builder)


def keep_content(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what the document says in short, for other pages to show, and a digest of all of it (``doctree-read``)."""
    if data := retro_domain(app.env).documents.get(app.env.docname):
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
    """Warn of what only the whole shows, and make every object a label too (``env-updated``)."""
    domain = retro_domain(env)
    apart = [docname for docname, data in domain.documents.items() if data.is_apart]
    for docname in ("", *sorted(apart)):
        for problem in domain.world(docname).chronicle.problems:
            warn_problem(problem, problem.field)
    for docname in sorted(domain.documents):
        _judge_views(domain, docname)
    for page in domain.addresses.blocked:
        warn(
            "page",
            f"the document {page!r} stands where the page of a term would be generated; rename the document, "
            "or give the taxonomy another folder",
            page,
        )
    _add_labels(domain)


def _judge_views(domain: RetroDomain, docname: str) -> None:
    chronicle = domain.world(docname).chronicle
    for request in domain.documents[docname].views:
        problems = check_names(request.selection, chronicle, domain.settings.schema.kinds)
        for problem in problems:
            warn_problem(problem, request.locations.get(problem.field or "", request.locations[""]))
        if not problems and not events_of(request, chronicle, docname):
            message = "no event is in this view; widen its options, or declare events with the event directive"
            warn("empty", message, request.locations[""])
        if request.view == "mermaid" and not has_mermaid(domain):
            warn(
                "view",
                "the mermaid view needs the extension 'sphinxcontrib.mermaid'; a list stands in its place. "
                "Install sphinx-retrospective[mermaid] and add it to extensions, or choose another view",
                request.locations.get("view", request.locations[""]),
            )


def _add_labels(domain: RetroDomain) -> None:
    standard = domain.env.domains.standard_domain
    ours: set[str] = set()
    for objtype, name, title, address in domain.objects():
        label = f"{objtype}-{name}".lower()
        if label in ours:
            message = (
                f"{objtype} {name!r} and another differ in case only, and :ref: knows no case; rename one of the two"
            )
            warn("label", message, address.docname)
            continue
        if label in standard.anonlabels:
            warn(
                "label",
                f"the label {label!r} on this page has the name of the one for {objtype} {name!r}, "
                f"which :ref: can't reach now; rename the label",
                standard.anonlabels[label][0],
            )
            continue
        standard.anonlabels[label] = (address.docname, address.anchor)
        standard.labels[label] = (address.docname, address.anchor, title)
        ours.add(label)
    domain.data["labels"] += sorted(ours)


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that would show something else than what was written (``env-get-updated``)."""
    domain = retro_domain(env)
    outdir = Path(app.outdir)
    domain.recorded = read_state(outdir)
    # From here to its end the build is not to be believed, if it ends early.
    if isinstance(app.builder, Epub3Builder):
        # A book holds all that is in its folder, and the record is no part of it.
        remove_state(outdir)
    else:
        write_state(outdir, unfinished(domain.recorded, domain.addresses.pages))
    written = domain.recorded.digests
    return [docname for docname, digest in digests_of_documents(domain).items() if written.get(docname) != digest]


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
    for page in old.pages.keys() - domain.addresses.pages.keys():
        # A term that nothing carries any more has no page.
        _remove_page(app, page)
    write_state(outdir, State(digests, domain.page_digests))
    domain.written.clear()


def _remove_page(app: Sphinx, page: str) -> None:
    if page in app.env.found_docs or not hasattr(app.builder, "get_output_path"):
        return
    path = Path(app.builder.get_output_path(page))
    if path.resolve().is_relative_to(Path(app.outdir).resolve()):
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            # The folder too, if that was its last page.
            path.parent.rmdir()
