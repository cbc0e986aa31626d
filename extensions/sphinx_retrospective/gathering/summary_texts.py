"""First paragraphs in plain words, for what shows no markup: descriptions of pages, results of a search."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from sphinx_retrospective.core.model import Description, Event
from sphinx_retrospective.core.plain_text import line
from sphinx_retrospective.gathering.gathered import Gathered


def summary_text(gathered: Gathered, record: Event | Description) -> str:
    """Return the first paragraph of an event or a description, with titles for what it refers to.

    No page is drawn for it: a name that only another domain than Sphinx's own and ours can resolve stays as it is.
    """
    stored = gathered.documents[record.docname].summaries.get(record.anchor)
    if stored is None:
        return record.summary if isinstance(record, Event) else ""
    copy = stored.paragraph()
    for reference in list(copy.findall(addnodes.pending_xref)):
        title = "" if reference.get("refexplicit") else _title(gathered, reference, record.docname)
        reference.replace_self(nodes.Text(title or reference.astext()))
    first = copy if isinstance(copy, nodes.paragraph) else next(copy.findall(nodes.paragraph), copy)
    return line(first.astext())


def _title(gathered: Gathered, reference: nodes.Element, docname: str) -> str:
    """Return the title of what a reference is to, or nothing where that is not known here."""
    domain, objtype, target = reference.get("refdomain"), reference["reftype"], reference["reftarget"]
    if domain == "retro":
        found = gathered.find(objtype, target, docname)
        return found.title if found else ""
    if (domain, objtype) == ("std", "doc"):
        title = gathered.env.titles.get(docname_join(docname, target))
        return title.astext() if title else ""
    if (domain, objtype) == ("std", "ref"):
        label = gathered.env.domains.standard_domain.labels.get(target)
        return str(label[2]) if label else ""
    return ""
