"""A project that comes from sphinx-tags, built again after edits, and with pages of tags in its tables of contents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import (
    BARE,
    BARE_FILES,
    BOOKS,
    Builds,
    Project,
    broken_links,
    folded,
    links,
    soup_of,
)
from tests.sphinx.test_sphinx_tags import ALL_WARNINGS, FORMATS, PAGES, VALUES, sources

LISTED = PAGES | {
    "index.rst": PAGES["index.rst"].replace(
        "   Our tags <_tags/tagsindex.rst>\n", "   _tags/super-important\n   A sign <_tags/c>\n"
    ),
}


#: One change after the other: the file, and what is there in place of what.
EDITS = (
    ("notes.md", "} C++", "} C++, new one"),
    ("notes.md", "# Notes", "# Other notes"),
    ("sub/deep.md", "prefix: (special   signs)\n", ""),
    ("conf.py", '"C*": "dark"', '"C*": "danger"'),
    ("conf.py", '"Pages with this tag"', '"All of these"'),
    ("conf.py", '"All tags"', '"Every tag"'),
)


@pytest.mark.parametrize("builder", ["html", "singlehtml"])
def test_an_incremental_build_equals_a_clean_one(make_project: MakeProject, builder: str, tmp_path: Path) -> None:
    project = make_project({**PAGES, **BARE_FILES}, conf=ALL_WARNINGS, more=VALUES + BARE)
    project.build(builder)
    for number, edit in enumerate(EDITS):
        project.edit(*edit)
        build = project.build(builder)
        assert build.warnings == []
        clean = project.build(builder, outdir=f"clean-{number}", doctrees=f"clean-doctrees-{number}")
        # What Sphinx itself leaves as it was, such as the title of the page before, is not in the body.
        assert _bodies(build.outdir) == _bodies(clean.outdir), number


def _bodies(outdir: Path) -> dict[str, str]:
    pages = {str(path.relative_to(outdir)): soup_of(path.read_text("utf-8")) for path in outdir.rglob("*.html")}
    return {name: str(page.select_one("div.body")) for name, page in pages.items()}


def _files(outdir: Path) -> dict[str, bytes]:
    ignored = {".buildinfo", ".retrospective.json", "searchindex.js", "objects.inv"}
    return {
        str(path.relative_to(outdir)): path.read_bytes()
        for path in outdir.rglob("*")
        if path.is_file() and path.name not in ignored
    }


def test_nothing_is_left_of_what_is_no_longer_asked_for(make_project: MakeProject) -> None:
    project = make_project(LISTED, conf=ALL_WARNINGS, more=VALUES)
    project.build()
    project.edit("index.rst", "   _tags/super-important\n   A sign <_tags/c>\n", "")
    project.edit("conf.py", "tags_create_tags = True", "tags_create_tags = False")
    build = project.build()
    assert not (build.outdir / "_tags").exists()
    assert any("_tags/tagsindex" in warning for warning in build.warnings)  # the links are to nothing now


def test_a_parallel_build_equals_a_serial_one(make_project: MakeProject) -> None:
    project = make_project(PAGES, conf=ALL_WARNINGS, more=VALUES)
    serial, parallel = (
        project.build(parallel=jobs, outdir=f"out-{jobs}", doctrees=f"doctrees-{jobs}") for jobs in (1, 2)
    )
    assert serial.warnings == parallel.warnings == []
    assert _files(serial.outdir) == _files(parallel.outdir)


def test_a_build_in_which_nothing_changed_writes_nothing(make_project: MakeProject) -> None:
    project = make_project(PAGES, conf=ALL_WARNINGS, more=VALUES)
    project.build()
    before = {path: path.stat().st_mtime_ns for path in (project.folder / "build-html").rglob("*.html")}
    build = project.build()
    after = {path: path.stat().st_mtime_ns for path in build.outdir.rglob("*.html")}
    assert {path.name for path in after if after[path] != before[path]} <= {"genindex.html", "search.html"}


# Pages of tags in tables of contents ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def listed(make_shared_project: MakeProject) -> Project:
    return make_shared_project(LISTED, conf=ALL_WARNINGS + BOOKS, more=VALUES)


@pytest.fixture(scope="module")
def builds(listed: Project) -> Builds:
    """One build with each builder that is asked for, from doctrees of its own: it reads the pages of tags itself."""
    return Builds(lambda name: listed.build(name, doctrees=f"doctrees-{name}"))


@pytest.mark.parametrize("name", FORMATS)
def test_a_toctree_can_list_the_page_of_a_tag(listed: Project, builds: Builds, name: str) -> None:
    build = builds[name]
    assert build.warnings == []
    if name in {"html", "dirhtml", "epub"}:
        assert broken_links(build.outdir) == []
    said = folded(build.outdir)
    assert said.count("Tag: super important") >= (2 if name in {"html", "dirhtml", "epub", "text"} else 1)
    assert "Pages with this tag" in said
    if name == "html":
        assert links(build.page("index"), ".toctree-wrapper a") == {
            "Long": "long.html",
            "Notes": "notes.html",
            "Deep": "sub/deep.html",
            "Tag: super important": "_tags/super-important.html",
            "A sign": "_tags/c.html",
        }
        page = build.page("_tags/super-important")
        assert links(page, ".retro-pages a") == {"Long": "../long.html", "Deep": "../sub/deep.html"}
        assert "_sources" not in build.read("_tags/super-important.html")
    assert sources(listed) == {"conf.py", *LISTED}


def test_a_toctree_that_lists_a_tag_that_nothing_carries(make_project: MakeProject) -> None:
    pages = {"index.rst": "Index\n=====\n\n.. toctree::\n\n   _tags/nothing\n\n.. tags:: c\n"}
    project = make_project(pages, more="tags_create_tags = True")
    for _ in range(2):
        (warning,) = project.build().warnings
        assert warning.startswith(
            "index.rst:4: WARNING: no page or event carries the tag of '_tags/nothing'; remove it"
        )


def test_listed_pages_of_tags_after_edits(make_project: MakeProject) -> None:
    project = make_project({**LISTED, **BARE_FILES}, conf=ALL_WARNINGS, more=VALUES + BARE)
    for jobs in (1, 2):
        project.build(parallel=jobs, outdir=f"out-{jobs}", doctrees=f"doctrees-{jobs}")
    changes = [
        ("notes.md", "} C++", "} C++, super important"),
        ("index.rst", "   A sign <_tags/c>\n", ""),
        ("index.rst", "   _tags/super-important\n", "   _tags/super-important\n   _tags/other\n"),
        ("long.rst", "super important", "Super Important"),
        ("notes.md", "super important", "Super Important"),
        ("conf.py", '"Pages with this tag"', '"All of these"'),
    ]
    for number, change in enumerate(changes):
        project.edit(*change)
        clean = _bodies(project.build(outdir=f"clean-{number}", doctrees=f"clean-doctrees-{number}").outdir)
        for jobs in (1, 2):
            build = project.build(parallel=jobs, outdir=f"out-{jobs}", doctrees=f"doctrees-{jobs}")
            assert build.warnings == []
            assert _bodies(build.outdir) == clean, (change, jobs)
