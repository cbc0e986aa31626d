"""What a page shows, as a short text that differs when the page would: the way to tell which pages to write again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_retrospective.assets import kinds_sheet
from sphinx_retrospective.drawing.views import draw_view
from sphinx_retrospective.records import Reference
from sphinx_retrospective.transforms import canvas_for, draw_count, index_at, matrix_at

if TYPE_CHECKING:
    from sphinx_retrospective.domain import RetroDomain


def content_digest(document: nodes.document, folder: str) -> str:
    """Return a digest of what *document* says itself.

    Its time stamp does not tell that: what it includes, and the configuration, change too, and another builder may have
    read it since.

    Args:
        document: once it is read.
        folder: where the sources are; the digest is the same in every other folder.
    """
    shown = hashlib.sha256()
    for node in document.children:
        shown.update(node.pformat().replace(folder, "").encode("utf-8", "surrogatepass"))
    return shown.hexdigest()


def digests_of_documents(domain: RetroDomain) -> dict[str, str]:
    """Return a digest of what each document shows, itself and of others.

    It is empty for a document that has nothing of ours: Sphinx knows by itself when to write that.
    """
    if domain.digests is None:
        domain.digests = {
            docname: _digest(domain, docname) if docname in domain.documents else ""
            for docname in sorted(domain.env.found_docs)
        }
    return domain.digests


def digest_of_nodes(domain: RetroDomain, docname: str, drawn: Iterable[nodes.Node], *more: object) -> str:
    """Return a digest of nodes as they will be in *docname*, titles and addresses of what they refer to included.

    Args:
        domain: ours.
        docname: the page that shows them.
        drawn: the nodes.
        more: whatever else the page shows, as values that JSON has.
    """
    shown = hashlib.sha256()
    references: set[Reference] = set()
    for node in drawn:
        shown.update(node.pformat().encode("utf-8", "surrogatepass"))
        for each in node.findall(addnodes.pending_xref):
            references.update(Reference.all_of(each))
    shown.update(json.dumps([sorted(_resolved(domain, docname, references)), *more]).encode())
    return shown.hexdigest()


def _digest(domain: RetroDomain, docname: str) -> str:
    data = domain.documents[docname]
    canvas = canvas_for(domain, docname)
    drawn: list[nodes.Node] = [draw_view(request, canvas) for request in data.views]
    drawn += [index_at(domain, docname, number) for number in range(len(data.indices))]
    drawn += [matrix_at(domain, docname, number) for number in range(len(data.matrices))]
    for description in data.records.descriptions:
        drawn.append(draw_count(domain, description.taxonomy, description.title, docname))
    resolved = sorted(_resolved(domain, docname, set(data.references)))
    # The words and colours that HTML adds are in no node.
    return digest_of_nodes(domain, docname, drawn, data.content, resolved, domain.language, kinds_sheet(domain))


def _resolved(domain: RetroDomain, docname: str, references: Iterable[Reference]) -> Iterator[list[object]]:
    """Yield what each reference shows, and where it leads."""
    for reference in references:
        found = list(_found(domain, docname, reference))
        shown = [("" if reference.is_explicit else title, *place) for title, place in found]
        yield [*reference, *(part for each in shown for part in each)]


def _found(domain: RetroDomain, docname: str, reference: Reference) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield title and place of all that *reference* may be to."""
    if reference.objtype != "any":
        if found := domain.find(reference.objtype, reference.target, docname):
            yield found.title, (reference.is_listing and found.listing) or found.address or ()
        return
    if label := domain.env.domains.standard_domain.labels.get(reference.target.lower()):
        # Sphinx's own, such as the one of its index, are called as the language has it.
        yield str(label[2]), label[:2]
    for objtype in domain.object_types:
        if found := domain.find(objtype, reference.target, docname):
            yield found.title, found.address or ()
    yield from domain.objects_at(reference.target)
