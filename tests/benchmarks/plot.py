"""The results as a picture: a small plot for each kind of build, both axes logarithmic, as SVG."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final

from tests.benchmarks.figures import Spread, spread
from tests.benchmarks.measuring import Measure
from tests.benchmarks.running import SCENARIOS, Result

#: How wide the picture is in pixels, and how many plots are side by side: in a wide window, and on a phone.
WIDE: Final = (750, 3)
NARROW: Final = (330, 1)
_HEIGHT: Final = 200
#: Around the plot inside its panel: above, right, below, left.
_MARGIN: Final = (30, 14, 24, 40)
_LEGEND: Final = 34
_LINE: Final = 14
#: One for each form; each can be told from light and from dark ground, and each has a shape of its own beside.
_COLOURS: Final = ("#2b7fd4", "#c9660f", "#2c8f5a", "#b857a8", "#84786b", "#c44f4f")
#: By itself, or as `<img>`, a picture has grounds of its own; inside a page it has those of the page.
_STYLE: Final = """
.bench { font: 12px system-ui, sans-serif; color: inherit; }
svg.bench:root { color: #1f2328; background: #ffffff; }
@media screen and (prefers-color-scheme: dark) { svg.bench:root { color: #e4e6e8; background: #131416; } }
.bench text { fill: currentColor; }
.bench .title { font-weight: 600; }
.bench .small { font-size: 11px; }
.bench .grid { stroke: currentColor; stroke-opacity: 0.18; }
.bench .line { fill: none; stroke-width: 1.5; }
"""


@dataclass(frozen=True, slots=True)
class Panel:
    """One plot.

    Attributes:
        title: what it shows, with the unit.
        series: for each form, the figures for each number of pages.
    """

    title: str
    series: Mapping[str, Mapping[int, Spread]]


def panels(results: Sequence[Result]) -> list[Panel]:
    """Return a plot of the time of each kind of build, and one of memory."""
    made = [
        Panel(f"{told}, CPU seconds", _series(results, name, lambda took: took.cpu)) for name, told in SCENARIOS.items()
    ]
    made.append(Panel("full build, peak MB", _series(results, "full", lambda took: took.memory / 1e6)))
    return [panel for panel in made if panel.series]


def draw(panels: Sequence[Panel], caption: str, size: tuple[int, int] = WIDE) -> str:
    """Return a picture of *panels* with what they have in common below them.

    Args:
        panels: the plots, in rows.
        caption: what they have in common.
        size: `WIDE` or `NARROW`.
    """
    names = list(dict.fromkeys(name for panel in panels for name in panel.series))
    each_width = size[0] // size[1]
    columns = min(size[1], len(panels))
    width, foot = columns * each_width, _LEGEND + math.ceil(len(panels) / columns) * _HEIGHT
    lines = textwrap.wrap(caption, width // 6)
    height = foot + 10 + _LINE * len(lines)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="bench" role="img" aria-label="{escape(caption)}"'
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f"<style>{_STYLE}</style>",
        *_legend(names),
    ]
    for place, panel in enumerate(panels):
        left, top = place % columns * each_width, _LEGEND + place // columns * _HEIGHT
        parts += [f'<g transform="translate({left} {top})">', *_panel(panel, names, each_width), "</g>"]
    for place, line in enumerate(lines, 1):
        parts.append(f'<text class="small" x="8" y="{foot + 2 + _LINE * place}">{escape(line)}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _series(results: Sequence[Result], scenario: str, take: Callable[[Measure], float]) -> dict[str, dict[int, Spread]]:
    series: dict[str, dict[int, Spread]] = {}
    here = [each for each in results if each.scenario == scenario]
    for name, pages in dict.fromkeys((each.contender, each.pages) for each in here):
        values = [take(each.measure) for each in here if (each.contender, each.pages) == (name, pages)]
        series.setdefault(name, {})[pages] = spread(values)
    return series


def _legend(names: Sequence[str]) -> Iterator[str]:
    left = 12.0
    for place, name in enumerate(names):
        yield _mark(place, left + 4, 18)
        yield f'<text x="{left + 14:.0f}" y="22">{escape(name)}</text>'
        left += 30 + 6.8 * len(name)


def _panel(panel: Panel, names: Sequence[str], width: int) -> Iterator[str]:
    above, right, below, left = _MARGIN
    spreads = [each for figures in panel.series.values() for each in figures.values()]
    sizes = sorted({size for figures in panel.series.values() for size in figures})
    across = _Scale(sizes[0] / 1.3, sizes[-1] * 1.3, left, width - right)
    up = _Scale(min(each.least for each in spreads) / 1.3, max(each.most for each in spreads) * 1.3,
                _HEIGHT - below, above)  # fmt: skip
    yield f'<text class="title" x="8" y="16">{escape(panel.title)}</text>'
    for value in up.ticks():
        y = up(value)
        yield f'<path class="grid" d="M{left} {y:.1f}H{width - right}"/>'
        yield f'<text class="small" x="{left - 5}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>'
    for size in sizes:
        x = across(size)
        yield f'<path class="grid" d="M{x:.1f} {above}V{_HEIGHT - below}"/>'
        yield f'<text class="small" x="{x:.1f}" y="{_HEIGHT - below + 14}" text-anchor="middle">{size}</text>'
    for place, name in enumerate(names):
        figures = sorted(panel.series.get(name, {}).items())
        colour = _COLOURS[place % len(_COLOURS)]
        points = " ".join(f"{across(size):.1f},{up(each.median):.1f}" for size, each in figures)
        if len(figures) > 1:
            yield f'<polyline class="line" stroke="{colour}" points="{points}"/>'
        for size, each in figures:
            x = across(size)
            yield f'<path class="line" stroke="{colour}" d="M{x:.1f} {up(each.least):.1f}V{up(each.most):.1f}"/>'
            yield _mark(place, x, up(each.median))


def _mark(place: int, x: float, y: float) -> str:
    """Return the sign of a form: colour and shape."""
    colour = _COLOURS[place % len(_COLOURS)]
    shapes = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"',
        f'<rect x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7"',
        f'<path d="M{x:.1f} {y - 5:.1f}l5 5l-5 5l-5 -5z"',
        f'<path d="M{x:.1f} {y - 4.5:.1f}l4.5 8h-9z"',
        f'<path d="M{x:.1f} {y + 4.5:.1f}l4.5 -8h-9z"',
        f'<rect x="{x - 2:.1f}" y="{y - 5:.1f}" width="4" height="10"',
    )
    return f'{shapes[place % len(shapes)]} fill="{colour}"/>'


@dataclass(frozen=True, slots=True)
class _Scale:
    """A logarithmic axis.

    Attributes:
        least, most: the values at its ends, above 0.
        start, end: where these are.
    """

    least: float
    most: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return where *value* is."""
        part = math.log(value / self.least) / math.log(self.most / self.least)
        return self.start + part * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Return round values on it, no more than can be told apart."""
        powers = range(math.floor(math.log10(self.least)), math.ceil(math.log10(self.most)) + 1)
        for digits in ((1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 2, 5), (1,)):
            found = [digit * 10.0**power for power in powers for digit in digits]
            found = [value for value in found if self.least <= value <= self.most]
            places = [self(value) for value in found]
            if all(abs(one - other) >= 13 for one, other in pairwise(places)):
                break
        return found
