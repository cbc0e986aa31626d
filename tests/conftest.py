"""Fixtures that make small Sphinx projects and build them in this process."""

from __future__ import annotations

import gc
import itertools
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import settings

from tests import in_memory

in_memory.use()
# Sphinx colours its messages where CI is set; builds in processes of their own inherit this.
os.environ["NO_COLOR"] = "1"

# How long one example takes says more of the machine than of the code.
# A third of the examples that are usual there: `.ci/run` tries as many as are, and `make soak` more.
settings.register_profile("unhurried", deadline=None, print_blob=True, max_examples=30)
# `.ci/run`: before a change is merged.
settings.register_profile("thorough", settings.get_profile("unhurried"), max_examples=100)
# `make check`: a look at the core that a contributor waits for.
settings.register_profile("quick", settings.get_profile("unhurried"), max_examples=10)
# `make soak`: as many examples as may be tried in the time, and no fewer than usual; each time others.
SOAK_SECONDS = int(os.environ.get("SOAK_SECONDS", "0"))
settings.register_profile(
    "soak", settings.get_profile("unhurried"), max_examples=max(100, 20 * SOAK_SECONDS), derandomize=False
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "unhurried"))

if TYPE_CHECKING:
    # Imported when a project is made, and not before: what tests the core does so without Sphinx.
    from playwright.sync_api import Browser

    from tests.browser import Windows
    from tests.sphinx.project import Project


class MakeProject(Protocol):
    """Makes a project of *files*, or a copy of one of the sample projects, in a folder of its own."""

    def __call__(
        self, files: Mapping[str, str | bytes] | None = None, *, root: str = "", conf: str | None = None, more: str = ""
    ) -> Project: ...


def maker(make_folder: _MakeFolder) -> MakeProject:
    """Return a maker of projects, each in a folder that *make_folder* names."""

    def make(
        files: Mapping[str, str | bytes] | None = None, *, root: str = "", conf: str | None = None, more: str = ""
    ) -> Project:
        from tests.sphinx.project import CONF, Project

        project = Project(make_folder())
        if root:
            project.copy(root)
        if conf is not None or not root:
            project.write({"conf.py": f"{CONF if conf is None else conf}\n{more}\n"})
        project.write(files or {})
        return project

    return make


class _MakeFolder(Protocol):
    def __call__(self) -> Path: ...


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """A maker of projects that live for one test."""
    numbers = iter(range(100))
    return maker(lambda: tmp_path / f"project-{next(numbers)}")


@pytest.fixture(scope="session")
def make_shared_project(tmp_path_factory: pytest.TempPathFactory) -> MakeProject:
    """A maker of projects that tests share, for fixtures of a wider scope."""
    return maker(lambda: tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def make_built_project(make_shared_project: MakeProject) -> MakeProject:
    """A maker of projects that are built once for all tests of a module, each of which gets them as that left them."""
    built: dict[object, Project] = {}

    def make(
        files: Mapping[str, str | bytes] | None = None, *, root: str = "", conf: str | None = None, more: str = ""
    ) -> Project:
        key = (tuple((files or {}).items()), root, conf, more, os.environ.get("SOURCE_DATE_EPOCH"))
        if key not in built:
            built[key] = make_shared_project(files, root=root, conf=conf, more=more)
            built[key].build()
            built[key].keep()
        return built[key].restore()

    return make


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser."""
    from playwright.sync_api import sync_playwright

    from tests.browser import start

    with sync_playwright() as playwright:
        started = start(playwright)
        yield started
        started.close()


@pytest.fixture(scope="session")
def windows(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    """Windows of the browser, for all that the tests build."""
    from tests.browser import Windows
    from tests.served import serve
    from tests.shared import folder_of_run

    folder = folder_of_run(tmp_path_factory)
    with serve(folder, cached=True) as served:
        yield Windows(browser, folder, served.url)


class Soak:
    """How long a random test goes on: one round in the usual run, for a time in `make soak`.

    Attributes:
        seconds: how long; 0 in the usual run.
    """

    def __init__(self, request: pytest.FixtureRequest) -> None:
        self.seconds = SOAK_SECONDS
        self._item = request.node

    def rounds(self) -> Iterator[int]:
        """Yield the number of each round: usually one, in `make soak` until the time is over."""
        end = time.monotonic() + self.seconds
        for number in itertools.count():
            if number and time.monotonic() >= end:
                return
            yield number

    def tell(self, what: str) -> None:
        """Have the run say at its end what was done."""
        self._item.user_properties.append(("soak", what))


@pytest.fixture
def soak(request: pytest.FixtureRequest) -> Soak:
    """How long a random test goes on."""
    return Soak(request)


#: The files that take longest, first: so that no worker sits with one of them while the others have nothing left.
#: Only one of the first two has to wait until the site is built.
LONGEST = (
    "site/test_axe.py",
    "sphinx/test_themes.py",
    "site/test_site_builders.py",
    "site/test_every_page.py",
    "sphinx/test_pdf.py",
    "sphinx/test_incremental.py",
    "sphinx/test_reproducible.py",
    "sphinx/test_builders.py",
)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Look for no garbage meanwhile: nearly all that is made stays, and it takes a third of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Have what is tested in a browser tested in one environment only: it is about pages, whatever made them."""
    if "browser" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.once)


@pytest.hookimpl(trylast=True)  # after the order was made random
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the files that take longest to the front."""
    ranks = {Path(__file__).parent / name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))


def pytest_collection_finish() -> None:
    """Have the garbage collector leave alone what stays: the modules and the tests; and come less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Look for garbage no more: the system takes all memory back in a moment."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what the random tests did, where they were asked to go on for a time."""
    if not SOAK_SECONDS:
        return
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, what in report.user_properties:
                if name == "soak":
                    terminalreporter.write_line(f"{report.nodeid}: {what}")
