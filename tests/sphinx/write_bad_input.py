"""Writes the list of bad input: ``python -m tests.sphinx.write_bad_input``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.conftest import maker
from tests.sphinx.test_bad_input import PAGE, build_all, catalogue

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(catalogue(build_all(maker(lambda: Path(folder, "project")), "md")), "utf-8")
