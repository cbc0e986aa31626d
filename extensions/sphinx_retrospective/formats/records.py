"""What the readers return, and what YAML and JSON have in common: one shape, one way to check it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NoReturn, TypeAlias

from sphinx_retrospective.core.errors import DataError, EmptyDataError, Problem

#: How deep lists and mappings may be nested. Events need 4: mapping, list, event, list of links.
MAX_DEPTH: Final = 32

Value: TypeAlias = str | list[str]


@dataclass(frozen=True, slots=True)
class Record:
    """One event's fields, uninterpreted.

    Attributes:
        values: by the name of the field, as the author wrote both; never empty, since an empty value is an absent one.
        lines: 1-based line of each field's name in the text (of the row, in CSV), absent values included.
        line: 1-based line where the record starts.
        items: 1-based line of each text of a field that is a list.
        unusable: names of the fields of which the value is of no use, as one of the document's problems says.
        is_shifted: whether values may stand in other fields than was meant, as one of the document's problems says.
        source: the file that the lines are in, where the data is several files.
    """

    values: dict[str, Value]
    lines: dict[str, int]
    line: int
    items: dict[str, list[int]] = field(default_factory=dict)
    unusable: set[str] = field(default_factory=set)
    is_shifted: bool = False
    source: str = ""

    def line_of(self, name: str, item: int | None = None) -> int:
        """Return the line of a field, or of one of its texts; of the record where it has no such field."""
        lines = self.items.get(name, [])
        return lines[item] if item is not None and item < len(lines) else self.lines.get(name, self.line)


@dataclass(frozen=True, slots=True)
class Document:
    """What a text holds.

    Attributes:
        records: in the order of the text.
        problems: what could not be used; each has a line, and subtype ``data``, or ``import`` where it is of use
            in another format only.
        line: 1-based line of the header row, in CSV.
    """

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    line: int = 1


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text with its line; None is the null of the format."""

    text: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list with the line where it starts."""

    items: list[Node]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, repeated keys included, and the line where it starts."""

    entries: list[tuple[Node, Node]]
    line: int


Node: TypeAlias = Scalar | Sequence | Mapping

# What XML 1.0 cannot hold, nor a UTF-8 file: no output of ours could carry it. (Tabs and line ends are not in it.)
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n?|\n")
_SHOWN_LENGTH: Final = 40


def document(root: Node, what: str = "an event has fields, such as title and date") -> Document:
    """Return the records of a list of mappings, or of a mapping whose only key ``events`` holds such a list.

    An item, field or value that is of another shape becomes a problem, and the rest is used. Of two fields of one
    name in one record, the first is used.

    Args:
        root: of the data.
        what: what a record is, for messages.

    Raises:
        DataError: *root* is of neither shape.
    """
    problems: list[Problem] = []
    records: list[Record] = []
    items = _items(root)
    if items and not any(isinstance(item, Mapping) for item in items):
        raise DataError(
            f"{what}, but the first of these is {kind_of(items[0])}; write the fields of each",
            items[0].line,
        )
    for item in items:
        if isinstance(item, Mapping):
            records.append(_record(item, problems))
        else:
            message = f"{what}, but this is {kind_of(item)}"
            problems.append(Problem("data", message, line=item.line))
    return Document(tuple(records), tuple(problems))


def keyed_document(root: Node) -> Document:
    """Return the records of a mapping of mappings, each with its key as its ``title``, or those of a list.

    The value of a key may be a text, which is the record's ``description``, or nothing.

    Raises:
        DataError: *root* is of neither shape.
    """
    if isinstance(root, Sequence):
        return document(root, "a term has fields, such as title and description")
    if isinstance(root, Scalar):
        if root.text is None:
            raise EmptyDataError("the data is empty; write terms, each with its fields", root.line)
        raise DataError(f"the data is a single text, {shown(root.text)}; write terms, each with its fields", root.line)
    problems: list[Problem] = []
    records: list[Record] = []
    for key, node in root.entries:
        if not isinstance(key, Scalar) or not key.text:
            problems.append(Problem("data", f"the name of a term is a text, but this is {kind_of(key)}", line=key.line))
            continue
        if isinstance(node, Sequence):
            message = f"the term {shown(key.text)} holds a list; write its fields, or a text that describes it"
            problems.append(Problem("data", message, line=key.line))
            continue
        fields = node.entries if isinstance(node, Mapping) else [(Scalar("description", node.line), node)]
        record = _record(Mapping([(Scalar("title", key.line), key), *fields], key.line), problems)
        if "title" in record.values:
            records.append(record)
    return Document(tuple(records), tuple(problems))


def usable(text: str) -> str:
    """Return *text* without a byte order mark; raise `DataError` if it is empty or has characters no text has."""
    text = text.removeprefix("\ufeff")
    if not text or text.isspace():
        raise EmptyDataError("the data is empty; write a list of events")
    refuse_characters(text, _UNUSABLE)
    return text


