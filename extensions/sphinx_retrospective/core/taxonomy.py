"""Vocabularies: tags, organisations, people, places and what a project adds, all by one mechanism."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sphinx_retrospective.core.definitions import Definition
from sphinx_retrospective.core.errors import Names
from sphinx_retrospective.core.model import Description, Tagging
from sphinx_retrospective.core.slugs import identity


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a taxonomy, with everything that carries it.

    Attributes:
        taxonomy: name of the taxonomy.
        slug: its address, unique in the taxonomy.
        title: as described, else as it was spelled first.
        aliases: other spellings, in alphabetical order.
        parents: slugs of the broader terms, in the order of their description.
        children: slugs of the narrower terms, by title.
        description: where it is described, or None.
        former: slugs of its other described spellings, which lead to it.
        is_hidden: whether it is for selections alone, and shown nowhere.
        events: ids of the events that carry it or a narrower term, in order of time.
        taggings: pages and sections that carry it or a narrower term, in order of their names.
    """

    taxonomy: str
    slug: str
    title: str
    aliases: tuple[str, ...]
    parents: tuple[str, ...]
    children: tuple[str, ...]
    description: Description | None
    events: tuple[str, ...]
    taggings: tuple[Tagging, ...]
    former: tuple[str, ...] = ()
    is_hidden: bool = False

    @property
    def count(self) -> int:
        """How many events and pages carry it."""
        return len(self.events) + len(self.taggings)


class Taxonomy:
    """The terms of one taxonomy; found by any of their spellings or by their slug.

    Attributes:
        definition: its name and form.
        terms: those that are shown, by their slugs, in the order of their titles.
    """

    def __init__(self, definition: Definition, terms: Iterable[Term], spellings: Mapping[str, str]) -> None:
        self.definition = definition
        self._all: dict[str, Term] = {term.slug: term for term in sorted(terms, key=_by_title)}
        self.terms: dict[str, Term] = {slug: term for slug, term in self._all.items() if not term.is_hidden}
        self._slugs = dict(spellings)

    def find(self, text: str) -> Term | None:
        """Return the term that *text* spells, by title, alias or slug, shown or hidden, or None."""
        slug = self._slugs.get(identity(text), text)
        return self._all.get(slug)

    def first_shown(self, texts: Iterable[str]) -> Term | None:
        """Return the first of the terms that *texts* spell that is not hidden, or None."""
        return next((term for text in texts if (term := self.find(text)) and not term.is_hidden), None)

    def in_language(self, translate: Callable[[str], str]) -> Taxonomy:
        """Return the same terms with titles in another language; they keep their slugs, and are found by both."""
        titles = {slug: translate(term.title) for slug, term in self._all.items()}
        if all(titles[slug] == term.title for slug, term in self._all.items()):
            return self
        terms = [replace(term, title=titles[slug]) for slug, term in self._all.items()]
        return Taxonomy(self.definition, terms, {identity(titles[slug]): slug for slug in titles} | self._slugs)

    @cached_property
    def names(self) -> Names:
        """Every title and alias, for suggestions."""
        return Names(self.known())

    def known(self) -> list[str]:
        """Return every title and alias."""
        return sorted({name for term in self._all.values() for name in (term.title, *term.aliases)})


def _by_title(term: Term) -> tuple[str, str]:
    return (identity(term.title), term.slug)
