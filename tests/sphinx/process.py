"""Sphinx's command in a process of its own, which has loaded already what it needs, and leaves nothing behind."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import builtin_extensions
from sphinx.cmd.build import main

# Loaded here once, and not again in each process that builds.
for _name in builtin_extensions:
    importlib.import_module(_name)

#: So much is read of what it says: a build that never stops complaining is no reason to run out of memory.
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Ended:
    """How the command ended.

    Attributes:
        returncode: its status.
        stderr: what it said there.
    """

    returncode: int
    stderr: str


def sphinx_build(folder: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> Ended:
    """Run ``sphinx-build`` in *folder*, as if it were called there with these variables set."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        child = os.fork()
        if child == 0:
            status = 70
            try:
                os.chdir(folder)
                # Sphinx leaves a file where it fails.
                os.environ.update({"TMPDIR": str(folder), **(environment or {})})
                tempfile.tempdir = None  # which Python remembers
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
                os.dup2(said.fileno(), 2)
                sys.stdout, sys.stderr = (os.fdopen(each, "w", encoding="utf-8", closefd=False) for each in (1, 2))
                warnings.resetwarnings()
                warnings.simplefilter("ignore")
                status = main([*arguments])
                sys.stderr.flush()
            finally:
                os._exit(status)
        _, ended = os.waitpid(child, 0)
        said.seek(0)
        return Ended(os.waitstatus_to_exitcode(ended), said.read(_MOST))
