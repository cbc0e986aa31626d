"""The view ``cv``: jobs and education with their roles and projects, and lists of all else."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from docutils import nodes

from sphinx_retrospective.core.cv import Entry, Section, build_cv
from sphinx_retrospective.core.dates import EventDate
from sphinx_retrospective.core.lengths import length_of, length_text
from sphinx_retrospective.core.model import Event
from sphinx_retrospective.drawing.canvas import Canvas
from sphinx_retrospective.drawing.dates import draw_date
from sphinx_retrospective.drawing.event import (
    details_of,
    draw_details,
    draw_links,
    draw_tags,
    term_reference,
)
from sphinx_retrospective.drawing.plain import draw_text
from sphinx_retrospective.labels import kind_title, translate
from sphinx_retrospective.nodes import (
    cv_entry,
    cv_head,
    cv_line,
    cv_list,
    cv_section,
    cv_span,
    cv_title,
    event_body,
    event_title,
    group_heading,
    separator,
)


def draw_cv(events: Sequence[Event], canvas: Canvas, own: Set[str]) -> list[nodes.Node]:
    """Return the sections of a CV; the events whose anchors are in *own* live in it."""
    kinds = canvas.settings.schema.kinds
    drawing = _Drawing(canvas, own)
    return [
        drawing.section(each) for each in build_cv(events, canvas.chronicle, kinds, newest_first=canvas.newest_first)
    ]


class _Drawing:
    def __init__(self, canvas: Canvas, own: Set[str]) -> None:
        self.canvas = canvas
        self.own = own
        # A view of one kind has a heading of the author's, as it has no column of kinds in a table.
        self.has_headings = not canvas.has_one_kind
        #: Of the headings of entries, below that of their section.
        self.level = min(canvas.level + 1 + self.has_headings, 6)

    def section(self, section: Section) -> cv_section:
        """Return a section under its heading."""
        block = cv_section("", classes=["retro-group", "retro-cv-section"])
        if self.has_headings:
            block += group_heading("", self.title(section.kind), level=min(self.canvas.level + 1, 6))
        if section.is_list:
            lines = [self.line(entry.roles[0]) for entry in section.entries]
            block += nodes.bullet_list("", *lines, bullet="-", classes=["retro-cv-lines"])
        else:
            block += cv_list("", *map(self.entry, section.entries), classes=["retro-cv-list"])
        return block

    def title(self, kind: str) -> str:
        """Return the heading of a section: for a built-in kind what a CV calls it, unless the project renames it."""
        headings = {
            "job": translate("Experience"),
            "education": translate("Education"),
            "project": translate("Projects"),
            "talk": translate("Talks"),
            "post": translate("Writing"),
            "release": translate("Releases"),
            "milestone": translate("Milestones"),
            "event": translate("Other"),
        }
        defined = self.canvas.settings.schema.kinds[kind]
        return kind_title(defined) if defined.label else headings.get(kind) or kind_title(defined)

    def entry(self, entry: Entry) -> cv_entry:
        """Return an entry, with its roles where it has several, and its projects."""
        drawn = self.event(entry.roles[0], level=self.level) if len(entry.roles) == 1 else self.several(entry)
        if entry.projects:
            body = drawn[-1]
            assert isinstance(body, event_body)
            level = min(self.level + 1, 6)
            body += group_heading("", translate("Projects"), level=level, classes=["retro-cv-part-title"])
            body += self.parts(entry.projects, entry.org)
        return drawn

    def several(self, entry: Entry) -> cv_entry:
        """Return an entry of several roles, which is called as their organisation is."""
        organisations = self.canvas.chronicle.taxonomies["org"]
        name = organisations.terms[entry.org].title
        title = event_title("", "", term_reference(organisations.definition, name, self.canvas))
        head = cv_head("", "", cv_title("", "", title, level=self.level), *self.when(entry.date))
        body = event_body("", self.parts(entry.roles, entry.org))
        return cv_entry("", head, body, classes=["retro-cv-entry", "retro-cv-org"], is_part=False)

    def parts(self, events: Sequence[Event], org: str) -> cv_list:
        """Return the roles or projects of an entry, which need not say again that they were at its organisation."""
        find = self.canvas.chronicle.taxonomies["org"].find
        drawn = []
        for event in events:
            others = tuple(name for name in event.terms.get("org", ()) if not (term := find(name)) or term.slug != org)
            drawn.append(self.event(replace(event, terms={**event.terms, "org": others})))
        return cv_list("", *drawn, classes=["retro-cv-parts"])

    def event(self, event: Event, *, level: int = 0) -> cv_entry:
        """Return an event that is told; *level* is that of its heading, and 0 where it is a part of an entry."""
        is_own = self.is_own(event)
        title = cv_title("", "", self.event_title(event), level=level)
        ids = [event.anchor] if is_own else []
        where, when = self.where(event), self.when(event.date, is_dated=True)
        if where or not level:
            # In one line with what is before it, where no style sheet parts the two.
            when[0] = _dot()
        head = cv_head("", "", title, *where, *when, ids=ids)
        summary = self.canvas.summary(event)
        told = [*([] if summary is None else [summary]), *draw_links(event), *draw_tags(event, self.canvas)]
        classes = ["retro-cv-entry"] if level else ["retro-cv-part"]
        return cv_entry("", head, event_body("", *told), classes=classes, is_part=not level)

    def line(self, event: Event) -> cv_line:
        """Return an event in one line: when, what, where."""
        target = [nodes.target("", "", ids=[event.anchor])] if self.is_own(event) else []
        date = draw_date(event.date, self.canvas.language)
        elsewhere = {each.name for each in self.canvas.settings.schema.taxonomies} - {"org", "place"}
        what = nodes.inline("", "", *target, self.event_title(event), *self.where(event, elsewhere))
        what["classes"].append("retro-cv-what")
        links = draw_links(event) if self.is_own(event) else []
        paragraph = nodes.paragraph("", "", date, separator("", " · "), what)
        return cv_line("", paragraph, *links, classes=["retro-cv-line"])

    def is_own(self, event: Event) -> bool:
        return event.docname == self.canvas.docname and event.anchor in self.own

    def event_title(self, event: Event) -> event_title:
        if self.is_own(event):
            return event_title("", "", draw_text(event.title))
        return event_title("", "", self.canvas.refer_by_title("event", event.id, event.title))

    def where(self, event: Event, without: Set[str] = frozenset()) -> list[nodes.Node]:
        """Return the details of an event, where it has any that are shown, except of the taxonomies *without*."""
        parts = details_of(event, self.canvas, without)
        if event.role and re.search(rf"(?<!\w){re.escape(event.role)}(?!\w)", event.title, re.IGNORECASE):
            # The title says it.
            del parts[0]
        meta = draw_details(parts)
        return [nodes.Text(" "), meta] if any(not isinstance(each, separator) for each in meta) else []

    def when(self, date: EventDate | None, *, is_dated: bool = False) -> list[nodes.Node]:
        """Return a date with its length, or nothing where there is neither; *is_dated* says “undated” all the same."""
        if date is None and not is_dated:
            return []
        span = cv_span("", "", draw_date(date, self.canvas.language, "long"), classes=["retro-cv-span"])
        length = length_of(date, self.canvas.gathered.today) if date else None
        if length:
            text = length_text(length, self.canvas.language, translate)
            span += _dot()
            span += nodes.inline("", text, classes=["retro-cv-length"])
        return [separator("", " · "), span]


def _dot() -> nodes.inline:
    return nodes.inline("", " · ", classes=["retro-cv-dot"])
