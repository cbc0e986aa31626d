"""How a chart looks in LaTeX: drawn by TikZ, as wide as the lines and no higher than the page.

Positions are those of the layout, in its pixels; a pixel is as long as fits. The lanes have names, and need no colours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.writers.latex import LaTeXTranslator

from sphinx_retrospective import nodes as retro
from sphinx_retrospective.core.chart import sizes

if TYPE_CHECKING:
    from sphinx_retrospective.core.chart import Chart, Label, Mark

#: A pixel of a picture so wide and so high, as long as it can be, and type of the size that the layout counts on.
_BEGIN: Final = r"""
\par\begingroup
\dimen0=\dimexpr\linewidth/%d\relax
\dimen2=\dimexpr0.9\textheight/%d\relax
\ifdim\dimen2<\dimen0 \dimen0=\dimen2 \fi
\edef\retropixel{\the\dimen0}
\noindent\begin{tikzpicture}[x=\retropixel, y=-\retropixel, inner sep=0pt, outer sep=0pt, line width=0.4pt,
  every node/.style={font=\fontsize{\dimexpr\retropixel*11\relax}{\dimexpr\retropixel*13\relax}\selectfont\sffamily}]
"""
_END: Final = r"""\end{tikzpicture}
\par\endgroup
"""
_QUIET: Final = "black!55"


def visit_chart_picture(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Write the whole picture."""
    chart: Chart = node["chart"]
    self.body.append(_BEGIN % (chart.width + chart.names_width, chart.height))
    self.body += _ground(chart, self.encode)
    for each in node.findall(retro.chart_mark):
        self.body += _mark(each, chart.names_width, self)
    self.body.append(_END)
    raise nodes.SkipNode


def visit_chart_table(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Leave the table out, as on a page that is printed, unless it has what the picture has not."""
    if not node["needed"]:
        raise nodes.SkipNode


def nothing(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Write nothing."""


VISITORS: dict[type[nodes.Element], Any] = {
    retro.chart_picture: (visit_chart_picture, nothing),
    retro.chart_table: (visit_chart_table, nothing),
}


def _ground(chart: Chart, encode: Callable[[str], str]) -> Iterator[str]:
    """Yield what is behind the marks: bands, grid and lanes, with their names, and the spans of organisations."""
    shift, end = chart.names_width, chart.names_width + chart.width
    for band in chart.bands:
        yield _rectangle("fill=black!5", shift + band.left, band.top, shift + band.right, band.top + band.height)
    top = chart.lanes[0].top
    for tick in chart.ticks:
        yield _line("black!15", shift + tick.x, top, shift + tick.x, chart.height)
        if tick.label:
            yield _text(shift + tick.x + sizes.TICK_GAP, top - 13, encode(tick.label), f"text={_QUIET}")
    for lane in chart.lanes:
        yield _line("black!30", 0, lane.top, end, lane.top)
        rows = sizes.DENSE if lane.is_dense else sizes.ROOMY
        name = rf"\bfseries {encode(lane.name)}"
        yield _text(0, lane.top + sizes.LANE_PADDING + rows.pitch / 2, name, f"text={_QUIET}")
    for group in chart.groups:
        left, right = shift + group.left, shift + group.right
        yield _rectangle("fill=black!4, rounded corners=1.5pt", left, group.top, right, group.top + group.height)
        if group.label:
            yield _label(group.label, group.top + 9, shift, encode(group.label.text), f"text={_QUIET}")


def _mark(node: nodes.Element, shift: float, translator: LaTeXTranslator) -> Iterator[str]:
    """Yield a mark, and its label as a reference to what it stands for."""
    mark: Mark = node["mark"]
    left, right, middle = shift + mark.left, shift + mark.right, mark.top + mark.height / 2
    if mark.is_bar:
        yield _bar(mark, left, right, middle, is_era=not node["kind"])
        for x, side, is_open in ((left, -1, mark.opens_left), (right, 1, mark.opens_right)):
            if is_open:
                points = [(x + 3 * side, middle - 4), (x + 7 * side, middle), (x + 3 * side, middle + 4)]
                yield rf"\draw[{_QUIET}] {' -- '.join(_point(*each) for each in points)};" + "\n"
    else:
        yield _instant(mark, node["kind"], (left + right) / 2, middle)
    if mark.label and not mark.label.is_hidden:
        text = translator.encode(mark.label.text)
        if mark.label.years:
            gap = r"\enspace " if text else ""
            text += rf"{gap}\textcolor{{{_QUIET}}}{{{translator.encode(mark.label.years)}}}"
        yield _label(mark.label, middle, shift, _linked(text, node, translator))


def _bar(mark: Mark, left: float, right: float, middle: float, *, is_era: bool) -> str:
    if mark.is_vague:
        return _line(_QUIET, left, middle, right, middle)
    style = "fill=black!12" if is_era else f"fill=black!8, draw={_QUIET}"
    if mark.fades_in or mark.fades_out:
        style += f", draw={_QUIET}, densely dotted"
    elif mark.is_dashed:
        style += f", draw={_QUIET}, densely dashed"
    return _rectangle(f"{style}, rounded corners=1pt", left, mark.top, right, mark.top + mark.height)


def _instant(mark: Mark, kind: str, x: float, y: float) -> str:
    style = f"draw={_QUIET}, fill=white" if mark.is_hollow else f"fill={_QUIET}"
    if mark.is_beyond:
        side = -1 if mark.opens_left else 1
        corners = [(x - 3 * side, y - 4.5), (x + 4.5 * side, y), (x - 3 * side, y + 4.5)]
    elif kind == "square":
        corners = [(x - 4, y - 4), (x + 4, y - 4), (x + 4, y + 4), (x - 4, y + 4)]
    elif kind == "diamond":
        corners = [(x, y - 4.5), (x + 4.5, y), (x, y + 4.5), (x - 4.5, y)]
    else:
        return rf"\path[{style}] {_point(x, y)} circle[radius={_number(mark.height / 2)}];" + "\n"
    return rf"\path[{style}] {' -- '.join(_point(*each) for each in corners)} -- cycle;" + "\n"


def _linked(text: str, node: nodes.Element, translator: LaTeXTranslator) -> str:
    """Return *text* as a link to where the reference in *node* leads inside the book."""
    reference = next(iter(node.findall(nodes.reference)), None)
    address = str(reference.get("refuri", "")) if reference else ""
    if not address.startswith("%"):
        return text
    return f"{translator.hyperlink(address[1:].replace('#', ':'))}{text}}}}}"


def _label(label: Label, y: float, shift: float, text: str, style: str = "") -> str:
    if label.place == "inside":
        return _text(shift + label.left, y, text, style)
    # Lines stop at letters.
    style += f"{', ' if style else ''}fill=white"
    is_before = label.place == "before"
    x, anchor = (label.right, "mid east") if is_before else (label.left, "mid west")
    return _text(shift + x, y, text, style, anchor)


def _text(x: float, y: float, text: str, style: str = "", anchor: str = "mid west") -> str:
    return rf"\node[anchor={anchor}{', ' if style else ''}{style}] at {_point(x, y)} {{{text}}};" + "\n"


def _line(colour: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return rf"\draw[{colour}] {_point(x1, y1)} -- {_point(x2, y2)};" + "\n"


def _rectangle(style: str, left: float, top: float, right: float, bottom: float) -> str:
    return rf"\path[{style}] {_point(left, top)} rectangle {_point(right, bottom)};" + "\n"


def _point(x: float, y: float) -> str:
    return f"({_number(x)},{_number(y)})"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
