"""The site where no script runs: all that views show can be read and reached."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

import pytest

from tests.browser import Windows
from tests.site.built import Site
from tests.site.windows import Frames, opened

pytestmark = pytest.mark.once

#: Titles of events that a view links to, and those of them that are in sight.
SHOWN = """selector => {
  const links = [...document.querySelectorAll(selector)];
  const shown = links.filter(each => each.checkVisibility({visibilityProperty: true, opacityProperty: true}));
  return [links.map(each => each.getAttribute('href')), shown.map(each => each.getAttribute('href'))];
}"""

VIEWS = (
    ("timeline.html", ".retro-view-list .retro-title a"),
    ("index.html", ".retro-view-chart a.retro-chart-mark"),
    ("index.html", ".retro-cards .retro-title a"),
    ("talks.html", ".retro-view-table .retro-table tbody a"),
    ("cv.html", ".retro-view-cv .retro-title a"),
    ("tags.html", ".retro-index a"),
    ("tags/kafka.html", ".retro-title a"),
)


WIDTHS = (390, 1440)


@dataclass
class Seen:
    """What was seen of a page in a window of some width.

    Attributes:
        links: by the selector of links, which are there, and which are in sight.
        controls: how many controls are in sight.
    """

    links: dict[str, tuple[list[str], list[str]]]
    controls: int


#: By the page and the width.
AllSeen: TypeAlias = dict[tuple[str, int], Seen]


@pytest.fixture(scope="module")
def seen(frames: Frames) -> AllSeen:
    """What was seen of each page: where no script runs, a page in another width is as if it was shown in it."""
    found = {}
    for name in (*dict(VIEWS), "2010s/io-timeout.html"):
        page = frames.show(name, WIDTHS[0], script=False)
        controls = page.locator("[role=main] :is(button, input, select):visible")
        for width in WIDTHS:
            frames.resize(width, script=False)
            links = {links: page.evaluate(SHOWN, links) for of, links in VIEWS if of == name}
            found[name, width] = Seen(links, controls.count())
    return found


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("name", "links"), VIEWS)
def test_every_event_of_a_view_is_in_sight(seen: AllSeen, name: str, links: str, width: int) -> None:
    there, shown = seen[name, width].links[links]
    assert len(there) > 5
    assert shown == there


def test_a_mark_has_the_name_that_a_script_would_give_it(frames: Frames) -> None:
    """That of its tooltip, which a script takes away."""
    names = []
    for script in (False, True):
        marks = frames.show("index.html", script=script).locator("a.retro-chart-mark")
        lines = [marks.nth(number).aria_snapshot().splitlines()[0] for number in (0, 5, 20)]
        names.append([re.findall(r"\w+", line) for line in lines])
    assert all(len(name) > 3 for name in names[0])
    assert names[0] == names[1]


def test_the_table_below_a_chart_opens_and_has_the_same_events(frames: Frames) -> None:
    page = frames.show("index.html", script=False)
    page.focus(".retro-chart-table summary")
    page.page.keyboard.press("Enter")
    _, drawn = page.evaluate(SHOWN, "a.retro-chart-mark:not(.retro-chart-era)")
    _, listed = page.evaluate(SHOWN, ".retro-chart-table tbody .retro-title a")
    assert len(listed) > 60
    assert sorted(listed) == sorted(drawn)


def test_no_control_is_left_that_needs_a_script(seen: AllSeen) -> None:
    assert {key: each.controls for key, each in seen.items() if each.controls} == {}


def test_links_lead_to_events(windows: Windows, site: Site) -> None:
    page = opened(windows, site, "timeline.html", script=False)
    title = page.locator(".retro-view-list .retro-title a").first
    said = title.inner_text()
    title.click()
    page.wait_for_url("**#retro-event-*")
    assert page.locator(":target .retro-title").inner_text() == said
    assert page.locator(":target").is_visible()
