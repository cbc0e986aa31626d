"""Fixtures that open pages with filters in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.conftest import MakeProject
from tests.sphinx.filter.reader import FILES, Reader
from tests.sphinx.project import CONF, Build


@pytest.fixture(scope="module")
def site(make_shared_project: MakeProject) -> Build:
    conf = CONF.replace('"myst_parser"', '"myst_parser", "sphinxcontrib.mermaid"')
    return make_shared_project(FILES, conf=conf).build(html_theme="furo")


@pytest.fixture
def visit(browser: Browser, site: Build) -> Iterator[Any]:
    contexts = []
    said: list[str] = []

    def opened(name: str, query: str = "", number: int = 0, **settings: Any) -> Reader:
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{(site.outdir / name).as_uri()}.html{query}")
        return Reader(page, number)

    yield opened
    for each in contexts:
        each.close()
    assert said == []
