"""The index of a taxonomy: which terms it has, in which order, and what of each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.dates import Day, parse
from sphinx_retrospective.core.definitions import BUILT_IN
from sphinx_retrospective.core.model import Description, DocumentRecords, Event, Tagging
from sphinx_retrospective.core.query import Selection
from sphinx_retrospective.core.term_index import (
    Entry,
    build_index,
    cloud_sizes,
    group_by_broadest,
    index_letter,
    is_in_folder,
    use_over_time,
)


def event(name: str, date: str, *tags: str, docname: str = "a/x", kind: str = "event") -> Event:
    return Event(
        name, name, parse(date) if date else None, kind, {"tag": tags} if tags else {}, docname=docname, anchor=name
    )


EVENTS = [
    event("one", "2010", "éclair", "C"),
    event("two", "2012/..", "C", kind="talk"),
    event("three", "2011", "zebra", "C", docname="b"),
    event("four", "", "Apple"),
    event("five", "2015-03", "zebra", docname="b/c/d"),
]


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    records = DocumentRecords(
        events=EVENTS,
        taggings=[Tagging("Page", {"tag": ("Apple", "zebra")}, "b")],
        descriptions=[Description("tag", "lonely")],
    )
    return Chronicle({"a/x": records}, BUILT_IN)


def index(chronicle: Chronicle, **options: object) -> list[Entry]:
    selection = options.pop("selection", None)
    return build_index(chronicle, chronicle.taxonomies["tag"], selection, "en", **options)  # type: ignore[arg-type]


def shown(entries: list[Entry]) -> dict[str, list[str]]:
    return {
        each.term.title: [*(event.title for event in each.events), *(page.title for page in each.taggings)]
        for each in entries
    }


def test_everything_newest_first(chronicle: Chronicle) -> None:
    assert shown(index(chronicle)) == {
        "Apple": ["four", "Page"],
        "C": ["two", "three", "one"],
        "éclair": ["one"],
        "lonely": [],
        "zebra": ["five", "three", "Page"],
    }
    assert shown(index(chronicle, order="oldest"))["C"] == ["one", "three", "two"]


@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        ("name", ["Apple", "C", "éclair", "lonely", "zebra"]),
        ("count", ["C", "zebra", "Apple", "éclair", "lonely"]),
        ("first", ["C", "éclair", "zebra", "Apple", "lonely"]),
        ("last", ["C", "zebra", "éclair", "Apple", "lonely"]),
    ],
)
def test_sorts(chronicle: Chronicle, sort: str, titles: list[str]) -> None:
    entries = index(chronicle, sort=sort)
    assert [each.term.title for each in entries] == titles
    if sort != "name":
        assert [each.term.title for each in index(chronicle, sort=sort, limit=2)] == titles[:2]


def test_a_limit_by_name_keeps_what_is_used_most(chronicle: Chronicle) -> None:
    assert [each.term.title for each in index(chronicle, limit=3)] == ["Apple", "C", "zebra"]


def test_years(chronicle: Chronicle) -> None:
    years = {each.term.title: each.years for each in index(chronicle)}
    assert years == {"Apple": None, "C": (2010, None), "éclair": (2010, 2010), "lonely": None, "zebra": (2011, 2015)}


def test_a_folder(chronicle: Chronicle) -> None:
    assert shown(index(chronicle, folder="b")) == {
        "Apple": ["Page"],
        "C": ["three"],
        "zebra": ["five", "three", "Page"],
    }
    assert shown(index(chronicle, folder="b/c")) == {"zebra": ["five"]}
    assert index(chronicle, folder="none") == []


def test_a_selection_is_of_events(chronicle: Chronicle) -> None:
    assert shown(index(chronicle, selection=Selection(kinds=("talk",)))) == {"C": ["two"]}
    until = replace(Selection(), until=parse("2011").latest)
    assert shown(index(chronicle, selection=until, folder="b")) == {"C": ["three"], "zebra": ["three"]}


def test_sizes_are_by_rank(chronicle: Chronicle) -> None:
    assert cloud_sizes(index(chronicle)) == {"lonely": 1, "éclair": 2, "apple": 4, "c": 5, "zebra": 5}
    assert cloud_sizes([]) == {}


@pytest.mark.parametrize(
    ("title", "language", "letter"),
    [
        ("apple", "en", "A"),
        ("éclair", "en", "E"),
        ("ÅF", "sv", "Å"),
        ("ÅF", "de", "A"),
        (".NET", "en", "*"),
        ("日本", "ja", "日"),
        ("", "en", "*"),
        ("ﬁn", "en", "F"),
    ],
)
def test_letters(title: str, language: str, letter: str) -> None:
    assert index_letter(title, language) == letter


def test_folders() -> None:
    assert is_in_folder("a/b", "a")
    assert is_in_folder("a", "a")
    assert not is_in_folder("ab", "a")
    assert is_in_folder("ab", "")


def test_groups_are_below_the_broadest_terms_of_the_index() -> None:
    parents = {"c": "b", "b": "a", "d": "a", "x": "y"}
    records = DocumentRecords(
        events=[event(name, "2010", name) for name in "abcdxy"] + [event("e", "2010", "alone")],
        descriptions=[Description("tag", name, parents=(parent,)) for name, parent in parents.items()],
    )
    chronicle = Chronicle({"a/x": records}, BUILT_IN)
    entries = build_index(chronicle, chronicle.taxonomies["tag"], None, "en", sort="name")
    groups = [
        (each.head and each.head.term.title, [entry.term.title for entry in each.entries])
        for each in group_by_broadest(entries)
    ]
    assert groups == [("a", ["b", "c", "d"]), ("y", ["x"]), (None, ["alone"])]
    # Without the broadest, the next is; without any above it, a term stands alone.
    [first, last] = group_by_broadest([entry for entry in entries if entry.term.title in {"b", "c", "d"}])
    assert [entry.term.title for entry in first.entries] == ["c"]
    assert last.head is None
    assert [entry.term.title for entry in last.entries] == ["d"]


def test_use_is_counted_in_the_same_years_for_all(chronicle: Chronicle) -> None:
    length, use = use_over_time(index(chronicle), Day(2013, 1, 1))
    assert length == 1
    assert use["zebra"] == {2010: 0, 2011: 1, 2012: 0, 2013: 0, 2014: 0, 2015: 1}
    assert [year for year, count in use["c"].items() if count] == [2010, 2011, 2012, 2013]
    assert set(use["apple"].values()) == {0}
