"""Ids of events and eras: the author's, or made from the title, and from the date too where several share a title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from sphinx_retrospective.core.dates import Date, EventDate, Qualification, sort_key
from sphinx_retrospective.core.errors import Problem
from sphinx_retrospective.core.model import Era, Event
from sphinx_retrospective.core.slugs import Numbers, identity, slugify

#: How many ids a message names.
_MAX_LISTED = 6

_Dated = TypeVar("_Dated", Event, Era)


def time_order(record: Event | Era) -> tuple[bool, tuple[object, ...], str, str]:
    """Return the key of the one order of events and eras: by date (undated last), then by title, then by id.

    Dates are ordered by `sphinx_retrospective.core.dates.sort_key`.
    """
    date: EventDate | None = record.date
    return (date is None, () if date is None else sort_key(date), identity(record.title), record.id)


class DistinctIds(Generic[_Dated]):
    """Gives each record an id of its own.

    What the author wrote as an id stands; where two are the same, the later one gets a number and a problem. An id that
    comes from a title goes to the earliest of those that share it. The others get the year, the month or the day of
    their date, as much as is needed, and a number where that is not enough: which page is read first makes no
    difference, and a later event changes no earlier one's.

    What two documents tell by the same line of the same file, which both include, is one record, at home in the first.

    Attributes:
        records: with their ids.
        duplicates: other places of each record, by its id.
        by_place: the id of each by its document and its anchor, and by its document and the id it asked for.
        other_names: the id of each record that goes by another name too, by that name: the earliest of those that share
            a title can be told from them by its date as well.
        ambiguous: the names of all records that share a title, by the id that this gives, in the order of time.
        problems: explicit ids that are used twice; `field` is the location of each.
    """

    def __init__(self, what: str, records: Sequence[_Dated]) -> None:
        """Give *records* ids; *what* they are is for messages."""
        self._what = what
        self.records: list[_Dated] = []
        self.by_place: dict[tuple[str, str], str] = {}
        self.other_names: dict[str, str] = {}
        self.ambiguous: dict[str, tuple[str, ...]] = {}
        self.problems: list[Problem] = []
        self._asked = {record.id for record in records}
        self._given: dict[str, _Dated] = {}
        self._numbers = Numbers()
        self.duplicates: dict[str, list[_Dated]] = {}
        shared: dict[str, list[_Dated]] = {}
        homes: dict[tuple[object, ...], _Dated] = {}
        again: list[tuple[_Dated, _Dated]] = []
        for record in records:
            home = homes.setdefault((record.id, record.title, record.date, record.location or id(record)), record)
            if home is not record:
                again.append((record, home))
            elif not record.has_own_id:
                shared.setdefault(record.id, []).append(record)
            elif first := self._given.get(record.id):
                message = (
                    f"the {what} id {record.id!r} is used twice, the first time at {first.location}; "
                    f"this one is {self._give(record, self._free(record))!r} for now, give it an id of its own"
                )
                self.problems.append(Problem("duplicate", message, field=record.location))
            else:
                self._give(record, record.id)
        for name, group in shared.items():
            self._share(name, sorted(group, key=lambda record: (time_order(record), record.docname, record.order)))
        self.records += self._given.values()
        for record, home in again:
            given = self.by_place[home.docname, home.anchor]
            self.by_place[record.docname, record.anchor] = given
            self.by_place.setdefault((record.docname, record.id), given)
            self.duplicates.setdefault(given, []).append(record)

    def id_of(self, name: str) -> str:
        """Return the id of the record that goes by *name*, which is *name* itself unless it is another name."""
        return self.other_names.get(name, name)

    def ambiguity(self, name: str) -> str:
        """Return a message for the author who refers to several records by *name*, or nothing."""
        names = self.ambiguous.get(name)
        if not names:
            return ""
        listed = ", ".join(repr(each) for each in names[:_MAX_LISTED])
        rest = f" and {len(names) - _MAX_LISTED} more" if len(names) > _MAX_LISTED else ""
        return (
            f"{len(names)} {self._what}s share the title of {name!r}, and the earliest is taken; write {listed}{rest}"
        )

    def _share(self, name: str, group: list[_Dated]) -> None:
        """Give ids to those that ask for *name* by their titles, the earliest first."""
        is_free = name not in self._given
        names = [self._give(record, name if is_free and record is group[0] else self._free(record)) for record in group]
        if is_free and len(group) > 1:
            other = next(filter(self._is_free, dated_names(name, group[0].date)), "")
            if other:
                self.other_names[other] = name
                names[0] = other
            self.ambiguous[name] = tuple(names)

    def _give(self, record: _Dated, new: str) -> str:
        self._given[new] = record if new == record.id else replace(record, id=new)
        self.by_place[record.docname, record.anchor] = new
        self.by_place.setdefault((record.docname, record.id), new)
        return new

    def _free(self, record: _Dated) -> str:
        dated = () if record.has_own_id else dated_names(record.id, record.date)
        found = next(filter(self._is_free, dated), None)
        return found or self._numbers.free(record.id, lambda name: not self._is_free(name))

    def _is_free(self, name: str) -> bool:
        return name not in self._asked and name not in self._given and name not in self.other_names


def dated_names(name: str, date: EventDate | None) -> Iterator[str]:
    """Yield *name* with the year of *date*, with its month too, and with its day, as far as they are known."""
    known = date if isinstance(date, Date) or date is None else date.start or date.end
    if known is None:
        return
    parts = slugify(replace(known, time=None, qualification=Qualification.NONE).edtf).split("-")
    for length in range(1, len(parts) + 1):
        if parts[length - 1] != "xx":
            yield "-".join([name, *parts[:length]])
