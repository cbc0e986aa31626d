"""All that is wrong with a project: told in the main process, in one order, at every build for as long as it is so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_retrospective.core.matrix import MAX_PERIODS_ASKED, SPANS
from sphinx_retrospective.core.model import Description, Era, Event, Tagging
from sphinx_retrospective.core.query import check_names, unknown_terms
from sphinx_retrospective.drawing.matrix import matrix_of
from sphinx_retrospective.drawing.views import events_of
from sphinx_retrospective.references import missing_references
from sphinx_retrospective.transforms import has_mermaid
from sphinx_retrospective.warnings import Mistake, warn

if TYPE_CHECKING:
    from sphinx_retrospective.domain import RetroDomain

_PLACE = re.compile(r"(?P<path>.*):(?P<line>[0-9]+)\Z", re.DOTALL)


def tell(domain: RetroDomain, labels: Iterable[tuple[str, Mistake]]) -> None:
    """Give each warning once, by document; in a document by line, and after its own those of files that it reads.

    Args:
        domain: the domain.
        labels: what is wrong with labels, by document.
    """
    found = [*_in_documents(domain), *_in_the_whole(domain), *labels]
    for mistake in dict.fromkeys(mistake for _, mistake in sorted(found, key=lambda each: _order(domain.env, *each))):
        warn(mistake)


def place_of_label(env: BuildEnvironment, docname: str, label: str, anchor: str) -> str:
    """Return ``path:line`` of a label that the project has on a page."""
    for target in env.get_doctree(docname).findall(nodes.target):
        if target.line and (label in target["names"] or anchor in {target.get("refid"), *target["ids"]}):
            return f"{env.doc2path(docname)}:{target.line}"
    return f"{env.doc2path(docname)}:1"


def place_of(domain: RetroDomain, objtype: str, name: str) -> str:
    """Return ``path:line`` of an event or an era."""
    record = domain.chronicle.event(name) if objtype == "event" else domain.chronicle.era(name)
    return record.location if record else ""


def _order(env: BuildEnvironment, docname: str, mistake: Mistake) -> tuple[str, bool, str, int]:
    place = _PLACE.match(mistake.location)
    path, line = (place["path"], int(place["line"])) if place else (mistake.location, 0)
    return docname, path != str(env.doc2path(docname)), path, line


def _in_documents(domain: RetroDomain) -> Iterator[tuple[str, Mistake]]:
    for docname in sorted(domain.documents):
        for mistake in domain.documents[docname].mistakes:
            yield docname, mistake
        for mistake in missing_references(domain, docname):
            yield docname, mistake
        for mistake in (*_in_views(domain, docname), *_in_matrices(domain, docname)):
            yield docname, mistake


def _in_views(domain: RetroDomain, docname: str) -> Iterator[Mistake]:
    chronicle = domain.world(docname).chronicle
    for request in domain.documents[docname].views:
        problems = check_names(request.selection, chronicle, domain.settings.schema.kinds)
        for problem in problems:
            place = request.locations.get(problem.field or "", request.locations[""])
            yield Mistake(problem.subtype, problem.message, place)
        if not problems and not events_of(request, chronicle, docname):
            message = "no event is in this view; widen its options, or declare events with the event directive"
            yield Mistake("empty", message, request.locations[""])
        if request.view == "mermaid" and not has_mermaid(domain):
            message = (
                "the mermaid view needs the extension 'sphinxcontrib.mermaid'; a list stands in its place. "
                "Install sphinx-retrospective[mermaid] and add it to extensions, or choose another view"
            )
            yield Mistake("view", message, request.locations.get("view", request.locations[""]))


def _in_matrices(domain: RetroDomain, docname: str) -> Iterator[Mistake]:
    chronicle = domain.world(docname).chronicle
    for request in domain.documents[docname].matrices:
        problems = check_names(request.selection, chronicle, domain.settings.schema.kinds)
        problems += unknown_terms(chronicle.taxonomies[request.taxonomy], request.terms, "terms")
        for problem in problems:
            place = request.locations.get(problem.field or "", request.locations[""])
            yield Mistake(problem.subtype, problem.message, place)
        matrix = matrix_of(request, chronicle, domain.today)
        if request.by and matrix.length > SPANS[request.by]:
            message = (
                f"a {request.by} a column would be more than {MAX_PERIODS_ASKED} columns, so they are longer; "
                "leave the option out, or shorten the time with since and until"
            )
            yield Mistake("option", message, request.locations["by"])
        if not problems and not matrix.rows:
            message = f"no event in this matrix has a {request.taxonomy}; widen its options, or give events some"
            yield Mistake("empty", message, request.locations[""])


def _in_the_whole(domain: RetroDomain) -> Iterator[tuple[str, Mistake]]:
    homes = _homes(domain)
    apart = [docname for docname, data in domain.documents.items() if data.is_apart]
    for docname in ("", *apart):
        for problem in domain.world(docname).chronicle.problems:
            place = problem.field or ""
            yield docname or homes.get(place, ""), Mistake(problem.subtype, problem.message, place)
    for page in domain.addresses.blocked:
        message = (
            f"the document {page!r} stands where the page of a term would be generated; rename the document, "
            "or give the taxonomy another folder"
        )
        yield page, Mistake("page", message, f"{domain.env.doc2path(page)}:1")


def _homes(domain: RetroDomain) -> dict[str, str]:
    """Return the document that the record at each place belongs to; the first where there are several."""
    homes: dict[str, str] = {}
    for docname in sorted(domain.documents):
        records = domain.documents[docname].records
        declared: tuple[Event | Era | Tagging | Description, ...] = (
            *records.events,
            *records.eras,
            *records.taggings,
            *records.descriptions,
        )
        for record in declared:
            homes.setdefault(record.location, docname)
    return homes
