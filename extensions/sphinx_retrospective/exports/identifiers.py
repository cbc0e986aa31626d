"""What identifies an event, or a file, to the programs that have read it before; and addresses as all of them have it.

An identifier is made of the address of the site and of the id that the project gives, and not of the page: an event
that is told on another page later stays the same event, and readers are not shown it again as a new one. It is a URL of
the site, with a fragment that no page needs to have. A ``tag:`` URI (RFC 4151) would need a day on which its author
owned the domain, which nobody has said, and would outlive the site no better.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

#: What a URI can hold besides letters and digits (RFC 3986, 2), and the sign that begins what is escaped already.
_URI_SIGNS: Final = "%:/?#[]@!$&'()*+,;=-._~"


def uri(address: str) -> str:
    """Return *address* with every sign escaped that a URI can't have (RFC 3986)."""
    return quote(address, safe=_URI_SIGNS, errors="replace")


def event_identifier(base: str, event_id: str) -> str:
    """Return what identifies an event for all time.

    Args:
        base: the address of the site, with a slash at its end.
        event_id: what the project calls it by.
    """
    return uri(f"{base}#event-{event_id}")


def feed_identifier(base: str, name: str) -> str:
    """Return what identifies a feed for all time; *name* is empty for that of the whole site."""
    return uri(f"{base}#feed-{name}" if name else f"{base}#feed")
