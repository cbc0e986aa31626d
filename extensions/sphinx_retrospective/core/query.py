"""Which events a view shows, in which order and groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.dates import (
    Date,
    Day,
    EventDate,
    Precision,
    Qualification,
    overlaps,
    parse,
    sort_key,
    year_of,
)
from sphinx_retrospective.core.definitions import Definition
from sphinx_retrospective.core.errors import CoreError, DateError, Names, Problem, did_you_mean
from sphinx_retrospective.core.model import Event
from sphinx_retrospective.core.plain_text import count_in, quoted
from sphinx_retrospective.core.taxonomy import Taxonomy
from sphinx_retrospective.core.where import Expression, Operand, matches, operands, parse_where

ORDERS = ("oldest", "newest")
GROUPINGS = ("year", "decade", "day", "era", "kind", "org", "none")


#: Of the groupings those by time, and how much of a date each needs.
PERIODS = {"year": Precision.YEAR, "decade": Precision.DECADE, "day": Precision.DAY}


@dataclass(frozen=True, slots=True)
class Selection:
    """What a view asks for. Empty fields ask for nothing.

    Attributes:
        terms: for each taxonomy named, terms of which an event carries any.
        kinds: names of kinds, any of them.
        eras: ids of eras, any of them; an era includes those inside it.
        since, until: first and last day of a window that the event's date touches.
        where: an expression that holds for the event.
        order: one of `ORDERS`.
        limit: how many events at the most, after ordering; None for all.
        group_by: one of `GROUPINGS`; empty for the view's own.
    """

    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    eras: tuple[str, ...] = ()
    since: Day | None = None
    until: Day | None = None
    where: Expression | None = None
    order: str = "oldest"
    limit: int | None = None
    group_by: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Events under one heading.

    Attributes:
        by: one of `GROUPINGS`.
        value: the year, the first year of the decade, the era's id, the kind's name or the organisation's slug; the
            day; the date itself where it is coarser than what it is grouped by; None for the events that have none.
        events: in the view's order.
    """

    by: str
    value: int | str | Date | None
    events: tuple[Event, ...]


def parse_selection(
    options: Mapping[str, str], definitions: Sequence[Definition], kinds: Iterable[str]
) -> tuple[Selection, list[Problem]]:
    """Read a view's options; those that are not about selection are passed over.

    Returns:
        The selection without the faulty options, and a problem for each of these, with the option as its `field`.
    """
    problems: list[Problem] = []
    known_kinds = tuple(kinds)

    def day(option: str, *, end: bool) -> Day | None:
        text = options.get(option)
        if not text:
            return None
        try:
            date = parse(text)
        except DateError as error:
            problems.append(Problem("date", str(error), field=option))
            return None
        return date.latest if end else date.earliest

    def choice(option: str, choices: Sequence[str], default: str) -> str:
        value = options.get(option, "").strip()
        if not value or value in choices:
            return value or default
        listed = f"{', '.join(choices[:-1])} or {choices[-1]}"
        problems.append(
            Problem("option", f"{option} {quoted(value)} is not {listed}{did_you_mean(value, choices)}", field=option)
        )
        return default

    selected_kinds = []
    for kind in _names(options.get("kind", "")):
        if kind.lower() in known_kinds:
            selected_kinds.append(kind.lower())
        else:
            problems.append(Problem("kind", unknown_kind(kind, known_kinds), field="kind"))
    limit = None
    if text := options.get("limit", "").strip():
        limit = count_in(text)
        if limit is None:
            problems.append(Problem("option", f"limit {text[:40]!r} is not a number from 1 up", field="limit"))
    where = None
    if "where" in options:
        try:
            where = parse_where(options["where"] or "", scopes(definitions))
        except CoreError as error:
            problems.append(Problem(error.subtype, f"where: {error}", field="where"))
    since, until = day("since", end=False), day("until", end=True)
    if since and until and since > until:
        problems.append(Problem("option", "until comes before since and is left out; swap the two", field="until"))
        until = None
    return Selection(
        terms={each.name: terms for each in definitions if (terms := each.split(options.get(each.field, "")))},
        kinds=tuple(selected_kinds),
        eras=_names(options.get("era", "")),
        since=since,
        until=until,
        where=where,
        order=choice("order", ORDERS, "oldest"),
        limit=limit,
        group_by=choice("group-by", GROUPINGS, ""),
    ), problems


