"""Filters: what readers can choose of a view, and that it means what the options of the same names mean."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.dates import Day, parse
from sphinx_retrospective.core.definitions import BUILT_IN
from sphinx_retrospective.core.filters import DEFAULT, Facet, Filter, parse_filter, years_of
from sphinx_retrospective.core.model import Event
from sphinx_retrospective.core.query import Selection, select
from tests.core.career import CAREER, chronicle, event

EVERY = ("kind", *(each.name for each in BUILT_IN), "era", "years", "text")


# The option ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", " ", ",", "\n"])
def test_without_names_there_are_the_usual_ones(text: str) -> None:
    assert parse_filter(text, BUILT_IN) == (DEFAULT, [])


def test_names_are_kept_in_their_order_and_once() -> None:
    assert parse_filter("text, kind,\n years, kind", BUILT_IN) == (("text", "kind", "years"), [])


def test_a_taxonomy_goes_by_its_name_and_by_its_field() -> None:
    assert parse_filter("people, tags, org", BUILT_IN) == (("person", "tag", "org"), [])
    assert parse_filter("person, people, tag", BUILT_IN) == (("person", "tag"), [])


def test_an_unknown_name_is_told_with_the_nearest_and_the_others_are_kept() -> None:
    names, [problem] = parse_filter("kind, yaers, text", BUILT_IN)
    assert names == ("kind", "text")
    assert (problem.subtype, problem.field) == ("option", "filter")
    assert "'yaers' is not one of " in problem.message
    assert "perhaps 'years'" in problem.message


def test_each_unknown_name_is_a_problem_of_its_own() -> None:
    names, problems = parse_filter("nothing, neither", BUILT_IN)
    assert names == DEFAULT
    assert len(problems) == 2


# Facets -------------------------------------------------------------------------------------------------------------


def facets(names: Sequence[str], events: Sequence[Event], among: Chronicle) -> dict[str, Facet]:
    return {each.name: each for each in Filter(names, events, among).facets}


def counts(facet: Facet) -> dict[str, int]:
    return {each.value: each.count for each in facet.choices}


def test_what_there_is_to_choose() -> None:
    found = facets(EVERY, CAREER.events, CAREER)
    assert counts(found["kind"]) == {"milestone": 1, "job": 2, "talk": 2, "post": 1}
    assert counts(found["era"]) == {"school": 2, "linux": 1, "work": 2}
    assert counts(found["org"]) == {"bank-paris": 2, "jug": 2, "cloud": 1}
    assert found["years"].bounds == (2010, 2018)
    assert "person" not in found


def test_a_broader_term_counts_what_has_a_narrower_one() -> None:
    tags = counts(facets(["tag"], CAREER.events, CAREER)["tag"])
    assert tags["kafka"] == 2
    assert tags["messaging"] == 3


def test_facets_come_in_the_order_asked_for() -> None:
    assert list(facets(["text", "years", "kind"], CAREER.events, CAREER)) == ["text", "years", "kind"]


@pytest.mark.parametrize("name", ["kind", "tag", "era", "years"])
def test_what_tells_nothing_apart_is_no_facet(name: str) -> None:
    same = chronicle(
        event("one", "2010-03", tags=("c",), eras=("school",)), event("two", "2010-04", tags=("c",), eras=("school",))
    )
    assert facets([name], same.events, same) == {}


def test_a_single_event_needs_no_filter() -> None:
    single = chronicle(event("one", "2010/2012", tags=("c", "linux"), org=("JUG",), eras=("school",)))
    assert set(facets([name for name in EVERY if name != "years"], single.events, single)) == set()


def test_a_view_of_nothing_has_no_facets() -> None:
    assert facets(EVERY, (), CAREER) == {}


def test_only_the_events_of_the_view_count() -> None:
    shown = [each for each in CAREER.events if each.kind == "talk"]
    found = facets(EVERY, shown, CAREER)
    assert "kind" not in found
    assert counts(found["tag"]) == {"kafka": 1, "messaging": 2}
    assert found["years"].bounds == (2014, 2018)


def test_any_and_all_differ_only_where_an_event_can_have_several() -> None:
    found = facets(EVERY, CAREER.events, CAREER)
    assert {name for name, facet in found.items() if facet.is_multiple} == {"tag", "org", "era"}


@pytest.mark.parametrize(
    ("date", "years"),
    [
        ("2014", "2014/2014"),
        ("2013/2014-06", "2013/2014"),
        ("201X", "2010/2019"),
        ("2015/..", "2015/"),
        ("../2015", "/2015"),
        ("-0005/0003", "-5/3"),
        ("0044", "44/44"),
    ],
)
def test_years(date: str, years: str) -> None:
    assert years_of(Event("e", "E", parse(date), "event")) == years


def test_an_undated_event_has_no_years() -> None:
    assert years_of(Event("e", "E", None, "event")) == ""


# Agreement with the selection ---------------------------------------------------------------------------------------

DATES = ["", "2010", "2011-05", "2012-02-03", "201X", "2011~/2013", "2012/..", "../2012", "2014-21", "-0003", "2010/"]
TAGS = ["c", "C++", "kafka", "Messaging", "ak", "linux"]
careers = st.lists(
    st.builds(
        lambda date, kind, tags, org, eras: (date, kind, tuple(tags), tuple(org), tuple(eras)),
        st.sampled_from(DATES),
        st.sampled_from(["job", "talk", "post"]),
        st.lists(st.sampled_from(TAGS), max_size=3, unique=True),
        st.lists(st.sampled_from(["JUG", "Bank"]), max_size=2, unique=True),
        st.lists(st.sampled_from(["school", "work"]), max_size=2, unique=True),
    ),
    max_size=8,
).map(
    lambda rows: chronicle(
        *(event(f"e{n}", date, kind, tags=t, org=o, eras=e) for n, (date, kind, t, o, e) in enumerate(rows))
    )
)


@given(careers)
def test_a_choice_selects_what_the_option_selects(career: Chronicle) -> None:
    """What an event has, and how many have it, is what `select` says of each value by itself."""
    found = Filter(EVERY, career.events, career)
    traits = {each.id: set(found.traits(each)) for each in career.events}
    for facet in found.facets:
        for choice in facet.choices:
            if facet.name == "kind":
                selection = Selection(kinds=(choice.value,))
            elif facet.name == "era":
                selection = Selection(eras=(choice.value,))
            else:
                selection = Selection(terms={facet.name: (choice.value,)})
            expected = {each.id for each in select(career, selection)}
            assert {name for name, has in traits.items() if f"{facet.name}:{choice.value}" in has} == expected
            assert choice.count == len(expected)


@given(careers)
def test_no_value_is_left_out(career: Chronicle) -> None:
    """A facet is missing only where each of its values is on every event."""
    there = facets(EVERY, career.events, career)
    for name in {"kind", "tag", "org", "era"} - there.keys():
        for slug in _values(name, career):
            selection = (
                Selection(kinds=(slug,))
                if name == "kind"
                else Selection(eras=(slug,))
                if name == "era"
                else Selection(terms={name: (slug,)})
            )
            assert len(select(career, selection)) in {0, len(career.events)}


def _values(name: str, career: Chronicle) -> list[str]:
    if name == "kind":
        return ["job", "talk", "post"]
    return ["school", "work"] if name == "era" else list(career.taxonomies[name].terms)


@given(
    careers,
    st.none() | st.integers(min_value=-5, max_value=2020),
    st.none() | st.integers(min_value=-5, max_value=2020),
)
def test_a_span_of_years_selects_what_since_and_until_select(
    career: Chronicle, since: int | None, until: int | None
) -> None:
    """The browser compares years alone; that is enough, as its spans are of whole years."""
    selection = Selection(
        since=None if since is None else Day(since, 1, 1), until=None if until is None else Day(until, 12, 31)
    )
    found = set()
    for each in career.events:
        years = years_of(each)
        if since is None and until is None:
            found.add(each.id)
        elif years:
            first, last = years.split("/")
            is_window = since is None or until is None or since <= until
            begins_in_time = until is None or not first or int(first) <= until
            ends_in_time = since is None or not last or int(last) >= since
            if is_window and begins_in_time and ends_in_time:
                found.add(each.id)
    assert found == {each.id for each in select(career, selection)}
