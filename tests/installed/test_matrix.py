"""What `make matrix` chooses to run, without running it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.installed.matrix import TARGET, Interpreter, interpreters, legs

pytestmark = pytest.mark.once


def test_the_ends_are_run() -> None:
    """The oldest Sphinx on the oldest Python; the newest Sphinx, which nothing is asked of, on the newest."""
    old, middle, new = (Interpreter((3, minor, 1), f"python3.{minor}") for minor in (11, 12, 13))
    chosen = legs([old, middle, new])
    assert [(leg.interpreter, leg.requirement) for leg in chosen] == [(old, "sphinx==9.0.*"), (new, "sphinx")]
    assert [leg.folder for leg in chosen] == [TARGET / "python3.11-sphinx9.0", TARGET / "python3.13-sphinx-newest"]


def test_what_does_not_answer_is_no_interpreter(tmp_path: Path) -> None:
    """A launcher for a version that is not installed, a name that is not there, and the same Python twice."""
    launcher = tmp_path / "python3.13"
    launcher.write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    launcher.chmod(0o755)
    found = interpreters([str(launcher), str(tmp_path / "missing"), sys.executable, sys.executable])
    assert [interpreter.version for interpreter in found] == [sys.version_info[:3]]
