"""Pictures of events, judged by their geometry alone."""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_retrospective.core.chart import Chart, Mark, lay_out
from sphinx_retrospective.core.chart import sizes as size
from sphinx_retrospective.core.dates import Day, parse
from sphinx_retrospective.core.ids import time_order
from sphinx_retrospective.core.model import Era, Event
from tests.core.chart.charts import TODAY, WORDS, drawn, event, only

#: Left, top, right, bottom, and what it is.
Rectangle = tuple[float, float, float, float, str]


def rectangles(chart: Chart) -> Iterator[Rectangle]:
    """Yield all that must not overlap."""
    for mark in (*chart.eras, *chart.marks):
        left = mark.left - size.ARROW * (mark.opens_left and mark.is_bar)
        right = mark.right + size.ARROW * (mark.opens_right and mark.is_bar)
        yield left, mark.top, right, mark.top + mark.height, mark.id
        label = mark.label
        if label and not label.is_hidden and label.place != "inside":
            yield label.left, mark.top, label.right, mark.top + mark.height, f"label of {mark.id}"
        elif label and not label.is_hidden:
            assert mark.left <= label.left <= label.right <= mark.right
    for group in chart.groups:
        if group.label:
            yield group.label.left, group.top, group.label.right, group.top + size.ROOMY.bar, f"label of {group.title}"
    for tick in chart.ticks:
        if tick.label:
            yield tick.x, 0, tick.right, size.AXIS - 2, tick.label


def overlaps(found: list[Rectangle]) -> list[tuple[str, str]]:
    """Return what overlaps, by a sweep from left to right."""
    wrong = []
    active: list[Rectangle] = []
    for one in sorted(found):
        active = [each for each in active if each[2] > one[0] + 0.01]
        wrong += [(each[4], one[4]) for each in active if each[1] < one[3] and one[1] < each[3]]
        active.append(one)
    return wrong


def check(chart: Chart) -> None:
    """Check what holds for every picture."""
    found = list(rectangles(chart))
    assert overlaps(found) == []
    for left, top, right, bottom, name in found:
        assert 0 <= left <= right <= chart.width, name
        assert 0 <= top <= bottom <= chart.height, name
    for mark in (*chart.eras, *chart.marks):
        assert any(lane.top <= mark.top and mark.top + mark.height <= lane.top + lane.height for lane in chart.lanes)
        if mark.label and mark.label.is_hidden:
            assert 0 <= mark.label.left <= mark.label.right <= chart.width
    edges = [(lane.top, lane.top + lane.height) for lane in chart.lanes]
    assert [top for top, _ in edges[1:]] == [bottom for _, bottom in edges[:-1]]
    assert edges[-1][1] == chart.height
    assert sorted(tick.x for tick in chart.ticks) == [tick.x for tick in chart.ticks]


titles = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60)
years = st.integers(-300, 2100)


@st.composite
def dates(draw: st.DrawFn) -> str:
    def one(year: int) -> str:
        text = f"-{-year:04}" if year < 0 else f"{year:04}"
        if draw(st.booleans()):
            text += f"-{draw(st.integers(1, 12)):02}"
            if draw(st.booleans()):
                text += f"-{draw(st.integers(1, 28)):02}"
        return text + draw(st.sampled_from(["", "", "~", "?", "%"]))

    year = draw(st.integers(2000, 2030) | years)
    form = draw(st.sampled_from(["{}", "{}", "{}/{}", "{}/..", "../{}", "{}/", "/{}", "decade", "century"]))
    if form == "decade":
        return f"{abs(year) // 10:03}X"
    if form == "century":
        return f"{abs(year) // 100:02}XX"
    return form.format(one(year), one(year + draw(st.integers(1, 40))))


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    said = draw(
        st.lists(st.tuples(dates(), titles, st.sampled_from(["job", "event"]), st.sampled_from("ab ")), min_size=1)
    )
    return [event(number, date, title, kind, org.strip()) for number, (date, title, kind, org) in enumerate(said)]


@given(histories(), histories(), st.sampled_from(["kind", "org", "era", "none"]))
def test_nothing_overlaps(one: list[Event], other: list[Event], by: str) -> None:
    eras = [Era(f"era-{each.id}", each.title, each.date) for each in other[:5]]
    chart = lay_out([("One", one), (other[0].title, other)], eras, WORDS, TODAY, by)
    assert chart is not None
    check(chart)
    assert len(chart.marks) == len(one) + len(other)
    assert len(chart.eras) == (0 if by == "era" else len(eras))


