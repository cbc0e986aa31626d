"""Puts events into a picture."""

from __future__ import annotations

import math
from bisect import bisect, bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final

from sphinx_retrospective.core.chart import sizes
from sphinx_retrospective.core.chart.axis import UNASKED, Window, bounds
from sphinx_retrospective.core.chart.bounds import titled
from sphinx_retrospective.core.chart.extents import Extent, extent
from sphinx_retrospective.core.chart.model import Band, Chart, Group, Label, Lane, Mark
from sphinx_retrospective.core.chart.packing import Box, fit, pack
from sphinx_retrospective.core.chart.placing import (
    Item,
    heading,
    place,
    with_hidden_label,
    with_labels,
    with_longer_label,
)
from sphinx_retrospective.core.chart.roles import merge_roles
from sphinx_retrospective.core.chart.scale import Scale, ticks
from sphinx_retrospective.core.chart.text_width import shorten, text_width
from sphinx_retrospective.core.dates import Date, Day, EventDate
from sphinx_retrospective.core.ids import time_order
from sphinx_retrospective.core.model import Era, Event

_Found = list[tuple[Event, Extent]]
_ERAS: Final = "era"
#: An axis of fewer days may have a year to itself.
_SHORT: Final = 730


@dataclass(frozen=True, slots=True)
class Words:
    """What the picture says besides the titles of events.

    Attributes:
        tick: returns what stands at a day, a month or a year on the axis, or at a time of a day; at the first, or not.
        eras: the name of the lane of eras.
        org: returns the title of an event's organisation, or nothing.
        years: returns when it was that reaches beyond an axis; of one that is short, or not.
    """

    tick: Callable[[Date, bool], str]
    eras: str
    org: Callable[[Event], str]
    years: Callable[[EventDate, bool], str]


def lay_out(
    lanes: Sequence[tuple[str, Sequence[Event]]],
    eras: Iterable[Era],
    words: Words,
    today: Day,
    by: str = "kind",
    *,
    window: Window = UNASKED,
    mentions: Callable[[Event], int] = lambda _: 0,
) -> Chart | None:
    """Return a picture of the dated events, or None if there is none.

    Args:
        lanes: events, with the title of their lane, which may be empty.
        eras: what is shown of them; behind the lanes, where these are made of eras, and else in a lane of their own.
        words: what the picture says.
        today: what open ends reach.
        by: what the lanes are made of, one of `LANES`.
        window: what is wanted of the axis.
        mentions: returns how many places refer to an event.
    """
    dated: list[tuple[str, _Found]] = []
    for title, events in lanes:
        found = [(each, extent(each.date, today)) for each in sorted(events, key=time_order) if each.date is not None]
        dated += [(title, found)] if found else []
    if not dated:
        return None
    spans = [(era, extent(era.date, today)) for era in sorted(eras, key=time_order) if era.date is not None]
    names = [title for title, _ in dated] + ([words.eras] if spans and by != _ERAS else [])
    widest = max(text_width(name, sizes.LABEL_SIZE) for name in names) * sizes.BOLD + 2 * sizes.BAR_PADDING
    names_width = round(min(max(widest, sizes.NARROWEST_NAMES), sizes.WIDEST_NAMES)) if any(names) else 0
    width = sizes.WIDTH - names_width
    extents = [each for _, found in dated for _, each in found] + [each for _, each in spans]
    most = sizes.MOST_ROWS if len(dated) < sizes.MANY_LANES else sizes.MOST_ROWS_OF_MANY
    is_timed = all(each.is_timed for each in extents)
    ends = bounds([each for _, found in dated for each in found], spans, window, is_timed=is_timed)
    scale = Scale.around(*ends, sizes.MARGIN, width - sizes.MARGIN, is_timed=is_timed)
    drawing = _Drawing(scale, width, words, by=by, most_rows=most, mentions=mentions)
    if spans and by != _ERAS:
        drawing.add_eras(spans)
    behind = {era.title: (era, each) for era, each in reversed(spans)} if by == _ERAS else {}
    for title, found in dated:
        drawing.add_lane(title, found, behind.get(title))
    return drawing.chart()


