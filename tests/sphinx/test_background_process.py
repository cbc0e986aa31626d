"""Pages of terms are written while Sphinx's workers write documents, and no process is left whatever happens."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from sphinx.errors import SphinxError, SphinxParallelError

from sphinx_retrospective.output.background_process import BackgroundProcess
from tests.conftest import MakeProject
from tests.sphinx.project import EVENT, Project
from tests.sphinx.trees import differences, output

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="Sphinx has several processes where there is fork"),
]

TAGS = [f"t{number:02}" for number in range(24)]
#: The first page lists an event of the last one, with a reference in what it says there.
FILES = {
    "index.rst": "Index\n=====\n\n.. toctree::\n\n   told\n   z\n\n.. timeline::\n",
    "told.rst": "Told\n====\n" + EVENT.format(title="First", id="first", date=2010, tags=", ".join(TAGS)),
    "z.rst": "Z\n=\n\n.. event:: Last\n   :date: 2011\n   :tags: t01\n\n   Told as in :doc:`told`.\n",
}


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for something that does not take long."""
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_goes_through_all_items(tmp_path: Path) -> None:
    done = tmp_path / "done"

    def work(items: Iterator[int]) -> list[int]:
        taken = list(items)
        done.touch()
        return taken

    background = BackgroundProcess(work, range(5))
    wait_until(done.exists)
    assert background.result() == [0, 1, 2, 3, 4]


def test_stops_when_it_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, asked = tmp_path / "begun", tmp_path / "asked"

    def work(items: Iterator[int]) -> list[int]:
        taken = []
        for item in items:
            taken.append(item)
            begun.touch()
            wait_until(asked.exists)
        return taken

    background = BackgroundProcess(work, range(5))
    wait_until(begun.exists)
    join = background._tasks.join

    def join_when_asked() -> None:
        asked.touch()
        join()

    monkeypatch.setattr(background._tasks, "join", join_when_asked)
    assert background.result() == [0]


