"""References to what does not exist.

They are told with all that is wrong, and not when Sphinx finds them: it looks only where it writes a page, and then in
every document that it makes of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import ReferencesResolver

from sphinx_retrospective.warnings import Mistake

if TYPE_CHECKING:
    from sphinx_retrospective.domain import RetroDomain

#: Set on a reference that is judged, and then taken as the answer: whether Sphinx would have had it told.
_JUDGED = "retro_judged"


def warn_missing(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Keep Sphinx from telling what is told already (``warn-missing-reference``)."""
    if _JUDGED in node:
        node[_JUDGED] = True
        return True
    return bool(node.get("quiet")) or _is_ours(domain, node) or None


def _is_ours(domain: Domain | None, node: pending_xref) -> bool:
    return domain is not None and domain.name == "retro" and node["reftype"] in domain.object_types


def note_places(document: nodes.document) -> None:
    """Note where each reference in *document* was written, while the current folder is the one that paths start from.

    docutils names an included file as seen from there, which need not be where the next build is started.
    """
    for node in document.findall(pending_xref):
        source, line = get_source_line(node)
        if source and line:
            node.source, node.line = os.path.abspath(source), line  # noqa: PTH100 - links are not followed


def missing_references(domain: RetroDomain, docname: str) -> Iterator[Mistake]:
    """Yield what references in *docname* miss, each with what may be meant."""
    data = domain.documents[docname]
    own = {event.anchor for event in data.records.events if event.has_own_summary}
    summaries = [text for anchor, text in data.summaries.items() if anchor in own]
    written = {(each["reftype"], each["reftarget"]) for text in summaries for each in _ours_in(domain, text)}
    written |= {(each.objtype, each.target) for each in data.references}
    missing = {each for each in written if _is_nowhere(domain, *each, docname)}
    if not missing:
        return
    # As it was written: what other extensions say of a reference may depend on what is around it.
    document = domain.env.get_doctree(docname)
    for tree in (document, *(text.deepcopy() for text in summaries)):
        for node in _ours_in(domain, tree):
            objtype, target = node["reftype"], node["reftarget"]
            if (objtype, target) in missing and _is_told(domain, document, node, docname):
                hint = domain.suggestion(objtype, target, docname) or "; declare it, or correct the reference"
                source, line = get_source_line(node)
                place = f"{source or domain.env.doc2path(docname)}:{line or 1}"
                yield Mistake("reference", f"there is no {objtype} {target[:80]!r}{hint}", place)


def _ours_in(domain: RetroDomain, tree: nodes.Element) -> list[pending_xref]:
    found = (node for node in tree.findall(pending_xref) if node.get("refdomain") == domain.name)
    return [node for node in found if node["reftype"] in domain.object_types and not node.get("quiet")]


def _is_nowhere(domain: RetroDomain, objtype: str, target: str, docname: str) -> bool:
    return objtype in domain.object_types and domain.find(objtype, target, docname) is None


def _is_told(domain: RetroDomain, document: nodes.document, node: pending_xref, docname: str) -> bool:
    """Tell whether Sphinx would warn of *node*, by the questions that it asks when it writes the page."""
    node.setdefault("refdoc", docname)
    try:
        elsewhere = domain.env.events.emit_firstresult(
            "missing-reference", domain.env, node, node[0].deepcopy(), allowed_exceptions=(NoUri,)
        )
    except NoUri:
        return False
    # Who looked for it elsewhere, as intersphinx does, may have found that this project is meant, and said so in it.
    if elsewhere is not None or domain.find(node["reftype"], node["reftarget"], docname):
        return False
    node[_JUDGED] = False
    # What is to be ignored is Sphinx's to say.
    ReferencesResolver(document).warn_missing_reference(docname, node["reftype"], node["reftarget"], node, domain)
    return bool(node[_JUDGED])