class _Drawing:
    """A picture in the making, from top to bottom."""

    def __init__(
        self, scale: Scale, width: float, words: Words, *, by: str, most_rows: int, mentions: Callable[[Event], int]
    ) -> None:
        self._scale = scale
        self._is_short = scale.last - scale.first < _SHORT
        self._width = width
        self._names_width = sizes.WIDTH - width
        self._most_rows = most_rows
        self._words = words
        self._by = by
        self._mentions = mentions
        self._top = sizes.AXIS
        self._lanes: list[Lane] = []
        self._bands: list[Band] = []
        self._groups: list[Group] = []
        self._eras: list[Mark] = []
        self._marks: list[tuple[Item, Mark]] = []

    def add_eras(self, spans: Sequence[tuple[Era, Extent]]) -> None:
        """Add a lane of eras."""
        choices = [with_labels(self._place(era, each), self._width, math.inf) for era, each in spans]
        items, rows = _fitted(choices, sizes.ROOMY.gap, len(spans))
        top = self._add(self._words.eras, max(rows) + 1, sizes.ROOMY)
        pitch = sizes.ROOMY.pitch
        self._eras += [item.mark(top + row * pitch, sizes.ROOMY) for item, row in zip(items, rows, strict=True)]

    def add_lane(self, title: str, found: _Found, behind: tuple[Era, Extent] | None) -> None:
        """Add a lane of events, on the band of an era if there is one *behind*."""
        sets = merge_roles((self._place(event, each) for event, each in found), self._words.org)
        placed = self._labelled(sets, math.inf) or self._labelled(sets, sizes.LONGEST_LABEL)
        placed = placed or self._bare(sets, {each.id for each in titled([event for event, _ in found], self._mentions)})
        start = self._top
        top = self._add(title, placed.count, placed.rows, is_dense=placed.rows is sizes.DENSE)
        for block, first in placed.blocks:
            self._add_block(block, top + first * placed.rows.pitch, placed.rows)
        if behind is not None:
            band = self._place(*behind)
            self._bands.append(Band(band.left, band.right, start, self._top - start))

    def _place(self, record: Event | Era, extent: Extent) -> Item:
        return place(record, extent, self._scale, lambda date: self._words.years(date, self._is_short))

    def _labelled(self, sets: Sequence[tuple[str, list[Item]]], longest: float) -> _Placed | None:
        """Return the events of a lane in rows, with labels of the *longest* length; None if that are too many rows."""
        count = sum(len(items) for _, items in sets)
        if count > sizes.MOST_LABELS:
            return None
        rows, choices = sizes.ROOMY, []
        for org, items in sets:
            labelled = [with_labels(item, self._width, longest) for item in items]
            if org:
                choices.append([_Block.of_roles(org, *_fitted(labelled, 0, len(items)), self._heading(org, items))])
            else:
                choices.append([_Block("", [item], [0], item.box, None) for item in labelled[0]])
        most = self._most_rows if count <= sizes.MOST_MARKS else sizes.FEW_ROWS
        taken = fit([[block.box for block in blocks] for blocks in choices], rows.gap, most)
        if taken is None:
            return None
        blocks = [(choices[number][choice], row) for number, (choice, row) in enumerate(taken)]
        count = max(row + block.box.rows for block, row in blocks)
        return _Placed(rows, count, _with_longer_labels(blocks, rows.gap, self._width))

    def _bare(self, sets: Sequence[tuple[str, list[Item]]], titles: Set[str]) -> _Placed:
        """Return the events of a lane in rows, as marks, with the *titles* of these ids."""
        rows, blocks = sizes.DENSE, []
        lefts = sorted(item.left for _, items in sets for item in items)
        for org, items in sets:
            if not org and items[0].record.id in titles:
                choices = with_labels(items[0], self._width, sizes.LONGEST_LABEL, is_low=True)
                # Where fewer marks are, fewer have to go to other rows.
                item = min(choices, key=lambda each: bisect(lefts, each.box.right) - bisect(lefts, each.box.left))
                blocks.append(_Block("", [item], [0], item.box, None))
                continue
            bare = [with_hidden_label(item, self._width) for item in items]
            if org:
                blocks.append(_Block.of_roles(org, bare, pack([item.box for item in bare], 0)[0], None))
            else:
                blocks.append(_Block("", bare, [0], bare[0].box, None))
        places, count = pack([block.box for block in blocks], rows.gap)
        placed = list(zip(blocks, places, strict=True))
        return _Placed(rows, count, _with_longer_labels(placed, rows.gap, self._width))

    def _heading(self, org: str, items: Sequence[Item]) -> Label | None:
        if not org or self._by == "org":
            return None
        left, right = min(each.left for each in items), max(each.right for each in items)
        return heading(org, left, right, self._width)

    def _add(self, title: str, rows: int, sizes_of_rows: sizes.Rows, *, is_dense: bool = False) -> float:
        """Add a lane of so many rows, and return where these begin."""
        height = rows * sizes_of_rows.pitch + 2 * sizes.LANE_PADDING
        name = shorten(title, sizes.LABEL_SIZE * sizes.BOLD, self._names_width - sizes.BAR_PADDING)
        self._lanes.append(Lane(name, title, self._top, height, is_dense))
        self._top += height
        return self._top - height + sizes.LANE_PADDING

    def _add_block(self, block: _Block, top: float, rows: sizes.Rows) -> None:
        if block.title:
            height = rows.pitch * block.box.rows - (rows.pitch - rows.bar)
            left, right = min(each.left for each in block.items), max(each.right for each in block.items)
            inset = (rows.pitch - rows.bar) / 2
            self._groups.append(Group(block.title, left, right, top + inset, height, block.heading))
        for item, row in zip(block.items, block.rows, strict=True):
            self._marks.append((item, item.mark(top + row * rows.pitch, rows)))

    def chart(self) -> Chart:
        """Return what was added."""
        marks = sorted(self._marks, key=lambda each: time_order(each[0].record))
        return Chart(
            width=self._width,
            height=self._top,
            names_width=self._names_width,
            since=Day.from_ordinal(math.floor(self._scale.first)),
            until=Day.from_ordinal(math.ceil(self._scale.last) - 1),
            ticks=ticks(self._scale, self._words.tick, sizes.LABEL_SIZE, sizes.TICK_GAP, self._width),
            lanes=tuple(self._lanes),
            bands=tuple(self._bands),
            groups=tuple(self._groups),
            eras=tuple(self._eras),
            marks=tuple(mark for _, mark in marks),
        )