def unknown_kind(kind: str, kinds: Iterable[str]) -> str:
    """Say that *kind* is not one of *kinds*, and which there are."""
    kinds = tuple(kinds)
    return f"{kind[:60]!r} is not a kind; the kinds are {', '.join(kinds)}{did_you_mean(kind, kinds)}"


def unknown_terms(taxonomy: Taxonomy, terms: Iterable[str], option: str) -> list[Problem]:
    """Return a problem of *option* for each of *terms* that nothing carries or describes."""
    return [
        Problem(
            "term",
            f"no event or page has the {taxonomy.definition.name} {term[:60]!r}{taxonomy.names.hint(term)}",
            field=option,
        )
        for term in terms
        if taxonomy.find(term) is None
    ]


def scopes(definitions: Sequence[Definition]) -> frozenset[str]:
    """Return the names that can stand before a colon in an expression."""
    return frozenset({"kind", "era", *(each.name for each in definitions)})


def check_names(selection: Selection, chronicle: Chronicle, kinds: Iterable[str]) -> list[Problem]:
    """Return a problem for each term and era that *selection* asks for and nothing in the project names."""
    problems: list[Problem] = []
    known_kinds = set(kinds)
    for name, terms in selection.terms.items():
        taxonomy = chronicle.taxonomies[name]
        problems += unknown_terms(taxonomy, terms, taxonomy.definition.field)
    for era in selection.eras:
        if chronicle.era(era) is None:
            message = f"there is no era {era[:60]!r}{chronicle.era_names.hint(era)}"
            problems.append(Problem("term", message, field="era"))
        problems += _ambiguous_era(era, chronicle, "era")
    for operand in operands(selection.where) if selection.where else ():
        if not _is_known(operand, chronicle, known_kinds):
            what = operand.scope or "term, kind or era"
            hint = _names_for(operand, chronicle, known_kinds).hint(operand.name)
            problems.append(Problem("term", f"where: there is no {what} {operand.name[:60]!r}{hint}", field="where"))
        if operand.scope in {"", "era"}:
            problems += _ambiguous_era(operand.name, chronicle, "where")
    return problems


def _ambiguous_era(name: str, chronicle: Chronicle, option: str) -> list[Problem]:
    message = chronicle.era_ids.ambiguity(name)
    return [Problem("reference", message, field=option)] if message else []


def select(chronicle: Chronicle, selection: Selection) -> tuple[Event, ...]:
    """Return the events that *selection* asks for, in its order.

    An undated event is never inside a window of time, and comes last in either order.
    """
    terms = {
        name: [term for text in texts if (term := chronicle.taxonomies[name].find(text))]
        for name, texts in selection.terms.items()
    }
    carriers = [{event for term in found for event in term.events} for found in terms.values()]

    eras = set(map(chronicle.era_ids.id_of, selection.eras))
    is_windowed = selection.since is not None or selection.until is not None

    def wanted(event: Event) -> bool:
        if selection.kinds and event.kind not in selection.kinds:
            return False
        if selection.eras and not eras & set(event.eras):
            return False
        if is_windowed and (event.date is None or not overlaps(event.date, selection.since, selection.until)):
            return False
        if not all(event.id in each for each in carriers):
            return False
        return selection.where is None or matches(selection.where, lambda operand: _holds(operand, event, chronicle))

    found = [event for event in chronicle.events if wanted(event)]
    if selection.order == "newest":
        dated = [event for event in found if event.date is not None]
        found = [*reversed(dated), *(event for event in found if event.date is None)]
    return tuple(found[: selection.limit])


