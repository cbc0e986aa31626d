"""The shipped site, as the tests look at it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

SECTIONS = (
    "learning-to-program",
    "java-and-hadoop",
    "meeting-people",
    "learning-big-data",
    "searching-for-planets",
    "io-timeout",
    "today",
)


@dataclass(frozen=True)
class Site:
    """The site as it was built."""

    folder: Path
    output: str

    @cached_property
    def pages(self) -> dict[str, BeautifulSoup]:
        """Every page by its address, parsed as a browser would; without those that lead on before they are seen."""
        return {name: page for name, page in self._all.items() if name not in self.former}

    @cached_property
    def former(self) -> dict[str, BeautifulSoup]:
        """Every page that leads on to another, by its address."""
        return {
            name: page for name, page in self._all.items() if page.head and page.head.select("[http-equiv=refresh]")
        }

    @cached_property
    def _all(self) -> dict[str, BeautifulSoup]:
        return {
            path.relative_to(self.folder).as_posix(): BeautifulSoup(path.read_text("utf-8"), "html.parser")
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
        for anchor in self.pages[page].select("a[href]"):
            target = urljoin(f"https://site.example/{page}", str(anchor["href"]))
            if urlsplit(target).netloc == "site.example":
                found.add(unquote(target.removeprefix("https://site.example/")))
        return found
