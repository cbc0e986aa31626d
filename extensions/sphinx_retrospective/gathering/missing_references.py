"""References to what does not exist, or could be one of several.

They are told with all that is wrong, and not when Sphinx finds them: it looks only where it writes a page, and then in
every document that it makes of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import ReferencesResolver

from sphinx_retrospective.domain_data import Reference
from sphinx_retrospective.gathering.gathered import Gathered
from sphinx_retrospective.warnings import Mistake

#: Set on a reference that is checked, and then taken as the answer: whether Sphinx would have had it told.
_CHECKED = "retro_checked"


def warn_missing(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Keep Sphinx from telling what is told already (``warn-missing-reference``)."""
    if _CHECKED in node:
        node[_CHECKED] = True
        return True
    return bool(node.get("quiet")) or _is_ours(domain, node) or None


def _is_ours(domain: Domain | None, node: pending_xref) -> bool:
    return domain is not None and domain.name == "retro" and node["reftype"] in domain.object_types


def missing_references(gathered: Gathered, docname: str) -> Iterator[Mistake]:
    """Yield what references in *docname* miss, each with what may be meant."""
    data = gathered.documents[docname]
    own = {event.anchor for event in data.records.events if event.has_own_summary}
    own |= {each.anchor for each in data.records.descriptions if not each.is_on_page}
    summaries = [summary for anchor, summary in data.summaries.items() if anchor in own]
    references = [*data.references, *(each for summary in summaries for each in summary.references)]
    written = {(each.objtype, each.target) for each in references}
    missing = {each for each in written if _is_nowhere(gathered, *each, docname)}
    ambiguous = {each: message for each in written if (message := _ambiguity(gathered, *each, docname))}
    if not missing and not ambiguous:
        return
    # As it was written: what other extensions say of a reference may depend on what is around it.
    document = gathered.env.get_doctree(docname)
    for tree in (document, *(summary.paragraph() for summary in summaries)):
        for node in tree.findall(pending_xref) if ambiguous else ():
            told = {ambiguous[each[:2]] for each in Reference.all_of(node) if each[:2] in ambiguous}
            yield from (Mistake("reference", message, _place(gathered, node, docname)) for message in sorted(told))
        for node in _ours_in(gathered, tree) if missing else ():
            objtype, target = node["reftype"], node["reftarget"]
            if (objtype, target) in missing and _is_reported(gathered, document, node, docname):
                hint = gathered.suggestion(objtype, target, docname) or "; declare it, or correct the reference"
                message = f"there is no {objtype} {target[:80]!r}{hint}"
                yield Mistake("reference", message, _place(gathered, node, docname))


def _place(gathered: Gathered, node: pending_xref, docname: str) -> str:
    source, line = get_source_line(node)
    return f"{source or gathered.env.doc2path(docname)}:{line or 1}"


def _ambiguity(gathered: Gathered, objtype: str, target: str, docname: str) -> str:
    if objtype != "any":
        return gathered.ambiguity(objtype, target, docname)
    # A label of ours.
    objtype, _, target = target.partition("-")
    return gathered.ambiguity(objtype, target, docname)


def _ours_in(gathered: Gathered, tree: nodes.Element) -> list[pending_xref]:
    found = (node for node in tree.findall(pending_xref) if node.get("refdomain") == "retro")
    return [node for node in found if node["reftype"] in gathered.object_types and not node.get("quiet")]


def _is_nowhere(gathered: Gathered, objtype: str, target: str, docname: str) -> bool:
    if objtype not in gathered.object_types or gathered.find(objtype, target, docname):
        return False
    return not (objtype == "event" and target.partition(".")[0] in gathered.unread_sources)


def _is_reported(gathered: Gathered, document: nodes.document, node: pending_xref, docname: str) -> bool:
    """Tell whether Sphinx would warn of *node*, by the questions that it asks when it writes the page."""
    node.setdefault("refdoc", docname)
    try:
        elsewhere = gathered.env.events.emit_firstresult(
            "missing-reference", gathered.env, node, node[0].deepcopy(), allowed_exceptions=(NoUri,)
        )
    except NoUri:
        return False
    # Who looked for it elsewhere, as intersphinx does, may have found that this project is meant, and said so in it.
    if elsewhere is not None or gathered.find(node["reftype"], node["reftarget"], docname):
        return False
    node[_CHECKED] = False
    # What is to be ignored is Sphinx's to say.
    domain = gathered.env.domains["retro"]
    ReferencesResolver(document).warn_missing_reference(docname, node["reftype"], node["reftarget"], node, domain)
    return bool(node[_CHECKED])
