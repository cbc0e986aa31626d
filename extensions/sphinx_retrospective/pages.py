"""A page for each term, in HTML builders: like every other page of the theme, and found by the site's search."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri

from sphinx_retrospective.access import retro_domain
from sphinx_retrospective.core.query import Group, group
from sphinx_retrospective.core.taxonomy import Taxonomy, Term
from sphinx_retrospective.core.text import line
from sphinx_retrospective.digests import digest_of_nodes
from sphinx_retrospective.drawing.event import term_reference
from sphinx_retrospective.drawing.index import draw_pages
from sphinx_retrospective.drawing.views import draw_events
from sphinx_retrospective.frame import frame_digest
from sphinx_retrospective.labels import taxonomy_label, translate
from sphinx_retrospective.search import SearchIndex
from sphinx_retrospective.transforms import canvas_for, summary_of

if TYPE_CHECKING:
    from sphinx_retrospective.domain import RetroDomain

#: Search engines show about as much of a description, in characters.
_DESCRIPTION_LENGTH: Final = 200


def generate_term_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield name, context and template of each page (``html-collect-pages``)."""
    domain = retro_domain(app.env)
    builder = app.builder
    if not domain.addresses.pages or not isinstance(builder, StandaloneHTMLBuilder):
        return
    index = SearchIndex(builder)
    frame = frame_digest(builder)
    events = _EventDigests(domain)
    unchanged = set()
    for name, term in domain.addresses.pages.items():
        digest = _digest(domain, name, term, frame, events)
        domain.page_digests[name] = digest
        is_there = domain.recorded.pages.get(name) == digest and Path(builder.get_output_path(name)).is_file()
        if is_there and index.knows(name):
            unchanged.add(name)
            continue
        document = _document(domain, name, term)
        app.env.apply_post_transforms(document, name)
        with _known_as_document(app.env, name, document):
            builder.post_process_images(document)
            yield name, _context(builder, name, document, _description(domain, term)), "page.html"
            builder.index_page(name, document, term.title)
    index.keep(domain.addresses.pages, unchanged)


class _EventDigests(dict[str, str]):
    """A digest of what a page shows of each event, by the event's id: many pages show the same one."""

    def __init__(self, domain: RetroDomain) -> None:
        self._domain = domain
        self._canvas = canvas_for(domain, "")

    def __missing__(self, event_id: str) -> str:
        event = self._domain.chronicle.event(event_id)
        drawn = draw_events("list", [Group("none", None, (event,))], self._canvas) if event else nodes.container()
        self[event_id] = digest_of_nodes(self._domain, "", [drawn])
        return self[event_id]


def _digest(domain: RetroDomain, name: str, term: Term, frame: str, events: _EventDigests) -> str:
    """Return a digest of the page of *term*, without drawing all of its events anew."""
    without_events = _document(domain, name, replace(term, events=()))
    return digest_of_nodes(domain, name, [without_events[0]], frame, [events[each] for each in term.events])


def _document(domain: RetroDomain, name: str, term: Term) -> nodes.document:
    """Return the page as a document: what the term is, its events, its pages, and the terms around it."""
    taxonomy = domain.chronicle.taxonomies[term.taxonomy]
    document = new_document(name)
    document.settings.env = domain.env
    document.settings.language_code = domain.language
    top = nodes.section("", nodes.title("", term.title), ids=[term.slug], classes=["retro-term-page"])
    top += _lead(taxonomy, term, name)
    if term.description and (text := summary_of(domain, term.description, name)):
        top += text
    if term.events:
        top += _events(domain, name, term)
    if term.taggings:
        top += nodes.section("", nodes.title("", translate("Pages")), draw_pages(term.taggings, name), ids=["pages"])
    if term.children:
        narrower = [_term_item(taxonomy, slug, name) for slug in term.children]
        section = nodes.section("", nodes.title("", translate("Narrower")), ids=["narrower"])
        section += nodes.bullet_list("", *narrower, bullet="-")
        top += section
    document += top
    return document


