"""In other themes than Furo, without a word of configuration, and from right to left: what is shown reads as well."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import MakeProject
from tests.sphinx.project import Build, Builds

#: Those that the documentation names; of each, the colour schemes that it has.
THEMES = {
    "furo": ("light", "dark"),
    "alabaster": ("light",),
    "pydata_sphinx_theme": ("light", "dark"),
    "sphinx_book_theme": ("light", "dark"),
    "sphinx_rtd_theme": ("light",),
}
WIDTHS = (1440, 390)
#: Each with something of ours: views, events in place, an index, descriptions, the page of a term.
PAGES = ("pages/views.html", "pages/eras.html", "pages/terms.html", "tags/c.html")

pytestmark = [
    pytest.mark.once,
    # Its own, which Sphinx tells whoever builds with it.
    pytest.mark.filterwarnings("ignore:'sphinx_book_theme:sphinx.deprecation.RemovedInSphinx11Warning"),
]

every_theme = pytest.mark.parametrize("theme", THEMES)
every_scheme = pytest.mark.parametrize(
    ("theme", "scheme"), [(theme, scheme) for theme, schemes in THEMES.items() for scheme in schemes]
)
every_width = pytest.mark.parametrize("width", WIDTHS)

#: The colour that is behind an element, and those of text, as arrays of red, green, blue and opacity.
COLOURS = """
const rgba = (colour) => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const ground = (element) => {
  for (let each = element; each; each = each.parentElement) {
    const colour = rgba(getComputedStyle(each).backgroundColor);
    if (colour[3] === 255) return colour;
  }
  return [255, 255, 255, 255];
};
"""


@pytest.fixture(scope="module")
def builds(make_shared_project: MakeProject) -> Builds:
    """The sample that uses everything, in each theme."""

    def build(theme: str) -> Build:
        project = make_shared_project(root="everything")
        return project.build(html_theme=theme)

    return Builds(build)


def opened(browser: Browser, build: Build, name: str, **settings: Any) -> Page:
    """A page in a window of its own."""
    page = browser.new_context(**settings).new_page()
    page.goto((build.outdir / name).as_uri())
    return page


def luminance(colour: list[int]) -> float:
    """Relative luminance (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in colour[:3])]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: list[int], other: list[int]) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@every_scheme
def test_all_text_can_be_told_from_its_ground(browser: Browser, builds: Builds, theme: str, scheme: str) -> None:
    # Links in the text are the theme's, and so are those beside headings.
    ours = "[class^=retro-], [class*=' retro-']:not(.xref), [class*=retro-] p, .retro-item .headerlink"
    ours += ", :is(.retro-title, .retro-meta, .retro-tags, .retro-carriers, .retro-chart) a"
    for name in PAGES:
        page = opened(browser, builds[theme], name, color_scheme=scheme)
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
        bad = [(name, text, colour, under) for text, colour, under in found if contrast(colour, under) < 4.5]
        assert bad == []
        page.context.close()


@every_scheme
def test_the_ground_of_headings_and_hollow_marks_is_that_of_the_page(
    browser: Browser, builds: Builds, theme: str, scheme: str
) -> None:
    page = opened(browser, builds[theme], "pages/views.html", color_scheme=scheme)
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
    page.context.close()


@every_width
@every_theme
def test_a_list_keeps_its_form(browser: Browser, builds: Builds, theme: str, width: int) -> None:
    page = opened(browser, builds[theme], "pages/views.html", viewport={"width": width, "height": 900})
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
    page.context.close()


@every_theme
def test_tables_have_lines_between_rows_alone(browser: Browser, builds: Builds, theme: str) -> None:
    page = opened(browser, builds[theme], "pages/views.html")
    cells = page.evaluate(
        """() => [...document.querySelectorAll('.retro-view-table tbody td')].map(cell => {
          const style = getComputedStyle(cell);
          return [style.borderLeftWidth, style.borderRightWidth, style.borderTopWidth, style.whiteSpaceCollapse,
            style.textWrapMode, style.backgroundColor].join(' ');
        })"""
    )
    assert set(cells) == {"0px 0px 0px collapse wrap rgba(0, 0, 0, 0)"}
    page.context.close()


