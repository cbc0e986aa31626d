"""English dates, without what differs from one release of the Unicode CLDR to the next."""

from __future__ import annotations

import re
from functools import cache

from babel.dates import get_era_names, get_month_names

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@cache
def _names() -> dict[str, str]:
    """What Babel calls each month and each era in English, with what tests call it."""
    names: dict[str, str] = {}
    for number, month in enumerate(_MONTHS, start=1):
        names[get_month_names("wide", locale="en")[number]] = month
        names.setdefault(get_month_names("abbreviated", locale="en")[number], month[:3])
    for number, era in enumerate(("BC", "AD")):
        names[get_era_names("abbreviated", locale="en")[number]] = era
    return names


def plain(text: str) -> str:
    """Return *text* with the dates in it as tests write them, whatever release of the CLDR Babel has.

    Months are “September” and “Sep”, eras “BC” and “AD”, and there is one ordinary space on each side of a dash.
    """
    names = _names()
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    named = re.sub(rf"(?<!\w)(?:{alternatives})(?!\w)", lambda match: names[match[0]], text)
    return re.sub("(?<=[^\\s–])[ \u00a0\u2009\u202f]*–[ \u00a0\u2009\u202f]*(?=[^\\s–])", " – ", named)
