"""What axe finds wrong in a page: WCAG 2.2 at its levels A and AA, and axe's best practices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from playwright.sync_api import Browser, Frame, Page

from tests.served import serve
from tests.unpainted import Unpainted

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
#: extension's); and the looks of texts that are new. Colours are looked at where a text has such a look, and where it
#: lies over others, whose colours are then its ground. Of text in a drawing axe never says anything; the colours
#: of ours are looked at in `tests/sphinx/test_themes.py`.
_RUN = """async ([options, isOfColours, known]) => {
  const properties = ['color', 'display', 'fontSize', 'fontStyle', 'fontWeight', 'textDecorationLine',
    'textShadow'];
  const usual = {backgroundColor: 'rgba(0, 0, 0, 0)', backgroundImage: 'none', opacity: '1', filter: 'none'};
  const hash = text => {
    let [one, other] = [1, 1];
    for (let place = 0; place < text.length; place++) {
      one = Math.imul(one ^ text.charCodeAt(place), 2654435761);
      other = Math.imul(other + text.charCodeAt(place), 1597334677) ^ (other >>> 15);
    }
    return `${one} ${other}`;
  };
  const memory = get => {
    const found = new Map([[null, '']]);
    return each => {
      if (!found.has(each)) found.set(each, get(each));
      return found.get(each);
    };
  };
  // What an element lies on and is dimmed by: all that it is in.
  const ground = memory(each => {
    const style = getComputedStyle(each);
    const parts = Object.keys(usual).filter(name => style[name] !== usual[name]).map(name => style[name]);
    return `${ground(each.parentElement)} ${parts}`.trim();
  });
  const picture = memory(each => hash(each.outerHTML));
  const look = each => {
    const style = getComputedStyle(each);
    // A link has to differ from the text that it is in.
    const around = getComputedStyle(each.parentElement);
    return hash([
      each.localName, each.matches(':disabled, [aria-disabled=true]'), ...properties.map(name => style[name]),
      ground(each), around.color, around.fontStyle, around.fontWeight,
    ].join());
  };
  const isOver = each => each && (getComputedStyle(each).position === 'absolute' || isOver(each.parentElement));
  const hasText = each => [...each.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const isThere = each => each.checkVisibility({opacityProperty: true, visibilityProperty: true});
  // What is only for those who listen is a dot.
  const isSeen = each => isThere(each) && each.getBoundingClientRect().width > 1;
  for (const each of document.querySelectorAll('[data-to-look-at]')) each.removeAttribute('data-to-look-at');
  const seen = new Set(known);
  const isNew = its => !seen.has(its) && Boolean(seen.add(its));
  const pictures = [...document.querySelectorAll('img, svg, [role=img]')]
    .filter(isThere).map(picture).filter(isNew);
  const texts = [...document.querySelectorAll('body, body *')].filter(
    each => (hasText(each) || each.matches('input, select')) && !each.closest('svg') && isSeen(each)
  );
  const toLookAt = texts.filter(each => isNew(look(each)) || isOver(each));
  const fresh = [...seen].slice(known.length);
  if (isOfColours && !toLookAt.length && !pictures.length) return [[], fresh];
  for (const each of toLookAt) each.dataset.toLookAt = '';
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


#: Ends when the diagrams are drawn. To ask the page once takes half as long as to look for them from outside.
_DRAWN: Final = """async () => {
  if (!document.querySelector("script[src*='diagrams.js']")) return;
  for (const end = Date.now() + 30_000; document.querySelector('pre.mermaid:not([data-processed])');) {
    if (Date.now() > end) throw new Error('a diagram is not drawn');
    await new Promise(done => requestAnimationFrame(done));
  }
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
    # Pages share style sheets and scripts.
    with serve(folder, cached=True) as served:
        window = context.new_page()
        frame = Unpainted(window, served.url, 900)
        for name in names:
            page = frame.show(served.url + name, WIDTHS[0])
            page.evaluate(_axe())
            for width in WIDTHS:
                frame.resize(width)
                for scheme, options in LOOKS.items():
                    window.emulate_media(color_scheme=scheme)
                    wait_for_diagrams(page)
                    wrong, fresh = page.evaluate(_RUN, [options, options is COLOURS, sorted(known)])
                    known.update(fresh)
                    found += [Violation(name, scheme, width, *each) for each in wrong]
    context.close()
    return found


def wait_for_diagrams(page: Page | Frame) -> None:
    """Wait until the diagrams of a page are drawn, if the site has drawn any there."""
    page.evaluate(_DRAWN)
