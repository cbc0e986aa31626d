"""The two markups: how a heading, a link, a directive and the like are written in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from textwrap import indent
from typing import Protocol


class Markup(Protocol):
    """A way to write pages. Each method returns one block, or a piece of a line."""

    name: str
    suffix: str
    extensions: tuple[str, ...]
    settings: str

    def orphan(self) -> str:
        """What makes a page need no toctree; it comes first on a page."""

    def metadata(self, fields: Mapping[str, str]) -> str:
        """Fields about the page; they come first on a page."""

    def label(self, name: str) -> str:
        """A name for what follows."""

    def heading(self, text: str, level: int) -> str:
        """A heading; 1 is the title."""

    def link(self, text: str, label: str) -> str:
        """A link to a label."""

    def strong(self, text: str) -> str:
        """Text that stands out."""

    def directive(self, name: str, argument: str, options: Mapping[str, str], content: str = "") -> str:
        """A directive."""

    def item(self, paragraphs: Iterable[str]) -> str:
        """An item of a bullet list."""


class Myst:
    """Markdown, as MyST reads it."""

    name = "myst"
    suffix = ".md"
    extensions: tuple[str, ...] = ("myst_parser",)
    settings = 'myst_enable_extensions = ["colon_fence"]\n'

    def orphan(self) -> str:
        return self.metadata({"orphan": "true"})

    def metadata(self, fields: Mapping[str, str]) -> str:
        return "\n".join(["---", *(f"{name}: {value}" for name, value in fields.items()), "---"])

    def label(self, name: str) -> str:
        return f"({name})="

    def heading(self, text: str, level: int) -> str:
        return f"{'#' * level} {text}"

    def link(self, text: str, label: str) -> str:
        # MyST takes half as long again over `[text](#label)`: the site by hand is written to be fast.
        return f"{{ref}}`{text} <{label}>`"

    def strong(self, text: str) -> str:
        return f"**{text}**"

    def directive(self, name: str, argument: str, options: Mapping[str, str], content: str = "") -> str:
        head = f":::{{{name}}} {argument}".rstrip()
        lines = [head, *(f":{option}: {value}".rstrip() for option, value in options.items())]
        if content:
            lines += [*([""] if options else []), content]
        return "\n".join([*lines, ":::"])

    def item(self, paragraphs: Iterable[str]) -> str:
        return _item(paragraphs)


class Rst:
    """reStructuredText."""

    name = "rst"
    suffix = ".rst"
    extensions: tuple[str, ...] = ()
    settings = ""

    def orphan(self) -> str:
        return ":orphan:"

    def metadata(self, fields: Mapping[str, str]) -> str:
        return "\n".join(f":{name}: {value}" for name, value in fields.items())

    def label(self, name: str) -> str:
        return f".. _{name}:"

    def heading(self, text: str, level: int) -> str:
        return f"{text}\n{'=-~'[level - 1] * len(text)}"

    def link(self, text: str, label: str) -> str:
        return f":ref:`{text} <{label}>`"

    def strong(self, text: str) -> str:
        return f"**{text}**"

    def directive(self, name: str, argument: str, options: Mapping[str, str], content: str = "") -> str:
        head = f".. {name}:: {argument}".rstrip()
        lines = [head, *(f"   :{option}: {value}".rstrip() for option, value in options.items())]
        if content:
            lines += ["", indent(content, "   ")]
        return "\n".join(lines)

    def item(self, paragraphs: Iterable[str]) -> str:
        return _item(paragraphs)


MARKUPS: Mapping[str, Markup] = {"myst": Myst(), "rst": Rst()}


def page(*blocks: str) -> str:
    """Return the text of a page of *blocks*; empty ones are left out."""
    return "\n\n".join(block for block in blocks if block) + "\n"


def _item(paragraphs: Iterable[str]) -> str:
    """Return an item of a bullet list, which both markups write alike."""
    return "- " + indent("\n\n".join(paragraphs), "  ").lstrip()
