"""Programs that some tests run, and that not every machine has."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def need(**packages: str) -> None:
    """Skip the test where a program is not on the PATH, and fail where everything has to be.

    Args:
        packages: the Debian package of each program.
    """
    missing = {program: package for program, package in packages.items() if shutil.which(program) is None}
    if not missing:
        return
    said = f"no {', '.join(missing)}; on Debian: apt-get install {' '.join(missing.values())}"
    if os.environ.get("CI"):
        pytest.fail(f"{said} (.ci/run does)")
    pytest.skip(said)


#: Java for a few seconds: it need not make its code as fast as it can.
QUICK_JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar")


def epubcheck(book: Path) -> list[str]:
    """Return what EPUBCheck finds wrong in a book, a line each; the test is skipped where it is not installed."""
    need(epubcheck="epubcheck")
    program = shutil.which("epubcheck")
    assert program is not None
    # Debian's is a Java archive, which not every kernel runs by itself.
    is_archive = Path(program).read_bytes()[:2] == b"PK"
    command = [*(QUICK_JAVA if is_archive else []), program, str(book)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = (done.stdout + done.stderr).replace(f"{book}", book.name)
    assert "EPUBCheck completed" in said, said
    found = [line for line in said.splitlines() if line.startswith(("FATAL", "ERROR", "WARNING"))]
    assert bool(found) or done.returncode == 0, said
    return found
