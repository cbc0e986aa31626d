"""Where the time of our builds goes: a profile of a full build, and of one where nothing changed."""

from __future__ import annotations

import io
import pstats
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.benchmarks.measuring import BuildError, Project, sphinx_arguments

#: How many functions are listed, for each order.
TOP: Final = 40


def profile(project: Project, into: Path, name: str) -> Path:
    """Build under the profiler, and write the functions that take longest, by own and by cumulative time.

    Raises:
        BuildError: there was a warning or an error.
    """
    raw = into / f"{name}.prof"
    command = [sys.executable, "-m", "cProfile", "-o", str(raw), *sphinx_arguments(project, 1)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(done.stderr)
    text = io.StringIO()
    statistics = pstats.Stats(str(raw), stream=text)
    for order in ("tottime", "cumulative"):
        statistics.sort_stats(order).print_stats(TOP)
    told = into / f"{name}.txt"
    told.write_text(text.getvalue(), "utf-8")
    return told
