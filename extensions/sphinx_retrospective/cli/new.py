"""``sphinx-retrospective new``: a site of one's own, which builds with one command."""

from __future__ import annotations

import argparse
import errno
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from sphinx_retrospective.cli.data_files import (
    GIT,
    SCHEMA,
    STDIN,
    Data,
    fail,
    format_of,
    load,
    place_of,
    print_message,
    problems_in,
)
from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.core.fields import NO_DATE
from sphinx_retrospective.core.plain_text import line as one_line
from sphinx_retrospective.imports import READERS
from sphinx_retrospective.imports.git import user_name
from sphinx_retrospective.imports.people import Person, read_person
from sphinx_retrospective.new_site.example import ABOUT, example
from sphinx_retrospective.new_site.files import BUILD, BUILT, INSTALL, Site, new_site
from sphinx_retrospective.new_site.pages import PERIODS

_FORMATS: Final = tuple(sorted((*READERS, GIT)))
_NOBODY: Final = "Me"
#: What a site needs beside Sphinx.
_NEEDED: Final = ("furo", "myst_parser")
_WIDTH: Final = 30
_TEXT: Final = """\
Make a Sphinx site in FOLDER, which must be new or empty.

With --from it has the events in FILE, whose format is recognised by its
content. Without, it has a small example to edit. E-mail address, phone number,
address and the like are left out, since a site is public.
"""
_EXIT: Final = """\
exit codes:
  0  made; what has no place in it is reported on standard error, as FILE:LINE: MESSAGE
  1  nothing made: FOLDER is not empty or can't be written, or the data can't be read
  2  wrong usage
"""


def add_to(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the subcommand."""
    parser = subparsers.add_parser(
        "new",
        help="make a site of your own",
        description=_TEXT,
        epilog=_EXIT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", metavar="FOLDER", help="where to make the site")
    parser.add_argument(
        "--from",
        dest="file",
        metavar="FILE",
        help="a JSON Resume or another file of events, LinkedIn's copy of your data (ZIP archive or folder), or the "
        "folder of a Git repository with tags; - is the standard input",
    )
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        type=format_of(_FORMATS),
        help=f"the format of FILE, if it can't be recognised: one of {', '.join(_FORMATS)}",
    )
    parser.add_argument(
        "--name",
        metavar="NAME",
        help="the person that it is about; by default the name in FILE, Git's user.name or the user's name",
    )
    parser.set_defaults(run=_run, usage_error=parser.error)


def _run(parsed: argparse.Namespace) -> int:
    if parsed.format and parsed.file is None:
        parsed.usage_error("--format is the format of the file of --from; add --from FILE")
    folder = Path(parsed.folder)
    if said := _unfit(folder):
        return fail(parsed.folder, said)
    data, person = None, Person()
    if parsed.file is not None:
        try:
            data = load(parsed.file, parsed.format or "", tells_profile=False)
        except DataError as error:
            return fail(place_of(parsed.file, error.line), str(error))
        except OSError as error:
            return fail(parsed.file, f"it can't be read: {error.strerror or error}")
        person = read_person(data.format, data.text, data.files)
        _print_problems(data, parsed.file, person)
    records = data.document.records if data else ()
    if parsed.file is not None and not records:
        print_message(parsed.file, "it has no events; the site has an example to edit instead")
    person = replace(person, name=one_line(parsed.name or "") or person.name or _found_name())
    if not records:
        person = replace(person, summary="\n\n".join(filter(None, (person.summary, ABOUT))))
    site = new_site(person, records or example().records, SCHEMA)
    try:
        _write(folder, site.files)
    except OSError as error:
        return fail(parsed.folder, f"it can't be written: {error.strerror or error}; nothing was made")
    source = "the standard input" if parsed.file == STDIN else parsed.file
    _print_summary(parsed.folder, site, source if records else "")
    return 0


def _unfit(folder: Path) -> str:
    """Return why no site can be made there; nothing where one can."""
    try:
        if folder.is_dir():
            is_free = not any(folder.iterdir())
            return "" if is_free else "it already exists and is not empty; name a new folder"
        if folder.exists() or folder.is_symlink():
            return "it already exists and is not a folder; name a new folder"
        if not folder.absolute().parent.is_dir():
            return "its parent folder does not exist; make that first"
    except (OSError, ValueError) as error:
        return f"it can't be opened: {getattr(error, 'strerror', None) or error}"
    return ""


def _print_problems(data: Data, file: str, person: Person) -> None:
    """Tell what of the data is in the site otherwise than it was, or not at all."""
    for place, problem in problems_in(data, file):
        # Events that have no date are told once, with their page.
        if problem.message == NO_DATE or problem.message.startswith(person.used):
            continue
        is_lost = problem.subtype in {"link", "field"}
        print_message(place, f"{problem.message}; it is left out" if is_lost else problem.message)
    if person.left_out:
        print_message(
            file, f"left out, because the site is public or has no place for it: {', '.join(person.left_out)}"
        )


def _found_name() -> str:
    """Return the name of the person at this machine, as far as it can be found without asking."""
    return one_line(user_name()) or one_line(_login_name()) or _NOBODY


def _login_name() -> str:
    """Return the full name that belongs to the login; empty where the system has none."""
    try:
        import pwd
    except ImportError:  # As in Windows.
        return ""
    try:
        return pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0]
    except KeyError:
        return ""


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files, all of them or none.

    Raises:
        OSError: the system refuses, or there is something in the folder now.
    """
    parent = folder.absolute().parent
    with tempfile.TemporaryDirectory(prefix=".new-", dir=parent, ignore_cleanup_errors=True) as work:
        # Inside it, since what is made for the time being is for nobody else to read.
        made = Path(work) / "site"
        for name, text in files.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        if folder.is_dir():
            _move_into(folder, made)
        else:
            made.rename(folder)


def _move_into(folder: Path, made: Path) -> None:
    """Move what was made into a folder that is there, which may be the one that the command is run in."""
    if any(folder.iterdir()):
        raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY))
    moved: list[Path] = []
    try:
        for path in sorted(made.iterdir()):
            path.rename(folder / path.name)
            moved.append(folder / path.name)
    except BaseException:
        for path in moved:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise


