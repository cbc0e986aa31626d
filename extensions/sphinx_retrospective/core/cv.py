"""Events as a curriculum vitae: what was done where, with what was made there, and lists of all else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.dates import (
    Date,
    Day,
    EventDate,
    Interval,
    Precision,
    SortKey,
    overlaps,
    sort_key,
)
from sphinx_retrospective.core.kinds import DEFAULT_KIND
from sphinx_retrospective.core.model import Event

#: Kinds whose events at one organisation are the roles of one entry.
_WITH_ROLES: Final = ("job", "education")
#: Kinds that are told, and not only listed.
_TOLD: Final = (*_WITH_ROLES, "project")
#: The first sections. The project's own kinds follow, in the order of their definitions, and what has no kind is last.
_FIRST: Final = (*_TOLD, "talk", "post", "release", "milestone")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is told: a project, or the roles at an organisation which follow one another or overlap.

    Attributes:
        roles: at least one, in the order of the CV.
        org: slug of their organisation; empty where they have none that is shown.
        date: the whole of their time; None where it is not known.
        projects: made there in that time, in the order of the CV.
    """

    roles: tuple[Event, ...]
    org: str
    date: EventDate | None
    projects: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """What is of one kind.

    Attributes:
        kind: its name.
        entries: in the order of the CV. Of a list each has one role and nothing more.
        is_list: whether it is a list, a line for each.
    """

    kind: str
    entries: tuple[Entry, ...]
    is_list: bool


def build_cv(
    events: Sequence[Event], chronicle: Chronicle, kinds: Iterable[str], *, newest_first: bool
) -> tuple[Section, ...]:
    """Put *events* into the sections of a CV, each of them once.

    What goes on is newest, then what ended last; undated events come last in either order.

    Args:
        events: in the view's order.
        chronicle: where they are from.
        kinds: names of kinds, in the order of their definitions.
        newest_first: whether the newest come first.
    """
    by_kind: dict[str, list[Event]] = {}
    for event in events:
        by_kind.setdefault(event.kind, []).append(event)
    entries = {
        kind: _entries(found, chronicle) if kind in _WITH_ROLES else [_entry([each], "") for each in found]
        for kind, found in by_kind.items()
    }
    if "job" in entries and "project" in entries:
        _place_projects(entries, chronicle)
    order = [*_FIRST, *(kind for kind in kinds if kind not in {*_FIRST, DEFAULT_KIND}), DEFAULT_KIND]
    return tuple(
        Section(kind, tuple(_in_order(entries[kind], newest_first=newest_first)), kind not in _TOLD)
        for kind in order
        if entries.get(kind)
    )


def _entry(roles: Sequence[Event], org: str) -> Entry:
    return Entry(tuple(roles), org, span_of([role.date for role in roles if role.date is not None]))


def _entries(events: Iterable[Event], chronicle: Chronicle) -> list[Entry]:
    """Put the roles that follow one another at an organisation, or overlap, together; all else stays by itself."""
    runs: list[tuple[str, list[Event]]] = []
    current: dict[str, tuple[list[Event], Day | None]] = {}
    places = {event.id: place for place, event in enumerate(events)}
    for event in sorted(events, key=lambda each: (each.date is None, each.date and sort_key(each.date))):
        org = next(iter(_orgs(event, chronicle)), "")
        if not org or event.date is None or _is_vague(event.date):
            runs.append((org, [event]))
            continue
        roles, last = current.get(org, ([], None))
        if roles and follows(event.date, last):
            roles.append(event)
            last = _later(last, event.date.latest)
        else:
            roles, last = [event], event.date.latest
            runs.append((org, roles))
        current[org] = (roles, last)
    runs = [(org, sorted(roles, key=lambda each: places[each.id])) for org, roles in runs]
    return [_entry(roles, org) for org, roles in sorted(runs, key=lambda run: places[run[1][0].id])]


def _later(one: Day | None, other: Day | None) -> Day | None:
    return None if one is None or other is None else max(one, other)


