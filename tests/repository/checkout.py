"""The files of this checkout, for tests that look at the repository itself."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_NOT_SOURCES = {".git", ".venv", "_build", "_readthedocs", "dist", "__pycache__"}


def repository_files() -> list[Path]:
    """Everything that is, or would be, committed, relative to the root and sorted.

    Where git can't say (an unpacked sdist), everything except what is built.
    """
    if (ROOT / ".git").exists() and shutil.which("git"):
        listing = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        candidates = {Path(name) for name in listing.split("\0") if name}
    else:
        candidates = {path.relative_to(ROOT) for path in ROOT.rglob("*")}
    return sorted(p for p in candidates if (ROOT / p).is_file() and _NOT_SOURCES.isdisjoint(p.parts))


def copy_repository(target: Path) -> None:
    """Copy the files into a new folder, where anything may be run and written."""
    for path in repository_files():
        copy = target / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, copy)
