"""In other themes than Furo, without a word of configuration, and from right to left: what is shown reads as well."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import Windows
from tests.colours import contrast, linear
from tests.conftest import MakeProject
from tests.served import serve
from tests.sphinx.process import sphinx_build
from tests.unpainted import Unpainted

#: Those that the documentation names; of each, the colour schemes that it has.
THEMES: dict[str, tuple[Literal["light", "dark"], ...]] = {
    "furo": ("light", "dark"),
    "alabaster": ("light",),
    "pydata_sphinx_theme": ("light", "dark"),
    "sphinx_book_theme": ("light", "dark"),
    "sphinx_rtd_theme": ("light",),
}
WIDTHS = (1440, 390)
#: Each with something of ours: views, events in place, an index, descriptions, the page of a term.
PAGES = ("pages/views.html", "pages/eras.html", "pages/terms.html", "tags/c.html")

pytestmark = pytest.mark.once

every_theme = pytest.mark.parametrize("theme", THEMES)
every_width = pytest.mark.parametrize("width", WIDTHS)

#: Texts of ours. Links in the text are the theme's, and so are those beside headings.
OURS = "[class^=retro-], [class*=' retro-']:not(.xref), [class*=retro-] p, .retro-item .headerlink"
OURS += ", :is(.retro-title, .retro-meta, .retro-tags, .retro-carriers, .retro-chart) a"
#: The colour that is behind an element, and those of text, as ``#rrggbbaa``.
COLOURS = """
const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
const known = new Map();
const rgba = (colour) => {
  if (!known.has(colour)) known.set(colour, drawn(colour));
  return known.get(colour);
};
const drawn = (colour) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return '#' + [...canvas.getImageData(0, 0, 1, 1).data].map(part => part.toString(16).padStart(2, '0')).join('');
};
const ground = (element) => {
  for (let each = element; each; each = each.parentElement) {
    const colour = rgba(getComputedStyle(each).backgroundColor);
    if (colour.endsWith('ff')) return colour;
  }
  return '#ffffffff';
};
"""


#: What is looked at on pages that are laid out, and not painted.
SCRIPTS = {
    "texts": f"""() => {{{COLOURS}
      const hasText = (each) => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
      const texts = [...document.querySelectorAll({OURS!r})].filter(each => each.checkVisibility() && hasText(each));
      return texts.map(each => {{
        const style = getComputedStyle(each);
        const colour = each.closest('svg') ? style.fill : style.color;
        return [each.textContent.trim().slice(0, 40), rgba(colour), ground(each)];
      }});
    }}""",
    "outside": """() => {
      const scrolls = (each) => each && (/auto|scroll/.test(getComputedStyle(each).overflowX)
        || each !== document.body && scrolls(each.parentElement));
      return [...document.querySelectorAll('[class*=retro-]')].filter(each => {
        const box = each.getBoundingClientRect();
        const isOutside = box.left < -1 || box.right > innerWidth + 1;
        return isOutside && box.width && each.checkVisibility() && !scrolls(each.parentElement);
      }).map(each => each.className.baseVal ?? each.className);
    }""",
    "grounds": f"""() => {{{COLOURS}
      const view = document.querySelector('.retro-view-list');
      const under = ground(view.parentElement);
      const heading = rgba(getComputedStyle(view.querySelector('.retro-group-title')).backgroundColor);
      const hollow = view.querySelector('.retro-approximate');
      const names = document.querySelector('.retro-chart-names');
      return [under, heading, rgba(getComputedStyle(hollow, '::after').backgroundColor),
        rgba(getComputedStyle(names).backgroundColor)];
    }}""",
    "list": """() => {
      const view = document.querySelector('.retro-view-list');
      const item = view.querySelector('.retro-body').closest('.retro-item');
      const left = (selector) => view.querySelector(selector).getBoundingClientRect().left;
      const box = (selector) => item.querySelector(selector).getBoundingClientRect();
      const link = getComputedStyle(item.querySelector('.retro-title a'));
      const start = parseFloat(getComputedStyle(view.querySelector('.retro-group-title')).paddingLeft);
      return {
        heading: left('.retro-group-title') + start - left('.retro-title'),
        gap: box('.retro-body').top - box('.retro-label').bottom,
        bullets: getComputedStyle(view.querySelector('ol')).listStyleType,
        underlined: [link.textDecorationLine, link.borderBottomWidth],
      };
    }""",
    "table": """() => [...document.querySelectorAll('.retro-view-table tbody td')].map(cell => {
      const style = getComputedStyle(cell);
      return [style.borderLeftWidth, style.borderRightWidth, style.borderTopWidth, style.whiteSpaceCollapse,
        style.textWrapMode, style.backgroundColor].join(' ');
    })""",
    "matrix": """() => [...document.querySelectorAll('.retro-matrix-table td')].map(cell => {
      const style = getComputedStyle(cell);
      return [style.borderTopWidth, style.borderLeftWidth, style.textAlign, style.paddingTop,
        style.paddingLeft].join(' ');
    })""",
    "scrolled": """() => {
      const region = document.querySelector('.retro-matrix-scroll');
      const table = region.querySelector('table');
      const head = region.querySelector('tbody th');
      const before = head.getBoundingClientRect().left;
      table.style.width = '2000px';
      region.scrollLeft = 200;
      const found = [region.scrollLeft, region.querySelector('td a').getBoundingClientRect().height,
        head.getBoundingClientRect().left - before];
      table.style.width = '';
      region.scrollLeft = 0;
      return found;
    }""",
}
#: What is looked at on all pages, and what there is on one alone.
ON_ALL = ("texts", "outside")
ON_ONE = {"pages/views.html": ("grounds", "list", "table"), "pages/terms.html": ("matrix", "scrolled")}


class Sites(dict[str, Path]):
    """The sample that uses everything: where it is built, by theme, each when it is first asked for.

    In a process of its own, since one theme finds what another left behind: pydata-sphinx-theme's pages fail where
    sphinx-book-theme was used before. What is read is read once, for the first of them.
    """

    def __init__(self, make_project: MakeProject) -> None:
        self._folder = make_project(root="everything").folder

    def __missing__(self, theme: str) -> Path:
        self[theme] = self._folder / theme
        arguments = ("-b", "html", "-D", f"html_theme={theme}", "-d", "doctrees", "source", theme)
        ended = sphinx_build(self._folder, "-q", *arguments)
        assert ended.returncode == 0, ended.stderr
        return self[theme]


@pytest.fixture(scope="module")
def sites(make_shared_project: MakeProject) -> Sites:
    return Sites(make_shared_project)


class Walk:
    """What the scripts found on the pages of a theme, in each scheme and in windows of each width."""

    def __init__(self, browser: Browser, site: Path, theme: str) -> None:
        self._theme = theme
        self._found: dict[tuple[str, str, int, str], Any] = {}
        context = browser.new_context(reduced_motion="reduce")
        # The pages share style sheets and scripts.
        with serve(site, cached=True) as served:
            frame = Unpainted(context.new_page(), served.url, 900)
            for name in PAGES:
                # One theme wraps tables by a script, once the page is there.
                page = frame.show(served.url + name, WIDTHS[0])
                for width, scheme in product(WIDTHS, THEMES[theme]):
                    frame.window.emulate_media(color_scheme=scheme)
                    # Some follow the scheme by a script, too.
                    frame.resize(width)
                    for what in (*ON_ALL, *ON_ONE.get(name, ())):
                        self._found[name, scheme, width, what] = page.evaluate(SCRIPTS[what])
        context.close()

    def found(self, what: str, name: str) -> dict[tuple[str, int], Any]:
        """Return what was found on a page, by scheme and width."""
        return {
            (scheme, width): self._found[name, scheme, width, what]
            for scheme in THEMES[self._theme]
            for width in WIDTHS
        }


class Walks(dict[str, Walk]):
    """One for each theme, made when it is first asked for."""

    def __init__(self, browser: Browser, sites: Sites) -> None:
        self._browser = browser
        self._sites = sites

    def __missing__(self, theme: str) -> Walk:
        self[theme] = Walk(self._browser, self._sites[theme], theme)
        return self[theme]


@pytest.fixture(scope="module")
def walks(browser: Browser, sites: Sites) -> Walks:
    return Walks(browser, sites)


@every_theme
def test_all_text_can_be_told_from_its_ground(walks: Walks, theme: str) -> None:
    for name in PAGES:
        grounds = set()
        for look, texts in walks[theme].found("texts", name).items():
            assert texts, name
            grounds.add(texts[0][2])
            assert [each for each in texts if contrast(linear(each[1]), linear(each[2])) < 4.5] == [], (name, look)
        assert len(grounds) == len(THEMES[theme])


@every_theme
def test_the_ground_of_headings_and_hollow_marks_is_that_of_the_page(walks: Walks, theme: str) -> None:
    for look, grounds in walks[theme].found("grounds", "pages/views.html").items():
        assert grounds[1:] == [grounds[0]] * 3, look


@every_theme
def test_a_list_keeps_its_form(walks: Walks, theme: str) -> None:
    for look, found in walks[theme].found("list", "pages/views.html").items():
        assert abs(found["heading"]) <= 1, look
        # Where lines break, the circumstances have one of their own between the two.
        assert 0 <= found["gap"] <= 6, look
        assert found["bullets"] == "none", look
        assert found["underlined"] == ["none", "0px"], look


@every_theme
def test_tables_have_lines_between_rows_alone(walks: Walks, theme: str) -> None:
    for look, cells in walks[theme].found("table", "pages/views.html").items():
        assert set(cells) == {"0px 0px 0px collapse wrap rgba(0, 0, 0, 0)"}, look


@every_theme
def test_a_matrix_keeps_its_form(walks: Walks, theme: str) -> None:
    for look, cells in walks[theme].found("matrix", "pages/terms.html").items():
        assert set(cells) == {"0px 0px center 0px 0px"}, look
    for look, (moved, height, left) in walks[theme].found("scrolled", "pages/terms.html").items():
        assert moved == pytest.approx(200, abs=1), look
        assert left == pytest.approx(0, abs=1), look
        assert height >= 24, look


@every_theme
def test_nothing_of_ours_is_cut_off(walks: Walks, theme: str) -> None:
    for name in PAGES:
        for look, outside in walks[theme].found("outside", name).items():
            assert outside == [], (name, look)


def opened(windows: Windows, site: Path, name: str, **settings: Any) -> Page:
    """A page in a window of its own."""
    return windows.show(site / name, **settings)


# The text of pydata-sphinx-theme is a box that scrolls, in which headings go with their events.
@pytest.mark.parametrize("theme", sorted(THEMES.keys() - {"pydata_sphinx_theme"}))
def test_headings_stop_below_the_bars_of_the_theme(windows: Windows, sites: Sites, theme: str) -> None:
    page = opened(windows, sites[theme], "tags/c.html", viewport={"width": 1440, "height": 300})
    covered = page.evaluate(
        """async () => {
          const heading = document.querySelector('.retro-group-title');
          // In the midst of its events.
          const list = heading.parentElement.getBoundingClientRect();
          window.scrollTo({top: list.top + scrollY + 10, behavior: 'instant'});
          await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
          const box = heading.getBoundingClientRect();
          const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
          return [box.top, heading === middle || heading.contains(middle)];
        }"""
    )
    assert covered[1], json.dumps(covered)


@every_width
def test_from_right_to_left_the_list_is_its_own_mirror_image(windows: Windows, sites: Sites, width: int) -> None:
    def places(direction: str) -> list[float]:
        page = opened(windows, sites["furo"], "pages/views.html", viewport={"width": width, "height": 900})
        page.evaluate("direction => { document.querySelector('article').dir = direction; }", direction)
        found: list[float] = page.evaluate(
            """direction => {
              const view = document.querySelector('.retro-view-list');
              const whole = view.getBoundingClientRect();
              const item = view.querySelector('.retro-item');
              const rail = getComputedStyle(item, '::before').insetInlineStart;
              return [parseFloat(rail)].concat(['.retro-date', '.retro-body', '.retro-group-title'].map(selector => {
                const box = view.querySelector(selector).getBoundingClientRect();
                return direction === 'ltr' ? box.left - whole.left : whole.right - box.right;
              }));
            }""",
            direction,
        )
        return found

    assert places("rtl") == pytest.approx(places("ltr"), abs=1)


def test_from_right_to_left_time_still_goes_from_left_to_right_in_a_chart(windows: Windows, sites: Sites) -> None:
    page = opened(windows, sites["furo"], "pages/views.html")
    page.evaluate("document.documentElement.dir = 'rtl'")
    ticks = page.evaluate(
        """() => [...document.querySelectorAll('.retro-chart-tick')].map(
          each => [each.getBoundingClientRect().left, each.textContent]
        )"""
    )
    names, plot = page.evaluate(
        """() => ['.retro-chart-names', '.retro-chart-plot'].map(
          each => document.querySelector(each).getBoundingClientRect().left
        )"""
    )
    assert names < plot
    # The first has its era.
    years = [int(label.removesuffix(" AD")) for _, label in sorted(ticks)]
    assert len(years) > 2
    assert years == sorted(years)


def test_colours_of_the_readers_own_leave_hollow_hollow(windows: Windows, sites: Sites) -> None:
    page = opened(windows, sites["furo"], "pages/views.html", forced_colors="active")
    marks = page.evaluate(
        """() => ['.retro-item.retro-approximate', '.retro-item:not(.retro-approximate)'].map(
          selector => getComputedStyle(document.querySelector('.retro-list ' + selector), '::after').backgroundColor
        ).concat(getComputedStyle(document.body).backgroundColor)"""
    )
    hollow, filled, ground = marks
    assert hollow == ground
    assert filled != ground


def test_more_contrast_makes_what_stands_back_as_strong_as_text(windows: Windows, sites: Sites) -> None:
    page = opened(windows, sites["furo"], "pages/views.html")
    colours = "['.retro-date', '.retro-label'].map(each => getComputedStyle(document.querySelector(each)).color)"
    quiet, text = page.evaluate(colours)
    assert quiet != text
    page.emulate_media(contrast="more")
    quiet, text = page.evaluate(colours)
    assert quiet == text


def test_nothing_moves_by_itself_for_those_who_asked_for_that(windows: Windows, sites: Sites) -> None:
    for motion, behaviour in (("no-preference", "smooth"), ("reduce", "auto")):
        page = opened(windows, sites["furo"], "pages/views.html", reduced_motion=motion)
        assert page.evaluate("getComputedStyle(document.querySelector('.retro-cards')).scrollBehavior") == behaviour


def test_arrow_keys_go_from_card_to_card(windows: Windows, sites: Sites) -> None:
    window = {"width": 390, "height": 800}
    page = opened(windows, sites["furo"], "pages/views.html", viewport=window, reduced_motion="reduce")
    strip = page.locator(".retro-cards").filter(has=page.locator(".retro-item + .retro-item")).first
    strip.focus()
    starts = strip.evaluate("strip => [...strip.children].map(card => card.offsetLeft - strip.children[0].offsetLeft)")
    page.keyboard.press("ArrowRight")
    reach = strip.evaluate("strip => strip.scrollWidth - strip.clientWidth")
    # The browser takes its time to get there, whatever was asked of motion.
    page.wait_for_function(
        "([strip, left]) => Math.abs(strip.scrollLeft - left) <= 1",
        arg=[strip.element_handle(), min(starts[1], reach)],
        timeout=5000,
    )


def test_a_chart_fits_on_paper_and_its_table_is_not_there_twice(windows: Windows, sites: Sites) -> None:
    # What margins of 2 cm leave of A4, in CSS pixels.
    page = opened(windows, sites["furo"], "pages/views.html", viewport={"width": 642, "height": 900})
    assert page.locator(".retro-chart-table td").first.is_hidden()
    page.emulate_media(media="print")
    page.evaluate("document.querySelector('.retro-view-chart').style.width = '642px'")
    picture, paper = page.evaluate(
        """() => ['.retro-chart-plot', '.retro-view-chart'].map(
          each => document.querySelector(each).getBoundingClientRect().right
        )"""
    )
    assert picture <= paper + 1
    assert page.locator(".retro-chart-table").first.is_hidden()
    page.evaluate("document.querySelector('.retro-chart-table').open = true")
    assert page.locator(".retro-chart-table td").first.is_visible()


def test_links_that_lead_out_say_on_paper_where_to(windows: Windows, sites: Sites) -> None:
    page = opened(windows, sites["furo"], "pages/early.html")
    link = "document.querySelector('.retro-item a.external')"
    says = f"getComputedStyle({link}, '::after').content"
    assert page.evaluate(says) == "none"
    page.emulate_media(media="print")
    assert page.evaluate(f"{link}.getAttribute('href')") in page.evaluate(says)


def test_lists_begin_on_paper_where_there_is_room(windows: Windows, sites: Sites) -> None:
    page = opened(windows, sites["furo"], "pages/views.html")
    page.emulate_media(media="print")
    style = "getComputedStyle(document.querySelector('.retro-view-list .retro-list'))"
    assert page.evaluate(f"[{style}.breakBefore, {style}.breakInside]") == ["auto", "auto"]
