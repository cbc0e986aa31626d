"""The shipped site in other builders: without a warning, its links lead somewhere, its book passes EPUBCheck."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.checkout import ROOT
from tests.site.built import Site
from tests.sphinx.project import broken_links, folded, published
from tests.tools import epubcheck

pytestmark = pytest.mark.once

#: Those of `make epub` and `make pdf`; the sample of `tests/sphinx/test_builders.py` is built by each that there is.
BUILDERS = ("epub", "latex")


#: Builds with each in turn: to start Python and to load Sphinx and its extensions takes a second.
_BUILD = """
import sys
from sphinx.cmd.make_mode import run_make_mode
builders, *arguments = sys.argv[1:]
sys.exit(any([run_make_mode([builder, *arguments]) for builder in builders.split(",")]))
"""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory, site: Site) -> dict[str, Path]:
    """The folder of each builder's output, built from what was read for the site."""
    folder = tmp_path_factory.mktemp("builders")
    shutil.copytree(site.folder.parent / "doctrees", folder / "doctrees")
    command = [sys.executable, "-c", _BUILD, ",".join(BUILDERS), "docs", str(folder), "-c", ".", "-T", "-W", "-n"]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stdout + built.stderr
    return {builder: folder / builder for builder in BUILDERS}


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_writes_every_event(outputs: dict[str, Path], builder: str, site: Site) -> None:
    titles = {title for kind, _, _, title in published(site.folder) if kind == "retro:event"}
    assert len(titles) >= 70
    said = folded(outputs[builder])
    assert [title for title in titles if title not in said] == []


def test_every_link_of_the_book_leads_somewhere(outputs: dict[str, Path]) -> None:
    assert broken_links(outputs["epub"]) == []


def test_references_of_latex_have_their_labels(outputs: dict[str, Path]) -> None:
    [tex] = outputs["latex"].glob("*.tex")
    said = tex.read_text("utf-8")
    wanted = set(re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}\]", said))
    there = set(re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", said))
    assert len(wanted) > 300
    assert wanted - there == set()


def test_epubcheck_finds_nothing(outputs: dict[str, Path]) -> None:
    [book] = outputs["epub"].glob("*.epub")
    assert epubcheck(book) == []
