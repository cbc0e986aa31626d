"""Which terms are broader than others: by the levels of their names, and by their descriptions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_retrospective.core.model import Event
from sphinx_retrospective.core.taxonomy_building import build_taxonomy
from tests.core.terms import ORG, build, described, event, terms

# Levels in names ----------------------------------------------------------------------------------------------------


def test_levels_of_a_name_are_broader_terms() -> None:
    taxonomy = terms(event("a", "databases/hbase"), event("b", "Databases/Hadoop/HDFS"), event("c", "databases"))
    assert {slug: (term.title, term.parents, term.events) for slug, term in taxonomy.terms.items()} == {
        "databases": ("databases", (), ("a", "b", "c")),
        "databases/hadoop": ("Databases/Hadoop", ("databases",), ("b",)),
        "databases/hadoop/hdfs": ("Databases/Hadoop/HDFS", ("databases/hadoop",), ("b",)),
        "databases/hbase": ("databases/hbase", ("databases",), ("a",)),
    }
    assert taxonomy.find("databases/HBase") is taxonomy.terms["databases/hbase"]


@pytest.mark.parametrize("name", ["/", "a/", "/a", "a//b", "http://example.org"])
def test_a_name_without_all_its_levels_has_none(name: str) -> None:
    taxonomy = terms(event("a", name))
    assert [term.title for term in taxonomy.terms.values()] == [name]


def test_a_description_can_say_that_a_slash_is_no_level() -> None:
    taxonomy = terms(event("a", "TCP/IP"), replace(described("TCP/IP"), parents=()))
    assert [(term.title, term.slug, term.parents) for term in taxonomy.terms.values()] == [("TCP/IP", "tcp/ip", ())]


def test_a_description_says_more_than_a_name() -> None:
    sources = (event("a", "lang/c"), described("lang/c", parent="systems"), event("b", "systems"))
    taxonomy = terms(*sources)
    assert taxonomy.terms["lang/c"].parents == ("systems",)
    assert "lang" not in taxonomy.terms


def test_a_level_can_be_an_alias() -> None:
    taxonomy = terms(event("a", "db/hbase"), described("Databases", "db"))
    assert taxonomy.terms["db/hbase"].parents == ("databases",)
    assert taxonomy.terms["databases"].events == ("a",)
    assert "db" not in taxonomy.terms


def test_a_name_below_itself_is_no_circle() -> None:
    taxonomy = terms(event("a", "a/b"), described("a", "a/b"))
    assert [(term.title, term.parents) for term in taxonomy.terms.values()] == [("a", ())]
    taxonomy, problems = build(event("a", "a/b"), described("a", parent="a/b"))
    assert [problem.subtype for problem in problems] == ["term"]
    assert taxonomy.terms["a"].parents == ()


def test_other_taxonomies_have_no_levels() -> None:
    made, _ = build_taxonomy(ORG, [Event("a", "A", None, "event", {"org": ("A/S Norge",)})], [], [])
    assert [(term.title, term.slug) for term in made.terms.values()] == [("A/S Norge", "a-s-norge")]


# Several parents ----------------------------------------------------------------------------------------------------


def test_several_parents() -> None:
    taxonomy = terms(
        event("a", "HBase"),
        event("b", "Hadoop"),
        replace(described("HBase"), parents=("databases", "hadoop")),
        described("Databases"),
        described("Hadoop", parent="databases"),
    )
    assert taxonomy.terms["hbase"].parents == ("databases", "hadoop")
    assert taxonomy.terms["databases"].children == ("hbase", "hadoop") or taxonomy.terms["databases"].children == (
        "hadoop",
        "hbase",
    )
    assert taxonomy.terms["databases"].events == ("a", "b")  # once, though there are two ways to it
    assert taxonomy.terms["hadoop"].events == ("a", "b")


def test_a_circle_through_one_of_several_parents_is_cut() -> None:
    taxonomy, problems = build(
        replace(described("a", at="p:1"), parents=("b", "c")),
        described("b", parent="a", at="p:2"),
        described("c"),
    )
    [problem] = problems
    assert (problem.subtype, problem.field) == ("term", "p:2")
    assert taxonomy.terms["a"].parents == ("b", "c")
    assert taxonomy.terms["b"].parents == ()
