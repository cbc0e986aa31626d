"""Puts views, indices, matrices and counts where their directives left placeholders, once everything is known."""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.environment import BuildEnvironment

from sphinx_retrospective.domain import retro_domain
from sphinx_retrospective.drawing.around import draw_around
from sphinx_retrospective.drawing.canvas import Canvas, canvas_for
from sphinx_retrospective.drawing.event import count_reference, drop_hidden, drop_repeated, has_terms
from sphinx_retrospective.drawing.generated_page import draw_tag_page
from sphinx_retrospective.drawing.index import draw_index
from sphinx_retrospective.drawing.matrix import draw_matrix
from sphinx_retrospective.drawing.views import draw_view
from sphinx_retrospective.gathering.arounds import Arounds
from sphinx_retrospective.gathering.gathered import Gathered
from sphinx_retrospective.gathering.references import make_reference
from sphinx_retrospective.labels import translate
from sphinx_retrospective.nodes import (
    around_placeholder,
    count_placeholder,
    event_meta,
    index_placeholder,
    matrix_placeholder,
    tag_line,
    tag_page_placeholder,
    term_list,
    told_event,
    view_placeholder,
)


def draw_placeholders(document: nodes.document, env: BuildEnvironment) -> None:
    """Draw what each placeholder in *document* stands for, and resolve its references to objects of ours."""
    gathered = retro_domain(env).gathered
    for view in list(document.findall(view_placeholder)):
        request = gathered.documents[view["docname"]].views[view["number"]]
        canvas = canvas_for(gathered, view["docname"], _heading_level(view))
        told = {each["anchor"]: each.children for each in view.children if isinstance(each, told_event)}
        view.replace_self(draw_view(request, canvas, view["number"], told))
    for index in list(document.findall(index_placeholder)):
        index.replace_self(_index_at(gathered, index["docname"], index["number"], _heading_level(index)))
    for matrix in list(document.findall(matrix_placeholder)):
        docname, number = matrix["docname"], matrix["number"]
        request_of_matrix = gathered.documents[docname].matrices[number]
        matrix.replace_self(draw_matrix(request_of_matrix, canvas_for(gathered, docname), number))
    for page in list(document.findall(tag_page_placeholder)):
        docname = page["docname"]
        term = gathered.addresses.tag_of_document(gathered.documents[docname])
        empty = nodes.paragraph("", translate("No terms."), classes=["retro-empty"])
        page.replace_self(draw_tag_page(gathered, docname, term) if term else empty)
    for place in list(document.findall(around_placeholder)):
        around = gathered.once(Arounds).at(place["docname"], place["number"])
        place.replace_self(draw_around(around, canvas_for(gathered, place["docname"])) if around else [])
    for count in list(document.findall(count_placeholder)):
        canvas = canvas_for(gathered, count["docname"])
        count.replace_self(_count(canvas, count["taxonomy"], count["term"]))
    docname = env.current_document.docname
    for reference in list(document.findall(pending_xref)):
        if reference.get("refdomain") == "retro":
            home = reference.get("refdoc", docname)
            if found := gathered.find(reference["reftype"], reference["reftarget"], home):
                content = reference[0]
                assert isinstance(content, nodes.Element)
                reference.replace_self(make_reference(found, reference, content, home, gathered.builder))
    _drop(document, gathered)


def _drop(document: nodes.document, gathered: Gathered) -> None:
    """Take out what is not to be shown, now that it is known which terms are hidden and which are the same."""
    for described in list(document.findall(term_list)):
        if described.get("is_hidden") and not gathered.settings.show_hidden:
            described.parent.remove(described)
    for meta in document.findall(event_meta):
        drop_hidden(meta)
    for line in list(document.findall(tag_line)):
        drop_repeated(line)
        if not has_terms(line):
            line.parent.remove(line)


def _index_at(gathered: Gathered, docname: str, number: int, level: int) -> nodes.Element:
    """Return an index of a document, with anchors where references to terms lead to it."""
    requests = gathered.documents[docname].indices
    request = requests[number]
    whole = [place for place, each in enumerate(requests) if each.taxonomy == request.taxonomy and each.is_whole]
    is_home = number in whole[:1] and gathered.world(docname).addresses.is_index_home(request.taxonomy, docname)
    return draw_index(request, canvas_for(gathered, docname, level), number, is_home=is_home)


def _count(canvas: Canvas, taxonomy: str, text: str) -> nodes.Node:
    term = canvas.chronicle.taxonomies[taxonomy].find(text)
    return nodes.Text("") if term is None else count_reference(term, canvas)


def _heading_level(node: nodes.Node) -> int:
    """Return how deep *node* is in sections, which is the level of the heading above it."""
    level = 0
    while (parent := node.parent) is not None:
        level += isinstance(parent, nodes.section)
        node = parent
    return max(level, 1)
