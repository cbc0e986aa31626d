"""Events, pages and descriptions that name tags, and the taxonomy that comes of them."""

from __future__ import annotations

from sphinx_retrospective.core.definitions import BUILT_IN
from sphinx_retrospective.core.errors import Problem
from sphinx_retrospective.core.model import Description, Event, Tagging
from sphinx_retrospective.core.taxonomy import Taxonomy
from sphinx_retrospective.core.taxonomy_building import build_taxonomy

TAG, ORG, PERSON, PLACE = BUILT_IN


def event(name: str, *tags: str) -> Event:
    return Event(name, name.title(), None, "event", {"tag": tags} if tags else {})


def page(name: str, *tags: str, anchor: str = "") -> Tagging:
    return Tagging(name.title(), {"tag": tags}, name, anchor)


def described(title: str, *aliases: str, parent: str = "", at: str = "") -> Description:
    parents = (parent,) if parent else None
    return Description("tag", title, aliases, parents, "tags", f"tag-{title}", at or f"tags.md:{title}")


def build(
    *sources: Event | Tagging | Description,
) -> tuple[Taxonomy, list[Problem]]:
    return build_taxonomy(
        TAG,
        [each for each in sources if isinstance(each, Event)],
        [each for each in sources if isinstance(each, Tagging)],
        [each for each in sources if isinstance(each, Description)],
    )


def terms(*sources: Event | Tagging | Description) -> Taxonomy:
    taxonomy, problems = build(*sources)
    assert problems == []
    return taxonomy
