"""Which terms are broader than others: as their descriptions say, else as their names do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sphinx_retrospective.core.definitions import Definition
from sphinx_retrospective.core.errors import Names, Problem
from sphinx_retrospective.core.model import Description
from sphinx_retrospective.core.plain_text import quoted
from sphinx_retrospective.core.slugs import identity


def implied_by_names(
    definition: Definition,
    titles: Mapping[str, str],
    described: Mapping[str, Description],
    canonical: Mapping[str, str],
) -> dict[str, str]:
    """Return the terms that are named as levels of other terms only: ``databases`` of ``databases/hbase``.

    Args:
        definition: of the taxonomy.
        titles: of the terms that something names, by their identity.
        described: the descriptions, likewise.
        canonical: the identity of the term that each described spelling is of.

    Returns:
        Their titles, by their identity.
    """
    implied: dict[str, str] = {}
    for key, title in titles.items():
        broader = definition.broader(title) if _follows_name(described.get(key)) else ""
        while broader:
            parent = canonical.get(identity(broader), identity(broader))
            if parent in titles or parent in implied:
                break
            implied[parent] = broader
            broader = definition.broader(broader)
    return implied


def find_parents(
    definition: Definition,
    titles: Mapping[str, str],
    described: Mapping[str, Description],
    canonical: Mapping[str, str],
    problems: list[Problem],
) -> dict[str, tuple[str, ...]]:
    """Return the broader terms of each term that has some, without circles; note what is wrong with them.

    Arguments as those of `implied_by_names`; *titles* has what that returns too.
    """
    parents: dict[str, tuple[str, ...]] = {}
    names: Names | None = None
    for key, title in titles.items():
        if not _follows_name(described.get(key)):
            continue
        if broader := definition.broader(title):
            parent = canonical.get(identity(broader), identity(broader))
            if parent in titles and key not in {parent, *ancestors(parent, parents)}:
                parents[key] = (parent,)
    for key, description in described.items():
        for name in description.parents or ():
            parent = canonical.get(identity(name), identity(name))
            where = description.parents_location or description.location
            if parent not in titles:
                names = names or Names(titles.values())
                hint = names.hint(name) or "; describe it, or remove the option"
                message = (
                    f"no event, page or description names the parent {quoted(name)} of {quoted(description.title)}"
                )
                problems.append(Problem("term", f"{message}{hint}", field=where))
            elif key == parent or key in ancestors(parent, parents):
                message = (
                    f"{quoted(name)} can't be the parent of {quoted(description.title)}: "
                    "it is the same term or a narrower one; remove one of the parent options"
                )
                problems.append(Problem("term", message, field=where))
            elif parent not in parents.get(key, ()):
                parents[key] = (*parents.get(key, ()), parent)
    return parents


def ancestors(key: str, parents: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield every term that is broader than *key*, each once, the nearest first."""
    seen: set[str] = set()
    waiting = list(parents.get(key, ()))
    for each in waiting:
        if each not in seen:
            seen.add(each)
            yield each
            waiting += parents.get(each, ())


def _follows_name(description: Description | None) -> bool:
    return description is None or description.parents is None
