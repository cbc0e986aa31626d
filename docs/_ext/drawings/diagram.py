"""Boxes and arrows: a short text in, a drawing out, in any width.

``name = text | another line @ column,row`` is a box, ``name = text @ column,row to column,row`` what is around
several; ``a -> b``, ``a <-> b`` and ``a ..> b`` are arrows, with a label after a colon. Columns and rows count from 1,
and may have a fraction.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from drawings.shapes import LINE, Box, Drawing, Line, Shape, Text, wrapped

_NUMBER: Final = r"(\d+(?:\.\d+)?)"
_BOX: Final = re.compile(rf"(\w+) = (.+?) @ {_NUMBER},{_NUMBER}(?: to {_NUMBER},{_NUMBER})?\Z")
_ARROW: Final = re.compile(r"(\w+) (->|<->|\.\.>) (\w+)(?: : (.+))?\Z")
#: No column is wider.
_WIDEST: Final = 230
#: From the edge of a box to its text, and between columns, rows and what is around them.
_PAD, _GUTTER, _GAP, _AROUND = 7, 14, 30, 12


@dataclass(frozen=True, slots=True)
class Place:
    """Something with a name: a box, or what is around several."""

    text: str
    column: float
    row: float
    last_column: float
    last_row: float
    is_group: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow between two places."""

    start: str
    end: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """What a text describes."""

    places: dict[str, Place]
    arrows: tuple[Arrow, ...]


def parse(text: str) -> Diagram:
    """Read a diagram.

    Raises:
        ValueError: a line is neither a box nor an arrow, or an arrow names no box.
    """
    places: dict[str, Place] = {}
    arrows: list[Arrow] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if found := _BOX.match(line):
            name, said, column, row, last_column, last_row = found.groups()
            ends = float(last_column or column), float(last_row or row)
            places[name] = Place(said, float(column), float(row), *ends, bool(last_row))
        elif found := _ARROW.match(line):
            arrows.append(Arrow(found[1], found[3], found[2], found[4] or ""))
        else:
            raise ValueError(f"{line!r} is neither a box nor an arrow")
    unknown = sorted({name for each in arrows for name in (each.start, each.end)} - places.keys())
    if unknown:
        raise ValueError(f"arrows name {', '.join(unknown)}, and there is no such box")
    return Diagram(places, tuple(arrows))


def draw_diagram(text: str, most: float, size: float) -> Drawing:
    """Return the drawing of what *text* describes, at most *most* wide, in type of that size.

    Raises:
        ValueError: as `parse`.
    """
    return _Layout(parse(text), most, size).drawing()


