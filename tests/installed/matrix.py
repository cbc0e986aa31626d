"""Run tests against the built wheel, in empty environments: `matrix.py oldest newest`. Needs the network.

The oldest supported Sphinx and Babel run on the oldest supported Python, the rest as in constraints.txt; the newest
of everything on the newest Python that is here. What depends on none of them is left out (`SELECTION`): one environment
is enough for it, the one of `make test`.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "_build" / "matrix"
OLDEST_PYTHON = (3, 11)
#: What depends on Python, Sphinx or Babel: what builds projects, and what is installed. Not what is looked at in a
#: browser, in the checkout or on a full disk (`once`), nor what tries at random what is tried by example too (`soak`).
SELECTION = (
    *("-m", "not once and not soak"),
    "tests/core/test_display.py",
    "tests/core/test_lengths.py",
    "tests/docs",
    "tests/installed",
    "tests/site",
    "tests/sphinx",
    "tests/test_architecture.py",
    "tests/test_sizes.py",
    "tests/test_translations.py",
)
#: What depends on what is left where Python, Sphinx and docutils are those that `make test` runs with: Babel, and how
#: the package was installed.
SELECTION_OF_THE_REST = (
    *SELECTION[:2],
    "tests/core/test_display.py",
    "tests/core/test_lengths.py",
    "tests/docs",
    "tests/installed",
    "tests/sphinx/test_builders.py",
    "tests/sphinx/test_languages.py",
    "tests/sphinx/test_names.py",
    "tests/test_architecture.py",
    "tests/test_sizes.py",
    "tests/test_translations.py",
)
OLDEST = {"sphinx": "9.0", "babel": "2.14"}

_PROBE_INTERPRETER = """
import ensurepip, json, sys, venv
print(json.dumps([list(sys.version_info[:3]), sys.version_info.releaselevel, sys.executable]))
"""
_PROBE_ENVIRONMENT = """
import babel, docutils, json, platform, sphinx, sphinx_retrospective
versions = platform.python_version(), sphinx.__version__, docutils.__version__, babel.__version__
print(json.dumps([versions, sphinx_retrospective.__file__]))
"""


@dataclass(frozen=True, slots=True, order=True)
class Interpreter:
    """A Python that can make virtual environments."""

    version: tuple[int, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Leg:
    """One environment to make: on which Python, and which end of what it may be used with."""

    interpreter: Interpreter
    end: str

    @property
    def folder(self) -> Path:
        """Where it is made."""
        major, minor, *_ = self.interpreter.version
        return TARGET / f"python{major}.{minor}-{self.end}"

    @property
    def requirements(self) -> list[str]:
        """What pip is asked for by version."""
        return [f"{name}=={version}.*" for name, version in OLDEST.items()] if self.end == "oldest" else []

    def constraints(self, locked: str) -> str:
        """The lines of constraints.txt that hold here: all but those for what is asked for; none at the newest end."""
        lines = locked.splitlines() if self.end == "oldest" else []
        return "".join(f"{line}\n" for line in lines if line.partition("==")[0] not in OLDEST)


@dataclass(frozen=True, slots=True)
class Row:
    """What one environment turned out to hold, and how the tests went in it."""

    versions: tuple[str, ...]  # of Python, Sphinx, docutils and Babel
    result: str
    passed: bool


def _output(*command: str) -> str | None:
    """What a command prints, or nothing if there is no such command or it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT.anchor, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def _candidates() -> Iterator[str]:
    yield sys.executable
    for name in ("python3", *(f"python3.{minor}" for minor in range(OLDEST_PYTHON[1], 30))):
        if found := shutil.which(name):
            yield found
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from map(str, sorted(pyenv.glob("versions/*/bin/python")))
    if listing := _output("uv", "python", "list", "--only-installed", "--output-format", "json"):
        yield from (entry["path"] for entry in json.loads(listing) if entry.get("path"))


