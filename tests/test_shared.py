"""What the workers share is made once, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shared import made_once


def test_it_is_made_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "file").touch()

    folders = [made_once(tmp_path_factory, "made-once", make) for _ in range(2)]
    assert folders == made * 2
    assert [path.name for path in folders[0].iterdir()] == ["file"]


def test_what_failed_is_made_again(tmp_path_factory: pytest.TempPathFactory) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - the one above
        made_once(tmp_path_factory, "made-again", fail)
    assert list(made_once(tmp_path_factory, "made-again", lambda _: None).iterdir()) == []
