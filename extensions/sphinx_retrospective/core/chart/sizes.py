"""Sizes in pixels. The style sheet sets type of the same sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Of the names of lanes and the axis together.
WIDTH: Final = 700.0
NARROWEST_NAMES: Final = 56.0
WIDEST_NAMES: Final = 128.0
AXIS: Final = 26.0
#: At both ends of the axis: room for half a dot, and for an arrow.
MARGIN: Final = 10.0
ARROW: Final = 9.0

#: Of all type.
LABEL_SIZE: Final = 12.0
#: How much wider bold type is.
BOLD: Final = 1.1
#: Where a lane has no room for all its titles in full, they get this much each, and more where the row has it.
LONGEST_LABEL: Final = 240.0
BAR_PADDING: Final = 6.0
LABEL_GAP: Final = 5.0
#: Between a title and the years of what reaches beyond the axis.
YEARS_GAP: Final = 6.0
TICK_GAP: Final = 4.0

DOT: Final = 9.0
NARROWEST_BAR: Final = 9.0
#: The length of a bar of which one end is unknown.
STUB: Final = 40.0
#: Above and below the rows of a lane.
LANE_PADDING: Final = 8.0


@dataclass(frozen=True, slots=True)
class Rows:
    """The pitch of a lane's rows, the height of bars in them, and the gap between what is in one row."""

    pitch: float
    bar: float
    gap: float


#: A target for a finger or a shaky hand is as high as a row, which is 24 where there is room for that (WCAG 2.5.8).
ROOMY: Final = Rows(24, 18, 8)
DENSE: Final = Rows(16, 9, 3)
#: A lane that would have more rows than this has few titles; where there are many lanes each has to be lower,
MOST_ROWS: Final = 12
MANY_LANES: Final = 5
MOST_ROWS_OF_MANY: Final = 8
#: and so has one with more marks than this, unless it has few rows.
MOST_MARKS: Final = 12
FEW_ROWS: Final = 5
#: More labels than this are not tried.
MOST_LABELS: Final = 200
#: So many marks of a lane with few titles have theirs, and more where the author gives more of them a weight.
TITLED: Final = 4