def group(events: Sequence[Event], by: str, chronicle: Chronicle, kinds: Iterable[str]) -> list[Group]:
    """Put *events* under headings.

    Groups come in the order of their first events; kinds come in the order of their definitions. Events without the
    property come last. An event with several organisations stands under the first that it names.

    Args:
        events: in the view's order, which is kept inside each group.
        by: one of `GROUPINGS`.
        chronicle: where they are from.
        kinds: names of kinds, in the order of their definitions.
    """
    if by == "none":
        return [Group(by, None, tuple(events))] if events else []
    groups: dict[int | str | Date | None, list[Event]] = {}
    for event in events:
        groups.setdefault(_group_value(event, by, chronicle), []).append(event)
    places = {kind: place for place, kind in enumerate(kinds)} if by == "kind" else {}
    ordered = sorted(groups, key=lambda value: (value is None, places.get(str(value), 0)))
    if by in PERIODS:
        ordered = _in_time(ordered, events)
    return [Group(by, value, tuple(groups[value])) for value in ordered]


def _in_time(values: list[int | str | Date | None], events: Sequence[Event]) -> list[int | str | Date | None]:
    """Return days, years or decades in order of time, in the direction that *events* have.

    Where zones differ, what is later may stand under an earlier day, and at the turn of a year under an earlier year.
    """
    keys = [sort_key(event.date) for event in events if event.date is not None]
    places = {
        value: Day(value, 1, 1) if isinstance(value, int) else value.earliest
        for value in values
        if isinstance(value, int) or (isinstance(value, Date) and value.precision is Precision.DAY)
    }
    in_order = iter(sorted(places, key=places.__getitem__, reverse=bool(keys) and keys[0] > keys[-1]))
    return [next(in_order) if value in places else value for value in values]


def _group_value(event: Event, by: str, chronicle: Chronicle) -> int | str | Date | None:
    if by in PERIODS:
        return None if event.date is None else period(event.date, by)
    if by == "era":
        return event.eras[0] if event.eras else None
    if by == "kind":
        return event.kind
    names = event.terms.get(by, ())
    term = chronicle.taxonomies[by].first_shown(names)
    return term.slug if term else None


def period(date: EventDate, by: str) -> int | Date:
    """Return the year, decade or day that *date* is listed under; *by* is one of `PERIODS`.

    A date that says less, such as ``201X`` among years, is listed under itself: under 2010 it would claim too much.
    """
    known = date if isinstance(date, Date) else date.start or date.end
    if known is not None and (by == "day" or known.precision < PERIODS[by]):
        return replace(known, time=None, qualification=Qualification.NONE)
    year = year_of(date)
    return year if by == "year" else year - year % 10


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.replace("\n", ",").split(",") if part.strip()))


def _names_for(operand: Operand, chronicle: Chronicle, kinds: Iterable[str]) -> Names:
    """Return what *operand* can name."""
    if operand.scope in chronicle.taxonomies:
        return chronicle.taxonomies[operand.scope].names
    if operand.scope == "era":
        return chronicle.era_names
    return Names(kinds) if operand.scope == "kind" else chronicle.names_with(kinds)


def _is_known(operand: Operand, chronicle: Chronicle, kinds: set[str]) -> bool:
    return (
        (operand.scope in {"", "kind"} and operand.name.lower() in kinds)
        or (operand.scope in {"", "era"} and chronicle.era(operand.name) is not None)
        or any(
            operand.scope in {"", name} and taxonomy.find(operand.name) is not None
            for name, taxonomy in chronicle.taxonomies.items()
        )
    )


def _holds(operand: Operand, event: Event, chronicle: Chronicle) -> bool:
    if operand.scope in {"", "kind"} and event.kind == operand.name.lower():
        return True
    if operand.scope in {"", "era"} and chronicle.era_ids.id_of(operand.name) in event.eras:
        return True
    for name, taxonomy in chronicle.taxonomies.items():
        if operand.scope in {"", name} and (term := taxonomy.find(operand.name)) and event.id in term.events:
            return True
    return False
