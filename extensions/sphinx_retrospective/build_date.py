"""The one place that asks what day it is."""

from __future__ import annotations

import datetime
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_retrospective.core.dates import Day


def today() -> Day:
    """Return the day of ``SOURCE_DATE_EPOCH`` where that is set, so that a build can be made again; else this day.

    In either case it is the day in UTC.
    """
    from sphinx_retrospective.core.dates import Day

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        # Not from a time stamp, which has an end.
        return Day(1970, 1, 1).add_days(int(epoch) // 86_400)
    now = datetime.datetime.now(tz=datetime.UTC)
    return Day(now.year, now.month, now.day)
