"""Generated pages: what a term is, its events, its pages and the terms around it; and how long lists go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docutils import nodes
from sphinx.util.docutils import new_document

from sphinx_retrospective.core.model import Event
from sphinx_retrospective.core.parts import split_into_parts
from sphinx_retrospective.core.taxonomy import Taxonomy, Term
from sphinx_retrospective.drawing.canvas import Canvas, canvas_for
from sphinx_retrospective.drawing.dates import period_text
from sphinx_retrospective.drawing.event import term_reference
from sphinx_retrospective.drawing.index import draw_pages
from sphinx_retrospective.drawing.parts import part_title
from sphinx_retrospective.drawing.views import draw_term_events, draw_view_part
from sphinx_retrospective.gathering.addresses import slug_in_anchor
from sphinx_retrospective.gathering.gathered import Gathered
from sphinx_retrospective.gathering.generated_pages import GeneratedPage, Series
from sphinx_retrospective.gathering.term_facts import TermFacts, Usage
from sphinx_retrospective.labels import taxonomy_label, translate
from sphinx_retrospective.nodes import NO_SEARCH, usage_chart


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
    if not _has_remote(page.part.events):
        top["classes"].append(NO_SEARCH)
    return top


def _term_page(term: Term, series: Series, canvas: Canvas) -> nodes.section:
    taxonomy = canvas.chronicle.taxonomies[term.taxonomy]
    sphinx_tags = canvas.settings.sphinx_tags if term.taxonomy == "tag" else None
    anchor = slug_in_anchor(term.slug)
    top = nodes.section("", nodes.title("", series.title), ids=[anchor], classes=["retro-term-page"])
    top += _lead(taxonomy, term, canvas)
    if term.description and (text := canvas.summary(term.description)):
        top += text
    facts = canvas.gathered.once(TermFacts)
    if usage := facts.usage(term):
        top += _usage(usage, canvas)
    narrower = [(taxonomy.terms[slug], taxonomy.terms[slug].count) for slug in term.children]
    top += _named(translate("Narrower"), narrower, taxonomy, canvas, "retro-narrower")
    top += _named(translate("Often with"), facts.related(term), taxonomy, canvas, "retro-related")
    if term.events:
        events = draw_term_events(series, 0, canvas)
        classes = [] if _has_remote(series.parts[0].events) else [NO_SEARCH]
        top += nodes.section("", nodes.title("", translate("Events")), events, ids=["events"], classes=classes)
    if term.taggings:
        heading = (sphinx_tags and sphinx_tags.page_header) or translate("Pages")
        pages = draw_pages(term.taggings, canvas)
        top += nodes.section("", nodes.title("", heading), pages, ids=["pages"], classes=[NO_SEARCH])
    return top


def _has_remote(events: Sequence[Event]) -> bool:
    """Tell whether any event is told by another site, so that the search finds it where it is listed alone."""
    return any(event.url for event in events)


def _lead(taxonomy: Taxonomy, term: Term, canvas: Canvas) -> nodes.paragraph:
    label = taxonomy_label(taxonomy.definition)
    lead = nodes.paragraph("", label[:1].upper() + label[1:], classes=["retro-lead"])
    if term.aliases:
        lead += nodes.Text(" · " + translate("also %s") % ", ".join(term.aliases))
    broader = nodes.inline("", classes=[NO_SEARCH])
    for number, slug in enumerate(term.parents):
        broader += nodes.Text(", " if number else " · " + translate("part of "))
        broader += term_reference(taxonomy.definition, taxonomy.terms[slug].title, canvas)
    lead += broader if term.parents else []
    if term.description and term.description.is_on_page:
        text = nodes.inline("", translate("description"))
        described = canvas.refer(
            term.taxonomy, term.title, text, refexplicit=True, quiet=True, linkclasses=["retro-term"]
        )
        lead += [nodes.Text(" · "), described]
    return lead


def _usage(usage: Usage, canvas: Canvas) -> usage_chart:
    """Return a picture of how many events carry a term in each period."""
    bars = [(period_text(first, usage.length, canvas.language), count) for first, count in usage.counts.items()]
    return usage_chart("", bars=bars, label=translate("Events by time"))


def _named(
    label: str, terms: Sequence[tuple[Term, int]], taxonomy: Taxonomy, canvas: Canvas, css: str
) -> list[nodes.Node]:
    """Return a line of terms, each with a count, or nothing where there is none."""
    line = nodes.paragraph("", "", nodes.inline("", f"{label}: ", classes=["retro-line-name"]))
    line["classes"] += [css, NO_SEARCH]
    for number, (term, count) in enumerate(terms):
        line += [nodes.Text(" · ")] if number else []
        line += [term_reference(taxonomy.definition, term.title, canvas), nodes.Text(" ")]
        line += nodes.inline("", str(count), classes=["retro-count"])
    return [line] if terms else []
