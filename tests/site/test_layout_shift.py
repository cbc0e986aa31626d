"""Nothing moves by itself while a page is loaded."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

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

WIDTHS = (390, 1440)

#: What moved since the page was parsed, and how far that counts. Half of a page may be painted on a busy machine, and
#: what is beside its content has another place then (Furo's sidebar, in a flex container).
SHIFTS = """() => new Promise(done => {
  const shifts = [];
  const [{domInteractive}] = performance.getEntriesByType('navigation');
  new PerformanceObserver(list => shifts.push(...list.getEntries())).observe({type: 'layout-shift', buffered: true});
  // What was seen before comes in a task of its own.
  setTimeout(() => done(shifts.filter(({startTime}) => startTime > domInteractive).map(({value, sources}) =>
    [value, sources.map(({node}) => `${node?.nodeName}.${node?.className}`)])), 100);
})"""


@pytest.fixture(scope="module")
def shifts(browser: Browser, site: Site) -> dict[tuple[str, int], object]:
    """What moved on each page, by its name and the width of the window; looked at once all are there."""
    # A picture or a script comes when the page is there already.
    with serve(site.folder, late=(".png", ".svg", ".js")) as served:
        pages = {}
        for width in WIDTHS:
            context = browser.new_context(viewport={"width": width, "height": 900})
            for name in PAGES:
                pages[name, width] = context.new_page()
                pages[name, width].goto(served.url + name)
        for page in pages.values():
            page.wait_for_load_state("networkidle")
            wait_for_diagrams(page)
        found = {key: page.evaluate(SHIFTS) for key, page in pages.items()}
        for page in pages.values():
            page.close()
    return found


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves(shifts: dict[tuple[str, int], object], name: str, width: int) -> None:
    assert shifts[name, width] == []


def test_what_moves_is_seen(browser: Browser) -> None:
    page = browser.new_context().new_page()
    page.set_content("<p style='height: 100px'>above</p><p style='height: 100px'>below</p>")
    page.wait_for_timeout(100)
    page.evaluate("document.body.prepend(Object.assign(document.createElement('p'), {textContent: 'late'}))")
    page.wait_for_timeout(100)
    assert page.evaluate(SHIFTS)
    page.context.close()
