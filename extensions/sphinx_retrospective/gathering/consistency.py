"""All that is wrong with a project: told in the main process, in one order, at every build for as long as it is so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docutils.utils import get_source_line
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinx_retrospective.core.errors import Problem, did_you_mean
from sphinx_retrospective.core.matrix import MAX_PERIODS_ASKED, SPANS
from sphinx_retrospective.core.model import Description, Era, Event, Tagging
from sphinx_retrospective.core.query import check_names, unknown_terms
from sphinx_retrospective.core.term_index import is_in_folder
from sphinx_retrospective.gathering.around import subject_of
from sphinx_retrospective.gathering.feeds import Feeds
from sphinx_retrospective.gathering.gathered import Gathered
from sphinx_retrospective.gathering.missing_references import missing_references
from sphinx_retrospective.gathering.requests import events_of, index_of, matrix_of
from sphinx_retrospective.warnings import Mistake

_PLACE = re.compile(r"(?P<path>.*):(?P<line>[0-9]+)\Z", re.DOTALL)


def mistakes_in(gathered: Gathered, labels: Iterable[tuple[str, Mistake]]) -> tuple[Mistake, ...]:
    """Return each mistake once, by document; in a document by line, and after its own those of files that it reads.

    Args:
        gathered: the whole.
        labels: what is wrong with labels, by document.
    """
    found = [*_in_documents(gathered), *_in_the_whole(gathered), *labels]
    found.sort(key=lambda each: _order(gathered.env, *each))
    return tuple(dict.fromkeys(mistake for _, mistake in found))


def _order(env: BuildEnvironment, docname: str, mistake: Mistake) -> tuple[str, bool, str, int]:
    place = _PLACE.match(mistake.location)
    path, line = (place["path"], int(place["line"])) if place else (mistake.location, 0)
    return docname, path != str(env.doc2path(docname)), path, line


def _in_documents(gathered: Gathered) -> Iterator[tuple[str, Mistake]]:
    for docname in sorted({*gathered.documents, *gathered.env.toctree_includes}):
        yield from ((docname, mistake) for mistake in _in_tag_pages(gathered, docname))
    for docname in sorted(gathered.documents):
        for mistake in gathered.documents[docname].mistakes:
            yield docname, mistake
        for mistake in missing_references(gathered, docname):
            yield docname, mistake
        for check in (_in_views, _in_indices, _in_matrices, _in_arounds):
            for mistake in check(gathered, docname):
                yield docname, mistake


def _in_tag_pages(gathered: Gathered, docname: str) -> Iterator[Mistake]:
    """Yield the entries of tables of contents in a document that are pages of tags which nothing carries."""
    env, documents = gathered.env, gathered.documents
    empty = [
        name
        for name in env.toctree_includes.get(docname, ())
        if name in documents and documents[name].tag_page and not gathered.addresses.tag_of_document(documents[name])
    ]
    for toctree in env.get_doctree(docname).findall(addnodes.toctree) if empty else ():
        source, line = get_source_line(toctree)
        place = f"{source or env.doc2path(docname)}:{line or 1}"
        for name in empty:
            if name in toctree["includefiles"]:
                message = f"no page or event carries the tag of {name[:80]!r}; remove it from this table of contents"
                yield Mistake("term", message, place)


def _in_views(gathered: Gathered, docname: str) -> Iterator[Mistake]:
    chronicle = gathered.scope(docname).chronicle
    for request in gathered.documents[docname].views:
        problems = check_names(request.selection, chronicle, gathered.settings.schema.kinds)
        for problem in problems:
            place = request.locations.get(problem.field or "", request.locations[""])
            yield Mistake(problem.subtype, problem.message, place)
        # Where Sphinx leaves out all that a view declares, it leaves out the view.
        is_there = not request.own or any(chronicle.id_at(docname, anchor) for anchor in request.own)
        if is_there and not problems and not events_of(request, chronicle, docname):
            message = "no event is in this view; widen its options, or declare events with the event directive"
            yield Mistake("empty", message, request.locations[""])
        if request.view == "mermaid" and not gathered.has_mermaid:
            message = (
                "the mermaid view needs the extension 'sphinxcontrib.mermaid'; a list is shown instead. "
                "Install sphinx-retrospective[mermaid] and add it to extensions, or choose another view"
            )
            yield Mistake("view", message, request.locations.get("view", request.locations[""]))


def _in_indices(gathered: Gathered, docname: str) -> Iterator[Mistake]:
    chronicle = gathered.scope(docname).chronicle
    for request in gathered.documents[docname].indices:
        problems = []
        if request.selection is not None:
            problems = check_names(request.selection, chronicle, gathered.settings.schema.kinds)
        if request.folder and not any(is_in_folder(each, request.folder) for each in gathered.env.found_docs):
            folders = {each.rpartition("/")[0] for each in gathered.env.found_docs} - {""}
            message = f"there is no folder {request.folder[:80]!r} of documents{did_you_mean(request.folder, folders)}"
            problems.append(Problem("option", message, field="folder"))
        for problem in problems:
            place = request.locations.get(problem.field or "", request.locations[""])
            yield Mistake(problem.subtype, problem.message, place)
        if not problems and not request.is_whole and not index_of(request, chronicle, gathered.language):
            message = f"nothing that has a {request.taxonomy} is in this index; widen its options"
            yield Mistake("empty", message, request.locations[""])


def _in_matrices(gathered: Gathered, docname: str) -> Iterator[Mistake]:
    chronicle = gathered.scope(docname).chronicle
    for request in gathered.documents[docname].matrices:
        problems = check_names(request.selection, chronicle, gathered.settings.schema.kinds)
        problems += unknown_terms(chronicle.taxonomies[request.taxonomy], request.terms, "terms")
        for problem in problems:
            place = request.locations.get(problem.field or "", request.locations[""])
            yield Mistake(problem.subtype, problem.message, place)
        matrix = matrix_of(request, chronicle, gathered.today, gathered.settings.page_limit)
        if request.by and matrix.length > SPANS[request.by]:
            message = (
                f"one {request.by} for each column gives more than {MAX_PERIODS_ASKED} columns, so they are longer; "
                "leave the option out, or shorten the time with since and until"
            )
            yield Mistake("option", message, request.locations["by"])
        if not problems and not matrix.rows:
            message = f"no event in this matrix has a {request.taxonomy}; widen its options, or give events some"
            yield Mistake("empty", message, request.locations[""])


def _in_arounds(gathered: Gathered, docname: str) -> Iterator[Mistake]:
    for request in gathered.documents[docname].arounds:
        name = request.target
        if name and subject_of(request, docname, gathered) is None:
            hint = gathered.suggestion("event", name, docname) or "; declare it, or correct the name"
            yield Mistake("reference", f"there is no event {name[:80]!r}{hint}", request.location)
        elif message := gathered.ambiguity("event", name, docname) if name else "":
            yield Mistake("reference", message, request.location)


def _in_the_whole(gathered: Gathered) -> Iterator[tuple[str, Mistake]]:
    homes = _homes(gathered)
    apart = [docname for docname, data in gathered.documents.items() if data.is_apart]
    for docname in ("", *apart):
        for problem in gathered.scope(docname).chronicle.problems:
            place = problem.field or ""
            yield docname or homes.get(place, ""), Mistake(problem.subtype, problem.message, place)
    for problem in gathered.once(Feeds).problems:
        yield "", Mistake(problem.subtype, problem.message)
    for page in gathered.addresses.blocked:
        message = (
            f"the document {page!r} has the name of the generated page of a term; rename the document, "
            "or give the taxonomy another folder"
        )
        yield page, Mistake("page", message, f"{gathered.env.doc2path(page)}:1")


def _homes(gathered: Gathered) -> dict[str, str]:
    """Return the document that the record at each place belongs to; the first where there are several."""
    homes: dict[str, str] = {}
    for docname in sorted(gathered.documents):
        records = gathered.documents[docname].records
        declared: tuple[Event | Era | Tagging | Description, ...] = (
            *records.events,
            *records.eras,
            *records.taggings,
            *records.descriptions,
        )
        for record in declared:
            homes.setdefault(record.location, docname)
    return homes
