"""What can be wrong with what an author wrote.

The core never logs: it raises a `CoreError`, or returns `Problem` records where one input can hold several
mistakes. The Sphinx side turns both into warnings of type ``retro`` at the author's file and line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Final

#: How long a name may be, and how many of them there may be, for each to be compared with a misspelt one.
MAX_COMPARED: Final = 100


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


class EmptyDataError(DataError):
    """A data file or block has nothing in it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in an input of which the rest is used.

    Attributes:
        subtype: the warning's subtype, without ``retro.``.
        message: what is wrong and what would be right.
        field: the event field it is about, if it is about one.
        line: 1-based line inside the data, where one is known.
        item: which of the field's several values it is about, from 0, if it is about one.
        source: the file that the line is in, where the data is several files.
    """

    subtype: str
    message: str
    field: str | None = None
    line: int | None = None
    item: int | None = None
    source: str = ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ``"; perhaps 'x' is meant"`` for the known name nearest to *name*, or ``""`` if none is near."""
    return Names(known).hint(name)


class Names:
    """Known names, to find the nearest of them to many that are not.

    Comparing each with each takes the product of their numbers, so of many names only those are compared that become
    alike when one letter is left out of either.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = {each.casefold(): each for each in sorted(known, reverse=True) if len(each) <= MAX_COMPARED}

    def hint(self, name: str) -> str:
        """Return ``"; perhaps 'x' is meant"`` for the nearest name, or ``""`` if none is near."""
        folded = name.casefold()
        if len(folded) > MAX_COMPARED:
            # Nobody misspells so long a name; comparing two such texts takes the square of their length.
            return ""
        if folded in self._known:
            nearest = [folded]
        else:
            # Few builds meet a misspelling.
            import difflib

            nearest = difflib.get_close_matches(folded, self._near(folded), n=1, cutoff=0.6)
        return f"; perhaps {self._known[nearest[0]]!r} is meant" if nearest else ""

    def _near(self, name: str) -> Iterable[str]:
        if len(self._known) <= MAX_COMPARED:
            return self._known
        near = dict.fromkeys(each for form in _shortened(name) for each in self._by_form.get(form, ()))
        return list(near)[:MAX_COMPARED]

    @cached_property
    def _by_form(self) -> dict[str, list[str]]:
        forms: dict[str, list[str]] = {}
        for name in self._known:
            for form in _shortened(name):
                forms.setdefault(form, []).append(name)
        return forms


def _shortened(name: str) -> set[str]:
    """Return *name*, and what it is without any one of its letters."""
    return {name, *(name[:place] + name[place + 1 :] for place in range(len(name)))}
