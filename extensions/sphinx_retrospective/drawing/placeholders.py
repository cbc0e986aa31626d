"""Puts views, indices, matrices and counts where their directives left placeholders, once everything is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.environment import BuildEnvironment

from sphinx_retrospective.domain import retro_domain
from sphinx_retrospective.drawing.around import draw_around
from sphinx_retrospective.drawing.canvas import canvas_for
from sphinx_retrospective.drawing.event import count_reference, drop_hidden, drop_repeated, has_terms
from sphinx_retrospective.drawing.generated_page import draw_tag_page
from sphinx_retrospective.drawing.index import draw_index
from sphinx_retrospective.drawing.matrix import draw_matrix
from sphinx_retrospective.drawing.views import draw_view
from sphinx_retrospective.gathering.around import AroundEvents
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
    templated_event,
    term_list,
    view_placeholder,
)


def draw_placeholders(document: nodes.document, env: BuildEnvironment) -> None:
    """Draw what each placeholder in *document* stands for, and resolve its references to objects of ours."""
    gathered = retro_domain(env).gathered
    found = _by_kind(document)
    # What is drawn may hold placeholders again: a substitution of MyST can put a directive into an event's summary. A
    # view in there would hold itself, without end.
    has_drawn = "retro_partial" in document
    while placeholders := [node for kind in _DRAW for node in found.get(kind, ())]:
        for node in placeholders:
            if has_drawn and isinstance(node, view_placeholder):
                node.parent.remove(node)
            else:
                node.replace_self(_DRAW[type(node)](gathered, node))
        has_drawn = True
        found = _by_kind(document)
    docname = env.current_document.docname
    for reference in found.get(pending_xref, ()):
        if reference.get("refdomain") == "retro":
            home = reference.get("refdoc", docname)
            if target := gathered.find(reference["reftype"], reference["reftarget"], home):
                content = reference[0]
                assert isinstance(content, nodes.Element)
                reference.replace_self(make_reference(target, reference, content, home, gathered.builder))
    # What is not to be shown: it is known now which terms are hidden and which are the same.
    for described in found.get(term_list, ()):
        if described.get("is_hidden") and not gathered.settings.show_hidden:
            described.parent.remove(described)
    for meta in found.get(event_meta, ()):
        drop_hidden(meta)
    for line in found.get(tag_line, ()):
        assert isinstance(line, tag_line)
        drop_repeated(line)
        if not has_terms(line):
            line.parent.remove(line)


def _by_kind(document: nodes.document) -> dict[type[nodes.Element], list[nodes.Element]]:
    """Return the elements of *document* by their class, of which each is looked for: to go through all takes long."""
    found: dict[type[nodes.Element], list[nodes.Element]] = {}
    for element in document.findall(nodes.Element):
        found.setdefault(type(element), []).append(element)
    return found


def _view(gathered: Gathered, node: nodes.Element) -> nodes.Element:
    request = gathered.documents[node["docname"]].views[node["number"]]
    canvas = canvas_for(gathered, node["docname"], _heading_level(node))
    templated = {each["anchor"]: each.children for each in node.children if isinstance(each, templated_event)}
    return draw_view(request, canvas, node["number"], templated)


def _index(gathered: Gathered, node: nodes.Element) -> nodes.Element:
    """Draw an index, with anchors where references to terms lead to it."""
    docname, number = node["docname"], node["number"]
    requests = gathered.documents[docname].indices
    request = requests[number]
    whole = [place for place, each in enumerate(requests) if each.taxonomy == request.taxonomy and each.is_whole]
    is_home = number in whole[:1] and gathered.scope(docname).addresses.is_index_home(request.taxonomy, docname)
    return draw_index(request, canvas_for(gathered, docname, _heading_level(node)), number, is_home=is_home)


def _matrix(gathered: Gathered, node: nodes.Element) -> nodes.Element:
    docname, number = node["docname"], node["number"]
    return draw_matrix(gathered.documents[docname].matrices[number], canvas_for(gathered, docname), number)


def _tag_page(gathered: Gathered, node: nodes.Element) -> nodes.Element | list[nodes.Node]:
    term = gathered.addresses.tag_of_document(gathered.documents[node["docname"]])
    if term is None:
        return nodes.paragraph("", translate("No terms."), classes=["retro-empty"])
    return draw_tag_page(gathered, node["docname"], term)


def _around(gathered: Gathered, node: nodes.Element) -> nodes.Element | list[nodes.Node]:
    around = gathered.once(AroundEvents).at(node["docname"], node["number"])
    return draw_around(around, canvas_for(gathered, node["docname"])) if around else []


def _count(gathered: Gathered, node: nodes.Element) -> nodes.Node:
    canvas = canvas_for(gathered, node["docname"])
    term = canvas.chronicle.taxonomies[node["taxonomy"]].find(node["term"])
    return nodes.Text("") if term is None else count_reference(term, canvas)


def _heading_level(node: nodes.Node) -> int:
    """Return how deep *node* is in sections, which is the level of the heading above it."""
    level = 0
    while (parent := node.parent) is not None:
        level += isinstance(parent, nodes.section)
        node = parent
    return max(level, 1)


#: What draws each kind of placeholder, in this order.
_DRAW: Final[dict[type[nodes.Element], Callable[[Gathered, nodes.Element], nodes.Node | list[nodes.Node]]]] = {
    view_placeholder: _view,
    index_placeholder: _index,
    matrix_placeholder: _matrix,
    tag_page_placeholder: _tag_page,
    around_placeholder: _around,
    count_placeholder: _count,
}
