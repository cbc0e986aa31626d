"""Data that a subcommand is given: read from a file, a folder or an archive, and what is told of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sphinx_retrospective.core.definitions import BUILT_IN as TAXONOMIES
from sphinx_retrospective.core.errors import DataError, EmptyDataError, Problem, did_you_mean
from sphinx_retrospective.core.fields import interpret
from sphinx_retrospective.core.kinds import BUILT_IN as KINDS
from sphinx_retrospective.core.plain_text import line as one_line
from sphinx_retrospective.core.schema import Schema
from sphinx_retrospective.formats import Document
from sphinx_retrospective.formats.records import Record
from sphinx_retrospective.imports import LINKEDIN, read
from sphinx_retrospective.imports.git import read_git
from sphinx_retrospective.imports.linkedin import MAX_BYTES, is_profile, is_read, read_linkedin, unpacked
from sphinx_retrospective.imports.recognising import recognised

GIT: Final = "git"
STDIN: Final = "-"
#: What an event can say, in a project without a configuration of its own.
SCHEMA: Final = Schema({kind.name: kind for kind in KINDS}, TAXONOMIES)
_ZIP: Final = b"PK"


@dataclass(frozen=True, slots=True)
class Data:
    """What was read.

    Attributes:
        document: the events.
        format: name of the format.
        text: of the file, where it is one.
        files: by path, where it is several.
    """

    document: Document
    format: str
    text: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)


def format_of(names: Collection[str]) -> Callable[[str], str]:
    """Return what reads an argument that is one of *names*."""

    def read_name(name: str) -> str:
        if name not in names:
            hint = did_you_mean(name, names)
            raise argparse.ArgumentTypeError(f"{name[:40]!r} is not one of {', '.join(names)}{hint}")
        return name

    return read_name


def load(file: str, format_name: str = "", *, tells_profile: bool = True) -> Data:
    """Read events.

    Args:
        file: path of the file or the folder, or `STDIN`.
        format_name: empty where it is to be recognised.
        tells_profile: whether it is told that the file about the person, in LinkedIn's copy, has no events.

    Raises:
        DataError: it can't be understood.
        OSError: it can't be opened.
    """
    path = Path(file)
    is_folder = file != STDIN and path.is_dir()
    if format_name == GIT or (not format_name and is_folder and (path / ".git").exists()):
        if file == STDIN:
            raise DataError("git reads the tags of a folder; name that instead of -")
        return Data(read_git(path), GIT)
    files = None
    content = b""
    if is_folder and format_name in {LINKEDIN, ""}:
        files = _folder(path)
    else:
        content = _content(file)
        if content.startswith(_ZIP) and format_name in {LINKEDIN, ""}:
            files = unpacked(content)
    if files is not None:
        with_events = {name: each for name, each in files.items() if tells_profile or not is_profile(name)}
        return Data(read_linkedin(with_events), LINKEDIN, files=files)
    try:
        text = content.decode("utf-8-sig")
        format_name = format_name or recognised(text)
        return Data(read(text, format_name), format_name, text)
    except UnicodeDecodeError as error:
        raise DataError(f"it is not UTF-8 (its byte {error.start + 1} is not); save it in that encoding") from None
    except EmptyDataError:
        raise DataError("it is empty") from None


def place_of(file: str, line: int | None, source: str = "") -> str:
    """Return where something is in a file, or in the file *source* of a folder or an archive."""
    path = f"{file}/{source}" if source else file
    return f"{path}:{line}" if line else path


def problems_in(data: Data, file: str) -> Iterator[tuple[str, Problem]]:
    """Yield what is to be told of data, and where: what has no place, and what a build would warn of."""
    for problem in data.document.problems:
        yield _place(data, file, problem.line, problem.source), problem
    for record in data.document.records:
        for problem in interpret(record.values, SCHEMA)[1]:
            yield _place(data, file, _line(record, problem), record.source), problem


def print_message(place: str, message: str) -> None:
    """Print a message to the standard error."""
    sys.stderr.write(f"{one_line(place)}: {message}\n")


def fail(place: str, message: str) -> int:
    """Tell why nothing was done, and return the exit code for that."""
    print_message(place, message)
    return 1


def _place(data: Data, file: str, line: int | None, source: str) -> str:
    # The source of an event that was a tag is that tag.
    return f"{file}: {source}" if data.format == GIT else place_of(file, line, source)


def _line(record: Record, problem: Problem) -> int:
    return record.line_of(problem.field or "", problem.item)


def _content(file: str) -> bytes:
    if file == STDIN:
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        with Path(file).open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise DataError(f"it has more than {MAX_BYTES:,} bytes; split it")
    return content


def _folder(folder: Path) -> dict[str, bytes]:
    """Return the CSV files in a folder, without the content of those that are not read."""
    files: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*.csv")):
        if path.is_file():
            files[path.relative_to(folder).as_posix()] = _content(str(path)) if is_read(path.name) else b""
    return files
