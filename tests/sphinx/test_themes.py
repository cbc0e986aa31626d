"""In other themes than Furo, without a word of configuration, and from right to left: what is shown reads as well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from tests.browser import Windows
from tests.colours import contrast, linear
from tests.conftest import MakeProject
from tests.sphinx.process import sphinx_build

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
every_scheme = pytest.mark.parametrize(
    ("theme", "scheme"), [(theme, scheme) for theme, schemes in THEMES.items() for scheme in schemes]
)
every_width = pytest.mark.parametrize("width", WIDTHS)

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


class Sites(dict[str, Path]):
    """The sample that uses everything: where it is built, by theme, each when it is first asked for.

    In a process of its own, since one theme finds what another left behind: pydata-sphinx-theme's pages fail where
    sphinx-book-theme was used before.
    """

    def __init__(self, make_project: MakeProject) -> None:
        self._make_project = make_project

    def __missing__(self, theme: str) -> Path:
        project = self._make_project(root="everything")
        self[theme] = project.folder / "html"
        ended = sphinx_build(project.folder, "-q", "-b", "html", "-D", f"html_theme={theme}", "source", "html")
        assert ended.returncode == 0, ended.stderr
        return self[theme]


@pytest.fixture(scope="module")
def sites(make_shared_project: MakeProject) -> Sites:
    return Sites(make_shared_project)


def opened(windows: Windows, site: Path, name: str, **settings: Any) -> Page:
    """A page in a window of its own."""
    return windows.show((site / name).as_uri(), **settings)


@every_theme
def test_all_text_can_be_told_from_its_ground(windows: Windows, sites: Sites, theme: str) -> None:
    # Links in the text are the theme's, and so are those beside headings.
    ours = "[class^=retro-], [class*=' retro-']:not(.xref), [class*=retro-] p, .retro-item .headerlink"
    ours += ", :is(.retro-title, .retro-meta, .retro-tags, .retro-carriers, .retro-chart) a"
    for name in PAGES:
        grounds = set()
        for scheme in THEMES[theme]:
            page = opened(windows, sites[theme], name, color_scheme=scheme, reduced_motion="reduce")
            found = page.evaluate(
                f"""ours => {{{COLOURS}
                  const hasText = (each) => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
                  const texts = [...document.querySelectorAll(ours)].filter(
                    each => each.checkVisibility() && hasText(each)
                  );
                  return texts.map(each => {{
                    const style = getComputedStyle(each);
                    const colour = each.closest('svg') ? style.fill : style.color;
                    return [each.textContent.trim().slice(0, 40), rgba(colour), ground(each)];
                  }});
                }}""",
                ours,
            )
            assert found, name
            grounds.add(found[0][2])
            bad = [each for each in found if contrast(linear(each[1]), linear(each[2])) < 4.5]
            assert bad == [], f"{name}, {scheme}"
        assert len(grounds) == len(THEMES[theme])


@every_scheme
def test_the_ground_of_headings_and_hollow_marks_is_that_of_the_page(
    windows: Windows, sites: Sites, theme: str, scheme: str
) -> None:
    page = opened(windows, sites[theme], "pages/views.html", color_scheme=scheme)
    grounds = page.evaluate(
        f"""() => {{{COLOURS}
          const view = document.querySelector('.retro-view-list');
          const under = ground(view.parentElement);
          const heading = rgba(getComputedStyle(view.querySelector('.retro-group-title')).backgroundColor);
          const hollow = view.querySelector('.retro-approximate');
          const names = document.querySelector('.retro-chart-names');
          return [under, heading, rgba(getComputedStyle(hollow, '::after').backgroundColor),
            rgba(getComputedStyle(names).backgroundColor)];
        }}"""
    )
    assert grounds[1:] == [grounds[0]] * 3


@every_width
@every_theme
def test_a_list_keeps_its_form(windows: Windows, sites: Sites, theme: str, width: int) -> None:
    page = opened(windows, sites[theme], "pages/views.html", viewport={"width": width, "height": 900})
    found = page.evaluate(
        """() => {
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
        }"""
    )
    assert abs(found["heading"]) <= 1
    # Where lines break, the circumstances have one of their own between the two.
    assert 0 <= found["gap"] <= 6
    assert found["bullets"] == "none"
    assert found["underlined"] == ["none", "0px"]


@every_theme
def test_tables_have_lines_between_rows_alone(windows: Windows, sites: Sites, theme: str) -> None:
    page = opened(windows, sites[theme], "pages/views.html")
    cells = page.evaluate(
        """() => [...document.querySelectorAll('.retro-view-table tbody td')].map(cell => {
          const style = getComputedStyle(cell);
          return [style.borderLeftWidth, style.borderRightWidth, style.borderTopWidth, style.whiteSpaceCollapse,
            style.textWrapMode, style.backgroundColor].join(' ');
        })"""
    )
    assert set(cells) == {"0px 0px 0px collapse wrap rgba(0, 0, 0, 0)"}


@every_width
@every_theme
def test_a_matrix_keeps_its_form(windows: Windows, sites: Sites, theme: str, width: int) -> None:
    page = opened(windows, sites[theme], "pages/terms.html", viewport={"width": width, "height": 900})
    # One theme wraps tables by a script.
    page.wait_for_load_state("load")
    cells = page.evaluate(
        """() => [...document.querySelectorAll('.retro-matrix-table td')].map(cell => {
          const style = getComputedStyle(cell);
          return [style.borderTopWidth, style.borderLeftWidth, style.textAlign, style.paddingTop,
            style.paddingLeft].join(' ');
        })"""
    )
    assert set(cells) == {"0px 0px center 0px 0px"}
    moved, height, left = page.evaluate(
        """() => {
          const region = document.querySelector('.retro-matrix-scroll');
          const head = region.querySelector('tbody th');
          const before = head.getBoundingClientRect().left;
          region.querySelector('table').style.width = '2000px';
          region.scrollLeft = 200;
          return [region.scrollLeft, region.querySelector('td a').getBoundingClientRect().height,
            head.getBoundingClientRect().left - before];
        }"""
    )
    assert moved == pytest.approx(200, abs=1)
    assert left == pytest.approx(0, abs=1)
    assert height >= 24


@every_theme
def test_nothing_of_ours_is_cut_off(windows: Windows, sites: Sites, theme: str) -> None:
    for name in PAGES:
        page = opened(windows, sites[theme], name)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            outside = page.evaluate(
                """() => {
                  const scrolls = (each) => each && (/auto|scroll/.test(getComputedStyle(each).overflowX)
                    || each !== document.body && scrolls(each.parentElement));
                  return [...document.querySelectorAll('[class*=retro-]')].filter(each => {
                    const box = each.getBoundingClientRect();
                    const isOutside = box.left < -1 || box.right > innerWidth + 1;
                    return isOutside && box.width && each.checkVisibility() && !scrolls(each.parentElement);
                  }).map(each => each.className.baseVal ?? each.className);
                }"""
            )
            assert outside == [], f"{name}, {width} px"


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
