"""How a chart looks in HTML: as SVG in the page.

Positions along the axis are parts of its width, and all else is in pixels: a chart grows with the page, and its text
does not. There is neither script nor style in it; it is for the style sheet to say how it looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_retrospective import nodes as retro
from sphinx_retrospective.builders import has_scripts
from sphinx_retrospective.core.chart import sizes
from sphinx_retrospective.core.dates import Day
from sphinx_retrospective.labels import translate
from sphinx_retrospective.writers.html.aria_labels import landmark_label, number_on_page
from sphinx_retrospective.writers.html.filter import filter_attributes

if TYPE_CHECKING:
    from sphinx_retrospective.core.chart import Band, Chart, Group, Label, Mark

#: From the middle of a line of type down to where its letters stand.
_BASELINE = 4.3
#: Half of how large marks are drawn that are no dots.
_HALF = {"square": "M-4-4H4V4H-4z", "diamond": "M0-4.5 4.5 0 0 4.5-4.5 0z"}
_HALF_HOLLOW = {"square": "M-3.3-3.3H3.3V3.3H-3.3z", "diamond": "M0-4 4 0 0 4-4 0z"}


def visit_chart_picture(self: HTML5Translator, node: nodes.Element) -> None:
    """Write the whole picture, with a way past it, and a line below that a script fills."""
    chart: Chart = node["chart"]
    label = escape(landmark_label(self, node))
    skip = escape(translate("Skip the chart"))
    self.body.append(
        f'<figure class="retro-chart retro-chart-by-{node["by"]}">\n'
        f'<a class="retro-chart-skip" href="#{_end_of(self, node)}">{skip}</a>\n'
        f'<div class="retro-chart-scroll" role="region" aria-label="{label}" tabindex="0">\n'
    )
    self.body += _names(chart)
    axis = f' data-retro-axis="{_years(chart)}"' if has_scripts(self.builder) else ""
    self.body.append(
        f'<svg class="retro-chart-plot" width="{_number(chart.width)}" height="{_number(chart.height)}"{axis} '
        'role="presentation">\n'
    )
    self.body += _ground(chart)
    for mark in node.findall(retro.chart_mark):
        self.body += _mark(mark, chart)
    self.body.append("</svg>\n</div>\n")
    if has_scripts(self.builder):
        self.body += _caption()
    self.body.append("</figure>\n")
    raise nodes.SkipNode


def _years(chart: Chart) -> str:
    """Return the years, with parts of years, where the picture begins and ends, as a script needs them to zoom."""
    first, last = (_part_of_year(Day.from_ordinal(day)) for day in (chart.since.ordinal, chart.until.ordinal + 1))
    margin = (last - first) * sizes.MARGIN / (chart.width - 2 * sizes.MARGIN)
    return f"{_number(first - margin, 3)}/{_number(last + margin, 3)}"


def _part_of_year(day: Day) -> float:
    start, end = (Day(year, 1, 1).ordinal for year in (day.year, day.year + 1))
    return day.year + (day.ordinal - start) / (end - start)


def _end_of(self: HTML5Translator, node: nodes.Element) -> str:
    """Return the id of what opens the table below a picture; *node* is either. Every picture has a table."""
    return f"retro-chart-end-{number_on_page(self, type(node))}"


def _caption() -> Iterator[str]:
    """Yield the line that says what a mark is: what there is to do, until there is one; and steps for fingers."""
    hint = escape(translate("Point at a mark, tap it or use the arrow keys to see what it is."))
    yield f'<div class="retro-chart-caption"><p>{hint}</p>'
    for step, text, sign in (("-1", translate("Previous"), "‹"), ("1", translate("Next"), "›")):
        yield f'<button type="button" tabindex="-1" value="{step}" aria-label="{escape(text)}">{sign}</button>'
    yield "</div>\n"


def visit_chart_table(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin the disclosure."""
    summary = escape(translate("The same events as a table"))
    is_open = " open" if node["open"] else ""
    end = _end_of(self, node)
    self.body.append(f'<details class="retro-chart-table"{is_open}>\n<summary id="{end}">{summary}</summary>\n')


