"""How wide a text is, without its font: never less than in the widest of the fonts that pages are set in.

The widths are about those of Verdana and DejaVu Sans, by classes of characters. What is narrower leaves some room.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

ELLIPSIS: Final = "…"

#: In thousandths of the size of the type: what the widest of each class has, and a little more.
_CLASSES: Final = {
    "il'‘’": 300,
    "jft": 396,
    " \u00a0,.:;|/\\·": 360,
    "Ir()[]!-‐‑": 430,
    "sz": 530,
    'c"“”': 555,
    "kvxyLF": 600,
    "aeo": 620,
    "w": 825,
    "mMW@%…—": 1020,
}
_WIDTHS: Final = {sign: width for signs, width in _CLASSES.items() for sign in signs}
_LOWER, _UPPER, _OTHER, _WIDE = 640, 800, 850, 1100


def text_width(text: str, size: float) -> float:
    """Return how wide *text* is at the most, in type of that *size*."""
    return sum(map(_width, text)) * size / 1000


def shorten(text: str, size: float, room: float) -> str:
    """Return *text*, or as much of its beginning as *room* has with an ellipsis; nothing if that would be no word."""
    if text_width(text, size) <= room:
        return text
    left = room * 1000 / size - _width(ELLIPSIS)
    end = 0
    for sign in text:
        left -= _width(sign)
        if left < 0:
            break
        end += 1
    while end < len(text) and end and unicodedata.combining(text[end]):
        end -= 1
    kept = text[:end].rstrip(" ,;:.–-(/")
    return f"{kept}{ELLIPSIS}" if len(kept) >= min(3, len(text)) else ""


@lru_cache(maxsize=4096)
def _width(sign: str) -> int:
    known = _WIDTHS.get(sign)
    if known is not None:
        return known
    category = unicodedata.category(sign)
    if category in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(sign) in {"W", "F"} or category == "So":
        return _WIDE
    if category in {"Ll", "Nd"}:
        return _LOWER
    return _UPPER if category == "Lu" else _OTHER
