"""What lanes are made of."""

from __future__ import annotations

import pytest

from sphinx_retrospective.core.chart import LANES, parse_lanes, split_into_lanes
from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.dates import parse
from sphinx_retrospective.core.definitions import BUILT_IN
from sphinx_retrospective.core.model import DocumentRecords, Era, Event


@pytest.mark.parametrize("value", LANES)
def test_what_an_author_may_write(value: str) -> None:
    assert parse_lanes(f" {value} ") == (value, None)


def test_nothing_is_kind() -> None:
    assert parse_lanes("") == ("kind", None)


def test_another_value_is_a_problem_with_the_nearest() -> None:
    value, problem = parse_lanes("orgs")
    assert value == "kind"
    assert problem
    assert (problem.subtype, problem.field) == ("option", "lanes")
    assert problem.message == "lanes 'orgs' is not one of kind, org, person, era, none; perhaps 'org' is meant"


def test_lanes() -> None:
    events = [
        Event("a", "A", parse("2010"), "talk", {"org": ("One", "Two"), "person": ("P",)}, eras=("era",)),
        Event("b", "B", parse("2011"), "job", {"org": ("one",)}),
        Event("c", "C", parse("2012"), "talk", {"person": ("Q",)}),
    ]
    records = DocumentRecords(events=events, eras=[Era("era", "Era", parse("2010"))])
    chronicle = Chronicle({"index": records}, BUILT_IN)

    def lanes(by: str) -> dict[object, str]:
        found = split_into_lanes(chronicle.events, by, chronicle, ["job", "talk"])
        return {each.value: "".join(event.id for event in each.events) for each in found}

    assert lanes("kind") == {"job": "b", "talk": "ac"}
    assert list(lanes("kind")) == ["job", "talk"]
    assert lanes("org") == {"one": "ab", None: "c"}
    assert lanes("person") == {"p": "a", "q": "c", None: "b"}
    assert lanes("era") == {"era": "a", None: "bc"}
    assert lanes("none") == {None: "abc"}
