"""The chronicle: one order, ids that are unique, nothing dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.dates import parse
from sphinx_retrospective.core.definitions import BUILT_IN
from sphinx_retrospective.core.errors import Problem
from sphinx_retrospective.core.ids import time_order
from sphinx_retrospective.core.model import Description, DocumentRecords, Era, Event, Tagging


def event(
    name: str,
    date: str = "",
    doc: str = "d",
    line: int = 1,
    *,
    eras: tuple[str, ...] = (),
    title: str = "",
    own: bool = True,
) -> Event:
    return Event(
        name,
        title or name.title(),
        parse(date) if date else None,
        "event",
        eras=eras,
        docname=doc,
        anchor=f"event-{name}-{line}",
        order=line,
        location=f"{doc}.md:{line}",
        has_own_id=own,
    )


def era(
    name: str, date: str = "", doc: str = "d", line: int = 1, eras: tuple[str, ...] = (), *, own: bool = True
) -> Era:
    return Era(
        name,
        name.title(),
        parse(date) if date else None,
        eras=eras,
        docname=doc,
        anchor=f"era-{name}-{line}",
        location=f"{doc}.md:{line}",
        has_own_id=own,
    )


def chronicle(*records: Event | Era | Tagging | Description) -> Chronicle:
    documents: dict[str, DocumentRecords] = {}
    for record in records:
        document = documents.setdefault(record.docname, DocumentRecords())
        match record:
            case Event():
                document.events.append(record)
            case Era():
                document.eras.append(record)
            case Tagging():
                document.taggings.append(record)
            case Description():
                document.descriptions.append(record)
    return Chronicle(documents, BUILT_IN)


def test_nothing() -> None:
    empty = Chronicle({}, BUILT_IN)
    assert (empty.events, empty.eras, empty.taggings, empty.problems) == ((), (), (), ())
    assert list(empty.taxonomies) == ["tag", "org", "person", "place"]
    assert empty.event("x") is None
    assert empty.era("x") is None
    assert empty.id_at("d", "x") is None


def test_order_is_by_date_then_title_then_id() -> None:
    dates = [
        "-0044",
        "0999",
        "20XX",
        "201X",
        "2014",
        "2014-21",
        "2014-01",
        "2014-01-01",
        "2014-03",
        "2015?",
        "2015~",
        "",
    ]
    found = chronicle(*(event(f"e{place:02}", date) for place, date in enumerate(dates)))
    assert [each.id for each in found.events] == [
        "e00", "e01", "e02", "e03", "e04", "e06", "e07", "e05", "e08", "e09", "e10", "e11"
    ]  # fmt: skip
    same = chronicle(
        *(event(name, "2014", title=title) for name, title in [("x", "b"), ("c", "B"), ("z", "a"), ("y", "É")])
    )
    assert [each.id for each in same.events] == ["z", "c", "x", "y"]


def test_records_are_found_again() -> None:
    found = chronicle(event("a"), era("a"), event("b", doc="other"))
    first = found.event("a")
    assert first is not None
    assert first.title == "A"
    assert found.era("a") == era("a")
    assert found.era("b") is None
    assert found.id_at("other", "event-b-1") == "b"
    assert found.problems == ()  # an event and an era may have the same id


def test_duplicate_events_are_renamed_with_both_places_told() -> None:
    found = chronicle(
        event("a", "2014", "one", 3), event("a", "2013", "two", 5), event("a", "2012", "two", 7), event("b", doc="two")
    )
    assert [(each.id, each.location) for each in found.events] == [
        ("a-3", "two.md:7"),
        ("a-2", "two.md:5"),
        ("a", "one.md:3"),
        ("b", "two.md:1"),
    ]
    assert found.problems == (
        Problem(
            "duplicate",
            "the event id 'a' is used twice, the first time at one.md:3; "
            "this one is 'a-2' for now, give it an id of its own",
            field="two.md:5",
        ),
        Problem(
            "duplicate",
            "the event id 'a' is used twice, the first time at one.md:3; "
            "this one is 'a-3' for now, give it an id of its own",
            field="two.md:7",
        ),
    )
    assert found.id_at("two", "event-a-5") == "a-2"
    assert found.id_at("one", "event-a-3") == "a"


def ids(found: Chronicle) -> dict[str, str]:
    return {f"{each.docname}:{each.order}": each.id for each in found.events}


def test_events_of_one_title_are_told_apart_by_their_dates() -> None:
    dates = {
        "one": "2015-04-08/2015-04-10",
        "two": "2013-03-27",
        "three": "2015-06",
        "four": "2015-06-30~",
        "five": "2015-06-30T10:30:00Z",
        "six": "",
    }
    found = chronicle(*(event("devoxx", date, doc, own=False) for doc, date in dates.items()))
    assert ids(found) == {
        "two:1": "devoxx",
        "one:1": "devoxx-2015",
        "three:1": "devoxx-2015-06",
        "four:1": "devoxx-2015-06-30",
        "five:1": "devoxx-2",
        "six:1": "devoxx-3",
    }
    assert found.problems == ()
    first = found.event("devoxx-2013")
    assert first is found.event("devoxx")
    assert found.event_ids.ambiguity("devoxx") == (
        "6 events share the title of 'devoxx', and the earliest is taken; write 'devoxx-2013', 'devoxx-2015', "
        "'devoxx-2015-06', 'devoxx-2015-06-30', 'devoxx-2', 'devoxx-3'"
    )
    assert found.event_ids.ambiguity("devoxx-2015") == ""


@given(st.permutations(["2013", "2014-05", "2014-06", "2015"]))
def test_which_is_read_first_makes_no_difference(dates: list[str]) -> None:
    found = chronicle(*(event("a", date, f"doc{place}", own=False) for place, date in enumerate(dates)))
    assert [each.id for each in found.events] == ["a", "a-2014", "a-2014-06", "a-2015"]


def test_an_id_of_its_own_comes_before_one_that_a_title_gives() -> None:
    found = chronicle(
        event("a", "2013", "one", own=False), event("a", "2014", "two"), event("a-2013", "2015", "three", own=False)
    )
    assert ids(found) == {"one:1": "a-2", "two:1": "a", "three:1": "a-2013"}
    assert found.problems == ()
    assert found.event_ids.ambiguity("a") == ""


def test_eras_of_one_title() -> None:
    found = chronicle(
        era("job", "2014", "one", own=False),
        event("x", "2014", "one", eras=("era-job-1",)),
        era("job", "2012", "two", 9, own=False),
        event("y", "2015", "two", eras=("era-job-9",)),
    )
    assert [event.eras for event in found.events] == [("job-2014",), ("job",)]
    assert found.era("job-2012") is found.era("job")


def test_what_two_documents_include_is_one() -> None:
    def told(doc: str, line: int, era_name: str) -> Event:
        return replace(event("a", "2014", doc, line, eras=(f"era-{era_name}-1",)), location="shared.md:3")

    found = chronicle(
        told("one", 1, "x"), told("two", 2, "y"), era("x", doc="one"), era("y", doc="two"), event("a", "2014", "three")
    )
    assert [(each.id, each.docname, each.eras) for each in found.events] == [
        ("a", "one", ("x", "y")),
        ("a-2", "three", ()),
    ]
    assert [problem.field for problem in found.problems] == ["three.md:1"]
    assert found.id_at("two", "event-a-2") == "a"


def test_a_number_that_someone_asked_for_is_left_to_them() -> None:
    found = chronicle(event("a", doc="one"), event("a", doc="two"), event("a-2", doc="three"), event("a-2", doc="zero"))
    assert {each.id: each.docname for each in found.events} == {
        "a": "one",
        "a-3": "two",
        "a-2": "three",
        "a-2-2": "zero",
    }


def test_a_renamed_era_is_renamed_in_its_events() -> None:
    found = chronicle(
        era("a", "2014", "one"),
        event("x", "2014", "one", eras=("a",)),
        era("a", "2015", "two", 9),
        event("y", "2015", "two", eras=("inner", "a")),
        event("z", "2016", "two"),
    )
    assert [each.id for each in found.eras] == ["a", "a-2"]
    assert {each.id: each.eras for each in found.events} == {"x": ("a",), "y": ("inner", "a-2"), "z": ()}
    [problem] = found.problems
    assert problem.field == "two.md:9"
    assert problem.message.startswith("the era id 'a' is used twice, the first time at one.md:1")


def test_a_renamed_era_is_renamed_in_eras_inside_it() -> None:
    found = chronicle(era("a", doc="one"), era("a", doc="two"), era("b", doc="two", eras=("a",)))
    inner = found.era("b")
    assert inner is not None
    assert inner.eras == ("a-2",)


def test_terms_are_gathered_from_everything() -> None:
    found = chronicle(
        Event("a", "A", parse("2015"), "event", {"tag": ("java",), "org": ("Apache",)}, docname="one"),
        Event("b", "B", parse("2014"), "event", {"tag": ("JAVA",)}, docname="two"),
        Tagging("Zed", {"tag": ("Java",)}, "one"),
        Tagging("alpha", {"tag": ("Java",)}, "two"),
        Description("tag", "Java", ("JVM",), docname="three", location="three.md:1"),
        Description("org", "Apache", docname="three"),
    )
    java = found.taxonomies["tag"].find("jvm")
    assert java is not None
    assert java.events == ("b", "a")  # by time
    assert [tagging.title for tagging in java.taggings] == ["alpha", "Zed"]  # by title
    assert [term.title for term in found.taxonomies["org"].terms.values()] == ["Apache"]
    assert found.taggings == java.taggings


def test_problems_of_taxonomies_are_told() -> None:
    found = chronicle(
        Description("tag", "Java", docname="a", location="a.md:1"),
        Description("tag", "java", docname="b", location="b.md:2"),
    )
    assert [(problem.subtype, problem.field) for problem in found.problems] == [("duplicate", "b.md:2")]


# Any project --------------------------------------------------------------------------------------------------------

dates = st.sampled_from(
    [
        "",
        "2014",
        "2014~",
        "2014-01",
        "2014-01-01",
        "2014-21",
        "201X",
        "20XX",
        "2014/2016",
        "2015/..",
        "../2015",
        "-0044",
    ]
)
names = st.sampled_from(["a", "b", "a-2", "a-3", "c"])
docs = st.sampled_from(["one", "two", "three"])
events = st.builds(event, names, dates, docs, st.integers(1, 99), title=st.sampled_from(["", "T", "t"]))
eras = st.builds(era, names, dates, docs, st.integers(1, 99))


@given(st.lists(st.one_of(events, eras), max_size=12))
def test_nothing_is_dropped_and_no_id_is_shared(records: list[Event | Era]) -> None:
    # Two of one place would be one.
    records = [replace(record, location=f"{record.docname}.md:{place}") for place, record in enumerate(records)]
    found = chronicle(*records)
    for kind, kept in ((Event, found.events), (Era, found.eras)):
        given_in = [record for record in records if isinstance(record, kind)]
        assert len(kept) == len(given_in)
        assert sorted(record.location for record in kept) == sorted(record.location for record in given_in)
        assert len({record.id for record in kept}) == len(kept)
        assert {record.id for record in given_in} <= {record.id for record in kept}
        assert list(kept) == sorted(kept, key=time_order)
        assert len({time_order(record) for record in kept}) == len(kept)  # total: no two are equal
        renamed = len(given_in) - len({record.id for record in given_in})
        word = "event" if kind is Event else "era"
        assert sum(problem.message.startswith(f"the {word} id ") for problem in found.problems) == renamed


@given(st.lists(st.one_of(events, eras), max_size=10), st.permutations(["one", "two", "three"]))
def test_the_order_of_documents_makes_no_difference(records: list[Event | Era], order: list[str]) -> None:
    regrouped = sorted(records, key=lambda record: order.index(record.docname))  # stable: inside each, as before
    first, second = chronicle(*records), chronicle(*regrouped)
    assert first.events == second.events
    assert first.eras == second.eras
    assert first.problems == second.problems


@given(st.lists(events, max_size=10, unique_by=lambda record: record.id), st.data())
def test_the_order_of_insertion_makes_no_difference(records: list[Event], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(records))
    assert chronicle(*shuffled).events == chronicle(*records).events


@pytest.mark.parametrize("undated_first", [True, False])
def test_undated_come_last(undated_first: bool) -> None:
    pair = [event("u"), event("d", "9999")]
    found = chronicle(*(pair if undated_first else reversed(pair)))
    assert [each.id for each in found.events] == ["d", "u"]
