"""``timeline``: a view of the site's events, or of those that it declares itself."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from sphinx_retrospective.core.chart import LANES, parse_axis, parse_lanes
from sphinx_retrospective.core.dates import EventDate
from sphinx_retrospective.core.errors import did_you_mean
from sphinx_retrospective.core.filters import parse_filter
from sphinx_retrospective.core.query import parse_selection
from sphinx_retrospective.core.schema import OPTIONS
from sphinx_retrospective.domain_data import ViewRequest
from sphinx_retrospective.drawing.views import VIEWS
from sphinx_retrospective.nodes import templated_event, view_placeholder
from sphinx_retrospective.reading.directives.base import options
from sphinx_retrospective.reading.directives.templates import TemplatedDirective, WrittenTemplate

#: Options of sphinx-timeline. Sizes are the style sheet's business here.
LEGACY_OPTIONS = (
    "events-format",
    "max-items",
    "reversed",
    "height",
    "width-item",
    "style",
    "template",
    "class-item",
)
#: What says how a view looks.
_FORM = ("view", "lanes", "axis", "columns", "links", "filter")
#: What its styles are here, and the view of events that a template tells where it names none.
_STYLES = {"default": "cards", "none": "list"}


#: Columns of a table, besides those of taxonomies.
_COLUMNS = ("date", "event", "kind", "links")


def _listed(text: str) -> tuple[str, ...]:
    """Return what is separated by commas, each once."""
    return tuple(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))


class TimelineDirective(TemplatedDirective):
    """A view. The options select, order and group; content or a file declares events, and the view shows these."""

    optional_arguments = 0
    option_spec: ClassVar[Any] = options(*_FORM, "events", "format", *OPTIONS, "tags", "org", "people", "place")

    def make(self) -> list[nodes.Node]:
        """Return a placeholder, which is drawn once all documents are read."""
        schema = self.settings.schema
        known = (*_FORM, "events", "format", *OPTIONS, *(each.field for each in schema.taxonomies))
        self.check_options((*known, *LEGACY_OPTIONS))
        template = self.take_template()
        self._read_legacy_options(has_template=template is not None)
        self._read_options_of_cv()
        selection, problems = parse_selection(self.texts, schema.taxonomies, schema.kinds)
        self.warn_all(problems)
        own = self._declare_own(template)
        if own is None:
            # The warning said why; a view of all other events in its stead would mislead.
            return []
        locations = {"": self.location()} | {name: self.location(name) for name in self.options if name in known}
        view = self.choice("view", VIEWS, "list")
        item_classes = self._item_classes()
        lanes, axis, (columns, links) = self._lanes(view), self._axis(view), self._columns(view)
        request = ViewRequest(
            view, selection, lanes, self._filter(), own, item_classes, columns, links, locations, axis
        )
        placeholder = view_placeholder("", *self._templated, docname=self.env.docname, number=len(self.temp_data.views))
        self.temp_data.views.append(request)
        self.set_source_info(placeholder)
        return [placeholder]

    def _read_options_of_cv(self) -> None:
        """Have a CV begin with the newest where the author does not say, and in its own groups whatever they say."""
        if self.texts.get("view", "").strip() != "cv":
            return
        self.options.setdefault("order", "newest")
        for option, why in (
            ("group-by", "a CV has groups of its own"),
            (
                "filter",
                "a CV can't be filtered, because one entry can show several events; write one for each selection",
            ),
        ):
            if option in self.options:
                self.warn("option", f"{why}; leave the option out", option)
                del self.options[option]

    def _is_of_chart(self, option: str, view: str, what: str) -> bool:
        """Tell whether the view is a chart; warn of an *option* that only a chart has."""
        if option in self.options and view != "chart":
            self.warn("option", f"{what} of the view chart, but this is {view}; leave the option out", option)
        return view == "chart"

    def _axis(self, view: str) -> EventDate | str | None:
        """Return what the axis of a chart has to be; other views have none."""
        if not self._is_of_chart("axis", view, "axis is an option"):
            return None
        axis, problem = parse_axis(self.texts.get("axis", ""))
        self.warn_all([problem] if problem else [])
        return axis

    def _lanes(self, view: str) -> str:
        """Return what the lanes of a chart are made of; other views have none."""
        if not self._is_of_chart("lanes", view, "lanes is an option"):
            return LANES[0]
        lanes, problem = parse_lanes(self.texts.get("lanes", ""))
        self.warn_all([problem] if problem else [])
        return lanes

    def _columns(self, view: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the columns of a table, and the labels of the links in it; other views have none."""
        texts = {name: _listed(self.texts.get(name, "")) for name in ("columns", "links")}
        for name in texts.keys() & self.options.keys():
            if view not in {"table", "chart"}:
                message = f"{name} is an option of the views table and chart, but this is {view}; leave the option out"
                self.warn("option", message, name)
                texts[name] = ()
        columns, known = texts["columns"], [*_COLUMNS, *(each.field for each in self.settings.schema.taxonomies)]
        for each in columns:
            if each not in known:
                hint = did_you_mean(each, known)
                self.warn("option", f"columns {each[:60]!r} is not one of {', '.join(known)}{hint}", "columns")
        columns = tuple(each for each in columns if each in known)
        if columns and "event" not in columns:
            self.warn("option", "columns lacks event, the column of titles; add it", "columns")
            columns = ()
        if columns and texts["links"] and "links" not in columns:
            columns = (*columns, "links")
        return columns, texts["links"]

    def _filter(self) -> tuple[str, ...]:
        """Return the facets that readers can narrow the view by; none without the option."""
        if "filter" not in self.options:
            return ()
        names, problems = parse_filter(self.texts.get("filter", ""), self.settings.schema.taxonomies)
        self.warn_all(problems)
        return names

    def _read_legacy_options(self, *, has_template: bool) -> None:
        """Have the options of sphinx-timeline say what they say there, where ours say nothing."""
        self._templated: list[templated_event] = []
        limit = self.texts.get("max-items", "").strip()
        # Without a template nothing comes from there, and the oldest is first, as in all views.
        is_newest = has_template != ("reversed" in self.options)
        style = self.choice("style", _STYLES, "default") if "style" in self.options else "default"
        says = {
            "format": self.texts.get("events-format", ""),
            # None at all means no limit there.
            "limit": "" if limit == "0" else limit,
            "order": "newest" if is_newest else "",
            "view": _STYLES[style] if has_template or "style" in self.options else "",
        }
        for name, value in says.items():
            if value:
                self.options.setdefault(name, value)

    def _item_classes(self) -> tuple[str, ...]:
        try:
            return tuple(directives.class_option(self.texts["class-item"])) if "class-item" in self.texts else ()
        except ValueError as error:
            self.warn(
                "option", f"class-item can't be used ({error}); write one or more names, such as wide", "class-item"
            )
            return ()

    def _declare_own(self, template: WrittenTemplate | None) -> tuple[str, ...] | None:
        """Declare the events in the file or the content, and return their anchors; None if they can't be read."""
        has_content = any(line.strip() for line in self.content)
        if "events" not in self.options and not has_content:
            return self._without_events(template)
        if "events" in self.options and has_content:
            self.warn("option", "timeline has both a file and content; the content is left out")
        self.has_free_fields = template is not None
        document = self.read_records("events")
        if document is None:
            return None
        own = tuple(self.declare_plain(fields, location) for fields, location in self.fields_in(document))
        if not own and not document.problems:
            self.warn("empty", "there is no event in the data; add one with a title and a date", "events")
        if own and template and self._can_use_template():
            self._templated = self.render_events(template, document, own) or []
        return own or None

    def _without_events(self, template: WrittenTemplate | None) -> tuple[str, ...]:
        if template:
            message = (
                "a template shows the events that a timeline declares, but this one declares none; write them above it"
            )
            self.warn_at("template", message, template.place(1))
        return ()

    def _can_use_template(self) -> bool:
        """Tell whether the view is one that a template can tell the events of."""
        view = self.texts.get("view", "list")
        if view not in _STYLES.values():
            self.warn("template", f"the view {view[:60]!r} can't use a template; choose list or cards", "view")
            return False
        if "filter" in self.options:
            self.warn(
                "template", "events in a template can't be filtered; leave the filter or the template out", "filter"
            )
            return False
        return True
