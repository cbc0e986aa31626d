"""Charts of a few events, for tests."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_retrospective.core.chart import Chart, Mark, Words, lay_out
from sphinx_retrospective.core.dates import Day, parse
from sphinx_retrospective.core.model import Era, Event

TODAY = Day(2021, 6, 1)
WORDS = Words(
    lambda date, _: date.edtf, "Eras", lambda event: (*event.terms.get("org", ()), "")[0], lambda date, _: date.edtf
)


def event(number: int, date: str, title: str = "", kind: str = "event", org: str = "") -> Event:
    return Event(f"e{number:05}", title or f"Title {number}", parse(date), kind, {"org": (org,)} if org else {})


def drawn(*events: Event, eras: Sequence[Era] = (), by: str = "kind") -> Chart:
    chart = lay_out([("Lane", events)], eras, WORDS, TODAY, by)
    assert chart is not None
    return chart


def only(*events: Event) -> Mark:
    (mark,) = drawn(*events).marks
    return mark
