"""Which pages of a site have something that the others have not, so that it is enough to look at those."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from lxml.html import HtmlElement

#: A name, classes, the names of the attributes, and a role; with those of the element around it. Or one of the classes
#: that have an element look in a way of its own, whatever else it is.
Shape: TypeAlias = tuple[str, ...]

#: The kind of an event, and the colour of a term. Of code, its language and (a few letters) what each word is in it.
#: How deep in the contents of the site a link is.
_LOOK: Final = re.compile(r"retro-(kind|colour)-.*|highlight-.*|[a-z]\w{0,2}|toctree-l\d")


def shapes(page: HtmlElement) -> set[Shape]:
    """Return the shape of every element of a page, each within the shape of what it is in."""
    found: set[Shape] = set()
    own: dict[HtmlElement | None, Shape] = {None: ()}
    for element in page.iter("*"):
        own[element] = _own(element)
        found.add((*own[element], *own[element.getparent()]))
        found.update((each,) for each in _classes(element) if _LOOK.fullmatch(each))
    return found


def _own(element: HtmlElement) -> Shape:
    return (
        element.tag,
        " ".join(sorted(each for each in _classes(element) if not _LOOK.fullmatch(each))),
        " ".join(sorted(element.keys())),
        element.get("role", ""),
    )


def _classes(element: HtmlElement) -> list[str]:
    classes: str = element.get("class", "")
    return classes.split()


def telling(pages: Mapping[str, HtmlElement], besides: Iterable[HtmlElement] = ()) -> list[str]:
    """Return the names of a few pages that have every shape that any has, those that have most in least first.

    What pages *besides* these have needs no page here.
    """
    found = {name: shapes(page) for name, page in pages.items()}
    cost = {name: 200 + sum(1 for _ in page.iter("*")) for name, page in pages.items()}
    missing = set().union(*found.values()).difference(*map(shapes, besides))
    chosen = []
    while missing:
        best = max(found, key=lambda name: len(found[name] & missing) / cost[name])
        chosen.append(best)
        missing -= found.pop(best)
    return chosen
