"""Kinds of events: the built-in ones, and entries of the configuration."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.kinds import BUILT_IN, DEFAULT_KIND, MARKS, Kind, parse_kind


def test_built_in() -> None:
    names = [kind.name for kind in BUILT_IN]
    assert names == ["job", "education", "project", "talk", "release", "post", "event", "milestone"]
    assert DEFAULT_KIND in names
    assert all(kind.mark in MARKS for kind in BUILT_IN)
    assert not any(kind.label for kind in BUILT_IN)  # translated instead


@pytest.mark.parametrize(
    ("name", "settings", "kind"),
    [
        ("award", "Prize", Kind("award", "Prize")),
        ("award", {}, Kind("award", "award")),
        ("open-source", {}, Kind("open-source", "open source")),
        ("award", {"label": "Prize", "mark": "diamond"}, Kind("award", "Prize", mark="diamond")),
        ("award", {"colour": "#7a4f01"}, Kind("award", "award", "#7a4f01")),
        ("award", {"colour": "#FfF"}, Kind("award", "award", "#FfF")),
        ("award", {"colour": ("#7a4f01", "#eca")}, Kind("award", "award", "#7a4f01", "#eca")),
        ("award", {"colour": ["#7a4f01", "#eca"]}, Kind("award", "award", "#7a4f01", "#eca")),
        ("award", {"colour": ["#7a4f01"]}, Kind("award", "award", "#7a4f01")),
        ("a" * 40, "A", Kind("a" * 40, "A")),
        ("talk", {"label": "Speech"}, Kind("talk", "Speech")),
    ],
)
def test_good_entries(name: str, settings: object, kind: Kind) -> None:
    assert parse_kind(name, settings) == kind


@pytest.mark.parametrize(
    ("name", "settings", "message"),
    [
        ("Award", "A", "'Award' is not a kind's name; use lower-case letters, digits and hyphens, such as 'award'"),
        ("", "A", "use lower-case letters"),
        ("1st", "A", "use lower-case letters"),
        ("a b", "A", "use lower-case letters"),
        ("a\n", "A", "use lower-case letters"),
        ("é", "A", "use lower-case letters"),
        ("a" * 41, "A", "use lower-case letters"),
        ('a"><script', "A", "use lower-case letters"),
        (3, "A", "3 is not a kind's name"),
        (None, "A", "None is not a kind's name"),
        ("award", None, "kind 'award' needs a label or a mapping such as {'label': 'Award', 'colour': '#7a4f01'}"),
        ("award", 5, "needs a label or a mapping"),
        ("award", ["A"], "needs a label or a mapping"),
        ("award", {"color": "#fff"}, "kind 'award' has an unknown setting 'color'; it can have label, colour and mark"),
        ("award", {3: "#fff"}, "unknown setting '3'"),
        ("award", {"mark": "star"}, "kind 'award' has an unknown mark 'star'; the marks are dot, square, diamond"),
        ("award", {"mark": ["dot"]}, "the marks are dot, square, diamond"),
        (
            "award",
            {"colour": "red"},
            "the colour of kind 'award' is one '#rrggbb', or a pair of them for light and dark",
        ),
        ("award", {"colour": "#12345"}, "'#rrggbb'"),
        ("award", {"colour": "#fff;}body{display:none"}, "'#rrggbb'"),
        ("award", {"colour": "#fff\n"}, "'#rrggbb'"),
        ("award", {"colour": ("#fff", "#000", "#fff")}, "a pair of them"),
        ("award", {"colour": ("#fff", 0)}, "a pair of them"),
        ("award", {"colour": {"light": "#fff"}}, "a pair of them"),
        ("award", {"colour": 0x7A4F01}, "the colour of kind 'award' is one '#rrggbb'"),
        ("award", {"colour": None}, "the colour of kind 'award' is one '#rrggbb'"),
    ],
)
def test_messages_say_what_would_be_right(name: object, settings: object, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        parse_kind(name, settings)


values = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["#fff", "dot", "Label"]),
    st.lists(st.sampled_from(["#fff", "#12", 3]), max_size=3),
)


@given(
    st.one_of(st.sampled_from(["award", "a-b"]), st.text(max_size=5), st.integers()),
    st.one_of(
        st.text(max_size=5), st.dictionaries(st.sampled_from(["label", "colour", "mark", "x"]), values), st.none()
    ),
)
def test_whatever_is_accepted_is_safe_in_a_style_sheet(name: object, settings: object) -> None:
    try:
        kind = parse_kind(name, settings)
    except ValueError:
        return
    assert re.fullmatch(r"[a-z][a-z0-9-]*", kind.name)
    for colour in (kind.colour, kind.colour_dark):
        assert re.fullmatch(r"(#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?)?", colour)
    assert kind.mark in MARKS
