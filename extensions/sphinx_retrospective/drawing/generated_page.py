"""Generated pages: what a term is, its events, its pages and the terms around it; and how long lists go on."""

from __future__ import annotations

from dataclasses import replace

from docutils import nodes
from sphinx.util.docutils import new_document

from sphinx_retrospective.core.parts import split_into_parts
from sphinx_retrospective.core.taxonomy import Taxonomy, Term
from sphinx_retrospective.drawing.canvas import Canvas, canvas_for
from sphinx_retrospective.drawing.event import term_reference
from sphinx_retrospective.drawing.index import draw_pages
from sphinx_retrospective.drawing.parts import part_title
from sphinx_retrospective.drawing.views import draw_term_events, draw_view_part
from sphinx_retrospective.gathering.gathered import Gathered
from sphinx_retrospective.gathering.generated_pages import GeneratedPage, Series
from sphinx_retrospective.labels import taxonomy_label, translate


def draw_page(gathered: Gathered, name: str, page: GeneratedPage) -> nodes.document:
    """Return the generated page *name* as a document."""
    canvas = canvas_for(gathered, name, level=2)
    document = new_document(name)
    document.settings.env = gathered.env
    document.settings.language_code = gathered.language
    if page.number:
        document += _further_part(page, canvas)
    elif page.term:
        document += _term_page(page.term, page.series, canvas)
    return document


def draw_tag_page(gathered: Gathered, docname: str, term: Term) -> list[nodes.Node]:
    """Return what the page of a tag shows below its title, on a document that is this page."""
    events = [event for each in term.events if (event := gathered.chronicle.event(each))]
    series = Series(term.title, (docname,), split_into_parts(events, max(len(events), 1)))
    return _term_page(term, series, canvas_for(gathered, docname, level=2)).children[1:]


def _further_part(page: GeneratedPage, canvas: Canvas) -> nodes.section:
    """Return a page on which a list goes on."""
    series, number = page.series, page.number
    title = part_title(series, number, canvas.language)
    back = nodes.paragraph("", "", canvas.refer_by_title("page", f"{series.pages[0]}#", series.title))
    back["classes"].append("retro-lead")
    top = nodes.section("", nodes.title("", title), back, ids=["retro-part"], classes=["retro-term-page"])
    if page.view:
        docname, view = page.view
        request = canvas.gathered.documents[docname].views[view]
        top += draw_view_part(request, series, number, replace(canvas, level=1), view)
    else:
        top += draw_term_events(series, number, replace(canvas, level=1))
    return top


def _term_page(term: Term, series: Series, canvas: Canvas) -> nodes.section:
    taxonomy = canvas.chronicle.taxonomies[term.taxonomy]
    sphinx_tags = canvas.settings.sphinx_tags if term.taxonomy == "tag" else None
    top = nodes.section("", nodes.title("", series.title), ids=[term.slug], classes=["retro-term-page"])
    top += _lead(taxonomy, term, canvas)
    if term.description and (text := canvas.summary(term.description)):
        top += text
    if term.events:
        events = draw_term_events(series, 0, canvas)
        top += nodes.section("", nodes.title("", translate("Events")), events, ids=["events"])
    if term.taggings:
        heading = (sphinx_tags and sphinx_tags.page_header) or translate("Pages")
        top += nodes.section("", nodes.title("", heading), draw_pages(term.taggings, canvas), ids=["pages"])
    if term.children:
        narrower = [_narrower(taxonomy, taxonomy.terms[slug], canvas) for slug in term.children]
        section = nodes.section("", nodes.title("", translate("Narrower")), ids=["narrower"])
        section += nodes.bullet_list("", *narrower, bullet="-")
        top += section
    return top


def _lead(taxonomy: Taxonomy, term: Term, canvas: Canvas) -> nodes.paragraph:
    label = taxonomy_label(taxonomy.definition)
    lead = nodes.paragraph("", label[:1].upper() + label[1:], classes=["retro-lead"])
    if term.aliases:
        lead += nodes.Text(" · " + translate("also %s") % ", ".join(term.aliases))
    if term.parent:
        parent = taxonomy.terms[term.parent].title
        lead += [nodes.Text(" · " + translate("part of ")), term_reference(taxonomy.definition, parent, canvas)]
    if term.description:
        text = nodes.inline("", translate("description"))
        described = canvas.refer(
            term.taxonomy, term.title, text, refexplicit=True, quiet=True, linkclasses=["retro-term"]
        )
        lead += [nodes.Text(" · "), described]
    return lead


def _narrower(taxonomy: Taxonomy, term: Term, canvas: Canvas) -> nodes.list_item:
    count = nodes.inline("", str(term.count), classes=["retro-count"])
    reference = term_reference(taxonomy.definition, term.title, canvas)
    return nodes.list_item("", nodes.paragraph("", "", reference, nodes.Text(" "), count))
