"""What something is drawn for."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_retrospective.config import Settings


@dataclass(frozen=True, slots=True)
class Page:
    """A document, or a generated page, that something is drawn for.

    Attributes:
        docname: its name.
        settings: the project's.
        language: the project's.
    """

    docname: str
    settings: Settings
    language: str
