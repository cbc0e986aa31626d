"""Vocabularies: tags, organisations, people, places and what a project adds, all by one mechanism."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sphinx_retrospective.core.definitions import Definition
from sphinx_retrospective.core.errors import Names, Problem
from sphinx_retrospective.core.model import Description, Event, Tagging
from sphinx_retrospective.core.plain_text import quoted
from sphinx_retrospective.core.slugs import distinct_slugs, identity


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a taxonomy, with everything that carries it.

    Attributes:
        taxonomy: name of the taxonomy.
        slug: its address, unique in the taxonomy.
        title: as described, else the spelling used most.
        aliases: other spellings, in alphabetical order.
        parent: slug of the broader term, or None.
        children: slugs of the narrower terms, by title.
        description: where it is described, or None.
        events: ids of the events that carry it or a narrower term, in order of time.
        taggings: pages and sections that carry it or a narrower term, in order of their names.
    """

    taxonomy: str
    slug: str
    title: str
    aliases: tuple[str, ...]
    parent: str | None
    children: tuple[str, ...]
    description: Description | None
    events: tuple[str, ...]
    taggings: tuple[Tagging, ...]

    @property
    def count(self) -> int:
        """How many events and pages carry it."""
        return len(self.events) + len(self.taggings)


class Taxonomy:
    """The terms of one taxonomy, by title; found by any of their spellings or by their slug."""

    def __init__(self, definition: Definition, terms: Iterable[Term], spellings: Mapping[str, str]) -> None:
        self.definition = definition
        self.terms: dict[str, Term] = {term.slug: term for term in sorted(terms, key=_by_title)}
        self._slugs = dict(spellings)

    def find(self, text: str) -> Term | None:
        """Return the term that *text* spells, by title, alias or slug, or None."""
        slug = self._slugs.get(identity(text), text)
        return self.terms.get(slug)

    def in_language(self, translate: Callable[[str], str]) -> Taxonomy:
        """Return the same terms with titles in another language; they keep their slugs, and are found by both."""
        titles = {slug: translate(term.title) for slug, term in self.terms.items()}
        if all(titles[slug] == term.title for slug, term in self.terms.items()):
            return self
        terms = [replace(term, title=titles[slug]) for slug, term in self.terms.items()]
        return Taxonomy(self.definition, terms, {identity(titles[slug]): slug for slug in titles} | self._slugs)

    @cached_property
    def names(self) -> Names:
        """Every title and alias, for suggestions."""
        return Names(self.known())

    def known(self) -> list[str]:
        """Return every title and alias."""
        return sorted({name for term in self.terms.values() for name in (term.title, *term.aliases)})


def build_taxonomy(
    definition: Definition,
    events: Sequence[Event],
    taggings: Sequence[Tagging],
    descriptions: Sequence[Description],
) -> tuple[Taxonomy, list[Problem]]:
    """Gather the terms that events, pages and descriptions name.

    Args:
        definition: the taxonomy.
        events: all events, in order of time.
        taggings: all tagged pages and sections, in order of their names.
        descriptions: all descriptions of this taxonomy's terms, in order of their documents.

    Returns:
        The taxonomy, and what is wrong with it; a problem's `field` is the location that it is about.
    """
    problems: list[Problem] = []
    canonical, described = _canonical_names(descriptions, problems)

    spellings: dict[str, Counter[str]] = {}
    own_events: dict[str, list[str]] = {}
    own_taggings: dict[str, list[Tagging]] = {}
    for event in events:
        for name in event.terms.get(definition.name, ()):
            key = canonical.get(identity(name), identity(name))
            spellings.setdefault(key, Counter())[name] += 1
            own_events.setdefault(key, []).append(event.id)
    for tagging in taggings:
        for name in tagging.terms.get(definition.name, ()):
            key = canonical.get(identity(name), identity(name))
            spellings.setdefault(key, Counter())[name] += 1
            own_taggings.setdefault(key, []).append(tagging)
    for key in described:
        spellings.setdefault(key, Counter())
    locations = _locations(definition, [*descriptions, *events, *taggings], canonical)

    titles = {key: _title(key, described.get(key), spellings[key]) for key in spellings}
    slugs, clashes = distinct_slugs(titles)
    for clash in clashes:
        first, *others = (quoted(titles[key]) for key in clash)
        problems.append(
            Problem(
                "slug",
                f"the {definition.name} terms {first} and {', '.join(others)} have one address, {slugs[clash[0]]!r}; "
                f"the latter got {', '.join(repr(slugs[key]) for key in clash[1:])}, "
                "give one of them another name, or make it an alias of the other",
                field=locations[clash[1]],
            )
        )
    parents = _parents(described, canonical, titles, problems)
    descendants = _descendants(parents)
    order = {event.id: place for place, event in enumerate(events)}
    places = {id(tagging): place for place, tagging in enumerate(taggings)}

    narrower: dict[str, list[str]] = {}
    for child, parent in sorted(parents.items(), key=lambda each: (titles[each[0]], each[0])):
        narrower.setdefault(parent, []).append(child)

    terms = []
    for key, title in titles.items():
        family = [key, *sorted(descendants.get(key, ()))]
        event_ids = {event_id for member in family for event_id in own_events.get(member, ())}
        pages = {id(tagging): tagging for member in family for tagging in own_taggings.get(member, ())}
        description = described.get(key)
        written = [*(description.aliases if description else ()), *sorted(spellings[key])]
        aliases = {identity(name): name for name in reversed(written) if identity(name) != identity(title)}
        broader = parents.get(key)
        terms.append(
            Term(
                taxonomy=definition.name,
                slug=slugs[key],
                title=title,
                aliases=tuple(sorted(aliases.values())),
                parent=slugs[broader] if broader else None,
                children=tuple(slugs[child] for child in narrower.get(key, ())),
                description=description,
                events=tuple(sorted(event_ids, key=order.__getitem__)),
                taggings=tuple(pages[place] for place in sorted(pages, key=places.__getitem__)),
            )
        )
    known = {key: slugs[key] for key in titles}
    known |= {alias: slugs[key] for alias, key in canonical.items() if key in slugs}
    return Taxonomy(definition, terms, known), problems


