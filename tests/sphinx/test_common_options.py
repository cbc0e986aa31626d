"""The options ``name`` and ``class``, which all of docutils' directives have."""

from __future__ import annotations

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import links, one

#: Each directive that makes something, and where its class stands.
DIRECTIVES = {
    "event": (".. event:: An event\n   :date: 2015\n{options}", "article.mine"),
    "events": (".. events::\n{options}\n   - {{title: An event, date: 2015}}\n", ".retro-in-place.mine"),
    "timeline": (".. timeline::\n{options}", ".retro-view.mine"),
    "tag": (".. tag:: described\n{options}\n   Of it.\n", "dl.mine"),
    "tags": (".. tags:: a, b\n{options}", "p.mine"),
    "tag-index": (".. tag-index::\n{options}", ".mine"),
    "tag-matrix": (".. tag-matrix::\n{options}", ".mine"),
    "era": ("Section\n-------\n\n.. era::\n   :date: 2015\n{options}", "p.mine"),
}


@pytest.mark.parametrize("builder", ["html", "latex", "text", "epub"])
def test_in_every_builder(make_project: MakeProject, builder: str) -> None:
    page = "Index\n=====\n\n.. event:: Other\n   :date: 2014\n   :tags: c\n\n"
    for number, (source, _) in enumerate(DIRECTIVES.values()):
        page += source.format(options=f"   :name: my-{number}\n   :class: mine\n") + "\n"
        page += f":ref:`Number {number} <my-{number}>`\n\n"
    conf = "extensions = ['sphinx_retrospective']\nversion = '1'\nepub_copyright = '1'\n"
    build = make_project({"index.rst": page.replace("- {{", "- {")}, conf=conf).build(builder)
    assert build.warnings == []
    if builder == "html":
        found = build.page("index")
        for number, (_, selector) in enumerate(DIRECTIVES.values()):
            assert found.select(selector), selector
            (link,) = [each for each in found.select("p > a") if each.get_text() == f"Number {number}"]
            assert one(found, f'[id="{str(link["href"])[1:]}"]')


def test_a_name_stands_for_the_title(make_project: MakeProject) -> None:
    page = "# Page\n\n:::{event} Of *mine*\n:date: 2015\n:name: My Own\n:::\n\n{ref}`my own` [x](<#my own>)\n"
    build = make_project({"index.md": page}).build()
    assert build.warnings == []
    assert [each.get_text() for each in build.page("index").select("p > a")] == ["Of mine", "x"]
    assert set(links(build.page("index"), "p > a").values()) == {"#my-own"}


def test_a_name_that_is_taken_is_told_once(make_project: MakeProject) -> None:
    event = ".. event:: {0}\n   :date: 2015\n   :name: same\n"
    build = make_project(
        {"index.rst": f"A\n=\n\n{event.format('One')}", "b.rst": f"B\n=\n\n{event.format('Two')}"}
    ).build()
    (warning,) = build.warnings
    assert "duplicate label same" in warning


def test_a_class_that_is_none(make_project: MakeProject) -> None:
    (warning,) = make_project({"index.rst": "A\n=\n\n.. event:: One\n   :date: 2015\n   :class: ?\n"}).build().warnings
    assert warning.startswith("index.rst:6: WARNING: class can't be used")
