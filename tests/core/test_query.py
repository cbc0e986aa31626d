"""Views: which events, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.dates import Day, EventDate, overlaps, parse
from sphinx_retrospective.core.definitions import BUILT_IN
from sphinx_retrospective.core.errors import Problem
from sphinx_retrospective.core.query import (
    GROUPINGS,
    ORDERS,
    Selection,
    check_names,
    group,
    parse_selection,
    scopes,
    select,
    unknown_kind,
)
from sphinx_retrospective.core.schema import OPTIONS
from sphinx_retrospective.core.where import And, Not, Operand
from tests.core.career import CAREER, KINDS, chronicle, event, parsed


def selected(**options: str) -> list[str]:
    return [each.id for each in select(CAREER, parsed(**options))]


def faults(options: dict[str, str]) -> list[Problem]:
    return parse_selection(options, BUILT_IN, KINDS)[1]


ALL = ["c-program", "internship", "first-talk", "platform", "second-talk", "someday"]


# Options ------------------------------------------------------------------------------------------------------------


def test_nothing_asked_for() -> None:
    assert parsed() == Selection()
    assert parsed(unrelated="x", caption="y") == Selection()
    assert selected() == ALL


@pytest.mark.parametrize("option", [*OPTIONS[:-1], "tags", "org", "people", "place"])
def test_an_empty_option_asks_for_nothing(option: str) -> None:
    assert parse_selection({option: ""}, BUILT_IN, KINDS) == (Selection(), [])


@pytest.mark.parametrize("text", [",", " ; ", "\n"])
def test_separators_alone_ask_for_nothing(text: str) -> None:
    assert selected(tags=text) == ALL


def test_every_option() -> None:
    assert parsed(
        tags="a, b",
        org="X, Y; Z",
        kind="Talk,\n post",
        era="one, two",
        since="2014",
        until="2015-06",
        where="tag:a and not b",
        order="newest",
        limit=" 3 ",
        group_by="kind",
    ) == Selection(
        terms={"tag": ("a", "b"), "org": ("X, Y", "Z")},
        kinds=("talk", "post"),
        eras=("one", "two"),
        since=Day(2014, 1, 1),
        until=Day(2015, 6, 30),
        where=And((Operand("a", "tag"), Not(Operand("b")))),
        order="newest",
        limit=3,
        group_by="kind",
    )


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"tags": "C"}, ["c-program"]),
        ({"tags": "c++"}, ["internship"]),
        ({"tags": "c-plus-plus"}, ["internship"]),
        ({"tags": "C, C++"}, ["c-program", "internship"]),
        ({"tags": "ak"}, ["first-talk", "platform"]),
        ({"tags": "messaging"}, ["first-talk", "platform", "second-talk"]),
        ({"tags": "linux"}, ["internship", "someday"]),
        ({"tags": "cobol"}, []),
        ({"tags": "cobol, C"}, ["c-program"]),
        ({"org": "jug"}, ["first-talk", "second-talk"]),
        ({"org": "Bank, Paris"}, ["internship", "first-talk"]),
        ({"org": "Bank, Paris; Cloud"}, ["internship", "first-talk", "platform"]),
        ({"people": "X"}, []),
        ({"kind": "talk"}, ["first-talk", "second-talk"]),
        ({"kind": "talk, Job"}, ["internship", "first-talk", "platform", "second-talk"]),
        ({"kind": "release"}, []),
        ({"era": "school"}, ["c-program", "internship"]),
        ({"era": "linux, work"}, ["internship", "platform", "second-talk"]),
        ({"era": "nowhere"}, []),
        ({"where": "talk"}, ["first-talk", "second-talk"]),
        ({"where": "kind:talk"}, ["first-talk", "second-talk"]),
        ({"where": "tag:talk"}, []),
        ({"where": "not kind:talk and not job"}, ["c-program", "someday"]),
        ({"where": "(kafka or linux) and not talk"}, ["internship", "platform", "someday"]),
        ({"where": "era:school"}, ["c-program", "internship"]),
        ({"where": "linux"}, ["internship", "someday"]),  # a tag, and an era of that name
        ({"where": "era:linux"}, ["internship"]),
        ({"where": 'org:"bank, paris"'}, ["internship", "first-talk"]),
        ({"where": '"C++" or C'}, ["c-program", "internship"]),
        ({"where": "messaging and not kafka"}, ["second-talk"]),
        ({"limit": "2"}, ["c-program", "internship"]),
        ({"limit": "99"}, ALL),
        ({"order": "oldest"}, ALL),
        ({"order": "newest"}, ["second-talk", "platform", "first-talk", "internship", "c-program", "someday"]),
        ({"order": "newest", "limit": "1"}, ["second-talk"]),
        ({"kind": "talk", "tags": "kafka"}, ["first-talk"]),
        ({"kind": "job", "era": "work", "since": "2016", "tags": "kafka", "where": "not C"}, ["platform"]),
        ({"tags": "linux", "org": "Bank, Paris"}, ["internship"]),
        ({"tags": "linux", "org": "JUG"}, []),
        ({"kind": "talk", "order": "newest", "limit": "1"}, ["second-talk"]),
    ],
)
def test_selecting(options: dict[str, str], found: list[str]) -> None:
    assert selected(**options) == found


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"since": "2014"}, ["internship", "first-talk", "platform", "second-talk"]),
        ({"since": "2014-06"}, ["internship", "platform", "second-talk"]),
        ({"since": "2014-06-30"}, ["internship", "platform", "second-talk"]),
        ({"since": "2014-07-01"}, ["platform", "second-talk"]),
        ({"since": "2014-07~"}, ["platform", "second-talk"]),
        ({"since": "201X"}, ALL[:-1]),
        ({"since": "2014-23"}, ["platform", "second-talk"]),
        ({"since": "2014-07/2014-08"}, ["platform", "second-talk"]),
        ({"since": "2019"}, ["platform"]),
        ({"since": "9999"}, ["platform"]),
        ({"since": "2014-07/.."}, ["platform", "second-talk"]),
        ({"since": "../2014"}, ALL),
        ({"until": "2012"}, ["c-program"]),
        ({"until": "2013"}, ["c-program", "internship"]),
        ({"until": "2012-12-31"}, ["c-program"]),
        ({"until": "2013-01-01"}, ["c-program", "internship"]),
        ({"until": "2014-04"}, ["c-program", "internship"]),
        ({"until": "2014-05-12"}, ["c-program", "internship", "first-talk"]),
        ({"until": "2014-05-11"}, ["c-program", "internship"]),
        ({"until": "2014-21"}, ["c-program", "internship", "first-talk"]),
        ({"until": "201X"}, ALL[:-1]),
        ({"until": "200X"}, []),
        ({"until": "2010/2012"}, ["c-program"]),
        ({"until": "../2012"}, ["c-program"]),
        ({"until": "2012/.."}, ALL),
        ({"until": "-0044"}, []),
        ({"since": "2014", "until": "2014"}, ["internship", "first-talk"]),
        ({"since": "2014-05-12", "until": "2014-05-12"}, ["internship", "first-talk"]),
        ({"since": "2011", "until": "2012"}, []),
        ({"since": "2019", "until": "2019"}, ["platform"]),
    ],
)
def test_windows_of_time(options: dict[str, str], found: list[str]) -> None:
    assert selected(**options) == found


@pytest.mark.parametrize("date", ["../2015", "/2015"])
def test_an_open_start_reaches_back_without_bound(date: str) -> None:
    found = chronicle(event("a", date))
    assert select(found, parsed(until="-9999"))
    assert select(found, parsed(since="2015"))
    assert not select(found, parsed(since="2016"))


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"since": "soon"}, ("date", "since", "soon")),
        ({"until": "2014-02-30"}, ("date", "until", "2014-02-30")),
        (
            {"since": "2015", "until": "2014"},
            ("option", "until", "until comes before since and is left out; swap the two"),
        ),
        ({"kind": "tlak"}, ("kind", "kind", "'tlak' is not a kind; the kinds are job, education, ")),
        ({"kind": "talk, tlak"}, ("kind", "kind", "perhaps 'talk' is meant")),
        ({"order": "newst"}, ("option", "order", "order 'newst' is not oldest or newest; perhaps 'newest' is meant")),
        (
            {"group-by": "yeer"},
            ("option", "group-by", "'yeer' is not year, decade, day, era, kind, org or none; perhaps 'year'"),
        ),
        ({"limit": "0"}, ("option", "limit", "limit '0' is not a number from 1 up")),
        ({"limit": "-1"}, ("option", "limit", "is not a number from 1 up")),
        ({"limit": "1.5"}, ("option", "limit", "is not a number from 1 up")),
        ({"limit": "many"}, ("option", "limit", "is not a number from 1 up")),
        ({"limit": "٣"}, ("option", "limit", "is not a number from 1 up")),
        ({"limit": "²"}, ("option", "limit", "is not a number from 1 up")),
        ({"limit": "9" * 5000}, ("option", "limit", "is not a number from 1 up")),
        ({"where": ""}, ("where", "where", "where: the expression is empty")),
        ({"where": "a b"}, ("where", "where", "where: 'b' at character 3 is out of place")),
        ({"where": "tags:x"}, ("where", "where", "perhaps 'tag' is meant")),
    ],
)
def test_a_faulty_option(options: dict[str, str], problem: tuple[str, str, str]) -> None:
    selection, [found] = parse_selection({**options, "tags": "C"}, BUILT_IN, KINDS)
    assert (found.subtype, found.field) == problem[:2]
    assert problem[2] in found.message
    assert len(found.message) < 300
    assert selection.terms == {"tag": ("C",)}
    assert (selection.where, selection.limit, selection.order, selection.group_by) == (None, None, "oldest", "")


def test_each_fault_is_told() -> None:
    wrong = {"since": "x", "until": "y", "kind": "k, l", "order": "o", "limit": "l", "where": "(", "group-by": "g"}
    found = faults(wrong)
    assert sorted(problem.field or "" for problem in found) == sorted([*wrong, "kind"])


def test_a_window_upside_down_has_no_end() -> None:
    selection, _ = parse_selection({"since": "2015", "until": "2014"}, BUILT_IN, KINDS)
    assert selection == parsed(since="2015")


def test_unknown_kind() -> None:
    assert unknown_kind("jbo", iter(["job", "talk"])) == (
        "'jbo' is not a kind; the kinds are job, talk; perhaps 'job' is meant"
    )


def test_scopes() -> None:
    assert scopes(BUILT_IN) == {"kind", "era", "tag", "org", "person", "place"}


# Names --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"tags": "kafka, ak, C++, messaging", "org": "JUG", "era": "school, work"},
        {"where": "kafka and talk and school and org:jug and kind:Talk and era:work and tag:ak and release"},
    ],
)
def test_known_names(options: dict[str, str]) -> None:
    assert check_names(parsed(**options), CAREER, KINDS) == []


@pytest.mark.parametrize(
    ("options", "field", "message"),
    [
        ({"tags": "kafak"}, "tags", "no event or page has the tag 'kafak'; perhaps 'Kafka' is meant"),
        ({"tags": "C, zzzz"}, "tags", "no event or page has the tag 'zzzz'"),
        ({"org": "jugg"}, "org", "no event or page has the org 'jugg'; perhaps 'JUG' is meant"),
        ({"people": "X"}, "people", "no event or page has the person 'X'"),
        ({"era": "scool"}, "era", "there is no era 'scool'; perhaps 'school' is meant"),
        ({"where": "kafak"}, "where", "where: there is no term, kind or era 'kafak'; perhaps 'Kafka' is meant"),
        ({"where": "C and not tlak"}, "where", "where: there is no term, kind or era 'tlak'; perhaps 'talk' is meant"),
        ({"where": "scool"}, "where", "perhaps 'school' is meant"),
        ({"where": "org:kafka"}, "where", "where: there is no org 'kafka'"),
        ({"where": "kind:kafka"}, "where", "where: there is no kind 'kafka'"),
        ({"where": "era:kafka"}, "where", "where: there is no era 'kafka'"),
        ({"where": "tag:talk"}, "where", "where: there is no tag 'talk'"),
    ],
)
def test_unknown_names(options: dict[str, str], field: str, message: str) -> None:
    [problem] = check_names(parsed(**options), CAREER, KINDS)
    assert (problem.subtype, problem.field) == ("term", field)
    assert message in problem.message


def test_each_unknown_name_is_told() -> None:
    problems = check_names(parsed(tags="x1, x2", era="x3", where="x4 or x5"), CAREER, iter(KINDS))
    assert [problem.field for problem in problems] == ["tags", "tags", "era", "where", "where"]


# Any project --------------------------------------------------------------------------------------------------------

DATES = [
    "", "", "2014", "2014~", "2014-05", "2014-05-12", "2014-22", "201X", "20XX", "2014-XX", "2013/2015", "2015/..",
    "../2012", "-0044", "2014-05-12T10:00:00", "2016?", "/2016", "2014/",
]  # fmt: skip
TAGS = ["C", "C++", "kafka", "AK", "Messaging"]


@st.composite
def projects(draw: st.DrawFn) -> Chronicle:
    number = draw(st.integers(0, 10))
    return chronicle(
        *(
            event(
                f"e{place}",
                draw(st.sampled_from(DATES)),
                draw(st.sampled_from(["talk", "job", "event"])),
                tags=tuple(draw(st.lists(st.sampled_from(TAGS), max_size=2))),
                org=tuple(draw(st.lists(st.sampled_from(["Bank", "JUG", "bank"]), max_size=2))),
                eras=draw(st.sampled_from([(), ("school",), ("work", "school")])),
            )
            for place in range(number)
        )
    )


filters: dict[str, st.SearchStrategy[str]] = {
    "tags": st.lists(st.sampled_from([*TAGS, "cobol"]), min_size=1, max_size=2).map(", ".join),
    "org": st.sampled_from(["bank", "JUG", "Bank; JUG"]),
    "kind": st.sampled_from(["talk", "talk, job"]),
    "era": st.sampled_from(["school", "work", "work, school"]),
    "since": st.sampled_from([date for date in DATES if date]),
    "until": st.sampled_from([date for date in DATES if date]),
    "where": st.sampled_from(["kafka", "not kafka", "talk or tag:C", "work and not (C or job)"]),
}
selections = st.fixed_dictionaries(
    {}, optional={**filters, "order": st.sampled_from(ORDERS), "limit": st.integers(1, 12).map(str)}
)


def within(date: EventDate | None, options: dict[str, str]) -> bool:
    since = parse(options["since"]).earliest if "since" in options else None
    until = parse(options["until"]).latest if "until" in options else None
    if since is not None and until is not None and until < since:
        until = None
    if since is None and until is None:
        return True
    return date is not None and overlaps(date, since, until)


@given(projects(), selections)
def test_a_selection_is_what_each_option_alone_leaves(project: Chronicle, options: dict[str, str]) -> None:
    chosen = select(project, parse_selection(options, BUILT_IN, KINDS)[0])
    expected = list(project.events)
    for name in filters.keys() & options.keys() - {"since", "until"}:
        alone = select(project, parse_selection({name: options[name]}, BUILT_IN, KINDS)[0])
        assert list(alone) == [each for each in project.events if each in alone]
        expected = [each for each in expected if each in alone]
    expected = [each for each in expected if within(each.date, options)]
    if options.get("order") == "newest":
        expected = [each for each in reversed(expected) if each.date] + [each for each in expected if not each.date]
    assert list(chosen) == expected[: int(options.get("limit", 99))]


@given(projects(), st.sampled_from([("tags", "kafka"), ("kind", "talk"), ("era", "work"), ("org", "bank")]))
def test_a_filter_is_a_where_of_the_same(project: Chronicle, pair: tuple[str, str]) -> None:
    option, name = pair
    scope = {"tags": "tag"}.get(option, option)
    one = select(project, parse_selection({option: name}, BUILT_IN, KINDS)[0])
    other = select(project, parse_selection({"where": f"{scope}:{name}"}, BUILT_IN, KINDS)[0])
    rest = select(project, parse_selection({"where": f"not {scope}:{name}"}, BUILT_IN, KINDS)[0])
    assert one == other
    assert sorted([*one, *rest], key=project.events.index) == list(project.events)


@given(projects(), selections, st.sampled_from(GROUPINGS))
@example(chronicle(event("a"), event("b", "201X"), event("c", "2014")), {"order": "newest"}, "year")
def test_groups_are_a_partition_in_order(project: Chronicle, options: dict[str, str], by: str) -> None:
    chosen = select(project, parse_selection(options, BUILT_IN, KINDS)[0])
    shown = group(chosen, by, project, KINDS)
    assert sorted((one for each in shown for one in each.events), key=chosen.index) == list(chosen)
    assert sum(len(each.events) for each in shown) == len(chosen)
    values = [each.value for each in shown]
    assert len(set(values)) == len(values)
    assert None not in values[:-1]
    for each in shown:
        assert each.by == by
        assert each.events
        assert list(each.events) == sorted(each.events, key=chosen.index)
    firsts = [chosen.index(each.events[0]) for each in shown if each.value is not None]
    assert by == "kind" or firsts == sorted(firsts)


@given(
    st.dictionaries(
        st.sampled_from([*OPTIONS, "tags", "org", "other"]),
        st.one_of(st.text(max_size=10), st.sampled_from(["2014", "talk", "newest", "3", "(", "a or b"])),
    )
)
def test_any_options_give_a_selection(options: dict[str, str]) -> None:
    selection, problems = parse_selection(options, BUILT_IN, KINDS)
    assert selection.order in ORDERS
    assert selection.group_by in {"", *GROUPINGS}
    assert selection.limit is None or selection.limit > 0
    assert set(selection.kinds) <= set(KINDS)
    assert {problem.field for problem in problems} <= set(options)
    assert {each.id for each in select(CAREER, selection)} <= set(ALL)
    check_names(selection, CAREER, KINDS)
