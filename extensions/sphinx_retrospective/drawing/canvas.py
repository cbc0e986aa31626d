"""What views, indices and pages of terms are drawn from and for, once all documents are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from docutils import nodes

from sphinx_retrospective.builders import has_pictures, has_scripts
from sphinx_retrospective.core.chart import LANES, UNASKED, Window
from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.dates import Day
from sphinx_retrospective.core.filters import Filter
from sphinx_retrospective.core.model import Description, Event
from sphinx_retrospective.drawing.page import Page
from sphinx_retrospective.drawing.summaries import summary_of
from sphinx_retrospective.gathering.gathered import Gathered
from sphinx_retrospective.gathering.references import make_reference


@dataclass(frozen=True, slots=True)
class Canvas(Page):
    """A page that shows what is gathered.

    Attributes:
        gathered: what all documents declare.
        level: the level of headings around what is drawn, as HTML counts them.
        lanes: what the lanes of a chart are made of.
        window: what is wanted of the axis of a chart.
        columns: of a table; empty for all that have something in them.
        links: labels of the links in a column of a table; empty for all.
        has_one_kind: whether the view asks for one kind of event, which a table then need not repeat.
        newest_first: whether the view wants the newest first.
        filter: what readers can narrow the view by.
        anchors: what the ids of the headings of years begin with; empty where they have none.
    """

    gathered: Gathered
    level: int = 1
    lanes: str = LANES[0]
    window: Window = UNASKED
    columns: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    has_one_kind: bool = False
    newest_first: bool = False
    filter: Filter | None = None
    anchors: str = ""

    @property
    def chronicle(self) -> Chronicle:
        """Where the events are."""
        return self.gathered.scope(self.docname).chronicle

    @property
    def today(self) -> Day | None:
        """What open ends in a picture reach; None where no picture can be shown."""
        return self.gathered.today if has_pictures(self.gathered.builder) else None

    @property
    def has_scripts(self) -> bool:
        """Whether the output can have scripts of ours."""
        return has_scripts(self.gathered.builder)

    @property
    def diagram(self) -> Callable[[str, str], nodes.Node] | None:
        """What makes a node of the source of a Mermaid diagram and its alternative; None where no script draws it."""
        return _diagram if self.today is not None and self.gathered.has_mermaid else None

    def summary(self, record: Event | Description) -> nodes.Element | None:
        """Return the first paragraph of *record* as nodes that the caller may keep, or None if there is none."""
        return summary_of(self.gathered, record, self.docname)

    def refer(self, objtype: str, target: str, content: nodes.Element, **attributes: Any) -> nodes.Element:
        """Return a reference, made as what it becomes; one to be resolved later where what it is to is not known."""
        found = self.gathered.find(objtype, target, self.docname)
        if found is None:
            return super(Canvas, self).refer(objtype, target, content, **attributes)
        return make_reference(found, attributes, content, self.docname, self.gathered.builder)


def canvas_for(gathered: Gathered, docname: str, level: int = 1) -> Canvas:
    """Return what is drawn on in the page *docname*."""
    return Canvas(docname, gathered.settings, gathered.language, gathered, level)


def _diagram(source: str, alternative: str) -> nodes.Node:
    from sphinxcontrib.mermaid import mermaid

    node = mermaid()
    node["code"] = source
    node["options"] = {}
    node["alt"] = alternative
    return cast("nodes.Node", node)
