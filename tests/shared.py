"""What is made once in a run of the tests, whichever of the workers needs it first."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest


def folder_of_run(factory: pytest.TempPathFactory) -> Path:
    """Return the folder that has everything in it which the tests write, in any worker."""
    base = factory.getbasetemp()
    # A worker of pytest-xdist has a folder of its own in that of the run.
    return base.parent if base.name.startswith("popen-") else base


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder of that name that *make* has filled; the other workers wait meanwhile.

    Nobody may write into it afterwards. A *make* that fails is tried again by the next worker, in an empty folder.
    """
    run = folder_of_run(factory)
    done = run / f"{name}.done"
    with (run / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            folder = factory.mktemp(name)
            make(folder)
            done.write_text(str(folder), encoding="utf-8")
    return Path(done.read_text("utf-8"))
