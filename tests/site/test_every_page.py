"""What holds for every page of the site in a browser: one walk through all of them, and what was seen on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, ConsoleMessage

from tests.accessibility import wait_for_diagrams
from tests.served import CACHED, PREFIX, serve
from tests.site.built import Site, of_class
from tests.unpainted import Unpainted

pytestmark = pytest.mark.once

#: The widest first: a page is laid out for it when it is shown.
WIDTHS = (1440, 390, 320)
#: What the browser is to say of requests that leave the site. To be told of every request takes more time.
POLICY: Final = {
    "Content-Security-Policy-Report-Only": "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'",
    **CACHED,
}


@dataclass
class Seen:
    """What was seen of a page.

    Attributes:
        address: what is shown in the end.
        widths: how wide it is in windows of each width.
        errors: what the browser says went wrong.
        left: what it says of requests that leave the site.
        missing: the addresses that it asked for and that are not there.
    """

    address: str = ""
    widths: dict[int, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def walk(browser: Browser, site: Site) -> dict[str, Seen]:
    """What was seen of each page."""
    walked = {name: Seen() for name in site.pages}
    seen = Seen()

    def hear(said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text:
            seen.left.append(said.text)
        elif said.type == "error":
            seen.errors.append(said.text)

    with serve(site.folder, POLICY) as served:
        context = browser.new_context()
        page = context.new_page()
        frame = Unpainted(page, served.url, 800)
        page.on("console", hear)
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        for name, seen in walked.items():
            shown = frame.show(served.url + quote(name), max(WIDTHS))
            if site.trees[name].xpath("//script[contains(@src, 'diagrams.js')]"):
                wait_for_diagrams(shown)
            seen.address = unquote(shown.url.removeprefix(served.url))
            seen.widths = frame.measure(WIDTHS)
            seen.missing += served.missing
            served.missing.clear()
        context.close()
    return walked


def test_every_page_is_seen(walk: dict[str, Seen]) -> None:
    assert len(walk) > 150
    assert {"index.html", "404.html", "search.html", "genindex.html", "timeline.html", "tags/kafka.html"} <= set(walk)
    assert {name: seen.address for name, seen in walk.items() if seen.address != name} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_its_window(walk: dict[str, Seen], width: int) -> None:
    assert [name for name, seen in walk.items() if seen.widths[width] > width] == []


def test_nothing_fails(walk: dict[str, Seen]) -> None:
    assert {name: seen.errors for name, seen in walk.items() if seen.errors} == {}


def test_nothing_is_asked_for_that_is_not_there(walk: dict[str, Seen]) -> None:
    assert {name: seen.missing for name, seen in walk.items() if seen.missing} == {}


def test_no_request_leaves_the_site(walk: dict[str, Seen]) -> None:
    assert {name: seen.left for name, seen in walk.items() if seen.left} == {}


def test_the_icon_is_the_one_of_the_site(site: Site) -> None:
    """Without one, browsers ask for ``favicon.ico`` at the top of the server, which is not ours to fill."""
    for name, page in site.trees.items():
        icons = page.xpath(f"//link[{of_class('icon', 'rel')}]/@href")
        assert len(icons) == 1, name
        path = icons[0].removeprefix(PREFIX) if name == "404.html" else icons[0]
        assert (site.folder / name).parent.joinpath(path).is_file(), name
