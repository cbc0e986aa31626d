"""Which files there are for other tools, and what makes each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from sphinx_retrospective.exports.feeds import Feed
    from sphinx_retrospective.exports.history import History


@dataclass(frozen=True, slots=True)
class Export:
    """A file for other tools.

    Attributes:
        name: as in ``retro_exports``.
        filename: relative to the top of the output.
        media_type: as HTML's ``link`` element has it.
        module: the module in `exports` that makes it.
        function: what makes its text of a `History`.
        library: what has to be installed for it besides this extension; the extra of that has the name of the export.
        is_absolute: whether it can't be without the address of the site.
    """

    name: str
    filename: str
    media_type: str
    module: str
    function: str
    library: str = ""
    is_absolute: bool = False

    def obstacle(self, base: str) -> str:
        """Return what keeps the file from being made, and what to do about it; empty where nothing does.

        Args:
            base: the address of the site, as far as it is known.
        """
        if self.is_absolute and not _is_absolute(base):
            return (
                f"retro_exports lists {self.name!r}, which needs the address of the site, and html_baseurl is "
                f"{base!r}; set it to an absolute address such as 'https://example.org/'"
            )
        if self.library and not _is_installed(self.library):
            return (
                f"retro_exports lists {self.name!r}, which needs the library {self.library}; "
                f"run pip install 'sphinx-retrospective[{self.name}]'"
            )
        return ""

    def text(self, history: History, feed: Feed | None = None) -> str:
        """Return what the file says, or what it would say of one part of the history alone."""
        make: Callable[..., str] = getattr(import_module(f"sphinx_retrospective.exports.{self.module}"), self.function)
        return make(history, feed) if feed else make(history)


def _is_absolute(base: str) -> bool:
    try:
        parts = urlsplit(base)
    except ValueError:
        return False
    return bool(parts.scheme and parts.netloc)


def _is_installed(library: str) -> bool:
    """Tell whether a library can be imported, without doing so: most builds write nothing with it."""
    try:
        return find_spec(library) is not None
    except (ImportError, ValueError):
        return False


#: The only one that there can be of a part of the history too.
ATOM: Final = Export(
    "atom", "retrospective.atom", "application/atom+xml", "atom", "as_atom", library="feedgen", is_absolute=True
)
#: It says itself where it is.
RESUME: Final = Export("json-resume", "resume.json", "application/json", "json_resume", "as_json_resume")
EXPORTS: Final = (
    Export("json", "retrospective.json", "application/json", "json", "as_json"),
    RESUME,
    Export("csv", "retrospective.csv", "text/csv", "csv", "as_csv"),
    ATOM,
    Export("icalendar", "retrospective.ics", "text/calendar", "icalendar", "as_icalendar", library="icalendar"),
)
#: What stands in the page of each event, and in no file.
JSON_LD: Final = "json-ld"
#: What ``retro_exports`` can list.
NAMES: Final = (*(each.name for each in EXPORTS), JSON_LD)
