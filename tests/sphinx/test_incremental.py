"""What is built after an edit is what would be built from scratch, and no page is written that need not be."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import (
    EVENT,
    Build,
    Project,
    links,
    one,
    retro,
    rewritten,
    snapshot,
    soup_of,
    text_of,
    texts,
    times,
)
from tests.sphinx.trees import search_index

#: Pages side by side: none has another in its toctree, so that nothing but the digest has them written again.
FILES = {
    "index.rst": "Index\n=====\n",
    "a.rst": "A\n=\n" + EVENT.format(title="First", id="first", date=2010, tags="c, rust"),
    "b.rst": "B\n=\n\n.. timeline::\n   :tags: c\n",
    "c.rst": "C\n=\n\n:event:`first`\n",
    "d.rst": "D\n=\n\n.. tag-index::\n",
    "e.rst": "E\n=\n\n:tag:`rust` :ref:`event-first`\n",
    "own.rst": "Own\n===\n" + EVENT.format(title="Own", id="own", date=2015, tags="other") + "\n:event:`own`\n",
    "plain.rst": "Plain\n=====\n\nNothing of ours.\n",
    "described.rst": "Described\n=========\n\n.. tag:: c\n",
    "data.rst": "Data\n====\n\n.. events::\n   :file: data.yaml\n",
    "data.yaml": "- {title: From data, date: 2012, tags: data}\n",
}


@pytest.fixture
def project(make_built_project: MakeProject) -> Project:
    project = make_built_project(FILES)
    assert retro(project.first.warnings) == []
    return project


def test_nothing_changed_nothing_written(project: Project) -> None:
    assert rewritten(project) == set()


EDITS: dict[str, tuple[Callable[[Project], None], set[str]]] = {
    "retitled": (lambda p: p.edit("a.rst", "event:: First", "event:: Renamed"), {"a", "b", "c", "d", "e"}),
    "redated": (lambda p: p.edit("a.rst", ":date: 2010", ":date: 2011"), {"a", "b", "d"}),
    "summary": (lambda p: p.edit("a.rst", "Told of First.", "Told otherwise."), {"a", "b"}),
    "retagged": (lambda p: p.edit("a.rst", "c, rust", "c, rust, new"), {"a", "b", "d"}),
    "untagged": (lambda p: p.edit("a.rst", "c, rust", "rust"), {"a", "b", "d", "described"}),
    "respelt": (lambda p: p.edit("a.rst", "c, rust", "c, Rust"), {"a", "b", "d", "e"}),
    "removed": (lambda p: p.write({"a.rst": "A\n=\n"}), {"a", "b", "c", "d", "e", "described"}),
    "added": (
        lambda p: p.edit("plain.rst", "Nothing of ours.", EVENT.format(title="New", id="new", date=2013, tags="c")),
        {"plain", "b", "d", "described"},
    ),
    "page removed": (lambda p: p.remove("a.rst"), {"b", "c", "d", "e", "described"}),
    "page renamed": (lambda p: p.rename("a.rst", "moved.rst"), {"moved", "b", "c", "d", "e"}),
    "id": (lambda p: p.edit("a.rst", ":id: first", ":id: second"), {"a", "b", "c", "d", "e"}),
    "data": (lambda p: p.edit("data.yaml", "tags: data", "tags: c"), {"data", "b", "d", "described"}),
    "described": (
        lambda p: p.edit("described.rst", ".. tag:: c", ".. tag:: C language\n   :aliases: c"),
        {"a", "b", "d", "described"},
    ),
    "plain": (lambda p: p.edit("plain.rst", "Nothing", "Not a thing"), {"plain"}),
    "own": (lambda p: p.edit("own.rst", "Told of Own.", "Told."), {"own"}),
}


@pytest.mark.parametrize("edit", EDITS)
def test_edit(project: Project, edit: str) -> None:
    change, pages = EDITS[edit]
    change(project)
    assert rewritten(project) == pages
    # And what is there is what a build from scratch makes of it, orphans of Sphinx's own aside.
    again = snapshot(project.folder / "build-html")
    shutil.rmtree(project.folder / "build-html")
    fresh = project.build(doctrees="fresh")
    assert _content(again, fresh) == _content(fresh.files(), fresh)


def _content(files: dict[str, bytes], build: Build) -> dict[str, str]:
    """Return what pages say; Sphinx leaves pages of removed documents, and their sources, where they are."""
    addresses = build.domain.gathered.addresses
    known = {*build.app.env.found_docs, *addresses.pages, *addresses.redirects}
    pages = {name: content for name, content in files.items() if name.endswith(".html")}
    gone = {"a"} - build.app.env.found_docs
    assert (
        set(pages)
        - {f"{name}.html" for name in (*known, *gone, "genindex", "search", "retro-tags", "retro-chronology")}
        == set()
    )
    return {name: content.decode() for name, content in pages.items() if name.removesuffix(".html") not in gone}


def test_page_is_not_written_for_what_it_does_not_show(project: Project) -> None:
    project.write(
        {
            "explicit.rst": "Page\n====\n\n:event:`text <first>` :ref:`text <event-first>` :tag:`text <rust>`\n",
            "lists.rst": "Lists\n=====\n" + EVENT.format(title="Second", id="second", date=1990, tags="rust"),
        }
    )
    project.build()
    project.edit("a.rst", "event:: First", "event:: Renamed")
    assert rewritten(project) == {"a", "b", "c", "d", "e"}
    # References to the tag lead to its description from now on; lines of tags and indices lead to the list.
    project.edit("plain.rst", "Nothing of ours.", ".. tag:: rust")
    assert rewritten(project) == {"plain", "e", "explicit"}


#: Ways to refer to an event and to a tag, besides our roles: Sphinx's, and MyST's.
OTHERWISE = {
    "ref.rst": ":ref:`event-first`",
    "case.rst": ":ref:`Event-First`",
    "label.rst": ":any:`event-first`",
    "any.rst": ":any:`first`",
    "tag.rst": ":any:`rust` :ref:`tag-rust`",
    "link.md": "[](#event-first)",
    "project.md": "<project:#event-first>",
    "bare.md": "[](#first)",
    "any2.md": "{any}`first`",
}
#: By the file that it is in, and its anchor there.
BY_PLACE = {"place.md": "[](a.rst#retro-event-first)", "placed.md": "<project:a.rst#retro-event-first>"}


def _otherwise(text: str, name: str) -> str:
    return f"# Page\n\n{text}\n" if name.endswith(".md") else f"Page\n====\n\n{text}\n"


def test_page_follows_what_it_refers_to_otherwise(make_project: MakeProject) -> None:
    """Each page for itself: none of them shows anything but its one reference."""
    pages = {f"page{name}": _otherwise(text, name) for name, text in (OTHERWISE | BY_PLACE).items()}
    project = make_project({**FILES, **pages})
    to_tag = {f"page{name.partition('.')[0]}" for name, text in OTHERWISE.items() if "rust" in text}
    to_event = {f"page{name.partition('.')[0]}" for name in OTHERWISE} - to_tag
    to_place = {f"page{name.partition('.')[0]}" for name in BY_PLACE}
    assert len(to_tag | to_event | to_place) == len(pages)
    build = project.build()
    assert {page for page in to_event | to_place if "First" not in text_of(build.page(page))} == set()
    project.edit("a.rst", "event:: First", "event:: Renamed")
    build = project.build()
    assert {page for page in to_event | to_place if "Renamed" not in text_of(build.page(page))} == set()
    project.edit("a.rst", "c, rust", "c, Rust")
    build = project.build()
    assert {page for page in to_tag if "Rust" not in text_of(build.page(page))} == set()
    # On another page.
    project.write({"new.rst": (project.source / "a.rst").read_text("utf-8"), "a.rst": "A\n=\n"})
    build = project.build()
    there = "new.html#retro-event-first"
    assert {page for page in to_event if there not in links(build.page(page)).values()} == set()
    project.write({"new.rst": "New\n===\n"})
    said = " ".join(line for line in project.build().warnings if "WARNING" in line)
    assert {page for page in to_event if f"{page}." not in said} == set()


def test_page_that_refers_to_what_sphinx_makes(make_project: MakeProject) -> None:
    project = make_project({"index.rst": _otherwise(":ref:`genindex` :ref:`search` :any:`modindex`", "index.rst")})
    assert retro(project.build().warnings) == []
    assert rewritten(project) == set()


def test_summary_that_is_shown_elsewhere_follows_what_it_refers_to(make_project: MakeProject) -> None:
    """Each way to refer to it has an event, a view and a tag of its own."""
    told, view = "Told\n====\n" + EVENT, "View\n====\n\n.. timeline::\n   :tags: {}\n"
    files: dict[str, str] = {}
    for role in ("ref", "any"):
        text = told.format(title=role, id=role, date=2010, tags=role).replace(f"of {role}.", f"by :{role}:`event-own`.")
        files |= {f"told-{role}.rst": text, f"view-{role}.rst": view.format(role)}
    project = make_project({**FILES, **files})
    project.build()
    project.edit("own.rst", "event:: Own", "event:: Renamed")
    build = project.build()
    for page in ("told-ref", "view-ref", "tags/ref", "told-any", "view-any", "tags/any"):
        assert "Told by Renamed." in text_of(build.page(page)), page


def test_timeline_of_a_sibling(project: Project) -> None:
    project.edit("a.rst", "event:: First", "event:: Renamed")
    build = project.build()
    assert texts(build.page("b"), ".retro-title") == ["Renamed"]
    assert links(build.page("c"), "p a") == {"Renamed": "a.html#retro-event-first"}
    assert texts(build.page("tags/c"), ".retro-title") == ["Renamed"]
    assert "Renamed" in texts(build.page("retro-chronology"), "a")


def test_page_of_a_term_comes_and_goes(project: Project) -> None:
    page = project.folder / "build-html/tags/rust.html"
    assert page.is_file()
    project.edit("a.rst", "c, rust", "c")
    project.build()
    assert not page.exists()
    project.edit("a.rst", ":tags: c", ":tags: c, rust")
    project.build()
    assert page.is_file()


def pages_of_terms(project: Project) -> dict[str, int]:
    return {name: time for name, time in times(project.folder / "build-html").items() if name.startswith("tags/")}


def test_page_of_a_term_is_written_where_it_says_something_else(project: Project) -> None:
    before = pages_of_terms(project)
    assert set(before) == {f"tags/{tag}.html" for tag in ("c", "data", "other", "rust")}
    project.edit("own.rst", ":date: 2015", ":date: 2016")
    project.build()
    after = pages_of_terms(project)
    assert {name for name in after if after[name] != before[name]} == {"tags/other.html"}


def test_page_of_a_term_that_is_not_written_stays_in_the_search(project: Project) -> None:
    project.edit("plain.rst", "Nothing", "Not a thing")
    index = search_index(project.build().read("searchindex.js"))
    page = index["docnames"].index("tags/rust")
    assert index["titles"][page] == "rust"
    assert page == index["titleterms"]["rust"]
    assert [page, None] in index["alltitles"]["rust"]


def test_page_is_not_written_for_a_count_that_it_does_not_show(make_project: MakeProject) -> None:
    parent, child = ".. tag:: languages\n\n.. tag:: rust\n   :parent: languages\n", ".. tag:: other\n"
    project = make_project({**FILES, "described.rst": f"Described\n=========\n\n{parent}\n{child}"})
    project.build()
    before = pages_of_terms(project)
    project.edit("described.rst", child, f"{child}   :parent: languages\n")
    project.build()
    after = pages_of_terms(project)
    # That of rust says what it is part of, and not how many others are.
    assert {name for name in after if after[name] != before[name]} == {"tags/other.html", "tags/languages.html"}


def test_matrix_is_not_written_for_a_page_that_it_does_not_count(make_project: MakeProject) -> None:
    tagged = "Tagged\n======\n\n.. tags:: {}\n"
    project = make_project({**FILES, "tagged.rst": tagged.format("rust"), "matrix.rst": "M\n=\n\n.. tag-matrix::\n"})
    project.build()
    project.write({"tagged.rst": tagged.format("c")})
    # The index and the description of the tag say how many entries it has.
    assert rewritten(project) == {"d", "described", "tagged"}


def test_matrix_is_not_written_for_the_date_of_an_event_that_is_alone_in_its_cell(make_project: MakeProject) -> None:
    project = make_project({"a.rst": FILES["a.rst"], "index.rst": "M\n=\n\n.. tag-matrix::\n"})
    project.build()
    project.edit("a.rst", ":date: 2010", ":date: 2010-09")
    assert rewritten(project) == {"a"}
    # Its title is in what the cell says.
    project.edit("a.rst", "event:: First", "event:: Renamed")
    assert rewritten(project) == {"a", "index"}


def test_page_is_not_written_for_a_term_whose_description_is_hidden(make_project: MakeProject) -> None:
    hidden = "Described\n=========\n\n.. tag:: c\n   :hidden:\n"
    project = make_project({"a.rst": FILES["a.rst"], "index.rst": "Index\n=====\n", "described.rst": hidden})
    project.build()
    project.edit("a.rst", "c, rust", "rust")
    assert rewritten(project) == {"a"}


def test_page_of_a_term_follows_what_is_around_it(make_project: MakeProject) -> None:
    style = "html_static_path = ['static']\nhtml_css_files = ['site.css']\nhtml_theme = 'alabaster'"
    toctree = "Index\n=====\n\n.. toctree::\n\n   plain\n   a\n"
    project = make_project({**FILES, "index.rst": toctree, "static/site.css": "p { color: red }"}, more=style)
    page = project.folder / "build-html/tags/c.html"
    project.build()
    assert "Plain" in page.read_text("utf-8")
    project.edit("plain.rst", "Plain\n=====", "Retitled\n========")
    project.build()
    assert "Retitled" in page.read_text("utf-8")
    before = page.read_text("utf-8")
    project.edit("static/site.css", "red", "green")
    project.build()
    after = page.read_text("utf-8").splitlines()
    assert [line.count("site.css?v=") for line in before.splitlines() if line not in after] == [1]


#: As some themes do: what is there for all pages is added to when the first of them is written.
ADDS = """
def add(app, pagename, templatename, context, doctree):
    context["shared"].setdefault("added", "in place")

