"""What a project pays for having the extension in its configuration, before anything is read."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from typing import Final

#: Loads what Sphinx loads of its own for every project; then the extension, with a stand-in for the application.
_SCRIPT: Final = """
import importlib, json, sys, time
from unittest.mock import MagicMock
from sphinx.application import builtin_extensions
for name in (*builtin_extensions, "sphinx.builders.html", "furo", "myst_parser.sphinx_ext.main"):
    importlib.import_module(name)
app, known, begin = MagicMock(), set(sys.modules), time.process_time()
import sphinx_retrospective
sphinx_retrospective.setup(app)
print(json.dumps([1000 * (time.process_time() - begin), sorted(set(sys.modules) - known)]))
"""


def load() -> tuple[float, list[str]]:
    """Return milliseconds of processor time that loading the extension takes, and the modules that come with it."""
    run = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=True)
    milliseconds, modules = json.loads(run.stdout)
    return milliseconds, modules


def loading_line(runs: int = 7) -> str:
    """Return what loading takes, the middle of several runs after one that compiles the modules."""
    load()
    times = [load()[0] for _ in range(runs)]
    return (
        f"import and setup: {statistics.median(times):.0f} ms of processor time ({min(times):.0f} to {max(times):.0f})"
    )
