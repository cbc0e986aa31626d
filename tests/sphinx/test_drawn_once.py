"""An event is drawn once and placed wherever it is listed: the pages are those that drawing it each time would make."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from sphinx_retrospective.core.model import Event
from sphinx_retrospective.drawing import views
from sphinx_retrospective.drawing.fragments import Fragments
from tests.conftest import MakeProject
from tests.sphinx.project import Build, Builds, Project, links, texts
from tests.sphinx.trees import output

#: Pages at several depths, with all kinds of references in summaries; two pages show the events of the others.
SUMMARIES = {
    "plain": "Text with *emphasis* and ``code``.",
    "own": "By :event:`plain` of :tag:`a`, :tag:`nothing of that name` and :org:`X & Y`.",
    "sphinx": "See :ref:`a section <there>`, :doc:`other`, :doc:`/index` and `a page <https://example.org/?a=1&b=2>`__.",
    "itself": "See :event:`itself`, :ref:`below <below>`.",
    "picture": "A |picture|.",
    "maths": "So :math:`a < b`.",
    "foreign": "U+FDD0 \ufdd00\ufdd1 in a text.",
}


def event(name: str) -> str:
    return (
        f".. event:: The <{name}> one\n   :id: {name}\n   :date: 2010/2012\n   :org: X & Y\n   :tags: a, b c\n\n"
        f"   {SUMMARIES[name]}\n\n"
    )


FILES: dict[str, str | bytes] = {
    "index.rst": "Index\n=====\n\n.. toctree::\n\n   deep/er/page\n   deep/other\n\n.. timeline::\n",
    "deep/other.rst": "Other\n=====\n\n.. _there:\n\nThere\n-----\n\n.. timeline::\n   :view: cards\n   :filter:\n",
    "deep/er/other.rst": ":orphan:\n\nThe other\n=========\n",
    "deep/er/page.rst": "Page\n====\n\n"
    + "".join(map(event, SUMMARIES))
    + ".. _below:\n\nBelow\n-----\n\n.. timeline::\n   :tags: a\n\n.. |picture| image:: picture.svg\n",
    "deep/er/picture.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
}


@pytest.fixture(scope="module")
def projects(make_shared_project: MakeProject) -> dict[str, Project]:
    return {"": make_shared_project(FILES), "everything": make_shared_project(root="everything")}


@pytest.fixture(scope="module")
def builds(projects: dict[str, Project]) -> Builds:
    """Builds of the small project, which draw each event once."""
    return Builds(projects[""].build)


@pytest.mark.parametrize(("root", "builder"), [("", "html"), ("", "dirhtml"), ("", "json"), ("everything", "html")])
def test_pages_are_as_if_drawn_each_time(projects: dict[str, Project], builds: Builds, builder: str, root: str) -> None:
    project = projects[root]
    once = project.build(builder) if root else builds[builder]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(views, "fragments_of", lambda gathered: None)
        each_time = project.build(builder, outdir=f"each-time-{builder}")
    assert each_time.warnings == once.warnings
    kept, wanted = output(once.outdir), output(each_time.outdir)
    assert sorted(kept) == sorted(wanted)
    assert [name for name in wanted if kept[name] != wanted[name]] == []


def test_references_lead_on_from_where_they_are_shown(builds: Builds) -> None:
    build = builds["html"]
    for page, home, other, term in (
        ("index", "deep/er/page.html", "deep/er/other.html", "tags/a.html"),
        ("deep/other", "er/page.html", "er/other.html", "../tags/a.html"),
        ("tags/a", "../deep/er/page.html", "../deep/er/other.html", "#"),
        ("deep/er/page", "", "other.html", "../../tags/a.html"),
    ):
        found = links(build.page(page), "ol.retro-list a")
        assert found["The <plain> one"] == f"{home}#retro-event-plain"
        assert found["The other"] == other
        assert found["below"] == f"{home}#below"
        assert found["a"] == term
        assert found["a page"] == "https://example.org/?a=1&b=2"


class Drawn(Counter[str]):
    """Counts how often each event is drawn for all pages together."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        super().__init__()
        draw = Fragments._draw

        def counted(fragments: Fragments, event: Event) -> Any:
            self[event.id] += 1
            return draw(fragments, event)

        patch.setattr(Fragments, "_draw", counted)


def project_of_many(make: MakeProject) -> Project:
    pages = {
        f"p{page}.rst": f"Page {page}\n======\n\n"
        + "".join(
            f".. event:: Event {number}\n   :date: {2000 + number}\n   :tags: t{number % 25}, u{number % 7}\n\n"
            "   Told.\n\n"
            for number in range(page, 60, 6)
        )
        for page in range(6)
    }
    index = "Index\n=====\n\n.. timeline::\n\n.. timeline::\n   :view: cards\n"
    return make({**pages, "index.rst": index})


@pytest.fixture
def project(make_built_project: MakeProject) -> Project:
    return project_of_many(make_built_project)


def test_each_event_is_drawn_once(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = Drawn(monkeypatch)
    build = project_of_many(make_project).build()
    assert len(texts(build.page("index"), ".retro-title")) == 120
    assert set(drawn.values()) == {1}
    assert len(drawn) == 60


def test_after_an_edit_only_what_is_shown_anew_is_drawn(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write({"index.rst": "Index\n=====\n"})
    project.build()
    drawn = Drawn(monkeypatch)
    project.edit("p1.rst", "Event 1\n", "Event one\n")
    project.build()
    # Those that carry t1 or u1, on whose pages it is.
    assert len(drawn) == 3 + 9 - 1


def titles(build: Build, name: str) -> list[str]:
    return texts(build.page(name), ".retro-title")


def test_processes_write_what_one_would(project: Project) -> None:
    parallel = project.build(outdir="parallel", doctrees="parallel-doctrees", parallel=2)
    assert len(titles(parallel, "tags/u1")) == 9
    assert output(parallel.outdir) == output(project.first.outdir)


class TestNothingChanged:
    def test_nothing_is_opened(self, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        """Neither what documents say is looked at, nor is anything drawn; what other extensions ask for is there."""

        def refuse(*args: object) -> None:
            raise AssertionError("nothing changed")

        monkeypatch.setattr("sphinx_retrospective.stored_document.StoredDocument.load", refuse)
        monkeypatch.setattr("sphinx_retrospective.core.chronicle.Chronicle", refuse)
        before = output(project.folder / "build-html")
        assert project.build().warnings == []
        assert output(project.folder / "build-html") == before

    def test_something_changed_is_noticed(self, project: Project) -> None:
        project.edit("p2.rst", "Event 2\n", "Event two\n")
        assert "Event two" in titles(project.build(), "tags/t2")

    def test_warnings_are_told_again(self, project: Project) -> None:
        project.edit("p3.rst", "Page 3\n======\n", "Page 3\n======\n\n:event:`nowhere`\n")
        first = project.build().warnings
        assert len(first) == 1
        assert project.build().warnings == first
        project.build("text")
        assert project.build().warnings == first
