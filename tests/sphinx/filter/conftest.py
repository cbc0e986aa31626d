"""Fixtures that open pages with filters in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import Windows
from tests.conftest import MakeProject
from tests.sphinx.filter.reader import FILES, Reader
from tests.sphinx.project import CONF, Build


@pytest.fixture(scope="module")
def site(make_shared_project: MakeProject) -> Build:
    conf = CONF.replace('"myst_parser"', '"myst_parser", "sphinxcontrib.mermaid"')
    return make_shared_project(FILES, conf=conf).build(html_theme="furo")


@pytest.fixture
def visit(windows: Windows, site: Build) -> Iterator[Any]:
    windows.errors.clear()

    def opened(name: str, query: str = "", number: int = 0, **settings: Any) -> Reader:
        return Reader(windows.show(f"{(site.outdir / name).as_uri()}.html{query}", **settings), number)

    yield opened
    assert windows.errors == []
