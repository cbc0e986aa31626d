"""Keep a Changelog: the releases of a project, in Markdown (https://keepachangelog.com)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.formats import Document
from sphinx_retrospective.formats.records import line_starts, shown, usable
from sphinx_retrospective.imports.collecting import Collection, Event, Text
from sphinx_retrospective.imports.dates import edtf
from sphinx_retrospective.imports.items import NO_PLACE
from sphinx_retrospective.imports.markup import plain

_HEADING = re.compile(r"(?P<level>#{1,6})[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*\Z")
#: The version, in brackets or as a link or not, its date, and what is in brackets after it.
_RELEASE = re.compile(
    r"(?:\[(?P<linked>[^\]]+)\](?:\((?P<url>[^)\s]+)\))?|(?P<bare>[^\s\[(]\S*))"
    r"(?:\s*(?:[-\u2013\u2014:/,]\s*|\()(?P<date>[^\[\]()]*[^\[\]()\s])\)?)?(?P<marks>(?:\s*\[[^\]]*\])*)\s*\Z"
)
_TARGET = re.compile(r" {0,3}\[(?P<name>[^\]]+)\]:\s*<?(?P<url>[^\s>]+)>?")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_BULLET = re.compile(r"(?P<indent>\s*)[-*+]\s+(?P<text>.*)")
#: What makes a heading of the line above it.
_UNDERLINE = re.compile(r" {0,3}(?:-+|=+)\Z")
_UNRELEASED: Final = "unreleased"


class _Release:
    """A release, as it is read: its heading, and its paragraphs and entries with the title of their part."""

    def __init__(self, match: re.Match[str], line: int) -> None:
        self.version = (match["linked"] or match["bare"]).strip()
        self.url = match["url"] or ""
        self.date = match["date"] or ""
        self.marks = [mark.strip() for mark in re.findall(r"\[([^\]]*)\]", match["marks"])]
        self.line = line
        self.part = ""
        self.texts: list[Text] = []

    def begin(self, text: str, line: int, *, is_inside: bool) -> None:
        """Begin a paragraph or an entry, which may be inside of an entry."""
        said = f"{self.part}: {text}" if self.part and not is_inside else text
        self.texts.append(Text(said, line))

    def go_on(self, text: str) -> None:
        """Add a line to the last."""
        last = self.texts[-1]
        self.texts[-1] = Text(f"{last.text}\n{text}", last.line)


def read_keep_a_changelog(text: str) -> Document:
    """Read the releases; what is not released yet is told, and no event.

    Raises:
        DataError: *text* has no heading of a release.
    """
    text = usable(text)
    found = Collection()
    releases, targets = _releases(text, found)
    if not releases:
        raise DataError("there is no release in the data; write its heading as ## [1.0.0] - 2024-03-01", 1)
    for release in releases:
        if release.version.lower() == _UNRELEASED or release.date.lower() == _UNRELEASED:
            found.leave_out(
                f"what is under {shown(release.version)} is not released, and so is not an event", release.line
            )
            continue
        event = Event(release.line, "release")
        event.set("title", Text(release.version, release.line))
        if release.date:
            event.set("date", Text(edtf(release.date), release.line))
        event.add("tags", *(Text(mark.lower(), release.line) for mark in release.marks))
        url = release.url or targets.get(release.version.lower(), "")
        event.add("link", Text(url, release.line))
        event.set_body(Text(plain(each.text), each.line) for each in release.texts)
        found.add(event)
    return found.document()


def _releases(text: str, found: Collection) -> tuple[list[_Release], dict[str, str]]:
    """Return the releases, and the addresses that the end of the file gives to names."""
    releases: list[_Release] = []
    targets: dict[str, str] = {}
    starts = [0, *line_starts(text), len(text)]
    fence = ""
    is_comment = is_open = False
    lines = [text[start:end].rstrip() for start, end in pairwise(starts)]
    current: _Release | None = None
    for number, line in enumerate(lines, 1):
        opening = _FENCE.match(line)
        if not fence and (is_comment or line.lstrip().startswith("<!--")):
            is_comment = "-->" not in line
            continue
        if opening and (not fence or opening["fence"].startswith(fence)):
            # What is in a block of code has no headings.
            fence = "" if fence else opening["fence"]
            continue
        heading = None if fence else _HEADING.match(line)
        if not fence and not is_open and number < len(lines) and _is_underlined(line, lines[number]):
            heading = _HEADING.match(f"{'#' if lines[number].lstrip()[0] == '=' else '##'} {line.strip()}")
        elif not fence and heading is None and not is_open and number > 1 and _is_underlined(lines[number - 2], line):
            continue
        target = None if fence else _TARGET.match(line)
        if heading:
            is_open = False
            current = _head(heading, number, current, found)
            if current and current not in releases:
                releases.append(current)
        elif target:
            targets.setdefault(target["name"].lower(), target["url"])
        elif not line.strip():
            is_open = False
        else:
            is_open = _add(current, line, number, found, is_open=is_open)
    return releases, targets


def _is_underlined(line: str, below: str) -> bool:
    """Tell whether *line*, which begins a paragraph, is a heading by what stands below it."""
    is_text = bool(line.strip()) and not (_HEADING.match(line) or _BULLET.match(line) or _TARGET.match(line))
    return is_text and bool(_UNDERLINE.match(below))


def _head(heading: re.Match[str], number: int, current: _Release | None, found: Collection) -> _Release | None:
    """Take a heading: of the file, of a release, or of a part of one; return the release that it is in."""
    level, text = len(heading["level"]), heading["text"]
    release = _RELEASE.match(text) if level <= 2 else None
    is_version = release and (level == 2 or re.match(r"\[?v?(?a:\d)", text))
    if release and is_version:
        return _Release(release, number)
    if level == 2:
        found.problem(
            f"the heading {shown(text)} is not that of a release; write it as ## [1.0.0] - 2024-03-01", number
        )
        return None
    if current:
        current.part = plain(text)
    elif level > 2:
        found.leave_out(f"what is under no release {NO_PLACE}", number)
    return current


def _add(release: _Release | None, line: str, number: int, found: Collection, *, is_open: bool) -> bool:
    """Take a line of text, which goes on with a paragraph if one is open; return whether one is now."""
    if release is None:
        found.leave_out(f"what is under no release {NO_PLACE}", number)
        return False
    bullet = _BULLET.match(line)
    if bullet or not is_open or not release.texts:
        is_inside = line[:1].isspace() and bool(release.texts)
        release.begin((bullet["text"] if bullet else line).strip(), number, is_inside=is_inside)
    else:
        release.go_on(line.strip())
    return True
