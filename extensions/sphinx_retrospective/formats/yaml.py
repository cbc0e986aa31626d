"""YAML: scalars as written, no constructors, no aliases.

Nodes are built here from the parser's events, so nothing of PyYAML that turns text into objects ever runs, and nothing
recurses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import yaml

from sphinx_retrospective.core.errors import DataError, EmptyDataError
from sphinx_retrospective.formats.records import (
    MAX_DEPTH,
    Document,
    Mapping,
    Node,
    Scalar,
    Sequence,
    document,
    refuse_characters,
    shown,
    too_deep,
    usable,
)

# The C parser is many times faster, and takes tabs in some places where the other does not. Both are tested.
_LOADERS: Final[tuple[Any, ...]] = tuple(
    getattr(yaml, name) for name in ("CSafeLoader", "SafeLoader") if hasattr(yaml, name)
)
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
# https://yaml.org/spec/1.1/#c-printable; what else is unusable is refused for every format.
_UNPRINTABLE = re.compile("[\x7f-\x84\x86-\x9f]")
#: What the two parsers say, by a part of it that both have, or one; and what the author can do.
_PLAIN_WORDS: Final = (
    ("mapping values are not allowed", "there is a second colon on this line; put a text that has a colon in quotes"),
    ("\\t", "a tab is where only spaces may be; indent with spaces"),
    ("tab", "a tab is where only spaces may be; indent with spaces"),
    (
        "cannot start any token",
        "a text starts with a character that YAML reserves, or with a tab; put it in quotes, and indent with spaces",
    ),
    ("could not find expected ':'", "a field has no colon after its name; write it as name: value"),
    ("unexpected end of stream", "a quotation mark is not closed; close it"),
    ("unexpected document", "a quotation mark is not closed; close it"),
    ("expected ',' or", "a list or mapping in brackets is not closed, or lacks a comma; close it, or write one a line"),
    ("did not find expected key", "this line is not indented as those that it belongs to; align it, or quote a text"),
    ("did not find expected '-'", "this line is not indented as those that it belongs to; align it with them"),
    ("<block end>", "this line is not indented as those that it belongs to; align it, or put a text in quotes"),
    ("block sequence entries are not allowed", "a list starts on the line of its field; start it on the next line"),
    ("unknown escape", "a backslash in double quotes starts an escape that does not exist; use single quotes"),
    ("escape", "a backslash in double quotes starts an escape that is not complete; use single quotes"),
    ("anchor", "a text starts with & or *, which YAML reserves for anchors; put it in quotes"),
    ("alias", "a text starts with & or *, which YAML reserves for anchors; put it in quotes"),
    ("tag", "a text starts with !, which YAML reserves for tags; put it in quotes"),
    ("directive", "a line starts with %, which YAML reserves for directives; put the text in quotes"),
    ("<document start>", "there is something after the end of the list; write one list of events"),
)


def read_yaml(text: str, shape: Callable[[Node], Document] = document) -> Document:
    """Read a list of mappings, or a mapping whose only key ``events`` holds such a list; or what *shape* takes.

    Scalars stay the text that was written, whatever YAML takes them for; plain ``null``, ``~`` and nothing are absent.

    Raises:
        DataError: *text* is not YAML, is empty, of another shape or too deep, or has aliases, anchors, tags or more
            than one document.
    """
    text = usable(text)
    refuse_characters(text, _UNPRINTABLE)
    return shape(_tree(text, _LOADERS[0]))


def _tree(text: str, loader: Any) -> Node:
    """Return the only document of *text*; raise `DataError` if there is none, or more."""
    root: list[Node] = []
    #: The containers that are open; a mapping with the key that waits for its value.
    stack: list[tuple[Sequence | Mapping, list[Node]]] = []
    for event in _events(text, loader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent) and root:
            raise DataError("the data has more than one YAML document; write one list, without --- between", line)
        if isinstance(event, yaml.AliasEvent):
            raise DataError("YAML aliases (*name) are not supported; write the value out, or quote the text", line)
        if isinstance(event, yaml.NodeEvent):
            _refuse_extras(event, line)
        if isinstance(event, yaml.CollectionEndEvent):
            node: Node = stack.pop()[0]
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(stack) == MAX_DEPTH:
                too_deep(line)
            container = Sequence([], line) if isinstance(event, yaml.SequenceStartEvent) else Mapping([], line)
            stack.append((container, []))
            continue
        elif isinstance(event, yaml.ScalarEvent):
            # Only a plain scalar may be null: a quoted one says that it is a text.
            is_null = event.implicit[0] and event.style in (None, "") and event.value in _NULLS
            node = Scalar(None if is_null else event.value, line)
        else:
            continue
        _put(node, stack, root)
    if not root:
        raise EmptyDataError("the data is empty; write a list of events")
    return root[0]


def _put(node: Node, stack: list[tuple[Sequence | Mapping, list[Node]]], root: list[Node]) -> None:
    if not stack:
        root.append(node)
        return
    container, waiting = stack[-1]
    if isinstance(container, Sequence):
        container.items.append(node)
    elif waiting:
        container.entries.append((waiting.pop(), node))
    else:
        waiting.append(node)


def _refuse_extras(event: Any, line: int) -> None:
    if event.anchor is not None:
        raise DataError(
            f"YAML anchors (&{shown(event.anchor)[1:-1]}) are not supported; write each value out, or quote the text",
            line,
        )
    if getattr(event, "tag", None) is not None:
        raise DataError(
            f"YAML tags ({shown(event.tag)}) are not supported; leave the tag out, every value is read as text", line
        )


def _events(text: str, loader: Any) -> Iterator[Any]:
    """Yield the parser's events; what it raises becomes a `DataError`."""
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        raise DataError(*_in_plain_words(error)) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # Of the second kind is the Python scanner on "\UFFFFFFFF". DataError, a ValueError, is raised outside.
        raise DataError(f"the data is not YAML: {str(error).splitlines()[0][:80]}") from None


def _in_plain_words(error: Any) -> tuple[str, int | None]:
    said = f"{error.problem or ''} {error.context or ''}"
    mark = error.problem_mark or error.context_mark
    plain = next((plain for part, plain in _PLAIN_WORDS if part in said), None)
    if plain is not None and "quotation mark" in plain and error.context_mark is not None:
        mark = error.context_mark  # Where it opens, rather than where the text ends.
    if plain is None:
        plain = said.strip()
    return f"the data is not YAML: {plain}", None if mark is None else mark.line + 1
