"""``timeline``: a view of the site's events, or of those that it declares itself."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from docutils import nodes

from sphinx_retrospective.core.chart import LANES, parse_lanes
from sphinx_retrospective.core.filters import parse_filter
from sphinx_retrospective.core.query import parse_selection
from sphinx_retrospective.core.schema import OPTIONS
from sphinx_retrospective.domain_data import ViewRequest
from sphinx_retrospective.drawing.views import VIEWS
from sphinx_retrospective.nodes import view_placeholder
from sphinx_retrospective.reading.directives.base import options
from sphinx_retrospective.reading.directives.declaring import DeclaringDirective

#: Options of sphinx-timeline, and what says the same here.
LEGACY_OPTIONS = {
    "events-format": "write format instead",
    "max-items": "write limit instead",
    "reversed": "write 'order: newest' instead",
    "height": "the style sheet decides on sizes",
    "width-item": "the style sheet decides on sizes",
    "style": "choose a view instead",
    "template": "there are no templates; each view has its own form",
    "class-item": "the style sheet has a class for each kind of event",
}
_TEMPLATE = re.compile(r"\s*-{3,}\s*\Z")


class TimelineDirective(DeclaringDirective):
    """A view. The options select, order and group; content or a file declares events, and the view shows these."""

    optional_arguments = 0
    option_spec: ClassVar[Any] = options(
        "view", "lanes", "filter", "events", "format", *OPTIONS, "tags", "org", "people", "place"
    )

    def make(self) -> list[nodes.Node]:
        """Return a placeholder, which is drawn once all documents are read."""
        schema = self.settings.schema
        known = ("view", "lanes", "filter", "events", "format", *OPTIONS, *(each.field for each in schema.taxonomies))
        for name in [name for name in self.options if name in LEGACY_OPTIONS]:
            self.warn("option", f"{name!r} is an option of sphinx-timeline; {LEGACY_OPTIONS[name]}", name)
            del self.options[name]
        self.check_options(known)
        selection, problems = parse_selection(self.texts, schema.taxonomies, schema.kinds)
        self.warn_all(problems)
        own = self._declare_own()
        if own is None:
            # The warning said why; a view of all other events in its stead would mislead.
            return []
        locations = {"": self.location()} | {name: self.location(name) for name in self.options if name in known}
        view = self.choice("view", VIEWS, "list")
        request = ViewRequest(view, selection, self._lanes(view), self._filter(), own, locations)
        placeholder = view_placeholder("", docname=self.env.docname, number=len(self.drafts.views))
        self.drafts.views.append(request)
        self.set_source_info(placeholder)
        return [placeholder]

    def _lanes(self, view: str) -> str:
        """Return what the lanes of a chart are made of; other views have none."""
        if "lanes" in self.options and view != "chart":
            self.warn("option", f"lanes are those of the view chart, and this is {view}; leave the option out", "lanes")
            return LANES[0]
        lanes, problem = parse_lanes(self.texts.get("lanes", ""))
        self.warn_all([problem] if problem else [])
        return lanes

    def _filter(self) -> tuple[str, ...]:
        """Return the facets that readers can narrow the view by; none without the option."""
        if "filter" not in self.options:
            return ()
        names, problems = parse_filter(self.texts.get("filter", ""), self.settings.schema.taxonomies)
        self.warn_all(problems)
        return names

    def _declare_own(self) -> tuple[str, ...] | None:
        """Declare the events in the file or the content, and return their anchors; None if they can't be read."""
        self._drop_template()
        has_content = any(line.strip() for line in self.content)
        if "events" not in self.options and not has_content:
            return ()
        if "events" in self.options and has_content:
            self.warn("option", "timeline has both a file and content; the content is left out")
        document = self.read_records("events")
        if document is None:
            return None
        own = tuple(self.declare_plain(draft, location) for draft, location in self.drafts_in(document))
        if not own and not document.problems:
            self.warn("empty", "there is no event in the data; add one with a title and a date", "events")
        return own or None

    def _drop_template(self) -> None:
        """Leave out the template that sphinx-timeline had below a line of dashes."""
        for number, line in enumerate(self.content):
            if _TEMPLATE.match(line):
                self.warn(
                    "option",
                    "templates of sphinx-timeline are not run; each view has its own form, remove the template",
                )
                self.content.trim_end(len(self.content) - number)
                return
