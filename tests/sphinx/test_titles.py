"""Titles of events are inline markup, as those of sections are; elsewhere they keep it, without its links."""

from __future__ import annotations

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import Build, Project, one, published, text_of

INDEX = """
# Index

:::{timeline}
:::

:::{timeline}
:view: table
:::

:::{timeline}
:view: chart
:::

:::{tag-index}
:::

{event}`page`
"""
PAGE = """
# Page

:::{event} `http.server`, *soon* with [TLS](https://example.org) by {{who}} and {doc}`index`: 1 < 2 <b>raw</b>
:id: page
:date: 2015
:tags: tls
:::
"""
CONF = 'myst_enable_extensions = ["colon_fence", "substitution"]\nmyst_substitutions = {"who": "**them**"}\n'
TEXT = "http.server, soon with TLS by them and index: 1 < 2 <b>raw</b>"


@pytest.fixture
def project(make_built_project: MakeProject) -> Project:
    return make_built_project({"index.md": INDEX, "page.md": PAGE}, more=CONF)


@pytest.fixture
def site(project: Project) -> Build:
    assert project.first.warnings == []
    return project.first


def test_in_place_it_has_all_of_its_markup(site: Build) -> None:
    title = one(site.page("page"), "article .retro-title")
    assert [each.name for each in title.select("code, em, strong")] == ["code", "em", "strong"]
    assert [each["href"] for each in title.select("a")] == ["https://example.org", "index.html"]
    assert text_of(title) == TEXT.replace("index", "Index")
    assert not title.select("b")


@pytest.mark.parametrize(
    "where", [".retro-list .retro-title", ".retro-table .retro-title", ".retro-index dd a", "p > a"]
)
def test_elsewhere_it_is_one_link_with_what_else_it_has(site: Build, where: str) -> None:
    title = site.page("index").select(where)[-1 if where.startswith("p") else 0]
    links = [title] if title.name == "a" else title.select("a")
    assert [each["href"] for each in links] == ["page.html#retro-event-page"]
    assert [each.name for each in title.select("code, em, strong")] == ["code", "em", "strong"]
    assert TEXT in text_of(title)


def test_where_there_is_text_alone_it_is_text(site: Build) -> None:
    names = {(each[0], each[1]): each[-1] for each in published(site.outdir)}
    assert names["retro:event", "page"] == TEXT
    assert names["std:label", "event-page"] == TEXT
    assert TEXT.replace("<", "&lt;")[:30] in str(one(site.page("index"), ".retro-chart")).replace("&gt;", ">")


def test_the_id_comes_from_the_text(make_project: MakeProject) -> None:
    page = "Index\n=====\n\n.. event:: ``a`` and `b <https://example.org>`__\n   :date: 2015\n"
    build = make_project({"index.rst": page}).build()
    assert build.warnings == []
    assert ("retro:event", "a-and-b") in {each[:2] for each in published(build.outdir)}


def test_a_link_of_another_scheme_is_its_text(make_project: MakeProject) -> None:
    page = "Index\n=====\n\n.. event:: Of `this <javascript:x>`__\n   :date: 2015\n"
    title = one(make_project({"index.rst": page}).build().page("index"), ".retro-title")
    assert (text_of(title), title.select("a")) == ("Of this", [])


def test_an_edit_of_the_markup_alone_reaches_every_list(project: Project) -> None:
    project.write(
        {"list.md": "# List\n\n:::{timeline}\n:::\n", "table.md": "# Table\n\n:::{timeline}\n:view: table\n:::\n"}
    )
    project.build()
    project.edit("page.md", "*soon*", "**soon**")
    build = project.build()
    for name in ("index", "list", "table"):
        strong = build.page(name).select(".retro-view .retro-title strong")
        assert [text_of(each) for each in strong][:2] == ["soon", "them"]


DATA = """
- title: A *title* of `code`
  date: 2015
  body: |
    With **more**.

    - and a list
- title: Another
  date: 2016
  summary: In *short*.
"""


@pytest.mark.parametrize("is_markup", [False, True])
def test_data_is_markup_only_where_that_is_asked_for(make_project: MakeProject, *, is_markup: bool) -> None:
    option = ":markup:\n" if is_markup else ""
    page = f"# Index\n\n```{{events}}\n{option}:file: data.yaml\n```\n\n:::{{timeline}}\n:::\n"
    build = make_project({"index.md": page, "data.yaml": DATA}).build()
    assert build.warnings == []
    own, view = build.page("index").select(".retro-in-place")[0], build.page("index").select(".retro-view")[0]
    for place in (own, view):
        assert [text_of(each) for each in place.select(".retro-title em")] == (["title"] if is_markup else [])
        assert [text_of(each) for each in place.select(".retro-body strong, .retro-body em")] == (
            ["more", "short"] if is_markup else []
        )
    assert len(own.select("li")) == is_markup
    if not is_markup:
        assert "A *title* of `code`" in text_of(view)
