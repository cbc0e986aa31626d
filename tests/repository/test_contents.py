"""What is in the repository's files, whatever they are."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import sphinx_retrospective
from tests.repository.checkout import ROOT, repository_files

pytestmark = pytest.mark.once

# Paths and package stores of the machine that somebody worked on. A path inside a URL has a letter before its slash.
ONE_MACHINE = re.compile(r"(?<![\w.~:/-])/(?:work|root|tmp|home|Users)/|\bopt/(?:wheels|pypi)")


def _text(path: Path) -> str | None:
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    """Every text file is free of local paths and private hosts."""
    texts = {path: text for path in repository_files() if (text := _text(path)) is not None}
    assert Path("pyproject.toml") in texts
    found = [
        f"{path}:{number}: {line.strip()}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if ONE_MACHINE.search(line)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("line", "local"),
    [
        ("/".join(["open('", "work", "main')"]), True),
        ("/".join(["", "root", ".cache"]), True),
        ("/".join(["", "home", "ada", "site"]), True),
        ("/".join(["file://", "opt", "wheels"]), True),
        ("https://example.org/work/2014", False),
        ("docs/work/index.md", False),
        ("the framework/root folder", False),
    ],
)
def test_local_paths_are_told_from_addresses(line: str, local: bool) -> None:
    """The pattern of the test above finds what it should, and no more."""
    assert bool(ONE_MACHINE.search(line)) is local


def test_the_dev_group_has_every_other_group() -> None:
    """`pip install --group dev` leaves nothing out."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    assert {entry["include-group"] for entry in groups["dev"]} == set(groups) - {"dev"}


def test_the_changelog_tells_of_this_version() -> None:
    """The version that the package states has a section of its own."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## [{sphinx_retrospective.__version__}]" in changelog
