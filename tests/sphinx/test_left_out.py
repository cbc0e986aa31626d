"""What Sphinx leaves out of a page leaves nothing behind in the chronicle."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import Project, published

HELD = """
.. event:: Held
   :date: 2015
   :tags: held-tag

.. tag:: described

   Of it.
"""
DROPPING = """
from docutils import nodes

def drop(app, document, docname):
    for each in list(document.findall(nodes.admonition)):
        if "internal" in each["classes"] and app.config.stage != "shown":
            each.parent.remove(each)

def setup(app):
    app.add_config_value("stage", "hidden", "env")
    app.connect("doctree-resolved", drop)
"""
#: A directive, and what configuration shows it.
AROUND: dict[str, tuple[str, dict[str, Any]]] = {
    "only": (".. only:: shown", {"tags": ["shown"]}),
    "ifconfig": (".. ifconfig:: stage == 'shown'", {"stage": "shown"}),
    "todo": (".. todo::", {"todo_include_todos": True}),
    "another extension": (".. admonition:: Note\n   :class: internal", {"stage": "shown"}),
}


def indented(text: str) -> str:
    return "".join(f"   {line}" if line.strip() else line for line in text.splitlines(keepends=True))


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    more = f"extensions += ['sphinx.ext.ifconfig', 'sphinx.ext.todo']\n{DROPPING}"
    files = {"index.rst": "Index\n=====\n\n.. event:: Other\n   :date: 2014\n   :tags: other\n\n.. timeline::\n"}
    return make_project(files, more=more)


def names(project: Project, **config: Any) -> set[str]:
    build = project.build(**config)
    assert build.warnings == []
    assert ("held-tag.html" in {path.name for path in build.outdir.glob("tags/*")}) is (
        ("retro:tag", "held-tag") in {each[:2] for each in published(build.outdir)}
    )
    assert ("Held" in str(build.page("index"))) is (("retro:event", "held") in {e[:2] for e in published(build.outdir)})
    return {each[1] for each in published(build.outdir) if each[0].startswith("retro:")}


@pytest.mark.parametrize("name", AROUND)
def test_it_is_there_when_it_is_shown(project: Project, name: str) -> None:
    directive, shown = AROUND[name]
    project.write({"held.rst": f"Page\n====\n\n{directive}\n{indented(HELD)}"})
    everything = {"held", "held-tag", "described", "other"}
    if name == "only":
        assert names(project) == {"other"}
        return
    assert names(project) == {"other"}
    assert names(project, **shown) == everything
    assert names(project) == {"other"}
    project.write({"held.rst": f"Page\n====\n\n{HELD}"})
    assert names(project) == everything


def test_a_section_alone_is_not_asked_about(project: Project) -> None:
    project.write({"held.rst": f"Page\n====\n\n{HELD}\n\nSection\n-------\n\n.. tags:: a\n"})
    assert not any(each.enclosure for each in project.build().domain.documents.values())


def test_what_a_template_declares_is_there_where_its_view_is(project: Project) -> None:
    view = ".. timeline::\n\n   - name: Held\n     start: 2015\n   ---\n   {{ e.name }}\n\n   .. tag:: in a template\n"
    page = (project.source / "index.rst").read_text("utf-8")
    project.write({"index.rst": f"{page}\n{view}"})
    assert "in-a-template" in names(project)
    project.write({"index.rst": f"{page}\n.. only:: html\n\n{indented(view)}"})
    assert "in-a-template" in names(project)


@pytest.mark.parametrize("name", ["only", "ifconfig", "todo"])
def test_a_view_that_is_left_out_with_its_events_is_not_empty(project: Project, name: str) -> None:
    view = ".. timeline::\n\n   - name: Held\n     start: 2015\n"
    project.write({"held.rst": f"Page\n====\n\n{AROUND[name][0]}\n\n{indented(view)}"})
    assert names(project) == {"other"}


def test_a_view_that_shows_none_of_its_events_is_empty(project: Project) -> None:
    view = ".. timeline::\n   :since: 2020\n\n   - name: Held\n     start: 2015\n"
    project.write({"held.rst": f"Page\n====\n\n{view}"})
    [warning] = project.build().warnings
    assert warning.startswith("held.rst:4: WARNING: no event is in this view")
