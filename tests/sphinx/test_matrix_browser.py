"""A matrix in a browser: what moves and what stays, what the keyboard reaches, and what a number brings up."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import Windows
from tests.colours import contrast, linear
from tests.conftest import MakeProject
from tests.sphinx.test_themes import COLOURS

pytestmark = pytest.mark.once

NARROW = {"width": 320, "height": 700}
#: Fourteen years, and in one of them as many events of a term as there are shades.
EVENTS = "\n\n".join(
    f".. event:: Event {number} of {year}\n   :date: {year}\n   :tags: {tags}"
    for year, count, tags in (
        (2008, 1, "Kafka"),
        (2012, 2, "Kafka, A term that is rather long for a column"),
        (2014, 3, "Kafka"),
        (2016, 4, "Kafka"),
        (2019, 5, "Kafka"),
        (2021, 1, "Pulsar"),
    )
    for number in range(1, count + 1)
)
FILES = {
    "index.rst": "Index\n=====\n\n.. toctree::\n\n   told\n   page\n",
    "told.rst": f"Told\n====\n\n{EVENTS}\n",
    "page.rst": "Page\n====\n\nText.\n\n.. tag-matrix::\n\nMore text.\n",
}


@pytest.fixture(scope="module")
def site(make_shared_project: MakeProject) -> Path:
    build = make_shared_project(FILES).build(html_theme="furo")
    assert build.warnings == []
    return build.outdir / "page.html"


def opened(windows: Windows, site: Path, **settings: Any) -> Page:
    return windows.show(site, **settings)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_region_scrolls_the_page_does_not_and_terms_stay(windows: Windows, site: Path, direction: str) -> None:
    page = opened(windows, site, viewport=NARROW)
    page.evaluate("direction => { document.documentElement.dir = direction }", direction)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    found = page.evaluate(
        """() => {
          const region = document.querySelector('.retro-matrix-scroll');
          const head = region.querySelector('tbody th');
          const cell = region.querySelector('tbody td');
          const left = (each) => each.getBoundingClientRect().left;
          const before = [left(head), left(cell)];
          const sign = getComputedStyle(region).direction === 'rtl' ? -1 : 1;
          region.scrollLeft = 150 * sign;
          const box = head.getBoundingClientRect();
          const above = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
          return [region.scrollLeft * sign, left(head) - before[0], (before[1] - left(cell)) * sign,
            head.contains(above), box.width / region.clientWidth];
        }"""
    )
    assert found[:3] == pytest.approx([150, 0, 150], abs=1)
    assert found[3]
    # The terms leave room for what they are about.
    assert found[4] < 0.65


def test_names_of_terms_cover_what_passes_below_them(windows: Windows, site: Path) -> None:
    page = opened(windows, site, viewport=NARROW)
    grounds = page.evaluate(
        f"""() => {{{COLOURS}
          return ['.retro-matrix tbody th', '.retro-matrix thead th'].map(
            each => rgba(getComputedStyle(document.querySelector(each)).backgroundColor)
          ).concat(ground(document.querySelector('.retro-matrix')));
        }}"""
    )
    assert grounds[:2] == [grounds[2]] * 2


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_enter_on_a_number_shows_exactly_its_events_and_leads_back(
    windows: Windows, site: Path, has_script: bool
) -> None:
    page = opened(windows, site, script=has_script)
    entries = page.locator(".retro-matrix-entry")
    assert [each.is_visible() for each in entries.all()] == [False] * 5
    page.locator(".retro-matrix-scroll").focus()
    # The names of terms and the numbers before it come first.
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.locator("td a:focus")
        if focused.count() and focused.get_attribute("aria-label") == "Kafka, 2014: 3 events":
            break
    page.keyboard.press("Enter")
    shown = [each for each in entries.all() if each.is_visible()]
    assert len(shown) == 1
    assert shown[0].locator("dt").inner_text().split() == ["Kafka,", "2014", "3", "events"]
    assert shown[0].locator(".retro-carriers a").all_inner_texts() == [f"Event {each} of 2014" for each in (1, 2, 3)]
    box = shown[0].bounding_box()
    assert box
    assert 0 <= box["y"] < 700
    # The keyboard has gone there too, and comes back to the number.
    assert page.locator(".retro-matrix-entry:focus").count() == 1
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Event 1 of 2014"
    page.locator(".retro-matrix-back:visible a").press("Enter")
    assert [each.is_visible() for each in entries.all()] == [False] * 5
    assert page.locator(":focus").get_attribute("aria-label") == "Kafka, 2014: 3 events"


def test_one_event_is_led_to_at_once(windows: Windows, site: Path) -> None:
    page = opened(windows, site)
    page.get_by_role("link", name="Pulsar, 2021: 1, Event 1 of 2021").press("Enter")
    page.wait_for_url("**/told.html#*")
    assert page.locator(":target").inner_text().startswith("2021")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_numbers_can_be_told_from_their_shades_and_shades_from_each_other(
    windows: Windows, site: Path, scheme: str
) -> None:
    page = opened(windows, site, color_scheme=scheme)
    cells = page.evaluate(
        f"""() => {{{COLOURS}
          return [1, 2, 3, 4, 5].map(level => {{
            const cell = document.querySelector('.retro-matrix-' + level);
            return [rgba(getComputedStyle(cell.querySelector('a')).color), ground(cell)];
          }});
        }}"""
    )
    assert all(contrast(linear(text), linear(shade)) >= 4.5 for text, shade in cells)
    shades = [page.evaluate(f"() => {{{COLOURS} return ground(document.querySelector('.retro-matrix')); }}")]
    shades += [shade for _, shade in cells]
    ratios = [contrast(linear(shades[0]), linear(shade)) for shade in shades]
    assert ratios == sorted(ratios)
    assert all(later / sooner > 1.05 for sooner, later in pairwise(ratios))


@pytest.mark.parametrize("viewport", [NARROW, {"width": 1440, "height": 900}], ids=["phone", "screen"])
def test_every_link_can_be_hit(windows: Windows, site: Path, viewport: dict[str, int]) -> None:
    page = opened(windows, site, viewport=viewport)
    page.locator(".retro-matrix td a[id]").first.press("Enter")
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('.retro-matrix a')].filter(each => each.checkVisibility()).map(
          each => [each.textContent, each.getBoundingClientRect().height, each.getBoundingClientRect().width]
        )"""
    )
    assert len(sizes) > 8
    assert [each for each in sizes if min(each[1:]) < 24] == []


def test_it_fits_on_paper(windows: Windows, site: Path) -> None:
    page = opened(windows, site, viewport={"width": 642, "height": 900})
    page.emulate_media(media="print")
    right = page.evaluate("document.querySelector('.retro-matrix-table').getBoundingClientRect().right")
    assert right <= 642
    # What can't be followed there is told.
    assert page.locator(".retro-matrix-entry").first.is_visible()
    assert page.locator(".retro-matrix-back").first.is_hidden()


def test_colours_of_the_readers_own_keep_the_cells_apart(windows: Windows, site: Path) -> None:
    page = opened(windows, site, forced_colors="active")
    style = "each => getComputedStyle(document.querySelector(each)).borderTopWidth"
    assert page.evaluate(style, ".retro-matrix-5") == "1px"
    assert page.evaluate(style, ".retro-matrix-none") == "0px"
