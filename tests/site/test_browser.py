"""The shipped site in a browser: colours follow the scheme, headings stay in sight, the chart does not overlap."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.served import serve
from tests.site.built import Site
from tests.site.windows import opened


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize(("scheme", "colour"), [("light", "rgb(19, 125, 94)"), ("dark", "rgb(52, 214, 190)")])
def test_marks_have_the_colours_of_the_scheme(
    browser: Browser, site: Site, scheme: str, colour: str, scripts: bool
) -> None:
    page = opened(browser, site, "timeline.html", color_scheme=scheme, java_script_enabled=scripts)
    mark = "getComputedStyle(document.querySelector('.retro-kind-project'), '::after').borderTopColor"
    assert page.evaluate(mark) == colour
    page.context.close()


def test_paper_is_light(browser: Browser, site: Site) -> None:
    page = opened(browser, site, "timeline.html", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    mark = "getComputedStyle(document.querySelector('.retro-kind-project'), '::after').borderTopColor"
    assert page.evaluate(mark) == "rgb(19, 125, 94)"
    page.context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_the_heading_of_a_group_stays_in_sight(browser: Browser, site: Site, width: int) -> None:
    page = opened(browser, site, "timeline.html", viewport={"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('.retro-group')[7].scrollIntoView({behavior: 'instant'})")
    page.evaluate("window.scrollBy({top: 200, behavior: 'instant'})")
    # What comes into sight is laid out only then, which moves what is below it.
    top = "document.querySelectorAll('.retro-group-title')[7].getBoundingClientRect().top"
    page.wait_for_function(f"0 <= {top} && {top} <= 60", timeout=5000)
    page.context.close()


def test_diagrams_are_drawn_and_their_words_are_there_without_scripts(browser: Browser, site: Site) -> None:
    page = opened(browser, site, "2010s/io-timeout.html")
    page.wait_for_selector("pre.mermaid svg")
    page.wait_for_function("!document.querySelector('details.sd-dropdown').open")
    assert page.locator("pre.mermaid svg").count() == 2
    page.context.close()
    page = opened(browser, site, "2010s/io-timeout.html", java_script_enabled=False)
    assert page.locator("details.sd-dropdown li").first.is_visible()
    assert not page.locator("pre.mermaid").first.is_visible()
    page.context.close()


# The filter


@pytest.mark.parametrize("width", [320, 1440])
def test_the_timeline_can_be_filtered(browser: Browser, site: Site, width: int) -> None:
    page = opened(browser, site, "timeline.html", viewport={"width": width, "height": 800})
    items = page.locator("[data-retro-event]:visible")
    total = items.count()
    assert total >= 70
    page.locator(".retro-filter summary", has_text="Tag").click()
    page.get_by_role("checkbox", name=re.compile(r"^Kafka")).check()
    shown = items.count()
    assert 1 < shown < total
    assert page.locator(".retro-filter-count").inner_text() == f"{shown} of {total} events"
    assert "tag=kafka" in page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert all("#Kafka" in text for text in items.all_text_contents())
    page.context.close()


def test_without_scripts_the_whole_timeline_is_there_and_no_controls(browser: Browser, site: Site) -> None:
    page = opened(browser, site, "timeline.html?tag=kafka", java_script_enabled=False)
    assert not page.locator(".retro-filter").is_visible()
    assert page.locator("[data-retro-event]:visible").count() >= 70
    page.context.close()


# The chart

#: Whatever overlaps in the picture, or is not in it: bars, dots, labels, years on the axis.
MISPLACED = """() => {
  const plot = document.querySelector('.retro-chart-plot');
  const whole = plot.getBoundingClientRect();
  const all = [];
  const wrong = [];
  const drawn = '.retro-chart-bar, .retro-chart-dot, .retro-chart-label, .retro-chart-tick';
  for (const each of plot.querySelectorAll(drawn)) {
    const box = each.getBoundingClientRect();
    const mark = each.closest('.retro-chart-mark');
    const name = each.textContent || mark.getAttribute('aria-label');
    if (box.left < whole.left - 1 || box.right > whole.right + 1) wrong.push(['outside', name]);
    if (each.matches('.retro-chart-inside')) {
      const bar = mark.querySelector('.retro-chart-bar').getBoundingClientRect();
      if (box.left < bar.left || box.right > bar.right) wrong.push(['wider than its bar', name]);
    } else {
      const line = each.tagName === 'text' ? 3 : 0;
      all.push([box.left, box.top + line, box.right, box.bottom - line, name]);
    }
  }
  for (const one of all) for (const two of all) {
    if (one === two || one[2] <= two[0] + 1 || two[2] <= one[0] + 1) continue;
    if (one[1] < two[3] - 1 && two[1] < one[3] - 1) wrong.push([one[4], two[4]]);
  }
  return [all.length, wrong];
}"""


#: How much of what has the keyboard is in the window, and not below the names of the lanes.
IN_SIGHT = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const names = document.querySelector('.retro-chart-names').getBoundingClientRect();
  return Math.min(box.right, innerWidth) - Math.max(box.left, names.right);
}"""
SCROLLED = """() => {
  const region = document.querySelector('.retro-chart-scroll');
  region.scrollLeft = 200;
  return [region.scrollLeft, scrollX];
}"""


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_in_the_chart_overlaps(browser: Browser, site: Site, width: int) -> None:
    page = opened(browser, site, "index.html", viewport={"width": width, "height": 800})
    count, wrong = page.evaluate(MISPLACED)
    assert count > 80
    assert wrong == []
    page.context.close()


