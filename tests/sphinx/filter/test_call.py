"""The controls come to the years that stay in sight, and go back to their place."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.sphinx.filter.reader import Reader

WINDOWS = [{"width": 390, "height": 800}, {"width": 1440, "height": 400}]

every_window = pytest.mark.parametrize("window", WINDOWS, ids=["phone", "laptop"])


#: Scrolls, and waits until the page has heard of it: of what comes into sight a frame later.
SCROLL = """async top => {
  scrollTo({top, behavior: 'instant'});
  for (const _ of '123') await new Promise(done => requestAnimationFrame(done));
}"""


#: Where the heading is that the address leads to, and the lower edge of the years that stay in sight.
PLACES = """() => [document.querySelector(decodeURIComponent(location.hash)).getBoundingClientRect().top,
  document.querySelector('.retro-parts-bar').getBoundingClientRect().bottom]"""
#: How many groups are laid out only when they come into sight.
LAZY = """() => [...document.querySelectorAll('.retro-group:not(.retro-filtered)')].filter(
  each => getComputedStyle(each).contentVisibility === 'auto').length"""


def uncalled(visit: Any, window: dict[str, int], name: str = "index") -> tuple[Reader, Locator]:
    """A reader in the midst of a list, and the button that calls for the controls."""
    reader: Reader = visit(name, viewport=window, reduced_motion="reduce")
    reader.page.evaluate(
        """() => {
          // Where a theme scrolls gently, it takes half a second.
          document.documentElement.style.scrollBehavior = 'auto';
          document.querySelectorAll('.retro-group')[3].scrollIntoView({block: 'center'});
        }"""
    )
    button = reader.page.get_by_role("navigation", name="Years").get_by_role("button", name="Filter")
    expect(button).to_be_in_viewport()
    expect(button).to_have_attribute("aria-expanded", "false")
    return reader, button


def called(visit: Any, window: dict[str, int], name: str = "index") -> tuple[Reader, Locator]:
    """The same, once the button was pressed."""
    reader, button = uncalled(visit, window, name)
    button.click()
    return reader, button


def place(reader: Reader) -> list[str]:
    """What is before and after the controls."""
    found: list[str] = reader.form.evaluate(
        "form => [form.previousElementSibling, form.nextElementSibling].map(each => each?.outerHTML.slice(0, 80))"
    )
    return found


@every_window
@pytest.mark.parametrize("name", ["index", "shared"])
def test_they_are_there_in_the_midst_of_a_list(visit: Any, window: dict[str, int], name: str) -> None:
    reader, button = uncalled(visit, window, name)
    before = place(reader)
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(reader.form).to_be_in_viewport(ratio=1)
    reader.choose("Kind", "talk")
    assert reader.page.locator(".retro-list [data-retro-event]:visible").count() == 2
    assert ("kind", "talk") in reader.query
    expect(reader.form).to_be_in_viewport(ratio=1)
    button.click()
    expect(button).to_have_attribute("aria-expanded", "false")
    assert place(reader) == before


@every_window
def test_headings_stop_below_them(visit: Any, window: dict[str, int]) -> None:
    reader, _ = called(visit, window)
    # Here gently, as the theme does.
    reader.page.evaluate(
        """() => {
          document.documentElement.style.scrollBehavior = '';
          // To be called to the place was a way too, whose end may come only now.
          window.arrived = new Promise(done => addEventListener('scrollend', () => { if (location.hash) done(); }));
        }"""
    )
    reader.page.locator(".retro-parts-bar a").nth(1).click()
    reader.page.evaluate("arrived")
    heading, bar = reader.page.evaluate(PLACES)
    assert bar - 1 <= heading <= bar + 60


@pytest.mark.parametrize(("window", "query", "skipped"), [(WINDOWS[0], "", 0), (WINDOWS[1], "?tag=tag-1", 10)])
def test_years_lead_to_where_they_are_in_a_long_list(
    visit: Any, window: dict[str, int], query: str, skipped: int
) -> None:
    """Though browsers lay out only what is in sight of one that is narrowed."""
    page = visit("long", query, viewport=window).page
    assert page.evaluate(LAZY) == skipped
    page.evaluate("() => { window.arrived = new Promise(done => addEventListener('scrollend', done)); }")
    page.locator(".retro-parts-bar a[href$='2007']").click()
    page.evaluate("arrived.then(() => true)")
    heading, bar = page.evaluate(PLACES)
    assert bar - 1 <= heading <= bar + 60


@every_window
def test_escape_sends_them_back(visit: Any, window: dict[str, int]) -> None:
    reader, button = called(visit, window)
    reader.open("Kind")
    reader.page.keyboard.press("Escape")
    assert reader.form.locator("details[open]").count() == 0
    expect(button).to_have_attribute("aria-expanded", "true")
    reader.page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


@every_window
def test_they_go_back_when_their_place_is_seen(visit: Any, window: dict[str, int]) -> None:
    reader, button = called(visit, window, "shared")
    # Not while something of them has the keyboard.
    reader.form.locator("[name=since]").focus()
    reader.page.evaluate(SCROLL, 0)
    expect(button).to_have_attribute("aria-expanded", "true")
    reader.form.locator("[name=since]").blur()
    reader.page.evaluate(SCROLL, 100_000)
    reader.page.evaluate(SCROLL, 0)
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(reader.form).to_be_in_viewport(ratio=1)


def test_they_come_next_to_the_keyboard(visit: Any) -> None:
    reader, _ = called(visit, WINDOWS[1])
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("document.activeElement.matches('form.retro-filter summary')")


def test_they_are_no_wider_than_the_window(visit: Any) -> None:
    reader, _ = called(visit, WINDOWS[0])
    for facet in ("Kind", "Tag", "Era", "Organisation"):
        reader.open(facet)
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= WINDOWS[0]["width"]
        expect(reader.form.locator("details[open] fieldset")).to_be_in_viewport(ratio=0.5)
