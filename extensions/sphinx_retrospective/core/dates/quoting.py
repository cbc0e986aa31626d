"""Texts by authors, who may have written anything: how long they may be, and how a message shows them."""

from __future__ import annotations

from typing import Final

#: No date, and no attempt at one, is longer. Work on a text is bounded by this.
MAX_LENGTH: Final = 100
_SHOWN_LENGTH: Final = 40


def shown(text: str) -> str:
    """Return *text* for a message: on one line, with no unprintable character, and not too long."""
    head = text.strip()[: _SHOWN_LENGTH + 1]
    cut = f"{head[:_SHOWN_LENGTH]}\u2026" if len(head) > _SHOWN_LENGTH else head
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in cut)