def _print_summary(folder: str, site: Site, source: str) -> None:
    """Print what was made, and what to type next.

    Args:
        folder: as the user named it.
        site: what is in it.
        source: what the events are from; empty where they are an example.
    """
    if hasattr(sys.stdout, "reconfigure"):
        # A name may have letters that the terminal can't show.
        sys.stdout.reconfigure(errors="backslashreplace")
    events = _count(site.event_count, "event") if source else "an example of a history to edit"
    undated = f", {site.undated_count} of them without a date: see undated.md" if site.undated_count else ""
    install = [f"  {INSTALL}"] if any(find_spec(name) is None for name in _NEEDED) else []
    lines = [
        f"Made {one_line(folder)}: {events}{f' of {one_line(source)}' if source else ''}{undated}.",
        "",
        *(f"  {name:<{_WIDTH}}{said}" for name, said in _contents(site).items()),
        "",
        "Build it:",
        "",
        f"  cd {_quoted(folder)}",
        *install,
        f"  {BUILD}",
        "",
        f"The site is then in {Path(folder) / BUILT}",
        "",
    ]
    sys.stdout.write("\n".join(lines))


def _contents(site: Site) -> dict[str, str]:
    """Return the files that are there to be edited, and what each is."""
    return {
        "index.md": "the first page",
        f"{PERIODS}/": _count(len(site.periods), "period") + ", each a page with its events",
        "timeline.md, tags.md, cv.md": "all events: in one order, by tag, as a CV",
        "conf.py": "title, author, language, theme",
    }


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _quoted(folder: str) -> str:
    return subprocess.list2cmdline([folder]) if os.name == "nt" else shlex.quote(folder)
