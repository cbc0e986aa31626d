"""The address of a filtered view: what it says is what is shown, and what the options of a view would select."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from sphinx_retrospective.core.dates import Day
from sphinx_retrospective.core.query import Selection, select
from tests.sphinx.filter.reader import ALL
from tests.sphinx.project import Build


def test_a_filtered_view_can_be_linked(visit: Any) -> None:
    reader = visit("index", "?kind=talk&kind=job&since=2013&text=PLAT")
    assert reader.shown() == ["platform"]
    assert reader.count == "1 of 7 events"
    assert reader.form.locator("[name=text]").input_value() == "PLAT"
    assert "talk" in reader.form.locator("summary", has_text="Kind").inner_text()


def test_other_parameters_and_the_hash_stay(visit: Any) -> None:
    reader = visit("index", "?other=x#index")
    reader.choose("Kind", "talk")
    assert reader.query == [("other", "x"), ("kind", "talk")]
    assert urlsplit(reader.page.url).fragment == "index"


@pytest.mark.parametrize(
    "query",
    [
        "?kind=nothing",
        "?kind-not=nothing",
        "?tag=%22%3E%3Cscript%3E",
        "?since=abc",
        "?tag-match=some",
        "?x#%",
        "#%E0%A4%A",
    ],
)
def test_what_says_nothing_is_ignored(visit: Any, query: str) -> None:
    assert visit("index", query).shown() == ALL


@pytest.mark.parametrize("is_file", [False, True], ids=["served", "file"])
def test_back_forward_and_reload(visit: Any, is_file: bool) -> None:
    """From a server, and from the disk, where `make html` leaves the pages."""
    reader = visit("index", is_file=is_file)
    reader.choose("Kind", "talk")
    reader.choose("Kind", "job")
    both = ["talk", "platform", "other"]
    assert reader.shown() == both
    reader.page.go_back()
    assert reader.shown() == ["talk", "other"]
    assert reader.form.locator("[name=kind][value=job]").is_checked() is False
    reader.page.go_back()
    assert reader.shown() == ALL
    reader.page.go_forward()
    reader.page.go_forward()
    assert reader.shown() == both
    reader.page.reload()
    assert reader.shown() == both
    reader.page.goto("about:blank")
    reader.page.go_back()
    assert reader.shown() == both


def test_what_is_excluded_can_be_linked_and_comes_back(visit: Any) -> None:
    reader = visit("index", "?kind-not=talk&tag-not=go")
    assert reader.shown() == ["first", "cafe", "platform"]
    reader.exclude("Kind", "job")
    assert reader.shown() == ["first", "cafe"]
    reader.page.go_back()
    assert reader.shown() == ["first", "cafe", "platform"]
    reader.page.reload()
    assert reader.shown() == ["first", "cafe", "platform"]
    assert reader.count == "3 of 7 events"


def test_what_is_chosen_and_excluded_is_nothing(visit: Any) -> None:
    assert visit("index", "?kind=talk&kind-not=talk").shown() == []


def test_typing_does_not_fill_the_history(visit: Any) -> None:
    reader = visit("index")
    before = reader.page.evaluate("history.length")
    with reader.hurry():
        for text in ("t", "ta", "tal", "talk"):
            reader.form.locator("[name=text]").press_sequentially(text[-1])
            reader.pause()
            assert reader.query == [("text", text)]
    # All of it is one step, and back leads out of it.
    assert reader.page.evaluate("history.length") == before + 1
    reader.page.go_back()
    assert reader.shown() == ALL


def test_a_link_to_an_event_that_is_filtered_out_brings_it_back(visit: Any) -> None:
    reader = visit("own", "?kind=talk")
    assert reader.shown() == ["now"]
    reader.page.get_by_role("link", name="There").click()
    reader.page.wait_for_function("!location.search")
    assert reader.shown() == ["now", "later"]
    assert urlsplit(reader.page.url).fragment == "retro-event-later"


def test_an_address_with_a_filtered_event_shows_the_event(visit: Any) -> None:
    assert visit("own", "?kind=talk#retro-event-later").shown() == ["now", "later"]


def test_a_choice_lasts_though_the_address_led_to_what_it_hides(visit: Any) -> None:
    reader = visit("own", "#retro-event-later")
    reader.choose("Kind", "talk")
    assert reader.shown() == ["now"]
    reader.page.reload()
    assert reader.shown() == ["now"]


# Agreement with the selection ---------------------------------------------------------------------------------------


def test_it_shows_what_the_options_select(visit: Any, site: Build) -> None:
    """Random choices, by address; `select` says what each has to show."""
    chronicle = site.domain.gathered.chronicle
    reader = visit("index")
    chance = random.Random(random.random())
    some = {
        "kind": sorted({each.kind for each in chronicle.events}),
        "tag": sorted(slug for slug, term in chronicle.taxonomies["tag"].terms.items() if term.events),
        "era": [each.id for each in chronicle.eras],
        "org": sorted(chronicle.taxonomies["org"].terms),
    }
    cases = []
    for _ in range(120):
        asked = {
            name: chance.sample(values, chance.choice([0, 0, 1, min(2, len(values))])) for name, values in some.items()
        }
        # In this order: no view can be asked for a span that ends before it begins.
        years = sorted(chance.randint(2005, 2025) for _ in range(2))
        span = zip(("since", "until"), years, strict=True)
        asked |= {name: [str(year)] for name, year in span if chance.random() < 0.3}
        all_of = [name for name in ("tag", "org") if chance.random() < 0.3]
        none_of = {name: chance.sample(values, chance.choice([0, 0, 0, 1])) for name, values in some.items()}
        pairs = [(name, each) for name, values in asked.items() for each in values]
        pairs += [(f"{name}-match", "all") for name in all_of]
        pairs += [(f"{name}-not", each) for name, values in none_of.items() for each in values]
        nothing: dict[str, list[str]] = {name: [] for name in some}
        unwanted = {
            each
            for name, values in none_of.items()
            if values
            for each in _selected(chronicle, {**nothing, name: values}, [])
        }
        cases.append((pairs, [each for each in _selected(chronicle, asked, all_of) if each not in unwanted]))
    shown = reader.shown_at([urlencode(pairs) for pairs, _ in cases])
    for (pairs, expected), found in zip(cases, shown, strict=True):
        assert found == expected, pairs
    assert len({len(expected) for _, expected in cases}) > 3


def _selected(chronicle: Any, asked: Mapping[str, Sequence[str]], all_of: Sequence[str]) -> list[str]:
    base = Selection(
        kinds=tuple(asked["kind"]),
        terms={name: tuple(asked[name]) for name in ("tag", "org") if asked[name]},
        eras=tuple(asked["era"]),
        since=Day(int(asked["since"][0]), 1, 1) if asked.get("since") else None,
        until=Day(int(asked["until"][0]), 12, 31) if asked.get("until") else None,
    )
    found = [each.id for each in select(chronicle, base)]
    for name in all_of:
        for value in asked[name]:
            single = replace(base, terms={**base.terms, name: (value,)})
            found = [each for each in found if each in {one.id for one in select(chronicle, single)}]
    return found
