"""A curve of brightness, and figures with their scopes: numbers in, a drawing out, in any width."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import Final

from drawings.shapes import LINE, Box, Dot, Drawing, Line, Shape, Text, text_width, wrapped

#: How high a curve is.
_HEIGHT: Final = 190


def draw_curve(text: str, width: float, size: float) -> Drawing:
    """Return the brightness of a star over days: CSV with ``day`` and ``brightness``, a part of what it usually is.

    Raises:
        ValueError, KeyError: it is no such table.
    """
    points = [(float(row["day"]), float(row["brightness"])) for row in csv.DictReader(text.splitlines())]
    low, high = 0.984, 1.002
    first, last = points[0][0], points[-1][0]
    left, right, top = text_width("100.0%", size) + 12, 10.0, 10.0
    plot = width - left - right

    def x_of(day: float) -> float:
        return left + (day - first) / (last - first) * plot

    def y_of(brightness: float) -> float:
        return top + (high - brightness) / (high - low) * _HEIGHT

    shapes: list[Shape] = []
    for percent in (98.5, 99.0, 99.5, 100.0):
        y = y_of(percent / 100)
        shapes += [Line(left, y, width - right, y, "grid"), Text(left - 6, y, f"{percent}%", "quiet", "end")]
    bottom = top + _HEIGHT
    for day in range(0, int(last - first) + 1, 1 if width > 500 else 2):
        shapes.append(Text(x_of(first + day), bottom + size, str(day), "quiet"))
    shapes += [Dot(x_of(day), y_of(brightness)) for day, brightness in points]
    shapes.append(Text(left + plot / 2, bottom + 2.4 * size, "days", "quiet"))
    return Drawing(width, bottom + 3.2 * size, size, tuple(shapes))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or a range, with when it was given and what it counts."""

    when: str
    scope: str
    low: float
    high: float
    text: str


def parse_figures(text: str) -> list[Figure]:
    """Read figures: ``when | what it counts | number, or from..to | what to write``, one a line.

    Raises:
        ValueError: a line has not these four parts.
    """
    figures = []
    for line in filter(None, map(str.strip, text.splitlines())):
        when, scope, number, said = map(str.strip, line.split("|"))
        low, _, high = number.partition("..")
        figures.append(Figure(when, scope, float(low), float(high or low), said))
    return figures


def draw_figures(text: str, width: float, size: float) -> Drawing:
    """Return figures below one another, each as a bar on one scale, which ends at its number or its range.

    Raises:
        ValueError: as `parse_figures`.
    """
    figures = parse_figures(text)
    most = max(each.high for each in figures)
    line, shapes, top = size * LINE, list[Shape](), 4.0
    plot = width - max(text_width(each.text, size) for each in figures) - 10
    for each in figures:
        for said in wrapped(f"{each.when}: {each.scope}", width, size):
            shapes.append(Text(0, top + line / 2, said, "quiet", "start"))
            top += line
        end = plot * each.high / most
        shapes.append(Box(0, top + 2, plot * each.low / most, line - 4, "bar"))
        if each.high > each.low:
            shapes.append(Box(plot * each.low / most, top + 2, end - plot * each.low / most, line - 4, "range"))
        shapes.append(Text(end + 6, top + line / 2, each.text, "text", "start"))
        top += line + 10
    return Drawing(width, top - 6, size, tuple(shapes))
