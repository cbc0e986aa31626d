"""A small chronicle for the tests of what selects from it and groups it."""

from __future__ import annotations

from sphinx_retrospective.core import kinds
from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.dates import parse
from sphinx_retrospective.core.definitions import BUILT_IN
from sphinx_retrospective.core.model import Description, DocumentRecords, Era, Event
from sphinx_retrospective.core.query import Selection, parse_selection

KINDS = tuple(kind.name for kind in kinds.BUILT_IN)


def event(
    name: str,
    date: str = "",
    kind: str = "event",
    *,
    tags: tuple[str, ...] = (),
    org: tuple[str, ...] = (),
    eras: tuple[str, ...] = (),
) -> Event:
    terms = {name: terms for name, terms in (("tag", tags), ("org", org)) if terms}
    return Event(name, name.title(), parse(date) if date else None, kind, terms, eras=eras, docname="d", anchor=name)


def chronicle(*events: Event) -> Chronicle:
    records = DocumentRecords(
        events=list(events),
        eras=[Era("school", "School", None, docname="d"), Era("work", "Work", None, docname="d")],
        descriptions=[
            Description("tag", "Kafka", ("ak",), ("messaging",), "d"),
            Description("tag", "Messaging", (), None, "d"),
        ],
    )
    return Chronicle({"d": records}, BUILT_IN)


CAREER = chronicle(
    event("c-program", "2010-09~", "milestone", tags=("C",), eras=("school",)),
    event("internship", "2013/2014-06", "job", tags=("C++", "linux"), org=("Bank, Paris",), eras=("linux", "school")),
    event("first-talk", "2014-05-12", "talk", tags=("kafka",), org=("JUG", "Bank, Paris")),
    event("platform", "2015/..", "job", tags=("Kafka", "Flink"), org=("Cloud",), eras=("work",)),
    event("second-talk", "2018", "talk", tags=("Messaging",), org=("jug",), eras=("work",)),
    event("someday", "", "post", tags=("linux",)),
)


def parsed(**options: str) -> Selection:
    selection, problems = parse_selection(
        {name.replace("_", "-"): text for name, text in options.items()}, BUILT_IN, KINDS
    )
    assert problems == []
    return selection
