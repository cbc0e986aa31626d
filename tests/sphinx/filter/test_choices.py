"""What readers choose in a filter, and what is shown of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.sphinx.filter.reader import ALL


def test_at_first_everything_is_there(visit: Any) -> None:
    reader = visit("index")
    assert reader.form.is_visible()
    assert reader.shown() == ALL
    assert reader.count == "7 of 7 events"
    assert reader.query == []
    assert not reader.form.get_by_role("button", name="Clear").is_visible()


@pytest.mark.parametrize(
    ("facet", "labels", "ids"),
    [
        ("Kind", ["talk"], ["talk", "other"]),
        ("Kind", ["talk", "job"], ["talk", "platform", "other"]),
        ("Tag", ["kafka"], ["talk", "platform"]),
        ("Tag", ["messaging"], ["talk", "platform", "other"]),
        ("Tag", ["C"], ["first"]),
        ("Tag", ["kafka", "pulsar"], ["talk", "platform", "other"]),
        ("Era", ["School"], ["first", "cafe", "talk"]),
        ("Organisation", ["JUG"], ["cafe", "talk"]),
    ],
)
def test_a_facet(revisit: Any, facet: str, labels: Sequence[str], ids: Sequence[str]) -> None:
    reader = revisit("index")
    reader.choose(facet, *labels)
    assert reader.shown() == ids
    assert reader.count == f"{len(ids)} of 7 events"
    said = reader.form.locator("details[open] summary").inner_text()
    assert all(label in said for label in labels)


def test_facets_narrow_one_another(revisit: Any) -> None:
    reader = revisit("index")
    reader.choose("Kind", "talk")
    reader.choose("Tag", "linux")
    assert reader.shown() == ["talk"]
    assert reader.count == "1 of 7 events"


def test_all_of_the_terms(revisit: Any) -> None:
    reader = revisit("index")
    reader.choose("Tag", "kafka", "linux")
    assert reader.shown() == ["first", "cafe", "talk", "platform", "operator"]
    reader.choose("Tag", "all of")
    assert reader.shown() == ["talk"]
    assert ("tag-match", "all") in reader.query
    reader.choose("Tag", "any of")
    assert len(reader.shown()) == 5
    assert ("tag-match", "all") not in reader.query


@pytest.mark.parametrize(
    ("facet", "labels", "ids"),
    [
        ("Kind", ["talk"], ["first", "sometime", "cafe", "platform", "operator"]),
        ("Kind", ["talk", "job"], ["first", "sometime", "cafe", "operator"]),
        # What has a narrower term goes too.
        ("Tag", ["messaging"], ["first", "sometime", "cafe", "operator"]),
        ("Era", ["School"], ["sometime", "platform", "other", "operator"]),
    ],
)
def test_what_is_excluded(revisit: Any, facet: str, labels: Sequence[str], ids: Sequence[str]) -> None:
    reader = revisit("index")
    reader.exclude(facet, *labels)
    assert reader.shown() == ids
    assert reader.count == f"{len(ids)} of 7 events"
    assert all(f"not {label}" in reader.form.locator("details[open] summary").inner_text() for label in labels)
    assert len(reader.query) == len(labels)
    assert {name for name, _ in reader.query} == {f"{facet.lower()}-not"}


def test_some_of_a_facet_and_not_others(revisit: Any) -> None:
    reader = revisit("index")
    reader.choose("Tag", "linux", "kafka")
    reader.exclude("Tag", "C")
    assert reader.shown() == ["cafe", "talk", "platform", "operator"]
    # Of what is excluded, any counts, whatever is asked of the others.
    reader.exclude("Tag", "go")
    reader.choose("Tag", "all of")
    assert reader.shown() == ["talk"]
    assert sorted(reader.query) == [
        ("tag", "kafka"),
        ("tag", "linux"),
        ("tag-match", "all"),
        ("tag-not", "c"),
        ("tag-not", "go"),
    ]


def test_who_excludes_a_value_no_longer_chooses_it(revisit: Any) -> None:
    reader = revisit("index")
    reader.choose("Kind", "talk")
    reader.exclude("Kind", "talk")
    assert reader.query == [("kind-not", "talk")]
    assert "talk" not in reader.shown()
    struck = reader.form.locator("bdi", has_text="talk").first
    assert "line-through" in struck.evaluate("each => getComputedStyle(each).textDecorationLine")
    reader.choose("Kind", "talk")
    assert reader.query == [("kind", "talk")]
    assert reader.shown() == ["talk", "other"]


@pytest.mark.parametrize(
    ("since", "until", "ids"),
    [
        ("2015", "", ["sometime", "platform", "other", "operator"]),
        ("", "2009", ["first"]),
        ("2011", "2012", ["sometime", "talk"]),
        ("2030", "", ["operator"]),
        ("2020", "2021", ["operator"]),
    ],
)
def test_years(revisit: Any, since: str, until: str, ids: Sequence[str]) -> None:
    reader = revisit("index")
    reader.fill("since", since)
    reader.fill("until", until)
    assert reader.shown() == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("talk", ["talk", "other"]),
        ("TALK long", ["talk"]),
        ("cafe", ["cafe"]),
        ("CAFÉ", ["cafe"]),
        ("  ", ALL),
        ("kafka talk", ["talk"]),
        (".*", []),
    ],
)
def test_text(revisit: Any, text: str, ids: Sequence[str]) -> None:
    reader = revisit("index")
    reader.fill("text", text)
    assert reader.shown() == ids


def test_nothing_matches(revisit: Any) -> None:
    reader = revisit("index")
    reader.fill("text", "nothing like it")
    assert reader.shown() == []
    assert reader.count == "No event matches."
    assert reader.page.locator(".retro-group:visible").count() == 0


def test_headings_of_groups_go_with_their_events(revisit: Any) -> None:
    reader = revisit("index")
    reader.choose("Kind", "talk")
    assert reader.page.locator(".retro-group-title:visible").all_inner_texts() == ["2012", "2015"]


def test_clear(revisit: Any) -> None:
    reader = revisit("index")
    reader.choose("Tag", "kafka", "all of")
    reader.page.keyboard.press("Escape")
    reader.fill("since", "2013")
    reader.fill("text", "platform")
    assert reader.shown() == ["platform"]
    reader.form.get_by_role("button", name="Clear").click()
    assert reader.shown() == ALL
    assert reader.query == []
    assert reader.count == "7 of 7 events"
    assert reader.form.locator("input:checked:not([value=''])").count() == 0
    assert reader.page.evaluate("document.activeElement.tagName") == "SUMMARY"
