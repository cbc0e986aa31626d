"""Events in the vocabulary of schema.org: what may be said of each type, and nothing that leaves the script element."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given

from sphinx_retrospective.core.dates import parse
from sphinx_retrospective.core.display import display_text
from sphinx_retrospective.exports.json_ld import as_json_ld
from tests.exports.histories import BASE, RECORDS, SCHEMA, history_of

#: The types and properties that are used, as schema.org defines them (release 30).
VOCABULARY = json.loads(Path(__file__).with_name("schema_org.json").read_text("utf-8"))
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?\Z")


@cache
def supertypes(name: str) -> frozenset[str]:
    return frozenset({name}.union(*map(supertypes, VOCABULARY["types"][name])))


def faults(node: dict[str, Any]) -> Iterator[str]:
    """Yield what schema.org does not have."""
    if set(node) == {"@id"}:
        return
    types = supertypes(node["@type"])
    for name, value in node.items():
        if name.startswith("@"):
            continue
        known = VOCABULARY["properties"].get(name)
        if not known or not types & set(known["of"]):
            yield f"{node['@type']} has no {name}"
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                # A role may stand wherever what plays it may.
                is_role = "@type" in each and "Role" in supertypes(each["@type"])
                if "@type" in each and not is_role and not supertypes(each["@type"]) & set(known["is"]):
                    yield f"{name} is no {each['@type']}"
                yield from faults(each)
            elif not is_text_of(each, known["is"]):
                yield f"{name} is not {each!r}"


def is_text_of(value: str, ranges: Sequence[str]) -> bool:
    if not value:
        return False
    if {"Date", "DateTime"} & set(ranges):
        return bool(DATE.match(value) or ("DateTime" in ranges and DATE_TIME.match(value)))
    return bool({"Text", "URL"} & set(ranges))


def graph_of(*records: dict[str, str | list[str]], base: str = BASE) -> list[dict[str, Any]]:
    history = history_of(*records, base=base)
    exported = json.loads(as_json_ld(history, history.events))
    assert exported["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = exported["@graph"]
    assert [fault for node in graph for fault in faults(node)] == []
    return graph


URL = f"{BASE}life.html#retro-event-0"


def test_a_talk() -> None:
    assert graph_of(
        {
            "title": "A talk",
            "date": "2014-05-12",
            "kind": "talk",
            "tags": ["C", "C++"],
            "org": ["JUG"],
            "people": ["A. N. Other"],
            "place": ["Brest, France"],
            "link": ["Slides <https://example.org/slides>"],
            "summary": "Told.",
        }
    ) == [
        {
            "@type": "Event",
            "@id": URL,
            "url": URL,
            "name": "A talk",
            "startDate": "2014-05-12",
            "description": "Told.",
            "subjectOf": [{"@type": "CreativeWork", "name": "Slides", "url": "https://example.org/slides"}],
            "organizer": [{"@type": "Organization", "name": "JUG"}],
            "performer": [{"@type": "Person", "name": "A. N. Other"}],
            "location": [{"@type": "Place", "name": "Brest, France"}],
            "keywords": "C, C++",
            "inLanguage": "en",
        }
    ]


def test_a_job_is_a_role_in_its_organisations() -> None:
    role = {
        "@type": "OrganizationRole",
        "@id": URL,
        "url": URL,
        "name": "Work",
        "roleName": "Engineer",
        "startDate": "2014-05",
        "endDate": "2016",
    }
    work: dict[str, str | list[str]] = {"title": "Work", "date": "2014-05/2016", "kind": "job", "role": "Engineer"}
    assert graph_of(work) == [role]
    assert graph_of({**work, "org": ["Bank", "Lab"]}) == [
        {"@type": "Organization", "name": "Bank", "member": role},
        {"@type": "Organization", "name": "Lab", "member": {"@id": URL}},
    ]


@pytest.mark.parametrize(
    ("date", "given", "is_said"),
    [
        ("2014", {"startDate": "2014"}, False),
        ("2014-05/..", {"startDate": "2014-05"}, False),
        ("2014-05-12T10:00:00Z", {"startDate": "2014-05-12T10:00:00Z"}, False),
        ("2014~", {}, True),
        ("2014-21", {}, True),
        ("201X", {}, True),
        ("2014~/2016-03", {"endDate": "2016-03"}, True),
        ("2014/", {"startDate": "2014"}, True),
        ("-0044", {}, True),
    ],
)
def test_what_is_not_exact_is_said_in_words(date: str, given: dict[str, str], is_said: bool) -> None:
    (node,) = graph_of({"title": "X", "date": date, "summary": "Told."})
    assert {name: value for name, value in node.items() if name.endswith("Date")} == given
    assert node["description"] == (f"{display_text(parse(date), 'en')}. Told." if is_said else "Told.")


@pytest.mark.parametrize("kind", ["post", "release"])
@pytest.mark.parametrize("date", ["../2015", "/2015", "2014/2016", "2014/.."])
def test_what_was_published_over_a_time_has_no_date_of_publication(kind: str, date: str) -> None:
    (node,) = graph_of({"title": "X", "date": date, "kind": kind, "summary": "Told."})
    assert "datePublished" not in node
    assert node["description"] == f"{display_text(parse(date), 'en')}. Told."


@pytest.mark.parametrize("kind", SCHEMA.kinds)
@pytest.mark.parametrize("date", ["2014-05-12T10:00:00Z", "2014/2016", "2014~", ""])
def test_every_kind_is_known_to_schema_org(kind: str, date: str) -> None:
    graph = graph_of(
        {
            "title": "X",
            "date": date,
            "kind": kind,
            "role": "R",
            "tags": ["C"],
            "org": ["O"],
            "people": ["P"],
            "place": ["L"],
            "link": ["https://example.org"],
            "summary": "S.",
        }
    )
    assert len(graph) == 1


def test_where_the_address_of_the_site_is_not_known() -> None:
    (node,) = graph_of({"title": "X", "date": "2014"}, base="")
    assert node["url"] == node["@id"] == "#retro-event-0"


def test_a_page_without_events_says_nothing() -> None:
    assert as_json_ld(history_of({"title": "X", "date": "2014"}), []) == ""


@given(records=RECORDS)
def test_no_text_leaves_the_element(records: list[dict[str, str | list[str]]]) -> None:
    history = history_of(*records)
    text = as_json_ld(history, history.events)
    if records:
        assert [fault for node in json.loads(text)["@graph"] for fault in faults(node)] == []
    assert not set(text) & set("<>&\u2028\u2029")
    page = BeautifulSoup(f'<script type="application/ld+json">{text}</script><p>after</p>', "html.parser")
    assert [each.name for each in page.find_all(True)] == ["script", "p"]


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        ({"@type": "Event", "roleName": "x"}, "Event has no roleName"),
        ({"@type": "Event", "startDate": "2014~"}, "startDate is not '2014~'"),
        ({"@type": "Project", "foundingDate": "2014-05-12T10:00:00Z"}, "foundingDate is not"),
        ({"@type": "Event", "organizer": [{"@type": "Place", "name": "x"}]}, "organizer is no Place"),
        ({"@type": "Event", "name": ""}, "name is not ''"),
    ],
    ids=str,
)
def test_the_check_finds(node: dict[str, Any], fault: str) -> None:
    assert [each for each in faults(node) if each.startswith(fault)]
