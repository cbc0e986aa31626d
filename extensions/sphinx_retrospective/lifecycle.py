"""What happens between reading and writing: judging the whole, and choosing which pages to rewrite."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder
from sphinx.environment import BuildEnvironment

from sphinx_retrospective.access import retro_domain
from sphinx_retrospective.collector import portable
from sphinx_retrospective.core.query import check_names
from sphinx_retrospective.drawing.views import draw_view, events_of
from sphinx_retrospective.state import State, read_state, remove_state, write_state
from sphinx_retrospective.transforms import canvas_for, draw_count, has_mermaid, index_at
from sphinx_retrospective.warnings import warn, warn_problem

if TYPE_CHECKING:
    from sphinx_retrospective.domain import RetroDomain


def attach_builder(app: Sphinx) -> None:
    """Tell the domain whose output it works for (``builder-inited``)."""
    retro_domain(app.env).attach(app.builder)


def keep_summaries(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what the document says in short, for other pages to show (``doctree-read``)."""
    if data := retro_domain(app.env).documents.get(app.env.docname):
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
    if isinstance(app.builder, Epub3Builder):
        # A book holds all that is in its folder, and the record is no part of it. It is written again at the end.
        remove_state(outdir)
    written = domain.recorded.digests
    return [docname for docname, digest in _digests(domain).items() if written.get(docname) != digest]


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
        for docname, digest in _digests(domain).items()
        if docname in domain.written or docname in old.digests
    }
    new = State(digests, tuple(sorted(domain.addresses.pages)))
    for page in set(old.pages) - set(new.pages):
        # A term that nothing carries any more has no page.
        _remove_page(app, page)
    write_state(outdir, new)
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


def _digests(domain: RetroDomain) -> dict[str, str]:
    if domain.digests is None:
        domain.digests = {
            docname: _digest(domain, docname)
            for docname in sorted(domain.documents.keys() & domain.env.found_docs)
            if domain.documents[docname].shows_others
        }
    return domain.digests


def _digest(domain: RetroDomain, docname: str) -> str:
    """Return a digest of all that *docname* shows of other documents' objects, titles and addresses included."""
    data = domain.documents[docname]
    canvas = canvas_for(domain, docname)
    drawn: list[nodes.Node] = [draw_view(request, canvas) for request in data.views]
    drawn += [index_at(domain, docname, number) for number in range(len(data.indices))]
    for description in data.records.descriptions:
        drawn.append(draw_count(domain, description.taxonomy, description.title, docname))
    shown = hashlib.sha256()
    references: set[tuple[str, str]] = set(data.references)
    for node in drawn:
        shown.update(node.pformat().encode())
        references |= {
            (each["reftype"], each["reftarget"])
            for each in node.findall(addnodes.pending_xref)
            if each.get("refdomain") == "retro"
        }
    shown.update(json.dumps(sorted(_resolved(domain, docname, references))).encode())
    return shown.hexdigest()


def _resolved(domain: RetroDomain, docname: str, references: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    labels = domain.env.domains.standard_domain.labels
    for objtype, target in references:
        if objtype == "label":
            yield ["label", target, *labels.get(target, ())]
            continue
        found = domain.find(objtype, target, docname)
        places = [each for each in (found.address, found.listing) if each] if found else []
        yield [objtype, target, found.title if found else "", *(part for place in places for part in place)]
