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
#: What a colour scheme can change: colours, and pictures of which each scheme has its own.
OF_COLOURS: Final = ("color-contrast", "link-in-text-block", "image-alt", "svg-img-alt", "role-img-alt")
#: What is loaded beforehand, all style sheets, is for rules about media that play by themselves. No page has any.
ALL: Final = {"runOnly": {"type": "tag", "values": RULES}, "preload": False}
COLOURS: Final = {"runOnly": {"type": "rule", "values": OF_COLOURS}, "preload": False}
#: The structure of a page is the same in either scheme.
LOOKS: Final[dict[Scheme, dict[str, Any]]] = {"light": ALL, "dark": COLOURS}
#: The windows of a laptop and of a phone.
WIDTHS: Final = (1440, 390)
#: Runs axe. Returns the violations: rule, element, what is wrong, and whether we draw it (diagrams are another
#: extension's); and the looks of texts that are new. Colours are looked at where an element has such a look, where it
#: lies over others, whose colours are then its ground, and in drawings.
_RUN = """async ([options, known]) => {
  const properties = ['color', 'fill', 'backgroundColor', 'backgroundImage', 'opacity', 'fontSize', 'fontWeight',
    'textShadow', 'filter', 'display'];
  // What an element looks like, with all that it is in, as a short text.
  const looks = new Map([[null, '']]);
  const look = each => {
    if (!looks.has(each)) {
      const style = getComputedStyle(each);
      const parts = [look(each.parentElement), each.localName, each.getAttribute('class'), each.getAttribute('role')];
      let [one, other] = [1, 1];
      for (const character of parts.concat(properties.map(name => style[name])).join()) {
        one = Math.imul(one ^ character.codePointAt(0), 2654435761);
        other = Math.imul(other + character.codePointAt(0), 1597334677) ^ (other >>> 15);
      }
      looks.set(each, `${one} ${other}`);
    }
    return looks.get(each);
  };
  const isOver = each => each && (getComputedStyle(each).position === 'absolute' || isOver(each.parentElement));
  const hasText = each => [...each.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const seen = new Set(known);
  const fresh = [];
  for (const each of document.querySelectorAll('body, body *')) {
    const isText = (hasText(each) || each.matches('input, select')) && each.checkVisibility();
    const isNew = isText && !seen.has(look(each));
    if (isNew) {
      seen.add(look(each));
      fresh.push(look(each));
    }
    each.toggleAttribute('data-to-look-at', isNew || (isText && (each.closest('svg') || isOver(each))));
  }
  axe.configure({rules: [
    {id: 'color-contrast', selector: '[data-to-look-at]'},
    {id: 'link-in-text-block', selector: 'a[href][data-to-look-at]'},
  ]});
  const found = await axe.run({...options, resultTypes: ['violations'], elementRef: true});
  const violations = found.violations.flatMap(({id, nodes}) => nodes.map(node => [
    id, node.target.join(' '), node.failureSummary,
    Boolean(node.element.closest('[class*=retro-]')) && !node.element.matches('.mermaid'),
  ]));
  return [violations, fresh];
}"""


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that axe finds wrong.

    Attributes:
        page: the name of the page.
        scheme: the colour scheme.
        width: that of the window.
        rule: axe's name of it.
        element: where it is, as a selector.
        summary: what is wrong there, in axe's words.
        is_ours: whether it is in something that the extension draws.
    """

    page: str
    scheme: Scheme
    width: int
    rule: str
    element: str
    summary: str
    is_ours: bool

    def __str__(self) -> str:
        return f"{self.page}, {self.scheme}, {self.width} px: {self.rule}: {self.element}: {self.summary}"


@cache
def _axe() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def violations(browser: Browser, folder: Path, names: Iterable[str]) -> list[Violation]:
    """Return what is wrong in pages of a site, in either window and in either colour scheme.

    Args:
        browser: shows them.
        folder: where the site is; it is served, since pages for what is not found only work so.
        names: the pages.
    """
    found: list[Violation] = []
    # What is on its way from one colour to another has neither.
    context = browser.new_context(reduced_motion="reduce")
    # Colours are looked at once: on one page, in one window, in each scheme where they differ.
    known: set[str] = set()
    with serve(folder) as served:
        # What an extension fetches from elsewhere is there on some machines and not on others.
        context.route(lambda url: not url.startswith(served.url), lambda route: route.abort())
        page = context.new_page()
        for name in names:
            page.goto(served.url + name)
            page.evaluate(_axe())
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                for scheme, options in LOOKS.items():
                    page.emulate_media(color_scheme=scheme)
                    wait_for_diagrams(page)
                    wrong, fresh = page.evaluate(_RUN, [options, sorted(known)])
                    known.update(fresh)
                    found += [Violation(name, scheme, width, *each) for each in wrong]
    context.close()
    return found


def wait_for_diagrams(page: Page) -> None:
    """Wait until the diagrams of a page are drawn, if the site has drawn any there."""
    if page.query_selector("script[src*='diagrams.js']"):
        page.wait_for_function("!document.querySelector('pre.mermaid:not([data-processed])')")
