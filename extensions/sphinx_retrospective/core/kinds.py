"""Kinds of events: what they are called and how they are marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinx_retrospective.core.colours import COLOUR
from sphinx_retrospective.core.errors import did_you_mean

MARKS = ("dot", "square", "diamond")
DEFAULT_KIND = "event"

_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}\Z")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event.

    Attributes:
        name: lower-case letters, digits and hyphens; what authors write and what CSS classes carry.
        label: what readers see; empty for the built-in kinds, whose labels are translated.
        colour: ``#rgb`` or ``#rrggbb`` on a light page; empty to leave it to the style sheet.
        colour_dark: the same on a dark page; empty to use `colour`.
        mark: one of `MARKS`.
    """

    name: str
    label: str = ""
    colour: str = ""
    colour_dark: str = ""
    mark: str = "dot"


BUILT_IN = tuple(
    Kind(name) for name in ("job", "education", "project", "talk", "release", "post", "event", "milestone")
)


def parse_kind(name: object, settings: object) -> Kind:
    """Read one entry of the configuration value ``retro_kinds``.

    Args:
        name: the entry's key.
        settings: a label, or a mapping with any of ``label``, ``colour`` (one value, or a pair of light and dark)
            and ``mark``.

    Raises:
        ValueError: the entry is not of that form; the message says what would be right.
    """
    if not isinstance(name, str) or not _NAME.match(name):
        raise ValueError(f"{name!r} is not a kind's name; use lower-case letters, digits and hyphens, such as 'award'")
    if isinstance(settings, str):
        settings = {"label": settings}
    if not isinstance(settings, dict):
        raise ValueError(f"kind {name!r} needs a label or a mapping such as {{'label': 'Award', 'colour': '#7a4f01'}}")
    known = ("label", "colour", "mark")
    unknown = sorted(str(key) for key in settings.keys() - set(known))
    if unknown:
        hint = did_you_mean(unknown[0], known)
        raise ValueError(
            f"kind {name!r} has an unknown setting {unknown[0]!r}; it can have label, colour and mark{hint}"
        )
    if not isinstance(settings.get("label") or "", str):
        raise ValueError(f"the label of kind {name!r} is text, not {settings['label']!r}")
    colours = settings.get("colour", ())
    colours = tuple(colours) if isinstance(colours, (list, tuple)) else (colours,)
    if len(colours) > 2 or not all(isinstance(colour, str) and COLOUR.match(colour) for colour in colours):
        raise ValueError(f"the colour of kind {name!r} is one '#rrggbb', or a pair of them for light and dark pages")
    mark = settings.get("mark", "dot")
    if mark not in MARKS:
        hint = did_you_mean(str(mark), MARKS)
        raise ValueError(f"kind {name!r} has an unknown mark {mark!r}; the marks are {', '.join(MARKS)}{hint}")
    light, dark = (*colours, "", "")[:2]
    return Kind(name, str(settings.get("label") or name.replace("-", " ")), light, dark, mark)
