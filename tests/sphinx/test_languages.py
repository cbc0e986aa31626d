"""A project in two languages: names that are in no document's text have a catalogue of their own."""

from __future__ import annotations

import io

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.conftest import MakeProject
from tests.sphinx.project import Project, links, published, text_of, texts

MORE = """
retro_kinds = {"meal": {"label": "meal"}}
retro_taxonomies = {"tool": {"label": "tool", "title": "Tools"}}
locale_dirs = ["locale"]
"""
FILES = {
    "index.rst": "Index\n=====\n\n.. timeline::\n\n.. tag-index::\n",
    "page.rst": (
        "Page\n====\n\n.. event:: Bread\n   :date: 2015\n   :kind: meal\n   :tags: cheese\n   :org: The Bakery\n"
        "   :tool: knife\n   :summary: With *much* butter.\n\n   Long text.\n\n"
        ".. tag:: cheese\n   :aliases: caseus\n\n   Of milk.\n\n:retro:tag:`cheese` :retro:tag:`K\u00e4se`\n"
    ),
}
GERMAN = {
    "cheese": "K\u00e4se",
    "The Bakery": "Die B\u00e4ckerei",
    "knife": "Messer",
    "meal": "Mahlzeit",
    "tool": "Werkzeug",
    "Tools": "Werkzeuge",
    "With *much* butter.": "Mit *viel* Butter.",
}


def write_catalog(project: Project, messages: dict[str, str]) -> None:
    text = "".join(f'msgid "{msgid}"\nmsgstr "{msgstr}"\n\n' for msgid, msgstr in messages.items())
    project.write({"locale/de/LC_MESSAGES/retrospective.po": text})
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.StringIO(text)))
    project.write({"locale/de/LC_MESSAGES/retrospective.mo": compiled.getvalue()})


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    return make_project(FILES, more=MORE)


def test_each_name_is_in_the_catalogue_once(project: Project) -> None:
    build = project.build("gettext")
    found = [message.id for message in read_po(io.StringIO(build.read("retrospective.pot"))) if message.id]
    assert sorted(map(str, found)) == sorted(GERMAN)


def test_names_are_shown_in_the_language_and_keep_their_addresses(project: Project) -> None:
    write_catalog(project, GERMAN)
    build = project.build(language="de")
    assert build.warnings == []
    view = build.page("index").select(".retro-view")[0]
    shown = text_of(view)
    for name in ("K\u00e4se", "Die B\u00e4ckerei", "Messer", "Mahlzeit", "Mit viel Butter."):
        assert name in shown
    assert texts(view, ".retro-body em") == ["viel"]
    assert links(build.page("index"), ".retro-index a")["K\u00e4se"] == "tags/cheese.html"
    assert texts(build.page("page"), ".retro-term-title") == ["K\u00e4se"]
    names = {each[:2] for each in published(build.outdir)}
    assert {("retro:tag", "cheese"), ("retro:org", "the-bakery"), ("retro:tool", "knife")} <= names
    assert "K\u00e4se" in text_of(build.page("tags/cheese"))


def test_a_translation_that_changes_reaches_every_page(project: Project) -> None:
    project.build(language="de")
    for messages in (GERMAN, {**GERMAN, "cheese": "Rahm", "With *much* butter.": "Mit Butter."}, {}):
        write_catalog(project, messages)
        changed = project.build(language="de")
        clean = project.build(language="de", outdir="clean", doctrees="clean-doctrees")
        for name in ("index.html", "page.html", "tags/cheese.html", "objects.inv"):
            assert (changed.outdir / name).read_bytes() == (clean.outdir / name).read_bytes()
        for folder in ("clean", "clean-doctrees"):
            (project.folder / folder).rename(project.folder / f"{folder}-{len(messages)}-{messages.get('cheese')}")


def test_a_name_that_is_in_no_text_changes_too(make_project: MakeProject) -> None:
    page = "Index\n=====\n\n.. event:: Bread\n   :date: 2015\n   :tags: cheese\n\n.. timeline::\n"
    project = make_project({"index.rst": page}, more=MORE)
    project.build(language="de")
    write_catalog(project, GERMAN)
    assert texts(project.build(language="de").page("index"), ".retro-tags a") == ["Käse", "Käse"]
    write_catalog(project, {**GERMAN, "cheese": "Rahm"})
    build = project.build(language="de")
    assert texts(build.page("index"), ".retro-tags a") == ["Rahm", "Rahm"]
    assert "Rahm" in text_of(build.page("tags/cheese"))


def test_nothing_of_one_project_is_left_for_the_next(project: Project, make_project: MakeProject) -> None:
    write_catalog(project, GERMAN)
    project.build(language="de")
    build = make_project(FILES, more=MORE).build()
    assert "cheese" in text_of(build.page("index"))