def _locations(
    definition: Definition, records: Sequence[Description | Event | Tagging], canonical: Mapping[str, str]
) -> dict[str, str]:
    """Return where each term is named first."""
    locations: dict[str, str] = {}
    for record in records:
        names = (record.title,) if isinstance(record, Description) else record.terms.get(definition.name, ())
        for name in names:
            locations.setdefault(canonical.get(identity(name), identity(name)), record.location)
    return locations


def _by_title(term: Term) -> tuple[str, str]:
    return (identity(term.title), term.slug)


def _title(key: str, description: Description | None, spellings: Counter[str]) -> str:
    if description:
        return description.title
    return min(spellings, key=lambda name: (-spellings[name], name)) if spellings else key


def _canonical_names(
    descriptions: Sequence[Description], problems: list[Problem]
) -> tuple[dict[str, str], dict[str, Description]]:
    """Map each described spelling to the identity of its term; the first description of a spelling wins."""
    described: dict[str, Description] = {}
    for description in descriptions:
        key = identity(description.title)
        if key in described:
            problems.append(
                Problem(
                    "duplicate",
                    f"{description.taxonomy} {quoted(description.title)} is described twice, "
                    f"the first time at {described[key].location}; keep one of the two",
                    field=description.location,
                )
            )
        else:
            described[key] = description
    canonical = {key: key for key in described}
    for key, description in described.items():
        for alias in description.aliases:
            owner = canonical.setdefault(identity(alias), key)
            if owner != key:
                problems.append(
                    Problem(
                        "duplicate",
                        f"{quoted(alias)} can't be an alias of {description.taxonomy} {quoted(description.title)}: "
                        f"it is {quoted(described[owner].title)} already, at {described[owner].location}; "
                        "remove it from one of the two",
                        field=description.aliases_location or description.location,
                    )
                )
    return canonical, described


def _parents(
    described: Mapping[str, Description],
    canonical: Mapping[str, str],
    titles: Mapping[str, str],
    problems: list[Problem],
) -> dict[str, str]:
    parents: dict[str, str] = {}
    names: Names | None = None
    for key, description in described.items():
        if not description.parent:
            continue
        parent = canonical.get(identity(description.parent), identity(description.parent))
        if parent not in titles:
            names = names or Names(titles.values())
            hint = names.hint(description.parent) or "; describe it, or remove the option"
            names_none = f"no event, page or description names the parent {quoted(description.parent)}"
            message = f"{names_none} of {quoted(description.title)}"
            problems.append(
                Problem("term", f"{message}{hint}", field=description.parent_location or description.location)
            )
            continue
        ancestor: str | None = parent
        while ancestor is not None and ancestor != key:
            ancestor = parents.get(ancestor)
        if ancestor == key:
            problems.append(
                Problem(
                    "term",
                    f"{quoted(description.parent)} can't be the parent of {quoted(description.title)}: "
                    "it is the same term or a narrower one; remove one of the parent options",
                    field=description.parent_location or description.location,
                )
            )
            continue
        parents[key] = parent
    return parents


def _descendants(parents: Mapping[str, str]) -> dict[str, set[str]]:
    descendants: dict[str, set[str]] = {}
    for key in parents:
        ancestor = parents.get(key)
        while ancestor is not None:
            descendants.setdefault(ancestor, set()).add(key)
            ancestor = parents.get(ancestor)
    return descendants