class _Layout:
    def __init__(self, diagram: Diagram, most: float, size: float) -> None:
        self._diagram, self._size, self._line = diagram, size, size * LINE
        boxes = [each for each in diagram.places.values() if not each.is_group]
        columns = math.ceil(max(each.column for each in boxes))
        self._column = min(_WIDEST, (most - 2 * _AROUND) / columns)
        self.width = self._column * columns + 2 * _AROUND
        self._lines = {
            name: wrapped(each.text, self._column - _GUTTER - 2 * _PAD, size) for name, each in diagram.places.items()
        }
        self._labels = {
            each: wrapped(each.label, self._column - _GUTTER, size) if each.label else [] for each in diagram.arrows
        }
        self._tops, self._heights = self._rows(boxes)

    def _rows(self, boxes: list[Place]) -> tuple[dict[float, float], dict[float, float]]:
        """Return where each row begins, and how high it is."""
        places = self._diagram.places
        heights = {
            row: max(len(self._lines[name]) for name, each in places.items() if each.row == row and not each.is_group)
            * self._line
            + 2 * _PAD
            for row in sorted({each.row for each in boxes})
        }
        tops: dict[float, float] = {}
        top = _AROUND / 2
        for row, height in heights.items():
            top += sum(self._line + _AROUND for each in places.values() if each.is_group and each.row == row)
            tops[row] = top
            labels = [
                len(lines)
                for each, lines in self._labels.items()
                if min(places[each.start].last_row, places[each.end].last_row) == row
                and places[each.start].row != places[each.end].row
            ]
            top += height + _GAP + max(labels, default=0) * self._line
            top += sum(_AROUND for each in places.values() if each.is_group and each.last_row == row)
        return tops, heights

    def _box(self, name: str) -> Box:
        place = self._diagram.places[name]
        if place.is_group:
            left = _AROUND + (place.column - 1) * self._column - _AROUND / 2
            right = _AROUND + place.last_column * self._column + _AROUND / 2
            top = self._tops[place.row] - self._line - _AROUND
            bottom = self._tops[place.last_row] + self._heights[place.last_row] + _AROUND
            return Box(left, top, right - left, bottom - top, "group")
        left = _AROUND + (place.column - 1) * self._column + _GUTTER / 2
        return Box(left, self._tops[place.row], self._column - _GUTTER, self._heights[place.row])

    def drawing(self) -> Drawing:
        """Return all of it."""
        shapes: list[Shape] = []
        # What is around others is below them.
        for name, place in sorted(self._diagram.places.items(), key=lambda each: not each[1].is_group):
            box = self._box(name)
            shapes.append(box)
            if place.is_group:
                # At its side, where fewer arrows come in.
                shapes.append(Text(box.x + _PAD, box.y + _PAD + self._line / 2, place.text, "title", "start"))
            else:
                shapes += self._texts(self._lines[name], box.x + box.width / 2, box.y + box.height / 2, "text")
        for arrow in self._diagram.arrows:
            line = _between(self._box(arrow.start), self._box(arrow.end), arrow.kind)
            shapes.append(line)
            # Of arrows that part from one box, the label of the one that goes far is further along it.
            part = 0.5 if abs(line.x2 - line.x1) < 1.2 * self._column else 0.7
            x, y = line.x1 + part * (line.x2 - line.x1), line.y1 + part * (line.y2 - line.y1)
            shapes += self._texts(self._labels[arrow], x, y, "label")
        bottom = max(each.y + each.height for each in shapes if isinstance(each, Box))
        return Drawing(self.width, bottom + _AROUND / 2, self._size, tuple(shapes))

    def _texts(self, lines: list[str], x: float, y: float, name: str) -> list[Shape]:
        top = y - self._line * (len(lines) - 1) / 2
        return [Text(x, top + number * self._line, line, name) for number, line in enumerate(lines)]


def _between(start: Box, end: Box, kind: str) -> Line:
    """Return the arrow from the edge of one box to that of another, straight down or across where there is a way."""
    x1, y1 = start.x + start.width / 2, start.y + start.height / 2
    x2, y2 = end.x + end.width / 2, end.y + end.height / 2
    # Between a box and what is around others there is often a straight way beside the middle.
    if start.x <= x2 <= start.x + start.width and end.name == "box":
        x1 = x2
    elif end.x <= x1 <= end.x + end.width and start.name == "box":
        x2 = x1
    x1, y1, x2, y2 = (*_edge(start, x1, y1, x2, y2), *_edge(end, x2, y2, x1, y1))
    return Line(x1, y1, x2, y2, "line", is_arrow=True, is_both=kind == "<->", is_dotted=kind == "..>")


def _edge(box: Box, x: float, y: float, to_x: float, to_y: float) -> tuple[float, float]:
    """Return where the line from inside a box to a point leaves the box."""
    across, down = to_x - x, to_y - y
    parts = []
    if across:
        parts.append(((box.x + box.width if across > 0 else box.x) - x) / across)
    if down:
        parts.append(((box.y + box.height if down > 0 else box.y) - y) / down)
    part = min((each for each in parts if each >= 0), default=0)
    return x + across * part, y + down * part