def depart_chart_table(self: HTML5Translator, node: nodes.Element) -> None:
    """End it."""
    self.body.append("</details>\n")


def nothing(self: HTML5Translator, node: nodes.Element) -> None:
    """Write nothing: the picture is written as a whole."""


VISITORS: dict[type[nodes.Element], Any] = {
    retro.chart_picture: (visit_chart_picture, nothing),
    retro.chart_mark: (nothing, nothing),
    retro.chart_table: (visit_chart_table, depart_chart_table),
}


def _names(chart: Chart) -> Iterator[str]:
    """Yield the names of the lanes, in a picture of their own, which stays in sight while the other one scrolls."""
    if not chart.names_width:
        return
    width, height = _number(chart.names_width), _number(chart.height)
    yield f'<svg class="retro-chart-names" width="{width}" height="{height}" role="presentation">\n'
    for lane in chart.lanes:
        top = _number(lane.top)
        full = f"<title>{escape(lane.title)}</title>" if lane.name != lane.title else ""
        yield f'<line class="retro-chart-lane" x1="0" x2="100%" y1="{top}" y2="{top}"/>\n'
        # Beside the first row.
        rows = sizes.DENSE if lane.is_dense else sizes.ROOMY
        y = _number(lane.top + sizes.LANE_PADDING + rows.pitch / 2 + _BASELINE)
        yield f'<text class="retro-chart-name" y="{y}">{full}{escape(lane.name)}</text>\n'
    yield "</svg>\n"


def _ground(chart: Chart) -> Iterator[str]:
    """Yield what is behind the marks."""
    width = chart.width
    for band in chart.bands:
        yield _rectangle("retro-chart-band", band, width, radius=0)
    top, bottom = _number(chart.lanes[0].top), _number(chart.height)
    for tick in chart.ticks:
        x = _percent(tick.x, width)
        yield f'<line class="retro-chart-grid" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>\n'
        if tick.label:
            yield f'<text class="retro-chart-tick" x="{x}" dx="4" y="{_number(chart.lanes[0].top - 9)}">'
            yield f"{escape(tick.label)}</text>\n"
    for lane in chart.lanes:
        top = _number(lane.top)
        yield f'<line class="retro-chart-lane" x1="0" x2="100%" y1="{top}" y2="{top}"/>\n'
    for group in chart.groups:
        yield _rectangle("retro-chart-org", group, width, radius=4)
        if group.label:
            edge = group.left if group.label.place == "inside" else group.right
            yield _text("retro-chart-org-name", group.label, group.top + 9, width, edge=edge, inset=6)


def _mark(node: nodes.Element, chart: Chart) -> Iterator[str]:
    """Yield a mark with its label, as a link to what it stands for."""
    mark: Mark = node["mark"]
    reference = next(iter(node.findall(nodes.reference)), None)
    classes = ["retro-chart-mark", *node["classes"]]
    if mark.label and mark.label.is_hidden:
        classes.append("retro-chart-bare")
    named = f'class="{" ".join(classes)}"'
    named += "".join(f' {name}="{escape(value)}"' for name, value in filter_attributes(node).items())
    if reference is None:
        # What it leads to is not part of this output.
        opening, closing = f"<g {named}>", "</g>\n"
    else:
        address = escape(reference.get("refuri") or f"#{reference['refid']}")
        opening, closing = f'<a {named} href="{address}">', "</a>\n"
    # Tooltip, and name for those who do not see it.
    yield f"{opening}<title>{escape(node['lines'])}</title>"
    middle = mark.top + mark.height / 2
    if mark.is_bar:
        yield _hit(mark, middle, chart.width)
        line = replace(mark, top=middle - 1, height=2) if mark.is_vague else mark
        yield _rectangle("retro-chart-bar", line, chart.width, radius=0 if mark.is_vague else 3)
        for side, is_open in (("left", mark.opens_left), ("right", mark.opens_right)):
            if is_open:
                yield _arrow(getattr(mark, side), middle, side, chart.width)
    else:
        x, y = _percent((mark.left + mark.right) / 2, chart.width), _number(middle)
        yield f'<circle class="retro-chart-hit" cx="{x}" cy="{y}" r="{_number(mark.reach)}"/>'
        yield _beyond(mark, x, y) if mark.is_beyond else _instant(mark, node["kind"], x, y)
    if mark.label:
        yield _label(mark, mark.label, middle, chart.width)
    yield closing


