"""The source of a Mermaid ``timeline`` diagram (https://mermaid.js.org/syntax/timeline.html)."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_retrospective.core.model import Event
from sphinx_retrospective.drawing.dates import date_text


def mermaid_source(sections: Sequence[tuple[str, Sequence[Event]]], language: str) -> str:
    """Return a diagram with a section for each title, and each event under its date.

    Args:
        sections: titles, which may be empty, with their events.
        language: the project's.
    """
    lines = ["timeline"]
    for title, events in sections:
        if title:
            lines.append(f"    section {_escaped(title)}")
        dates: dict[str, list[str]] = {}
        for event in events:
            dates.setdefault(_escaped(date_text(event.date, language)), []).append(_escaped(event.title))
        lines += [f"        {date} : {' : '.join(titles)}" for date, titles in dates.items()]
    return "\n".join(lines)


def _escaped(text: str) -> str:
    """Write what has a meaning in Mermaid, or in the HTML that it makes, as its entity codes."""
    return "".join(
        sign if sign.isalnum() or sign in " .,()'–-?/+" else f"#{ord(sign)};" for sign in " ".join(text.split())
    )
