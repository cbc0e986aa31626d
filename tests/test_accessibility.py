"""What is wrong in a page is found in either window and in either scheme, wherever it is in sight."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.accessibility import NARROW, WIDE, violations

PAGE = """<!doctype html><html lang="en"><head><title>Page</title><style>
  :root {{ color-scheme: light dark; }}
  {style}
</style></head><body><main><h1>Page</h1><p class="faint">Faint</p></main></body></html>"""
FAINT = ".faint { background: #fff; color: #eee; }"
HIDDEN = ".faint { display: none; }"


def found(browser: Browser, folder: Path, style: str, width: int, page: str = PAGE) -> list[str]:
    (folder / "index.html").write_text(page.format(style=style), "utf-8")
    return [f"{each.rule}, {each.place}" for each in violations(browser, folder, ["index.html"], width)]


def place(width: int, scheme: str) -> str:
    return f"color-contrast, index.html, {scheme}, {width} px"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_nothing_is_wrong(browser: Browser, tmp_path: Path, width: int) -> None:
    assert found(browser, tmp_path, "", width) == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_what_has_nothing_to_do_with_colours(browser: Browser, tmp_path: Path, width: int) -> None:
    page = PAGE.replace("<p ", "<button></button><p ")
    assert found(browser, tmp_path, "", width, page) == [f"button-name, index.html, light, {width} px"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours(browser: Browser, tmp_path: Path, scheme: str) -> None:
    style = f"@media (prefers-color-scheme: {scheme}) {{ {FAINT} }}"
    assert found(browser, tmp_path, style, WIDE) == [place(WIDE, scheme)]
    # What is in sight there is not looked at again.
    assert found(browser, tmp_path, style, NARROW) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_of_what_is_in_sight_on_a_phone_only(browser: Browser, tmp_path: Path, scheme: str) -> None:
    style = f"@media (prefers-color-scheme: {scheme}) {{ {FAINT} }} @media (min-width: 800px) {{ {HIDDEN} }}"
    assert found(browser, tmp_path, style, WIDE) == []
    assert found(browser, tmp_path, style, NARROW) == [place(NARROW, scheme)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_that_a_phone_alone_has(browser: Browser, tmp_path: Path, scheme: str) -> None:
    style = f"@media (prefers-color-scheme: {scheme}) and (max-width: 800px) {{ {FAINT} }}"
    assert found(browser, tmp_path, style, WIDE) == []
    assert found(browser, tmp_path, style, NARROW) == [place(NARROW, scheme)]