def _hit(mark: Mark, middle: float, width: float) -> str:
    """Return what a pointer hits besides what is drawn."""
    return _rectangle("retro-chart-hit", replace(mark, top=middle - mark.reach, height=2 * mark.reach), width, radius=0)


def _instant(mark: Mark, kind: str, x: str, y: str) -> str:
    if kind in _HALF:
        path = (_HALF_HOLLOW if mark.is_hollow else _HALF)[kind]
        return f'<svg x="{x}" y="{y}" overflow="visible"><path class="retro-chart-dot" d="{path}"/></svg>'
    # Half of the line around a hollow one is outside.
    radius = mark.height / 2 - 0.8 * mark.is_hollow
    return f'<circle class="retro-chart-dot" cx="{x}" cy="{y}" r="{_number(radius)}"/>'


def _beyond(mark: Mark, x: str, y: str) -> str:
    path = "M3-4.5-4.5 0 3 4.5z" if mark.opens_left else "M-3-4.5 4.5 0-3 4.5z"
    return f'<svg x="{x}" y="{y}" overflow="visible"><path class="retro-chart-dot" d="{path}"/></svg>'


def _arrow(edge: float, middle: float, side: str, width: float) -> str:
    path = "M3-4 7 0 3 4" if side == "right" else "M-3-4-7 0-3 4"
    x, y = _percent(edge, width), _number(middle)
    return f'<svg x="{x}" y="{y}" overflow="visible"><path class="retro-chart-arrow" d="{path}"/></svg>'


def _label(mark: Mark, label: Label, middle: float, width: float) -> str:
    css = "retro-chart-hint" if label.is_hidden else "retro-chart-label"
    css += " retro-chart-inside" if label.place == "inside" else ""
    # A dot is as wide as it is, however wide the chart.
    start, end = (mark.left, mark.right) if mark.is_bar else ((mark.left + mark.right) / 2,) * 2
    if label.place == "before":
        return _text(css, label, middle, width, edge=start, inset=start - label.right)
    edge = start if label.place == "inside" else end
    return _text(css, label, middle, width, edge=edge, inset=label.left - edge)


def _text(css: str, label: Label, middle: float, width: float, *, edge: float, inset: float) -> str:
    """Return a label whose distance to an edge of its mark stays, however wide the chart is."""
    is_before = label.place == "before"
    anchor = ' text-anchor="end"' if is_before else ""
    dx, x, y = _number(-inset if is_before else inset), _percent(edge, width), _number(middle + _BASELINE)
    gap = f' dx="{_number(sizes.YEARS_GAP)}"' if label.text else ""
    years = f'<tspan class="retro-chart-years"{gap}>{escape(label.years)}</tspan>' if label.years else ""
    return f'<text class="{css}" x="{x}" dx="{dx}" y="{y}"{anchor}>{escape(label.text)}{years}</text>'


def _rectangle(css: str, box: Mark | Group | Band, width: float, *, radius: float) -> str:
    x, across = _percent(box.left, width), _percent(box.right - box.left, width)
    y, down = _number(box.top), _number(box.height)
    corners = f' rx="{_number(radius)}"' if radius else ""
    return f'<rect class="{css}" x="{x}" y="{y}" width="{across}" height="{down}"{corners}/>\n'


def _percent(x: float, width: float) -> str:
    return f"{_number(100 * x / width, 3)}%"


def _number(value: float, places: int = 2) -> str:
    return f"{value:.{places}f}".rstrip("0").rstrip(".")
