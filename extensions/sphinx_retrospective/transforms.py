"""Puts views, indices, matrices and counts where their directives left placeholders, once everything is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_retrospective.access import retro_domain
from sphinx_retrospective.assets import has_scripts
from sphinx_retrospective.core.model import Description, Event
from sphinx_retrospective.drawing.event import term_reference
from sphinx_retrospective.drawing.index import draw_index
from sphinx_retrospective.drawing.matrix import draw_matrix
from sphinx_retrospective.drawing.views import Canvas, draw_view
from sphinx_retrospective.labels import translate
from sphinx_retrospective.nodes import count_placeholder, index_placeholder, matrix_placeholder, view_placeholder

if TYPE_CHECKING:
    from sphinx_retrospective.domain import RetroDomain


class DrawPlaceholders(SphinxPostTransform):
    """Replaces every placeholder of a document.

    Runs before references are resolved (priority 10; MyST's own at 9), since what it draws holds references.
    """

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        """Draw what each placeholder stands for."""
        domain = retro_domain(self.env)
        for view in list(self.document.findall(view_placeholder)):
            request = domain.documents[view["docname"]].views[view["number"]]
            canvas = canvas_for(domain, view["docname"], _heading_level(view))
            view.replace_self(draw_view(request, canvas))
        for index in list(self.document.findall(index_placeholder)):
            index.replace_self(index_at(domain, index["docname"], index["number"]))
        for matrix in list(self.document.findall(matrix_placeholder)):
            matrix.replace_self(matrix_at(domain, matrix["docname"], matrix["number"]))
        for count in list(self.document.findall(count_placeholder)):
            count.replace_self(draw_count(domain, count["taxonomy"], count["term"], count["docname"]))


def index_at(domain: RetroDomain, docname: str, number: int) -> nodes.Element:
    """Return an index of a document, with anchors where references to terms lead to it."""
    requests = domain.documents[docname].indices
    request = requests[number]
    whole = [place for place, each in enumerate(requests) if each.taxonomy == request.taxonomy and each.limit is None]
    is_home = number in whole[:1] and domain.world(docname).addresses.is_index_home(request.taxonomy, docname)
    return draw_index(request, canvas_for(domain, docname), is_home=is_home)


def matrix_at(domain: RetroDomain, docname: str, number: int) -> nodes.Element:
    """Return a matrix of a document."""
    return draw_matrix(domain.documents[docname].matrices[number], canvas_for(domain, docname), domain.today, number)


def canvas_for(domain: RetroDomain, docname: str, level: int = 1) -> Canvas:
    """Return what views of *docname* are drawn from and for, in the builder at work."""

    def summary(event: Event) -> nodes.paragraph | None:
        return summary_of(domain, event, docname)

    return Canvas(
        chronicle=domain.world(docname).chronicle,
        settings=domain.settings,
        language=domain.language,
        summary=summary,
        docname=docname,
        level=level,
        diagram=_diagram_maker(domain),
        # A book has to say beforehand which of its pages hold a picture of this form, and Sphinx has no way to.
        today=domain.today if domain.builder.format == "html" and domain.builder.name != "epub" else None,
        has_scripts=has_scripts(domain.builder),
    )


def summary_of(domain: RetroDomain, record: Event | Description, docname: str) -> nodes.paragraph | None:
    """Return the first paragraph of an event or a description as *docname* may show it, or None if there is none."""
    stored = domain.documents[record.docname].summaries.get(record.anchor)
    if stored is None:
        return None
    copy = stored.deepcopy()
    # References in it lead on from the page that shows it, not from the one that it was written on.
    for reference in copy.findall(nodes.Element):
        if "refdoc" in reference:
            reference["refdoc"] = docname
            # What is wrong with it is said where it was written.
            reference["quiet"] = not record.has_own_summary if isinstance(record, Event) else True
    return copy


def draw_count(domain: RetroDomain, taxonomy: str, text: str, docname: str) -> nodes.Node:
    """Return how much carries a term, leading to the list of it."""
    term = domain.world(docname).chronicle.taxonomies[taxonomy].find(text)
    definition = domain.settings.taxonomy(taxonomy)
    if term is None or definition is None:
        return nodes.Text("")
    reference = term_reference(definition, term.title, docname, "retro-count")
    reference["refexplicit"] = True
    label = translate("%d entry") if term.count == 1 else translate("%d entries")
    reference[0] = nodes.inline("", label % term.count)
    return reference


def _heading_level(node: nodes.Node) -> int:
    """Return how deep *node* is in sections, which is the level of the heading above it."""
    level = 0
    while (parent := node.parent) is not None:
        level += isinstance(parent, nodes.section)
        node = parent
    return max(level, 1)


def _diagram_maker(domain: RetroDomain) -> Callable[[str, str], nodes.Node] | None:
    """Return what makes a Mermaid diagram, or None where no script would draw it."""
    builder = domain.builder
    if builder.format != "html" or builder.name == "epub" or not has_mermaid(domain):
        return None
    from sphinxcontrib.mermaid import mermaid

    def diagram(source: str, alternative: str) -> nodes.Node:
        node = mermaid()
        node["code"] = source
        node["options"] = {}
        node["alt"] = alternative
        return cast("nodes.Node", node)

    return diagram


def has_mermaid(domain: RetroDomain) -> bool:
    """Tell whether the project loads the extension that draws Mermaid diagrams."""
    return "sphinxcontrib.mermaid" in domain.env.config.extensions
