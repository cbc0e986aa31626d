"""What is said of a term: one meaning in directives and vocabulary files."""

from __future__ import annotations

import pytest

from sphinx_retrospective.core.definitions import BUILT_IN
from sphinx_retrospective.core.model import Description
from sphinx_retrospective.core.vocabulary import describe

TAG = BUILT_IN[0]


@pytest.mark.parametrize(
    ("values", "description"),
    [
        ({}, Description("tag", "HBase")),
        ({"parents": ""}, Description("tag", "HBase", parents=())),
        ({"parents": "databases, hadoop"}, Description("tag", "HBase", parents=("databases", "hadoop"))),
        ({"parents": ["databases", "a, b"]}, Description("tag", "HBase", parents=("databases", "a, b"))),
        ({"parent": "databases / kv"}, Description("tag", "HBase", parents=("databases/kv",))),
        ({"aliases": "hb; #hbase-db"}, Description("tag", "HBase", ("hb", "hbase-db"))),
        ({"colour": " #C0392B "}, Description("tag", "HBase", colour="#C0392B")),
        ({"color": "#abc"}, Description("tag", "HBase", colour="#abc")),
        ({"hidden": ""}, Description("tag", "HBase", is_hidden=True)),
        ({"hidden": "Yes"}, Description("tag", "HBase", is_hidden=True)),
        ({"hidden": "false"}, Description("tag", "HBase")),
    ],
)
def test_what_can_be_said(values: dict[str, str | list[str]], description: Description) -> None:
    assert describe("HBase", values, TAG) == (description, [])


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"colour": "red"}, "the colour 'red' is not one such as '#c0392b'; it is left out"),
        ({"color": "url(x)"}, "the colour 'url(x)' is not one such as '#c0392b'; it is left out"),
        ({"hidden": "maybe"}, "hidden is yes or no, not 'maybe'"),
        ({"hidden": "flase"}, "hidden is yes or no, not 'flase'; perhaps 'false' is meant"),
    ],
)
def test_what_can_not(values: dict[str, str | list[str]], message: str) -> None:
    description, problems = describe("HBase", values, TAG)
    assert [problem.message for problem in problems] == [message]
    assert [problem.field for problem in problems] == list(values)
    assert description == Description("tag", "HBase")


def test_a_title_is_named_as_a_tag_is() -> None:
    assert describe("#HBase", {}, TAG)[0].title == "HBase"
    assert describe("databases /  HBase", {}, TAG)[0].title == "databases/HBase"
