"""The how-to guide's commands, typed in a folder that has the files that they name; and its tables."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from sphinx_retrospective.cli import main
from sphinx_retrospective.formats import read
from sphinx_retrospective.imports import IMPORTERS
from sphinx_retrospective.imports.json_resume import _SECTIONS, _UNDATED
from sphinx_retrospective.imports.linkedin import _FILES
from tests.docs.examples import GUIDE, SNIPPETS
from tests.imports.samples import linkedin_files, packed

PAGE = (GUIDE / "howto" / "import.md").read_text("utf-8")
COMMANDS = re.findall(r"^\$ sphinx-retrospective (.*)$", PAGE, re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the commands name."""
    shutil.copy(SNIPPETS / "data" / "resume.json", tmp_path)
    (tmp_path / "linkedin.zip").write_bytes(packed(linkedin_files()))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_are_commands() -> None:
    assert len(COMMANDS) > 3


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_does_what_it_says(command: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if command.startswith("import git"):
        for arguments in ("init -q .", "-c user.name=x -c user.email=x commit -q --allow-empty -m x", "tag v1.0"):
            subprocess.run(["git", *arguments.split()], cwd=folder, check=True)
    assert main(shlex.split(command)) == 0
    out = re.search(r"-o (\S+)", command)
    text = (folder / out[1]).read_text("utf-8") if out else capsys.readouterr().out
    if "markdown" in command:
        assert text.count(":::{event}") == 3
    else:
        assert read(text, "yaml").records
    if not out:
        [shown] = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
        assert text == shown


@pytest.mark.parametrize("name", [*IMPORTERS, "git"])
def test_each_format_has_a_table(name: str) -> None:
    assert f"(#import-{name}) | `{name}` |" in re.sub(r"(\)), [^|]+ \|", r"\1 |", PAGE)
    section = re.search(rf"^\(import-{name}\)=\n## .*?(?=^\(import-|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert section
    assert len(re.findall(r"^\|", section[0], re.MULTILINE)) > 4


def test_the_tables_name_all_sections_and_files() -> None:
    named = {name.lower() for name in re.findall(r"`([^`\n]+)`", PAGE)}
    assert {*_SECTIONS, *_UNDATED} <= named
    assert {f"{name}.csv" for name in _FILES} <= named