def test_tells_what_went_wrong(tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    def work(items: Iterator[int]) -> list[float]:
        begun.touch()
        return [1 / item for item in items]

    background = BackgroundProcess(work, range(10**9))
    wait_until(begun.exists)
    with pytest.raises(SphinxParallelError, match="ZeroDivisionError"):
        background.result()
    wait_until(lambda: not multiprocessing.active_children())


def test_killed_process_tells_nothing(tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    def work(items: Iterator[int]) -> None:
        begun.write_text(str(os.getpid()), "ascii")
        os.kill(os.getpid(), signal.SIGKILL)

    background = BackgroundProcess(work, range(5))
    wait_until(begun.exists)
    assert background.result() is None


def test_item_is_finished_at_the_end(tmp_path: Path) -> None:
    """A page is not left by halves."""
    begun, done = tmp_path / "begun", tmp_path / "done"

    def work(items: Iterator[int]) -> None:
        for _ in items:
            begun.touch()
            time.sleep(0.3)
            done.touch()

    background = BackgroundProcess(work, range(5))
    wait_until(begun.exists)
    background.end()
    assert done.exists()
    assert not multiprocessing.active_children()


#: A process that begins something in the background, which says so.
LEADER = """
import multiprocessing, os, signal, sys, time
from sphinx_retrospective.output.background_process import BackgroundProcess

def work(items):
    os.write(1, b"begun\\n")
    return {work}

def sleep():
    # It keeps all that was open when it began, as Sphinx's workers do, but for what this test reads.
    for number in range(3):
        os.close(number)
    time.sleep(60)

background = BackgroundProcess(work, range(10**9))
worker = multiprocessing.get_context("fork").Process(target=sleep, daemon=True)
worker.start()
os.write(1, f"{worker.pid}\\n".encode())
sys.stdin.readline()
"""


@pytest.mark.parametrize("work", ["sum(items)", "bytes(10**6)"], ids=["at work", "done"])
@pytest.mark.parametrize("end", ["sys.exit(3)", "os.kill(os.getpid(), signal.SIGKILL)"], ids=["exit", "kill"])
def test_ends_with_the_build(work: str, end: str) -> None:
    """Another build may write the same pages by then; and one that ends must not wait for it."""
    leader = subprocess.Popen(
        [sys.executable, "-c", LEADER.replace("{work}", work) + end],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert leader.stdout is not None
    begun, worker = sorted((leader.stdout.readline() for _ in range(2)), reverse=True)
    try:
        # Both processes have the pipes open, so that this ends when both have ended.
        said, errors = leader.communicate("end\n", timeout=30)
    finally:
        with suppress(ProcessLookupError):
            os.kill(int(worker), signal.SIGKILL)
    assert (begun, said, errors) == ("begun\n", "", "")
    assert leader.returncode == (3 if end.startswith("sys") else -signal.SIGKILL)


#: The last document waits for a page that is no document.
WAITS = """
import time
from pathlib import Path

def wait(app, pagename, *_):
    if pagename == "z":
        page, end = Path(app.outdir, "tags/t00.html"), time.monotonic() + 30
        while not page.exists():
            assert time.monotonic() < end, "the page of the term is still to come"
            time.sleep(0.01)

def setup(app):
    app.connect("html-page-context", wait)
"""


def test_pages_are_written_while_documents_are(make_project: MakeProject) -> None:
    build = make_project(FILES, more=WAITS).build(parallel=2)
    assert build.warnings == []
    assert {path.stem for path in (build.outdir / "tags").glob("*.html")} == set(TAGS)


#: What an extension knows of all documents once they are resolved is on each page that is none.
KNOWS = """
known = set()

def note(app, doctree, docname):
    known.add(docname)

def show(app, pagename, templatename, context, doctree):
    if pagename not in app.env.all_docs:
        context["body"] = context.get("body", "") + str(sorted(known))

def setup(app):
    app.connect("doctree-resolved", note, priority=999)
    app.connect("html-page-context", show)
"""


def test_pages_are_what_they_are_with_one_process(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577836800")
    here, there = (make_project(FILES, more=KNOWS) for _ in range(2))
    build = there.build(parallel=2)
    assert differences(output(build.outdir), output(here.build().outdir)) == set()
    assert "['index', 'told', 'z']" in build.read("tags/t00.html")


class Asked(BackgroundProcess[Any, Any]):
    """One that is asked after five items."""

    def __init__(self, work: Callable[[Iterator[Any]], Any], items: Sequence[Any]) -> None:
        super().__init__(lambda wanted: work(islice(wanted, 5)), items)


def test_what_it_does_not_get_to_is_written_afterwards(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577836800")
    wanted = output(make_project(FILES).build().outdir)
    monkeypatch.setattr("sphinx_retrospective.output.background_process.BackgroundProcess", Asked)
    assert differences(output(make_project(FILES).build(parallel=2).outdir), wanted) == set()


#: A page that can't be written.
FAILS = """
def fail(app, pagename, *_):
    if pagename == "{page}":
        raise ValueError("not this one")

def setup(app):
    app.connect("html-page-context", fail)
"""


def built_after(project: Project) -> None:
    """Build a project that failed, without what made it fail."""
    wait_until(lambda: not multiprocessing.active_children())
    project.edit("conf.py", "raise ValueError", "print")
    build = project.build(parallel=2)
    assert {path.stem for path in (build.outdir / "tags").glob("*.html")} == set(TAGS)


@pytest.mark.parametrize("page", ["z", "tags/t05"])
def test_build_that_fails_leaves_no_process(make_project: MakeProject, page: str) -> None:
    project = make_project(FILES, more=FAILS.replace("{page}", page))
    # The page of a term may be left to the main process, whose error is another one.
    with pytest.raises(SphinxError, match="not this one"):
        project.build(parallel=2)
    built_after(project)


#: Builds twice with one application, the first time up to where somebody interrupts it.
TWICE = """
import sys
from pathlib import Path
from sphinx.application import Sphinx

source, out = Path(sys.argv[1], "source"), Path(sys.argv[1], "build-html")
app = Sphinx(source, source, out, Path(sys.argv[1], "doctrees"), "html", parallel=2, status=None)

def interrupt(app):
    app.disconnect(listener)
    raise KeyboardInterrupt

listener = app.connect("html-collect-pages", interrupt, priority=1)
try:
    app.build()
except KeyboardInterrupt:
    path = source / "told.rst"
    path.write_text(path.read_text("utf-8").replace("Told of", "More of"), "utf-8")
    app.build()
"""


def test_interrupted_build_is_forgotten(make_project: MakeProject) -> None:
    project = make_project(FILES)
    ended = subprocess.run(
        [sys.executable, "-c", TWICE, project.folder], capture_output=True, text=True, check=False, timeout=60
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert {path.stem for path in (project.folder / "build-html/tags").glob("*.html")} == set(TAGS)
    assert "More of First" in (project.folder / "build-html/tags/t05.html").read_text("utf-8")
