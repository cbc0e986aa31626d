"""Where on the axis a mark is, and where its label; not yet in which row."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sphinx_retrospective.core.chart import sizes
from sphinx_retrospective.core.chart.extents import Extent
from sphinx_retrospective.core.chart.model import Label, Mark, Place
from sphinx_retrospective.core.chart.packing import Box
from sphinx_retrospective.core.chart.scale import Scale
from sphinx_retrospective.core.chart.text_width import shorten, text_width
from sphinx_retrospective.core.model import Era, Event


@dataclass(frozen=True, slots=True)
class Item:
    """An event or an era with its place on the axis, and with its label, if it has one."""

    record: Event | Era
    extent: Extent
    left: float
    right: float
    label: Label | None = None

    @property
    def box(self) -> Box:
        """All that it takes of the axis: arrows and label, if this is always shown, included."""
        left = self.left - sizes.ARROW * self.extent.opens_left
        right = self.right + sizes.ARROW * self.extent.opens_right
        if self.label is not None and not self.label.is_hidden:
            left, right = min(left, self.label.left), max(right, self.label.right)
        return Box(left, right)

    def mark(self, top: float, rows: sizes.Rows) -> Mark:
        """Return the mark in the row that begins at *top*."""
        extent = self.extent
        height = rows.bar if extent.is_bar else sizes.DOT
        return Mark(
            id=self.record.id,
            is_bar=extent.is_bar,
            left=self.left,
            right=self.right,
            top=top + (rows.pitch - height) / 2,
            height=height,
            is_hollow=extent.is_hollow,
            is_dashed=extent.is_dashed,
            fades_in=extent.fades_in,
            fades_out=extent.fades_out,
            opens_left=extent.opens_left,
            opens_right=extent.opens_right,
            label=self.label,
        )


def place(record: Event | Era, extent: Extent, scale: Scale) -> Item:
    """Return *record* at its place, without a label."""
    if not extent.is_bar:
        middle = scale.x(extent.start or 0)
        return Item(record, extent, middle - sizes.DOT / 2, middle + sizes.DOT / 2)
    left = scale.left if extent.start is None else scale.x(extent.start)
    right = scale.right if extent.end is None else scale.x(extent.end)
    if extent.start is None and not extent.opens_left:
        left = max(left, right - sizes.STUB)
    if extent.end is None:
        right = min(right, left + sizes.STUB)
    missing = sizes.NARROWEST_BAR - (right - left)
    if missing > 0:
        left = min(max(left - missing / 2, scale.left), scale.right - sizes.NARROWEST_BAR)
        right = left + sizes.NARROWEST_BAR
    return Item(record, extent, round(left, 2), round(right, 2))


def with_labels(item: Item, width: float) -> list[Item]:
    """Return the ways to label *item*, the best first: inside where it fits, else after or before it.

    Where it fits nowhere it is shortened to the largest room that there is.
    """
    text = shorten(item.record.title, sizes.LABEL_SIZE, sizes.LONGEST_LABEL)
    inside = item.right - item.left - 2 * sizes.BAR_PADDING if item.extent.is_bar else 0.0
    return [replace(item, label=label) for label in _labels(text, item, inside, width)] or [item]


def with_hidden_label(item: Item, width: float) -> Item:
    """Return *item* with a label that is shown on demand; a narrow screen has room for one of that length."""
    text = shorten(item.record.title, sizes.LABEL_SIZE, sizes.LONGEST_LABEL)
    label = next(iter(_labels(text, item, 0, width)), None)
    return replace(item, label=label and replace(label, is_hidden=True))


def _labels(text: str, item: Item, inside: float, width: float) -> list[Label]:
    needed = text_width(text, sizes.LABEL_SIZE)
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
    text = shorten(text, sizes.LABEL_SIZE, room)
    return [_label(text, side, item, width)] if text.strip() else []


def _label(text: str, side: Place, item: Item, width: float) -> Label:
    box = item.box
    taken = round(text_width(text, sizes.LABEL_SIZE), 2)
    if side == "before":
        end = round(box.left - sizes.LABEL_GAP, 2)
        return Label(text, side, max(round(end - taken, 2), 0), end)
    start = round(item.left + sizes.BAR_PADDING if side == "inside" else box.right + sizes.LABEL_GAP, 2)
    return Label(text, side, start, min(round(start + taken, 2), width))


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
