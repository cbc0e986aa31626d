"""What `make matrix` chooses to run, without running it."""

from __future__ import annotations

import platform
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from tests.installed.matrix import (
    OLDEST,
    OLDEST_PYTHON,
    ROOT,
    SELECTION,
    SELECTION_OF_THE_REST,
    TARGET,
    Interpreter,
    interpreters,
    legs,
    selection,
)

pytestmark = pytest.mark.once


def test_the_ends_are_run() -> None:
    """The oldest Sphinx on the oldest Python; the newest of everything, which nothing is asked of, on the newest."""
    old, middle, new = (Interpreter((3, minor, 1), f"python3.{minor}") for minor in (11, 12, 13))
    chosen = legs([old, middle, new])
    assert [(leg.interpreter, leg.requirements) for leg in chosen] == [
        (old, ["sphinx==9.0.*", "babel==2.14.*"]),
        (new, []),
    ]
    assert [leg.folder for leg in chosen] == [TARGET / "python3.11-oldest", TARGET / "python3.13-newest"]
    assert legs([old, middle, new], ["newest"]) == chosen[1:]


def test_whatever_builds_a_project_is_run() -> None:
    """Each file of tests that uses Sphinx or Babel is selected, or one environment is enough for all that is in it."""
    selected = [ROOT / argument for argument in SELECTION[2:]]
    assert [path for path in selected if not path.exists()] == []
    others = [
        path for path in (ROOT / "tests").rglob("test_*.py") if not any(path.is_relative_to(each) for each in selected)
    ]
    assert len(others) > 20
    uses = re.compile(r"MakeProject|make_project|^ *(from|import) (sphinx|babel)\b", re.MULTILINE)
    texts = {path: path.read_text("utf-8") for path in others}
    assert [path for path, text in texts.items() if uses.search(text) and "mark.once" not in text] == []


def test_what_has_run_with_these_versions_is_not_run_twice() -> None:
    here = (platform.python_version(), metadata.version("sphinx"), metadata.version("docutils"))
    assert selection(*here) is SELECTION_OF_THE_REST
    for place in range(3):
        assert selection(*(f"{each}.x" if number == place else each for number, each in enumerate(here))) is SELECTION
    assert [argument for argument in SELECTION_OF_THE_REST[2:] if not (ROOT / argument).exists()] == []


def test_browsers_are_left_out(request: pytest.FixtureRequest) -> None:
    """Whatever uses one is marked, without a word in its file."""
    found = [item for item in request.session.items if "browser" in getattr(item, "fixturenames", ())]
    assert [item.nodeid for item in found if not item.get_closest_marker("once")] == []


def test_the_oldest_are_those_that_are_allowed() -> None:
    """What the project asks for at least."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {f"{name}>={version}" for name, version in OLDEST.items()} <= set(project["dependencies"])
    assert project["requires-python"] == f">={'.'.join(map(str, OLDEST_PYTHON))}"


def test_the_versions_of_the_repository_hold_at_the_oldest_end_only() -> None:
    """All but those of what is asked for there in its oldest version."""
    locked = "# made by `make lock`\nbabel==2.19.0\nfuro==1\nsphinx==9.0.4 ; python_full_version < '3.12'\n"
    oldest, newest = legs([Interpreter((3, 11, 1), "python3.11")])
    assert oldest.constraints(locked) == "# made by `make lock`\nfuro==1\n"
    assert newest.constraints(locked) == ""


def test_what_does_not_answer_is_no_interpreter(tmp_path: Path) -> None:
    """A launcher for a version that is not installed, a name that is not there, and the same Python twice."""
    launcher = tmp_path / "python3.13"
    launcher.write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    launcher.chmod(0o755)
    found = interpreters([str(launcher), str(tmp_path / "missing"), sys.executable, sys.executable])
    assert [interpreter.version for interpreter in found] == [sys.version_info[:3]]
