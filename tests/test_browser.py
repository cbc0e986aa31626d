"""A window that tests use one after the other is as a new one for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import LAPTOP, Windows

PAGE = """<!doctype html><title>Page</title><style>body { margin: 0 } div { height: 3000px }</style><div></div>
<script>if (location.search) nowhere();</script>"""
#: All that an earlier page, or what was done there, could change.
STATE = """() => [
  localStorage.length, sessionStorage.length, history.length, scrollY, innerWidth, innerHeight,
  navigator.maxTouchPoints, document.querySelectorAll(':hover').length,
  ...['print', '(prefers-color-scheme: dark)', '(prefers-reduced-motion)', '(forced-colors: active)',
    '(prefers-contrast: more)'].map(each => matchMedia(each).matches),
]"""
NEW = [0, 0, 1, 0, LAPTOP["width"], LAPTOP["height"], 0, 0, *[False] * 5]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    return path


def test_nothing_is_left_of_the_page_before(windows: Windows, file: Path) -> None:
    page = windows.show(
        file,
        viewport={"width": 390, "height": 800},
        color_scheme="dark",
        reduced_motion="reduce",
        forced_colors="active",
        contrast="more",
    )
    page.emulate_media(media="print")
    page.mouse.move(100, 100)
    page.evaluate("localStorage.a = sessionStorage.a = 1, history.pushState({}, '', '#a'), scrollTo(0, 500)")
    changed = [before == now for before, now in zip(NEW, page.evaluate(STATE), strict=True)]
    assert changed == [False] * 6 + [True] + [False] * 6
    assert windows.show(file).evaluate(STATE) == NEW


def test_a_place_in_the_same_page_is_shown_in_a_page_of_its_own(windows: Windows, file: Path) -> None:
    windows.show(file).evaluate("window.left = 1")
    assert windows.show(file, "#a").evaluate("[window.left, location.hash]") == [None, "#a"]


def test_errors_of_scripts_are_noted(windows: Windows, file: Path) -> None:
    windows.errors.clear()
    windows.show(file, "?fails")
    assert windows.errors == ["nowhere is not defined"]
    windows.errors.clear()


def test_windows_without_scripts_and_with_a_touch_screen_are_others(windows: Windows, file: Path) -> None:
    page = windows.show(file)
    assert windows.show(file, touch=True).evaluate("navigator.maxTouchPoints") > 0
    windows.errors.clear()
    windows.show(file, "?fails", script=False)
    assert windows.errors == []
    assert page.evaluate("navigator.maxTouchPoints") == 0
