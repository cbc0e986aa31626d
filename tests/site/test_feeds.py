"""The feeds and the calendar of the shipped site, read by other parsers than the libraries that write them."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import unquote, urljoin

import feedparser
import pytest
import vobject

from tests.exports.test_atom import NAMES, valid
from tests.site.built import Site

BASE = "https://sphinx-retrospective.readthedocs.io/en/latest/"
WHOLE = "retrospective.atom"
#: The page that each feed of a part is of.
PARTS = {
    "feeds/tag-kafka.atom": "tags/kafka.html",
    "feeds/tag-exoplanets.atom": "tags/exoplanets.html",
    "feeds/org-ovh.atom": "orgs/ovh.html",
    "feeds/era-io-timeout.atom": "2010s/io-timeout.html",
}


def told_in(site: Site, name: str) -> set[str]:
    """Return the address of each event in a feed, once that is found to be valid."""
    text = (site.folder / name).read_text("utf-8")
    root = valid(text)
    told = feedparser.parse(text.encode())
    assert not told.bozo
    assert len(told.entries) == len(root.findall("a:entry", NAMES)) > 5
    assert all(each.summary.startswith("<p>") for each in told.entries)
    return {unquote(str(each.link)).removeprefix(BASE) for each in told.entries}


def test_every_event_is_in_the_feed(site: Site) -> None:
    assert told_in(site, WHOLE) == site.events.keys()


def test_there_are_no_other_feeds(site: Site) -> None:
    there = {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.atom")}
    assert there == {WHOLE, *PARTS}


@pytest.mark.parametrize("name", PARTS)
def test_a_feed_tells_what_its_page_lists(site: Site, name: str) -> None:
    page = site.pages[PARTS[name]]
    if name.startswith("feeds/era-"):
        listed = {f"{PARTS[name]}#{each['id']}" for each in page.select("article.retro-item")}
    else:
        links = page.select(".retro-view .retro-item a[href*='#retro-event-']")
        listed = {unquote(urljoin(PARTS[name], str(each["href"]))) for each in links} & site.events.keys()
    assert told_in(site, name) == listed


def test_pages_name_their_feeds(site: Site) -> None:
    feeds = "/html/head/link[@rel='alternate'][@type='application/atom+xml'] | /html/head/link[@type='text/calendar']"
    for name, page in site.trees.items():
        if name == "404.html":  # Its links are absolute, for wherever it is served.
            continue
        named = {urljoin(name, each.get("href")) for each in page.xpath(feeds)}
        own = {feed for feed, of in PARTS.items() if of == name}
        assert named == {WHOLE, "retrospective.ics"} | own, name


def test_every_event_is_in_the_calendar(site: Site) -> None:
    content = (site.folder / "retrospective.ics").read_bytes()
    events = vobject.readOne(content.decode()).contents["vevent"]
    told = {unquote(each.url.value).removeprefix(BASE): each for each in events}
    assert len(told) == len(events)
    # As none of them is without an end.
    assert told.keys() == site.events.keys()
    days = 0
    for address, event in told.items():
        is_doubtful = {"retro-approximate", "retro-uncertain"} & set(site.events[address]["class"])
        is_day = event.dtend.value - event.dtstart.value == timedelta(days=1)
        assert not (is_day and is_doubtful), address
        days += is_day
    assert 10 < days < len(told)
