"""JSON: as strict as the `json` module, with lines, and with numbers as they are written."""

from __future__ import annotations

import bisect
import json
import re
from collections.abc import Callable
from typing import Final, NoReturn

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.formats.exported import exported_or_document
from sphinx_retrospective.formats.records import (
    MAX_DEPTH,
    Document,
    Mapping,
    Node,
    Scalar,
    Sequence,
    line_starts,
    shown,
    too_deep,
    usable,
)

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
#: A string without its closing quotes. The possessive repeats never go back, whatever the text.
_STRING = re.compile(r'"[^"\\\x00-\x1f]*+(?:\\.[^"\\\x00-\x1f]*+)*+')
_WORD = re.compile(r"-?[A-Za-z_]+")
_WORDS: Final = {"true": "true", "false": "false", "null": None}
_NOT_NUMBERS: Final = frozenset({"NaN", "Infinity", "-Infinity"})


def read_json(text: str, shape: Callable[[Node], Document] = exported_or_document) -> Document:
    """Read an array of objects, an object whose only key ``events`` holds such an array, or our own export.

    *shape* may take something else.

    Numbers keep their text (``1.10``), ``true`` and ``false`` become texts, ``null`` is absent.

    Raises:
        DataError: *text* is not JSON (``NaN`` and ``Infinity`` are not), is empty, of another shape or too deep.
    """
    return shape(parse_json(text))


def parse_json(text: str) -> Node:
    """Return the values of a text, with their lines; raise as `read_json` does."""
    return _Reader(usable(text)).read()


class _Reader:
    """One walk over a text. It recurses, to `MAX_DEPTH` at most."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = line_starts(text)
        self.position = 0

    def read(self) -> Node:
        node = self.value(0)
        if self.sign():
            self.fail("there is something after the end of the data; write one list of events")
        return node

    def line(self, position: int) -> int:
        return 1 + bisect.bisect_right(self.starts, position)

    def fail(self, message: str, position: int | None = None) -> NoReturn:
        where = self.position if position is None else position
        raise DataError(f"the data is not JSON: {message}", self.line(where))

    def sign(self) -> str:
        """Skip white space and return the next character, or an empty text at the end."""
        match = _SPACE.match(self.text, self.position)
        if match is not None:
            self.position = match.end()
        return self.text[self.position : self.position + 1]

    def value(self, depth: int) -> Node:
        sign = self.sign()
        line = self.line(self.position)
        if sign in ("[", "{") and depth == MAX_DEPTH:
            too_deep(line)
        if sign == "[":
            return self.array(depth, line)
        if sign == "{":
            return self.object(depth, line)
        if sign == '"':
            return Scalar(self.string(), line)
        number = _NUMBER.match(self.text, self.position)
        if number is not None:
            self.position = number.end()
            return Scalar(number[0], line)
        return self.word(sign, line)

    def word(self, sign: str, line: int) -> Scalar:
        match = _WORD.match(self.text, self.position)
        word = match[0] if match is not None else sign
        # As the json module, which takes what follows the word for the next token, and so for an error.
        for known, text in _WORDS.items():
            if word.startswith(known):
                self.position += len(known)
                return Scalar(text, line)
        if word in _NOT_NUMBERS:
            self.fail(f"{word} is not a value of JSON; put it in double quotes")
        if not word:
            self.fail("it ends where a value is expected; close its brackets")
        if word == "'":
            self.fail("a text is in single quotes; use double quotes")
        if word in ("]", "}", ","):
            self.fail(f"there is {word} where a value is expected; remove it, or a comma before it")
        self.fail(f"{shown(word)} is not a value; put a text in double quotes")

    def string(self) -> str:
        start = self.position
        match = _STRING.match(self.text, start)
        end = start if match is None else match.end()
        if end == len(self.text):
            self.fail("a text is not closed; close its double quotes", start)
        if self.text[end] != '"':
            self.fail("a text has a line end or a tab in it, or ends in a backslash; write \\n, \\t or two", end)
        self.position = end + 1
        try:
            return str(json.loads(self.text[start : self.position]))
        except json.JSONDecodeError as error:
            where = start + error.pos
            self.fail("a backslash in a text starts an escape that does not exist; write two for one", where)

    def array(self, depth: int, line: int) -> Sequence:
        items: list[Node] = []
        self.position += 1
        if self.sign() == "]":
            self.position += 1
            return Sequence(items, line)
        while True:
            items.append(self.value(depth + 1))
            if self.closes("]"):
                return Sequence(items, line)

    def object(self, depth: int, line: int) -> Mapping:
        entries: list[tuple[Node, Node]] = []
        self.position += 1
        if self.sign() == "}":
            self.position += 1
            return Mapping(entries, line)
        while True:
            sign = self.sign()
            if sign != '"':
                after = "; remove the comma before it" if sign == "}" else ""
                self.fail(f"expected the name of a field in double quotes, found {shown(sign)}{after}")
            key = Scalar(self.string(), self.line(self.position - 1))
            if self.sign() != ":":
                self.fail(f"the field {shown(key.text or '')} has no colon after its name; write one")
            self.position += 1
            entries.append((key, self.value(depth + 1)))
            if self.closes("}"):
                return Mapping(entries, line)

    def closes(self, bracket: str) -> bool:
        """Skip a comma or the closing *bracket*; tell whether it was the latter."""
        sign = self.sign()
        if sign not in (",", bracket) or not sign:
            self.fail(f"expected a comma or {bracket}, found {shown(sign) if sign else 'the end'}")
        self.position += 1
        return sign == bracket
