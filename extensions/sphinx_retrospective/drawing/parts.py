"""How a list goes on: the years that it has, each leading to where they are, and the parts before and after."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_retrospective.core.dates import Date
from sphinx_retrospective.core.parts import Part, Period, period_slug
from sphinx_retrospective.core.query import Group
from sphinx_retrospective.drawing.canvas import Canvas
from sphinx_retrospective.drawing.dates import date_text, year_text
from sphinx_retrospective.gathering.generated_pages import Series
from sphinx_retrospective.labels import translate
from sphinx_retrospective.nodes import list_parts


def part_title(series: Series, number: int, language: str) -> str:
    """Return the title of the page of a part: that of the list, with the years of the part after the first."""
    return f"{series.title}, {years_text(series.parts[number], language)}" if number else series.title


def years_text(part: Part, language: str) -> str:
    """Return the years of a part in words."""
    ends = dict.fromkeys(_text(each, language) for each in (part.periods[0], part.periods[-1]))
    return " – ".join(ends)


def draw_years(series: Series, number: int, canvas: Canvas, anchors: str) -> list_parts:
    """Return the years of a list in a row, and the ways to the parts before and after.

    Args:
        series: the list.
        number: the part that is on this page.
        canvas: the page.
        anchors: what the ids of the headings of years begin with; empty where there are none.
    """
    row = nodes.bullet_list("", bullet="-", classes=["retro-parts-years"])
    for place, part in enumerate(series.parts):
        for value in part.periods:
            anchor = f"{anchors}{period_slug(value)}" if anchors else ""
            target = f"{series.pages[place]}#{anchor}"
            title = _text(value, canvas.language)
            here = ["retro-parts-here"] if place == number else []
            link = canvas.refer_by_title("page", target, title)
            row += nodes.list_item("", nodes.paragraph("", "", link), classes=here)
    shown = nodes.paragraph("", _count(series, number, canvas), classes=["retro-parts-count"])
    return list_parts("", shown, row, *draw_steps(series, number, canvas), label=translate("Years"))


def draw_years_of_groups(groups: Sequence[Group], canvas: Canvas) -> list_parts:
    """Return the years of a list that readers can narrow, each leading to its heading on the same page."""
    row = nodes.bullet_list("", bullet="-", classes=["retro-parts-years"])
    for each in groups:
        if not isinstance(each.value, str):
            target = f"{canvas.docname}#{canvas.anchors}{period_slug(each.value)}"
            link = canvas.refer_by_title("page", target, _text(each.value, canvas.language))
            row += nodes.list_item("", nodes.paragraph("", "", link))
    return list_parts("", row, label=translate("Years"), classes=["retro-parts-bar"])


def draw_steps(series: Series, number: int, canvas: Canvas) -> list[nodes.Node]:
    """Return the ways to the parts before and after, where there are any."""
    steps: list[nodes.Node] = []
    for place, text in ((number - 1, translate("Previous: %s")), (number + 1, translate("Next: %s"))):
        if 0 <= place < len(series.parts):
            title = text % years_text(series.parts[place], canvas.language)
            steps += [nodes.Text(" "), canvas.refer_by_title("page", f"{series.pages[place]}#", title)]
    return [nodes.paragraph("", "", *steps[1:], classes=["retro-parts-steps"])]


def _count(series: Series, number: int, canvas: Canvas) -> str:
    part = series.parts[number]
    shown = translate("%s: %d of %d events")
    return shown % (years_text(part, canvas.language), len(part.events), series.count)


def _text(value: Period, language: str) -> str:
    if value is None:
        return translate("Undated")
    return date_text(value, language) if isinstance(value, Date) else year_text(value, language)
