"""What axe finds wrong in a page: WCAG 2.2 at its levels A and AA, and axe's best practices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from playwright.sync_api import Browser, Page

from tests.served import serve

Scheme: TypeAlias = Literal["light", "dark"]

#: The levels, as axe's options have them.
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
#: What another colour scheme can change: colours, and pictures of which each scheme has its own.
OF_COLOURS: Final = ("color-contrast", "link-in-text-block", "image-alt", "svg-img-alt", "role-img-alt")
#: What is loaded beforehand, all style sheets, is for rules about media that play by themselves. No page has any.
ALL: Final = {"runOnly": {"type": "tag", "values": RULES}, "preload": False}
COLOURS: Final = {"runOnly": {"type": "rule", "values": OF_COLOURS}, "preload": False}
ALL_BUT_COLOURS: Final = ALL | {"rules": {rule: {"enabled": False} for rule in OF_COLOURS}}
#: The windows of a laptop and of a phone.
WIDE, NARROW = 1440, 390
#: What is looked for in each window: the colour scheme, axe's options, and whether to look only at what differs from
#: the other window, in that it is in sight or has other colours.
LOOKS: Final[dict[int, tuple[tuple[Scheme, dict[str, Any], bool], ...]]] = {
    WIDE: (("light", ALL, False), ("dark", COLOURS, False)),
    NARROW: (("light", ALL_BUT_COLOURS, False), ("light", COLOURS, True), ("dark", COLOURS, True)),
}
#: Has the page remember what is in sight, and in which colours.
_REMEMBER = """() => {
  window.coloursOf = each => {
    const {color, fill, backgroundColor, backgroundImage, opacity} = getComputedStyle(each);
    return [color, fill, backgroundColor, backgroundImage, opacity].join();
  };
  const visible = [...document.querySelectorAll('body *')].filter(each => each.checkVisibility());
  window.remembered = new Map(visible.map(each => [each, coloursOf(each)]));
}"""
#: Each violation: its rule, the element, what is wrong, and whether we draw it. (Diagrams are another extension's.)
_RUN = """async ([options, isOnlyOther]) => {
  const isOther = each => each.checkVisibility() && window.remembered.get(each) !== window.coloursOf(each);
  const include = isOnlyOther ? [...document.querySelectorAll('body *')].filter(isOther) : [document];
  if (!include.length) return [];
  const found = await axe.run({include}, {...options, resultTypes: ['violations'], elementRef: true});
  return found.violations.flatMap(({id, nodes}) => nodes.map(node => [
    id, node.target.join(' '), node.failureSummary,
    Boolean(node.element.closest('[class*=retro-]')) && !node.element.matches('.mermaid'),
  ]));
}"""


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that axe finds wrong.

    Attributes:
        place: page, colour scheme and width of the window.
        rule: axe's name of it.
        element: where it is, as a selector.
        summary: what is wrong there, in axe's words.
        is_ours: whether it is in something that the extension draws.
    """

    place: str
    rule: str
    element: str
    summary: str
    is_ours: bool

    def __str__(self) -> str:
        return f"{self.place}: {self.rule}: {self.element}: {self.summary}"


@cache
def _axe() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def violations(browser: Browser, folder: Path, names: Iterable[str], width: int) -> list[Violation]:
    """Return what is wrong in pages of a site; in a narrow window, of colours what is not in a wide one.

    Args:
        browser: shows them.
        folder: where the site is; it is served, since pages for what is not found only work so.
        names: the pages.
        width: that of the window, `WIDE` or `NARROW`.
    """
    found: list[Violation] = []
    # What is on its way from one colour to another has neither.
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    with serve(folder) as served:
        # What an extension fetches from elsewhere is there on some machines and not on others.
        context.route(lambda url: not url.startswith(served.url), lambda route: route.abort())
        page = context.new_page()
        for name in names:
            page.goto(served.url + name)
            wait_for_diagrams(page)
            page.evaluate(_axe())
            for scheme, options, is_only_other in LOOKS[width]:
                page.emulate_media(color_scheme=scheme)
                if is_only_other:
                    page.set_viewport_size({"width": WIDE, "height": 900})
                    page.evaluate(_REMEMBER)
                    page.set_viewport_size({"width": width, "height": 900})
                wait_for_diagrams(page)
                place = f"{name}, {scheme}, {width} px"
                found += [Violation(place, *each) for each in page.evaluate(_RUN, [options, is_only_other])]
    context.close()
    return found


def wait_for_diagrams(page: Page) -> None:
    """Wait until the diagrams of a page are drawn, if the site has drawn any there."""
    if page.query_selector("script[src*='diagrams.js']"):
        page.wait_for_function("!document.querySelector('pre.mermaid:not([data-processed])')")
