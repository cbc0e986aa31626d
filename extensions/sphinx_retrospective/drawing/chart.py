"""A chart: a picture that is laid out here and written in HTML, of marks that are references."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sphinx_retrospective.core.chart import Chart, Mark, Words, lay_out
from sphinx_retrospective.core.dates import FARTHEST_YEAR, Date, Day, EventDate, Interval
from sphinx_retrospective.core.display import display_text, time_text
from sphinx_retrospective.core.model import Event
from sphinx_retrospective.drawing.canvas import Canvas
from sphinx_retrospective.drawing.dates import date_text, in_years
from sphinx_retrospective.drawing.filter import mark_event
from sphinx_retrospective.drawing.page import Page
from sphinx_retrospective.gathering.around import AroundEvents
from sphinx_retrospective.labels import kind_label, translate
from sphinx_retrospective.nodes import chart_mark, chart_picture


def draw_picture(lanes: Sequence[tuple[str, Sequence[Event]]], canvas: Canvas, today: Day) -> chart_picture | None:
    """Return a picture of events, or None where none has a date.

    Args:
        lanes: the events of each lane, with its title.
        canvas: what it is drawn from and for.
        today: what open ends reach.
    """
    chronicle = canvas.chronicle

    def org(event: Event) -> str:
        names = event.terms.get("org", ())
        term = chronicle.taxonomies["org"].first_shown(names)
        return term.title if term else ""

    events = {event.id: event for _, found in lanes for event in found}
    eras = [chronicle.era(each) for each in _eras_around(events.values())]
    shown = [era for era in eras if era is not None]

    def tick(date: Date, is_first: bool) -> str:
        return time_text(date.time, canvas.language) if date.time and not is_first else date_text(date, canvas.language)

    def years(date: EventDate, is_short: bool) -> str:
        return date_text(date if is_short else in_years(date), canvas.language)

    words = Words(tick, translate("Eras"), org, years)
    mentions = canvas.gathered.once(AroundEvents).mentions_of
    chart = lay_out(lanes, shown, words, today, canvas.lanes, window=canvas.window, mentions=mentions)
    if chart is None:
        return None
    # Several charts of a page are told apart by what they show.
    label = translate("Chart of %d events, %s") % (len(chart.marks), _years(chart, canvas))
    picture = chart_picture("", chart=chart, by=canvas.lanes, label=label)
    for mark in chart.eras:
        era = chronicle.era(mark.id)
        if era is not None:
            reference = canvas.refer_by_text("era", era.id, era.title)
            lines = _lines(era.title, era.date, translate("era"), "", canvas)
            classes = ["retro-chart-era", *_shapes(mark)]
            picture += chart_mark("", "", reference, mark=mark, kind="", lines=lines, classes=classes)
    for mark in chart.marks:
        event = events[mark.id]
        kind = canvas.settings.schema.kinds[event.kind]
        reference = canvas.refer_by_text("event", event.id, event.title)
        lines = _lines(event.title, event.date, kind_label(kind), org(event), canvas)
        classes = [f"retro-kind-{kind.name}", *_shapes(mark)]
        drawn = chart_mark("", "", reference, mark=mark, kind=kind.mark, lines=lines, classes=classes)
        picture += mark_event(drawn, event, canvas.filter)
    return picture


def _years(chart: Chart, page: Page) -> str:
    first, last = (min(max(day.year, -FARTHEST_YEAR), FARTHEST_YEAR) for day in (chart.since, chart.until))
    return date_text(Date(first) if first == last else Interval(Date(first), Date(last)), page.language)


def _eras_around(events: Iterable[Event]) -> list[str]:
    """Return the ids of all eras that any of *events* belongs to, once each."""
    return list(dict.fromkeys(era for event in events for era in event.eras))


def _lines(title: str, date: EventDate | None, kind: str, org: str, page: Page) -> str:
    """Return the two lines of a mark: its title; date in words, kind, organisation."""
    when = translate("undated") if date is None else display_text(date, page.language, "long", translate)
    about = " · ".join(each for each in (when, kind, org) if each)
    return f"{title}\n{about}"


def _shapes(mark: Mark) -> list[str]:
    shapes = {
        "retro-chart-hollow": mark.is_hollow,
        "retro-chart-vague": mark.is_vague,
        "retro-chart-beyond": mark.is_beyond,
        "retro-chart-dashed": mark.is_dashed,
        "retro-chart-fades-in": mark.fades_in and not mark.fades_out,
        "retro-chart-fades-out": mark.fades_out and not mark.fades_in,
        "retro-chart-fades": mark.fades_in and mark.fades_out,
    }
    return [name for name, holds in shapes.items() if holds]
