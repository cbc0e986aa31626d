"""What is around an event: neighbours, its era, what is related to it, what refers to it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.around import (
    DEFAULT,
    Around,
    Backlink,
    Backlinks,
    Eras,
    Related,
    SameEra,
    Steps,
    Surroundings,
    in_order,
    parse_show,
)
from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.dates import parse, sort_key
from sphinx_retrospective.core.definitions import BUILT_IN
from sphinx_retrospective.core.model import Description, DocumentRecords, Era, Event
from tests.core.career import CAREER, chronicle, event
from tests.core.dates.texts import values

ALL = 1000


def around(name: str, *show: str, of: Chronicle = CAREER, limit: int = ALL, places: Iterable[Backlink] = ()) -> Around:
    found = of.event(name)
    assert found is not None
    return Surroundings(of).around(found, show, limit, places)


def steps(name: str, *show: str, of: Chronicle = CAREER) -> list[tuple[str, str | None, str | None]]:
    """Title of the term, and ids of the events before and after."""
    parts = around(name, *show, of=of).parts
    return [
        (
            part.term.title if part.term else "",
            part.previous.id if part.previous else None,
            part.next.id if part.next else None,
        )
        for part in parts
        if isinstance(part, Steps)
    ]


def era(name: str, *show: str, of: Chronicle, limit: int = ALL) -> list[str]:
    return [
        each.id
        for part in around(name, *show, "era", of=of, limit=limit).parts
        if isinstance(part, SameEra)
        for each in part.events
    ]


def related(name: str, of: Chronicle = CAREER, limit: int = ALL) -> dict[str, list[str]]:
    """Titles of the shared terms by event, in order."""
    return {
        each.event.id: [term.title for term in each.terms]
        for part in around(name, "related", of=of, limit=limit).parts
        if isinstance(part, Related)
        for each in part.relations
    }


# What is asked for --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", DEFAULT),
        ("era", ("era",)),
        (" related ,time\ntag, tags, org", ("related", "time", "tag", "org")),
        ("people", ("person",)),
    ],
)
def test_names_are_in_the_order_of_the_author(text: str, names: tuple[str, ...]) -> None:
    assert parse_show(text, BUILT_IN) == (names, [])


def test_a_name_that_is_none_is_told_and_left_out() -> None:
    names, [problem] = parse_show("time, backlink", BUILT_IN)
    assert names == ("time",)
    assert problem.message == (
        "'backlink' is not one of time, era, related, backlinks, eras, tag, org, person, place; "
        "perhaps 'backlinks' is meant"
    )
    assert parse_show("nothing", BUILT_IN)[0] == DEFAULT


# Neighbours ---------------------------------------------------------------------------------------------------------


def test_before_and_after_in_time() -> None:
    assert steps("c-program", "time") == [("", None, "internship")]
    assert steps("first-talk", "time") == [("", "internship", "platform")]
    # The last that has a date: one without is nobody's neighbour.
    assert steps("second-talk", "time") == [("", "platform", None)]
    assert steps("someday", "time") == []


def test_before_and_after_within_each_term() -> None:
    # Narrower terms count: Kafka is messaging.
    assert steps("second-talk", "tag", "org") == [("Messaging", "platform", None), ("JUG", "first-talk", None)]
    assert steps("platform", "tag") == [("Kafka", "first-talk", None)]
    assert steps("first-talk", "org") == [("JUG", None, "second-talk"), ("Bank, Paris", "internship", None)]


def test_a_term_named_twice_is_one() -> None:
    of = chronicle(event("a", "2010", tags=("kafka", "ak", "Kafka")), event("b", "2011", tags=("AK",)))
    assert steps("a", "tag", of=of) == [("Kafka", None, "b")]


@given(st.lists(st.one_of(st.none(), values()), min_size=1, max_size=9))
def test_who_goes_from_neighbour_to_neighbour_meets_every_date_in_order(dates: list[object]) -> None:
    records = [Event(f"e{number}", f"E{number}", date, "event") for number, date in enumerate(dates)]  # type: ignore[arg-type]
    of = Chronicle({"d": DocumentRecords(events=records)}, BUILT_IN)
    dated = [each for each in of.events if each.date is not None]
    surroundings = Surroundings(of)
    found = [surroundings.steps(each) for each in dated]
    assert [each.next for each in found] == [*dated[1:], *([None] if dated else [])]
    assert [each.previous for each in found] == [*([None] if dated else []), *dated[:-1]]
    for before, after in pairwise(dated):
        assert before.date is not None
        assert after.date is not None
        assert sort_key(before.date) <= sort_key(after.date)


# Eras ---------------------------------------------------------------------------------------------------------------


def in_eras(*events: Event) -> Chronicle:
    eras = [Era("outer", "Outer", None, docname="d"), Era("inner", "Inner", None, ("outer",), docname="d")]
    return Chronicle({"d": DocumentRecords(events=list(events), eras=eras)}, BUILT_IN)


DAYS = in_eras(
    *(event(f"d{day}", f"2014-01-{day:02d}", eras=("outer",)) for day in (1, 2, 9, 12, 20)),
    event("inside", "2014-01-10", eras=("inner", "outer")),
    event("beside", "2014-01-11"),
    event("undated", eras=("outer",)),
)


def test_the_nearest_of_the_era_in_order_of_time() -> None:
    assert era("d9", of=DAYS) == ["d1", "d2", "inside", "d12", "d20", "undated"]
    assert era("d9", of=DAYS, limit=3) == ["d2", "inside", "d12"]
    # 7 days before, 8 after.
    assert era("d12", of=DAYS, limit=2) == ["d9", "inside"]


def test_it_is_the_innermost_era() -> None:
    assert era("inside", of=DAYS) == []
    of = in_eras(event("a", "2010", eras=("inner", "outer")), event("b", "2011", eras=("inner", "outer")))
    assert era("a", of=of) == ["b"]
    assert era("beside", of=DAYS) == []


def test_what_stands_before_and_after_is_not_said_twice() -> None:
    assert era("d9", "time", of=DAYS, limit=3) == ["d1", "d12", "d20"]


def test_an_event_without_a_date_has_the_era_too() -> None:
    assert era("undated", of=DAYS, limit=2) == ["d12", "d20"]


@given(st.lists(st.integers(1, 28), min_size=1, max_size=9), st.integers(1, 5), st.data())
def test_no_event_of_the_era_that_is_left_out_is_nearer(days: list[int], limit: int, data: st.DataObject) -> None:
    of = in_eras(*(event(f"e{number}", f"2014-01-{day:02d}", eras=("outer",)) for number, day in enumerate(days)))
    number = data.draw(st.integers(0, len(days) - 1))
    found = era(f"e{number}", of=of, limit=limit)
    distances = {f"e{other}": abs(day - days[number]) for other, day in enumerate(days) if other != number}
    assert len(found) == min(limit, len(distances))
    left_out = [distances[each] for each in distances.keys() - set(found)]
    assert not left_out or max(distances[each] for each in found) <= min(left_out)
    assert found == [each.id for each in of.events if each.id in found]


# What is related ----------------------------------------------------------------------------------------------------


def test_rarer_terms_weigh_more() -> None:
    of = chronicle(
        event("a", "2010", tags=("rare", "common")),
        event("b", "2011", tags=("common",)),
        event("c", "2012", tags=("common",)),
        event("d", "2013", tags=("rare",)),
        event("e", "2014"),
    )
    assert related("a", of) == {"d": ["rare"], "b": ["common"], "c": ["common"]}
    assert list(related("a", of, limit=2)) == ["d", "b"]


def test_several_terms_count_together_the_rarest_first() -> None:
    of = chronicle(
        event("a", "2010", tags=("x", "y", "rare")),
        event("b", "2011", tags=("y", "x"), org=("o",)),
        event("c", "2012", tags=("rare", "x")),
        event("d", "2013", tags=("y",)),
        event("e", "2014", tags=("y",)),
    )
    assert related("a", of) == {"c": ["rare", "x"], "b": ["x", "y"], "d": ["y"], "e": ["y"]}


def test_terms_of_every_taxonomy_count() -> None:
    assert related("first-talk") == {
        "second-talk": ["JUG", "Messaging"],
        "platform": ["Kafka"],
        "internship": ["Bank, Paris"],
    }


def test_a_broader_term_counts_where_no_narrower_one_is_shared() -> None:
    # `first-talk` and `platform` share Kafka, and messaging through it: that is once.
    assert related("platform")["first-talk"] == ["Kafka"]
    assert related("platform")["second-talk"] == ["Messaging"]


def test_of_equal_weight_the_nearer_comes_first_then_the_id() -> None:
    of = chronicle(
        event("a", "2010", tags=("x",)),
        event("z", "2011", tags=("x",)),
        event("far", "2001", tags=("x",)),
        event("y", "2011", tags=("x",)),
        event("undated", tags=("x",)),
        event("other", "2010"),
    )
    assert list(related("a", of)) == ["y", "z", "far", "undated"]


def test_what_all_carry_tells_nothing() -> None:
    assert related("a", chronicle(event("a", "2010", tags=("x",)), event("b", "2011", tags=("x",)))) == {}


NAMES = ("a", "b", "c", "d", "e")
PARENTS = {"b": "a", "c": "a", "d": "c"}


@given(st.lists(st.frozensets(st.sampled_from(NAMES)), min_size=1, max_size=7))
def test_weights_are_those_of_the_narrowest_shared_terms(tags: list[frozenset[str]]) -> None:
    events = [event(f"e{number}", str(2000 + number), tags=tuple(sorted(each))) for number, each in enumerate(tags)]
    parents = {name: (PARENTS[name],) if name in PARENTS else None for name in NAMES}
    described = [Description("tag", name, parents=parents[name], docname="d", anchor=name) for name in NAMES]
    of = Chronicle({"d": DocumentRecords(events=events, descriptions=described)}, BUILT_IN)

    def with_broader(names: Iterable[str]) -> set[str]:
        found = set(names)
        while more := {PARENTS[each] for each in found if each in PARENTS} - found:
            found |= more
        return found

    sets = [with_broader(each) for each in tags]
    weights = {name: math.log(len(sets) / count) for name in NAMES if (count := sum(name in each for each in sets))}
    expected = {}
    for number, each in enumerate(sets[1:], 1):
        shared = sets[0] & each
        narrowest = [name for name in shared if not any(PARENTS.get(other) == name for other in shared)]
        if weight := math.fsum(weights[name] for name in narrowest):
            expected[f"e{number}"] = weight
    found = related("e0", of)
    assert found.keys() == expected.keys()
    assert list(found) == sorted(expected, key=lambda name: (-expected[name], int(name[1:])))
    for name, titles in found.items():
        assert math.fsum(weights[title] for title in titles) == expected[name]


# What refers to it --------------------------------------------------------------------------------------------------


def test_places_are_told_once_events_in_order_of_time_first() -> None:
    first, talk = CAREER.events[0], CAREER.events[2]
    places = [
        Backlink("Zebra", "z"),
        Backlink("Section", "a", "s"),
        Backlink("Section", "d", "t", talk),
        Backlink("Other section", "d", "u", talk),
        Backlink("Section", "a", "s"),
        Backlink("Section", "d", "t", first),
        Backlink("apple", "b"),
    ]
    ordered = in_order(places)
    assert [(each.event.id if each.event else each.title) for each in ordered] == [
        "c-program",
        "first-talk",
        "apple",
        "Section",
        "Zebra",
    ]
    [part] = around("platform", "backlinks", places=reversed(places), limit=2).parts
    assert part == Backlinks(ordered[:2])


# All together -------------------------------------------------------------------------------------------------------


def test_parts_come_as_they_were_asked_for_and_none_is_empty() -> None:
    parts = around("platform", "related", "person", "era", "tag", "backlinks", "time").parts
    assert [type(each) for each in parts] == [Related, Steps, Steps]
    assert around("someday", "time", "era", "backlinks").parts == ()


@pytest.mark.parametrize("subject", ["e1", "e2", "e3"])
def test_hidden_terms_are_named_nowhere_and_what_they_are_below_counts(subject: str) -> None:
    tags: dict[str, tuple[str, ...]] = {"e0": (), "e1": ("mid",), "e2": ("top",), "e3": ("mid",)}
    described = [
        Description("tag", "mid", parents=("top",), is_hidden=True, docname="d", anchor="mid"),
        Description("tag", "top", docname="d", anchor="top"),
    ]
    events = [event(name, f"201{name[1]}", tags=carried) for name, carried in tags.items()]
    of = Chronicle({"d": DocumentRecords(events=events, descriptions=described)}, BUILT_IN)
    [related] = around(subject, "related", of=of).parts
    assert isinstance(related, Related)
    shared = {each.event.id: [term.title for term in each.terms] for each in related.relations}
    assert shared == {other: ["top"] for other in ("e1", "e2", "e3") if other != subject}
    assert {title for title, *_ in steps(subject, "tag", of=of)} <= {"top"}


# The eras beside one's own ------------------------------------------------------------------------------------------


def _of_eras(*dates: str | None) -> Chronicle:
    """A chronicle of eras e0, e1 …, each with one event; the last era has another inside it."""
    eras = [
        Era(
            f"e{number}", f"Era {number}", parse(date) if date else None, docname="d", anchor=f"e{number}", order=number
        )
        for number, date in enumerate(dates)
    ]
    inner = Era("inner", "Inner", parse("2014"), (eras[-1].id,), docname="d", anchor="inner", order=99)
    events = [event(f"in-{each.id}", "2012", eras=(each.id,)) for each in eras]
    events.append(event("in-inner", "2014", eras=("inner", eras[-1].id)))
    return Chronicle({"d": DocumentRecords(events=events, eras=[*eras, inner])}, BUILT_IN)


def test_eras_beside_are_those_inside_the_same_era() -> None:
    of = _of_eras("2010/2012", "2012/2014", "2014/2020")
    [part] = around("in-e1", "eras", of=of).parts
    assert isinstance(part, Eras)
    assert [each.id for each in part.eras] == ["e0", "e1", "e2"]
    assert (part.previous, part.next) == (part.eras[0], part.eras[2])
    [last] = around("in-e2", "eras", of=of).parts
    assert isinstance(last, Eras)
    assert last.place == 2
    assert last.next is None
    # Alone inside its own, or in none, there is nothing beside.
    assert around("in-inner", "eras", of=of).parts == ()
    assert around("someday", "eras").parts == ()


def test_spans_are_parts_of_the_whole() -> None:
    [part] = around("in-e0", "eras", of=_of_eras("2010/2011", "2012/2019", "../2013", "2018/..", None)).parts
    assert isinstance(part, Eras)
    spans = {era.id: span for era, span in zip(part.eras, part.spans(), strict=True)}
    assert spans["e0"] == pytest.approx((0, 0.2), abs=0.01)
    assert spans["e1"] == pytest.approx((0.2, 1), abs=0.01)
    assert spans["e2"] == pytest.approx((0, 0.4), abs=0.01)
    assert spans["e3"] == pytest.approx((0.8, 1), abs=0.01)
    assert spans["e4"] == pytest.approx((1, 1))
    [alike] = around("in-e0", "eras", of=_of_eras(None, None)).parts
    assert isinstance(alike, Eras)
    assert alike.spans() == ((1, 1), (1, 1))
