"""Mappings of another format's data, which tell at the end what in them was not used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.formats.records import Mapping, Node, Record, Scalar, Sequence, kind_of, shown, text_of
from sphinx_retrospective.imports.collecting import Collection, Text

NO_PLACE: Final = "has no place in an event"


def field_left_out(name: str, what: str) -> str:
    """Return what is told of the field *name* of *what* where it was not used."""
    return f"the field {shown(name)} of {what} {NO_PLACE}"


class Item:
    """A mapping whose fields are taken one by one.

    Args:
        node: the mapping.
        what: what it is one of, for messages, as in “work”.
        found: where its problems go.
        plain: what makes plain text of the format's texts.
    """

    def __init__(
        self, node: Mapping, what: str, found: Collection, plain: Callable[[str], str] = lambda text: text
    ) -> None:
        self.line = node.line
        self._what = what
        self._found = found
        self._plain = plain
        self._fields: dict[str, tuple[int, Node]] = {}
        for key, value in node.entries:
            name = key.text if isinstance(key, Scalar) else None
            if not name:
                found.problem(f"the name of a field is a text, but this is {kind_of(key)}", key.line)
            elif name in self._fields:
                message = f"the field {shown(name)} of {what} is given twice; the first is used, so remove one"
                found.problem(message, key.line)
            else:
                self._fields[name] = (key.line, value)

    @classmethod
    def of_row(cls, record: Record, what: str, found: Collection) -> Item:
        """Return the cells of a row of CSV."""
        entries: list[tuple[Node, Node]] = [
            (Scalar(name, record.line), Scalar(str(value), record.line)) for name, value in record.values.items()
        ]
        return cls(Mapping(entries, record.line), what, found)

    def __contains__(self, name: str) -> bool:
        """Tell whether a field is there and holds something."""
        return name in self._fields and not _is_empty(self._fields[name][1])

    @property
    def names(self) -> list[str]:
        """The names of all fields that have not been taken."""
        return list(self._fields)

    def node(self, name: str) -> Node | None:
        """Take a field, whatever it holds; None where it holds nothing."""
        there = name in self
        _, node = self._fields.pop(name, (0, Scalar(None, 0)))
        return node if there else None

    def raw(self, *names: str) -> Text | None:
        """Take the first of these fields that holds something, which is to be a text, as it is written."""
        for name in names:
            if name in self:
                node = self.node(name)
                return None if node is None else self._text(name, node)
            self._fields.pop(name, None)
        return None

    def text(self, *names: str) -> Text | None:
        """Take the first of these fields that holds something, which is to be a text."""
        text = self.raw(*names)
        return text and Text(self._plain(text.text), text.line)

    def texts(self, *names: str) -> list[Text]:
        """Take the first of these fields that holds something, which is to be a list of texts, or one text."""
        for name in names:
            node = self.node(name)
            if isinstance(node, Sequence):
                found = [self._text(name, each) for each in node.items if not _is_empty(each)]
                return [Text(self._plain(each.text), each.line) for each in found if each]
            if node is not None:
                text = self._text(name, node)
                return [Text(self._plain(text.text), text.line)] if text else []
        return []

    def items(self, name: str, what: str) -> Iterator[Item]:
        """Take a field that is to be a list of mappings, and yield these."""
        node = self.node(name)
        if node is None:
            return
        if not isinstance(node, Sequence):
            self._found.problem(f"{shown(name)} is a list, but this is {kind_of(node)}", node.line)
            return
        for each in node.items:
            if isinstance(each, Mapping):
                yield Item(each, what, self._found, self._plain)
            else:
                self._found.problem(f"an entry of {shown(name)} has fields, but this is {kind_of(each)}", each.line)

    def skip(self, *names: str) -> None:
        """Take fields of which nothing needs to be told, such as those about the file itself."""
        for name in names:
            self._fields.pop(name, None)

    def leave(self) -> None:
        """Have it told that what was not taken is left out."""
        for name, (line, node) in self._fields.items():
            if not _is_empty(node):
                self._found.leave_out(field_left_out(name, self._what), line)
        self._fields.clear()

    def _text(self, name: str, node: Node) -> Text | None:
        if not isinstance(node, Scalar):
            message = f"the field {shown(name)} of {self._what} is {kind_of(node)}, which is not used; write a text"
            self._found.problem(message, node.line)
            return None
        try:
            text = text_of(name, node)
        except DataError as error:
            self._found.problem(str(error), node.line)
            return None
        return Text(text, node.line) if text.strip() else None


def _is_empty(node: Node) -> bool:
    if isinstance(node, Scalar):
        return not (node.text or "").strip()
    return not (node.items if isinstance(node, Sequence) else node.entries)