def setup(app):
    app.config.html_context["shared"] = {}
    app.connect("html-page-context", add)
"""


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("more", ["", ADDS], ids=["sheets", "context"])
def test_page_of_a_term_is_not_written_for_what_other_pages_loaded(
    make_project: MakeProject, more: str, jobs: int
) -> None:
    """With no page after the documents, which loads what all pages load."""
    project = make_project(FILES, more=f"html_use_index = False\nhtml_domain_indices = False\n{more}")
    project.build()
    before = pages_of_terms(project)
    # The last document of the first build shows nothing of ours.
    project.edit("own.rst", "Told of Own.", "Told otherwise.")
    assert rewritten(project, parallel=jobs) == {"own"}
    after = pages_of_terms(project)
    assert {name for name in after if after[name] != before[name]} == {"tags/other.html"}


def test_page_of_a_term_that_was_removed_is_written_again(project: Project) -> None:
    page = project.folder / "build-html/tags/c.html"
    page.unlink()
    project.build()
    assert page.is_file()


def test_another_release_draws_everything_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = pages_of_terms(project)
    monkeypatch.setattr("sphinx_retrospective.__version__", "99")
    assert {"a", "b", "c", "d", "e", "plain"} <= rewritten(project)
    after = pages_of_terms(project)
    assert [name for name in after if after[name] == before[name]] == []


def test_data_that_another_builder_read_is_written_too(project: Project) -> None:
    project.edit("data.yaml", "From data", "From elsewhere")
    project.build("text")
    # Neither the page's time nor the environment tells the HTML builder now that it is another.
    assert rewritten(project) == {"data", "d"}
    assert "From elsewhere" in (project.folder / "build-html/data.html").read_text("utf-8")


def test_colours_that_another_builder_read_are_loaded_too(make_project: MakeProject) -> None:
    project = make_project({"index.rst": FILES["a.rst"]})
    project.build()
    colours = {"event": {"colour": "#335577"}}
    project.build("text", retro_kinds=colours)
    page = soup_of(project.build(retro_kinds=colours).read("index.html"))
    assert [str(each["href"]) for each in page.select("link[href*=retro-kinds]")] != []
    # Generated pages have the checksum of the sheet, as the clean build has it, whatever kinds they show.
    colours = {**colours, "talk": {"colour": "#553377"}}
    project.build("text", retro_kinds=colours)
    sheets = [
        str(one(soup_of(build.read("tags/c.html")), "link[href*=retro-kinds]")["href"])
        for build in (
            project.build(retro_kinds=colours),
            project.build(outdir="clean", doctrees="clean-doctrees", retro_kinds=colours),
        )
    ]
    assert sheets[0] == sheets[1]


def test_badges_that_another_builder_read_are_loaded_too(make_project: MakeProject) -> None:
    project = make_project({"index.rst": FILES["a.rst"], "table.rst": "T\n=\n\n.. timeline::\n   :view: table\n"})
    project.build()
    badges: dict[str, Any] = {"tags_create_badges": True, "tags_create_tags": True}
    project.build("text", **badges)
    page = soup_of(project.build(**badges).read("table.html"))
    assert [str(each["href"]) for each in page.select("link[href*=retro-badges]")] != []


def test_page_with_nothing_to_show_is_not_written_for_colours(make_project: MakeProject) -> None:
    """It loads no sheet of them. Its own events are all that it counts."""
    nothing = ":retro-scope: page\n\nApart\n=====\n\n.. tag-index::\n\n.. tag-matrix::\n"
    coloured = ".. tag:: c\n   :colour: #335577\n"
    project = make_project({"index.rst": "Index\n=====\n", "apart.rst": nothing, "c.rst": f"C\n=\n\n{coloured}"})
    project.build()
    project.edit("c.rst", "#335577", "#553377")
    assert rewritten(project) == {"c"}


def test_index_of_nothing_is_removed(make_project: MakeProject) -> None:
    project = make_project({"index.rst": FILES["a.rst"]})
    indices = [project.folder / f"build-html/retro-{name}.html" for name in ("tags", "chronology")]
    project.build()
    assert [path.exists() for path in indices] == [True, True]
    project.build(html_domain_indices=False)
    assert [path.exists() for path in indices] == [False, False]
    project.build()
    project.write({"index.rst": "A\n=\n"})
    project.build()
    assert [path.exists() for path in indices] == [False, False]


def test_document_that_takes_the_place_of_a_term_s_page_stays(project: Project) -> None:
    project.write({"tags/rust.rst": "Mine\n====\n"})
    index = search_index(project.build().read("searchindex.js"))
    page = index["docnames"].index("tags/rust")
    assert index["titleterms"]["mine"] == page
    # Nor is it found by what the page of the term said.
    assert not index["titleterms"].get("rust")
    assert "rust" not in index["indexentries"]
    project.edit("a.rst", "c, rust", "c")
    build = project.build()
    assert texts(build.page("tags/rust"), "h1") == ["Mine¶"]


def test_configuration_that_only_drawing_reads(project: Project) -> None:
    build = project.build(retro_tag_pages=False)
    assert not list((build.outdir / "tags").glob("*"))
    assert links(build.page("a"), ".retro-tags a")["rust"] == "d.html#retro-index-tag-rust"


def test_nothing_is_written_into_the_source_folder(project: Project) -> None:
    before = snapshot(project.source)
    project.build("text")
    project.build(parallel=2)
    assert snapshot(project.source) == before
