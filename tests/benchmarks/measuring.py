"""One build, measured: processor time, time, peak memory, and what it wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LAUNCHER: Final = Path(__file__).with_name("launcher.py")


class BuildError(Exception):
    """A build failed; the text is what it said."""

    @property
    def reason(self) -> str:
        """The line that says why."""
        lines = str(self).splitlines() or ["it said nothing"]
        telling = (line for line in lines if "warning:" in line.lower() or "error:" in line.lower())
        return next(telling, lines[-1])[:300]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a build took.

    Attributes:
        cpu: seconds of processor time, of the process and all that it started.
        wall: seconds.
        memory: bytes, at the peak of the largest process; what workers share with it is not counted twice, and what
            they have beside is not counted.
        written: bytes of the files that were written, output and doctrees.
        html: how many of these are pages.
    """

    cpu: float
    wall: float
    memory: float
    written: float
    html: float


@dataclass(frozen=True, slots=True)
class Project:
    """Where a site is built.

    Attributes:
        folder: holds the sources (``source``), the output (``html``) and the doctrees (``doctrees``).
        python: the interpreter that Sphinx runs in.
        strict: whether a warning is an error.
    """

    folder: Path
    python: str = sys.executable
    strict: bool = True

    @property
    def source(self) -> Path:
        """The source folder."""
        return self.folder / "source"

    @property
    def html(self) -> Path:
        """The output folder."""
        return self.folder / "html"

    @property
    def doctrees(self) -> Path:
        """The folder of doctrees."""
        return self.folder / "doctrees"


def sphinx_arguments(project: Project, jobs: int) -> list[str]:
    """Return what follows `python` in the command of a build."""
    out = ["-d", str(project.doctrees), str(project.source), str(project.html)]
    return ["-m", "sphinx", "-q", *(["-W"] if project.strict else []), "-b", "html", "-j", str(jobs), *out]


def build(project: Project, jobs: int) -> Measure:
    """Build the site as its sources are, on top of what an earlier build left.

    Raises:
        BuildError: there was a warning or an error.
    """
    before = _files(project)
    took = _run([project.python, *sphinx_arguments(project, jobs)])
    changed = {path: state for path, state in _files(project).items() if before.get(path) != state}
    pages = sum(path.endswith(".html") and path.startswith(str(project.html)) for path in changed)
    return Measure(**took, written=sum(size for size, _ in changed.values()), html=pages)


def _run(command: Sequence[str]) -> dict[str, float]:
    reads, writes = os.pipe()
    launched = [sys.executable, "-S", "-E", str(LAUNCHER), str(writes), *command]
    try:
        done = subprocess.run(
            launched, pass_fds=[writes], env=_environment(), capture_output=True, text=True, check=False
        )
    finally:
        os.close(writes)
    with os.fdopen(reads) as told:
        took = told.read()
    if done.returncode:
        raise BuildError((done.stderr or done.stdout).strip())
    return {str(name): float(value) for name, value in json.loads(took).items()}


def _environment() -> dict[str, str]:
    """Return the environment of builds: the same order of sets in each, and no colours in messages."""
    return {**os.environ, "PYTHONHASHSEED": "0", "NO_COLOR": "1"}


def _files(project: Project) -> dict[str, tuple[int, int]]:
    """Return size and time of change of each file that builds write."""
    found = {}
    for top in (project.html, project.doctrees):
        for folder, _, names in os.walk(top):
            for name in names:
                path = os.path.join(folder, name)  # noqa: PTH118 - thousands of files are looked at before each build
                state = os.stat(path)  # noqa: PTH116
                found[path] = (state.st_size, state.st_mtime_ns)
    return found
