"""Python's garbage collector: it comes less often while a site is built, and as before when that ends."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from sphinx_retrospective.garbage_collection import THRESHOLD, freeze_objects
from tests.conftest import MakeProject

FILES = {"index.rst": "Index\n=====\n\n.. event:: First\n   :date: 2010\n", "other.rst": "Other\n=====\n\nText.\n"}
#: How many new objects have it come, in this file.
USUAL = 700
#: Notes, once all is read and while a document is resolved, how often the collector comes, and what it leaves alone.
NOTE = """
import gc

noted = []

def note(app, doctree, docname):
    title = app.env.titles["index"]
    noted.append((gc.get_threshold()[0], gc.is_tracked(title), any(each is title for each in gc.get_objects())))
    if fails:
        raise ValueError("no reason")

def setup(app):
    app.connect("doctree-resolved", note)
    # Just before the whole is made of what was read.
    app.connect("env-updated", lambda app, env: note(app, None, ""), priority=499)
    app.noted = noted

fails = {fails}
"""


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """The collector as Python has it; afterwards it leaves alone what it is to in all tests."""
    before = gc.get_threshold()
    gc.set_threshold(USUAL, 10, 10)
    yield
    gc.set_threshold(*before)
    gc.freeze()


def noted(make_project: MakeProject, *, fails: bool = False) -> list[tuple[int, bool, bool]]:
    project = make_project(FILES, more=NOTE.replace("{fails}", str(fails)))
    if not fails:
        return list(vars(project.build().app)["noted"])
    with pytest.raises(Exception, match="no reason"):
        project.build()
    return []


def test_it_comes_less_often_and_leaves_alone_what_was_read(make_project: MakeProject) -> None:
    found = noted(make_project)
    assert len(found) >= 2
    # It would look at a title, which stays as long as the environment, and it does not.
    assert set(found) == {(THRESHOLD, True, False)}


@pytest.mark.parametrize("fails", [False, True])
def test_afterwards_it_is_as_before(make_project: MakeProject, fails: bool) -> None:
    noted(make_project, fails=fails)
    assert gc.get_threshold()[0] == USUAL
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize("threshold", [0, 50_000])
def test_what_comes_even_less_often_stays(make_project: MakeProject, threshold: int) -> None:
    gc.set_threshold(threshold, 10, 10)
    assert set(noted(make_project)) == {(threshold, True, True)}
    assert gc.get_threshold()[0] == threshold


def test_one_that_is_off_stays_off(make_project: MakeProject) -> None:
    gc.disable()
    try:
        assert set(noted(make_project)) == {(USUAL, True, True)}
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_another_python_is_asked_for_nothing_that_it_lacks(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys.implementation, "name", "pypy")
        for name in ("freeze", "unfreeze", "get_threshold", "set_threshold"):
            patch.delattr(gc, name)
        assert make_project(FILES).build().warnings == []


def test_an_application_may_build_twice(make_project: MakeProject) -> None:
    app = make_project(FILES).build().app
    before = {name: len(listeners) for name, listeners in app.events.listeners.items()}
    app.build()
    assert {name: len(listeners) for name, listeners in app.events.listeners.items()} == before
    assert gc.get_threshold()[0] == USUAL


def test_nothing_is_left_alone_when_nothing_builds(make_project: MakeProject) -> None:
    freeze_objects(make_project(FILES).build().app)
    assert gc.get_freeze_count() == 0


#: Builds, and tells how many objects the collector will leave alone when Python ends.
LAST = """
import atexit, gc
from sphinx.cmd.build import main

atexit.register(lambda: print(gc.get_freeze_count()))
assert main(["-q", "source", "html"]) == 0
assert main(["-q", "-E", "source", "html"]) == 0
assert gc.get_freeze_count() == 0
"""


def test_when_python_ends_it_looks_at_nothing_more(make_project: MakeProject) -> None:
    folder = make_project(FILES).folder
    done = subprocess.run([sys.executable, "-c", LAST], cwd=folder, capture_output=True, text=True, check=True)
    assert int(done.stdout) > 100_000
