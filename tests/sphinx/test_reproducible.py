"""Two clean builds are alike to the byte, wherever and however they are made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sphinx.project import Project
from tests.sphinx.trees import output

#: Two places to build in that have nothing in common but the time that the sources are of.
PLACES = {
    "here": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    "elsewhere, further down": {"PYTHONHASHSEED": "42", "TZ": "America/Caracas", "LC_ALL": "C.UTF-8"},
}
BUILDERS = ("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml", "json", "gettext")
#: What none but Sphinx writes, and not alike: the environment.
NOT_OUTPUT = ("environment.pickle",)


def build(project: Project, builder: str, environment: dict[str, str]) -> tuple[dict[str, bytes], str]:
    """Build in a process of its own; return the output and what was said."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", "doctrees", "source", "out"]
    known = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    known |= {"SOURCE_DATE_EPOCH": "1577836800", **environment}
    ended = subprocess.run(command, cwd=project.folder, env=known, capture_output=True, text=True, check=True)
    files = output(project.folder / "out")
    if builder == "xml":
        # Sphinx says there which file each document is from.
        here = str(project.folder).encode()
        files = {name: content.replace(b'<document source="' + here, b"", 1) for name, content in files.items()}
    return files, ended.stderr.replace(str(project.folder), "")


@pytest.mark.parametrize("builder", BUILDERS)
def test_in_another_place(tmp_path: Path, builder: str) -> None:
    built = []
    for place, environment in PLACES.items():
        project = Project(tmp_path / place)
        project.copy("everything")
        built.append(build(project, builder, environment))
    (one, said), (other, said_too) = built
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name] and name not in NOT_OUTPUT] == []
    assert said == said_too
