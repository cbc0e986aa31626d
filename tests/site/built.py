"""The shipped site, as the tests look at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from lxml.html import document_fromstring

SECTIONS = (
    "learning-to-program",
    "java-and-hadoop",
    "meeting-people",
    "learning-big-data",
    "searching-for-planets",
    "io-timeout",
    "today",
)


def of_class(name: str, attribute: str = "class") -> str:
    """Return the condition of XPath that an element has a class, or a word in another attribute."""
    return f"contains(concat(' ', normalize-space(@{attribute}), ' '), ' {name} ')"


class _Pages(Mapping[str, BeautifulSoup]):
    """Pages that are parsed when they are asked for: all of them take some seconds."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._parsed = cache(lambda name: BeautifulSoup(texts[name], "html.parser"))

    def __getitem__(self, name: str) -> BeautifulSoup:
        return self._parsed(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@dataclass(frozen=True)
class Site:
    """The site as it was built."""

    folder: Path
    output: str

    @cached_property
    def pages(self) -> Mapping[str, BeautifulSoup]:
        """Every page by its address; without those that lead on before they are seen."""
        return _Pages({name: text for name, text in self._texts.items() if name not in self.former})

    @cached_property
    def trees(self) -> dict[str, Any]:
        """The same pages as lxml parses them, in a twentieth of the time: for what looks at all of them."""
        return {name: document_fromstring(self._texts[name]) for name in self.pages}

    @cached_property
    def former(self) -> Mapping[str, BeautifulSoup]:
        """Every page that leads on to another, by its address."""
        return _Pages({name: text for name, text in self._texts.items() if '<meta http-equiv="refresh"' in text})

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {
            path.relative_to(self.folder).as_posix(): path.read_text("utf-8")
            for path in sorted(self.folder.rglob("*.html"))
            if "_static" not in path.parts
        }

    @cached_property
    def events(self) -> dict[str, Tag]:
        """Every event of the seven sections, by its anchor."""
        found = {}
        for section in SECTIONS:
            for article in self.pages[f"2010s/{section}.html"].select("article.retro-item"):
                found[f"2010s/{section}.html#{article['id']}"] = article
        return found

    def links(self, page: str) -> set[str]:
        """The internal links of a page, as addresses relative to the site."""
        found = set()
        for href in self.trees[page].xpath("//a/@href"):
            target = urljoin(f"https://site.example/{page}", href)
            if urlsplit(target).netloc == "site.example":
                found.add(unquote(target.removeprefix("https://site.example/")))
        return found
