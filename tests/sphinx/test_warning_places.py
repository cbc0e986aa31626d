"""Where warnings point, and that one mistake is one warning."""

from __future__ import annotations

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import Build, retro, texts

#: What is looked at here is ours, and differs in no environment; the sample is built in each.
pytestmark = pytest.mark.once


def places(build: Build) -> list[str]:
    """Return path, line and subtype of every warning, others' included."""
    return [f"{line.split(' ')[0]}{line.rpartition('.')[2].rstrip(']')}" for line in build.warnings]


def test_items_of_lists(make_project: MakeProject) -> None:
    files = {
        "a.yaml": "- title: A\n  date: 2010\n  link:\n  - https://example.org/\n  -\n  - javascript:x\n  - y\n",
        "b.json": '[{"title": "B", "date": "2010",\n"link": ["https://example.org/",\n"data:x",\n["z"]]}]',
        "c.yaml": "- title: C\n  date: 2010\n  tags:\n  - a\n  - {b: c}\n",
        "d.yaml": "- title: D\n  date: 2010\n  link: [https://example.org/,\n    vbscript:x]\n",
        "index.rst": "Index\n=====\n\n" + "".join(f".. events::\n   :file: {name}\n\n" for name in _DATA),
    }
    assert places(make_project(files).build()) == [
        "a.yaml:6:link",
        "a.yaml:7:link",
        "b.json:4:data",
        "c.yaml:5:data",
        "d.yaml:4:link",
    ]


_DATA = ("a.yaml", "b.json", "c.yaml", "d.yaml")


def test_lines_of_an_option(make_project: MakeProject) -> None:
    links = "https://example.org/\n{0}javascript:x\n{0}Label <data:y>\n"
    files = {
        "index.rst": f"Index\n=====\n\n.. event:: E\n   :date: 2010\n   :Link: {links.format('          ')}",
        "other.md": f"# Other\n\n:::{{event}} F\n---\ndate: 2010\nlink: |\n  {links.format('  ')}---\n:::\n",
    }
    assert places(make_project(files).build()) == [
        "index.rst:7:link",
        "index.rst:8:link",
        "other.md:8:link",
        "other.md:9:link",
    ]


@pytest.mark.parametrize(
    "data",
    [
        "- title: {a: b}\n  date: 2010\n",
        "- title: [[a]]\n  date: 2010\n",
        "- name: {a: b}\n  date: 2010\n",
        "- title: A\n  date: {a: b}\n",
        "- title: A\n  start: [{a: b}]\n",
        "- a\n- b\n",
        "- [a]\n- [b]\n",
    ],
)
@pytest.mark.parametrize("directive", ["events", "timeline"])
def test_a_wrong_shape_is_one_mistake(make_project: MakeProject, data: str, directive: str) -> None:
    content = "".join(f"   {line}\n" for line in data.splitlines())
    build = make_project({"index.rst": f"Index\n=====\n\n.. {directive}::\n\n{content}"}).build()
    (place,) = places(build)
    assert place.endswith(":data")


def test_what_is_missing_besides_is_told(make_project: MakeProject) -> None:
    page = "Index\n=====\n\n.. events::\n\n   - title: {a: b}\n   - duration: {a: b}\n     title: A\n"
    assert places(make_project({"index.rst": page}).build()) == [
        "index.rst:6:data",
        "index.rst:6:date",
        "index.rst:7:data",
        "index.rst:7:date",
    ]


NESTED = """# Nested

:::::{admonition} Title
::::{note}
:::{event} One
:date: never
:::
::::
:::::

::::{note}
:::{event} Two
---
date: 2010
kind: tlak
---
:::
::::

> - ::::{note}
>   :::{events}
>   - title: Three
>     date: never
>   :::
>   ::::
"""


def test_nested_directives_of_myst(make_project: MakeProject) -> None:
    build = make_project({"index.md": NESTED}).build()
    assert places(build) == ["index.md:6:date", "index.md:15:kind", "index.md:23:date"]


# MyST 5.2 still asks for what Sphinx 11 will remove.
@pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app' is deprecated")
def test_lines_of_an_included_file_are_that_files(make_project: MakeProject) -> None:
    files = {
        "parts/some.inc": "::::{note}\n:::{event} One\n:date: never\n:::\n::::\n",
        "parts/rst.inc": ".. event:: Two\n   :date: never\n",
        "index.md": "# Index\n\n\n\n```{include} parts/some.inc\n```\n",
        "other.rst": "Other\n=====\n\n.. include:: parts/rst.inc\n",
        "twice.rst": "Twice\n=====\n\n.. include:: /parts/rst.inc\n",
    }
    found = [place for place in places(make_project(files).build()) if place.endswith("date")]
    assert found == ["parts/some.inc:3:date", "parts/rst.inc:2:date"]


