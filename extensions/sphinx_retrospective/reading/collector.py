"""Turns a document that was read into the records that the domain stores."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from docutils import nodes
from docutils.utils import get_source_line
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_retrospective.core.definitions import Definition, unique
from sphinx_retrospective.core.errors import did_you_mean
from sphinx_retrospective.core.model import Era, Event, Tagging
from sphinx_retrospective.core.plain_text import line
from sphinx_retrospective.core.slugs import slugify
from sphinx_retrospective.domain import retro_domain
from sphinx_retrospective.domain_data import DocumentData, Reference, Summary, key_of_mention, key_of_tagging
from sphinx_retrospective.drawing.event import draw_tag_line
from sphinx_retrospective.drawing.page import Page
from sphinx_retrospective.gathering.addresses import object_anchor
from sphinx_retrospective.nodes import (
    around_placeholder,
    era_dates,
    event_body,
    event_head,
    event_item,
    event_list,
    event_title,
    tag_line,
    tag_page_placeholder,
    term_list,
    view_placeholder,
)
from sphinx_retrospective.reading.enclosing import around, enclose, section_of, sections_around, title_of
from sphinx_retrospective.reading.mentions import mentions_in
from sphinx_retrospective.reading.portable import content_of_title, portable, said
from sphinx_retrospective.reading.temp_data import PendingEvent, TempData, temp_data_of
from sphinx_retrospective.reading.vocabulary import read_vocabularies
from sphinx_retrospective.text_digest import digest_of_text
from sphinx_retrospective.warnings import Mistake

#: What ``retro-scope`` of a page can be.
SCOPES = ("page", "project")


def collect(app: Sphinx, document: nodes.document) -> None:
    """Collect everything that *document* says, in its order (``doctree-read``, while it still has its metadata).

    Sections that are eras get the anchors of these.
    """
    temp_data = temp_data_of(app.env)
    if app.env.docname == app.config.root_doc:
        read_vocabularies(document, temp_data, retro_domain(app.env).settings, Path(app.confdir))
    temp_data.collected = _Collector(app.env, temp_data, document).collect()


def store(app: Sphinx, document: nodes.document) -> None:
    """Store what was collected, what the document refers to, and what of it other pages may show (``doctree-read``).

    Called once all that Sphinx notes of a document is noted, as where its images are.
    """
    env = app.env
    temp_data = temp_data_of(env)
    data = temp_data.collected
    _note_places(document)
    _name_labels(document, env)
    data.references = Reference.all_in(document)
    if data:
        data.content = content_digest(document, str(env.srcdir))
        data.summaries = {anchor: _summary(paragraph) for anchor, paragraph in temp_data.paragraphs.items()}
        retro_domain(env).note_document(env.docname, data)


class _Collector:
    def __init__(self, env: BuildEnvironment, temp_data: TempData, document: nodes.document) -> None:
        self.env = env
        self.docname = env.docname
        self.document = document
        self.temp_data = temp_data
        self.settings = retro_domain(env).settings
        self.definitions: tuple[Definition, ...] = self.settings.schema.taxonomies
        self.data = DocumentData(
            views=self.temp_data.views,
            indices=self.temp_data.indices,
            matrices=self.temp_data.matrices,
            arounds=self.temp_data.arounds,
            mistakes=self.temp_data.mistakes,
        )
        self.data.records.descriptions = self.temp_data.descriptions
        #: The key of each record, and the node that declares it.
        self.places: list[tuple[str, nodes.Node]] = []
        #: Anchor of the era that a section is, by the section's identity.
        self.eras: dict[int, str] = {}

    def collect(self) -> DocumentData:
        self.note_metadata()
        eras = [found for dates in self.document.findall(era_dates) if (found := self.era_at(dates))]
        for section, era in eras:
            # Once all are known: an era may come after those inside it.
            self.data.records.eras.append(replace(era, eras=self.eras_around(section)))
        for node in self.document.findall():
            if isinstance(node, event_item):
                self.note_event_item(node)
            elif isinstance(node, view_placeholder):
                for anchor in self.temp_data.views[node["number"]].own:
                    self.note_event(anchor, self.temp_data.events[anchor], node)
            elif isinstance(node, term_list):
                self.note_description(node)
            elif isinstance(node, tag_page_placeholder):
                self.data.tag_page = node["file"]
            elif isinstance(node, tag_line) and "number" in node:
                self.note_tagging(node)
            elif isinstance(node, around_placeholder):
                self.note_around(node)
        self.note_mentions()
        self.data.enclosure = enclose(self.places)
        return self.data

    def note_metadata(self) -> None:
        """Read the page's metadata: a field list of reStructuredText, or MyST's front matter."""
        fields = {
            field[0].astext().lower(): field
            for info in self.document.findall(nodes.docinfo)
            for field in info.findall(nodes.field)
        }
        # As it was written: quotes and apostrophes in the text may have been set anew.
        bodies = {name: body for name, field in fields.items() for body in field.findall(nodes.field_body)}
        texts = {name: (body.rawsource or body.astext()).strip() for name, body in bodies.items()}
        if scope := texts.get("retro-scope", ""):
            self.data.is_apart = scope == "page"
            if scope not in SCOPES:
                hint = "the events of a page are for the 'project' or for the 'page' alone"
                message = f"retro-scope {scope[:60]!r} is not known; {hint}{did_you_mean(scope, SCOPES)}"
                self.note_mistake("option", message, self.place_of(fields["retro-scope"]))
        terms: dict[str, tuple[str, ...]] = {}
        place = ""
        for definition in self.definitions:
            name = definition.field
            text = texts.get(name, "")
            if text.startswith("{"):
                # MyST hands a mapping over as JSON.
                message = f"{name} of a page is text or a list, such as {name}: [a, b], not a mapping"
                self.note_mistake("field", message, self.place_of(fields[name]))
                continue
            if found := _metadata_terms(text, definition):
                terms[definition.name] = found
                place = place or self.place_of(fields[name])
        if terms:
            section = next(self.document.findall(nodes.section), None)
            self.data.records.taggings.append(
                Tagging(title_of(section) or self.docname, terms, self.docname, location=place)
            )
            if self.settings.page_tags:
                self.show(terms, section)

    def show(self, terms: Mapping[str, tuple[str, ...]], section: nodes.section | None) -> None:
        """Put the terms of the page's metadata below its title."""
        page = Page(self.docname, self.settings, retro_domain(self.env).language)
        lines = [draw_tag_line(each, terms[each.name], page) for each in self.definitions if each.name in terms]
        for shown in lines:
            shown["translatable"] = False
            shown["classes"].append("retro-page-tags")
            shown.source, shown.line = str(self.env.doc2path(self.docname)), 1
        parent: nodes.Element = self.document if section is None else section
        # Where there is no title, below the metadata, which Sphinx looks for at the top.
        above = (nodes.docinfo, nodes.title, nodes.comment, nodes.pending, nodes.system_message)
        place = parent.first_child_not_matching_class(above)
        parent.insert(len(parent) if place is None else place, lines)

    def place_of(self, field: nodes.field) -> str:
        """Return ``path:line`` of a field of the page's metadata."""
        path = str(self.env.doc2path(self.docname))
        number = field.line or 0
        if not number:
            # MyST does not say on which line of the front matter a field is.
            name = re.compile(rf"[\"']?{re.escape(field[0].astext())}[\"']?\s*:", re.IGNORECASE)
            lines = Path(path).read_text("utf-8", "replace").splitlines()
            number = next((place for place, text in enumerate(lines, 1) if name.match(text)), 1)
        return f"{path}:{number}"

    def era_at(self, dates: era_dates) -> tuple[nodes.section, Era] | None:
        pending = self.temp_data.eras[dates["number"]]
        section = next(sections_around(dates), None)
        if section is None:
            message = "an era is a section, and there is none around this one; put it below a heading"
            self.note_mistake("era", message, pending.location)
            return None
        if id(section) in self.eras:
            message = "this section is an era already; remove one of the two, or start another section"
            self.note_mistake("era", message, pending.location)
            return None
        title = title_of(section)
        era_id = pending.id or slugify(title) or "era"
        anchor = self.temp_data.numbers.free(object_anchor("era", slugify(era_id)), self.document.ids.__contains__)
        section["ids"].append(anchor)
        self.document.ids[anchor] = section
        self.eras[id(section)] = anchor
        self.places.append((anchor, dates))
        order = dates["number"]
        is_own = bool(pending.id)
        return section, Era(era_id, title, pending.date, (), self.docname, anchor, order, pending.location, is_own)

    def note_mistake(self, subtype: str, message: str, location: str) -> None:
        self.data.mistakes.append(Mistake(subtype, message, location))

    def eras_around(self, node: nodes.Node) -> tuple[str, ...]:
        return tuple(self.eras[id(section)] for section in sections_around(node) if id(section) in self.eras)

    def note_event_item(self, item: event_item) -> None:
        head, body = item[0], item[1]
        assert isinstance(head, event_head)
        assert isinstance(body, event_body)
        anchor = head["ids"][0]
        pending = self.temp_data.events[anchor]
        # The title stands in the document so that it can be translated; what is recorded is what is shown.
        title = next(head.findall(event_title))
        if content := content_of_title(title):
            self.data.titles[anchor] = Summary.of(content, digest_of_text(said(content)))
        if len(item.parent) == 1:
            # Of a label above several events it is not said which it is for.
            self.data.labels |= dict.fromkeys(item.parent["ids"], anchor)
        if pending.summary is None:
            pending = pending._replace(summary=_first_paragraph(body))
        self.note_event(anchor, pending, item, line(title.astext()))

    def note_event(self, anchor: str, pending: PendingEvent, node: nodes.Element, title: str = "") -> None:
        fields, location, paragraph = pending
        has_own_summary = bool(fields.summary)
        if paragraph is not None:
            self.temp_data.paragraphs[anchor] = paragraph
        self.places.append((anchor, node))
        self.data.records.events.append(
            Event(
                id=fields.id,
                title=title or fields.title,
                date=fields.date,
                kind=fields.kind,
                terms=fields.terms,
                role=fields.role,
                weight=fields.weight,
                links=fields.links,
                summary="" if paragraph is None else " ".join(paragraph.astext().split()),
                has_own_summary=has_own_summary,
                eras=self.eras_around(node),
                docname=self.docname,
                anchor=anchor,
                order=len(self.data.records.events),
                location=location,
                has_own_id=fields.has_own_id,
                title_form=self.data.titles[anchor].digest if anchor in self.data.titles else "",
            )
        )

    def note_description(self, described: term_list) -> None:
        anchors = [each for head in described.findall(nodes.term) for each in head["ids"]]
        paragraph = _first_paragraph(next(described.findall(nodes.definition)))
        self.places += [(anchor, described) for anchor in anchors]
        if anchors and paragraph is not None:
            self.temp_data.paragraphs[anchors[0]] = paragraph

    def note_tagging(self, line: tag_line) -> None:
        terms, location = self.temp_data.taggings[line["number"]]
        anchor, title = section_of(line, self.document, self.docname)
        self.places.append((key_of_tagging(len(self.data.records.taggings)), line))
        self.data.records.taggings.append(Tagging(title, terms, self.docname, anchor, location))

    def note_around(self, placeholder: around_placeholder) -> None:
        """Find the event that it is about, where the author does not name one."""
        number = placeholder["number"]
        request = self.temp_data.arounds[number]
        if request.target:
            return
        item = next((each for each in around(placeholder) if isinstance(each, event_item)), None)
        events = self.data.records.events
        if item is None and not events:
            message = "there is no event above this on the page; name one after it, such as first-program"
            self.note_mistake("empty", message, request.location)
            return
        anchor = events[-1].anchor if item is None else next(each["ids"][0] for each in item.findall(event_head))
        self.temp_data.arounds[number] = replace(request, anchor=anchor)

    def note_mentions(self) -> None:
        """Note where the document refers to events, and what of this Sphinx may leave out of the page."""
        events = {event.anchor: event for event in self.data.records.events}
        own = {*events, *self.data.labels}
        found = [*mentions_in(self.document, self.docname, own)]
        nodes_of = dict(self.places)
        for anchor, paragraph in self.temp_data.paragraphs.items():
            # Another text than the one that stands in the document.
            if anchor in events and events[anchor].has_own_summary:
                place = nodes_of[anchor]
                found += [(each, None) for each, _ in mentions_in(paragraph, self.docname, own, place)]
        for mention, node in dict.fromkeys(found):
            if node is not None:
                self.places.append((key_of_mention(len(self.data.mentions)), node))
            self.data.mentions.append(mention)


