"""A build that is killed at any moment, and run again, comes to what a clean build comes to.

The moments are counted: the build is killed (SIGKILL) just before it opens a file for writing, renames or removes one,
or just after it opened one, when that stands there empty.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Soak
from tests.sphinx.author import Author
from tests.sphinx.project import Project
from tests.sphinx.test_random_edits import CONF
from tests.sphinx.trees import differences, output

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="builds are killed in processes made by fork"),
]

#: Builders in their order, from the same doctrees; the last is killed. Before it, the project is edited.
RUNS = [("html",), ("html", "html"), ("html", "epub"), ("epub", "html", "dirhtml"), ("text", "text")]
_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir"}


class Prepared:
    """A project that was built and edited, to be built once more, many times over."""

    def __init__(self, folder: Path, seed: int, builders: tuple[str, ...]) -> None:
        self.builder = builders[-1]
        author = Author(seed, has_toctree=False)
        self.project = Project(folder / "project")
        before = {**author.files, "conf.py": CONF.format(extension="sphinx_retrospective")}
        self.project.write(before)
        for builder in builders[:-1]:
            self.project.build(builder)
        if builders[:-1]:
            # None that removes a page: Sphinx leaves the output of those.
            author.edit_event_removed()
            author.edit_event_retitled()
            author.edit_event_retagged()
            author.edit_tag_renamed()
            author.edit_data()
            author.edit_vocabulary()
        self.project.write({name: text for name, text in author.sources().items() if before.get(name) != text})
        self.project.keep()
        self.outdir = self.project.folder / f"build-{self.builder}"
        clean = self.project.build(self.builder, outdir="clean/build", doctrees="clean/doctrees")
        self.wanted = output(clean.outdir)
        #: What any build of the project may say.
        self.warnings = set(clean.warnings)

    def moments(self) -> int:
        """Count the changes that a build makes in the file system."""
        self.project.restore()
        reading, writing = os.pipe()

        def count() -> None:
            number = 0

            def note(path: str) -> None:
                nonlocal number
                number += 1

            _watch(self.project.folder, note)
            self.project.build(self.builder)
            os.write(writing, str(number).encode())

        assert _in_a_process(count) == 0
        os.close(writing)
        with os.fdopen(reading) as pipe:
            return int(pipe.read())

    def kill(self, moment: int, *, is_open: bool) -> None:
        """Build from the restored state, and kill the build at a moment."""
        self.project.restore()

        def build() -> None:
            number = 0

            def note(path: str) -> None:
                nonlocal number
                number += 1
                if number == moment:
                    if is_open and path:
                        Path(path).write_bytes(b"")
                    os.kill(os.getpid(), signal.SIGKILL)

            _watch(self.project.folder, note)
            self.project.build(self.builder)

        assert _in_a_process(build) == -signal.SIGKILL


def _watch(folder: Path, note: Callable[[str], None]) -> None:
    """Call *note* before each change below *folder*, with the path of a file that is opened for writing."""
    busy = False

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal busy
        if busy or not arguments or not isinstance(arguments[0], (str, os.PathLike)):
            return
        is_opened = event == "open" and bool(int(str(arguments[2] or 0)) & (os.O_WRONLY | os.O_RDWR))
        if not (is_opened or event in _CHANGES) or not str(arguments[0]).startswith(str(folder)):
            return
        busy = True
        note(str(arguments[0]) if is_opened else "")
        busy = False

    sys.addaudithook(hook)


def _in_a_process(do: Callable[[], None]) -> int:
    """Do something in a process of its own, and return how it ended: 0, or the signal below zero."""
    child = os.fork()
    if child == 0:
        try:
            do()
        except BaseException:  # noqa: BLE001 - whatever it is, it ends here
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.soak
@pytest.mark.parametrize("builders", RUNS, ids="-".join)
def test_killed_build_is_made_good(
    tmp_path: Path, builders: tuple[str, ...], soak: Soak, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577836800")
    seed = random.getrandbits(32)
    prepared = Prepared(tmp_path, seed, builders)
    count = prepared.moments()
    assert count > 20
    # Nor is there a difference after a build that nobody kills, which that was.
    assert differences(output(prepared.outdir), prepared.wanted) == set()
    moments = random.sample(range(1, count + 1), count)
    killed = 0
    for _, moment in zip(soak.rounds(), moments, strict=False):
        for is_open in (False, True):
            prepared.kill(moment, is_open=is_open)
            build = prepared.project.build(prepared.builder)
            how = f"seed {seed}, {builders}, killed at {moment} of {count}, {is_open=}"
            assert set(build.warnings) <= prepared.warnings, how
            assert differences(output(prepared.outdir), prepared.wanted) == set(), how
            killed += 1
    soak.tell(f"{killed} builds killed, at or after {killed // 2} of the {count} changes that a build makes to files")
