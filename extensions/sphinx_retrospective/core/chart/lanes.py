"""Lanes: what they are made of, and what of it an author may write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.errors import Problem, did_you_mean
from sphinx_retrospective.core.model import Event
from sphinx_retrospective.core.query import Group, group

#: What the option ``lanes`` can be; the first is its default.
LANES: Final = ("kind", "org", "person", "era", "none")


def parse_lanes(text: str) -> tuple[str, Problem | None]:
    """Return what lanes are made of, with a problem if *text* is none of `LANES`."""
    value = text.strip() or LANES[0]
    if value in LANES:
        return value, None
    message = f"lanes {value[:60]!r} is not one of {', '.join(LANES)}{did_you_mean(value, LANES)}"
    return LANES[0], Problem("option", message, field="lanes")


def split_into_lanes(events: Sequence[Event], by: str, chronicle: Chronicle, kinds: Iterable[str]) -> list[Group]:
    """Put *events* into lanes, which are groups of one of `LANES`, as `group` does.

    An event with several organisations or people is in the lane of the first.
    """
    return group(events, by, chronicle, kinds)