def content_digest(document: nodes.document, folder: str) -> str:
    """Return a digest of what *document* says itself.

    Its time stamp does not tell that: what it includes, and the configuration, change too, and another builder may have
    read it since.

    Args:
        document: once it is read.
        folder: where the sources are; the digest is the same in every other folder.
    """
    return digest_of_text(said(document).replace(folder, ""))


def _note_places(document: nodes.document) -> None:
    """Note where each reference in *document* was written, while the current folder is the one that paths start from.

    docutils names an included file as seen from there, which need not be where the next build is started.
    """
    for node in document.findall(addnodes.pending_xref):
        source, line = get_source_line(node)
        if source and line:
            node.source, node.line = os.path.abspath(source), line  # noqa: PTH100 - links are not followed


def _name_labels(document: nodes.document, env: BuildEnvironment) -> None:
    """Have a label on an event stand for its title, where Sphinx takes all of the first line that it finds."""
    labels = env.domains.standard_domain.labels
    for events in document.findall(event_list):
        for name in events["names"]:
            if labels.get(name, ("", ""))[:2] == (env.docname, document.nameids.get(name)):
                titles = [title.astext() for item in events.children for title in item.findall(event_title)]
                if len(events.children) == 1:
                    labels[name] = (*labels[name][:2], line(titles[0]))
                else:
                    del labels[name]


def _summary(paragraph: nodes.Element) -> Summary:
    kept = portable(paragraph)
    return Summary.of(kept, digest_of_text(said(kept)))


def _first_paragraph(body: nodes.Element) -> nodes.paragraph | None:
    """Return the first paragraph that the author wrote, not one of the lines that a directive added."""
    ours = {"retro-links", "retro-tags", "retro-term-facts"}
    paragraphs = (node for node in body.children if isinstance(node, nodes.paragraph))
    return next((node for node in paragraphs if ours.isdisjoint(node["classes"])), None)


def _metadata_terms(text: str, definition: Definition) -> tuple[str, ...]:
    # MyST hands a list of the front matter over as JSON.
    if text.startswith("["):
        try:
            items = json.loads(text)
        except (ValueError, RecursionError):
            return definition.split(text)
        # As YAML has them, where Python has True and None.
        texts = (item if isinstance(item, str) else json.dumps(item) for item in items if item is not None)
        return unique(map(definition.named, texts))
    return definition.split(text)
