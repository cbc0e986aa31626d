"""Nothing moves by itself while a page is loaded."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Browser, Route

from tests.accessibility import wait_for_diagrams
from tests.served import serve
from tests.site.built import Site

pytestmark = pytest.mark.once

PAGES = (
    "index.html",
    "timeline.html",
    "talks.html",
    "cv.html",
    "2010s/io-timeout.html",
    "tags/kafka.html",
    "guide/index.html",
)

#: What moved since the page began to load, and how far that counts.
SHIFTS = """() => new Promise(done => {
  const shifts = [];
  new PerformanceObserver(list => shifts.push(...list.getEntries())).observe({type: 'layout-shift', buffered: true});
  // What was seen before comes in a task of its own.
  setTimeout(() => done(shifts.map(({value, sources}) =>
    [value, sources.map(({node}) => `${node?.nodeName}.${node?.className}`)])), 100);
})"""


def late(route: Route) -> None:
    """Have a picture or a script come when the page is there already, as from a far server."""
    time.sleep(0.1)
    route.continue_()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves(browser: Browser, site: Site, name: str, width: int) -> None:
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    page.route(re.compile(r"\.(png|svg|js)(\?|$)"), late)
    with serve(site.folder) as served:
        page.goto(served.url + name, wait_until="networkidle")
        wait_for_diagrams(page)
        assert page.evaluate(SHIFTS) == []
    page.context.close()


def test_what_moves_is_seen(browser: Browser) -> None:
    page = browser.new_context().new_page()
    page.set_content("<p style='height: 100px'>above</p><p style='height: 100px'>below</p>")
    page.wait_for_timeout(100)
    page.evaluate("document.body.prepend(Object.assign(document.createElement('p'), {textContent: 'late'}))")
    page.wait_for_timeout(100)
    assert page.evaluate(SHIFTS)
    page.context.close()
