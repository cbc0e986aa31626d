"""The periods of a history, each of which is a page: found in the events, where nobody has said what they are.

Jobs and times of education are periods; several roles at one organisation that follow one another or overlap are one.
All else that has a date stands in a period that it touches at its own organisation, or else in the period in which it
began, the one that had begun last. What falls in none stands on pages by time: one page for up to `FEW` events, else
one for each decade, and for each year of a decade that has more than `MANY`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sphinx_retrospective.core.cv import follows, span_of
from sphinx_retrospective.core.dates import Date, Day, EventDate, Interval, Mask, overlaps, sort_key, year_of
from sphinx_retrospective.core.display import display_text
from sphinx_retrospective.core.slugs import Numbers, identity, slugify
from sphinx_retrospective.imports.json_resume import VOLUNTEERING
from sphinx_retrospective.new_site.events import SiteEvent

FEW: Final = 12
MANY: Final = 24
#: The kinds whose events are periods.
_SPANNING: Final = frozenset({"job", "education"})
#: Names that a file can't have in Windows, whatever its ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\Z")


@dataclass(frozen=True, slots=True)
class Period:
    """A page of events.

    Attributes:
        title: its heading.
        id: of its era; its file is called so too.
        date: from its beginning to its end.
        events: in order of time.
    """

    title: str
    id: str
    date: EventDate
    events: tuple[SiteEvent, ...]


def periods_of(events: Iterable[SiteEvent], locale: str) -> tuple[list[Period], list[SiteEvent]]:
    """Return the periods in order of time, and the events that have no date. Each event is in one place.

    Args:
        events: in any order.
        locale: in which titles say what time they are about.
    """
    dated, undated = [], []
    for event in events:
        if event.date is None:
            undated.append(event)
        else:
            dated.append((event.date, event))
    dated.sort(key=lambda each: sort_key(each[0]))
    stays, others = _stays([event for _, event in dated])
    left = []
    for event in others:
        stay = _home(event, stays)
        if stay is None:
            left.append(event)
        else:
            stay.events.append(event)
    found = [*map(_period_of_stay, stays), *_by_time(left, locale)]
    found.sort(key=lambda each: sort_key(each.date))
    return list(_distinct(found, locale)), undated


@dataclass(slots=True)
class _Stay:
    """A time at one organisation, or in one job or course that names none."""

    roles: list[SiteEvent]
    events: list[SiteEvent]
    last: Day | None

    @property
    def date(self) -> EventDate:
        date = span_of([each.date for each in self.roles if each.date])
        assert date is not None, "each role has a beginning"
        return date


def _stays(events: Iterable[SiteEvent]) -> tuple[list[_Stay], list[SiteEvent]]:
    """Return the times at organisations in the order of their beginnings, and what is none."""
    stays: list[_Stay] = []
    current: dict[tuple[str, str], _Stay] = {}
    others = []
    for event in events:
        date, kind = event.date, event.fields.kind
        is_voluntary = VOLUNTEERING in event.fields.terms.get("tag", ())
        if kind not in _SPANNING or is_voluntary or date is None or date.earliest is None:
            others.append(event)
            continue
        stay = current.get((kind, event.org)) if event.org else None
        if stay is not None and follows(date, stay.last):
            stay.roles.append(event)
            stay.last = None if stay.last is None or date.latest is None else max(stay.last, date.latest)
        else:
            stay = _Stay([event], [], date.latest)
            stays.append(stay)
        current[kind, event.org] = stay
    return stays, others


def _home(event: SiteEvent, stays: Sequence[_Stay]) -> _Stay | None:
    """Return the time that an event belongs to: at its organisation, or the one that had begun last."""
    assert event.date is not None
    beginning = event.date.earliest or event.date.latest
    touched = [each for each in stays if overlaps(event.date, each.date.earliest, each.date.latest)]
    there = [each for each in touched if event.org and event.org == each.roles[0].org]
    around = [each for each in touched if overlaps(each.date, beginning, beginning)]
    return next(reversed([*around, *there]), None)


def _period_of_stay(stay: _Stay) -> Period:
    first = stay.roles[0].fields
    title = next(iter(first.terms.get("org", ())), first.title)
    return Period(title, "", stay.date, tuple(_in_order([*stay.roles, *stay.events])))


def _in_order(events: Iterable[SiteEvent]) -> list[SiteEvent]:
    return sorted(events, key=lambda each: sort_key(each.date) if each.date else ())


def _by_time(events: Sequence[SiteEvent], locale: str) -> Iterator[Period]:
    if not events:
        return
    if len(events) <= FEW:
        yield _of_years(events, locale)
        return
    for group in _grouped(events, 10):
        if len(group) <= MANY:
            yield _of_years(group, locale, is_decade=True)
        else:
            yield from (_of_years(each, locale) for each in _grouped(group, 1))


def _grouped(events: Iterable[SiteEvent], years: int) -> list[list[SiteEvent]]:
    """Return events in groups of so many years; all before the year 0 are one group, and all after the year 9999."""
    groups: dict[int, list[SiteEvent]] = {}
    for event in events:
        groups.setdefault(min(max(_year(event), -1), 10_000) // years, []).append(event)
    return [groups[number] for number in sorted(groups)]


def _of_years(events: Sequence[SiteEvent], locale: str, *, is_decade: bool = False) -> Period:
    """Return the period of events, from the year of the first to that of the last."""
    first, last = min(map(_year, events)), max(map(_year, events))
    date: EventDate = Date(first) if first == last else Interval(Date(first), Date(last))
    if is_decade and first >= 0 and last <= 9999:
        date = Date(first - first % 10, mask=Mask.DECADE)
    return Period(display_text(date, locale), "", date, tuple(events))


def _year(event: SiteEvent) -> int:
    assert event.date is not None
    return year_of(event.date)


def _distinct(periods: Sequence[Period], locale: str) -> Iterator[Period]:
    """Yield periods with titles and ids of their own: of two with one title, each says its years."""
    titles = [identity(each.title) for each in periods]
    numbers = Numbers()
    ids: set[str] = set()
    for period in periods:
        title = period.title
        if titles.count(identity(title)) > 1:
            title = f"{title}, {display_text(years_of(period.date), locale)}"
        slug = slugify(title)
        new = numbers.free(f"{slug}-1" if _DEVICES.match(slug) else slug, ids.__contains__)
        ids.add(new)
        yield replace(period, title=title, id=new)


def years_of(date: EventDate) -> EventDate:
    """Return a date with no more in it than years."""
    if isinstance(date, Date):
        return Date(date.year, mask=date.mask) if date.mask in {Mask.DECADE, Mask.CENTURY} else Date(date.year)
    start, end = (each and years_of(each) for each in (date.start, date.end))
    if start == end and isinstance(start, Date):
        return start
    return replace(
        date,
        start=start if isinstance(start, Date) else None,
        end=end if isinstance(end, Date) else None,
    )
