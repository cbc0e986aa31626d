"""First paragraphs of events and descriptions, as other pages than their own show them."""

from __future__ import annotations

from typing import cast
from urllib.parse import urljoin, urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join
from sphinx.util.docutils import new_document

from sphinx_retrospective.core.model import Description, Event
from sphinx_retrospective.gathering.gathered import Gathered
from sphinx_retrospective.gathering.references import make_reference
from sphinx_retrospective.nodes import isolated

#: What is the same wherever it stands, but for the addresses in it. All else is drawn anew for each page: a picture has
#: to be found from there, and another extension may draw as it likes.
_PLAIN = frozenset(
    {
        nodes.paragraph,
        nodes.Text,
        nodes.emphasis,
        nodes.strong,
        nodes.literal,
        nodes.inline,
        nodes.reference,
        nodes.subscript,
        nodes.superscript,
        nodes.title_reference,
        addnodes.pending_xref,
        isolated,
    }
)


def summary_of(gathered: Gathered, record: Event | Description, docname: str) -> nodes.Element | None:
    """Return the first paragraph of an event or a description as *docname* may show it, or None if there is none.

    References in it are still to be resolved.
    """
    stored = gathered.documents[record.docname].summaries.get(record.anchor)
    if stored is None:
        return None
    copy = stored.paragraph()
    # References in it lead on from the page that shows it, not from the one that it was written on.
    for reference in copy.findall(nodes.Element):
        if "refdoc" in reference:
            if reference.get("refdomain") == "std" and reference["reftype"] == "doc":
                reference["reftarget"] = f"/{docname_join(record.docname, reference['reftarget'])}"
            reference["refdoc"] = docname
            _keep_quiet(reference, record)
    return copy


def plain_summary(gathered: Gathered, event: Event) -> nodes.paragraph | None:
    """Return the first paragraph of *event* if it is the same on all pages of an HTML builder, but for its addresses.

    References in it are resolved, and lead on from the top of the output.

    Returns:
        The paragraph, which is empty where there is none; None where it has to be drawn for each page.
    """
    stored = gathered.documents[event.docname].summaries.get(event.anchor)
    if stored is None:
        return nodes.paragraph()
    copy = stored.paragraph()
    if not _is_plain(copy):
        return None
    for reference in list(copy.findall(addnodes.pending_xref)):
        _keep_quiet(reference, event)
        found = gathered.find(reference["reftype"], reference["reftarget"], event.docname)
        if found and reference["refdomain"] == "retro":
            content = cast("nodes.Element", reference[0])
            reference.replace_self(make_reference(found, reference, content, None, gathered.builder))
    if any(copy.findall(addnodes.pending_xref)):
        # As it is on the page that it was written on.
        document = new_document(event.docname)
        document.settings.env = gathered.env
        document.settings.language_code = gathered.language
        document["retro_partial"] = True
        document += copy
        gathered.env.apply_post_transforms(document, event.docname)
        if len(document) != 1 or not isinstance(document[0], nodes.paragraph) or not _is_plain(document[0]):
            return None
        copy = document[0]
    assert isinstance(copy, nodes.paragraph)
    home = gathered.builder.get_target_uri(event.docname)
    for resolved in copy.findall(nodes.reference):
        _lead_from_top(resolved, home)
    return copy


def _is_plain(paragraph: nodes.Element) -> bool:
    return all(type(node) in _PLAIN for node in paragraph.findall())


def _keep_quiet(reference: nodes.Element, record: Event | Description) -> None:
    # What is wrong with it is said where it was written.
    reference["quiet"] = not record.has_own_summary if isinstance(record, Event) else True


def _lead_from_top(reference: nodes.reference, home: str) -> None:
    """Have *reference*, which leads on from the page at *home*, lead there from the top of the output."""
    if "from_top" in reference:
        return
    if "refid" in reference:
        reference["refuri"] = f"#{reference.attributes.pop('refid')}"
    address: str = reference["refuri"]
    if not urlsplit(address).scheme and not address.startswith("/"):
        reference["refuri"] = urljoin(f"/{home}", address).removeprefix("/")
        reference["from_top"] = True
