"""What an event can say, and what a view can ask for: the names of fields and options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sphinx_retrospective.core.definitions import Definition
from sphinx_retrospective.core.kinds import Kind
from sphinx_retrospective.core.links import DEFAULT_SCHEMES

#: Fields of every event; each taxonomy adds its own.
FIELDS = ("title", "id", "date", "kind", "role", "link", "summary", "weight", "body")
#: Fields that the sphinx-timeline extension knew, and what they are here.
LEGACY_FIELDS = {"name": "title", "start": "date", "duration": "date"}
#: Selection options besides the fields of the taxonomies.
OPTIONS = ("kind", "since", "until", "era", "limit", "order", "group-by", "where")


@dataclass(frozen=True, slots=True)
class Schema:
    """What an event can say.

    Attributes:
        kinds: by name, in the order of their definitions.
        taxonomies: in the order of their definitions.
        schemes: allowed schemes of links.
    """

    kinds: Mapping[str, Kind]
    taxonomies: tuple[Definition, ...]
    schemes: tuple[str, ...] = DEFAULT_SCHEMES

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of all fields."""
        return (*FIELDS, *(each.field for each in self.taxonomies))
