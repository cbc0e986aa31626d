"""The site where no script runs: all that views show can be read and reached."""

from __future__ import annotations

import pytest

from tests.browser import Windows
from tests.site.built import Site
from tests.site.windows import opened

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


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(("name", "links"), VIEWS)
def test_every_event_of_a_view_is_in_sight(windows: Windows, site: Site, name: str, links: str, width: int) -> None:
    window = {"width": width, "height": 800}
    page = opened(windows, site, name, viewport=window, script=False)
    there, shown = page.evaluate(SHOWN, links)
    assert len(there) > 5
    assert shown == there


def test_the_table_below_a_chart_opens_and_has_the_same_events(windows: Windows, site: Site) -> None:
    page = opened(windows, site, "index.html", script=False)
    page.focus(".retro-chart-table summary")
    page.keyboard.press("Enter")
    _, drawn = page.evaluate(SHOWN, "a.retro-chart-mark:not(.retro-chart-era)")
    _, listed = page.evaluate(SHOWN, ".retro-chart-table tbody .retro-title a")
    assert len(listed) > 60
    assert sorted(listed) == sorted(drawn)


def test_no_control_is_left_that_needs_a_script(windows: Windows, site: Site) -> None:
    for name in ("index.html", "timeline.html", "talks.html", "cv.html", "2010s/io-timeout.html", "tags/kafka.html"):
        page = opened(windows, site, name, script=False)
        controls = page.locator("[role=main] :is(button, input, select):visible")
        assert controls.count() == 0, name


def test_links_lead_to_events(windows: Windows, site: Site) -> None:
    page = opened(windows, site, "timeline.html", script=False)
    title = page.locator(".retro-view-list .retro-title a").first
    said = title.inner_text()
    title.click()
    page.wait_for_url("**#retro-event-*")
    assert page.locator(":target .retro-title").inner_text() == said
    assert page.locator(":target").is_visible()
