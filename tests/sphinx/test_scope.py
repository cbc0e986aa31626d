"""A page that keeps its events to itself."""

from __future__ import annotations

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import Build, links, published, texts

SHARED = """
.. event:: Mine
   :id: mine
   :date: 2010
   :tags: example, shared

.. timeline::

.. tag-index::

"""
FILES = {
    "index.rst": "Index\n=====\n\n"
    ".. event:: Real\n   :id: real\n   :date: 2011\n   :tags: shared\n\n.. timeline::\n\n.. tag-index::\n",
    "one.rst": f":retro-scope: page\n\nOne\n===\n{SHARED}:event:`mine` :event:`real` :tag:`shared`\n",
    "two.md": "---\nretro-scope: page\n---\n# Two\n\n"
    ":::{event} Mine too\n:id: mine\n:date: 2012\n:tags: example\n:::\n\n:::{timeline}\n:::\n\n"
    "{event}`mine` {event}`real`\n",
    "three.rst": ":retro-scope: page\n\nThree\n=====\n\n.. timeline::\n   :tags: shared\n",
}


@pytest.fixture(scope="module")
def site(make_shared_project: MakeProject) -> Build:
    return make_shared_project(FILES).build()


def test_views_of_the_page_show_its_events_alone(site: Build) -> None:
    assert texts(site.page("one"), ".retro-view .retro-title") == ["Mine"]
    assert texts(site.page("two"), ".retro-view .retro-title") == ["Mine too"]


def test_the_project_does_not_see_them(site: Build) -> None:
    assert texts(site.page("index"), ".retro-view .retro-title") == ["Real"]
    assert texts(site.page("index"), "dt") == ["shared 1"]
    assert not (site.outdir / "tags/example.html").exists()
    names = {name for kind, name, _, _ in published(site.outdir) if kind.startswith("retro:")}
    assert names == {"real", "shared"}


def test_same_ids_are_no_duplicates(site: Build) -> None:
    assert [line for line in site.warnings if "duplicate" in line] == []


def test_roles_find_the_page_s_own_and_then_the_project_s(site: Build) -> None:
    found = links(site.page("one").select("section > p")[-1])
    assert found["Mine"] == "#retro-event-mine"
    assert found["Real"] == "index.html#retro-event-real"
    assert links(site.page("two").select("section > p")[-1]) == {
        "Mine too": "#retro-event-mine",
        "Real": "index.html#retro-event-real",
    }


def test_tags_lead_to_the_page_s_own_index(site: Build) -> None:
    found = links(site.page("one"), "article .retro-tags a")
    assert found == {"example": "#retro-index-tag-example", "shared": "#retro-index-tag-shared"}


def test_a_view_without_anything_is_told(site: Build) -> None:
    found = sorted(line for line in site.warnings if line.startswith("three.rst"))
    assert [line.partition(" ")[0] for line in found] == ["three.rst:7:"]
    assert len(site.warnings) == 1


def test_moving_a_page_in_and_out(make_project: MakeProject) -> None:
    project = make_project({name: FILES[name] for name in ("index.rst", "one.rst")})
    project.build()
    project.edit("one.rst", ":retro-scope: page\n", ":retro-scope: project\n")
    build = project.build()
    assert build.warnings == []
    assert texts(build.page("index"), ".retro-view .retro-title") == ["Mine", "Real"]
    project.edit("one.rst", ":retro-scope: project\n", ":retro-scope: page\n")
    assert texts(project.build().page("index"), ".retro-view .retro-title") == ["Real"]
