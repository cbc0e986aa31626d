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


def found(browser: Browser, folder: Path, style: str, width: int) -> list[str]:
    (folder / "index.html").write_text(PAGE.format(style=style), "utf-8")
    return [f"{each.rule}, {each.place}" for each in violations(browser, folder, ["index.html"], width)]


def place(width: int, scheme: str) -> str:
    return f"color-contrast, index.html, {scheme}, {width} px"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_nothing_is_wrong(browser: Browser, tmp_path: Path, width: int) -> None:
    assert found(browser, tmp_path, "", width) == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_light(browser: Browser, tmp_path: Path, width: int) -> None:
    style = f"@media (prefers-color-scheme: light) {{ {FAINT} }}"
    assert found(browser, tmp_path, style, width) == [place(width, "light")]


def test_dark(browser: Browser, tmp_path: Path) -> None:
    style = f"@media (prefers-color-scheme: dark) {{ {FAINT} }}"
    assert found(browser, tmp_path, style, WIDE) == [place(WIDE, "dark")]
    # What is in sight there is not looked at again.
    assert found(browser, tmp_path, style, NARROW) == []


def test_dark_and_in_sight_on_a_phone_only(browser: Browser, tmp_path: Path) -> None:
    style = f"@media (prefers-color-scheme: dark) {{ {FAINT} }} @media (min-width: 800px) {{ {HIDDEN} }}"
    assert found(browser, tmp_path, style, WIDE) == []
    assert found(browser, tmp_path, style, NARROW) == [place(NARROW, "dark")]
