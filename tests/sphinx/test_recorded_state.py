"""What is recorded beside an output: for each its own, and nothing to rely on where a build was killed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder

from tests.conftest import MakeProject
from tests.sphinx.process import sphinx_build
from tests.sphinx.project import Project, retro, rewritten, texts
from tests.sphinx.test_incremental import FILES


@pytest.fixture
def project(make_built_project: MakeProject) -> Project:
    return make_built_project(FILES)


def test_each_output_has_its_own_state(project: Project) -> None:
    project.build("text")
    for builder in ("html", "text"):
        assert json.loads((project.folder / f"build-{builder}" / ".retrospective.json").read_text("utf-8"))
    project.edit("a.rst", "event:: First", "event:: Renamed")
    assert rewritten(project, "text") == {"a", "b", "c", "d", "e"}
    # The doctrees are read by now; the pages of this output are old all the same.
    assert rewritten(project) == {"a", "b", "c", "d", "e"}
    assert "Renamed" in (project.folder / "build-html/b.html").read_text("utf-8")
    assert rewritten(project, "text") == set()


def test_state_that_is_lost_or_spoilt_costs_no_more_than_time(project: Project) -> None:
    state = project.folder / "build-html/.retrospective.json"
    for content in (None, "", "{", "[]", '{"version": 1}', '{"version": 99, "digests": {}, "pages": []}'):
        if content is None:
            state.unlink()
        else:
            state.write_text(content, "utf-8")
        assert {"b", "c", "d", "e"} <= rewritten(project)
        assert rewritten(project) == set()


def test_state_does_not_lead_out_of_the_output(project: Project) -> None:
    outside = project.folder / "outside.html"
    outside.write_text("x", "utf-8")
    path = project.folder / "build-html/.retrospective.json"
    state = json.loads(path.read_text("utf-8"))
    state["pages"]["../outside"] = ""
    path.write_text(json.dumps(state), "utf-8")
    project.build()
    assert outside.exists()


@pytest.mark.parametrize("builder", ["xml", "text"])
def test_document_that_went_is_forgotten_where_no_other_is_written(make_project: MakeProject, builder: str) -> None:
    project = make_project({"index.rst": "Index\n=====\n", "gone.rst": ":orphan:\n\nGone\n====\n" + FILES["a.rst"]})
    project.build(builder)
    project.remove("gone.rst")
    built, clean = project.build(builder), project.build(builder, outdir="clean", doctrees="clean-doctrees")
    assert built.read(".retrospective.json") == clean.read(".retrospective.json")


# Builds that were cut off -------------------------------------------------------------------------------------------


def test_build_information_that_was_cut_off(project: Project) -> None:
    information = project.folder / "build-html/.buildinfo"
    whole = information.read_text("utf-8")
    for lines in range(4):
        information.write_text("\n".join(whole.splitlines()[:lines]), "utf-8")
        assert retro(project.build().warnings) == []
        assert information.read_text("utf-8") == whole


def test_what_a_killed_build_left_of_our_files_is_removed(project: Project) -> None:
    left = [project.folder / "build-html" / name for name in (".retrospective.json.part", "_static/retro.css.part")]
    for path in left:
        path.touch()
    project.build()
    assert [path for path in left if path.exists()] == []


def test_page_that_a_killed_build_cut_off_is_written_again(project: Project) -> None:
    """Neither its time stamp nor its digest tells: it says what it said, as far as the build came."""

    def cut_off(builder: StandaloneHTMLBuilder, docname: str, doctree: object) -> None:
        Path(builder.get_output_path(docname)).write_text("half", "utf-8")
        raise KeyboardInterrupt

    # Read again, though it says the same; what is written of it is younger than that.
    os.utime(project.source / "b.rst")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StandaloneHTMLBuilder, "write_doc", cut_off)
        with pytest.raises(KeyboardInterrupt):
            project.build()
    assert (project.folder / "build-html/b.html").read_text("utf-8") == "half"
    assert texts(project.build().page("b"), ".retro-title") == ["First"]


KILLED = """
import os
from pathlib import Path
from typing import Any

def kill(app, pagename, *args):
    if pagename == "b" and Path(app.srcdir, "../kill").exists():
        os._exit(9)

def setup(app):
    app.connect("html-page-context", kill)
"""


def build_and_kill(project: Project) -> None:
    """Build, and end the process without a word while the page *b* is written."""
    (project.folder / "kill").touch()
    assert sphinx_build(project.folder, "-Q", "-d", "doctrees", "source", "build-html").returncode == 9
    (project.folder / "kill").unlink()


def test_build_that_was_killed_is_not_believed(make_built_project: MakeProject) -> None:
    project = make_built_project(FILES, more=KILLED)
    project.edit("a.rst", "event:: First", "event:: Renamed")
    build_and_kill(project)
    # The environment has been written, and says that nothing is out of date.
    assert rewritten(project) == {name.removesuffix(".rst") for name in FILES if name.endswith(".rst")}
    assert rewritten(project) == set()
    assert "Renamed" in (project.folder / "build-html/b.html").read_text("utf-8")


def test_page_that_a_killed_build_was_to_remove_is_removed(make_built_project: MakeProject) -> None:
    project = make_built_project(FILES, more=KILLED)
    project.edit("a.rst", "c, rust", "c")
    build_and_kill(project)
    assert (project.folder / "build-html/tags/rust.html").exists()
    project.build()
    assert not (project.folder / "build-html/tags/rust.html").exists()
