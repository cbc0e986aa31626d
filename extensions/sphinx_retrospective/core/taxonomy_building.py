"""How the terms of a taxonomy are gathered from everything that names them, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sphinx_retrospective.core.definitions import Definition
from sphinx_retrospective.core.errors import Names, Problem
from sphinx_retrospective.core.hierarchy import ancestors, find_parents, implied_by_names
from sphinx_retrospective.core.model import Description, Event, Tagging
from sphinx_retrospective.core.plain_text import quoted
from sphinx_retrospective.core.slugs import distinct_slugs, identity, slugify
from sphinx_retrospective.core.taxonomy import Taxonomy, Term


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

    # Each spelling once, in the order in which they are used.
    spellings: dict[str, dict[str, None]] = {}
    own_events: dict[str, list[str]] = {}
    own_taggings: dict[str, list[Tagging]] = {}
    for event in events:
        for name in event.terms.get(definition.name, ()):
            key = canonical.get(identity(name), identity(name))
            spellings.setdefault(key, {})[name] = None
            own_events.setdefault(key, []).append(event.id)
    for tagging in taggings:
        for name in tagging.terms.get(definition.name, ()):
            key = canonical.get(identity(name), identity(name))
            spellings.setdefault(key, {})[name] = None
            own_taggings.setdefault(key, []).append(tagging)
    for key in described:
        spellings.setdefault(key, {})
    locations = _locations(definition, [*descriptions, *events, *taggings], canonical)
    _check_undescribed(definition, spellings, described, locations, problems)

    titles = {key: described[key].title if key in described else next(iter(spellings[key])) for key in spellings}
    titles |= implied_by_names(definition, titles, described, canonical)
    slugs, clashes = distinct_slugs(titles, definition.levels)
    for clash in clashes:
        first, *others = (quoted(titles[key]) for key in clash)
        problems.append(
            Problem(
                "slug",
                f"the {definition.name} terms {first} and {', '.join(others)} have one address, {slugs[clash[0]]!r}; "
                f"the latter got {', '.join(repr(slugs[key]) for key in clash[1:])}, "
                "give one of them another name, or make it an alias of the other",
                field=next(iter(locations.get(clash[1], ())), ""),
            )
        )
    parents = find_parents(definition, titles, described, canonical, problems)
    hidden = {key for key, each in described.items() if each.is_hidden and not definition.shows_hidden}
    families: dict[str, list[str]] = {key: [key] for key in titles}
    narrower: dict[str, list[str]] = {}
    for child in sorted(parents, key=lambda key: (titles[key], key)):
        for broader in ancestors(child, parents):
            families[broader].append(child)
        if child not in hidden:
            for parent in parents[child]:
                narrower.setdefault(parent, []).append(child)
    order = {event.id: place for place, event in enumerate(events)}
    places = {id(tagging): place for place, tagging in enumerate(taggings)}
    taken = set(slugs.values())

    terms = []
    for key, title in titles.items():
        event_ids = {event_id for member in families[key] for event_id in own_events.get(member, ())}
        carried = [tagging for member in families[key] for tagging in own_taggings.get(member, ())]
        carried.sort(key=lambda tagging: places[id(tagging)])
        # A page that names it twice, at its top and in its text, is one.
        pages = {(tagging.docname, tagging.anchor): tagging for tagging in reversed(carried)}
        description = described.get(key)
        written = [*(description.aliases if description else ()), *sorted(spellings.get(key, ()))]
        aliases = {identity(name): name for name in reversed(written) if identity(name) != identity(title)}
        former = [slugify(alias, definition.levels) for alias in (description.aliases if description else ())]
        former = [slug for slug in dict.fromkeys(former) if slug not in taken]
        taken.update(former)
        terms.append(
            Term(
                taxonomy=definition.name,
                slug=slugs[key],
                title=title,
                aliases=tuple(sorted(aliases.values())),
                parents=tuple(slugs[each] for each in parents.get(key, ()) if each not in hidden),
                children=tuple(slugs[child] for child in narrower.get(key, ())),
                description=description,
                events=tuple(sorted(event_ids, key=order.__getitem__)),
                taggings=tuple(reversed(pages.values())),
                former=tuple(former),
                is_hidden=key in hidden,
            )
        )
    known = {key: slugs[key] for key in titles}
    known |= {alias: slugs[key] for alias, key in canonical.items() if key in slugs}
    return Taxonomy(definition, terms, known), problems


def _check_undescribed(
    definition: Definition,
    spellings: dict[str, dict[str, None]],
    described: Mapping[str, Description],
    locations: Mapping[str, Sequence[str]],
    problems: list[Problem],
) -> None:
    """Note each place of a term that is described nowhere, if the policy asks for it; take it out if that is strict."""
    if definition.policy == "open":
        return
    names = Names([name for each in described.values() for name in (each.title, *each.aliases)])
    for key in [key for key in spellings if key not in described]:
        name = next(iter(spellings[key]))
        hint = names.hint(name) or "; describe it with the tag directive or in the vocabulary, or use another"
        outcome = ", and is left out" if definition.policy == "strict" else ""
        message = f"the {definition.name} {quoted(name)} is not described{outcome}{hint}"
        problems += [Problem("vocabulary", message, field=place) for place in locations[key]]
        if definition.policy == "strict":
            del spellings[key]


def _locations(
    definition: Definition, records: Sequence[Description | Event | Tagging], canonical: Mapping[str, str]
) -> dict[str, list[str]]:
    """Return every place where each term is named, each once."""
    locations: dict[str, dict[str, None]] = {}
    for record in records:
        names = (record.title,) if isinstance(record, Description) else record.terms.get(definition.name, ())
        for name in names:
            locations.setdefault(canonical.get(identity(name), identity(name)), {})[record.location] = None
    return {key: list(places) for key, places in locations.items()}


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
