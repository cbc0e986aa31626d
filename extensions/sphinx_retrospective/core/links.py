"""Links of an event: an address, with a label or without."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from sphinx_retrospective.core.errors import LinkError

DEFAULT_SCHEMES = ("http", "https", "mailto", "ftp", "ftps")

_LABELLED = re.compile(r"(?P<label>[^<>]*)<(?P<url>[^<>]*)>\Z")
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<rest>.*)\Z", re.DOTALL)
#: What browsers drop, fold or read as a slash, which is how `java\tscript:` or another host gets past a naive check.
_UNSAFE = re.compile(r"[\s\\\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_HOST_LIKE = re.compile(r"[\w-]+(\.[\w-]+)+(/|\Z)")


@dataclass(frozen=True, slots=True)
class Link:
    """An external address.

    Attributes:
        url: absolute address, of an allowed scheme.
        label: what the reader sees; the host of the address where the author gave none.
    """

    url: str
    label: str

    @property
    def written(self) -> str:
        """The link as an author writes it: its address, after its label if that says more."""
        return self.url if self.label == _default_label(self.url) else f"{self.label} <{self.url}>"


def parse_link(text: str, schemes: Collection[str] = DEFAULT_SCHEMES) -> Link:
    """Read ``URL`` or ``Label <URL>``.

    Args:
        text: one link, as the author wrote it.
        schemes: allowed schemes, lower case.

    Raises:
        LinkError: the address is empty, relative, holds white space, control characters or backslashes,
            or has another scheme.
    """
    text = text.strip()
    labelled = _LABELLED.match(text)
    label, url = (labelled["label"].strip(), labelled["url"].strip()) if labelled else ("", text)
    shown = f"{url[:60]}…" if len(url) > 60 else url
    allowed = ", ".join(sorted(schemes))
    if not url:
        raise LinkError("a link without an address; write it as https://example.org or Label <https://example.org>")
    if _UNSAFE.search(url):
        raise LinkError(
            f"{shown!r} is not an address: it holds white space, control characters or backslashes; "
            "write one link a line, as https://example.org or Label <https://example.org>"
        )
    parts = _SCHEME.match(url)
    if parts is None or _HOST_LIKE.match(url):
        suggestion = f"; perhaps 'https://{shown}' is meant" if _HOST_LIKE.match(url) else ""
        raise LinkError(f"{shown!r} is not an absolute address; start it with one of the schemes {allowed}{suggestion}")
    if parts["scheme"].lower() not in schemes:
        raise LinkError(f"the scheme of {shown!r} is not allowed; use one of {allowed}")
    try:
        host = urlsplit(url).hostname
    except ValueError as error:
        raise LinkError(f"{shown!r} is not an address: {str(error).lower()}; write https://example.org/page") from None
    if parts["scheme"].lower() in {"http", "https", "ftp", "ftps"} and not host:
        raise LinkError(f"{shown!r} names no host; write https://example.org/page")
    if not parts["rest"]:
        raise LinkError(f"{shown!r} names nothing; write what follows the colon")
    return Link(url, label or _default_label(url))


def _default_label(url: str) -> str:
    """Return what a reader sees of an address that has no label: its host, or what follows the scheme."""
    address = urlsplit(url).hostname or url.partition(":")[2]
    return address.removeprefix("www.") or address