def interpreters(candidates: Iterable[str]) -> list[Interpreter]:
    """Each final release among the candidates that answers and is new enough, once, oldest first."""
    found: dict[tuple[int, ...], Interpreter] = {}
    for candidate in dict.fromkeys(candidates):
        if answer := _output(candidate, "-I", "-c", _PROBE_INTERPRETER):
            version, level, path = json.loads(answer)
            if level == "final" and tuple(version) >= OLDEST_PYTHON:
                found.setdefault(tuple(version), Interpreter(tuple(version), path))
    return sorted(found.values())


def legs(found: list[Interpreter], ends: Iterable[str] = ("oldest", "newest")) -> list[Leg]:
    """One for each end; they may share a Python."""
    return [Leg(found[0 if end == "oldest" else -1], end) for end in ends]


def _install(leg: Leg, wheel: Path) -> str:
    """Make the environment, and return its Python."""
    print(f"\n--- {leg.folder.relative_to(ROOT)}: installing", flush=True)
    subprocess.run([leg.interpreter.path, "-m", "venv", "--clear", leg.folder], check=True)
    python = str(leg.folder / "bin" / "python")
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--upgrade", "pip>=25.1"], check=True)
    constraints = leg.folder / "constraints.txt"
    constraints.write_text(leg.constraints((ROOT / "constraints.txt").read_text("utf-8")), encoding="utf-8")
    wanted = [f"sphinx-retrospective @ {wheel.as_uri()}", *leg.requirements, "--group", "test"]
    subprocess.run([*pip, "--constraint", constraints, *wanted], check=True, cwd=ROOT)
    return python


def selection(python: str, sphinx: str, docutils: str) -> tuple[str, ...]:
    """What to run in an environment of these versions, beside `make test`."""
    here = (platform.python_version(), metadata.version("sphinx"), metadata.version("docutils"))
    return SELECTION_OF_THE_REST if (python, sphinx, docutils) == here else SELECTION


def _test(python: str, chosen: tuple[str, ...]) -> tuple[bool, str]:
    """Run the tests that are chosen, showing them; whether they passed, and pytest's closing line."""
    closing = ""
    with subprocess.Popen(
        [python, "-m", "pytest", "-n", "auto", "-p", "no:cacheprovider", *chosen],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            closing = line.strip(" =\n") or closing
    return process.returncode == 0, closing


def run(leg: Leg, wheel: Path, done: list[Row]) -> Row:
    """One row of the table; an environment that turns out like an earlier one is not tested twice."""
    python = _install(leg, wheel)
    answer = _output(python, "-I", "-c", _PROBE_ENVIRONMENT)
    assert answer is not None, f"{leg.folder} can't import what was installed into it"
    found, module = json.loads(answer)
    versions = tuple(found)
    assert Path(module).is_relative_to(leg.folder), f"{module} is not the wheel's"
    for row in done:
        if row.versions == versions:
            return Row(versions, "as above", row.passed)
    chosen = selection(*versions[:3])
    if chosen is not SELECTION:
        print("`make test` runs with these versions: here is run what depends on the rest", flush=True)
    passed, closing = _test(python, chosen)
    return Row(versions, f"{'passed' if passed else 'FAILED'}: {closing}", passed)


def main(ends: list[str]) -> int:
    """Build the wheel, run every leg, print the table."""
    shutil.rmtree(TARGET, ignore_errors=True)
    found = interpreters(_candidates())
    print("Pythons here:", ", ".join(".".join(map(str, interpreter.version)) for interpreter in found))
    wheels = TARGET / "wheel"
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", wheels], cwd=ROOT, check=True
    )
    [wheel] = wheels.iterdir()
    rows: list[Row] = []
    for leg in legs(found, ends):
        rows.append(run(leg, wheel, rows))

    print("", " ".join(f"{name:<9}" for name in ("Python", "Sphinx", "docutils", "Babel")) + " result", sep="\n")
    for row in rows:
        print(*(f"{version:<9}" for version in row.versions), row.result)
    if found[0].version[:2] != OLDEST_PYTHON:
        print(f"Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]}, the oldest supported, is not here and was not run.")
    if len({interpreter.version[:2] for interpreter in found}) == 1:
        print("Only one Python is here: the newest Sphinx may need a newer one than that.")
    return 0 if all(row.passed for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
