"""A file that two pages include, or name as data: the same events told in two places."""

from __future__ import annotations

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import Build, links, published, texts

PART = {
    "md": ":::{event} Told\n:date: 2015\n:tags: a\n:::\n\n:::{tag} a\nOf it.\n:::\n",
    "rst": ".. event:: Told\n   :date: 2015\n   :tags: a\n\n.. tag:: a\n\n   Of it.\n",
}
PAGE = {
    "md": "# {0}\n\n```{{era}}\n:date: 2010/2020\n```\n\n```{{include}} part.inc\n```\n",
    "rst": "{0}\n===\n\n.. era::\n   :date: 2010/2020\n\n.. include:: part.inc\n",
}
INDEX = "Index\n=====\n\n.. timeline::\n   :era: two\n\n.. tag-index::\n"


def is_one(build: Build) -> None:
    assert build.warnings == []
    assert {each[1] for each in published(build.outdir) if each[0] == "retro:event"} == {"told"}
    view = build.page("index").select(".retro-view")[0]
    assert texts(view, ".retro-title") == ["Told"]
    assert links(view, ".retro-title a") == {"Told": "one.html#retro-event-told"}
    assert texts(build.page("two"), "article .retro-title") == ["Told"]


@pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app' is deprecated")
@pytest.mark.parametrize("markup", ["md", "rst"])
def test_included(make_project: MakeProject, markup: str) -> None:
    pages = {f"{name}.{markup}": PAGE[markup].format(name.title()) for name in ("one", "two")}
    project = make_project({"index.rst": INDEX, "part.inc": PART[markup], **pages})
    is_one(project.build())
    project.remove(f"one.{markup}")
    build = project.build()
    assert build.warnings == []
    assert links(build.page("index"), ".retro-view .retro-title a") == {"Told": "two.html#retro-event-told"}


def test_named_as_data(make_project: MakeProject) -> None:
    page = "{0}\n===\n\n.. era::\n   :date: 2010/2020\n\n.. events::\n   :file: data.yaml\n"
    files = {"one.rst": page.format("One"), "two.rst": page.format("Two"), "index.rst": INDEX}
    is_one(make_project({**files, "data.yaml": "- title: Told\n  date: 2015\n  tags: a\n"}).build())


def test_a_view_of_its_own_shows_it_on_both(make_project: MakeProject) -> None:
    page = "{0}\n===\n\n.. timeline::\n   :events: data.yaml\n"
    files = {"index.rst": page.format("One"), "two.rst": page.format("Two")}
    build = make_project({**files, "data.yaml": "- title: Told\n  date: 2015\n"}).build()
    assert build.warnings == []
    for name in ("index", "two"):
        assert texts(build.page(name), ".retro-title") == ["Told"]
