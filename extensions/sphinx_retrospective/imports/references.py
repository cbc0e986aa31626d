"""What the formats of bibliographies have in common."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from sphinx_retrospective.imports.collecting import Event, Text

_SAFE: Final = "/:;()@!$&'*+,=%"


def doi_url(doi: str) -> str:
    """Return the address that a DOI, with or without its resolver, stands for."""
    bare = re.sub(r"(?i)\A\s*(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi).strip()
    # Some of the oldest have signs that no address has.
    return f"https://doi.org/{quote(bare, safe=_SAFE)}"


def add_reference(event: Event, doi: Text | None, url: Text | None) -> None:
    """Give *event* the addresses of what it is about: the one that lasts, and another one if that is not the same."""
    if doi:
        event.add("link", Text(doi_url(doi.text), doi.line))
    if url and not (doi and doi_url(url.text) == doi_url(doi.text)):
        event.add("link", url)


def keywords(text: Text | None) -> list[Text]:
    """Return what a list in one text names."""
    return [Text(each, text.line) for each in re.split(r"[,;\n]", text.text)] if text else []
