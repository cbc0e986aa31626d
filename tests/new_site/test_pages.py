"""Pages of a new site, whatever the events are: each on one page, as it was, and its text no markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_retrospective.cli.data_files import SCHEMA
from sphinx_retrospective.core.plain_text import line as one_line
from sphinx_retrospective.formats import Record
from sphinx_retrospective.imports.people import Person
from sphinx_retrospective.new_site import files
from sphinx_retrospective.new_site.events import SiteEvent, site_events
from sphinx_retrospective.new_site.periods import periods_of
from tests.hostile_text import FRAGMENTS, TEXTS
from tests.injected import injected
from tests.new_site.sites import built, events_in, fields_of, write
from tests.sphinx.project import soup_of

#: Builds; one environment is enough for what a page says.
pytestmark = pytest.mark.once

_DATES = st.sampled_from(
    ["", "soon", "2014", "2014-06/..", "2013/2014-09", "201X", "../2015", "-0043", "Y12345", "2014-06-03T10:00", "19XX",
     "2014-21", "0987", "2012~/2013?", "2014-06-03", "-0043/2014", "/2015", "2014/", "9999/Y10000"]
)  # fmt: skip
_RECORDS = st.lists(
    st.fixed_dictionaries(
        {"title": st.one_of(st.sampled_from(["A", "B", "C++", "con", ""]), TEXTS)},
        optional={
            "date": _DATES,
            "id": st.one_of(st.sampled_from(["a", "b", "2014"]), TEXTS),
            "kind": st.sampled_from(["job", "education", "project", "talk", "x"]),
            "org": st.one_of(st.sampled_from(["A", "a", "B"]), st.lists(TEXTS, max_size=2)),
            "tags": st.sampled_from(["volunteering", "x, y"]),
            "role": TEXTS,
            "weight": st.sampled_from(["0", "3", "x"]),
            "link": st.one_of(st.sampled_from(["https://example.org", "Label <https://example.org>"]), TEXTS),
            "body": TEXTS,
        },
    ),
    max_size=40,
).map(lambda found: [Record({n: v for n, v in each.items() if v}, {}, 1) for each in found])


def pages_and_events(records: list[Record]) -> tuple[dict[str, str], list[SiteEvent]]:
    site = files.new_site(Person("Ada"), records, SCHEMA)
    return dict(site.files), site_events(records, SCHEMA)


@pytest.mark.soak
@given(_RECORDS)
def test_each_event_is_on_one_page(records: list[Record]) -> None:
    events = site_events(records, SCHEMA)
    periods, undated = periods_of(events, "en")
    places = [id(each) for period in periods for each in period.events] + [id(each) for each in undated]
    assert sorted(places) == sorted(map(id, events))
    assert [each.fields.date for each in undated] == [None] * len(undated)
    assert len({each.id.casefold() for each in periods}) == len(periods)
    assert all(each.events and not re.fullmatch(r"con|nul|aux|prn", each.id) for each in periods)


@pytest.mark.soak
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(records=_RECORDS)
def test_the_chronicle_has_each_event_as_it_was(
    records: list[Record], tmp_path_factory: pytest.TempPathFactory
) -> None:
    pages, events = pages_and_events(records or [Record({"title": "A", "date": "2014"}, {}, 1)])
    source = tmp_path_factory.mktemp("site")
    write(source, pages)
    build = built(tmp_path_factory.mktemp("build"), source, "dummy", smartquotes=False)
    assert build.warnings == []
    found = build.domain.gathered.chronicle.events
    assert Counter(map(repr, map(fields_of, found))) == Counter(repr(fields_of(each.fields)) for each in events)
    own = {each.fields.id: each.fields.title for each in events if each.fields.has_own_id}
    assert {each.id: each.title for each in found if each.id in own} == own


def hostile() -> Iterator[Record]:
    """Yield events with each hostile text in each field, over some years."""
    for number, text in enumerate(
        [*(each for each in FRAGMENTS if len(each) < 400), "日本語", "ראשון", "C #", ":::{event}"]
    ):
        yield Record(
            {
                "title": text,
                "date": str(2000 + number // 8),
                "org": [text],
                "tags": [text],
                "kind": "job" if number % 9 == 0 else "talk",
                "role": text,
                "link": ["https://example.org/a", "Label <https://example.org/b>"],
                "body": f"{text}\n\nMore: {text}",
            },
            {},
            1,
        )


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    name = 'ראשון *x* "y" \\ #'
    person = Person(name, label="<script>", summary=":::{note}\n\n# x", lists=(("Skills", ("- a", "1. b")),))
    records = list(hostile())
    assert len(records) > 60
    write(tmp_path / "site", files.new_site(person, records, SCHEMA).files)
    build = built(tmp_path / "build", tmp_path / "site", smartquotes=False)
    assert build.warnings == []
    assert build.app.config.project == name
    labels = {each.label for event in build.domain.gathered.chronicle.events for each in event.links}
    assert labels == {"example.org", "Label"}
    assert [one_line(each.get_text()).removesuffix("¶") for each in build.page("index").select("h1")] == [name]
    for path in build.outdir.rglob("*.html"):
        assert injected(soup_of(path.read_text("utf-8"))) == [], path


def test_many_events_of_one_kind_are_on_pages_of_a_readable_length(tmp_path: Path) -> None:
    records = [
        Record({"title": f"Event {number}", "date": f"{1990 + number // 10}-0{1 + number % 9}"}, {}, 1)
        for number in range(300)
    ]
    pages, _ = pages_and_events(records)
    lengths = {name: len(events_in({name: text})) for name, text in pages.items() if name.startswith("periods/")}
    assert sum(lengths.values()) == 300
    assert len(lengths) == 30
    assert lengths["periods/1990.md"] == 10


def test_one_event(tmp_path: Path) -> None:
    pages, _ = pages_and_events([Record({"title": "A", "date": "2014"}, {}, 1)])
    write(tmp_path / "site", pages)
    build = built(tmp_path / "build", tmp_path / "site")
    assert build.warnings == []
    assert "2014" in build.page("periods/2014").get_text()
    # Its title says it already.
    assert [one_line(each.get_text()) for each in build.page("index").select("h2 ~ ul li")] == ["2014"]
