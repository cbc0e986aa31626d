"""Other sites whose events stand among a project's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from sphinx_retrospective.core.errors import LinkError
from sphinx_retrospective.core.links import parse_link

#: Where a site has its export, if nothing else is said.
FILENAME: Final = "retrospective.json"
_SCHEMES: Final = ("http", "https")
#: What the name of no document begins with.
_MARK: Final = "/"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}\Z")


@dataclass(frozen=True, slots=True)
class Source:
    """Another site.

    Attributes:
        name: what the ids of its events begin with.
        url: the absolute address of its top, with a slash at its end.
        place: where its export is: an absolute address, or a path relative to the source folder.
    """

    name: str
    url: str
    place: str

    @property
    def is_remote(self) -> bool:
        """Whether its export has to be fetched."""
        return self.place.startswith(tuple(f"{scheme}://" for scheme in _SCHEMES))

    @property
    def docname(self) -> str:
        """What its events are kept under."""
        return f"{_MARK}{self.name}"

    def address(self, url: str) -> str:
        """Return where an event of the site is told.

        Args:
            url: as its export has it, absolute or relative to the top.

        Raises:
            LinkError: that is no address of a page.
        """
        try:
            return parse_link(urljoin(self.url, url), _SCHEMES).url
        except LinkError:
            raise
        except ValueError as error:
            raise LinkError(f"{url[:60]!r} is not an address: {str(error).lower()}") from None


def is_of_source(docname: str) -> bool:
    """Tell whether what is kept under that name is of another site, and not of a document."""
    return docname.startswith(_MARK)


def parse_source(name: object, entry: object) -> Source:
    """Read one entry of the configuration value ``retro_sources``.

    Args:
        name: the entry's key.
        entry: the address of the site's top, and where its export is: a path, an address, or None for `FILENAME` there.

    Raises:
        ValueError: the entry is not of that form; the message says what would be right.
    """
    form = '("https://example.org/", None), with a path or an address in the place of None if the export is elsewhere'
    if not isinstance(name, str) or not _NAME.match(name):
        raise ValueError(f"{name!r} is not a source's name; use lower-case letters, digits and hyphens, such as 'work'")
    if not isinstance(entry, (tuple, list)) or len(entry) != 2:
        raise ValueError(f"source {name!r} is {form}; not {entry!r}")
    url, place = entry
    if not isinstance(url, str) or not isinstance(place, (str, type(None))):
        raise ValueError(f"source {name!r} is {form}; not {entry!r}")
    try:
        url = f"{parse_link(url, _SCHEMES).url.rstrip('/')}/"
        if place and place.startswith(tuple(f"{scheme}://" for scheme in _SCHEMES)):
            place = parse_link(place, _SCHEMES).url
    except LinkError as error:
        raise ValueError(f"the address of source {name!r} can't be used: {error}") from None
    return Source(name, url, place or urljoin(url, FILENAME))