def instants(count: int, first: int, days: int, seed: int) -> list[Event]:
    dice = random.Random(seed)
    made = (Day.from_ordinal(first + dice.randrange(days)) for _ in range(count))
    return [event(number, f"{day.year:04}-{day.month:02}-{day.day:02}") for number, day in enumerate(made)]


def spans(count: int, seed: int) -> list[Event]:
    dice = random.Random(seed)
    starts = [dice.randint(1990, 2010) for _ in range(count)]
    return [event(number, f"{start}/{start + dice.randint(0, 15)}") for number, start in enumerate(starts)]


START = Day(2010, 1, 1).ordinal
CASES = {
    **{f"{count} in ten years": (count, START, 3650) for count in (5, 80, 500, 2000)},
    "80 in a month": (80, START, 30),
    "2000 in a month": (2000, START, 30),
    "2000 in a day": (2000, START, 1),
    "500 in 300 years": (500, Day(1700, 1, 1).ordinal, 300 * 365),
}


@pytest.mark.parametrize("case", CASES)
def test_instants_do_not_overlap(case: str) -> None:
    chart = drawn(*instants(*CASES[case], seed=1))
    check(chart)
    assert len(chart.marks) == CASES[case][0]


@pytest.mark.parametrize("org", ["", "A"])
@pytest.mark.parametrize("count", [5, 80, 500, 2000])
def test_spans_do_not_overlap(count: int, org: str) -> None:
    check(drawn(*(replace(each, kind="job", terms={"org": (org,)} if org else {}) for each in spans(count, 2))))


@given(st.integers(0, 2**32), st.integers(1, 120), st.integers(1, 200_000))
@settings(max_examples=settings().max_examples * 2 // 5)
def test_instants_of_any_time_do_not_overlap(seed: int, count: int, days: int) -> None:
    check(drawn(*instants(count, START, days, seed)))


def test_what_is_to_be_done_is_about_in_proportion_to_the_events() -> None:
    def calls(count: int) -> int:
        roles = [event(10_000 + number, "2010/2012", kind="job", org="A") for number in range(count)]
        events = [*instants(count, START, 1, 3), *spans(count, 4), *roles]
        made = itertools.count()
        sys.setprofile(lambda frame, what, value: next(made) if what in {"call", "c_call"} else None)
        try:
            drawn(*events)
        finally:
            sys.setprofile(None)
        return next(made)

    # Four times the events; sixteen times as much would be quadratic.
    assert calls(1000) < 8 * calls(250)


def test_the_order_of_what_is_given_makes_no_difference() -> None:
    events = instants(200, START, 3650, 5) + [event(1000 + number, "2012/2014") for number in range(5)]
    shuffled = random.Random(6).sample(events, len(events))
    assert drawn(*events) == drawn(*shuffled)


def test_marks_are_in_order_of_time_across_lanes() -> None:
    lanes = [("One", [event(1, "2012"), event(2, "2010")]), ("Two", [event(3, "2011"), event(4, "2013")])]
    chart = lay_out(lanes, [], WORDS, TODAY)
    assert chart is not None
    assert [mark.id for mark in chart.marks] == ["e00002", "e00003", "e00001", "e00004"]


def test_what_has_no_date_is_not_in_it() -> None:
    undated = Event("u", "Undated", None, "event")
    assert lay_out([("Lane", [undated]), ("Empty", [])], [], WORDS, TODAY) is None
    assert len(drawn(undated, event(1, "2010")).marks) == 1


# What dates look like ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "shape"),
    [
        ("2014", set()),
        ("2014-06-01", set()),
        ("2014~", {"is_hollow"}),
        ("2014-06?", {"is_hollow"}),
        ("2014-XX", {"is_hollow"}),
        ("2010/2014", {"is_bar"}),
        ("2010~/2014", {"is_bar", "fades_in"}),
        ("2010/2014~", {"is_bar", "fades_out"}),
        ("2010/2014?", {"is_bar", "is_dashed"}),
        ("2010%/2014", {"is_bar", "is_dashed", "fades_in"}),
        ("2010/..", {"is_bar", "opens_right"}),
        ("../2010", {"is_bar", "opens_left"}),
        ("2010/", {"is_bar", "fades_out"}),
        ("/2010", {"is_bar", "fades_in"}),
        ("201X", {"is_bar", "fades_in", "fades_out"}),
    ],
)
def test_dates_are_drawn_as_they_are_known(date: str, shape: set[str]) -> None:
    mark = next(each for each in drawn(event(1, date), event(2, "2000"), event(3, "2030")).marks if each.id == "e00001")
    flags = ("is_bar", "is_hollow", "is_dashed", "fades_in", "fades_out", "opens_left", "opens_right")
    assert {flag for flag in flags if getattr(mark, flag)} == shape


