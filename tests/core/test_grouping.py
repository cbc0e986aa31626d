"""Views: in which groups events are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.dates import Date, EventDate
from sphinx_retrospective.core.query import GROUPINGS, Group, group, select
from tests.core.career import CAREER, KINDS, chronicle, event, parsed
from tests.core.dates.texts import date, values


def groups(by: str, *dates: str, order: str = "oldest") -> list[tuple[object, list[str]]]:
    events = chronicle(*(event(date or "undated", date) for date in dates))
    shown = select(events, parsed(order=order))
    return [
        (each.value.edtf if isinstance(each.value, Date) else each.value, [one.id for one in each.events])
        for each in group(shown, by, events, KINDS)
    ]


def test_years() -> None:
    assert groups("year", "2014", "2014-05", "2013/2015", "2014-XX", "", "-0044", "../2014", "2016-24") == [
        (-44, ["-0044"]),
        (2013, ["2013/2015"]),
        (2014, ["../2014", "2014", "2014-XX", "2014-05"]),
        (2016, ["2016-24"]),
        (None, ["undated"]),
    ]


@given(st.lists(values(), max_size=8), st.sampled_from(["year", "decade"]), st.sampled_from(["oldest", "newest"]))
def test_groups_of_years_are_in_order(dates: list[EventDate], by: str, order: str) -> None:
    found = [value for value, _ in groups(by, *{each.edtf for each in dates}, order=order)]
    years = [date(value).earliest.year if isinstance(value, str) else int(str(value)) for value in found]
    assert years == sorted(years, reverse=order == "newest")


def test_days() -> None:
    # By the day that was written, and in order of these, though the instant in UTC decides between events.
    late, early = "2015-07-16T23:30:00-05:00", "2015-07-17T01:00:00Z"
    for order in ("oldest", "newest"):
        in_order = [
            ("2015-07", ["2015-07~"]),
            ("2015-07-16", ["2015-07-16T09:00:00", late]),
            ("2015-07-17", [early, "2015-07-17/2015-08"]),
        ]
        found = groups("day", "2015-07-16T09:00:00", late, early, "2015-07-17/2015-08", "2015-07~", order=order)
        assert dict(found).keys() == dict(in_order).keys()
        days = [str(value) for value, _ in found if value != "2015-07"]
        assert days == sorted(days, reverse=order == "newest")
    assert [each.id for each in chronicle(event("a", late), event("b", early)).events] == ["b", "a"]


@given(st.lists(values(), max_size=8), st.sampled_from(["oldest", "newest"]))
def test_no_time_of_day_is_a_group(dates: list[EventDate], order: str) -> None:
    for value, _ in groups("day", *{each.edtf for each in dates}, order=order):
        assert value is None or date(str(value)).time is None


def test_a_decade_among_years_stands_for_itself() -> None:
    assert groups("year", "201X", "2010", "2014", "20XX", "201X~", "201X/2016", "2005") == [
        ("20XX", ["20XX"]),
        (2005, ["2005"]),
        ("201X", ["201X/2016", "201X", "201X~"]),
        (2010, ["2010"]),
        (2014, ["2014"]),
    ]


def test_decades() -> None:
    assert groups("decade", "2010", "2019-12-31", "201X", "2009", "2020/..", "20XX", "-0001", "0009", "") == [
        (-10, ["-0001"]),
        (0, ["0009"]),
        ("20XX", ["20XX"]),
        (2000, ["2009"]),
        (2010, ["201X", "2010", "2019-12-31"]),
        (2020, ["2020/.."]),
        (None, ["undated"]),
    ]


def test_newest_reverses_groups_too_and_the_undated_stay_last() -> None:
    assert groups("year", "2014", "", "2015-01", "2015-02", order="newest") == [
        (2015, ["2015-02", "2015-01"]),
        (2014, ["2014"]),
        (None, ["undated"]),
    ]


def found(by: str) -> list[tuple[object, list[str]]]:
    return [(each.value, [one.id for one in each.events]) for each in group(CAREER.events, by, CAREER, KINDS)]


def test_eras() -> None:
    assert found("era") == [
        ("school", ["c-program"]),
        ("linux", ["internship"]),
        ("work", ["platform", "second-talk"]),
        (None, ["first-talk", "someday"]),
    ]


def test_kinds_in_the_order_of_their_definitions() -> None:
    assert [value for value, _ in found("kind")] == ["job", "talk", "post", "milestone"]
    reverse = group(CAREER.events, "kind", CAREER, tuple(reversed(KINDS)))
    assert [each.value for each in reverse] == ["milestone", "post", "talk", "job"]


def test_organisations_by_the_first_of_an_event() -> None:
    assert found("org") == [
        ("bank-paris", ["internship"]),
        ("jug", ["first-talk", "second-talk"]),
        ("cloud", ["platform"]),
        (None, ["c-program", "someday"]),
    ]


def test_no_groups() -> None:
    assert group(CAREER.events, "none", CAREER, KINDS) == [Group("none", None, CAREER.events)]
    assert all(group((), by, CAREER, KINDS) == [] for by in GROUPINGS)