def test_the_keyboard_goes_through_the_chart_in_order_of_time(browser: Browser, site: Site) -> None:
    page = opened(browser, site, "index.html", viewport={"width": 390, "height": 800})
    names = page.eval_on_selector_all(".retro-chart-mark", "all => all.map(each => each.getAttribute('aria-label'))")
    assert len(names) > 60
    page.focus(".retro-chart-scroll")
    for name in names[:40]:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == name
        assert page.evaluate(IN_SIGHT) > 8, f"{name} is out of sight"
    page.keyboard.press("Enter")
    page.wait_for_url("**#retro-event-*")
    page.context.close()


def test_a_title_comes_with_the_keyboard_where_there_is_no_room_for_all(browser: Browser, site: Site) -> None:
    page = opened(browser, site, "index.html")
    mark = page.locator(".retro-chart-bare").first
    assert not mark.locator(".retro-chart-hint").is_visible()
    page.focus(".retro-chart-scroll")
    page.keyboard.press("Tab")
    mark.focus()
    assert mark.locator(".retro-chart-hint").is_visible()
    page.context.close()


def test_the_names_of_lanes_stay_in_sight_while_the_chart_scrolls(browser: Browser, site: Site) -> None:
    page = opened(browser, site, "index.html", viewport={"width": 390, "height": 800})
    before = page.evaluate("document.querySelector('.retro-chart-names').getBoundingClientRect().left")
    assert page.evaluate(SCROLLED) == [200, 0]
    assert page.evaluate("document.querySelector('.retro-chart-names').getBoundingClientRect().left") == before
    page.context.close()


# The search


def test_the_search_has_the_term_first_then_events_with_what_is_told_of_them(browser: Browser, site: Site) -> None:
    with serve(site.folder) as served:
        page = browser.new_page()
        page.goto(f"{served.url}search.html?q=kafka")
        page.wait_for_function("document.querySelector('.search-summary')?.innerText.includes('found')")
        # The excerpts come one after the other.
        page.wait_for_function(
            "[...document.querySelectorAll('ul.search > li.kind-text')].every((each) => each.querySelector('.context'))"
        )
        results = [" ".join(text.split()) for text in page.locator("ul.search > li").all_inner_texts()]
        pages = page.locator("ul.search > li > a").evaluate_all("all => all.map((each) => each.getAttribute('href'))")
        page.close()
    assert results[0].startswith("Kafka")
    assert pages[0] == "tags/kafka.html"
    assert len(results) <= 40
    assert any(
        re.match(r"Kafka-on-Pulsar announced \(Release · 24 Mar 2020 · .+, in IO timeout\)", each) for each in results
    )
    # Other terms only where their own text names it.
    assert len([each for each in pages if each.startswith(("tags/", "orgs/"))]) <= 4
    assert not any("Eras Project Talk" in each for each in results)
