"""``sphinx-retrospective import``: events of another format, written to be edited."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sphinx_retrospective.core.definitions import BUILT_IN as TAXONOMIES
from sphinx_retrospective.core.errors import DataError, EmptyDataError, did_you_mean
from sphinx_retrospective.core.fields import interpret
from sphinx_retrospective.core.kinds import BUILT_IN as KINDS
from sphinx_retrospective.core.plain_text import line as one_line
from sphinx_retrospective.core.schema import Schema
from sphinx_retrospective.formats import Document
from sphinx_retrospective.imports import IMPORTERS, LINKEDIN, read
from sphinx_retrospective.imports.git import read_git
from sphinx_retrospective.imports.linkedin import MAX_BYTES, is_read, read_linkedin, unpacked
from sphinx_retrospective.imports.writing import as_markdown, as_yaml

_GIT: Final = "git"
_FORMATS: Final = tuple(sorted((*IMPORTERS, _GIT)))
_ZIP: Final = b"PK"
_STDIN: Final = "-"
_SCHEMA: Final = Schema({kind.name: kind for kind in KINDS}, TAXONOMIES)
_EXIT: Final = """\
exit codes:
  0  written; what has no place in an event is told on the standard error, as FILE:LINE: MESSAGE
  1  not written: the data can't be read or has no event, or OUT is there already or can't be written
  2  wrong usage
"""


def add_to(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the subcommand."""
    parser = subparsers.add_parser(
        "import",
        help="write events of another format as YAML or Markdown",
        description="Write the events in FILE as YAML or Markdown, to be edited.",
        epilog=_EXIT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("format", metavar="FORMAT", type=_format, help=f"one of {', '.join(_FORMATS)}")
    parser.add_argument(
        "file",
        metavar="FILE",
        help="the file; for linkedin also the folder or ZIP archive, for git the folder; - is the standard input",
    )
    parser.add_argument("-o", "--output", metavar="OUT", help="a new file to write, instead of the standard output")
    parser.add_argument("--as", dest="form", choices=("yaml", "markdown"), default="yaml", help="yaml by default")
    parser.add_argument("--force", action="store_true", help="write OUT even if it is there already")
    parser.set_defaults(run=_run)


def _format(name: str) -> str:
    if name not in _FORMATS:
        hint = did_you_mean(name, _FORMATS)
        raise argparse.ArgumentTypeError(f"{name[:40]!r} is none of {', '.join(_FORMATS)}{hint}")
    return name


def _run(parsed: argparse.Namespace) -> int:
    try:
        document = _document(parsed.format, parsed.file)
    except DataError as error:
        return _fail(_place(parsed.file, error.line, ""), str(error))
    except OSError as error:
        return _fail(parsed.file, f"it can't be read: {error.strerror or error}")
    for place, message in _told(document, parsed.file, is_git=parsed.format == _GIT):
        _say(place, message)
    if not document.records:
        return _fail(parsed.file, "there is no event in it")
    title = f"Events of {Path(parsed.file).name}" if parsed.file != _STDIN else "Events"
    text = as_yaml(document.records) if parsed.form == "yaml" else as_markdown(document.records, one_line(title))
    return _write(text, parsed.output, is_forced=parsed.force)


def _document(format_name: str, file: str) -> Document:
    if format_name == _GIT:
        if file == _STDIN:
            raise DataError("tags are read from a folder; name it")
        return read_git(Path(file))
    if format_name == LINKEDIN and file != _STDIN and Path(file).is_dir():
        return read_linkedin(_folder(Path(file)))
    content = _content(file)
    if format_name == LINKEDIN and content.startswith(_ZIP):
        return read_linkedin(unpacked(content))
    try:
        return read(content.decode("utf-8-sig"), format_name)
    except UnicodeDecodeError as error:
        raise DataError(f"it is not UTF-8 (its byte {error.start + 1} is not); save it in that encoding") from None
    except EmptyDataError:
        raise DataError("it is empty") from None


def _content(file: str) -> bytes:
    if file == _STDIN:
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


def _told(document: Document, file: str, *, is_git: bool) -> Iterator[tuple[str, str]]:
    """Yield what is to be told of a document, and where: what has no place, and what a build would warn of."""

    def place(line: int | None, source: str) -> str:
        return f"{file}: {source}" if is_git else _place(file, line, source)

    for problem in document.problems:
        yield place(problem.line, problem.source), problem.message
    for record in document.records:
        for problem in interpret(record.values, _SCHEMA)[1]:
            yield place(record.line_of(problem.field or "", problem.item), record.source), problem.message


def _write(text: str, output: str | None, *, is_forced: bool) -> int:
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8") if hasattr(sys.stdout, "reconfigure") else None
        sys.stdout.write(text)
        return 0
    try:
        with Path(output).open("w" if is_forced else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return _fail(output, "it is there already; name another file, or add --force")
    except OSError as error:
        return _fail(output, f"it can't be written: {error.strerror or error}")
    return 0


def _place(file: str, line: int | None, source: str) -> str:
    path = f"{file}/{source}" if source else file
    return f"{path}:{line}" if line else path


def _say(place: str, message: str) -> None:
    sys.stderr.write(f"{one_line(place)}: {message}\n")


def _fail(place: str, message: str) -> int:
    _say(place, message)
    return 1
