"""A chart of events: where on a time axis each stands, in which lane and row, and where its label goes.

Lengths are pixels of the narrowest drawing. A drawing may be stretched along the axis, with its text and marks as large
as before: what does not overlap here does not overlap there.
"""

from __future__ import annotations

from sphinx_retrospective.core.chart.axis import UNASKED, WHOLE, Window, parse_axis, window_of
from sphinx_retrospective.core.chart.bounds import may_be_crowded, most_telling, titled
from sphinx_retrospective.core.chart.lanes import LANES, parse_lanes, split_into_lanes
from sphinx_retrospective.core.chart.layout import Words, lay_out
from sphinx_retrospective.core.chart.model import Band, Chart, Group, Label, Lane, Mark, Tick

__all__ = [
    "LANES",
    "UNASKED",
    "WHOLE",
    "Band",
    "Chart",
    "Group",
    "Label",
    "Lane",
    "Mark",
    "Tick",
    "Window",
    "Words",
    "lay_out",
    "may_be_crowded",
    "most_telling",
    "parse_axis",
    "parse_lanes",
    "split_into_lanes",
    "titled",
    "window_of",
]
