"""The directives. Each parses its options with the core and leaves a finished event, or a placeholder."""

from __future__ import annotations

from docutils.parsers.rst import Directive

from sphinx_retrospective.reading.directives.around import AroundDirective
from sphinx_retrospective.reading.directives.era import EraDirective
from sphinx_retrospective.reading.directives.event import EventDirective
from sphinx_retrospective.reading.directives.events import EventsDirective
from sphinx_retrospective.reading.directives.tag import TagDirective
from sphinx_retrospective.reading.directives.tag_index import TagIndexDirective
from sphinx_retrospective.reading.directives.tag_matrix import TagMatrixDirective
from sphinx_retrospective.reading.directives.tags import TagsDirective
from sphinx_retrospective.reading.directives.timeline import TimelineDirective

DIRECTIVES: dict[str, type[Directive]] = {
    "event": EventDirective,
    "events": EventsDirective,
    "era": EraDirective,
    "timeline": TimelineDirective,
    "tags": TagsDirective,
    "tag": TagDirective,
    "tag-index": TagIndexDirective,
    "tag-matrix": TagMatrixDirective,
    "around": AroundDirective,
}
