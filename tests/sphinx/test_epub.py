"""The sample project as a book: EPUBCheck has nothing against it."""

from __future__ import annotations

from tests.conftest import MakeProject
from tests.tools import epubcheck


def test_epubcheck_finds_nothing(make_project: MakeProject) -> None:
    build = make_project(root="everything").build("epub")
    [book] = build.outdir.glob("*.epub")
    assert epubcheck(book) == []