def refuse_characters(text: str, pattern: re.Pattern[str]) -> None:
    """Raise `DataError` at the line of the first match of *pattern*, one character, in *text*."""
    match = pattern.search(text)
    if match is not None:
        raise DataError(f"the data has {_character(match)}, which is not text; remove it", line_at(text, match.start()))


def line_starts(text: str) -> list[int]:
    """Return the indexes in *text* at which its second and further lines start; lines end as in any editor."""
    return [match.end() for match in _LINE_END.finditer(text)]


def line_at(text: str, index: int) -> int:
    """Return the 1-based line of the character at *index*."""
    return 1 + bisect.bisect_right(line_starts(text), index)


def shown(text: str) -> str:
    """Return *text* quoted for a message: on one line, and not too long."""
    return ascii_safe(f"{text[:_SHOWN_LENGTH]}\u2026" if len(text) > _SHOWN_LENGTH else text)


def ascii_safe(text: str) -> str:
    """Return *text* in single quotes, with escapes for what cannot be printed."""
    return "'" + "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text) + "'"


def too_deep(line: int) -> NoReturn:
    """Raise the `DataError` for what is nested deeper than `MAX_DEPTH`."""
    raise DataError(f"the data is nested more than {MAX_DEPTH} levels deep; write a list of events", line)


def _items(root: Node) -> list[Node]:
    if isinstance(root, Sequence):
        return root.items
    if isinstance(root, Scalar):
        if root.text is None:
            raise EmptyDataError("the data is empty; write a list of events", root.line)
        raise DataError(f"the data is a single text, {shown(root.text)}; write a list of events", root.line)
    if len(root.entries) == 1:
        key, value = root.entries[0]
        if isinstance(key, Scalar) and key.text == "events":
            if isinstance(value, Sequence):
                return value.items
            raise DataError(f"'events' holds {kind_of(value)}; write a list of events under it", key.line)
    names = [shown(key.text) for key, _ in root.entries if isinstance(key, Scalar) and key.text is not None]
    found = f"fields ({_listed(names)})" if names else "no fields"
    raise DataError(
        f"the data has {found} where a list of events is expected; write a list, or one field 'events' that holds it",
        root.line,
    )


def _record(item: Mapping, problems: list[Problem]) -> Record:
    record = Record({}, {}, item.line)
    lines = record.lines
    for key, node in item.entries:
        if not isinstance(key, Scalar) or not key.text:
            problems.append(
                Problem("data", f"the name of a field is a text, but this is {kind_of(key)}", line=key.line)
            )
            continue
        name = key.text
        bad = _UNUSABLE.search(name)
        if bad:
            message = f"the name of the field {shown(name)} has {_character(bad)}; remove it"
            problems.append(Problem("data", message, line=key.line))
            continue
        if name in lines:
            message = (
                f"the field {shown(name)} is given twice, on lines {lines[name]} and {key.line}; "
                f"the first is used, so remove one"
            )
            problems.append(Problem("data", message, field=name, line=key.line))
            continue
        lines[name] = key.line
        try:
            value = _value(name, node, record)
        except DataError as error:
            record.unusable.add(name)
            problems.append(Problem("data", str(error), field=name, line=error.line))
        else:
            if value:
                record.values[name] = value
    return record


def _value(name: str, node: Node, record: Record) -> Value:
    """Return the value of a field, empty if it is absent; raise `DataError` if it is of no use."""
    if isinstance(node, Mapping):
        raise DataError(
            f"the field {shown(name)} has fields of its own; write a text or a list of texts", record.lines[name]
        )
    if isinstance(node, Scalar):
        return text_of(name, node)
    texts = []
    lines = []
    for item in node.items:
        if not isinstance(item, Scalar):
            raise DataError(
                f"the field {shown(name)} is a list that holds {kind_of(item)}; write a list of texts", item.line
            )
        if text := text_of(name, item):
            texts.append(text)
            lines.append(item.line)
    record.items[name] = lines
    return texts


def text_of(name: str, scalar: Scalar) -> str:
    """Return the text of the field *name*, empty if it is absent; raise `DataError` if it has what no text has."""
    text = scalar.text or ""
    bad = _UNUSABLE.search(text)
    if bad:
        raise DataError(f"the field {shown(name)} has {_character(bad)}, which is not text; remove it", scalar.line)
    return text


def kind_of(node: Node) -> str:
    """Return what *node* is, for a message."""
    if isinstance(node, Mapping):
        return "a set of fields"
    if isinstance(node, Sequence):
        return "a list"
    return "nothing" if not node.text else f"the text {shown(node.text)}"


def _listed(names: Iterable[str]) -> str:
    names = list(names)
    return ", ".join(names[:5]) + (" and more" if len(names) > 5 else "")


def _character(match: re.Match[str]) -> str:
    return f"the character U+{ord(match[0]):04X}"
