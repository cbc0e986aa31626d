"""Events that are made of another format's data, and what of that has no place in an event."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from sphinx_retrospective.core.dates import parse
from sphinx_retrospective.core.errors import CoreError, Problem
from sphinx_retrospective.core.ids import dated_names
from sphinx_retrospective.core.plain_text import line as one_line
from sphinx_retrospective.core.plain_text import printable
from sphinx_retrospective.core.slugs import Numbers, is_id, slugify
from sphinx_retrospective.formats.records import Document, Record, Value
from sphinx_retrospective.imports.dates import span

#: How many kinds of what has no place are told one by one.
_MAX_KINDS: Final = 40
#: The fields that hold one text in one line.
_LINES: Final = frozenset({"title", "id", "date", "kind", "role"})
#: How fields are ordered in a record, and so in what is written of it.
_ORDER: Final = ("title", "id", "date", "kind", "role", "org", "place", "people", "tags", "link", "summary", "body")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


class Text(NamedTuple):
    """A text of the data, and its 1-based line."""

    text: str
    line: int


class Event:
    """An event, as it is made.

    Args:
        line: where it begins in the data.
        kind: one of the built-in kinds.
        key: what its id is made of, where the format has names for what it tells of. An event without one has the id
            that its title gives, as any other, which two files may share without a warning.
    """

    def __init__(self, line: int, kind: str, key: str = "") -> None:
        self.line = line
        self.key = key
        self._one: dict[str, Text] = {"kind": Text(kind, line)}
        self._several: dict[str, list[Text]] = {}

    def set(self, name: str, text: Text | None) -> None:
        """Have the field *name* hold a text, if there is one."""
        if text is None:
            return
        cleaned = one_line(text.text) if name in _LINES else _paragraphs(text.text)
        if cleaned:
            self._one[name] = Text(cleaned, text.line)

    def add(self, name: str, *texts: Text | None) -> None:
        """Add to the texts of the field *name*, without repetition."""
        held = self._several.setdefault(name, [])
        for each in texts:
            cleaned = one_line(each.text) if each else ""
            if each and cleaned and all(cleaned != other.text for other in held):
                held.append(Text(cleaned, each.line))

    def name(self, *texts: Text | None) -> None:
        """Have the title be made of those of *texts* that are there, with commas between them."""
        there = [each for each in texts if each and one_line(each.text)]
        if there:
            self.set("title", Text(", ".join(one_line(each.text) for each in there), there[0].line))

    def set_body(self, texts: Iterable[Text | None]) -> None:
        """Set the body: of each of *texts* a paragraph, or several."""
        there = [each for each in texts if each and each.text.strip()]
        if there:
            self.set("body", Text("\n\n".join(each.text for each in there), there[0].line))

    def last(self, start: Text | None, end: Text | None, *, is_open: bool = False) -> None:
        """Have the date be that of *start*, *end* or the time between.

        Args:
            start: how the data writes it.
            end: likewise; may be a word such as “present”.
            is_open: whether what has no end goes on.
        """
        first = start or end
        if first:
            date = span(start.text if start else "", end.text if end else "", is_open=is_open)
            self.set("date", Text(date, first.line))

    def record(self, source: str = "") -> Record:
        """Return the fields as a reader of data does."""
        values: dict[str, Value] = {}
        lines: dict[str, int] = {}
        items: dict[str, list[int]] = {}
        for name in _ORDER:
            if name in self._one:
                values[name], lines[name] = self._one[name]
            elif texts := self._several.get(name):
                values[name] = [each.text for each in texts]
                lines[name] = texts[0].line
                items[name] = [each.line for each in texts]
        return Record(values, lines, self.line, items, source=source)


class Collection:
    """The events of a text, and the problems with it.

    Attributes:
        source: the file that what comes next is in, where the data is several files.
    """

    def __init__(self) -> None:
        self.source = ""
        self._records: list[Record] = []
        self._problems: list[Problem] = []
        self._left_out: dict[tuple[str, str], list[int]] = {}
        self._ids: set[str] = set()
        self._numbers = Numbers()

    def add(self, event: Event) -> None:
        """Add an event; where it has a key, with an id of it that no other here has."""
        record = event.record(self.source)
        wanted = event.key if is_id(event.key) else slugify(event.key)
        if wanted:
            values: dict[str, Value] = {"id": self._free(wanted, record)}
            title = {"title": record.values["title"]} if "title" in record.values else {}
            record = replace(record, values={**title, **values, **record.values})
        self._records.append(record)

    def problem(self, message: str, line: int, subtype: str = "data") -> None:
        """Have a mistake in the data told."""
        self._problems.append(Problem(subtype, message, line=line, source=self.source))

    def leave_out(self, what: str, line: int) -> None:
        """Have it told that *what* is left out, with its reason in it: once, however often it is there."""
        found = self._left_out.setdefault((self.source, what), [line, 0])
        found[1] += 1

    def document(self) -> Document:
        """Return all of it, the problems in the order of the lines."""
        told = [
            Problem("import", f"{what}; it is left out{_more(count - 1)}", line=line, source=source)
            for (source, what), (line, count) in list(self._left_out.items())[:_MAX_KINDS]
        ]
        rest = list(self._left_out.items())[_MAX_KINDS:]
        if rest:
            ((source, what), (line, _)) = rest[0]
            message = f"{what}; it is left out, and so are {len(rest) - 1} more kinds of what has no place in an event"
            told.append(Problem("import", message, line=line, source=source))
        ordered = sorted([*self._problems, *told], key=lambda each: (each.source, each.line or 0))
        return Document(tuple(self._records), tuple(ordered))

    def _free(self, wanted: str, record: Record) -> str:
        try:
            date = parse(str(record.values.get("date", "")))
        except CoreError:
            date = None
        dated = (each for each in (wanted, *dated_names(wanted, date)) if each not in self._ids)
        found = next(dated, "") or self._numbers.free(wanted, self._ids.__contains__)
        self._ids.add(found)
        return found


def _more(count: int) -> str:
    return f", as {'are' if count > 1 else 'is'} {count} more of its kind" if count else ""


def _paragraphs(text: str) -> str:
    """Return *text* with single blank lines between its paragraphs, and no space around any."""
    blocks = _BLANK_LINES.split(printable(text.replace("\r\n", "\n").replace("\r", "\n")).strip())
    return "\n\n".join("\n".join(" ".join(line.split()) for line in block.splitlines()).strip() for block in blocks)
