"""What the directives of the document being read leave for the collector, until the document's transforms are done.

Kept out of the nodes, so that no builder writes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, cast

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_retrospective.core.dates import EventDate
from sphinx_retrospective.core.fields import EventFields
from sphinx_retrospective.core.model import Description
from sphinx_retrospective.core.slugs import Numbers
from sphinx_retrospective.domain_data import AroundRequest, DocumentData, IndexRequest, MatrixRequest, ViewRequest
from sphinx_retrospective.warnings import Mistake

_KEY = "sphinx_retrospective"


class PendingEvent(NamedTuple):
    """An event, where it was written, and its summary where the author gave one apart from the text."""

    fields: EventFields
    location: str
    summary: nodes.paragraph | None


class PendingEra(NamedTuple):
    """An era; its title and, if the id is empty, its id are those of the section around it."""

    id: str
    date: EventDate | None
    location: str


class PendingTagging(NamedTuple):
    """Terms by taxonomy, for the section around the directive."""

    terms: Mapping[str, tuple[str, ...]]
    location: str


@dataclass(slots=True)
class TempData:
    """What is known of one document so far: events by anchor, the others by the number that their node carries.

    And its mistakes so far, what was collected of all this, with the first paragraph of each event and description by
    anchor, the numbers that anchors got, and the lines of the files that it is read from.
    """

    events: dict[str, PendingEvent] = field(default_factory=dict)
    eras: list[PendingEra] = field(default_factory=list)
    taggings: list[PendingTagging] = field(default_factory=list)
    descriptions: list[Description] = field(default_factory=list)
    views: list[ViewRequest] = field(default_factory=list)
    indices: list[IndexRequest] = field(default_factory=list)
    matrices: list[MatrixRequest] = field(default_factory=list)
    arounds: list[AroundRequest] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    collected: DocumentData = field(default_factory=DocumentData)
    paragraphs: dict[str, nodes.Element] = field(default_factory=dict)
    numbers: Numbers = field(default_factory=Numbers)
    sources: dict[str, list[str]] = field(default_factory=dict)

    def lines_of(self, path: str) -> list[str]:
        """Return the lines of a source file, none if it can't be read."""
        if path not in self.sources:
            try:
                text = Path(path).read_text("utf-8", "replace")
                self.sources[path] = re.split(r"\r\n?|\n", text)
            except (OSError, ValueError):
                self.sources[path] = []
        return self.sources[path]


def temp_data_of(env: BuildEnvironment) -> TempData:
    """Return the temporary data of the document that is being read."""
    return cast("TempData", env.temp_data.setdefault(_KEY, TempData()))
