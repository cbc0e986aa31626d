"""A chart: a picture that is laid out here and written in HTML, of marks that are references."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sphinx_retrospective.core.chart import Chart, Mark, Words, lay_out
from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.dates import FARTHEST_YEAR, Date, Day, EventDate, Interval
from sphinx_retrospective.core.display import clock_text, display_text
from sphinx_retrospective.core.filters import Filter
from sphinx_retrospective.core.model import Event
from sphinx_retrospective.drawing.dates import date_text
from sphinx_retrospective.drawing.filter import mark_event
from sphinx_retrospective.drawing.page import Page
from sphinx_retrospective.labels import kind_label, translate
from sphinx_retrospective.nodes import chart_mark, chart_picture


def draw_picture(
    lanes: Sequence[tuple[str, Sequence[Event]]],
    by: str,
    chronicle: Chronicle,
    page: Page,
    today: Day,
    *,
    facets: Filter | None,
) -> chart_picture | None:
    """Return a picture of events, or None where none has a date.

    Args:
        lanes: the events of each lane, with its title.
        by: what the lanes are made of.
        chronicle: where the events are.
        page: where they are shown.
        today: what open ends reach.
        facets: what readers can narrow the view by.
    """

    def org(event: Event) -> str:
        names = event.terms.get("org", ())
        term = chronicle.taxonomies["org"].first_shown(names)
        return term.title if term else ""

    events = {event.id: event for _, found in lanes for event in found}
    eras = [chronicle.era(each) for each in _eras_around(events.values())]

    def tick(date: Date, is_first: bool) -> str:
        return clock_text(date.time, page.language) if date.time and not is_first else date_text(date, page.language)

    words = Words(tick, translate("Eras"), org)
    chart = lay_out(lanes, [era for era in eras if era is not None], words, today, by)
    if chart is None:
        return None
    # Several charts of a page are told apart by what they show.
    label = translate("Chart of %d events, %s") % (len(chart.marks), _years(chart, page))
    picture = chart_picture("", chart=chart, by=by, label=label)
    for mark in chart.eras:
        era = chronicle.era(mark.id)
        if era is not None:
            says = _says(era.title, era.date, translate("era"), page)
            reference = page.refer_by_text("era", era.id, era.title)
            picture += chart_mark(
                "", "", reference, mark=mark, says=says, kind="", classes=["retro-chart-era", *_shapes(mark)]
            )
    for mark in chart.marks:
        event = events[mark.id]
        kind = page.settings.schema.kinds[event.kind]
        says = _says(event.title, event.date, kind_label(kind), page)
        reference = page.refer_by_text("event", event.id, event.title)
        classes = [f"retro-kind-{kind.name}", *_shapes(mark)]
        drawn = chart_mark("", "", reference, mark=mark, says=says, kind=kind.mark, classes=classes)
        picture += mark_event(drawn, event, facets)
    return picture


def _years(chart: Chart, page: Page) -> str:
    first, last = (min(max(day.year, -FARTHEST_YEAR), FARTHEST_YEAR) for day in (chart.since, chart.until))
    return date_text(Date(first) if first == last else Interval(Date(first), Date(last)), page.language)


def _eras_around(events: Iterable[Event]) -> list[str]:
    """Return the ids of all eras that any of *events* belongs to, once each."""
    return list(dict.fromkeys(era for event in events for era in event.eras))


def _says(title: str, date: EventDate | None, kind: str, page: Page) -> str:
    """Return what a mark says: title, date in words, and kind."""
    when = translate("undated") if date is None else display_text(date, page.language, "long", translate)
    return translate("%s, %s, %s") % (title, when, kind)


def _shapes(mark: Mark) -> list[str]:
    shapes = {
        "retro-chart-hollow": mark.is_hollow,
        "retro-chart-dashed": mark.is_dashed,
        "retro-chart-fades-in": mark.fades_in and not mark.fades_out,
        "retro-chart-fades-out": mark.fades_out and not mark.fades_in,
        "retro-chart-fades": mark.fades_in and mark.fades_out,
    }
    return [name for name, holds in shapes.items() if holds]
