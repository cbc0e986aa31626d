"""Which terms occur together, and when a term was used."""

from __future__ import annotations

from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.dates import Day, parse
from sphinx_retrospective.core.definitions import BUILT_IN
from sphinx_retrospective.core.matrix import count_by_period
from sphinx_retrospective.core.model import Description, DocumentRecords, Event, Tagging
from sphinx_retrospective.core.related_terms import RelatedTerms


def event(name: str, *tags: str, date: str = "2010") -> Event:
    return Event(name, name, parse(date) if date else None, "event", {"tag": tags}, docname="d", anchor=name)


def related(title: str, *events: Event, limit: int = 10, more: DocumentRecords | None = None) -> dict[str, int]:
    records = more or DocumentRecords()
    records.events += events
    chronicle = Chronicle({"d": records}, BUILT_IN)
    taxonomy = chronicle.taxonomies["tag"]
    term = taxonomy.find(title)
    assert term is not None
    return {each.title: count for each, count in RelatedTerms(taxonomy, chronicle).of(term, limit)}


def test_the_most_frequent_first() -> None:
    events = (event("1", "a", "b", "c"), event("2", "a", "c"), event("3", "b", "c"), event("4", "a", "d"))
    assert list(related("a", *events).items()) == [("c", 2), ("b", 1), ("d", 1)]
    assert related("a", *events, limit=1) == {"c": 2}
    assert related("d", *events) == {"a": 1}


def test_pages_count_too() -> None:
    more = DocumentRecords(taggings=[Tagging("P", {"tag": ("a", "b")}, "p")])
    assert related("a", event("1", "a", "b"), more=more) == {"b": 2}


def test_family_is_not_related() -> None:
    more = DocumentRecords(
        descriptions=[Description("tag", "a", parents=("top",)), Description("tag", "hid", is_hidden=True)]
    )
    events = (event("1", "a", "a/b", "top", "other", "hid"), event("2", "a/b", "far"))
    assert related("a", *events, more=more) == {"far": 1, "other": 1}


def test_a_term_by_itself() -> None:
    assert related("a", event("1", "a")) == {}


def test_use_over_time() -> None:
    events = [event("1", date="2010"), event("2", date="2012/2013"), event("3", date="2013/.."), event("4", date="")]
    assert count_by_period(events, Day(2015, 6, 1)) == (1, {2010: 1, 2011: 0, 2012: 1, 2013: 2, 2014: 1, 2015: 1})
    assert count_by_period([event("1", date="1500"), event("2", date="1999")], Day(2015, 6, 1))[0] == 10
    assert count_by_period([], Day(2015, 6, 1)) == (1, {})
