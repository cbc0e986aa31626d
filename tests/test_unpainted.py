"""A page in a frame outside the window is as it is in a window, but is not painted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.served import serve
from tests.unpainted import Unpainted

PAGE = """<!doctype html><title>Page</title><style>
  p { width: 600px; }
  @media (max-width: 400px) { p { width: 100px; } }
  @media (prefers-color-scheme: dark) { p { color: red; } }
</style><p>Text</p><script>{script}</script>"""


@pytest.fixture
def frame(browser: Browser, tmp_path: Path) -> Iterator[Unpainted]:
    (tmp_path / "page.html").write_text(PAGE.replace("{script}", ""), "utf-8")
    (tmp_path / "wrong.html").write_text(PAGE.replace("{script}", "wrong()"), "utf-8")
    context = browser.new_context()
    with serve(tmp_path) as served:
        yield Unpainted(context.new_page(), served.url, 700)
    context.close()


def address(frame: Unpainted, name: str) -> str:
    return frame.window.url.replace("host-of-a-frame", name)


def test_its_window_is_the_frame(frame: Unpainted) -> None:
    page = frame.show(address(frame, "page.html"), 900)
    size = "[innerWidth, innerHeight]"
    assert page.evaluate(size) == [900, 700]
    frame.resize(390)
    assert page.evaluate(size) == [390, 700]
    colour = "getComputedStyle(document.querySelector('p')).color"
    assert page.evaluate(colour) == "rgb(0, 0, 0)"
    frame.window.emulate_media(color_scheme="dark")
    assert page.evaluate(colour) == "rgb(255, 0, 0)"


def test_it_is_not_painted(frame: Unpainted) -> None:
    painted = "new Promise(done => setTimeout(() => done(performance.getEntriesByType('paint').length), 100))"
    assert frame.show(address(frame, "page.html"), 900).evaluate(painted) == 0
    frame.window.goto(address(frame, "page.html"))
    assert frame.window.evaluate(painted) > 0


def test_nothing_is_left_of_the_page_before(frame: Unpainted) -> None:
    stored = "localStorage.length + sessionStorage.length"
    page = frame.show(address(frame, "page.html"), 900)
    assert page.evaluate(f"localStorage.a = sessionStorage.a = 1, {stored}") == 2
    assert frame.show(address(frame, "page.html"), 900).evaluate(stored) == 0


def test_what_sticks_out_is_measured(frame: Unpainted) -> None:
    frame.show(address(frame, "page.html"), 900)
    widths = frame.measure((390, 500, 900))
    assert (widths[390], widths[900]) == (390, 900)
    assert widths[500] > 600


def test_what_goes_wrong_in_it_is_told(frame: Unpainted) -> None:
    errors: list[str] = []
    frame.window.on("pageerror", lambda error: errors.append(str(error)))
    frame.show(address(frame, "page.html"), 900)
    assert errors == []
    plain = Unpainted(frame.window.context.new_page(), address(frame, ""), 700, script=False)
    plain.window.on("pageerror", lambda error: errors.append(str(error)))
    # The browser itself can look at it.
    assert plain.show(address(frame, "wrong.html"), 900).evaluate("document.title") == "Page"
    assert errors == []
    frame.show(address(frame, "wrong.html"), 900)
    assert errors == ["wrong is not defined"]
