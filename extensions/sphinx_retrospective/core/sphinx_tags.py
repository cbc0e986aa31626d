"""What a project says in the configuration of sphinx-tags, for those that come from there and change nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import Any, Final

from sphinx_retrospective.core.colours import COLOUR
from sphinx_retrospective.core.errors import did_you_mean

#: The configuration values of sphinx-tags 0.4, with its defaults.
DEFAULTS: Final[Mapping[str, Any]] = {
    "tags_create_tags": False,
    "tags_output_dir": "_tags",
    "tags_overview_title": "Tags overview",
    "tags_extension": ["rst"],
    "tags_intro_text": "Tags:",
    "tags_page_title": "My tags",
    "tags_page_header": "With this tag",
    "tags_index_head": "Tags",
    "tags_create_badges": False,
    "tags_badge_colors": {},
}
#: The name of the page with all tags, in the folder of these pages.
OVERVIEW: Final = "tagsindex"
#: Colours that sphinx-design has names for.
COLOUR_NAMES: Final = (
    *("primary", "secondary", "success", "info", "warning", "danger"),
    *("light", "muted", "dark", "white", "black"),
)
_FOLDER_PART: Final = re.compile(r"[\w.-]*\w[\w.-]*\Z")


@dataclass(frozen=True, slots=True)
class SphinxTags:
    """The values of sphinx-tags that mean something here. Words that are None are left to the project's language.

    Attributes:
        has_pages: whether there are pages of tags.
        folder: where these are, relative to the site's top.
        overview_title: the title of the page with all tags.
        intro_text: what stands before the tags of a page.
        page_title: what stands before a tag in the title of its page.
        page_header: the heading of the pages that carry it.
        index_head: what stands above all tags.
        has_badges: whether tags look like badges.
        badge_colours: a colour for each pattern of tags, the first that fits.
    """

    has_pages: bool
    folder: str
    overview_title: str
    intro_text: str | None
    page_title: str | None
    page_header: str | None
    index_head: str | None
    has_badges: bool
    badge_colours: tuple[tuple[str, str], ...] = ()

    @property
    def overview(self) -> str:
        """The name of the page with all tags."""
        return f"{self.folder}/{OVERVIEW}"

    def title_of(self, term: str) -> str:
        """Return the title of the page of a tag."""
        return f"{self.page_title}: {term}" if self.page_title else term

    def classes_of(self, term: str) -> list[str]:
        """Return the classes that a tag has besides its own, as a badge."""
        if not self.has_badges:
            return []
        colour = next((colour for pattern, colour in self.badge_colours if fnmatch(term, pattern)), "primary")
        return ["retro-badge", f"retro-badge-{colour.lstrip('#')}"]


def file_name(tag: str) -> str:
    """Return the name of the file that sphinx-tags makes for a tag; empty for one without a letter or digit."""
    return re.sub(r"[\s\W]+", "-", tag).lower().strip("-")


def split_tags(text: str) -> list[str]:
    """Return the tags in *text* as sphinx-tags has them: between commas and line ends, without quotes around each."""
    return [tag.strip().strip('"') for tag in re.split(r"[,\n]", text)]


def read_sphinx_tags(values: Mapping[str, Any], given: Collection[str]) -> tuple[SphinxTags, list[str]]:
    """Return what the values mean, and a message for each that can't be used.

    Args:
        values: all of `DEFAULTS`, of the types that these have.
        given: names of those that the project gives; of words that it does not give, those of its language are taken.
    """
    problems: list[str] = []
    words = {name: " ".join(str(values[name]).split()) if name in given else None for name in DEFAULTS}
    return SphinxTags(
        has_pages=bool(values["tags_create_tags"]),
        folder=_folder(values["tags_output_dir"], problems),
        overview_title=values["tags_overview_title"] or DEFAULTS["tags_overview_title"],
        intro_text=words["tags_intro_text"],
        page_title=words["tags_page_title"],
        page_header=words["tags_page_header"] or None,
        index_head=words["tags_index_head"] or None,
        has_badges=bool(values["tags_create_badges"]),
        badge_colours=tuple(_colours(values["tags_badge_colors"], problems)),
    ), problems


def _folder(written: str, problems: list[str]) -> str:
    parts = [part for part in written.replace("\\", "/").split("/") if part not in {"", "."}]
    if parts and not written.startswith("/") and all(map(_FOLDER_PART.match, parts)):
        return "/".join(parts)
    default: str = DEFAULTS["tags_output_dir"]
    problems.append(f"tags_output_dir is a folder inside the site such as {default!r}, not {written!r}; it is left out")
    return default


def _colours(patterns: Mapping[Any, Any], problems: list[str]) -> list[tuple[str, str]]:
    colours = []
    for pattern, colour in patterns.items():
        if isinstance(pattern, str) and isinstance(colour, str) and (colour in COLOUR_NAMES or COLOUR.match(colour)):
            colours.append((pattern, colour.lower()))
            continue
        hint = did_you_mean(str(colour), COLOUR_NAMES)
        problems.append(
            f"tags_badge_colors gives {str(pattern)[:60]!r} the value {str(colour)[:60]!r}, which is not a colour; "
            f"write one of {', '.join(COLOUR_NAMES)}, or #rrggbb{hint}"
        )
    return colours
