"""What holds for every page of the site in a browser: one walk through all of them, and what was seen on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from tests.accessibility import wait_for_diagrams
from tests.served import CACHED, PREFIX, serve
from tests.site.built import Site
from tests.unpainted import Unpainted

pytestmark = pytest.mark.once

WIDTHS = (320, 390, 1440)


@dataclass
class Seen:
    """What was seen of a page.

    Attributes:
        widths: how wide it is in windows of each width.
        errors: what the browser says went wrong.
        asked: the addresses that it asked for.
        missing: those of them that are not there.
    """

    widths: dict[int, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def walk(browser: Browser, site: Site) -> dict[str, Seen]:
    """What was seen of each page."""
    walked = {name: Seen() for name in site.pages}
    seen = Seen()
    with serve(site.folder, CACHED) as served:
        context = browser.new_context()
        page = context.new_page()
        frame = Unpainted(page, served.url, 800)
        page.on("console", lambda said: seen.errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("request", lambda request: seen.asked.append(unquote(request.url.removeprefix(served.url))))
        for name, seen in walked.items():
            wait_for_diagrams(frame.show(served.url + name, max(WIDTHS)))
            seen.widths = frame.measure(WIDTHS)
            seen.missing += served.missing
            served.missing.clear()
        context.close()
    return walked


def test_every_page_is_seen(walk: dict[str, Seen]) -> None:
    assert len(walk) > 150
    assert {"index.html", "404.html", "search.html", "genindex.html", "timeline.html", "tags/kafka.html"} <= set(walk)
    assert [name for name, seen in walk.items() if name not in seen.asked] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_its_window(walk: dict[str, Seen], width: int) -> None:
    assert [name for name, seen in walk.items() if seen.widths[width] > width] == []


def test_nothing_fails(walk: dict[str, Seen]) -> None:
    assert {name: seen.errors for name, seen in walk.items() if seen.errors} == {}


def test_nothing_is_asked_for_that_is_not_there(walk: dict[str, Seen]) -> None:
    assert {name: seen.missing for name, seen in walk.items() if seen.missing} == {}


def test_no_request_leaves_the_site(walk: dict[str, Seen]) -> None:
    for name, seen in walk.items():
        assert [url for url in seen.asked if "://" in url] == [], name


def test_the_icon_is_the_one_of_the_site(site: Site) -> None:
    """Without one, browsers ask for ``favicon.ico`` at the top of the server, which is not ours to fill."""
    for name, page in site.pages.items():
        icons = [str(link["href"]) for link in page.select("link[rel~=icon]")]
        assert len(icons) == 1, name
        path = icons[0].removeprefix(PREFIX) if name == "404.html" else icons[0]
        assert (site.folder / name).parent.joinpath(path).is_file(), name
