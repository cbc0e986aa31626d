"""What can be wrong with what an author wrote.

The core never logs: it raises a `CoreError`, or returns `Problem` records where one input can hold several
mistakes. The Sphinx side turns both into warnings of type ``retro`` at the author's file and line.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar


class CoreError(ValueError):
    """An author's text cannot be understood.

    The message says what is wrong and what would be right, as one sentence without a final full stop.
    `subtype` names the warning that it becomes (``retro.<subtype>``).
    """

    subtype: ClassVar[str] = "option"


class DateError(CoreError):
    """A text is not a date of the supported EDTF forms, or names a day that does not exist."""

    subtype = "date"


class WhereError(CoreError):
    """A ``:where:`` expression is not a boolean expression over terms."""

    subtype = "where"


class LinkError(CoreError):
    """A link has no address, or an address whose scheme is not allowed."""

    subtype = "link"


class DataError(CoreError):
    """A data file or block as a whole cannot be read.

    Args:
        message: what is wrong and what would be right.
        line: 1-based line inside the file or block, where one is known.
    """

    subtype = "data"

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in an input of which the rest is used.

    Attributes:
        subtype: the warning's subtype, without ``retro.``.
        message: what is wrong and what would be right.
        field: the event field it is about, if it is about one.
        line: 1-based line inside the data, where one is known.
    """

    subtype: str
    message: str
    field: str | None = None
    line: int | None = None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ``"; perhaps 'x' is meant"`` for the known name nearest to *name*, or ``""`` if none is near."""
    candidates = {candidate.casefold(): candidate for candidate in sorted(known, reverse=True)}
    nearest = difflib.get_close_matches(name.casefold(), candidates, n=1, cutoff=0.6)
    return f"; perhaps {candidates[nearest[0]]!r} is meant" if nearest else ""
