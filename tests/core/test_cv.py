"""A CV: each event once, roles with their employer, projects with the job that they were made in, the newest first."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.cv import Entry, build_cv, span_of
from sphinx_retrospective.core.dates import Date, EventDate, Interval, parse
from sphinx_retrospective.core.definitions import BUILT_IN
from sphinx_retrospective.core.model import Description, DocumentRecords, Event
from sphinx_retrospective.core.query import select
from tests.core.career import KINDS, chronicle, event, parsed
from tests.core.dates.texts import values


def job(name: str, date: str, *org: str) -> Event:
    return event(name, date, "job", org=org)


def project(name: str, date: str, *org: str) -> Event:
    return event(name, date, "project", org=org)


def of(gathered: Chronicle, order: str = "newest") -> dict[str, list[str]]:
    """The entries of each section: the ids of the roles, after a plus those of the projects."""
    events = select(gathered, parsed(order=order))
    sections = build_cv(events, gathered, (*KINDS, "award"), newest_first=order == "newest")
    return {section.kind: [said(each) for each in section.entries] for section in sections}


def said(entry: Entry) -> str:
    roles, projects = (" ".join(each.id for each in part) for part in (entry.roles, entry.projects))
    return f"{roles} + {projects}" if projects else roles


def cv(*events: Event, order: str = "newest") -> dict[str, list[str]]:
    return of(chronicle(*events), order)


# Sections -------------------------------------------------------------------------------------------------------------


def test_sections_have_one_order() -> None:
    kinds = ("award", "event", "milestone", "release", "post", "talk", "project", "education", "job")
    sections = list(cv(*(event(kind, "2015", kind) for kind in kinds)))
    assert sections == ["job", "education", "project", "talk", "post", "release", "milestone", "award", "event"]


def test_what_is_told_and_what_is_listed() -> None:
    gathered = chronicle(*(event(kind, "2015", kind) for kind in KINDS))
    sections = build_cv(gathered.events, gathered, KINDS, newest_first=True)
    assert [each.kind for each in sections if not each.is_list] == ["job", "education", "project"]


def test_nothing_gives_nothing() -> None:
    assert cv() == {}


# Order ----------------------------------------------------------------------------------------------------------------


def test_what_goes_on_is_newest_then_what_ended_last() -> None:
    jobs = (
        job("long", "2010/2019", "A"),
        job("on", "2012/..", "B"),
        job("short", "2015/2016", "C"),
        job("later", "2018-05/..", "D"),
        job("undated", "", "E"),
        job("point", "2017", "F"),
        job("unknown-end", "2014/", "G"),
        job("until", "../2013", "H"),
    )
    newest = ["later", "on", "long", "point", "short", "unknown-end", "until"]
    assert cv(*jobs)["job"] == [*newest, "undated"]
    assert cv(*jobs, order="oldest")["job"] == [*reversed(newest), "undated"]


def test_lists_are_in_the_order_of_other_views() -> None:
    talks = [event(date, date, "talk") for date in ("2015", "2015-06", "2015-06-03", "201X", "2016-01-01")]
    assert cv(*talks)["talk"] == ["2016-01-01", "2015-06-03", "2015-06", "2015", "201X"]


# Roles ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "entries"),
    [
        # One after the other, by the year, the month or the day.
        (("2014/2016", "2017/2018"), ["b a"]),
        (("2014-01/2016-03", "2016-04/.."), ["b a"]),
        (("2014-01-01/2016-03-30", "2016-03-31/.."), ["b a"]),
        # At the same time, whole or in part.
        (("2014/2018", "2015/2016"), ["a b"]),
        (("2014/2016", "2016"), ["a b"]),
        # Back after a time elsewhere.
        (("2014/2015", "2017/2018"), ["b", "a"]),
        (("2014-01/2016-03", "2016-05/.."), ["b", "a"]),
        # Without end, whatever follows is within it.
        (("2014/..", "2019/2020"), ["a b"]),
        (("2014/", "2019/2020"), ["b a"]),
        # What may be anywhere in a decade, or at any time, joins nothing.
        (("2014/2016", "201X"), ["a", "b"]),
        (("2014/2016", ""), ["a", "b"]),
    ],
)
def test_roles_at_one_employer(dates: tuple[str, str], entries: list[str]) -> None:
    assert cv(*(job(name, date, "Ateliers") for name, date in zip("ab", dates, strict=True)))["job"] == entries


def test_roles_of_several_employers_are_told_apart() -> None:
    jobs = (job("a", "2014/2016", "One"), job("b", "2015/2017", "Two"), job("c", "2016/2018", "one"))
    assert cv(*jobs)["job"] == ["c a", "b"]
    assert cv(job("a", "2014/2016"), job("b", "2016/2018"))["job"] == ["b", "a"]


def test_a_job_and_a_course_at_one_place_are_two_things() -> None:
    found = cv(job("a", "2014/2016", "School"), event("b", "2016/2018", "education", org=("School",)))
    assert found == {"job": ["a"], "education": ["b"]}


def test_an_alias_is_the_same_employer_and_a_hidden_one_is_none() -> None:
    events = [job("a", "2014/2016", "Inc.", "One"), job("b", "2016/2018", "Uno"), job("c", "2016/2018", "Inc.")]
    described = [Description("org", "One", ("Uno",)), Description("org", "Inc.", is_hidden=True)]
    gathered = Chronicle({"d": DocumentRecords(events=events, descriptions=described)}, BUILT_IN)
    assert sorted(of(gathered)["job"]) == ["b a", "c"]


# Projects -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "job"),
    [
        ("2015", "first"),
        ("2016-12-31", "first"),
        # It began there.
        ("2016/2020", "first"),
        ("2010/2014", "first"),
        ("2019/..", "second"),
        # In between, or before, or at any time.
        ("2017", ""),
        ("2013", ""),
        ("", ""),
    ],
)
def test_a_project_stands_under_the_job_that_it_was_made_in(date: str, job: str) -> None:
    jobs = [event("first", "2014/2016", "job", org=("Ateliers",)), event("second", "2018/..", "job", org=("Ateliers",))]
    found = cv(*jobs, project("p", date, "ateliers"))
    assert found["job"] == [f"{name} + p" if name == job else name for name in ("second", "first")]
    assert found.get("project", []) == ([] if job else ["p"])


def test_a_project_of_others_stands_by_itself() -> None:
    found = cv(job("a", "2014/2016", "One"), project("p", "2015", "Two"), project("q", "2015"))
    assert found == {"job": ["a"], "project": ["q", "p"]}


def test_a_project_of_several_stands_under_the_one_that_is_an_employer() -> None:
    assert cv(job("a", "2014/2016", "One"), project("p", "2015", "Two", "One"))["job"] == ["a + p"]


def test_projects_of_an_entry_are_in_order() -> None:
    events = [job("a", "2014/2016", "One"), *(project(f"p{year}", year, "One") for year in ("2014", "2015", "2016"))]
    assert cv(*events)["job"] == ["a + p2016 p2015 p2014"]
    assert cv(*events, order="oldest")["job"] == ["a + p2014 p2015 p2016"]


# The time of the whole ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "whole"),
    [
        ("2014/2016", "2014/2016"),
        ("2014-09~/2016 2016/2018-03?", "2014-09~/2018-03?"),
        ("2014 2014", "2014"),
        ("2014 2015-03", "2014/2015-03"),
        # Of two that begin, or end, on one day the finer says more.
        ("2014/2015 2014-01/2015-12", "2014-01/2015-12"),
        ("2014/2016 2015/..", "2014/.."),
        ("2014/2016 2015/", "2014/"),
        ("../2016 2015/2018", "../2018"),
        ("/2016 2015/2018", "/2018"),
        ("2014/ 2015/..", "2014/.."),
        ("../2016 2015/..", None),
        ("2014-05-01T10:00/2014-05-02T10:00 2014-05-02/2015", "2014-05-01/2015"),
        ("", None),
    ],
)
def test_the_whole_of_several_times(dates: str, whole: str | None) -> None:
    found = span_of([parse(date) for date in dates.split()])
    assert (found.edtf if found else None) == whole


@given(st.lists(values(), min_size=1, max_size=5))
def test_the_whole_has_every_part_in_it(dates: list[EventDate]) -> None:
    whole = span_of(dates)
    if whole is None:
        ends = [each for each in dates if isinstance(each, Interval)]
        assert any(each.start is None for each in ends)
        assert any(each.end is None for each in ends)
        return
    for each in dates:
        assert whole.earliest is None or (each.earliest is not None and whole.earliest <= each.earliest)
        assert whole.latest is None or (each.latest is not None and whole.latest >= each.latest)


# Whatever there is ----------------------------------------------------------------------------------------------------

EVENTS = st.lists(
    st.builds(
        lambda date, kind, org: replace(event("x", "", kind, org=org), date=date),
        st.one_of(st.none(), values()),
        st.sampled_from(["job", "job", "education", "project", "project", "talk", "event"]),
        st.lists(st.sampled_from(["One", "one", "Two"]), max_size=2, unique=True).map(tuple),
    ),
    max_size=12,
).map(lambda events: [replace(each, id=f"e{number}", anchor=f"e{number}") for number, each in enumerate(events)])


@given(EVENTS, st.sampled_from(["oldest", "newest"]))
def test_each_event_is_there_once_in_its_section(events: list[Event], order: str) -> None:
    gathered = chronicle(*events)
    shown = select(gathered, parsed(order=order))
    sections = build_cv(shown, gathered, KINDS, newest_first=order == "newest")
    entries = [(section, entry) for section in sections for entry in section.entries]
    found = [each.id for _, entry in entries for each in (*entry.roles, *entry.projects)]
    assert sorted(found) == sorted(each.id for each in shown)
    for section, entry in entries:
        assert entry.roles
        assert {each.kind for each in entry.roles} == {section.kind}
        assert {each.kind for each in entry.projects} <= {"project"}
        assert not entry.projects or (section.kind == "job" and entry.org)
        assert len(entry.roles) == 1 or entry.org


@given(EVENTS)
def test_newest_and_oldest_are_in_order_at_every_level(events: list[Event]) -> None:
    gathered = chronicle(*events)
    for order in ("oldest", "newest"):
        is_newest = order == "newest"
        shown = select(gathered, parsed(order=order))
        for section in build_cv(shown, gathered, KINDS, newest_first=is_newest):
            dates = [entry.date for entry in section.entries if any(role.date for role in entry.roles)]
            lists = [dates, *([role.date for role in entry.roles] for entry in section.entries)]
            for each in lists:
                keys = [_end(date) for date in (each if is_newest else each[::-1]) if date]
                assert all(after <= before for before, after in pairwise(keys))
            undated = [not any(role.date for role in entry.roles) for entry in section.entries]
            assert undated == sorted(undated)


def _end(date: EventDate) -> tuple[bool, tuple[int, ...]]:
    """When a date ends: what goes on is after all."""
    if isinstance(date, Date):
        return False, tuple(date.earliest)
    end = date.end or date.start
    assert end is not None
    return date.open_end, tuple(end.latest)
