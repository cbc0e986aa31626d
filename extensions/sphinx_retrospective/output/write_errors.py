"""Builds that end early: told once and clearly, and no trap for the next build."""

from __future__ import annotations

import contextlib
import logging
import os
import re
from pathlib import Path
from typing import Final

from sphinx.application import Sphinx
from sphinx.builders.html import INVENTORY_FILENAME
from sphinx.errors import SphinxParallelError

from sphinx_retrospective.atomic_files import FULL, cannot_write

#: All that a worker hands over is text.
_ERROR_OF_A_WORKER: Final = re.compile(r"OSError: \[Errno (\d+)\]")


class _WriteErrorFilter(logging.Filter):
    """Turns Sphinx's warning of a page that can't be written into the end of the build.

    Sphinx goes on after it, so that on a full disk there are as many warnings as pages, and takes what it wrote of the
    page for the page in all builds to come.
    """

    def __init__(self, outdir: Path) -> None:
        super().__init__()
        self._outdir = outdir

    def filter(self, record: logging.LogRecord) -> bool:
        match record.args:
            case (str() | Path() as name, OSError() as error):
                path = Path(name)
                # Of what is copied, Sphinx names the source.
                if path.is_relative_to(self._outdir) or error.errno in FULL:
                    if path.is_relative_to(self._outdir):
                        with contextlib.suppress(OSError):
                            path.unlink()
                    raise cannot_write(path, error)
        return True


def end_on_write_error(app: Sphinx) -> None:
    """End the build with one error when a page can't be written."""
    error_filter = _WriteErrorFilter(Path(app.outdir))
    # Builders warn through the loggers of the modules that they, and what they derive from, are written in.
    loggers = [logging.getLogger(f"sphinx.{each.__module__}") for each in type(app.builder).__mro__]
    for logger in loggers:
        # What a build left there that was interrupted, in the same process, knows nothing of this output.
        for left in [each for each in logger.filters if isinstance(each, _WriteErrorFilter)]:
            logger.removeFilter(left)
        logger.addFilter(error_filter)

    def stop(app: Sphinx, exception: Exception | None) -> None:
        for logger in loggers:
            logger.removeFilter(error_filter)

    app.connect("build-finished", stop)


def explain_write_error(app: Sphinx, exception: Exception | None) -> None:
    """Say in one sentence that the output can't be written, where Sphinx would show an error of its own.

    (``build-finished``)
    """
    if isinstance(exception, SphinxParallelError) and (found := _ERROR_OF_A_WORKER.search(str(exception))):
        exception = OSError(int(found[1]), os.strerror(int(found[1])))
    if not isinstance(exception, OSError):
        return
    outdir, doctreedir = Path(app.outdir), Path(app.doctreedir)
    path = Path(exception.filename) if isinstance(exception.filename, str) else outdir
    is_ours = path.is_relative_to(outdir) or path.is_relative_to(doctreedir)
    if exception.errno in FULL or (is_ours and exception.filename):
        with contextlib.suppress(OSError):
            # Sphinx writes it in place at the end, and other projects would read half of it.
            Path(outdir, INVENTORY_FILENAME).unlink()
        raise cannot_write(path, exception)


def clear_remains(app: Sphinx) -> None:
    """Remove what a build that was killed left and Sphinx stumbles over."""
    path = Path(app.outdir, ".buildinfo")
    # Sphinx reads four lines of it, unasked whether they are there.
    with contextlib.suppress(OSError, ValueError):
        if len(path.read_text("utf-8").splitlines()) < 4:
            path.unlink()
