"""Fixtures that open pages with filters in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import Windows
from tests.conftest import MakeProject
from tests.sphinx.filter.reader import FILES, Reader
from tests.sphinx.project import CONF, Build

#: Has a page as it was at first, if it is the one of that name: by its address, as on the way back.
BEGIN_AGAIN = """name => {
  if (window.nameInTests !== name) return false;
  for (const each of document.querySelectorAll('details[open]')) each.open = false;
  document.activeElement.blur();
  history.replaceState(null, '', location.pathname);
  dispatchEvent(new PopStateEvent('popstate'));
  return true;
}"""


@pytest.fixture(scope="session")
def site(make_shared_project: MakeProject) -> Build:
    conf = CONF.replace('"myst_parser"', '"myst_parser", "sphinxcontrib.mermaid"')
    return make_shared_project(FILES, conf=conf).build(html_theme="furo")


@pytest.fixture
def visit(windows: Windows, site: Build) -> Iterator[Any]:
    windows.errors.clear()

    def opened(name: str, query: str = "", number: int = 0, *, is_file: bool = False, **settings: Any) -> Reader:
        page = site.outdir / f"{name}.html"
        return Reader(windows.show(page.as_uri() if is_file else page, query, **settings), number)

    yield opened
    assert windows.errors == []


@pytest.fixture(scope="module")
def left() -> list[Reader]:
    """The page that `revisit` showed last, if any."""
    return []


@pytest.fixture
def revisit(visit: Any, left: list[Reader]) -> Any:
    """As `visit`; but if the last test left the same page there, it is not loaded again, which takes much longer.

    It is for tests that change nothing of a page but what is in its address, and what is open or has the keyboard.
    """

    def opened(name: str, **settings: Any) -> Reader:
        in_tests = f"{name} {settings}"
        if not (left and left[0].page.evaluate(BEGIN_AGAIN, in_tests)):
            left[:] = [visit(name, **settings)]
            left[0].page.evaluate("name => { window.nameInTests = name; }", in_tests)
        return left[0]

    return opened