def _orgs(event: Event, chronicle: Chronicle) -> list[str]:
    """Return the slugs of the organisations of *event* that are shown."""
    find = chronicle.taxonomies["org"].find
    terms = [term for name in event.terms.get("org", ()) if (term := find(name))]
    return [term.slug for term in terms if not term.is_hidden]


def _place_projects(entries: dict[str, list[Entry]], chronicle: Chronicle) -> None:
    """Put each project under the job at its organisation that it began in, or else that it touches first."""
    jobs = entries["job"]
    placed: dict[int, list[Event]] = {}
    left = []
    # A job that comes later lets an earlier one at the same place have what both touch.
    in_time = sorted(range(len(jobs)), key=lambda place: _recency(jobs[place].date))
    for entry in entries["project"]:
        [project] = entry.roles
        orgs = _orgs(project, chronicle)
        touched = [place for place in in_time if jobs[place].org in orgs and _touches(project, jobs[place])]
        if touched:
            placed.setdefault(touched[0], []).append(project)
        else:
            left.append(entry)
    entries["project"] = left
    entries["job"] = [replace(job, projects=tuple(placed.get(place, ()))) for place, job in enumerate(jobs)]


def _touches(project: Event, job: Entry) -> bool:
    date = project.date
    return date is not None and any(
        role.date is not None and overlaps(date, role.date.earliest, role.date.latest) for role in job.roles
    )


def _in_order(entries: Iterable[Entry], *, newest_first: bool) -> list[Entry]:
    """Return entries, their roles and their projects in the order of the CV."""

    def of_events(events: Iterable[Event]) -> tuple[Event, ...]:
        ordered = sorted(events, key=lambda event: _recency(event.date), reverse=newest_first)
        return tuple(sorted(ordered, key=lambda event: event.date is None))

    inside = [replace(each, roles=of_events(each.roles), projects=of_events(each.projects)) for each in entries]
    ordered = sorted(inside, key=lambda entry: _recency(entry.date), reverse=newest_first)
    return sorted(ordered, key=lambda entry: all(role.date is None for role in entry.roles))


def _recency(date: EventDate | None) -> tuple[bool, Day, tuple[SortKey, ...]]:
    """Return what to sort by: what goes on is after what ended, and that is in order of its last days.

    What is no span is where it is in other views, by its first day: a year is before its months.
    """
    if date is None:
        return False, Day(0, 1, 1), ()
    if isinstance(date, Date):
        return False, date.earliest, (sort_key(date),)
    end = date.end or date.start
    assert end is not None, "an interval has an end that is a date"
    return date.open_end, end.latest, (sort_key(date),)


def _is_vague(date: EventDate) -> bool:
    ends = (date,) if isinstance(date, Date) else (date.start, date.end)
    return any(end is not None and end.precision < Precision.YEAR for end in ends)


def span_of(dates: Sequence[EventDate]) -> EventDate | None:
    """Return the time from the first to the last of *dates*, each end as precise as it was written, without a clock.

    Returns:
        None where there are no dates, or neither end is known.
    """
    if len(dates) < 2:
        return dates[0] if dates else None
    spans = [each if isinstance(each, Interval) else Interval(each, each) for each in dates]
    ends = [replace(end, time=None) for span in spans for end in (span.start, span.end) if end is not None]
    # Of two that begin on one day, the finer says more.
    start = min(ends, key=lambda end: (end.earliest, -end.precision, end.edtf))
    end = max(ends, key=lambda end: (end.latest, end.precision, end.edtf))
    has_start, has_end = all(span.start for span in spans), all(span.end for span in spans)
    if has_start and has_end:
        return start if start == end else Interval(start, end)
    if not has_start and not has_end:
        return None
    return Interval(
        start if has_start else None,
        end if has_end else None,
        unknown_start=not has_start and not any(span.open_start for span in spans),
        unknown_end=not has_end and not any(span.open_end for span in spans),
    )


def follows(date: EventDate, last: Day | None) -> bool:
    """Tell whether *date* begins on the day after *last* at the latest; None is without end."""
    return last is None or date.earliest is None or date.earliest <= last.add_days(1)