def test_an_instant_stands_in_the_middle_of_the_days_that_it_may_mean() -> None:
    chart = drawn(event(1, "2010"), event(2, "2010-07-02"), event(3, "2000"), event(4, "2020"))
    middles = {mark.id: (mark.left + mark.right) / 2 for mark in chart.marks}
    assert abs(middles["e00001"] - middles["e00002"]) < 0.2


def test_open_ends_reach_today_and_the_edge() -> None:
    chart = drawn(event(1, "2010/.."), event(2, "../2012"), event(3, "2014-01-01/2021-06-01"))
    since, left, until = chart.marks
    assert (since.id, left.id, until.id) == ("e00001", "e00002", "e00003")
    assert since.right == until.right
    assert left.left == size.MARGIN


def test_an_open_end_in_the_time_to_come_has_a_length() -> None:
    mark = only(event(1, "2050/.."))
    assert mark.right - mark.left >= size.NARROWEST_BAR


def test_a_date_of_which_little_is_known_is_a_line_and_does_not_stretch_the_axis() -> None:
    one, other, apart = (
        drawn(event(1, "2010"), event(2, "2014"), *more) for more in ((), (event(3, "20XX"),), (event(3, "19XX"),))
    )
    assert one.ticks == other.ticks == apart.ticks
    vague, beyond = (next(mark for mark in chart.marks if mark.id == "e00003") for chart in (other, apart))
    assert (vague.is_vague, vague.is_bar, vague.opens_left, vague.opens_right) == (True, True, False, False)
    assert (beyond.is_beyond, beyond.opens_left, beyond.is_vague) == (True, True, False)
    assert not any(mark.is_vague for mark in one.marks)
    assert only(event(1, "201X")).is_vague


# Labels, lanes and groups -----------------------------------------------------------------------------------------


def test_a_label_is_inside_where_it_fits_and_else_beside() -> None:
    chart = drawn(
        event(1, "2000/2010", "Long"), event(2, "2003/2004", "A longer title"), event(3, "2020/2021", "At the end")
    )
    assert [mark.label and mark.label.place for mark in chart.marks] == ["inside", "after", "before"]


def test_a_label_for_which_there_is_no_room_is_shortened() -> None:
    label = only(event(1, "2010", "word " * 100)).label
    assert label
    assert label.text.endswith("d…")
    assert len(label.text) > 20
    assert label.right - label.left > size.LONGEST_LABEL


def test_titles_are_cut_only_where_they_would_collide() -> None:
    long = "A title that is longer than what each of many gets at the least"
    events = [event(number, "2000" if number % 2 else "2020", f"{number} {long}") for number in range(10)]
    others = [(f"Lane {number}", [event(100 + number, "2011")]) for number in range(4)]
    full, pressed = (lay_out([("Lane", events), *more], [], WORDS, TODAY) for more in ((), others))
    assert full
    assert all(mark.label and mark.label.text == f"{int(mark.id[1:])} {long}" for mark in full.marks)
    # With many lanes two share a row: they are cut, and leave no room between them.
    assert pressed
    check(pressed)
    rows: dict[float, list[Mark]] = {}
    for mark in pressed.marks:
        if int(mark.id[1:]) < 100:
            rows.setdefault(mark.top + mark.height / 2, []).append(mark)
    assert len(rows) == 5
    for two in rows.values():
        (one, other) = (mark.label for mark in two)
        assert one
        assert other
        assert "…" in one.text + other.text
        assert max(one.right - one.left, other.right - other.left) > size.LONGEST_LABEL
        assert other.left - one.right < size.ROOMY.gap + 20
    bars = drawn(event(1, "2000/2010", "word " * 7), event(2, "2011/2020", "word " * 7))
    assert [mark.label and mark.label.place for mark in bars.marks] == ["inside", "inside"]
    assert all(mark.label and "…" not in mark.label.text for mark in bars.marks)


def shown_titles(*events: Event, mentions: Callable[[Event], int] = lambda _: 0) -> set[str]:
    chart = lay_out([("Lane", events)], [], WORDS, TODAY, mentions=mentions)
    assert chart is not None
    check(chart)
    assert chart.lanes[0].is_dense
    labels = {mark.id: mark.label for mark in chart.marks}
    assert all(labels.values())
    return {name for name, label in labels.items() if label and not label.is_hidden}


