"""Builds the shipped site, once for all workers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.repository.checkout import ROOT
from tests.served import PREFIX, serve
from tests.shared import made_once
from tests.site.built import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.site.windows import Frames


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site, built as `make html` builds it where nothing else is installed, for where it is hosted."""

    def make(folder: Path) -> None:
        command = [
            sys.executable,
            "-m",
            "tests.site.only_site",
            "-M",
            "html",
            "docs",
            str(folder),
            "-c",
            ".",
            "-T",
            "-W",
            "-n",
        ]
        # Read the Docs says where that is, and `tests.served` shows it in the same folder.
        hosted = {"READTHEDOCS_CANONICAL_URL": f"https://sphinx-retrospective.readthedocs.io{PREFIX}"}
        built = subprocess.run(
            [*command, "-j", "auto"],
            cwd=ROOT,
            env=os.environ | hosted,
            capture_output=True,
            text=True,
            check=False,
        )
        assert built.returncode == 0, built.stderr
        (folder / "said").write_text(built.stdout + built.stderr, encoding="utf-8")

    folder = made_once(tmp_path_factory, "site", make)
    return Site(folder / "html", (folder / "said").read_text("utf-8"))


@pytest.fixture(scope="session")
def frames(browser: Browser, site: Site) -> Iterator[Frames]:
    """Frames with pages of the site, which are not painted."""
    from tests.site.windows import Frames

    with serve(site.folder, cached=True) as served:
        yield Frames(browser, served.url)
