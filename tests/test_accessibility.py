"""What is wrong in a page is found in either window and in either scheme, wherever it is in sight."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser

from tests.accessibility import LOOKS, WIDTHS, Violation, violations

PAGE = """<!doctype html><html lang="en"><head><title>Page</title><style>
  :root {{ color-scheme: light dark; }}
  {style}
</style></head><body><main><h1>Page</h1><p class="faint">Faint</p></main></body></html>"""


def looked_at(browser: Browser, folder: Path, *pages: str) -> list[Violation]:
    names = [f"{number}.html" for number, _ in enumerate(pages)]
    for name, page in zip(names, pages, strict=True):
        (folder / name).write_text(page, "utf-8")
    return violations(browser, folder, names)


def found(browser: Browser, folder: Path, *pages: str) -> list[tuple[str, str, str, int]]:
    return [(each.rule, each.page, each.scheme, each.width) for each in looked_at(browser, folder, *pages)]


def with_texts(style: str, names: Iterable[str]) -> str:
    """A page with texts that have these ids."""
    return PAGE.format(style=style).replace(
        '<p class="faint">Faint</p>', "".join(f'<p id="{each}">Text</p>' for each in names)
    )


def faint(name: str, shade: int) -> str:
    """The style of a faint text. Each has a colour of its own, since colours are looked at once."""
    return f"#{name} {{ background: #fff; color: rgb(238, 238, {230 + shade}); }}"


def faint_in(browser: Browser, folder: Path, *pages: str) -> list[tuple[str, str, str, int]]:
    """Which texts are faint, on which page and in which window; nothing else is wrong."""
    wrong = looked_at(browser, folder, *pages)
    assert {each.rule for each in wrong} == {"color-contrast"}
    return [(each.element.removeprefix("#"), each.page, each.scheme, each.width) for each in wrong]


def test_nothing_is_wrong(browser: Browser, tmp_path: Path) -> None:
    assert found(browser, tmp_path, PAGE.format(style="")) == []


def test_what_has_nothing_to_do_with_colours(browser: Browser, tmp_path: Path) -> None:
    page = PAGE.format(style="").replace("<p ", "<button></button><p ")
    assert found(browser, tmp_path, page) == [("button-name", "0.html", "light", width) for width in WIDTHS]


def test_what_is_about_the_page_as_a_whole(browser: Browser, tmp_path: Path) -> None:
    page = PAGE.format(style="").replace("<title>Page</title>", "").replace("main>", "div>").replace("h1>", "h2>")
    rules = {"document-title", "landmark-one-main", "page-has-heading-one", "region"}
    assert {rule for rule, *_ in found(browser, tmp_path, page)} == rules


def test_colours_are_looked_at_once(browser: Browser, tmp_path: Path) -> None:
    """Each of two texts is faint in one scheme."""
    style = "".join(
        f"@media (prefers-color-scheme: {each}) {{ {faint(each, shade)} }}" for shade, each in enumerate(LOOKS)
    )
    page = with_texts(style, LOOKS)
    assert faint_in(browser, tmp_path, page, page.replace("Text", "Other text")) == [
        (each, "0.html", each, WIDTHS[0]) for each in LOOKS
    ]


def test_colours_in_one_window_only(browser: Browser, tmp_path: Path) -> None:
    """For each window and scheme, a text is faint there alone, and a faint one is in sight in that window alone."""
    style = ""
    wrong: list[tuple[str, str, str, int]] = []
    for width, scheme in product(WIDTHS, LOOKS):
        here, elsewhere = ("max", "min") if width == min(WIDTHS) else ("min", "max")
        one, other = f"faint-{width}-{scheme}", f"there-{width}-{scheme}"
        style += f"@media (prefers-color-scheme: {scheme}) and ({here}-width: 800px) {{ {faint(one, len(wrong))} }}"
        style += f"@media (prefers-color-scheme: {scheme}) {{ {faint(other, len(wrong) + 1)} }}"
        style += f"@media ({elsewhere}-width: 800px) {{ #{other} {{ display: none; }} }}"
        wrong += [(each, "0.html", scheme, width) for each in (one, other)]
    assert faint_in(browser, tmp_path, with_texts(style, [name for name, *_ in wrong])) == wrong


def test_the_same_element_in_something_else_on_another_page(browser: Browser, tmp_path: Path) -> None:
    """On another ground, dimmed, and with what it inherits: a page each."""
    styles = (
        "",
        "main { background: #eee; }",
        "main { opacity: 0.9; }",
        "main { color: #aaa; } .faint { color: inherit !important; }",
    )
    # Just enough on white.
    pages = [PAGE.format(style=f".faint {{ color: #767676; }} {each}") for each in styles]
    wrong = {page for rule, page, *_ in found(browser, tmp_path, *pages) if rule == "color-contrast"}
    assert wrong == {"1.html", "2.html", "3.html"}


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