def _fitted(choices: Sequence[Sequence[Item]], gap: float, most: int) -> tuple[list[Item], list[int]]:
    """Return the items that are taken, and the row of each; *most* is enough."""
    taken = fit([[item.box for item in items] for items in choices], gap, most) or []
    items = [items[choice] for items, (choice, _) in zip(choices, taken, strict=True)]
    return items, [row for _, row in taken]


@dataclass(frozen=True, slots=True)
class _Block:
    """One item, or the roles at an organisation in rows of their own, with its title above if there is a heading."""

    title: str
    items: list[Item]
    rows: list[int]
    box: Box
    heading: Label | None

    @classmethod
    def of_roles(cls, title: str, items: list[Item], rows: list[int], label: Label | None) -> _Block:
        """Return roles in their *rows*, between which is no gap: what follows at once touches."""
        left, right = min(item.box.left for item in items), max(item.box.right for item in items)
        if label is not None:
            rows = [row + 1 for row in rows]
            left, right = min(left, label.left), max(right, label.right)
        return cls(title, items, rows, Box(left, right, max(rows) + 1), label)


@dataclass(frozen=True, slots=True)
class _Placed:
    """The blocks of a lane, each with its first row; how large the rows are, and how many."""

    rows: sizes.Rows
    count: int
    blocks: list[tuple[_Block, int]]


def _with_longer_labels(blocks: Sequence[tuple[_Block, int]], gap: float, width: float) -> list[tuple[_Block, int]]:
    """Return blocks in their rows, with titles that are cut only where something is in the way."""
    rows: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for block, first in blocks:
        for row in range(first, first + block.box.rows):
            rows[row].append((block.box.left, block.box.right))
    for taken in rows.values():
        taken.sort()
    made = []
    for block, row in blocks:
        longer, item = block, block.items[0]
        if not block.title and item.is_cut:
            place = bisect_left(rows[row], (block.box.left, block.box.right))
            before = rows[row][place - 1][1] + gap if place else 0
            after = rows[row][place + 1][0] - gap if place + 1 < len(rows[row]) else width
            item = with_longer_label(item, before, after)
            rows[row][place] = (item.box.left, item.box.right)
            longer = replace(block, items=[item], box=item.box)
        made.append((longer, row))
    return made
