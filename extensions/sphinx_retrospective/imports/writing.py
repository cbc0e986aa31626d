"""Writes records for an author to edit: YAML that our reader reads, or Markdown with a directive for each event."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Final

from sphinx_retrospective.core.definitions import BUILT_IN as TAXONOMIES
from sphinx_retrospective.core.definitions import quoted_term
from sphinx_retrospective.formats.records import Record, Value

#: A text that every reader of YAML takes for that text without quotes.
_PLAIN = re.compile(r"[^\W_](?:[\w.,()+/~@&'!?=%#-]|[ ](?=[\w(&])|:(?=[\w/]))*\Z")
_NOT_PLAIN: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off"})
#: What YAML folds, refuses or drops, though it is a character of JSON.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
#: What is markup anywhere in a line of Markdown.
_INLINE = re.compile(r"[\\`*\[\]<>{}$]|&(?=#?\w+;)|~(?=~)|(?<=~)~|(?<![^\W_])_|_(?![^\W_])")
#: What is markup at the start of a paragraph: any sign, and what makes a list of a number.
_STARTING = re.compile(r"\A(?:[!-/:-@^|~]|(?P<number>(?a:\d{1,9}))(?P<end>[.)](?=\s|\Z)))")
#: What ends a heading, where a space is before it.
_CLOSING = re.compile(r"(?<=\s)#+\Z")
_COLONS = re.compile(r"^\s*(:{3,})", re.MULTILINE)
#: How the terms of a field are separated.
_SEPARATORS: Final = {each.field: each.separator for each in TAXONOMIES}


def as_yaml(records: Iterable[Record]) -> str:
    """Return a list of events in YAML."""
    written = ["\n".join(_yaml_event(record)) for record in records]
    return "\n".join(f"{each}\n" for each in written) if written else "[]\n"


def as_markdown(records: Iterable[Record], title: str) -> str:
    """Return a page with the heading *title* and events in MyST, whose texts say no more than they said before."""
    written = [directive(record) for record in records]
    return "\n".join([f"{heading(title)}\n", *written])


def directive(record: Record) -> str:
    """Return an event in MyST, whose texts say no more than they said before."""
    values = dict(record.values)
    # Above the dashes of the options, a line with a vertical bar would be the head of a table.
    title = re.sub(r"\A\\\||\|", "&#124;", markdown(str(values.pop("title", ""))))
    body = str(values.pop("body", ""))
    if "summary" in values:
        values["summary"] = markdown(str(values["summary"]))
    lines = [line for name, value in values.items() for line in _option(name, value)]
    paragraphs = [markdown(" ".join(each.split())) for each in re.split(r"\n[ \t]*\n", body) if each.strip()]
    content = "\n".join(["---", *lines, "---", *("\n\n".join(paragraphs)).split("\n")])
    # A fence ends at what looks like its end, wherever that is.
    fence = ":" * max([3, *(len(match[1]) + 1 for match in _COLONS.finditer(content))])
    return f"{fence}{{event}} {title}\n".replace(" \n", "\n") + f"{content.rstrip()}\n{fence}\n"


def heading(title: str) -> str:
    """Return the heading of a page, of plain text in one line."""
    # Signs at its end would be taken for the other end of the heading.
    return "# " + _CLOSING.sub(r"\\\g<0>", markdown(title))


def markdown(text: str) -> str:
    """Return plain text as Markdown that says the same."""
    escaped = _INLINE.sub(lambda match: f"\\{match[0]}", text)
    start = _STARTING.match(escaped)
    if start is None:
        return escaped
    if start["number"]:
        return f"{start['number']}\\{escaped[start.start('end') :]}"
    return escaped if escaped[:1] == "\\" else f"\\{escaped}"


def _yaml_event(record: Record) -> Iterable[str]:
    start = "- "
    for name, value in record.values.items():
        yield from _yaml_field(f"{start}{name}", value, "  ")
        start = "  "


def _yaml_field(name: str, value: Value, indent: str) -> Iterable[str]:
    """Yield the lines of one field, of which *name* has the indentation and *indent* is that of the fields."""
    if isinstance(value, list):
        yield f"{name}:"
        yield from (f"{indent}- {_yaml_text(each)}" for each in value)
    elif "\n" in value and not value[0].isspace() and not _ESCAPED.search(value) and "\t" not in value:
        yield f"{name}: |-"
        yield from (f"{indent}  {line}".rstrip() for line in value.split("\n"))
    else:
        yield f"{name}: {_yaml_text(value)}"


def _yaml_text(text: str) -> str:
    """Return a text in one line, in quotes where it needs them."""
    if _PLAIN.match(text) and text.lower() not in _NOT_PLAIN:
        return text
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def _option(name: str, value: Value) -> Iterable[str]:
    """Yield an option: in one line where that says the same to YAML and to the directive, else as a block."""
    if isinstance(value, str):
        yield f"{name}: {_yaml_text(value)}"
        return
    separator = _SEPARATORS.get(name)
    if separator is None and len(value) == 1 and _PLAIN.match(value[0]):
        yield f"{name}: {value[0]}"
        return
    if separator is not None:
        value = [quoted_term(each) if set(each) & {separator, ";", '"', "'", "\n"} else each for each in value]
        joined = f"{separator} ".join(value)
        if _PLAIN.match(joined.replace("; ", ", ")) and joined.lower() not in _NOT_PLAIN:
            yield f"{name}: {joined}"
            return
    yield f"{name}: |"
    yield from (f"  {each}" for each in value)
