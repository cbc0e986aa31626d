"""Atom feeds, read by another parser and held against the schema of RFC 4287."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from lxml import etree

from sphinx_retrospective.core.plain_text import line
from sphinx_retrospective.exports.atom import as_atom
from sphinx_retrospective.exports.feeds import Feed
from sphinx_retrospective.exports.history import History
from tests.core.dates.texts import edtf_texts
from tests.exports.histories import BASE, RECORDS, history_of
from tests.hostile_text import TEXTS

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
NAMES = {"a": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/elements/1.1/"}
TALK: dict[str, str | list[str]] = {
    "title": "A talk",
    "id": "a-talk",
    "date": "2014-05-12",
    "kind": "talk",
    "tags": ["C", "C++"],
    "org": ["C"],
    "summary": "Told.",
}
KAFKA = Feed("tag", "kafka", "Kafka", "tag-kafka", "tags/kafka")
#: What RFC 3986 has for a URI, but for what is escaped.
URI = re.compile(r"[a-z]+:(?:[A-Za-z0-9:/?#@!$&'()*+,;=._~\[\]-]|%[0-9A-F]{2})+\Z")


def valid(text: str) -> etree._Element:
    """Return a feed as XML, once it is found to be what RFC 4287 asks for."""
    root = etree.fromstring(text.encode())
    assert SCHEMA.validate(root), SCHEMA.error_log
    # The rules that the schema of the appendix has in Schematron, and those of section 4 for ids and links.
    assert root.findtext("a:author/a:name", namespaces=NAMES)
    found = root.findall("a:entry", NAMES)
    for entry in found:
        assert len(entry.xpath("a:link[not(@rel) or @rel='alternate']", namespaces=NAMES)) == 1
    ids = [each.text for each in root.iter("{*}id")]
    assert len(set(ids)) == len(ids) == len(found) + 1
    for address in (*ids, *root.xpath("//@href"), *root.xpath("//@scheme")):
        assert URI.match(str(address)), address
    return root


def entries(text: str) -> list[dict[str, Any]]:
    """Return what another parser finds."""
    exported = feedparser.parse(text.encode())
    assert not exported.bozo, exported
    return list(exported.entries)


def entry_of(date: str) -> etree._Element:
    (entry,) = valid(as_atom(history_of({**TALK, "date": date}, html="<p>Told.</p>"))).findall("a:entry", NAMES)
    return entry


def test_a_feed() -> None:
    text = as_atom(history_of(TALK, html="<p>Told.</p>"))
    valid(text)
    feed = feedparser.parse(text.encode()).feed
    assert (feed.title, feed.author, feed.id, feed.language) == ("A life", "Nobody", f"{BASE}#feed", "en")
    assert feed.updated == "2014-05-12T23:59:59+00:00"
    assert {(each.rel, each.href) for each in feed.links} == {
        ("self", f"{BASE}retrospective.atom"),
        ("alternate", BASE),
    }
    assert feed.generator_detail == {"name": "sphinx-retrospective"}
    (entry,) = entries(text)
    assert (entry["title"], entry["id"]) == ("A talk", f"{BASE}#event-a-talk")
    assert entry["link"] == f"{BASE}life.html#retro-event-0"
    assert entry["summary"] == "<p>12 May 2014</p>\n<p>Told.</p>"
    assert [(each.term, each.scheme.rpartition("#")[2], each.label) for each in entry["tags"]] == [
        ("talk", "kind", "talk"),
        ("C", "tag", "C"),
        ("C++", "tag", "C++"),
        ("C", "org", "C"),
    ]


@pytest.mark.parametrize(
    ("date", "updated", "published"),
    [
        ("2014", "2014-12-31T23:59:59", ""),
        ("2014-02", "2014-02-28T23:59:59", ""),
        ("2014-05-12", "2014-05-12T23:59:59", ""),
        ("2014-05-12~", "2014-05-12T23:59:59", ""),
        ("2014-22", "2014-08-31T23:59:59", ""),
        ("201X", "2019-12-31T23:59:59", ""),
        ("2013/2014-09", "2014-09-30T23:59:59", ""),
        ("2015/..", "2015-12-31T23:59:59", ""),
        ("../2015", "2015-12-31T23:59:59", ""),
        # Midnight is a time of day; and there is none without a zone.
        ("2014-05-12T00:00:00Z", "2014-05-12T00:00:00", "2014-05-12T00:00:00"),
        ("2014-05-12T01:30:00+02:00", "2014-05-11T23:30:00", "2014-05-11T23:30:00"),
        ("2014-05-12T10:00:00", "2014-05-12T23:59:59", ""),
        ("2014-05-12T10:00:00Z/2014-05-13", "2014-05-13T23:59:59", "2014-05-12T10:00:00"),
        ("2014-05-12T22:00:00-05:00/2014-05-12", "2014-05-13T03:00:00", "2014-05-13T03:00:00"),
        # Years that it can't hold.
        ("-0044", "0001-01-01T00:00:00", ""),
        ("-0044/0800", "0800-12-31T23:59:59", ""),
        ("Y12000", "9999-12-31T23:59:59", ""),
        ("0001-01-01T00:00:00+01:00", "0001-01-01T00:00:00", ""),
        ("9999-12-31T23:59:59-01:00", "9999-12-31T23:59:59", ""),
        ("", "0001-01-01T00:00:00", ""),
    ],
)
def test_instants_are_bounds_of_what_is_said(date: str, updated: str, published: str) -> None:
    entry = entry_of(date)
    assert entry.findtext("a:updated", namespaces=NAMES) == f"{updated}+00:00"
    assert entry.findtext("a:published", "", NAMES) == (f"{published}+00:00" if published else "")


@pytest.mark.parametrize(
    ("date", "words"),
    [("2010-09~", "c. September 2010"), ("2014-21", "spring 2014"), ("2015/..", "since 2015"), ("201X", "2010s")],
)
def test_a_date_is_told_as_it_was_written(date: str, words: str) -> None:
    entry = entry_of(date)
    assert entry.findtext("a:summary", namespaces=NAMES) == f"<p>{words}</p>\n<p>Told.</p>"
    assert entry.findtext("dc:coverage", namespaces=NAMES) == date


def test_what_says_more_than_updated_does_not_stand_in_its_place() -> None:
    """feedparser, and what is made with it, takes the last of several elements for the date of an entry."""
    (entry,) = entries(as_atom(history_of({**TALK, "date": "2014"})))
    assert entry["updated"] == "2014-12-31T23:59:59+00:00"


def test_the_newest_come_first_and_the_undated_last() -> None:
    dates = ["2014", "", "2016-05", "-0044", "2015/.."]
    exported = entries(as_atom(history_of(*({"title": date or "none", "date": date} for date in dates))))
    assert [each["title"] for each in exported] == ["2016-05", "2015/..", "2014", "-0044", "none"]


def test_a_feed_of_nothing() -> None:
    root = valid(as_atom(replace(history_of(), title="", author="")))
    assert root.findtext("a:updated", namespaces=NAMES) == "0001-01-01T00:00:00+00:00"
    assert root.findtext("a:title", namespaces=NAMES) == BASE


def test_a_feed_of_a_term() -> None:
    history = history_of(TALK, {**TALK, "id": "other", "tags": ["kafka"]})
    root = valid(as_atom(history, KAFKA))
    assert [each.text for each in root.iter("{*}id")] == [f"{BASE}#feed-tag-kafka", f"{BASE}#event-other"]
    assert root.findtext("a:title", namespaces=NAMES) == "A life: Kafka"
    links = {each.get("rel"): each.get("href") for each in root.findall("a:link", NAMES)}
    assert links == {"self": f"{BASE}feeds/tag-kafka.atom", "alternate": f"{BASE}tag/kafka.html"}


def test_a_feed_of_an_era() -> None:
    history = history_of(TALK, {**TALK, "id": "other"})
    first, *others = history.events
    inside = replace(first, event=replace(first.event, eras=("inner", "early")))
    history = replace(history, events=(inside, *others))
    root = valid(as_atom(history, Feed("era", "early", "Early", "era-early", "life")))
    assert [each.text for each in root.iter("{*}id")] == [f"{BASE}#feed-era-early", f"{BASE}#event-{first.event.id}"]
    assert root.xpath("a:link[@rel='alternate']/@href", namespaces=NAMES) == [f"{BASE}life.html#retro-era-early"]


def test_an_event_on_another_page_is_the_same_event() -> None:
    history = history_of(TALK)
    (exported,) = history.events
    moved = replace(exported, event=replace(exported.event, docname="else"), url=f"{BASE}else.html#retro-event-0")
    (before,), (after,) = entries(as_atom(history)), entries(as_atom(replace(history, events=(moved,))))
    assert before["id"] == after["id"]
    assert before["link"] != after["link"]


@pytest.mark.parametrize("base", ["https://example.org/a b/é/<x>/", "https://example.org/%C3%A9/", "http://[::1]:80/"])
def test_addresses_are_uris_whatever_the_site_and_the_ids_are_called(base: str) -> None:
    history = history_of({**TALK, "id": "история"}, base=base)
    (entry,) = valid(as_atom(history)).findall("a:entry", NAMES)
    assert entry.findtext("a:id", "", NAMES).endswith("#event-%D0%B8%D1%81%D1%82%D0%BE%D1%80%D0%B8%D1%8F")
    assert "%25" not in etree.tostring(entry).decode()


def test_languages_are_tags() -> None:
    root = valid(as_atom(replace(history_of(), language="pt_BR")))
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "pt-BR"


@given(records=RECORDS, date=edtf_texts, text=TEXTS, title=TEXTS)
def test_any_history_is_a_valid_feed(
    records: list[dict[str, str | list[str]]], date: str, text: str, title: str
) -> None:
    history = history_of(*records, {**TALK, "date": date, "title": title})
    history = replace(hostile(history, text), title=title, author=text)
    exported = as_atom(history)
    root = valid(exported)
    assert len(entries(exported)) == len(history.events)
    titles = {each.event.id: line(each.event.title) or each.event.id for each in history.events}
    assert sorted(each.findtext("a:title", "", NAMES) for each in root.findall("a:entry", NAMES)) == sorted(
        titles.values()
    )
    # What is on a page as text is text here too.
    for summary in root.iter("{*}summary"):
        html = BeautifulSoup(summary.text or "", "html5lib").body
        assert html is not None
        assert {each.name for each in html.find_all(True)} <= {"p"}
        assert not [each.attrs for each in html.find_all(True) if each.attrs]
    assert as_atom(history) == exported


def hostile(history: History, text: str) -> History:
    """Return *history* with a summary that is safe, and says that text."""
    safe = "<p>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</p>"
    return replace(history, events=tuple(replace(each, html=safe) for each in history.events))


@given(date=edtf_texts)
def test_updated_is_the_greatest_and_never_before_published(date: str) -> None:
    root = valid(as_atom(history_of({**TALK, "date": date}, {**TALK, "id": "b", "date": "2000-01-01"})))
    updated = [each.findtext("a:updated", "", NAMES) for each in root.findall("a:entry", NAMES)]
    assert root.findtext("a:updated", namespaces=NAMES) == max(updated)
    for entry in root.findall("a:entry", NAMES):
        assert entry.findtext("a:published", "", NAMES) <= entry.findtext("a:updated", "", NAMES)
