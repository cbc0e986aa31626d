"""The views of a timeline. Each takes groups of events and returns ordinary nodes, which every builder can write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from docutils import nodes

from sphinx_retrospective.builders import has_charts
from sphinx_retrospective.core.chart import most_telling, split_into_lanes
from sphinx_retrospective.core.dates import Date
from sphinx_retrospective.core.definitions import Definition
from sphinx_retrospective.core.filters import SHARED, Filter
from sphinx_retrospective.core.model import Event
from sphinx_retrospective.core.parts import period_slug
from sphinx_retrospective.core.query import PERIODS, Group, group
from sphinx_retrospective.domain_data import ViewRequest
from sphinx_retrospective.drawing.canvas import Canvas
from sphinx_retrospective.drawing.chart import draw_picture
from sphinx_retrospective.drawing.cv import draw_cv
from sphinx_retrospective.drawing.dates import date_text, decade_text, draw_date, year_text
from sphinx_retrospective.drawing.event import (
    draw_item,
    draw_links,
    draw_tags,
    drop_hidden,
    joined,
    link_references,
    shape_classes,
    term_reference,
)
from sphinx_retrospective.drawing.filter import draw_filter, mark_event
from sphinx_retrospective.drawing.fragments import fragments_of
from sphinx_retrospective.drawing.mermaid import mermaid_source
from sphinx_retrospective.drawing.parts import draw_steps, draw_years, draw_years_of_groups
from sphinx_retrospective.drawing.plain import draw_text
from sphinx_retrospective.gathering.generated_pages import GeneratedPages, Series
from sphinx_retrospective.gathering.requests import events_of, window_of_view
from sphinx_retrospective.labels import kind_label, kind_title, taxonomy_title, translate
from sphinx_retrospective.nodes import (
    NO_SEARCH,
    chart_table,
    cv_line,
    event_item,
    event_list,
    event_row,
    event_title,
    group_heading,
    list_parts,
    placed_event,
    templated_list,
)

#: Up to so many years are at hand without a row of them.
_FEW: Final = 4
#: A list of more events than these takes a browser too long to lay out as a whole at each choice in a filter.
_LONG: Final = 500


def draw_view(
    request: ViewRequest, canvas: Canvas, number: int, templated: Mapping[str, list[nodes.Node]] = MappingProxyType({})
) -> nodes.Element:
    """Return the view that *request* asks for.

    Args:
        request: what it shows.
        canvas: what it is drawn from and for.
        number: its number in the document.
        templated: what a template made of its own events, by their anchors.
    """
    series = canvas.gathered.once(GeneratedPages).of_view(canvas.docname, number)
    if series:
        return draw_view_part(request, series, 0, canvas, number)
    events = events_of(request, canvas.chronicle, canvas.docname)
    by = request.selection.group_by or ("none" if templated else VIEWS[request.view][1])
    groups = group(events, by, canvas.chronicle, canvas.settings.schema.kinds)
    # Events that the view itself declares live in it, so that links to them lead there.
    shown = {event.anchor for event in events}
    hidden = [nodes.target("", "", ids=[anchor]) for anchor in request.own if anchor not in shown]
    canvas = replace(
        canvas,
        lanes=request.lanes,
        window=window_of_view(request, canvas.chronicle, canvas.gathered.today),
        columns=request.columns,
        links=request.links,
        has_one_kind=len(request.selection.kinds) == 1,
        newest_first=request.selection.order == "newest",
    )
    is_shared = request.filter == SHARED
    if request.filter and canvas.has_scripts:
        facets = Filter(() if is_shared else request.filter, events, canvas.chronicle)
        canvas = replace(canvas, filter=facets if facets.facets or is_shared else None)
    has_years = canvas.filter is not None and by == "year" and len(groups) > _FEW and not templated
    if has_years:
        canvas = replace(canvas, anchors=f"retro-view-{number + 1}-")
    if templated:
        view = _draw_templated(request, groups, canvas, templated)
    else:
        view = _with_classes(draw_events(request.view, groups, canvas, set(request.own)), request)
    if canvas.filter and len(events) > _LONG:
        view["classes"].append("retro-view-long")
    if has_years:
        view.insert(0, draw_years_of_groups(groups, canvas))
    if canvas.filter and is_shared:
        view["classes"].append("retro-filter-shared")
    elif canvas.filter:
        view.insert(0, draw_filter(canvas.filter, len(events), canvas.chronicle, canvas))
    view[:0] = [nodes.paragraph("", "", *hidden, classes=["retro-hidden"])] if hidden else []
    return view


def draw_view_part(request: ViewRequest, series: Series, part: int, canvas: Canvas, number: int) -> nodes.Element:
    """Return a part of a view, with the years of all parts."""
    by = request.selection.group_by or VIEWS[request.view][1]
    anchors = f"retro-view-{number + 1}-" if by == "year" else ""
    has_one_kind = len(request.selection.kinds) == 1
    canvas = replace(canvas, has_one_kind=has_one_kind, anchors=anchors, columns=request.columns, links=request.links)
    groups = group(series.parts[part].events, by, canvas.chronicle, canvas.settings.schema.kinds)
    view = _with_classes(draw_events(request.view, groups, canvas), request)
    return _with_years(view, series, part, canvas)


def _with_classes(view: nodes.Element, request: ViewRequest) -> nodes.Element:
    """Return a view with the classes that its author wants its events to have."""
    drawn = view.findall(lambda node: isinstance(node, (event_item, event_row, placed_event, cv_line)))
    for each in drawn if request.item_classes else ():
        each["classes"] += request.item_classes  # type: ignore[index]
    return view


def _draw_templated(
    request: ViewRequest, groups: Sequence[Group], canvas: Canvas, templated: Mapping[str, list[nodes.Node]]
) -> nodes.Element:
    """Return a view of events in a template."""
    view = nodes.container("", classes=["retro-view", f"retro-view-{request.view}"])
    for each in groups:
        items = templated_list("", bullet="-", classes=["retro-told", f"retro-told-{request.view}"])
        for event in each.events:
            target = nodes.target("", "", ids=[event.anchor])
            items += nodes.list_item("", target, *templated.get(event.anchor, ()), classes=list(request.item_classes))
        view += _under_heading(each, canvas, items)
    return view


def draw_term_events(series: Series, part: int, canvas: Canvas) -> nodes.Element:
    """Return a part of the events of a term, with the years of all parts where there are several."""
    canvas = replace(canvas, anchors="year-" if len(series.parts) > 1 else "")
    groups = group(series.parts[part].events, "year", canvas.chronicle, canvas.settings.schema.kinds)
    view = draw_events("list", groups, canvas)
    return _with_years(view, series, part, canvas) if len(series.parts) > 1 else view


def _with_years(view: nodes.Element, series: Series, part: int, canvas: Canvas) -> nodes.Element:
    view.insert(0, draw_years(series, part, canvas, canvas.anchors))
    view += list_parts("", *draw_steps(series, part, canvas), label=translate("Previous and next"))
    return view


def draw_events(name: str, groups: Sequence[Group], canvas: Canvas, own: Set[str] = frozenset()) -> nodes.Element:
    """Return groups of events as the view *name* draws them; the events whose anchors are in *own* live in it."""
    view = nodes.container("", classes=["retro-view", f"retro-view-{name}"])
    if not own and not any(event.url for each in groups for event in each.events):
        view["classes"].append(NO_SEARCH)
    if groups:
        view += VIEWS[name][0](groups, canvas, own)
    else:
        view += nodes.paragraph("", translate("No events."), classes=["retro-empty"])
    return view


def _draw_list(groups: Sequence[Group], canvas: Canvas, own: Set[str], variant: str = "list") -> list[nodes.Node]:
    drawn: list[nodes.Node] = []
    fragments = fragments_of(canvas.gathered)
    for each in groups:
        items = event_list("", variant=variant, label=group_title(each, canvas))
        for event in each.events:
            is_own = event.docname == canvas.docname and event.anchor in own
            if fragments and not is_own and (placed := fragments.place(event, canvas.docname)):
                items += mark_event(placed, event, canvas.filter)
                continue
            title = draw_text(event.title) if is_own else canvas.refer_by_title("event", event.id, event.title)
            ids = [event.anchor] if is_own else []
            item = draw_item(event, title, _body(event, canvas, is_own=is_own), canvas, ids)
            items += mark_event(item, event, canvas.filter)
        drawn.append(_under_heading(each, canvas, items))
    return drawn


def _draw_cards(groups: Sequence[Group], canvas: Canvas, own: Set[str]) -> list[nodes.Node]:
    return _draw_list(groups, canvas, own, "cards")


def _draw_table(groups: Sequence[Group], canvas: Canvas, own: Set[str]) -> list[nodes.Node]:
    return [_under_heading(each, canvas, _table(each.events, canvas, own)) for each in groups]


def _draw_chart(groups: Sequence[Group], canvas: Canvas, own: Set[str]) -> list[nodes.Node]:
    """Draw a picture, and the table that says the same; the table alone where no picture can be shown."""
    tables = _draw_table(groups, canvas, own)
    if not has_charts(canvas.gathered.builder):
        return tables
    events = [event for each in groups for event in each.events]
    drawn = most_telling(events, canvas.settings.page_limit)
    kinds = canvas.settings.schema.kinds
    lanes = [
        (group_title(each, canvas), each.events)
        for each in split_into_lanes(drawn, canvas.lanes, canvas.chronicle, kinds)
    ]
    picture = draw_picture(lanes, canvas, canvas.gathered.today)
    if picture is None:
        return tables
    # Links to the events that live in it have to lead to what is in sight.
    has_all = len(picture["chart"].marks) == len(events)
    table = chart_table("", *tables, open=bool(own), needed=bool(own) or not has_all)
    if len(drawn) == len(events):
        return [picture, table]
    text = translate("%d of %d events are drawn: the longest, and a selection of the others. The table has all.")
    return [picture, nodes.paragraph("", text % (len(drawn), len(events)), classes=["retro-bound"]), table]


def _draw_mermaid(groups: Sequence[Group], canvas: Canvas, own: Set[str]) -> list[nodes.Node]:
    """Draw a Mermaid timeline, and the list that says the same where no script draws it."""
    if canvas.diagram is None:
        return _draw_list(groups, canvas, own)
    sections = [(group_title(each, canvas), each.events) for each in groups]
    source = mermaid_source(sections, canvas.language)
    count = sum(len(each.events) for each in groups)
    alternative = translate("Timeline of %d events, listed below") % count
    return [canvas.diagram(source, alternative), *_draw_list(groups, canvas, own)]


def _draw_cv(groups: Sequence[Group], canvas: Canvas, own: Set[str]) -> list[nodes.Node]:
    return draw_cv([event for each in groups for event in each.events], canvas, own)


_Draw = Callable[[Sequence[Group], Canvas, Set[str]], list[nodes.Node]]

#: What draws each view, and how it groups events where the author does not say.
VIEWS: dict[str, tuple[_Draw, str]] = {
    "list": (_draw_list, "year"),
    "cards": (_draw_cards, "none"),
    "table": (_draw_table, "none"),
    "chart": (_draw_chart, "none"),
    "mermaid": (_draw_mermaid, "year"),
    "cv": (_draw_cv, "none"),
}


def group_title(each: Group, canvas: Canvas) -> str:
    """Return the heading of a group, or nothing where there is one group for all."""
    value = each.value
    if each.by == "none":
        return ""
    if value is None:
        return translate("Undated") if each.by in PERIODS else translate("Other")
    if isinstance(value, Date):
        return date_text(value, canvas.language)
    if isinstance(value, int):
        return (year_text if each.by == "year" else decade_text)(value, canvas.language)
    titles = {"era": _era_title, "kind": _kind_title}
    return titles[each.by](value, canvas) if each.by in titles else _term_title(each.by, value, canvas)


def _era_title(era_id: str, canvas: Canvas) -> str:
    era = canvas.chronicle.era(era_id)
    return era.title if era else era_id


def _kind_title(kind: str, canvas: Canvas) -> str:
    return kind_title(canvas.settings.schema.kinds[kind])


def _term_title(taxonomy: str, slug: str, canvas: Canvas) -> str:
    return canvas.chronicle.taxonomies[taxonomy].terms[slug].title


def _under_heading(each: Group, canvas: Canvas, content: nodes.Node) -> nodes.Element:
    title = group_title(each, canvas)
    block = nodes.container("", classes=["retro-group"])
    if title:
        heading = group_heading("", title, level=min(canvas.level + 1, 6))
        if canvas.anchors and not isinstance(each.value, str):
            heading["ids"].append(f"{canvas.anchors}{period_slug(each.value)}")
        block += heading
    block += content
    return block


def _body(event: Event, canvas: Canvas, *, is_own: bool) -> list[nodes.Node]:
    summary = canvas.summary(event)
    body: list[nodes.Node] = [] if summary is None else [summary]
    # Where else an event is shown, its title leads to where its links are.
    return [*body, *(draw_links(event) if is_own else []), *draw_tags(event, canvas)]


def _table(events: Sequence[Event], canvas: Canvas, own: Set[str]) -> nodes.table:
    definitions = {each.field: each for each in canvas.settings.schema.taxonomies}
    columns = canvas.columns or _columns(events, canvas)
    words = {
        "date": (translate("Date"), 18),
        "event": (translate("Event"), 40),
        "kind": (translate("Kind"), 12),
        "links": (translate("Links"), 20),
    }
    titles = [words[name] if name in words else (taxonomy_title(definitions[name]), 30) for name in columns]
    table = nodes.table("", classes=["retro-table", *(["retro-table-links"] if "links" in columns else [])])
    group = nodes.tgroup("", cols=len(columns))
    group += [nodes.colspec("", colwidth=width) for _, width in titles]
    group += nodes.thead("", nodes.row("", *(_cell(nodes.Text(title)) for title, _ in titles)))
    body = nodes.tbody()
    for event in events:
        row = event_row("", classes=shape_classes(event, canvas.settings))
        mark_event(row, event, canvas.filter)
        for name in columns:
            row += _cell_of(name, event, canvas, own, definitions)
        body += row
    group += body
    table += group
    return table


def _columns(events: Sequence[Event], canvas: Canvas) -> list[str]:
    """Return the columns of a table whose author names none: those that have something in them."""
    taxonomies = [each for each in canvas.settings.schema.taxonomies if each.name != "tag"]
    named = [each.field for each in taxonomies if any(event.terms.get(each.name) for event in events)]
    kind = [] if canvas.has_one_kind else ["kind"]
    return ["date", "event", *kind, *(["links"] if canvas.links else []), *named]


def _cell_of(
    column: str, event: Event, canvas: Canvas, own: Set[str], definitions: Mapping[str, Definition]
) -> nodes.entry:
    if column == "date":
        return _cell(draw_date(event.date, canvas.language))
    if column == "kind":
        return _cell(nodes.Text(kind_label(canvas.settings.schema.kinds[event.kind])))
    is_own = event.docname == canvas.docname and event.anchor in own
    if column == "event":
        title = draw_text(event.title) if is_own else canvas.refer_by_title("event", event.id, event.title)
        # A target of its own: LaTeX has no place for the ids of a cell or of what is in it.
        target = [nodes.target("", "", ids=[event.anchor])] if is_own else []
        cell = _cell(*target, event_title("", "", title))
        cell += draw_links(event) if is_own and "links" not in canvas.columns else []
        return cell
    if column == "links":
        chosen = [link for link in event.links if not canvas.links or link.label in canvas.links]
        return nodes.entry("", nodes.paragraph("", "", *joined(link_references(chosen), " · ")))
    definition = definitions[column]
    terms = [term_reference(definition, label, canvas) for label in event.terms.get(definition.name, ())]
    listed = nodes.paragraph("", "", *joined(terms, ", "))
    drop_hidden(listed)
    return nodes.entry("", listed)


def _cell(*content: nodes.Node) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *content))