def test_of_a_lane_with_many_marks_those_have_titles_that_matter_most() -> None:
    many = sorted(instants(100, START, 3650, 7), key=time_order)
    first, last = many[0].id, many[-1].id
    assert shown_titles(*many) == {first, last}
    spans = [event(200 + number, f"2011/{2012 + number}") for number in range(5)]
    assert shown_titles(*many, *spans) == {first, "e00202", "e00203", "e00204"}
    named = {many[40].id: 2, many[50].id: 5, many[60].id: 1, many[70].id: 3}
    told = shown_titles(*many, mentions=lambda each: named.get(each.id, 0))
    assert told == {first, many[50].id, many[70].id, many[40].id}
    # What the author says comes before all that, and all of it is done.
    weighty = [replace(each, weight=1 + number % 2) if number % 15 == 5 else each for number, each in enumerate(many)]
    assert shown_titles(*weighty, *spans) == {each.id for each in weighty if each.weight}
    assert shown_titles(*[*many[:-2], *(replace(each, weight=9) for each in many[-2:])]) >= {many[-2].id, last, first}


def test_a_lane_with_few_marks_has_all_titles_and_others_have_them_on_demand() -> None:
    assert not drawn(*instants(5, START, 3650, 7)).lanes[0].is_dense
    chart = drawn(*(event(number, "2010", "word " * 50) for number in range(99)), event(99, "2000"))
    (label, *_) = [mark.label for mark in chart.marks if mark.label and mark.label.is_hidden]
    assert label.right - label.left <= size.LONGEST_LABEL
    # What lies before a mark is drawn before it, and so does not stand on its title.
    assert label.place == "before"


def test_where_there_are_many_lanes_each_is_lower() -> None:
    def is_dense(lanes: int) -> bool:
        crowd = [event(number, "2010-01-01") for number in range(10)]
        others = [(f"Lane {number}", [event(100 + number, "2011")]) for number in range(1, lanes)]
        chart = lay_out([("Lane", crowd), *others], [], WORDS, TODAY)
        assert chart is not None
        return chart.lanes[0].is_dense

    assert [is_dense(lanes) for lanes in (1, 4, 5, 9)] == [False, False, True, True]


def test_a_long_name_of_a_lane_is_shortened() -> None:
    chart = lay_out([("A very long name of an organisation", [event(1, "2010")])], [], WORDS, TODAY)
    assert chart is not None
    assert chart.lanes[0].name.endswith("…")
    assert chart.lanes[0].title == "A very long name of an organisation"
    assert chart.names_width + chart.width == size.WIDTH


def test_roles_that_follow_one_another_are_one_span() -> None:
    roles = [event(1, "2010/2012", kind="job", org="A"), event(2, "2013/2014", kind="job", org="A")]
    other = event(3, "2011/2013", kind="job", org="B")
    chart = drawn(*roles, other)
    (group,) = chart.groups
    marks = {mark.id: mark for mark in chart.marks}
    assert group.title == "A"
    assert group.label
    assert group.label.text == "A"
    assert (group.left, group.right) == (marks["e00001"].left, marks["e00002"].right)
    for number in ("e00001", "e00002"):
        assert group.top < marks[number].top < marks[number].top + marks[number].height <= group.top + group.height
    assert marks["e00001"].top == marks["e00002"].top


@pytest.mark.parametrize(
    "second",
    [
        event(2, "2014/2015", kind="job", org="A"),  # a year between the two
        event(2, "2012/2015", kind="job", org="B"),
        event(2, "2012/2015", kind="job"),
        event(2, "2012/2015", kind="project", org="A"),
        event(2, "2012", kind="job", org="A"),
    ],
)
def test_others_are_not(second: Event) -> None:
    assert drawn(event(1, "2010/2012", kind="job", org="A"), second).groups == ()


def test_roles_that_overlap_are_one_span_with_a_row_for_each() -> None:
    chart = drawn(*(event(number, f"{2010 + number}/..", kind="job", org="A") for number in range(3)), by="org")
    (group,) = chart.groups
    assert group.label is None
    assert len({mark.top for mark in chart.marks}) == 3


def test_eras_have_a_lane_of_their_own_or_are_behind_those_of_eras() -> None:
    era = Era("x", "Lane", parse("2010/2012"))
    apart, behind = drawn(event(1, "2011"), eras=[era]), drawn(event(1, "2011"), eras=[era], by="era")
    assert [lane.title for lane in apart.lanes] == ["Eras", "Lane"]
    assert [lane.title for lane in behind.lanes] == ["Lane"]
    assert (apart.eras[0].id, apart.bands) == ("x", ())
    (band,) = behind.bands
    assert (band.top, band.height) == (behind.lanes[0].top, behind.lanes[0].height)
