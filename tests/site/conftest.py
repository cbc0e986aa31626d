"""Builds the shipped site, once for each worker."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.repository.checkout import ROOT
from tests.site.built import Site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site, built as `make html` builds it."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-M", "html", "docs", str(folder), "-c", ".", "-T", "-W", "-n"]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return Site(folder / "html", built.stdout + built.stderr)
