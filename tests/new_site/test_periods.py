"""Which periods a history has, and what stands in each."""

from __future__ import annotations

import pytest

from sphinx_retrospective.cli.data_files import SCHEMA
from sphinx_retrospective.formats import Record, Value
from sphinx_retrospective.new_site.events import site_events
from sphinx_retrospective.new_site.periods import FEW, MANY, periods_of


def found(*events: tuple[str, ...]) -> dict[str, list[str]]:
    """Return titles of events by the periods they stand in. An event is its title, date, kind, organisation, tags."""
    fields = ("title", "date", "kind", "org", "tags")
    records = []
    for each in events:
        values: dict[str, Value] = {name: text for name, text in zip(fields, each, strict=False) if text}
        records.append(Record(values, {}, 1))
    periods, undated = periods_of(site_events(records, SCHEMA), "en")
    names = [f"{each.title} [{each.date.edtf}] {each.id}" for each in periods]
    told = dict(zip(names, ([event.fields.title for event in each.events] for each in periods), strict=True))
    assert len(told) == len(periods)
    return told | ({"undated": [each.fields.title for each in undated]} if undated else {})


def test_roles_at_one_organisation_are_one_period() -> None:
    assert found(
        ("First", "2014-09/2016-03", "job", "A"),
        ("Second", "2016-04/..", "job", "a"),
        ("Studies", "2010/2014", "education", "School"),
    ) == {"School [2010/2014] school": ["Studies"], "A [2014-09/..] a": ["First", "Second"]}


def test_who_comes_back_has_two_periods_that_are_told_apart() -> None:
    assert found(
        ("First", "2010/2011", "job", "A"), ("Other", "2011-06/2014", "job", "B"), ("Again", "2014-02/..", "job", "A")
    ) == {
        "A, 2010 – 2011 [2010/2011] a-2010-2011": ["First"],
        "B [2011-06/2014] b": ["Other"],
        "A, since 2014 [2014-02/..] a-since-2014": ["Again"],
    }


def test_a_job_that_names_no_organisation_is_called_as_it_is() -> None:
    assert found(("Alone", "2010/2011", "job"), ("Also", "2010/2012", "job")) == {
        "Alone [2010/2011] alone": ["Alone"],
        "Also [2010/2012] also": ["Also"],
    }


def test_what_happens_stands_where_it_belongs() -> None:
    assert found(
        ("Job", "2010/2016", "job", "A"),
        ("Side job", "2012/2013", "job", "B"),
        ("At the first", "2012-06", "project", "A"),
        ("At the last", "2012-07", "talk", "C"),
        ("At neither", "2011", "talk"),
        ("Before", "2008/2010-06", "project", "B"),
        ("Club", "2012-08/..", "job", "Club", "volunteering"),
        ("Before it all", "../2009", "job", "D"),
    ) == {
        "2008 – 2009 [2008/2009] 2008-2009": ["Before", "Before it all"],
        "A [2010/2016] a": ["Job", "At neither", "At the first"],
        "B [2012/2013] b": ["Side job", "At the last", "Club"],
    }


def test_what_has_no_date_is_apart() -> None:
    assert found(("A", ""), ("B", "soon", "job", "X"), ("C", "2014")) == {
        "2014 [2014] 2014": ["C"],
        "undated": ["A", "B"],
    }


@pytest.mark.parametrize(
    ("years", "each", "titles"),
    [
        (range(2008, 2012), FEW // 4, ["2008 – 2011"]),
        (range(2008, 2012), FEW // 4 + 1, ["2000–2009", "2010s"]),
        (range(2009, 2013), MANY // 3, ["2000–2009", "2010s"]),
        (range(2009, 2013), MANY // 3 + 1, ["2000–2009", "2010", "2011", "2012"]),
        (range(-3, 1), FEW, ["4 BC – 2 BC", "1 BC – 9 AD"]),
    ],
)
def test_a_history_without_jobs_is_told_by_time(years: range, each: int, titles: list[str]) -> None:
    dates = [f"{year:05d}" if year < 0 else f"{year:04d}" for year in years for _ in range(each)]
    events = [(f"Event {number}", date) for number, date in enumerate(dates)]
    told = found(*events)
    assert [title.partition(" [")[0] for title in told] == titles
    assert sum(map(len, told.values())) == len(events)


def test_a_file_can_be_called_as_each_period_in_windows() -> None:
    assert list(found(("X", "2014/..", "job", "CON"))) == ["CON [2014/..] con-1"]
