"""Addresses made from names: readable, stable, and different for different names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

#: Signs that tell two names apart where everything else is equal: C, C++ and C# are three languages.
_SPOKEN = {"+": "plus", "#": "sharp", "&": "and", "@": "at", "%": "percent"}
_MAX_LENGTH = 80
#: A file's name has 255 bytes at the most: the page of a term has an ending, and room for a longer fingerprint.
_MAX_BYTES = 150
_MAX_ID_LENGTH = 200


def identity(name: str) -> str:
    """Return what two spellings of one name have in common: compatibility form, case and spacing folded away.

    ``"Java"``, ``" java "`` and ``"ＪＡＶＡ"`` have one identity; ``"C"`` and ``"C++"`` have two.
    """
    folded, before = name, ""
    while folded != before:
        # Folding and normalizing can each undo the other's work; Unicode does both twice (definition D146).
        before, folded = folded, unicodedata.normalize("NFKC", unicodedata.normalize("NFD", folded).casefold())
    return " ".join(folded.split())


def slugify(name: str, levels: str = "") -> str:
    """Return an address for *name*: lower-case letters and digits of any script, joined by single hyphens.

    Signs that distinguish names are spoken (``C++`` gives ``c-plus-plus``, ``.NET`` gives ``dot-net``). A name with
    neither letter nor digit (an emoji) gives its code points (``u1f600``). Never empty for a name that is not.

    Args:
        name: any text.
        levels: what separates the levels of the name, if it has some; each is a folder of the address.
    """
    if levels and levels in name:
        parts = [each.strip() for each in name.split(levels)]
        if all(parts):
            return _bounded("/".join(map(slugify, parts)), identity(name), apart="/")
    folded = identity(name)
    spoken = "".join(f"-{_SPOKEN[sign]}-" if sign in _SPOKEN else sign for sign in folded)
    if spoken.startswith("."):
        spoken = f"dot-{spoken[1:]}"
    # Combining marks belong to the letters before them in many scripts (Devanagari, Arabic); they stay.
    letters = "".join(
        sign if unicodedata.category(sign)[0] in "LNM" else "-" for sign in unicodedata.normalize("NFC", spoken)
    )
    slug = re.sub(r"-{2,}", "-", letters).strip("-")
    while slug and unicodedata.category(slug[0])[0] == "M":
        # A mark with no letter before it.
        slug = slug[1:].lstrip("-")
    if not slug:
        slug = "-".join(f"u{ord(sign):x}" for sign in folded if not sign.isspace())
    return _bounded(slug, folded)


def _bounded(slug: str, folded: str, apart: str = "") -> str:
    """Return *slug*, cut off where it is too long for the name of a file, with what tells it from all others then."""
    if len(slug) > _MAX_LENGTH or len(slug.encode("utf-8", "surrogatepass")) > _MAX_BYTES:
        fingerprint = _fingerprint(folded)
        head = slug[: _MAX_LENGTH - len(fingerprint) - 1].encode("utf-8", "surrogatepass")[:_MAX_BYTES]
        slug = f"{head.decode('utf-8', 'ignore').rstrip(f'-{apart}')}-{fingerprint}"
    return slug


def distinct_slugs(names: Iterable[str], levels: str = "") -> tuple[dict[str, str], list[list[str]]]:
    """Return an address for each identity in *names*, no two alike, and the groups that had to be told apart.

    In such a group, the name that is its own address keeps it, else the first in alphabetical order does; each of the
    others has a fingerprint of its name appended, so that its address depends on no other name.
    """
    groups: dict[str, list[str]] = {}
    for name in sorted({identity(name) for name in names}):
        groups.setdefault(slugify(name, levels), []).append(name)
    slugs: dict[str, str] = {}
    clashes: list[list[str]] = []
    taken = set(groups)
    for slug, members in groups.items():
        members.sort(key=lambda member: (member != slug, member))
        slugs[members[0]] = slug
        for member in members[1:]:
            slugs[member] = next(each for each in _candidates(slug, member) if each not in taken)
            taken.add(slugs[member])
        if len(members) > 1:
            clashes.append(members)
    return slugs, clashes


class Numbers:
    """Gives names that are taken a number, without counting from the start each time."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def free(self, name: str, is_taken: Callable[[str], bool]) -> str:
        """Return *name*, or the first of ``name-2``, ``name-3``… that is not taken."""
        if not is_taken(name):
            return name
        number = self._next.get(name, 2)
        while is_taken(free := f"{name}-{number}"):
            number += 1
        self._next[name] = number + 1
        return free


def is_id(text: str) -> bool:
    """Tell whether *text* can be an object's id: a letter or digit, then letters, digits, ``_``, ``.`` and ``-``."""
    # Combining marks are parts of letters in many scripts.
    return (
        0 < len(text) <= _MAX_ID_LENGTH
        and unicodedata.category(text[0])[0] in "LN"
        and all(sign in "_.-" or unicodedata.category(sign)[0] in "LNM" for sign in text)
    )


def _candidates(slug: str, name: str) -> Iterator[str]:
    """Yield addresses that tell *name* apart, the shortest first."""
    for length in range(6, 65):
        yield f"{slug}-{_fingerprint(name, length)}"


def _fingerprint(text: str, length: int = 6) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]
