"""Files that are whole or not there, and what is said when one can't be written."""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path
from typing import Final

from sphinx.errors import SphinxError

#: What a system says when nothing more can be written, whatever the file.
FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
#: What it says when there is a folder where a file has to be, or a file where a folder has to be.
_OTHER_KIND: Final = {errno.EEXIST, errno.EISDIR, errno.ENOTDIR}


class OutputError(SphinxError):
    """The output can't be written. Sphinx ends the build, and puts the message into its report, as of every error."""

    category = "Output error"


def write_whole(path: Path, text: str) -> None:
    """Have *path* say *text*, in UTF-8. A build that ends in the middle leaves the old file, or the new one.

    A file that says it already is not touched.

    Raises:
        OutputError: the system refuses, as on a full disk.
    """
    part = _part(path)
    try:
        if not _says(path, text):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                part.write_bytes(text.encode())
                part.replace(path)
            except OSError:
                remove(path, old=False)
                raise
        remove(path, old=False)
    except OSError as error:
        raise cannot_write(path, error) from None


def remove(path: Path, *, old: bool = True) -> None:
    """Remove *path*, if *old* is true, and what a build that was killed left of a new one."""
    _part(path).unlink(missing_ok=True)
    if old:
        path.unlink(missing_ok=True)


def remove_empty_folders(path: Path, top: Path) -> None:
    """Remove the folders between *top* and *path*, which is gone, that have nothing in them any more."""
    with contextlib.suppress(OSError):
        for folder in path.relative_to(top).parents[:-1]:
            (top / folder).rmdir()


def _part(path: Path) -> Path:
    # One name for all times: a build that was killed leaves at most this one, and the next build takes it away.
    return path.with_name(f"{path.name}.part")


def _says(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode()
    except FileNotFoundError:
        return False


def cannot_write(path: Path, error: OSError) -> OutputError:
    """Return what is to be raised when *path* can't be written because of *error*."""
    if error.errno in FULL:
        advice = "Free some space"
    elif error.errno in _OTHER_KIND:
        advice = "Remove the file or folder that is in its way"
    else:
        advice = "Check the permissions of its folder"
    return OutputError(
        f"{path} can't be written: {error.strerror or error}. {advice}, and build again; this output is not complete"
    )