def _lead(taxonomy: Taxonomy, term: Term, name: str) -> list[nodes.Node]:
    label = taxonomy_label(taxonomy.definition)
    lead = nodes.paragraph("", label[:1].upper() + label[1:], classes=["retro-lead"])
    if term.aliases:
        lead += nodes.Text(" · " + translate("also %s") % ", ".join(term.aliases))
    if term.parent:
        parent = taxonomy.terms[term.parent].title
        lead += [nodes.Text(" · " + translate("part of ")), term_reference(taxonomy.definition, parent, name)]
    if term.description is None:
        return [lead]
    described = term_reference(taxonomy.definition, term.title, name)
    described["listing"], described["refexplicit"] = False, True
    described[0] = nodes.inline("", translate("description"))
    lead += [nodes.Text(" · "), described]
    return [lead]


def _events(domain: RetroDomain, name: str, term: Term) -> nodes.section:
    canvas = canvas_for(domain, name, level=2)
    events = [event for event_id in term.events if (event := domain.chronicle.event(event_id))]
    groups = group(events, "year", domain.chronicle, domain.settings.schema.kinds)
    view = draw_events("list", groups, canvas)
    return nodes.section("", nodes.title("", translate("Events")), view, ids=["events"])


def _term_item(taxonomy: Taxonomy, slug: str, name: str) -> nodes.list_item:
    term = taxonomy.terms[slug]
    count = nodes.inline("", str(term.count), classes=["retro-count"])
    reference = term_reference(taxonomy.definition, term.title, name)
    return nodes.list_item("", nodes.paragraph("", "", reference, nodes.Text(" "), count))


@contextmanager
def _known_as_document(env: BuildEnvironment, name: str, document: nodes.document) -> Iterator[None]:
    """Let the environment know a generated page while it is written, as themes ask it for titles and contents.

    Only then: what the environment knows for good is written into the search index, the inventory and its own file.
    """
    top = cast("nodes.section", document[0])
    title = cast("nodes.title", top[0])
    entries = [
        (f"#{section['ids'][0]}" if section is not top else "", section[0].astext())
        for section in document.findall(nodes.section)
    ]
    inner = nodes.bullet_list("", *(_toc_item(name, *entry) for entry in entries[1:]))
    outer = _toc_item(name, *entries[0])
    if inner.children:
        outer += inner
    env.titles[name] = env.longtitles[name] = title
    env.tocs[name] = nodes.bullet_list("", outer)
    env.toc_num_entries[name] = len(entries)
    env.metadata[name] = {}
    try:
        yield
    finally:
        for known in (env.titles, env.longtitles, env.tocs, env.toc_num_entries, env.metadata):
            known.pop(name, None)


def _toc_item(name: str, anchor: str, title: str) -> nodes.list_item:
    reference = nodes.reference("", title, internal=True, refuri=name, anchorname=anchor)
    return nodes.list_item("", addnodes.compact_paragraph("", "", reference))


def _description(domain: RetroDomain, term: Term) -> str:
    """Return what a search engine may show of the page: what the term is, else what it is carried by."""
    summary = summary_of(domain, term.description, "") if term.description else None
    titles = [event.title for each in term.events if (event := domain.chronicle.event(each))]
    titles = titles or [each.title for each in term.taggings]
    said = line(summary.astext() if summary else ": ".join([term.title, *filter(None, ["; ".join(titles)])]))
    return said if len(said) <= _DESCRIPTION_LENGTH else f"{said[: _DESCRIPTION_LENGTH - 1].rstrip()}…"


def _context(builder: StandaloneHTMLBuilder, name: str, document: nodes.document, description: str) -> dict[str, Any]:
    builder.secnumbers = {}
    builder.fignumbers = {}
    builder.current_docname = name
    builder.imgpath = relative_uri(builder.get_target_uri(name), builder.imagedir)
    builder.dlpath = relative_uri(builder.get_target_uri(name), "_downloads")
    body = str(builder.render_partial(document[0])["fragment"])
    context = builder.get_doc_context(name, body, f'<meta name="description" content="{escape(description)}">\n')
    # There is no source to show.
    context["sourcename"] = context["page_source_suffix"] = ""
    return context
