"""How the use of a term over time looks in HTML: bars, as SVG in the page, without style or script."""

from __future__ import annotations

from html import escape
from math import sqrt
from typing import Any, Final

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_retrospective import nodes as retro

#: Width of a bar with the space beside it, and height of the longest, in pixels.
_STEP: Final = 18
_HEIGHT: Final = 48
#: Height of a picture in a line of text.
_LINE_HEIGHT: Final = 14


def visit_usage_chart(self: HTML5Translator, node: nodes.Element) -> None:
    """Write the picture, and the first and the last period below it."""
    bars: list[tuple[str, int]] = node["bars"]
    most = max(count for _, count in bars)
    width = _STEP * len(bars)
    said = "; ".join(f"{name}: {count}" for name, count in bars if count)
    self.body.append(
        f'<figure class="retro-usage"><svg class="retro-usage-bars" width="{width}" height="{_HEIGHT}" '
        f'viewBox="0 0 {width} {_HEIGHT}" role="img" aria-label="{escape(node["label"])}: {escape(said)}">\n'
    )
    for place, (name, count) in enumerate(bars):
        if count:
            height = max(round(_HEIGHT * count / most, 1), 2)
            self.body.append(
                f'<rect x="{place * _STEP + 2}" y="{_HEIGHT - height:g}" width="{_STEP - 4}" height="{height:g}">'
                f"<title>{escape(name)}: {count}</title></rect>\n"
            )
    first, last = escape(bars[0][0]), escape(bars[-1][0])
    self.body.append(
        f'</svg><figcaption aria-hidden="true"><span>{first}</span> <span>{last}</span></figcaption></figure>\n'
    )
    raise nodes.SkipNode


def depart_usage_chart(self: HTML5Translator, node: nodes.Element) -> None:
    """Nothing is left to be done."""


def visit_usage_line(self: HTML5Translator, node: nodes.Element) -> None:
    """Write a bar for each period, whose height is by the square root: few are seen beside many."""
    counts, most = node["counts"], node["most"]
    bars = "".join(
        f"M{place} {_LINE_HEIGHT}v-{height:g}h.8v{height:g}z"
        for place, count in enumerate(counts)
        if (height := round(_LINE_HEIGHT * sqrt(count / most), 1))
    )
    self.body.append(
        f'<svg class="retro-usage-line" width="40" height="{_LINE_HEIGHT}" viewBox="0 0 {len(counts)} {_LINE_HEIGHT}" '
        f'preserveAspectRatio="none" role="img"><title>{escape(node.astext())}</title><path d="{bars}"/></svg>'
    )
    raise nodes.SkipNode


VISITORS: dict[type[nodes.Element], Any] = {
    retro.usage_chart: (visit_usage_chart, depart_usage_chart),
    retro.usage_line: (visit_usage_line, depart_usage_chart),
}
