"""What holds for every page of the site in a browser: one walk through all of them, and what was seen on it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, ConsoleMessage

from tests.accessibility import wait_for_diagrams
from tests.served import PREFIX, serve
from tests.site.built import Site, of_class
from tests.unpainted import Unpainted

pytestmark = pytest.mark.once

#: The widest first: a page is laid out for it when it is shown.
WIDTHS = (1440, 390, 320)
#: What the browser is to say of requests that leave the site. To be told of every request takes more time. What a
#: worker asks for it does not say of the page, so there may be no worker.
POLICY: Final = {
    "Content-Security-Policy-Report-Only": (
        "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; worker-src 'none'; form-action 'self'"
    )
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


def walk_through(browser: Browser, folder: Path, names: Iterable[str], diagrams: Container[str]) -> dict[str, Seen]:
    """Return what is seen of each page of a folder, and wait for the diagrams of those that have any."""
    walked = {name: Seen() for name in names}
    seen = Seen()

    def hear(said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text:
            seen.left.append(said.text)
        elif said.type == "error":
            seen.errors.append(said.text)

    with serve(folder, POLICY, cached=True) as served:
        context = browser.new_context()
        page = context.new_page()
        frame = Unpainted(page, served.url, 800)
        page.on("console", hear)
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        for name, seen in walked.items():
            shown = frame.show(served.url + quote(name), max(WIDTHS))
            if name in diagrams:
                wait_for_diagrams(shown)
            seen.address = unquote(shown.url.removeprefix(served.url))
            seen.widths = frame.measure(WIDTHS)
            seen.missing += served.missing
            served.missing.clear()
        context.close()
    return walked


@pytest.fixture(scope="module")
def walk(browser: Browser, site: Site) -> dict[str, Seen]:
    """What was seen of each page of the site."""
    script = "//script[contains(@src, 'diagrams.js')]"
    diagrams = {name for name, page in site.trees.items() if page.xpath(script)}
    return walk_through(browser, site.folder, site.pages, diagrams)


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


#: What asks for something from elsewhere, each in its own way; there is nothing at that address.
LEAVING: Final = {
    "image": "<img src=http://127.0.0.2:9/a>",
    "font": "<style>@font-face{font-family:a;src:url(http://127.0.0.2:9/a)} p{font-family:a}</style>",
    "import": "<style>@import 'http://127.0.0.2:9/a';</style>",
    "fetch": "<script>fetch('http://127.0.0.2:9/a').catch(() => 0)</script>",
    "socket": "<script>new WebSocket('ws://127.0.0.2:9/a')</script>",
    "worker": "<script>new Worker(URL.createObjectURL(new Blob([''])))</script>",
    "frame": "<iframe src=http://127.0.0.2:9/a></iframe>",
    "form": "<iframe name=a></iframe><form action=http://127.0.0.2:9/a target=a></form>"
    "<script>document.forms[0].submit()</script>",
}


def test_a_request_that_leaves_would_be_noticed(browser: Browser, tmp_path: Path) -> None:
    page = "<!doctype html><title>Page</title><link rel=icon href='data:,'><p>Text</p>"
    texts = {f"{name}.html": page + more for name, more in {"none": "", **LEAVING}.items()}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    walked = walk_through(browser, tmp_path, texts, ())
    assert {name for name, seen in walked.items() if not seen.left} == {"none.html"}


def test_the_icon_is_the_one_of_the_site(site: Site) -> None:
    """Without one, browsers ask for ``favicon.ico`` at the top of the server, which is not ours to fill."""
    for name, page in site.trees.items():
        icons = page.xpath(f"//link[{of_class('icon', 'rel')}]/@href")
        assert len(icons) == 1, name
        path = icons[0].removeprefix(PREFIX) if name == "404.html" else icons[0]
        assert (site.folder / name).parent.joinpath(path).is_file(), name
