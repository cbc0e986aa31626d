"""Data files: inside the source folder or a configured one, bounded in size, and a reason to read the page again."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final, NamedTuple

from sphinx.environment import BuildEnvironment

from sphinx_retrospective.core.errors import DataError, did_you_mean
from sphinx_retrospective.formats import SUFFIXES as OWN_SUFFIXES
from sphinx_retrospective.imports.linkedin import is_read, unpacked
from sphinx_retrospective.reading.readers import readers_of, suffixes_of
from sphinx_retrospective.settings import Settings


class DataFile(NamedTuple):
    """A data file that was read."""

    path: Path
    format: str
    text: str


#: How a file is named on a page.
_ON_A_PAGE: Final = "a path is relative to the page, or begins with a slash"


def read_vocabulary_file(name: str, env: BuildEnvironment, settings: Settings) -> DataFile:
    """Read the file that the configuration names, relative to the source folder, as `read_data_file` does."""
    path = _find(f"/{name.lstrip('/')}", env, settings)
    format_name = OWN_SUFFIXES.get(path.suffix.lower(), "")
    if not format_name:
        raise DataError(f"the format of {name[:80]!r} is not known; end its name in .yaml, .json or .csv")
    return DataFile(path, format_name, _text(name, path, settings, "a path is relative to the source folder"))


def read_data_file(name: str, format_name: str, env: BuildEnvironment, settings: Settings) -> DataFile:
    """Read a data file.

    Args:
        name: relative to the document, or to the source folder where it begins with a slash.
        format_name: one of `readers_of`; by the file's ending where it is empty.
        env: whose document depends on the file from now on.
        settings: the project's.

    Raises:
        DataError: it is outside the allowed folders, missing, too large, not UTF-8 or of no known format.
    """
    path = _find(name, env, settings)
    format_name = format_name.strip() or suffixes_of(settings).get(path.suffix.lower(), "")
    readers = readers_of(settings)
    if format_name not in readers:
        raise DataError(
            f"the format of {name[:80]!r} is not known; end its name in .yaml, .json or .csv, "
            f"or name another format with the option format{did_you_mean(format_name, readers)}"
        )
    return DataFile(path, format_name, _text(name, path, settings))


def read_linkedin_files(name: str, env: BuildEnvironment, settings: Settings) -> tuple[Path, dict[str, bytes]] | None:
    """Read the files of a folder or an archive of LinkedIn's, with the bounds of `read_data_file`.

    Returns:
        Where it is, and the content of each file by its path inside; None where it is neither a folder nor an archive.
        What is not used of it has no content.
    """
    path = _find(name, env, settings)
    try:
        is_folder = path.is_dir()
    except OSError:
        is_folder = False  # What is wrong with the name is told where it is read as that of a file.
    if is_folder:
        return path, _folder(name, path, env, settings)
    if path.suffix.lower() == ".zip":
        return path, unpacked(_content(name, path, settings), settings.data_max_bytes)
    return None


def _folder(name: str, path: Path, env: BuildEnvironment, settings: Settings) -> dict[str, bytes]:
    """Return the CSV files in a folder, each of which the document depends on from now on."""
    files: dict[str, bytes] = {}
    for file in sorted(path.glob("*.csv")):
        # A link in the folder may lead out of it, and out of what is allowed.
        inner = f"{name.rstrip('/')}/{file.name}"
        files[file.name] = _content(inner, _find(inner, env, settings), settings) if is_read(file.name) else b""
    return files


def read_text_file(name: str, env: BuildEnvironment, settings: Settings) -> tuple[Path, str]:
    """Read a file of any format, as `read_data_file` does, and return where it is and its text."""
    path = _find(name, env, settings)
    return path, _text(name, path, settings)


def read_configured_file(name: str, path: Path, settings: Settings) -> str:
    """Return the text of a file that the configuration names, which may be anywhere; bounded as other data files are.

    Raises:
        DataError: it is missing, too large, or not UTF-8.
    """
    return _text(name, path, settings, "a path is relative to the source folder")


def _find(name: str, env: BuildEnvironment, settings: Settings) -> Path:
    """Return the path of a file that the document depends on from now on."""
    try:
        # Follows links, so that what is read is what was checked.
        relative, absolute = env.relfn2path(name, env.docname)
        path = Path(absolute).resolve()
        roots = [Path(env.srcdir), *(Path(env.srcdir, root) for root in settings.data_roots)]
        is_inside = any(path.is_relative_to(root.resolve()) for root in roots)
    except (OSError, RuntimeError, ValueError):
        raise _not_followed(name) from None
    if not is_inside:
        raise DataError(
            f"{name[:80]!r} is outside the source folder; move it inside, or allow its folder with retro_data_roots"
        )
    env.note_dependency(relative)
    return path


def _text(name: str, path: Path, settings: Settings, advice: str = _ON_A_PAGE) -> str:
    try:
        return _content(name, path, settings, advice).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            f"{name[:80]!r} is not UTF-8 (its byte {error.start + 1} is not); save it in that encoding"
        ) from None


def _content(name: str, path: Path, settings: Settings, advice: str = _ON_A_PAGE) -> bytes:
    try:
        content = _read(path, settings.data_max_bytes)
        if content is None:
            raise DataError(f"there is no file {name[:80]!r}; {advice}")
        if len(content) > settings.data_max_bytes:
            raise DataError(
                f"{name[:80]!r} has more than the {settings.data_max_bytes:,} bytes of retro_data_max_bytes; "
                "split it, or raise that value"
            )
        return content
    except OSError as error:
        if error.errno == errno.ELOOP:
            # Python 3.13 finds a loop of links when the file is opened, and earlier ones when the path is resolved.
            raise _not_followed(name) from None
        raise DataError(
            f"{name[:80]!r} can't be read: {error.strerror or error}; check its name and permissions"
        ) from None


def _read(path: Path, most: int) -> bytes | None:
    """Return the content of a file, cut off once it is longer than *most*; None if there is no file.

    What it is and how much it holds is asked of what is read, and not of its name before: a pipe would keep the build
    waiting, a device has no end, and a file may grow.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError):
        return None
    with open(descriptor, "rb") as file:  # noqa: PTH123 - it is open
        return file.read(most + 1) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None


def _not_followed(name: str) -> DataError:
    return DataError(f"{name[:80]!r} is not a path that can be followed; check its name and its links")
