"""Several roles at one organisation, as the one time that they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from sphinx_retrospective.core.chart.placing import Item
from sphinx_retrospective.core.model import Event

#: Kinds of events that are roles.
ROLES: Final = frozenset({"job", "education"})


def merge_roles(items: Iterable[Item], org: Callable[[Event], str]) -> list[tuple[str, list[Item]]]:
    """Put the roles that follow one another at an organisation, or overlap, together; all else stays by itself.

    Args:
        items: in order of time.
        org: returns the title of an event's organisation; empty where it has none.

    Returns:
        The organisation, and its roles if there are several; otherwise nothing, and the item.
    """
    merged: list[tuple[str, list[Item]]] = []
    current: dict[str, tuple[list[Item], float | None]] = {}
    for item in items:
        record, extent = item.record, item.extent
        title = org(record) if isinstance(record, Event) and record.kind in ROLES and extent.is_bar else ""
        if not title or extent.is_vague:
            merged.append(("", [item]))
            continue
        roles, end = current.get(title, ([], 0.0))
        if roles and (end is None or extent.start is None or extent.start <= end):
            roles.append(item)
            end = None if end is None or extent.end is None else max(end, extent.end)
        else:
            roles, end = [item], extent.end
            merged.append((title, roles))
        current[title] = (roles, end)
    return [(title if len(roles) > 1 else "", roles) for title, roles in merged]
