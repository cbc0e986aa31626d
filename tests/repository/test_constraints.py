"""`constraints.txt`: one version of everything that the repository's commands install, for each Python."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.repository.checkout import ROOT

pytestmark = pytest.mark.once

PYTHONS = ("3.11.0", "3.12.0", "3.13.0", "3.14.0")


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _lines() -> list[str]:
    lines = (line.partition("#")[0].strip() for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines())
    return [line for line in lines if line]


def _environment(python: str) -> dict[str, str]:
    major, minor, _ = python.split(".")
    return {
        "python_version": f"{major}.{minor}",
        "python_full_version": python,
        "platform_python_implementation": "CPython",
    }


def constrained(lines: list[str], python: str) -> dict[str, list[Version]]:
    """The versions that each name is held to on that Python."""
    found: dict[str, list[Version]] = {}
    for line in lines:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate(_environment(python)):
            [specifier] = requirement.specifier
            found.setdefault(canonicalize_name(requirement.name), []).append(Version(specifier.version))
    return found


def asked() -> list[Requirement]:
    """What the project, its extras and its groups ask for directly."""
    project = _project()
    texts = list(project["project"]["dependencies"])
    for extra in project["project"]["optional-dependencies"].values():
        texts += extra
    for name, group in project["dependency-groups"].items():
        # What makes the file is not held to it.
        texts += [entry for entry in group if isinstance(entry, str) and name != "lock"]
    return [Requirement(text) for text in dict.fromkeys(texts)]


def problems(lines: list[str], python: str) -> list[str]:
    """What is asked for and has no version there, more than one, or one that does not fit."""
    versions = constrained(lines, python)
    found = []
    for requirement in asked():
        held = versions.get(canonicalize_name(requirement.name), [])
        if len(held) != 1 or held[0] not in requirement.specifier:
            found.append(f"{requirement}: {', '.join(map(str, held)) or 'nothing'}")
    return found


@pytest.mark.parametrize("python", PYTHONS)
def test_what_is_asked_for_has_a_version_that_fits(python: str) -> None:
    assert len(asked()) > 25
    assert problems(_lines(), python) == []


@pytest.mark.parametrize(
    ("python", "sphinx"), [("3.11.0", "9.0"), ("3.12.0", "9.1"), ("3.13.0", "9.2"), ("3.14.0", "9.2")]
)
def test_each_python_has_the_newest_sphinx_that_it_can_have(python: str, sphinx: str) -> None:
    [version] = constrained(_lines(), python)["sphinx"]
    assert f"{version.major}.{version.minor}" == sphinx


def test_the_pythons_are_those_that_are_supported() -> None:
    """Each one that the project names; the newest may be ahead of it."""
    named = [each.rpartition(" ")[2] for each in _project()["project"]["classifiers"] if ":: Python :: 3." in each]
    assert named
    assert set(named) <= {python.rpartition(".")[0] for python in PYTHONS}


def test_it_has_versions_and_nothing_else() -> None:
    """No address and no option: where packages come from is for whoever installs them."""
    for line in _lines():
        requirement = Requirement(line)
        assert requirement.url is None, line
        assert [each.operator for each in requirement.specifier] == ["=="], line
        assert not requirement.extras, line


def test_who_publishes_the_site_installs_by_it() -> None:
    text = (ROOT / ".readthedocs.yaml").read_text("utf-8")
    assert " --constraint constraints.txt --build-constraint constraints.txt " in text


def test_what_builds_the_package_has_a_version() -> None:
    """Its backend, what that asks for an editable installation, and pip, which takes both from the file."""
    backend = _project()["build-system"]["requires"]
    names = {Requirement(each).name for each in (*backend, "editables", "pip")}
    assert names <= {each.name for each in asked()}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("", "furo>=2025.12: nothing"),
        ("furo==2024.1.1", "furo>=2025.12: 2024.1.1"),
        ("furo==2025.12.19 ; python_version < '3.12'", "furo>=2025.12: nothing"),
    ],
)
def test_a_version_that_is_missing_or_old_is_told(line: str, problem: str) -> None:
    """The check above can fail."""
    others = [each for each in _lines() if not each.startswith("furo==")]
    assert problems([*others, *([line] if line else [])], "3.13.0") == [problem]
