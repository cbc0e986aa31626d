"""Temporary files are kept in memory only where that does no harm."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import in_memory


def chosen(
    monkeypatch: pytest.MonkeyPatch, folder: Path, *, named: str | None = None, free: int = 8, flags: int = 0
) -> str:
    """Return the folder for temporary files where there are so many GiB *free* in *folder*, mounted with *flags*."""
    if named is None:
        monkeypatch.delenv("TMPDIR", raising=False)
    else:
        monkeypatch.setenv("TMPDIR", named)
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free * in_memory.GIBIBYTE))
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=flags))
    in_memory.use(folder)
    return tempfile.gettempdir()


def test_there_is_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert chosen(monkeypatch, tmp_path) == str(tmp_path)


def test_there_is_no_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert chosen(monkeypatch, tmp_path, free=2) != str(tmp_path)


def test_no_program_may_be_run_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(in_memory, "_NO_PROGRAMS", 8)
    assert chosen(monkeypatch, tmp_path, flags=1) == str(tmp_path)
    assert chosen(monkeypatch, tmp_path, flags=9) != str(tmp_path)


def test_there_is_no_such_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert chosen(monkeypatch, tmp_path / "missing") != str(tmp_path / "missing")


def test_the_user_has_named_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    assert chosen(monkeypatch, tmp_path, named=str(own)) == str(own)
