"""Options as they are written: for the line of each, and for what their parsers lose."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import NamedTuple

_RST = re.compile(r"(?P<indent>\s*):(?P<name>(?:[^:\\\s]|\\.|:(?!\s|$))[^:\n]*?):(?:\s+(?P<text>.*))?\Z")
_MYST = re.compile(r"""\s*(?P<quote>["']?)(?P<name>[^"':\s][^"':]*)(?P=quote)\s*:(?:\s+(?P<text>.*))?\Z""")


class WrittenOption(NamedTuple):
    """An option: its name, how many lines below the first of the directive it is, and what is beside it."""

    name: str
    offset: int
    text: str

    @property
    def is_quoted(self) -> bool:
        """Whether it is in quotes as a whole, which YAML takes away."""
        return len(self.text) > 1 and self.text[0] in "\"'" and self.text.find(self.text[0], 1) == len(self.text) - 1

    @property
    def has_hash(self) -> bool:
        """Whether a part of it is a comment in YAML that was not meant as one, outside of quotes."""
        return self.text[:1] not in {"'", '"', "|", ">", "["} and bool(re.search(r"(?:^|\s)#\S", self.text))


#: What begins a value of YAML that goes on below.
_BLOCKS = re.compile(r"[|>][-+0-9]*\Z")


def recovered_options(options: Iterable[WrittenOption], lists: Container[str]) -> dict[str, str | None]:
    """Return the values of options that MyST could not read, all for one quotation mark: what is beside their names.

    In *lists*, quotes stay: they group what they hold.
    """
    readable = [each for each in options if not _BLOCKS.match(each.text)]
    texts = {each.name: each.text if each.name in lists else each.text.strip("\"'").strip() for each in readable}
    return {name: text or None for name, text in texts.items()}


def options_in(block: str, *, is_rst: bool) -> list[WrittenOption]:
    """Return the options in the source of a directive, which begins with its first line."""
    lines = block.split("\n")[1:]
    return _options_of_rst(lines) if is_rst else _options_of_myst(lines)


def _options_of_rst(lines: list[str]) -> list[WrittenOption]:
    found: list[WrittenOption] = []
    indent: str | None = None
    for offset, line in enumerate(lines, 1):
        if not line.strip():
            break
        option = _RST.match(line)
        # What is indented further goes on with a value.
        if option and indent in {None, option["indent"]}:
            indent = option["indent"]
            found.append(WrittenOption(option["name"].strip().lower(), offset, (option["text"] or "").strip()))
    return found


def _options_of_myst(lines: list[str]) -> list[WrittenOption]:
    if lines and lines[0].startswith("---"):
        ends = (number for number, line in enumerate(lines) if number and line.startswith("---"))
        block = enumerate(lines[1 : next(ends, len(lines))], 2)
        # What is indented goes on with a value; the block as a whole is not.
        written = [(offset, line) for offset, line in block if not line[:1].isspace()]
    else:
        written = []
        for offset, line in enumerate(lines, 1):
            if not line.lstrip().startswith(":") or line.lstrip().startswith(":::"):
                break
            written.append((offset, line.lstrip()[1:]))
    found = []
    for offset, line in written:
        if option := _MYST.match(line):
            found.append(WrittenOption(option["name"].strip(), offset, (option["text"] or "").strip()))
    return found
