"""Where on the axis a mark is, and where its label; not yet in which row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sphinx_retrospective.core.chart import sizes
from sphinx_retrospective.core.chart.extents import Extent
from sphinx_retrospective.core.chart.model import Label, Mark, Place
from sphinx_retrospective.core.chart.packing import Box
from sphinx_retrospective.core.chart.scale import Scale
from sphinx_retrospective.core.chart.text_width import shorten, text_width
from sphinx_retrospective.core.dates import EventDate
from sphinx_retrospective.core.model import Era, Event


@dataclass(frozen=True, slots=True)
class Item:
    """An event or an era with its place on the axis, and with its label, if it has one.

    Attributes:
        record: what it is.
        extent: the days that it stands for.
        left, right: its place.
        starts_before, ends_after: whether it reaches beyond the axis there.
        years: what is said of that.
        label: its title.
    """

    record: Event | Era
    extent: Extent
    left: float
    right: float
    starts_before: bool = False
    ends_after: bool = False
    is_beyond: bool = False
    years: str = ""
    label: Label | None = None

    @property
    def is_bar(self) -> bool:
        """Whether there is a length of it to be seen."""
        return self.extent.is_bar and not self.is_beyond

    @property
    def has_arrows(self) -> tuple[bool, bool]:
        """Whether it goes on to the left, and to the right. Of what may lie anywhere that is not known."""
        extent = self.extent
        if extent.is_vague and not self.is_beyond:
            return False, False
        return extent.opens_left or self.starts_before, extent.opens_right or self.ends_after

    @property
    def is_cut(self) -> bool:
        """Whether its title stands beside it, and not all of it."""
        label = self.label
        return label is not None and not label.is_hidden and label.place != "inside" and label.text != self.record.title

    @property
    def box(self) -> Box:
        """All that it takes of the axis: arrows and label, if this is always shown, included."""
        to_left, to_right = self.has_arrows
        left = self.left - sizes.ARROW * (to_left and self.is_bar)
        right = self.right + sizes.ARROW * (to_right and self.is_bar)
        if self.label is not None and not self.label.is_hidden:
            left, right = min(left, self.label.left), max(right, self.label.right)
        return Box(left, right)

    def mark(self, top: float, rows: sizes.Rows) -> Mark:
        """Return the mark in the row that begins at *top*."""
        extent = self.extent
        height = rows.bar if self.is_bar else sizes.DOT
        opens_left, opens_right = self.has_arrows
        return Mark(
            id=self.record.id,
            is_bar=self.is_bar,
            left=self.left,
            right=self.right,
            top=top + (rows.pitch - height) / 2,
            height=height,
            is_hollow=extent.is_hollow and not self.is_beyond,
            is_dashed=extent.is_dashed and self.is_bar,
            fades_in=extent.fades_in and self.is_bar and not opens_left,
            fades_out=extent.fades_out and self.is_bar and not opens_right,
            opens_left=opens_left,
            opens_right=opens_right,
            is_vague=extent.is_vague and self.is_bar,
            is_beyond=self.is_beyond,
            reach=rows.pitch / 2,
            label=self.label,
        )


def place(record: Event | Era, extent: Extent, scale: Scale, years: Callable[[EventDate], str]) -> Item:
    """Return *record* at its place, without a label; *years* says when that was which reaches beyond the axis."""
    start, end = extent.start, extent.end
    starts_before, ends_after = start is not None and start < scale.first, end is not None and end > scale.last
    said = years(record.date) if (starts_before or ends_after) and record.date is not None else ""
    is_before = end is not None and (end < scale.first or (extent.is_bar and end == scale.first))
    is_after = start is not None and start >= scale.last
    if not extent.is_bar or is_before or is_after:
        where = start if is_after or end is None else end
        middle = scale.x(where or 0)
        box = middle - sizes.DOT / 2, middle + sizes.DOT / 2
        if extent.is_bar or is_before or is_after:
            return Item(record, extent, *box, is_before, is_after, is_beyond=True, years=said)
        return Item(record, extent, *box)
    left = scale.left if start is None else scale.x(start)
    right = scale.right if end is None else scale.x(end)
    if start is None and not extent.opens_left:
        left = max(left, right - sizes.STUB)
    if end is None:
        right = min(right, left + sizes.STUB)
    missing = sizes.NARROWEST_BAR - (right - left)
    if missing > 0:
        left = min(max(left - missing / 2, scale.left), scale.right - sizes.NARROWEST_BAR)
        right = left + sizes.NARROWEST_BAR
    return Item(record, extent, round(left, 2), round(right, 2), starts_before, ends_after, years=said)


def with_labels(item: Item, width: float, longest: float, *, is_low: bool = False) -> list[Item]:
    """Return the ways to label *item*, the best first: inside where it fits, else after or before it.

    Where it fits nowhere it is shortened to the largest room that there is. A bar that *is_low* has no room in it.
    """
    inside = item.right - item.left - 2 * sizes.BAR_PADDING if item.is_bar and not is_low else 0.0
    longest = max(longest, inside)
    return [replace(item, label=label) for label in _labels(item, inside, width, longest)] or [item]


def with_hidden_label(item: Item, width: float) -> Item:
    """Return *item* with a label that is shown on demand; a narrow screen has room for one of that length.

    It stands before the mark where it can: what is drawn later, and so above it, lies after it.
    """
    labels = _labels(item, 0, width, sizes.LONGEST_LABEL)
    label = next((each for each in labels if each.place == "before"), labels[0] if labels else None)
    return replace(item, label=label and replace(label, is_hidden=True))


def with_longer_label(item: Item, before: float, after: float) -> Item:
    """Return *item*, whose title is cut, with as much of it as its row has room for, from *before* to *after*."""
    label = item.label
    assert label is not None
    room = label.right - before if label.place == "before" else after - label.left
    longer = _label(_cut(item, room), label.place, item, after)
    return replace(item, label=longer) if longer.right - longer.left > label.right - label.left else item


def _labels(item: Item, inside: float, width: float, longest: float) -> list[Label]:
    text = _cut(item, longest)
    needed = _needed(text, item)
    if needed <= inside:
        return [_label(text, "inside", item, width)]
    box = item.box
    rooms: list[tuple[float, Place]] = [
        (width - box.right - sizes.LABEL_GAP, "after"),
        (box.left - sizes.LABEL_GAP, "before"),
        (inside, "inside"),
    ]
    if any(room >= needed for room, _ in rooms):
        return [_label(text, side, item, width) for room, side in rooms if room >= needed]
    room, side = max(rooms)
    text = _cut(item, room)
    return [_label(text, side, item, width)] if text.strip() or item.years else []


def _cut(item: Item, room: float) -> str:
    """Return as much of the title as the room has, besides the years."""
    return shorten(item.record.title, sizes.LABEL_SIZE, room - _needed("", item))


def _needed(text: str, item: Item) -> float:
    years = text_width(item.years, sizes.LABEL_SIZE) + sizes.YEARS_GAP if item.years else 0
    return text_width(text, sizes.LABEL_SIZE) + years


def _label(text: str, side: Place, item: Item, width: float) -> Label:
    box = replace(item, label=None).box
    taken = round(_needed(text, item), 2)
    if side == "before":
        end = round(box.left - sizes.LABEL_GAP, 2)
        return Label(text, side, max(round(end - taken, 2), 0), end, years=item.years)
    start = round(item.left + sizes.BAR_PADDING if side == "inside" else box.right + sizes.LABEL_GAP, 2)
    return Label(text, side, start, min(round(start + taken, 2), width), years=item.years)


def heading(text: str, left: float, right: float, width: float) -> Label | None:
    """Return a label for what reaches from *left* to *right*, in a row above it: from its start, or to its end."""
    after, before = width - left - sizes.BAR_PADDING, right - sizes.BAR_PADDING
    size = sizes.LABEL_SIZE
    is_after = text_width(text, size) <= after or after >= before
    text = shorten(text, size, after if is_after else before)
    if not text.strip():
        return None
    taken = text_width(text, size)
    if is_after:
        start = round(left + sizes.BAR_PADDING, 2)
        return Label(text, "inside", start, min(round(start + taken, 2), width))
    end = round(right - sizes.BAR_PADDING, 2)
    return Label(text, "before", max(round(end - taken, 2), 0), end)
