"""Temporary files are kept in memory only where that does no harm."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import in_memory


def chosen(monkeypatch: pytest.MonkeyPatch, folder: Path, *, named: str | None = None, free: int = 8) -> str:
    """Return the folder for temporary files where there are so many GiB *free* in *folder*."""
    if named is None:
        monkeypatch.delenv("TMPDIR", raising=False)
    else:
        monkeypatch.setenv("TMPDIR", named)
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free * in_memory.GIBIBYTE))
    in_memory.use(folder)
    return tempfile.gettempdir()


def test_there_is_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert chosen(monkeypatch, tmp_path) == str(tmp_path)


def test_there_is_no_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert chosen(monkeypatch, tmp_path, free=2) != str(tmp_path)


def test_there_is_no_such_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert chosen(monkeypatch, tmp_path / "missing") != str(tmp_path / "missing")


def test_the_user_has_named_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    assert chosen(monkeypatch, tmp_path, named=str(own)) == str(own)