@pytest.mark.parametrize(
    "options",
    [":date: 2010\n:kind: talk\n:date: 2011\n", "---\ndate: 2010\nkind: talk\ndate: 2011\n---\n"],
)
def test_an_option_given_twice_in_markdown(make_project: MakeProject, options: str) -> None:
    build = make_project({"index.md": f"# Index\n\n```{{event}} E\n{options}```\n"}).build()
    (warning,) = build.warnings
    line = 4 + options.splitlines().index(next(each for each in options.splitlines() if "2011" in each))
    assert warning.startswith(f"index.md:{line}: WARNING: 'date' is given 2 times; the last is used")
    assert texts(build.page("index"), ".retro-date") == ["2011"]


def test_an_option_given_twice_in_rst_is_told(make_project: MakeProject) -> None:
    # docutils refuses the directive before ours has a say.
    page = "Index\n=====\n\n.. event:: E\n   :date: 2010\n   :date: 2011\n\n   Told.\n"
    build = make_project({"index.rst": page}).build()
    assert build.warnings[0].startswith('index.rst:4: ERROR: Error in "event" directive:')
    assert retro(build.warnings) == []


@pytest.mark.parametrize(
    "options",
    [':date: "2010\n:kind: talk\n:org: A\n', "---\ndate: 2010\nkind: 'talk\norg: A\n---\n"],
)
def test_an_unclosed_quote_costs_no_more_than_itself(make_project: MakeProject, options: str) -> None:
    build = make_project({"index.md": f"# Index\n\n```{{event}} E\n{options}```\n"}).build()
    # MyST says it, at the line; and leaves out every option.
    (warning,) = build.warnings
    assert "Invalid options format" in warning
    assert texts(build.page("index"), ".retro-date") == ["2010"]
    assert texts(build.page("index"), ".retro-meta") == ["talk · A"]


def test_what_five_views_show_is_told_once(make_project: MakeProject) -> None:
    bad = "Bad\n===\n\n.. event:: Bad\n   :date: never\n   :kind: tlak\n   :link: data:x\n\n   See :event:`gone`.\n"
    view = "View\n====\n\n.. timeline::\n   :view: {}\n\n.. tag-index::\n"
    names = ("list", "cards", "table", "list", "cards")
    files = {f"v{number}.rst": view.format(name) for number, name in enumerate(names)}
    project = make_project({"bad.rst": bad, "index.rst": "Index\n=====\n", **files})
    for _ in range(2):
        assert places(project.build()) == ["bad.rst:5:date", "bad.rst:6:kind", "bad.rst:7:link", "bad.rst:9:reference"]


def test_a_misspelt_tag_is_told_once_at_each_place(make_project: MakeProject) -> None:
    page = "{0}\n=\n\n.. timeline::\n   :tags: kafak\n   :where: kafak or kafak\n\n:tag:`kafak` :tag:`kafak`\n"
    files = {f"{name}.rst": page.format(name) for name in "abc"}
    files["index.rst"] = "Index\n=====\n\n.. event:: E\n   :date: 2010\n   :tags: kafka\n"
    build = make_project(files).build()
    expected = [f"{name}.rst:{line}" for name in "abc" for line in ("5:term", "6:term", "8:reference")]
    assert places(build) == expected
    assert all("perhaps 'kafka' is meant" in line for line in build.warnings)


@pytest.mark.parametrize(
    ("conf", "hint"),
    [
        ("retro_kind = {}", "'retro_kinds'"),
        ("retro_taxonomys = {}", "'retro_taxonomies'"),
        ("retro_kinds = {'a': {'labl': 'A'}}", "'label'"),
        ("retro_kinds = {'a': {'mark': 'sqaure'}}", "'square'"),
        ("retro_taxonomies = {'a': {'titel': 'A'}}", "'title'"),
    ],
)
def test_misspelt_configuration(make_project: MakeProject, conf: str, hint: str) -> None:
    project = make_project({"index.rst": "Index\n=====\n"}, more=f"{conf}\nretro_helper_of_my_own = 1")
    for _ in range(2):
        (warning,) = project.build().warnings
        assert f"perhaps {hint} is meant" in warning
        assert warning.endswith("[retro.config]")


def test_a_misspelt_parent(make_project: MakeProject) -> None:
    page = "Index\n=====\n\n.. tag:: streaming\n\n.. tag:: kafka\n   :parent: streamign\n"
    (warning,) = make_project({"index.rst": page}).build().warnings
    assert warning.startswith("index.rst:7: ")
    assert "perhaps 'streaming' is meant" in warning
