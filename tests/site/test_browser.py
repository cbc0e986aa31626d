"""The shipped site in a browser: colours follow the scheme, headings stay in sight, the chart does not overlap."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Frame, Keyboard, Page

from tests.browser import Windows
from tests.served import serve
from tests.site.built import SECTIONS, Site
from tests.site.windows import Frames, opened


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize(("scheme", "colour"), [("light", "rgb(19, 125, 94)"), ("dark", "rgb(52, 214, 190)")])
def test_marks_have_the_colours_of_the_scheme(frames: Frames, scheme: str, colour: str, scripts: bool) -> None:
    page = frames.show("timeline.html", color_scheme=scheme, script=scripts)
    mark = "getComputedStyle(document.querySelector('.retro-item.retro-kind-project'), '::after').borderTopColor"
    assert page.evaluate(mark) == colour


def test_paper_is_light(frames: Frames) -> None:
    page = frames.show("timeline.html", color_scheme="dark", media="print")
    mark = "getComputedStyle(document.querySelector('.retro-item.retro-kind-project'), '::after').borderTopColor"
    assert page.evaluate(mark) == "rgb(19, 125, 94)"


@pytest.mark.parametrize("width", [390, 1440])
def test_the_heading_of_a_group_stays_in_sight(frames: Frames, width: int) -> None:
    page = frames.show("timeline.html", width)
    page.evaluate(
        """() => {
          const groups = [...document.querySelectorAll('.retro-view-list .retro-group')];
          window.longest = groups.sort((one, other) => other.offsetHeight - one.offsetHeight)[0];
          longest.scrollIntoView({behavior: 'instant'});
          window.scrollBy({top: 400, behavior: 'instant'});
        }"""
    )
    # Below the years, which stay there too.
    top, years = page.evaluate(
        """() => ['.retro-group-title', '.retro-parts-bar'].map(
          each => (longest.querySelector(each) ?? document.querySelector(each)).getBoundingClientRect().top
        )"""
    )
    assert 0 <= years < top <= 100


#: The texts of a drawing that are cut off at its edge.
CUT_OFF = """svg => [...svg.querySelectorAll('text')].filter(text => {
  const all = svg.getBoundingClientRect();
  const own = text.getBoundingClientRect();
  return own.left < all.left || own.right > all.right || own.top < all.top || own.bottom > all.bottom;
}).map(text => text.textContent)"""


@pytest.mark.parametrize(("width", "shown"), [(390, "site-narrow"), (1440, "site-wide")])
def test_drawings_are_there_without_scripts_in_type_that_can_be_read(frames: Frames, width: int, shown: str) -> None:
    page = frames.show("2010s/io-timeout.html", width, script=False)
    for drawing in page.locator("figure.site-drawing").all():
        [visible] = [each for each in drawing.locator("svg").all() if each.is_visible()]
        assert visible.get_attribute("class") == shown
        scale = visible.evaluate("svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width")
        assert scale * float(visible.get_attribute("font-size") or 0) >= 12
        assert visible.evaluate(CUT_OFF) == []
    assert page.locator("figure.site-drawing").count() == 2


@pytest.mark.parametrize(("width", "shown"), [(390, "site-narrow"), (1440, "site-wide")])
def test_the_plot_of_builds_has_a_form_for_the_window(frames: Frames, width: int, shown: str) -> None:
    page = frames.show("guide/explanation/speed.html", width, script=False)
    [visible] = [each for each in page.locator(".site-drawing svg").all() if each.is_visible()]
    assert shown in (visible.locator("..").get_attribute("class") or "").split()
    assert visible.evaluate("svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width") > 0.9
    assert visible.evaluate(CUT_OFF) == []


def test_diagrams_of_mermaid_are_drawn(frames: Frames) -> None:
    page = frames.show("guide/howto/mermaid.html")
    page.wait_for_selector("pre.mermaid svg")


# The filter


@pytest.mark.parametrize("width", [320, 1440])
def test_the_timeline_can_be_filtered(windows: Windows, site: Site, width: int) -> None:
    page = opened(windows, site, "timeline.html", viewport={"width": width, "height": 800})
    items = page.locator(".retro-view-list [data-retro-event]:visible")
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


def test_without_scripts_the_whole_timeline_is_there_and_no_controls(frames: Frames) -> None:
    page = frames.show("timeline.html?tag=kafka", script=False)
    assert not page.locator(".retro-filter").is_visible()
    assert page.locator("[data-retro-event]:visible").count() >= 70


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
def test_nothing_in_the_chart_overlaps(frames: Frames, width: int) -> None:
    page = frames.show("index.html", width)
    count, wrong = page.evaluate(MISPLACED)
    assert count > 80
    assert wrong == []


def to_the_chart(page: Page | Frame) -> None:
    """Come to the chart by the keyboard, from what is before it."""
    page.evaluate(
        """() => {
          const chart = document.querySelector('.retro-view-chart');
          const before = each => each.compareDocumentPosition(chart) & Node.DOCUMENT_POSITION_FOLLOWING;
          [...document.querySelectorAll('article a[href]')].filter(before).at(-1).focus();
        }"""
    )
    keyboard_of(page).press("Tab")


def keyboard_of(page: Page | Frame) -> Keyboard:
    return (page if isinstance(page, Page) else page.page).keyboard


#: What the line below the chart says of a mark, as the name of the mark says it.
SAID_BELOW = """() => {
  const line = document.querySelector('.retro-chart-caption p');
  const title = line.querySelector('a').textContent;
  const {textContent: said} = line;
  return [title, ...(said.startsWith(`${title} `) ? said.slice(title.length + 1) : said).split(' · ')].join(', ');
}"""


def said_below(page: Page) -> str:
    said: str = page.evaluate(SAID_BELOW)
    return said


def test_the_chart_is_one_stop_of_the_keyboard_and_arrows_go_through_it(frames: Frames) -> None:
    page = frames.show("index.html", 390)
    keyboard = page.page.keyboard
    name = "document.activeElement.getAttribute('aria-label')"
    names = page.eval_on_selector_all(".retro-chart-mark", "all => all.map(each => each.getAttribute('aria-label'))")
    assert len(names) > 60
    assert page.locator(".retro-chart [tabindex='0']").count() == 1
    to_the_chart(page)
    for number, expected in enumerate(names[:40]):
        if number:
            keyboard.press("ArrowRight")
        has_keyboard, in_sight, said = page.evaluate(f"[{name}, ({IN_SIGHT})(), ({SAID_BELOW})()]")
        assert has_keyboard == expected
        assert in_sight > 8, f"{expected} is out of sight"
        assert said == expected
    for key, expected in (("End", names[-1]), ("ArrowLeft", names[-2]), ("Home", names[0])):
        keyboard.press(key)
        assert page.evaluate(name) == expected
    keyboard.press("ArrowRight")
    keyboard.press("Tab")
    after = "document.activeElement.closest('.retro-chart-table') !== null"
    assert page.evaluate(after)
    keyboard.press("Shift+Tab")
    assert page.evaluate(name) == names[1]
    keyboard.press("Escape")
    assert page.evaluate(after)
    keyboard.press("Shift+Tab")
    keyboard.press("End")
    keyboard.press("Enter")
    page.wait_for_url("**#retro-event-*")


def test_without_scripts_a_link_that_the_keyboard_shows_leads_past_the_chart(frames: Frames) -> None:
    page = frames.show("index.html", script=False)
    assert not page.locator(".retro-chart-caption").is_visible()
    to_the_chart(page)
    assert page.evaluate("getComputedStyle(document.activeElement).clipPath") == "none"
    page.page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.retro-chart-table > summary')")


def test_a_title_comes_with_the_pointer_and_the_keyboard_above_the_other_marks(windows: Windows, site: Site) -> None:
    page = opened(windows, site, "index.html", script=False)
    assert not page.locator(".retro-chart-hint >> visible=true").count()
    to_the_chart(page)
    for number in (0, 20, -1):
        mark = page.locator(".retro-chart-bare").nth(number)
        for ask in (mark.focus, mark.locator(".retro-chart-dot, .retro-chart-bar").hover):
            ask()
            assert mark.locator(".retro-chart-hint").is_visible()
            assert page.evaluate(PAINTED_OVER) == []


#: The marks that are drawn upon the title in sight and are not faint.
PAINTED_OVER = """() => {
  const shown = [...document.querySelectorAll('.retro-chart-hint')].find(
    each => getComputedStyle(each).visibility === 'visible');
  const mark = shown.closest('.retro-chart-mark');
  const title = shown.getBoundingClientRect();
  return [...mark.parentElement.querySelectorAll('.retro-chart-mark')].filter(each => {
    const box = each.querySelector('.retro-chart-dot, .retro-chart-bar').getBoundingClientRect();
    const isLater = mark.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING;
    const isAcross = box.left < title.right && title.left < box.right;
    const isUpon = isAcross && box.top + 3 < title.bottom && title.top + 3 < box.bottom;
    return each !== mark && isLater && isUpon && getComputedStyle(each).opacity > 0.1;
  }).map(each => each.getAttribute('aria-label'));
}"""


def test_a_first_tap_shows_what_a_mark_is_and_a_second_follows_it(windows: Windows, site: Site) -> None:
    page = opened(windows, site, "index.html", viewport={"width": 390, "height": 800}, touch=True)
    caption = page.locator(".retro-chart-caption")
    page.evaluate(OBSERVE_SHIFTS)
    mark = page.locator("a.retro-chart-bare:has(circle.retro-chart-dot)").nth(2)
    mark.locator(".retro-chart-dot").scroll_into_view_if_needed()
    box = mark.locator(".retro-chart-dot").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.touchscreen.tap(x, y)
    name = mark.get_attribute("aria-label")
    assert said_below(page) == name
    assert caption.locator("a").get_attribute("href") == mark.get_attribute("href")
    steps = caption.locator("button")
    steps.nth(1).tap()
    assert said_below(page) != name
    steps.nth(0).tap()
    assert said_below(page) == name
    for control in steps.all():
        size = control.bounding_box()
        assert size
        assert min(size["width"], size["height"]) >= 24
    assert page.evaluate("shifts") == 0
    # Beside a mark is near enough for a finger: 12 pixels from the middle of one that stands alone.
    alone = page.locator("a.retro-chart-mark:not(.retro-chart-bare) circle.retro-chart-dot").first
    alone.scroll_into_view_if_needed()
    box = alone.bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] - 7)
    link = alone.locator("..")
    address = link.get_attribute("href")
    assert said_below(page) == link.get_attribute("aria-label")
    assert "index.html" in page.url
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] - 7)
    page.wait_for_url(f"**/{address}")


#: Counts what moves on the page, whether the reader did something or not.
OBSERVE_SHIFTS = """() => {
  window.shifts = 0;
  new PerformanceObserver(list => { for (const each of list.getEntries()) shifts += each.value; })
    .observe({type: 'layout-shift'});
}"""


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_chart_on_a_phone_opens_at_its_content(frames: Frames, scripts: bool) -> None:
    for name in SECTIONS:
        page = frames.show(f"2010s/{name}.html", 390, script=scripts)
        shown, total = page.evaluate(MARKS_IN_SIGHT)
        assert shown >= (total / 4 if scripts else 2), f"{shown} of {total} on {name}"


#: How many of the events of a chart are in sight beside the names of its lanes, and how many there are.
MARKS_IN_SIGHT = """() => {
  const names = document.querySelector('.retro-chart-names').getBoundingClientRect();
  const marks = [...document.querySelectorAll('.retro-chart-mark:not(.retro-chart-era)')];
  return [marks.filter(each => {
    const box = each.querySelector('.retro-chart-dot, .retro-chart-bar').getBoundingClientRect();
    return box.right > names.right + 4 && box.left < innerWidth - 30;
  }).length, marks.length];
}"""


def test_the_names_of_lanes_stay_in_sight_while_the_chart_scrolls(frames: Frames) -> None:
    page = frames.show("index.html", 390)
    before = page.evaluate("document.querySelector('.retro-chart-names').getBoundingClientRect().left")
    assert page.evaluate(SCROLLED) == [200, 0]
    assert page.evaluate("document.querySelector('.retro-chart-names').getBoundingClientRect().left") == before


# The search


def test_the_search_has_the_term_first_then_events_with_what_is_told_of_them(windows: Windows, site: Site) -> None:
    with serve(site.folder) as served:
        page = windows.show(f"{served.url}search.html?q=kafka")
        page.wait_for_function("document.querySelector('.search-summary')?.innerText.includes('found')")
        # The excerpts come one after the other.
        page.wait_for_function(
            "[...document.querySelectorAll('ul.search > li.kind-text')].every((each) => each.querySelector('.context'))"
        )
        results = [" ".join(text.split()) for text in page.locator("ul.search > li").all_inner_texts()]
        pages = page.locator("ul.search > li > a").evaluate_all("all => all.map((each) => each.getAttribute('href'))")
    assert results[0].startswith("Kafka")
    assert pages[0] == "tags/kafka.html"
    assert len(results) <= 40
    assert any(
        re.match(r"Kafka-on-Pulsar announced \(Release · 24 Mar 2020 · .+, in IO timeout\)", each) for each in results
    )
    # Other terms only where their own text names it.
    assert len([each for each in pages if each.startswith(("tags/", "orgs/"))]) <= 4
    assert not any("Eras Project Talk" in each for each in results)


def test_a_zoomed_chart_cuts_off_no_title(frames: Frames) -> None:
    page = frames.show("timeline.html?since=2018&until=2019", 1440)
    titles = page.evaluate(
        """() => {
          const plot = document.querySelector('.retro-chart-plot').getBoundingClientRect();
          const labels = [...document.querySelectorAll('.retro-chart-mark:not(.retro-filtered) .retro-chart-label')];
          const shown = labels.map(each => each.getBoundingClientRect()).filter(each => each.width);
          const cut = shown.filter(({left, right}) => left < plot.left || right > plot.right);
          return [labels.length, shown.length, cut.length];
        }"""
    )
    all_labels, shown, cut = titles
    assert all_labels > shown > 5
    assert cut == 0


def test_a_talk_is_a_line_on_a_phone(frames: Frames) -> None:
    page = frames.show("talks.html", 390)
    heights = page.eval_on_selector_all(
        ".retro-table-links tbody tr", "rows => rows.map(each => each.getBoundingClientRect().height)"
    )
    assert len(heights) == 17
    assert max(heights) < 40
