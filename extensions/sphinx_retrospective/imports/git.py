"""The tags of a Git repository, as releases. It is asked with ``git``, on this machine alone."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.formats import Document
from sphinx_retrospective.imports.collecting import Collection, Event, Text
from sphinx_retrospective.imports.items import NO_PLACE

#: How long it may take, in seconds, and how much it may say, in bytes.
TIMEOUT: Final = 60
MAX_BYTES: Final = 20_000_000
_FIELDS: Final = (
    "refname:strip=2",
    "objecttype",
    "creatordate:short",
    "*objecttype",
    "contents:subject",
    "contents:body",
)
#: Nothing that a repository's own configuration names is run, and no protocol is spoken, whatever the repository says.
_COMMAND: Final = (
    "git",
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    f"core.hooksPath={os.devnull}",
    "-c",
    "protocol.allow=never",
    "-c",
    "log.showSignature=false",
)


def read_git(folder: Path) -> Document:
    """Read the tags of the repository that *folder* is in, in the order of their dates.

    An annotated tag has the date and the message that its author gave it; another one has the date of its commit.
    The source of each record is the name of its tag.

    Raises:
        DataError: there is no such repository, or no ``git``.
    """
    found = Collection()
    fields = _asked(folder).decode("utf-8", "replace").split("\0")
    for start in range(0, len(fields) - len(_FIELDS), len(_FIELDS)):
        name, kind, date, target, subject, body = fields[start : start + len(_FIELDS)]
        found.source = name.lstrip("\n")
        _add(found, kind, date, target, (subject, body))
    return found.document()


def _add(found: Collection, kind: str, date: str, target: str, message: tuple[str, str]) -> None:
    name = found.source
    if kind not in {"tag", "commit"} or (kind == "tag" and target not in {"commit", "tag"}):
        found.leave_out(f"a tag of a {target or kind}, which is not a commit, {NO_PLACE}", 1)
        return
    event = Event(1, "release")
    event.set("title", Text(name, 1))
    if date:
        event.set("date", Text(date, 1))
    if kind == "tag":
        # The message of a commit is not that of the release.
        subject, body = message
        event.set("summary", Text(subject, 1))
        event.set_body([Text(subject, 1), Text(body, 1)] if body.strip() else [])
    found.add(event)


def _asked(folder: Path) -> bytes:
    layout = "".join(f"%({field})%00" for field in _FIELDS)
    arguments = [*_COMMAND, "-C", str(folder), "for-each-ref", "--sort=creatordate", f"--format={layout}", "refs/tags"]
    # Variables such as GIT_DIR would have another repository asked.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    try:
        done = subprocess.run(arguments, capture_output=True, timeout=TIMEOUT, check=False, env=environment)
    except FileNotFoundError:
        raise DataError("tags are read with git, which is not installed; install it") from None
    except (subprocess.TimeoutExpired, OSError, ValueError) as error:
        raise DataError(f"git can't be run: {str(error)[:80]}; check the folder's name and permissions") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or [f"it ends with {done.returncode}"]
        raise DataError(f"git says of the folder: {said[0].removeprefix('fatal: ')[:200]}")
    if len(done.stdout) > MAX_BYTES:
        raise DataError(f"the tags have more than {MAX_BYTES:,} bytes of messages; import the changelog instead")
    return done.stdout


def user_name() -> str:
    """Return the name that Git signs a person's work with, on this machine; empty where it knows none."""
    try:
        done = subprocess.run(
            ["git", "config", "--get", "user.name"], capture_output=True, timeout=TIMEOUT, check=False
        )
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return done.stdout.decode("utf-8", "replace").strip()