@every_width
@every_theme
def test_nothing_of_ours_is_cut_off(browser: Browser, builds: Builds, theme: str, width: int) -> None:
    for name in PAGES:
        page = opened(browser, builds[theme], name, viewport={"width": width, "height": 900})
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
        assert outside == [], name
        page.context.close()


# The text of pydata-sphinx-theme is a box that scrolls, in which headings go with their events.
@pytest.mark.parametrize("theme", sorted(THEMES.keys() - {"pydata_sphinx_theme"}))
def test_headings_stop_below_the_bars_of_the_theme(browser: Browser, builds: Builds, theme: str) -> None:
    page = opened(browser, builds[theme], "tags/c.html", viewport={"width": 1440, "height": 300})
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
    page.context.close()


@every_width
def test_from_right_to_left_the_list_is_its_own_mirror_image(browser: Browser, builds: Builds, width: int) -> None:
    def places(direction: str) -> list[float]:
        page = opened(browser, builds["furo"], "pages/views.html", viewport={"width": width, "height": 900})
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
        page.context.close()
        return found

    assert places("rtl") == pytest.approx(places("ltr"), abs=1)


def test_from_right_to_left_time_still_goes_from_left_to_right_in_a_chart(browser: Browser, builds: Builds) -> None:
    page = opened(browser, builds["furo"], "pages/views.html")
    page.evaluate("document.documentElement.dir = 'rtl'")
    ticks = page.evaluate(
        """() => [...document.querySelectorAll('.retro-chart-tick')].map(
          each => [each.getBoundingClientRect().left, each.textContent]
        )"""
    )
    years = [int(label) for _, label in sorted(ticks)]
    assert len(years) > 2
    assert years == sorted(years)
    page.context.close()


def test_colours_of_the_readers_own_leave_hollow_hollow(browser: Browser, builds: Builds) -> None:
    page = opened(browser, builds["furo"], "pages/views.html", forced_colors="active")
    marks = page.evaluate(
        """() => ['.retro-item.retro-approximate', '.retro-item:not(.retro-approximate)'].map(
          selector => getComputedStyle(document.querySelector('.retro-list ' + selector), '::after').backgroundColor
        ).concat(getComputedStyle(document.body).backgroundColor)"""
    )
    hollow, filled, ground = marks
    assert hollow == ground
    assert filled != ground
    page.context.close()


def test_more_contrast_makes_what_stands_back_as_strong_as_text(browser: Browser, builds: Builds) -> None:
    page = opened(browser, builds["furo"], "pages/views.html")
    colours = "['.retro-date', '.retro-label'].map(each => getComputedStyle(document.querySelector(each)).color)"
    quiet, text = page.evaluate(colours)
    assert quiet != text
    page.emulate_media(contrast="more")
    quiet, text = page.evaluate(colours)
    assert quiet == text
    page.context.close()


def test_nothing_moves_by_itself_for_those_who_asked_for_that(browser: Browser, builds: Builds) -> None:
    for motion, behaviour in (("no-preference", "smooth"), ("reduce", "auto")):
        page = opened(browser, builds["furo"], "pages/views.html", reduced_motion=motion)
        assert page.evaluate("getComputedStyle(document.querySelector('.retro-cards')).scrollBehavior") == behaviour
        page.context.close()


def test_arrow_keys_go_from_card_to_card(browser: Browser, builds: Builds) -> None:
    window = {"width": 390, "height": 800}
    page = opened(browser, builds["furo"], "pages/views.html", viewport=window, reduced_motion="reduce")
    strip = page.locator(".retro-cards").filter(has=page.locator(".retro-item + .retro-item")).first
    strip.focus()
    starts = strip.evaluate("strip => [...strip.children].map(card => card.offsetLeft - strip.children[0].offsetLeft)")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("strip => strip.scrollLeft > 0", arg=strip.element_handle())
    page.wait_for_timeout(200)
    reach = strip.evaluate("strip => strip.scrollWidth - strip.clientWidth")
    assert strip.evaluate("strip => strip.scrollLeft") == pytest.approx(min(starts[1], reach), abs=1)
    page.context.close()
