"""The site's own drawings: what their short texts describe, and how they come out in each width and format."""

from __future__ import annotations

import re
import sys
from itertools import pairwise

import pytest

from tests.docs.examples import DOCS

sys.path.append(str(DOCS / "_ext"))

from drawings import NARROW, PAPER, WIDE
from drawings.charts import draw_curve, draw_figures
from drawings.diagram import draw_diagram, parse
from drawings.shapes import Box, Drawing, Line, Text, as_svg, as_tikz, text_width, wrapped

DIAGRAM = """
a = One & only @ 1,1
b = Two | three @ 2,2
around = Both @ 1,2 to 2,2
c = Four @ 1,2
a -> b : a label
b <-> c
around ..> a
"""
TEXTS = [
    re.sub(r"^:.*\n", "", text, flags=re.MULTILINE)
    for path in sorted((DOCS / "2010s").glob("*.md"))
    for text in re.findall(r"^:::\{diagram\}[^\n]*\n(.*?)\n:::", path.read_text("utf-8"), re.DOTALL | re.MULTILINE)
]


def boxes(drawing: Drawing, name: str = "box") -> list[Box]:
    return [each for each in drawing.shapes if isinstance(each, Box) and each.name == name]


def test_a_diagram_is_read() -> None:
    diagram = parse(DIAGRAM)
    assert [each.text for each in diagram.places.values()] == ["One & only", "Two | three", "Both", "Four"]
    assert [(each.start, each.kind, each.end, each.label) for each in diagram.arrows] == [
        ("a", "->", "b", "a label"),
        ("b", "<->", "c", ""),
        ("around", "..>", "a", ""),
    ]


@pytest.mark.parametrize(
    ("text", "said"), [("a = One", "neither a box nor an arrow"), ("a = One @ 1,1\na -> b", "arrows name b")]
)
def test_what_is_wrong_is_said(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse(text)


@pytest.mark.parametrize("size", [WIDE, NARROW, PAPER])
@pytest.mark.parametrize("text", [DIAGRAM, *TEXTS])
def test_a_diagram_has_room(text: str, size: tuple[float, float]) -> None:
    drawing = draw_diagram(text, *size)
    assert len(TEXTS) == 8
    assert drawing.width <= size[0] + 0.1
    found = boxes(drawing)
    for number, one in enumerate(found):
        assert one.x >= 0
        assert one.x + one.width <= drawing.width
        assert one.y >= 0
        assert one.y + one.height <= drawing.height
        for other in found[number + 1 :]:
            apart = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y
    for each in drawing.shapes:
        if isinstance(each, Text):
            width = text_width(each.text, drawing.size)
            left = each.x - {"start": 0, "middle": width / 2, "end": width}[each.anchor]
            assert left >= -1
            assert left + width <= drawing.width + 1


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("text", TEXTS)
def test_no_arrow_goes_through_a_box(text: str, size: tuple[float, float]) -> None:
    drawing = draw_diagram(text, *size)
    for line in drawing.shapes:
        if not isinstance(line, Line):
            continue
        for step in range(3, 98):
            x, y = (a + (b - a) * step / 100 for a, b in ((line.x1, line.x2), (line.y1, line.y2)))
            inside = [
                box
                for box in boxes(drawing)
                if box.x + 1 < x < box.x + box.width - 1 and box.y + 1 < y < box.y + box.height - 1
            ]
            assert inside == [], (line, inside)


def test_text_is_wrapped() -> None:
    assert wrapped("one two|three", text_width("one two", 10), 10) == ["one two", "three"]
    assert wrapped("one two", text_width("one", 10), 10) == ["one", "two"]


def test_what_is_written_is_harmless() -> None:
    drawing = draw_diagram('a = <b> & "c" @ 1,1', *WIDE)
    assert "&lt;b&gt; &amp;" in as_svg(drawing, "wide", '"')
    assert 'aria-label="&quot;"' in as_svg(drawing, "wide", '"')
    assert "style=" not in as_svg(drawing, "wide", "")
    assert "{!}" in as_tikz(drawing, 100, lambda text: "!" if "&" in text else text)


def test_the_curve_has_a_dot_for_each_measurement_and_its_dips() -> None:
    text = (DOCS / "2010s" / "light-curve.csv").read_text("utf-8")
    drawing = draw_curve(text, *NARROW)
    assert as_svg(drawing, "narrow", "").count("<circle") == len(text.splitlines()) - 1 > 400
    dips = [float(line.split(",")[0]) for line in text.splitlines()[1:] if float(line.split(",")[1]) < 0.99]
    starts = [day for day, before in zip(dips, [0.0, *dips], strict=False) if day - before > 1]
    assert len(starts) == 4
    assert [round(b - a, 1) for a, b in pairwise(starts)] == pytest.approx([2.5] * 3, abs=0.05)


def test_figures_are_on_one_scale() -> None:
    drawing = draw_figures("2018 | one region | 1.5 | 1.5 M\n2020 | largest | 1.6..2 | 1.6 to 2 M", *WIDE)
    bars, ranges = boxes(drawing, "bar"), boxes(drawing, "range")
    assert bars[0].width / bars[1].width == pytest.approx(1.5 / 1.6)
    assert (bars[1].width + ranges[0].width) / bars[0].width == pytest.approx(2 / 1.5)
    with pytest.raises(ValueError, match="unpack"):
        draw_figures("2018 | 1.5", *WIDE)
