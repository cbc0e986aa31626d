"""The site by keyboard: whatever has it is in sight and looks so, and each page has a way past its sidebar."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser import Windows
from tests.site.built import Site
from tests.site.windows import opened

pytestmark = pytest.mark.once

PAGES = ("index.html", "timeline.html", "2010s/io-timeout.html", "tags/kafka.html")

#: What has the keyboard: whether it is in the window, whether a line around it says so, and what it is.
FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const box = element.getBoundingClientRect();
  const inSight = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const lines = [];
  // A line is drawn around a field, or around what is drawn for it: the mark in a chart, the icon in place of a box.
  for (let each = element; each && lines.length < 4; each = each.parentElement) lines.push(each);
  const drawn = [...lines, ...element.querySelectorAll('*')].map(each => getComputedStyle(each));
  const hasRing = drawn.some((style, number) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
    || element.matches('.retro-chart-mark') && drawn.some(style => style.strokeWidth !== '0px');
  const name = element.getAttribute('aria-label') || element.textContent.trim() || element.id || element.tagName;
  return [inSight, hasRing, name.slice(0, 40)];
}"""


def stops(page: Page, most: int) -> list[tuple[bool, bool, str]]:
    """What has the keyboard after each press of Tab, until it leaves the page, or *most* of them."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        found.append(tuple(stop))
    return found


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_what_has_the_keyboard_is_in_sight_and_has_a_line_around_it(
    windows: Windows, site: Site, name: str, width: int
) -> None:
    page = opened(windows, site, name, viewport={"width": width, "height": 800}, reduced_motion="reduce")
    found = stops(page, 12)  # the beginning of the sidebar, which is a drawer where there is no room for it
    page.focus(".skip-to-content")
    page.keyboard.press("Enter")
    found += stops(page, 90)
    assert len(found) > 30
    assert [stop for stop in found if not (stop[0] and stop[1])] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_first_stop_leads_past_the_sidebar(windows: Windows, site: Site, name: str) -> None:
    page = opened(windows, site, name, viewport={"width": 1440, "height": 800})
    page.keyboard.press("Tab")
    link = page.locator(".skip-to-content")
    assert link.evaluate("link => link === document.activeElement")
    page.wait_for_function("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[role=main]') !== null")


def test_the_keyboard_goes_through_a_timeline_in_order_of_time(windows: Windows, site: Site) -> None:
    page = opened(windows, site, "timeline.html")
    titles = page.locator(".retro-view-list .retro-title a")
    expected = [titles.nth(number).inner_text() for number in range(5)]
    titles.first.focus()
    seen = [expected[0]]
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.retro-title') !== null"):
            seen.append(page.evaluate("document.activeElement.innerText"))
        if len(seen) == 5:
            break
    assert seen == expected
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_what_scrolls_has_the_keyboard_and_what_does_not_is_passed_over(windows: Windows, site: Site) -> None:
    page = opened(windows, site, "guide/reference/views.html", viewport={"width": 390, "height": 800})
    boxes = page.locator("div.highlight > pre:visible, div.table-wrapper:visible")
    page.wait_for_function("document.querySelector('div.highlight > pre[tabindex]') !== null")
    states = boxes.evaluate_all("all => all.map(each => [each.scrollWidth > each.clientWidth, each.tabIndex === 0])")
    assert {tuple(state) for state in states} == {(True, True), (False, False)}
