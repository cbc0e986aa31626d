"""A disk that is full, or a folder that can't be written, gives one error that says so, and no page by halves."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_retrospective.atomic_files import OutputError, cannot_write, write_whole
from tests.conftest import MakeProject
from tests.sphinx.process import sphinx_build
from tests.sphinx.project import Project
from tests.sphinx.trees import differences, output

FULL = Path("/dev/full")
#: Enough to be written by processes of their own.
TAGS = ", ".join(["c", *(f"t{number}" for number in range(24))])
FILES = {
    "index.rst": f"Index\n=====\n\n.. event:: First\n   :date: 2010\n   :tags: {TAGS}\n\n.. timeline::\n",
    "other.rst": "Other\n=====\n\nPlain.\n",
}

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not FULL.exists(), reason="no /dev/full, which refuses as a full disk does"),
]


def full(name: str) -> Callable[[Project], None]:
    """Have writing to *name* fail as on a full disk."""

    def refuse(project: Project) -> None:
        path = project.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(FULL)

    return refuse


def in_the_way(project: Project) -> None:
    """Put a file where a folder has to be."""
    (project.folder / "build-html").mkdir()
    (project.folder / "build-html/tags").touch()


REFUSALS = {
    "page": full("build-html/other.html"),
    "page of a term": full("build-html/tags/c.html"),
    "style sheet": full("build-html/_static/retro.css.part"),
    "record": full("build-html/.retrospective.json.part"),
    "inventory": full("build-html/objects.inv"),
    "search index": full("build-html/searchindex.js.tmp"),
    "environment": full("doctrees/environment.pickle"),
    "doctree": full("doctrees/index.doctree"),
    "folder": in_the_way,
}


@pytest.fixture(scope="module")
def clean(make_shared_project: MakeProject) -> dict[str, bytes]:
    """What a build makes that nothing refuses."""
    return output(make_shared_project(FILES).build().outdir)


#: What workers write is tried under both; the rest is written by the process that leads them.
@pytest.mark.parametrize(
    ("what", "jobs"), [*((what, "1") for what in REFUSALS), ("page", "2"), ("page of a term", "2"), ("record", "2")]
)
def test_one_error_and_nothing_by_halves(
    make_project: MakeProject, clean: dict[str, bytes], what: str, jobs: str
) -> None:
    project = make_project(FILES)
    REFUSALS[what](project)
    ended = sphinx_build(project.folder, "-q", "-j", jobs, "-d", "doctrees", "source", "build-html")
    assert ended.returncode == 2
    said = [line for line in ended.stderr.splitlines() if line.strip()]
    told = [line for line in said if "can't be written" in line]
    assert len(told) == 1, ended.stderr
    # Sphinx heads the sentence with our category, or that of errors in its workers; its own report surrounds it.
    assert said[0] in {"Output error!", "Sphinx parallel build error!"}
    assert "WARNING" not in ended.stderr
    assert "build again" in told[0]
    pages = [*project.folder.glob("build-html/**/*.html"), *project.folder.glob("build-html/_static/retro*")]
    # That device never ends.
    assert [path for path in pages if path.is_symlink()] == []
    assert [path for path in pages if path.read_text("utf-8").rstrip()[-1:] not in {">", "}", ";"}] == []

    if what == "inventory":
        assert not (project.folder / "build-html/objects.inv").is_symlink()

    # With room again, it is what it would have been.
    for path in project.folder.rglob("*"):
        if path.is_symlink() or (path.name == "tags" and path.is_file()):
            path.unlink()
    assert differences(output(project.build().outdir), clean) == set()


INTERRUPTED = """
def interrupt(app):
    raise KeyboardInterrupt

def setup(app):
    app.connect("builder-inited", interrupt, priority=900)
"""


def test_a_build_of_another_project_that_was_interrupted_changes_nothing(make_project: MakeProject) -> None:
    with pytest.raises(KeyboardInterrupt):
        make_project(FILES, more=INTERRUPTED).build()
    project = make_project(FILES)
    full("build-html/other.html")(project)
    with pytest.raises(OutputError, match="can't be written"):
        project.build()
    assert not (project.folder / "build-html/other.html").is_symlink()


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "Free some space"),
        (errno.EISDIR, "Remove the file or folder"),
        (errno.EACCES, "Check the permissions"),
    ],
)
def test_the_advice_is_for_the_reason(number: int, advice: str) -> None:
    assert advice in str(cannot_write(Path("page.html"), OSError(number, "reason")))


def test_old_file_stays_where_a_new_one_has_no_room(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, "old")
    (tmp_path / "file.part").symlink_to(FULL)
    with pytest.raises(OutputError, match="file can't be written: No space left on device"):
        write_whole(path, "new")
    assert [(each.name, each.read_text("utf-8")) for each in tmp_path.iterdir()] == [("file", "old")]


def test_file_that_says_it_already_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "folder/file"
    write_whole(path, "text")
    before = path.stat()
    write_whole(path, "text")
    after = path.stat()
    assert (after.st_ino, after.st_ctime_ns) == (before.st_ino, before.st_ctime_ns)


def test_missing_picture_is_no_end(make_project: MakeProject) -> None:
    project = make_project({**FILES, "other.rst": "Other\n=====\n\n.. image:: nowhere.png\n"})
    build = project.build()
    assert [line.partition(": WARNING")[0] for line in build.warnings] == ["other.rst:4"]


def test_what_watches_a_build_goes_with_it(make_project: MakeProject) -> None:
    loggers = [logging.getLogger(f"sphinx.sphinx.builders{name}") for name in ("", ".html")]
    before = [list(logger.filters) for logger in loggers]
    project = make_project(FILES)
    project.build()
    refused = make_project(FILES)
    full("build-html/objects.inv")(refused)
    with pytest.raises(OutputError):
        refused.build()
    assert [list(logger.filters) for logger in loggers] == before
