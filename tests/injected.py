"""Looks for what a text of an author could have become in a page, if it had not stayed a text."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Comment, Tag

from tests.hostile_text import EVIL

#: Attributes that load or run what they hold.
_ACTIVE = ("src", "style", "srcdoc", "action")
_SCHEMES = ("javascript:", "data:", "vbscript:")


def injected(page: Tag) -> list[str]:
    """Return what in *page* is more than text, as far as a text that has `EVIL` in it, or none of ours, made it so."""
    return list(_found(page))


def _found(page: Tag) -> Iterator[str]:
    for element in page.find_all(True):
        if any(name.startswith("on") for name in element.attrs):
            yield f"runs on an event: {_shown(element)}"
        if any(EVIL in str(element.get(name, "")) for name in _ACTIVE):
            yield f"loads or runs a text: {_shown(element)}"
        if str(element.get("href", "")).strip().lower().startswith(_SCHEMES):
            yield f"leads to a program: {_shown(element)}"
        # What a script element holds is no text to Beautiful Soup.
        held = element.string or ""
        if element.get("type") == "application/ld+json":
            # To a browser this is data, if no tag of its own ends it.
            if "<" in held:
                yield f"may end its element: {_shown(element)}"
        elif element.name in {"script", "style"} and EVIL in held:
            yield f"is a program: {_shown(element)}"
    for comment in page.find_all(string=lambda text: isinstance(text, Comment)):
        if EVIL in comment:
            yield f"is a comment: {comment[:200]}"


def _shown(element: Tag) -> str:
    return str(element)[:200]
