"""What is wrong in a page is found in either window and in either scheme, wherever it is in sight."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.accessibility import LOOKS, WIDTHS, violations

PAGE = """<!doctype html><html lang="en"><head><title>Page</title><style>
  :root {{ color-scheme: light dark; }}
  {style}
</style></head><body><main><h1>Page</h1><p class="faint">Faint</p></main></body></html>"""
FAINT = ".faint { background: #fff; color: #eee; }"
HIDDEN = ".faint { display: none; }"

every_scheme = pytest.mark.parametrize("scheme", LOOKS)


def found(browser: Browser, folder: Path, *pages: str) -> list[tuple[str, str, str, int]]:
    names = [f"{number}.html" for number, _ in enumerate(pages)]
    for name, page in zip(names, pages, strict=True):
        (folder / name).write_text(page, "utf-8")
    return [(each.rule, each.page, each.scheme, each.width) for each in violations(browser, folder, names)]


def test_nothing_is_wrong(browser: Browser, tmp_path: Path) -> None:
    assert found(browser, tmp_path, PAGE.format(style="")) == []


def test_what_has_nothing_to_do_with_colours(browser: Browser, tmp_path: Path) -> None:
    page = PAGE.format(style="").replace("<p ", "<button></button><p ")
    assert found(browser, tmp_path, page) == [("button-name", "0.html", "light", width) for width in WIDTHS]


def test_what_is_about_the_page_as_a_whole(browser: Browser, tmp_path: Path) -> None:
    page = PAGE.format(style="").replace("<title>Page</title>", "").replace("main>", "div>").replace("h1>", "h2>")
    rules = {"document-title", "landmark-one-main", "page-has-heading-one", "region"}
    assert {rule for rule, *_ in found(browser, tmp_path, page)} == rules


@every_scheme
def test_colours_are_looked_at_once(browser: Browser, tmp_path: Path, scheme: str) -> None:
    page = PAGE.format(style=f"@media (prefers-color-scheme: {scheme}) {{ {FAINT} }}")
    assert found(browser, tmp_path, page, page.replace("Faint", "As faint")) == [
        ("color-contrast", "0.html", scheme, WIDTHS[0])
    ]


@every_scheme
@pytest.mark.parametrize("width", WIDTHS)
def test_colours_in_one_window_only(browser: Browser, tmp_path: Path, scheme: str, width: int) -> None:
    window = "max" if width == min(WIDTHS) else "min"
    wrong = [("color-contrast", "0.html", scheme, width)]
    style = f"@media (prefers-color-scheme: {scheme}) and ({window}-width: 800px) {{ {FAINT} }}"
    assert found(browser, tmp_path, PAGE.format(style=style)) == wrong
    # What is in sight in that window only.
    other = "min" if window == "max" else "max"
    style = f"@media (prefers-color-scheme: {scheme}) {{ {FAINT} }} @media ({other}-width: 800px) {{ {HIDDEN} }}"
    assert found(browser, tmp_path, PAGE.format(style=style)) == wrong


@pytest.mark.parametrize(
    "style",
    [
        "main { background: #eee; }",
        "main { opacity: 0.9; }",
        "main { color: #aaa; } .faint { color: inherit !important; }",
    ],
    ids=["ground", "opacity", "what is inherited"],
)
def test_the_same_element_in_something_else_on_another_page(browser: Browser, tmp_path: Path, style: str) -> None:
    # Just enough on white.
    pages = [PAGE.format(style=f".faint {{ color: #767676; }} {each}") for each in ("", style)]
    assert {page for rule, page, *_ in found(browser, tmp_path, *pages) if rule == "color-contrast"} == {"1.html"}


def test_the_same_element_over_another_ground(browser: Browser, tmp_path: Path) -> None:
    over = "main {{ position: relative; }} .faint {{ position: absolute; top: 0; color: #000; }} h1 {{ {} }}"
    pages = [PAGE.format(style=over.format(ground)) for ground in ("", "background: #222; color: #fff; height: 5rem;")]
    assert ("color-contrast", "1.html", "light", WIDTHS[0]) in found(browser, tmp_path, *pages)


def test_the_same_link_in_another_text(browser: Browser, tmp_path: Path) -> None:
    style = "a {{ color: #b00; text-decoration: none; }} .faint {{ color: {}; }}"
    pages = [
        PAGE.format(style=style.format(colour)).replace("Faint", "In a text of words <a href='/'>a link</a> and more")
        for colour in ("#000", "#a22")
    ]
    assert {page for rule, page, *_ in found(browser, tmp_path, *pages) if rule == "link-in-text-block"} == {"1.html"}


def test_scripts_have_followed_the_width(browser: Browser, tmp_path: Path) -> None:
    """What scrolls needs the keyboard. On our pages a script gives it that once the width is known."""
    words = "Wide words " * 30
    box = f"<div style='overflow: auto; max-width: 100%'><p style='width: 900px'>{words}</p></div><p "
    script = """<script>new ResizeObserver(([{target: each}]) => requestAnimationFrame(() => {
      each.toggleAttribute('tabindex', each.scrollWidth > each.clientWidth);
      if (each.hasAttribute('tabindex')) each.tabIndex = 0;
    })).observe(document.querySelector('div'));</script>"""
    page = PAGE.format(style="").replace("<p ", box)
    assert found(browser, tmp_path, page) == [("scrollable-region-focusable", "0.html", "light", min(WIDTHS))]
    assert found(browser, tmp_path, page.replace("</main>", f"</main>{script}")) == []


def test_the_same_picture_with_another_text(browser: Browser, tmp_path: Path) -> None:
    plain = PAGE.format(style="")
    pages = [plain.replace("<p ", f"<img src='data:,' {alt}><p ") for alt in ("alt='x'", "")]
    assert {page for rule, page, *_ in found(browser, tmp_path, *pages) if rule == "image-alt"} == {"1.html"}


def test_a_picture_of_one_scheme_in_one_window(browser: Browser, tmp_path: Path) -> None:
    style = "img {{ display: none; }} @media (prefers-color-scheme: dark) and (max-width: 800px) {{ img {{ {} }} }}"
    page = PAGE.format(style=style.format("display: block; height: 9px;")).replace("<p ", "<img src='data:,'><p ")
    assert found(browser, tmp_path, page) == [("image-alt", "0.html", "dark", min(WIDTHS))]
