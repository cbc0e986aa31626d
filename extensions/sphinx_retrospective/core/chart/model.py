"""The geometry of a chart. Plain values, so that two charts are equal if and only if they are drawn alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sphinx_retrospective.core.dates import Day

Place = Literal["inside", "after", "before"]


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a mark.

    Attributes:
        text: what there is room for; it ends in an ellipsis where that is not all.
        place: inside the mark, after its end or before its start.
        left, right: what it takes of the axis at the most.
        is_hidden: whether it is shown on demand only, and may then cover others.
        years: what stands after the text; those of what reaches beyond the axis.
    """

    text: str
    place: Place
    left: float
    right: float
    is_hidden: bool = False
    years: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """An event or an era: a bar from `left` to `right`, or an instant, which is as wide as its dot.

    Attributes:
        id: of the event or the era.
        is_bar: whether it is a span.
        left, right: the ends of the bar, or of the dot.
        top, height: of the bar, or of the dot.
        is_hollow: whether an instant is known in part only.
        is_dashed: whether an end of a span is uncertain.
        fades_in, fades_out: whether that end is approximate, unspecified or unknown.
        opens_left, opens_right: whether that end is open, or beyond the axis, and has an arrow.
        is_vague: whether it lies somewhere in the bar, which then is no more than a line.
        is_beyond: whether all of it is beyond the axis, so that there is an arrow in the place of a dot.
        reach: from its middle, how far above and below it still counts as hit.
        label: None where there is no room for any.
    """

    id: str
    is_bar: bool
    left: float
    right: float
    top: float
    height: float
    is_hollow: bool = False
    is_dashed: bool = False
    fades_in: bool = False
    fades_out: bool = False
    opens_left: bool = False
    opens_right: bool = False
    is_vague: bool = False
    is_beyond: bool = False
    reach: float = 0
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Several roles at one organisation, as one span around their bars.

    Attributes:
        title: of the organisation.
        left, right, top, height: of the span.
        label: in its first row; one that is “before” stands at its end. None where the lane says it, or has no labels.
    """

    title: str
    left: float
    right: float
    top: float
    height: float
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """The time of an era, behind the lane of its events."""

    left: float
    right: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Lane:
    """A part of the height.

    Attributes:
        name: what there is room for.
        title: all of it.
        top, height: of the lane.
        is_dense: whether few of its marks have titles.
    """

    name: str
    title: str
    top: float
    height: float
    is_dense: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the axis, with what it says; `label` is empty where another one's is in the way."""

    x: float
    label: str
    right: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of events.

    Attributes:
        width: of the axis.
        height: of the whole, axis included.
        since, until: the first and the last day of the axis.
        names_width: of the column of lanes' names, which is beside the axis and not part of it.
        ticks: from left to right.
        lanes: from top to bottom.
        bands, groups: behind the marks.
        eras: the marks of eras, in order of time.
        marks: those of events, in order of time.
    """

    width: float
    height: float
    names_width: float
    since: Day
    until: Day
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    bands: tuple[Band, ...]
    groups: tuple[Group, ...]
    eras: tuple[Mark, ...]
    marks: tuple[Mark, ...]
