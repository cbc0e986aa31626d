"""``sphinx-retrospective import``: events of another format, written to be edited."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from sphinx_retrospective.cli.data_files import GIT, STDIN, fail, format_of, load, place_of, print_message, problems_in
from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.core.plain_text import line as one_line
from sphinx_retrospective.imports import IMPORTERS
from sphinx_retrospective.imports.writing import as_markdown, as_yaml

_FORMATS: Final = tuple(sorted((*IMPORTERS, GIT)))
_EXIT: Final = """\
exit codes:
  0  written; what has no place in an event is reported on standard error, as FILE:LINE: MESSAGE
  1  not written: the data can't be read or has no event, or OUT already exists or can't be written
  2  wrong usage
"""


def add_to(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the subcommand."""
    parser = subparsers.add_parser(
        "import",
        help="write events of another format as YAML or Markdown",
        description="Write the events in FILE as YAML or Markdown to edit.",
        epilog=_EXIT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("format", metavar="FORMAT", type=format_of(_FORMATS), help=f"one of {', '.join(_FORMATS)}")
    parser.add_argument(
        "file",
        metavar="FILE",
        help="the file; for linkedin also the folder or ZIP archive, for git the folder; - is the standard input",
    )
    parser.add_argument("-o", "--output", metavar="OUT", help="a new file to write, instead of the standard output")
    parser.add_argument("--as", dest="form", choices=("yaml", "markdown"), default="yaml", help="yaml by default")
    parser.add_argument("--force", action="store_true", help="write OUT even if it already exists")
    parser.set_defaults(run=_run)


def _run(parsed: argparse.Namespace) -> int:
    try:
        data = load(parsed.file, parsed.format)
    except DataError as error:
        return fail(place_of(parsed.file, error.line), str(error))
    except OSError as error:
        return fail(parsed.file, f"it can't be read: {error.strerror or error}")
    for place, problem in problems_in(data, parsed.file):
        print_message(place, problem.message)
    records = data.document.records
    if not records:
        return fail(parsed.file, "it has no events")
    title = f"Events of {Path(parsed.file).name}" if parsed.file != STDIN else "Events"
    text = as_yaml(records) if parsed.form == "yaml" else as_markdown(records, one_line(title))
    output = Path(parsed.output) if parsed.output and parsed.file != STDIN else None
    if output and output.exists() and output.samefile(parsed.file):
        return fail(parsed.output, "it is the input file, and would be overwritten; name another file")
    return _write(text, parsed.output, is_forced=parsed.force)


def _write(text: str, output: str | None, *, is_forced: bool) -> int:
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8") if hasattr(sys.stdout, "reconfigure") else None
        sys.stdout.write(text)
        return 0
    try:
        with Path(output).open("w" if is_forced else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return fail(output, "it already exists; name another file, or add --force")
    except OSError as error:
        return fail(output, f"it can't be written: {error.strerror or error}")
    return 0
