"""The page of a term: what the term is, its events, its pages, and the terms around it."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import new_document

from sphinx_retrospective.core.query import group
from sphinx_retrospective.core.taxonomy import Taxonomy, Term
from sphinx_retrospective.drawing.canvas import Canvas, canvas_for
from sphinx_retrospective.drawing.event import term_reference
from sphinx_retrospective.drawing.index import draw_pages
from sphinx_retrospective.drawing.views import draw_events
from sphinx_retrospective.gathering.gathered import Gathered
from sphinx_retrospective.labels import taxonomy_label, translate


def draw_term_page(gathered: Gathered, name: str, term: Term) -> nodes.document:
    """Return the page *name* as a document."""
    canvas = canvas_for(gathered, name, level=2)
    taxonomy = gathered.chronicle.taxonomies[term.taxonomy]
    document = new_document(name)
    document.settings.env = gathered.env
    document.settings.language_code = gathered.language
    top = nodes.section("", nodes.title("", term.title), ids=[term.slug], classes=["retro-term-page"])
    top += _lead(taxonomy, term, canvas)
    if term.description and (text := canvas.summary(term.description)):
        top += text
    if term.events:
        top += _events(term, canvas)
    if term.taggings:
        top += nodes.section("", nodes.title("", translate("Pages")), draw_pages(term.taggings, canvas), ids=["pages"])
    if term.children:
        narrower = [_narrower(taxonomy, taxonomy.terms[slug], canvas) for slug in term.children]
        section = nodes.section("", nodes.title("", translate("Narrower")), ids=["narrower"])
        section += nodes.bullet_list("", *narrower, bullet="-")
        top += section
    document += top
    return document


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


def _events(term: Term, canvas: Canvas) -> nodes.section:
    chronicle = canvas.chronicle
    events = [event for event_id in term.events if (event := chronicle.event(event_id))]
    groups = group(events, "year", chronicle, canvas.settings.schema.kinds)
    view = draw_events("list", groups, canvas)
    return nodes.section("", nodes.title("", translate("Events")), view, ids=["events"])


def _narrower(taxonomy: Taxonomy, term: Term, canvas: Canvas) -> nodes.list_item:
    count = nodes.inline("", str(term.count), classes=["retro-count"])
    reference = term_reference(taxonomy.definition, term.title, canvas)
    return nodes.list_item("", nodes.paragraph("", "", reference, nodes.Text(" "), count))
