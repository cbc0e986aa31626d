"""Text by authors, who may have written anything: what of it can be shown, and how a message shows it."""

from __future__ import annotations

import unicodedata
from typing import Final

_NO_XML: Final = "\ufffe\uffff"
#: Controls that turn the direction of what follows, with what ends each; and the others that end.
_EMBEDDING: Final = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
_ENDS: Final = frozenset(_EMBEDDING.values())
_MAX_DEPTH: Final = 60
_SHOWN_LENGTH: Final = 60


def shortened(text: str, most: int) -> str:
    """Return *text*, cut between words where it has more than *most* signs."""
    if len(text) <= most:
        return text
    cut = text[:most]
    whole = cut.rpartition(" ")[0]
    # Not every script has spaces between words.
    return f"{(whole if len(whole) > most // 2 else cut[:-1]).rstrip(' ,;:')}…"


def printable(text: str) -> str:
    """Drop what XML can't hold: control characters but line ends and tabs, surrogates, and two noncharacters.

    Whatever turns the direction of writing ends where the text does, so that it turns nothing that stands beside it.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = "".join(
        sign
        for sign in text
        if sign in "\n\t" or (unicodedata.category(sign) not in {"Cc", "Cs"} and sign not in _NO_XML)
    )
    return kept if _ENDS.isdisjoint(kept) and _EMBEDDING.keys().isdisjoint(kept) else _balanced(kept)


def _balanced(text: str) -> str:
    """Return *text* with an end for each change of direction, and without the ends that end none."""
    kept: list[str] = []
    open_ends: list[str] = []
    for sign in text:
        if sign == "\n":
            # A paragraph ends them all, and a line of several may become one.
            kept += reversed(open_ends)
            open_ends.clear()
        elif sign in _EMBEDDING:
            if len(open_ends) == _MAX_DEPTH:
                continue  # Deeper than Unicode has them nested (its algorithm ignores what is).
            open_ends.append(_EMBEDDING[sign])
        elif sign in _ENDS:
            if sign not in open_ends:
                continue
            # An isolate that ends takes with it what was begun inside it; nothing else ends across another's end.
            while open_ends[-1] != sign:
                kept.append(open_ends.pop())
            open_ends.pop()
        kept.append(sign)
    return "".join([*kept, *reversed(open_ends)])


def line(text: str) -> str:
    """Return *text* in one line, as it can be shown."""
    return " ".join(printable(text).split())


def count_in(text: str) -> int | None:
    """Return the number from 1 up, of nine digits at the most, that *text* is; None for all else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0 else None


def quoted(text: str) -> str:
    """Return *text* for a message: in quotes, on one line, and not too long."""
    return repr(f"{text[:_SHOWN_LENGTH]}…" if len(text) > _SHOWN_LENGTH else text)
