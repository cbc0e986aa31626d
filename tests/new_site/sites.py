"""Sites that were made, written and built for the tests."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.sphinx.project import Build, Project


def write(folder: Path, pages: Mapping[str, str]) -> None:
    """Write the files of a site."""
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


def events_in(pages: dict[str, str]) -> list[str]:
    """Return the titles of the events on the pages, as they are written."""
    return [title for text in pages.values() for title in re.findall(r"^:{3,}\{event\} (.*)$", text, re.MULTILINE)]


def built(folder: Path, source: Path, builder: str = "html", **config: Any) -> Build:
    """Build a site that was made."""
    project = Project(folder)
    shutil.copytree(source, project.source, dirs_exist_ok=True)
    return project.build(builder, nitpicky=True, **config)


def fields_of(event: Any) -> tuple[Any, ...]:
    """Return what an event says, whether it is one of the data or one of the chronicle."""
    terms = {name: terms for name, terms in event.terms.items() if terms}
    return event.title, event.date, event.kind, event.role, event.weight, event.links, sorted(terms.items())
