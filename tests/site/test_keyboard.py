"""The site by keyboard: whatever has it is in sight and looks so, and each page has a way past its sidebar."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Frame

from tests.site.windows import Frames

pytestmark = pytest.mark.once

PAGES = ("index.html", "timeline.html", "2010s/io-timeout.html", "tags/kafka.html")

#: What has the keyboard: whether it is in the window, whether a line around it says so, and what it is.
FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body) return 'left';
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


#: What a title in a timeline that has the keyboard says, and the line around it.
TITLE = """() => {
  const {activeElement: element} = document;
  return element.closest('.retro-title') && [element.innerText, getComputedStyle(element).outlineStyle];
}"""
#: Looks at what has the keyboard before each key, and where it leaves the page: what came of the key before is there.
LISTEN = """look => {
  window.stops = [];
  onkeydown = () => stops.push(look());
  onblur = () => stops.push('left');
}"""


def stops(page: Frame, most: int, look: str = FOCUSED) -> list[Any]:
    """What has the keyboard after each press of Tab, until it leaves the page, or *most* of them."""
    page.evaluate(f"({LISTEN})({look})")
    for _ in range(most):
        page.page.keyboard.press("Tab")
    found: list[Any] = page.evaluate(f"[...stops.slice(1), ({look})(), 'left']")
    return found[: found.index("left")]


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_what_has_the_keyboard_is_in_sight_and_has_a_line_around_it(frames: Frames, name: str, width: int) -> None:
    page = frames.show(name, width, reduced_motion="reduce")
    found = stops(page, 12)  # the beginning of the sidebar, which is a drawer where there is no room for it
    page.focus(".skip-to-content")
    page.page.keyboard.press("Enter")
    found += stops(page, 90)
    assert len(found) > 30
    assert [stop for stop in found if not (stop[0] and stop[1])] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_first_stop_leads_past_the_sidebar(frames: Frames, name: str) -> None:
    page = frames.show(name, 1440)
    page.page.keyboard.press("Tab")
    link = page.locator(".skip-to-content")
    assert link.evaluate("link => link === document.activeElement")
    page.wait_for_function("document.activeElement.getBoundingClientRect().top >= 0")
    page.page.keyboard.press("Enter")
    page.page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[role=main]') !== null")


def test_the_keyboard_goes_through_a_timeline_in_order_of_time(frames: Frames) -> None:
    page = frames.show("timeline.html")
    titles = page.locator(".retro-view-list .retro-title a")
    titles.first.focus()
    expected = titles.all_inner_texts()[:5]
    found = [page.evaluate(TITLE), *stops(page, 60, TITLE)]
    assert [title for title in found if title][:5] == [[each, "solid"] for each in expected]


def test_what_scrolls_has_the_keyboard_and_what_does_not_is_passed_over(frames: Frames) -> None:
    page = frames.show("guide/reference/views.html", 390)
    boxes = page.locator("div.highlight > pre:visible, div.table-wrapper:visible")
    page.wait_for_function("document.querySelector('div.highlight > pre[tabindex]') !== null")
    states = boxes.evaluate_all("all => all.map(each => [each.scrollWidth > each.clientWidth, each.tabIndex === 0])")
    assert {tuple(state) for state in states} == {(True, True), (False, False)}
