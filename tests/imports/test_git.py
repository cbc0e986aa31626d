"""Tags of a repository as releases, whatever the repository's own configuration says."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.imports import git
from sphinx_retrospective.imports.git import read_git
from tests.imports.samples import told

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


MESSAGE = 'The first one\n\nWith: a "body",\nof two lines.\n\nAnd more.'


def run(folder: Path, *arguments: str, date: str = "2014-06-01T23:30:00+02:00") -> str:
    who = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "GIT_CONFIG_GLOBAL": os.devnull}
    environment = {**os.environ, **who, **dates}
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with tags of each kind."""
    folder = tmp_path / "project"
    folder.mkdir()
    run(folder, "init", "-q", ".")
    run(folder, "commit", "-q", "--allow-empty", "-m", "A commit")
    run(folder, "tag", "light")
    run(folder, "tag", "-a", "v1.0", "-m", MESSAGE, date="2015-03-04T12:00:00Z")
    run(folder, "tag", "-a", "v1.1/ü", "-m", "The second one", date="2016-03-04T12:00:00Z")
    (folder / "file").write_text("x")
    run(folder, "tag", "blob", run(folder, "hash-object", "-w", "file"))
    return folder


def test_tags_are_releases(repository: Path) -> None:
    found = read_git(repository)
    assert [record.values for record in found.records] == [
        {"title": "light", "date": "2014-06-01", "kind": "release"},
        {
            "title": "v1.0",
            "date": "2015-03-04",
            "kind": "release",
            "summary": "The first one",
            "body": MESSAGE,
        },
        {"title": "v1.1/ü", "date": "2016-03-04", "kind": "release", "summary": "The second one"},
    ]
    assert told(found) == [
        "blob:1: import: a tag of a blob, which is not a commit, has no place in an event; it is left out"
    ]


def test_a_folder_inside_of_it_is_enough(repository: Path) -> None:
    (repository / "inner").mkdir()
    assert read_git(repository / "inner") == read_git(repository)


def test_nothing_that_a_repository_names_is_run(repository: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {trace}\n")
    script.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "core.editor", "gpg.program", "alias.for-each-ref", "core.sshCommand"):
        run(repository, "config", name, f"!{script}" if name.startswith("alias") else str(script))
    run(repository, "config", "log.showSignature", "true")
    assert len(read_git(repository).records) == 3
    assert not trace.exists()


def test_the_environment_does_not_name_another_repository(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "elsewhere")
    assert len(read_git(repository).records) == 3


@pytest.mark.parametrize("name", ["missing", "plain", "-c core.pager=x", "\0"])
def test_what_is_no_repository_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plain").mkdir()
    with pytest.raises(DataError, match=r"git (says of the folder|can't be run): ") as caught:
        read_git(Path(name))
    assert str(caught.value).isprintable()


def test_git_is_named_where_it_is_missing(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DataError, match="git, which is not installed"):
        read_git(repository)


def test_a_repository_that_says_too_much_or_takes_too_long_is_refused(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git, "MAX_BYTES", 20)
    with pytest.raises(DataError, match="more than 20 bytes"):
        read_git(repository)
    monkeypatch.setattr(git, "TIMEOUT", 0)
    with pytest.raises(DataError, match="git can't be run"):
        read_git(repository)
