"""What drawings are made of, and how a web page and LaTeX write it: sizes in pixels, from the top left."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Final, Literal, TypeAlias

Anchor: TypeAlias = Literal["start", "middle", "end"]

#: How wide a letter is, in parts of the size of the type; a guess for any font.
LETTER: Final = 0.54
LINE: Final = 1.25


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, of a box or of what is around several."""

    x: float
    y: float
    width: float
    height: float
    name: str = "box"


@dataclass(frozen=True, slots=True)
class Line:
    """A line, with a head at its end if it is an arrow, and at its start too if it is one of both ways."""

    x1: float
    y1: float
    x2: float
    y2: float
    name: str = "line"
    is_arrow: bool = False
    is_both: bool = False
    is_dotted: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a curve."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; *y* is its middle."""

    x: float
    y: float
    text: str
    name: str = "text"
    anchor: Anchor = "middle"


Shape: TypeAlias = Box | Line | Dot | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes, and the room that they take."""

    width: float
    height: float
    size: float
    shapes: tuple[Shape, ...]


def text_width(text: str, size: float) -> float:
    """Return how wide *text* is, about."""
    return len(text) * size * LETTER


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Return the lines of *text* in a box so wide; a bar in it begins another line."""
    lines: list[str] = []
    for part in text.split("|"):
        line = ""
        for word in part.split():
            if line and text_width(f"{line} {word}", size) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append(line)
    return lines


def as_svg(drawing: Drawing, name: str, alt: str) -> str:
    """Return a drawing for a web page, whose style sheet says what it looks like."""
    width, height = round(drawing.width), math.ceil(drawing.height)
    shapes = "\n".join(map(_svg, drawing.shapes))
    return (
        f'<svg class="{name}" role="img" aria-label="{escape(alt)}" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-size="{drawing.size:g}">\n{shapes}\n</svg>\n'
    )


def _svg(shape: Shape) -> str:
    match shape:
        case Box(x, y, width, height, name):
            size = f'width="{width:.1f}" height="{height:.1f}"'
            return f'<rect class="site-{name}" x="{x:.1f}" y="{y:.1f}" {size} rx="3"/>'
        case Line(x1, y1, x2, y2, name):
            dotted = " site-dotted" if shape.is_dotted else ""
            line = f'<path class="site-{name}{dotted}" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>'
            return "".join([line, *(f'<path class="site-head" d="{_path(each)}"/>' for each in _heads(shape))])
        case Dot(x, y):
            return f'<circle class="site-dot" cx="{x:.1f}" cy="{y:.1f}" r="1.5"/>'
        case Text(x, y, text, name, anchor):
            return (
                f'<text class="site-{name}" x="{x:.1f}" y="{y:.1f}" dy="0.35em" text-anchor="{anchor}">'
                f"{escape(text)}</text>"
            )


def _heads(line: Line) -> Iterable[list[tuple[float, float]]]:
    """Yield the corners of each head."""
    ends = [(line.x1, line.y1, line.x2, line.y2)] if line.is_arrow or line.is_both else []
    if line.is_both:
        ends.append((line.x2, line.y2, line.x1, line.y1))
    for x1, y1, x2, y2 in ends:
        angle = math.atan2(y2 - y1, x2 - x1)
        sides = [(x2 - 7 * math.cos(angle + turn), y2 - 7 * math.sin(angle + turn)) for turn in (0.45, -0.45)]
        yield [(x2, y2), *sides]


def _path(corners: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "Z"


#: How each is drawn on paper.
_STYLES: Final = {
    "box": "draw=black!60,fill=black!4,rounded corners=1pt",
    "group": "draw=black!35,dashed,rounded corners=1pt",
    "band": "fill=black!12",
    "grid": "draw=black!20",
    "line": "draw=black!70",
}


def as_tikz(drawing: Drawing, width: float, encode: Callable[[str], str]) -> str:
    """Return a drawing for LaTeX.

    Args:
        drawing: the drawing.
        width: how wide it is on paper, in points.
        encode: makes text harmless for LaTeX.
    """
    scale = width / drawing.width
    lines = [f"\\begin{{tikzpicture}}[x={scale:.4f}pt,y=-{scale:.4f}pt,font=\\sffamily\\scriptsize]"]
    lines += [_tikz(each, encode) for each in drawing.shapes]
    return "\n".join([*lines, "\\end{tikzpicture}"])


def _tikz(shape: Shape, encode: Callable[[str], str]) -> str:
    match shape:
        case Box(x, y, width, height, name):
            corners = f"({x:.1f},{y:.1f}) rectangle ({x + width:.1f},{y + height:.1f})"
            return f"\\path[{_STYLES.get(name, _STYLES['box'])}] {corners};"
        case Line(x1, y1, x2, y2, name):
            ends = "<->" if shape.is_both else "->" if shape.is_arrow else "-"
            style = f"{_STYLES.get(name, _STYLES['line'])}{',densely dotted' if shape.is_dotted else ''}"
            return f"\\draw[{ends},>=latex,{style}] ({x1:.1f},{y1:.1f}) -- ({x2:.1f},{y2:.1f});"
        case Dot(x, y):
            return f"\\fill[black!70] ({x:.1f},{y:.1f}) circle[radius=0.6pt];"
        case Text(x, y, text, name, anchor):
            ground = "fill=white,inner sep=1pt" if name == "label" else "inner sep=0pt"
            side = {"start": "west", "middle": "center", "end": "east"}[anchor]
            return f"\\node[{ground},anchor={side}] at ({x:.1f},{y:.1f}) {{{encode(text)}}};"
