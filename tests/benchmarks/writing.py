"""What every form of the site has in common: configuration, first page, and how its files come onto the disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from tests.benchmarks.markup import Markup, page
from tests.benchmarks.model import Site

OURS: Final = "sphinx-retrospective"
#: What every other form is compared with.
BASE: Final = "by hand"

#: The text of each file, by its path in the source folder.
Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Options:
    """How a site is written, whatever its form.

    Attributes:
        markup: the markup.
        theme: the theme's name.
        listed: how many pages are in the toctree; the others are in none. What themes draw of a toctree on each page
            grows with it, so that a large one would be all that is measured.
        indices: whether Sphinx writes the indices of domains, of which sites by hand have none.
    """

    markup: Markup
    theme: str = "furo"
    listed: int = 100
    indices: bool = False


class Form(Protocol):
    """Writes a site in one form."""

    def __call__(self, site: Site, options: Options) -> dict[str, str]:
        """Return the files."""


def conf(options: Options, extensions: Iterable[str] = (), more: str = "") -> str:
    """Return the configuration."""
    return (
        f"extensions = {[*options.markup.extensions, *extensions]!r}\n"
        f"html_theme = {options.theme!r}\n"
        f"html_domain_indices = {options.indices!r}\n"
        f"{options.markup.settings}{more}"
    )


def index(site: Site, options: Options, lists: Iterable[str]) -> str:
    """Return the first page, with *lists* and as many pages of the site as are to be listed."""
    entries = [*lists, *(each.name for each in site.pages[: options.listed])]
    return page(
        options.markup.heading("Start", 1),
        options.markup.directive("toctree", "", {"maxdepth": "1"}, "\n".join(entries)),
    )


def orphan(number: int, options: Options) -> str:
    """Return what the page of that number begins with, where it is in no toctree."""
    return options.markup.orphan() if number >= options.listed else ""


def write(folder: Path, files: Files, earlier: Files | None = None) -> list[str]:
    """Write *files* into *folder*, which has those of *earlier*; return the paths that were written or removed.

    What has the right text already is left alone, as an author leaves it, and so is what others wrote.
    """
    earlier = earlier or {}
    changed = sorted(earlier.keys() - files.keys())
    for name in changed:
        (folder / name).unlink()
    for name, text in files.items():
        if earlier.get(name) == text:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        changed.append(name)
    return changed
