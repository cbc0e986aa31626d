"""How wide texts are, and how they are shortened."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.chart.text_width import shorten, text_width


@given(st.text(max_size=80), st.floats(0, 600))
def test_what_is_shortened_has_room(text: str, room: float) -> None:
    short = shorten(text, 11, room)
    assert text_width(short, 11) <= room
    if short != text:
        assert short == "" or (short.endswith("…") and text.startswith(short[:-1]))


def test_wide_signs_are_wide_and_marks_on_letters_are_not() -> None:
    assert text_width("時", 10) >= 10
    assert text_width("e\u0301", 10) == text_width("e", 10)
    assert text_width("W", 10) > text_width("e", 10) > text_width("i", 10)


def test_it_is_not_less_than_in_a_wide_font() -> None:
    # What a browser measured in DejaVu Sans, in thousandths of its size.
    measured = {
        "Custom balancer cost functions proposed to HBase": 25_611,
        "Part-time placement in the Systems team": 20_886,
        "etcd layer on FoundationDB": 13_938,
        "HelloExoWorld": 7_205,
        "c. Sep 2010": 5_933,
        "2014": 2_545,
    }
    for text, width in measured.items():
        assert width <= text_width(text, 1000) <= 1.1 * width


def test_a_letter_is_not_parted_from_its_mark() -> None:
    text = "abcde\u0301fgh"
    for room in range(60):
        assert not shorten(text, 10, room).startswith("abcde…")


def test_too_little_room_is_none() -> None:
    assert shorten("A title", 11, 20) == ""
