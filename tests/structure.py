"""Which pages of a site have something that the others have not, so that it is enough to look at those."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from bs4 import Tag

#: A name, classes, the names of the attributes, and a role; with those of the element around it.
Shape: TypeAlias = tuple[str, ...]


def shapes(page: Tag) -> set[Shape]:
    """Return the shape of every element of a page, each within the shape of what it is in."""
    return {(*_own(element), *(_own(element.parent) if element.parent else ())) for element in page.find_all(True)}


def _own(element: Tag) -> Shape:
    classes = sorted(element.get_attribute_list("class")) if element.has_attr("class") else []
    return (
        element.name,
        " ".join(map(str, classes)),
        " ".join(sorted(element.attrs)),
        str(element.get("role", "")),
    )


def telling(pages: Mapping[str, Tag], besides: Iterable[Tag] = ()) -> list[str]:
    """Return the names of a few pages that have every shape that any has, those that have most in least first.

    What pages *besides* these have needs no page here.
    """
    found = {name: shapes(page) for name, page in pages.items()}
    cost = {name: 200 + len(page.find_all(True)) for name, page in pages.items()}
    missing = set().union(*found.values()).difference(*map(shapes, besides))
    chosen = []
    while missing:
        best = max(found, key=lambda name: len(found[name] & missing) / cost[name])
        chosen.append(best)
        missing -= found.pop(best)
    return chosen
