"""What of Sphinx is used and not promised: each test says what no longer works when one of these changes."""

from __future__ import annotations

from contextlib import nullcontext
from typing import cast

import pytest
from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_retrospective.sphinx_internals import Translation, assets_of_all_pages, given_values, page_html
from tests.conftest import MakeProject
from tests.sphinx.project import Build, Project, links, soup_of, times
from tests.sphinx.trees import search_index

FILES = {
    "index.rst": "Index\n=====\n\n.. toctree::\n\n   told\n",
    "told.rst": "Told\n====\n\n.. event:: First\n   :date: 2010\n   :tags: c, rust\n\n   Walking & talking.\n",
}


@pytest.fixture
def project(make_built_project: MakeProject) -> Project:
    return make_built_project(FILES)


@pytest.fixture
def build(project: Project) -> Build:
    return project.first


def builder_of(build: Build) -> StandaloneHTMLBuilder:
    return cast("StandaloneHTMLBuilder", build.app.builder)


def part() -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.Text("a < b, "), nodes.strong("", "c"), classes=["x"])


def test_parts_are_written_as_sphinx_writes_them(build: Build) -> None:
    """Without it, events placed in lists would look otherwise than on their own pages."""
    builder = builder_of(build)
    translation = Translation(builder)
    wanted = builder.render_partial(nodes.container("", part()))["fragment"]
    assert translation.html([nodes.container("", part())]) == wanted
    # Nothing of one part is left in the next.
    assert translation.html([nodes.container("", part())]) == wanted


def test_pages_are_written_as_sphinx_writes_them(build: Build) -> None:
    """Without it, pages of terms would have another body than documents."""
    builder = builder_of(build)
    body = build.app.env.get_and_resolve_doctree("told", builder, tags=builder.tags)
    wanted = builder.render_partial(body.deepcopy()[0])["fragment"]
    assert page_html(body, builder).strip() == wanted.strip()


def test_a_stem_is_found_once(build: Build) -> None:
    """Without it, the search index of a large site takes several times as long."""
    indexer = builder_of(build).indexer
    assert indexer is not None
    known = vars(indexer.lang)["stem"].cache_info
    # Sphinx asks once for each word of a page; "told" is on two.
    assert known().misses > 0
    assert known().hits > 0
    assert indexer.lang.stem("walking") == "walk"


def test_generated_pages_stay_in_the_index(project: Project) -> None:
    """Without it, a term is found by the search only after a build in which its page changed."""
    indexer = builder_of(project.build()).indexer
    assert indexer is not None
    assert {"tags/c", "tags/rust"} <= indexer._titles.keys()
    assert "tags/c" in indexer._title_mapping["c"]
    assert indexer.freeze()["indexentries"]["c"]


def test_what_a_page_said_before_is_forgotten(project: Project) -> None:
    """Without it, the search finds a page by words that it no longer has."""
    project.write({"c.rst": ":orphan:\n\nDescribed\n=========\n\n.. tag:: c\n\n   Walking.\n"})
    project.build()
    project.edit("c.rst", "Walking", "Running")
    indexer = builder_of(project.build()).indexer
    assert indexer is not None
    assert "tags/c" not in indexer._mapping.get("walk", set())
    assert "tags/c" in indexer._mapping["run"]


def test_what_results_say_of_events_is_in_the_index(project: Project) -> None:
    """Without it, a result of the search says "event" and no more."""
    index = search_index(project.build().read("searchindex.js"))
    kinds = {index["objnames"][str(row[1])][2] for rows in index["objects"].values() for row in rows}
    assert any("2010" in kind for kind in kinds)


def test_assets_of_all_pages_are_known(make_project: MakeProject) -> None:
    """Without it, pages of terms are written again and again, or not when a style sheet of the project is changed."""
    more = "html_static_path = ['static']\nhtml_css_files = ['site.css']\nhtml_js_files = ['site.js']"
    static = {"static/site.css": "p {}", "static/site.js": "1"}
    build = make_project({**FILES, **static}, more=more).build()
    names = [str(asset.filename) for asset in assets_of_all_pages(builder_of(build))]
    assert {"_static/site.css", "_static/site.js"} <= set(names)
    # The last page that was written loads it.
    assert "_static/retro.css" in build.read("told.html")
    assert "_static/retro.css" not in names


def test_what_a_project_gives_values_to_is_known(make_project: MakeProject) -> None:
    """Without it, nobody is told of a misspelled value, and the values of sphinx-tags are not read."""
    config = make_project(FILES, more="retro_pagelimit = 3\nhtml_show_sphinx = False").build().app.config
    assert {"retro_pagelimit", "html_show_sphinx"} <= set(given_values(config))
    assert "html_theme_path" not in given_values(config)


def test_messages_of_other_files_are_in_the_catalogue(make_project: MakeProject) -> None:
    """Without it, descriptions in vocabulary files are never translated."""
    files = {**FILES, "tags.yaml": "rust: A language.\n"}
    build = make_project(files, more="retro_vocabulary = {'tag': 'tags.yaml'}").build("gettext")
    catalogues = "".join(path.read_text("utf-8") for path in build.outdir.glob("*.pot"))
    assert 'tags.yaml:1\nmsgid "A language."' in catalogues


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_navigation_is_the_one_that_each_page_would_have(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, builder: str
) -> None:
    """Without it, the navigation beside a term leads astray."""
    project = make_project(FILES, more="html_theme = 'furo'")
    project.build(builder, outdir="one")

    monkeypatch.setattr(
        "sphinx_retrospective.output.page_writer.one_toctree_for_each_folder", lambda builder: nullcontext()
    )
    project.build(builder, outdir="each")
    names = ["tags/c", "tags/rust"]
    for name in names:
        file = f"{name}.html" if builder == "html" else f"{name}/index.html"
        one, each = ((project.folder / outdir / file).read_text("utf-8") for outdir in ("one", "each"))
        assert one == each
        top = "../" if builder == "html" else "../../"
        assert links(soup_of(one), ".sidebar-tree a")["Told"] == f"{top}told{'.html' if builder == 'html' else '/'}"


def test_an_index_is_written_when_it_says_something_else(project: Project) -> None:
    """Without it, the indices of the domain are written by each build, or never again."""
    index = "retro-chronology.html"
    before = times(project.folder / "build-html")[index]
    project.build()
    assert times(project.folder / "build-html")[index] == before
    project.edit("told.rst", "event:: First", "event:: Renamed")
    build = project.build()
    assert times(project.folder / "build-html")[index] != before
    assert "Renamed" in build.read(index)


#: Notes in which order Sphinx goes on.
ORDER = """
from pathlib import Path
from sphinx_retrospective.sphinx_internals import call_before_pages, call_once_resolved

def note(app, what):
    with Path(app.outdir, "order").open("a") as file:
        file.write(what + "\\n")

def begin(app):
    call_before_pages(app.builder, lambda: note(app, "before pages"))
    call_once_resolved(app.builder, lambda: note(app, "once resolved"))

def setup(app):
    app.connect("builder-inited", begin)
    app.connect("write-started", lambda app, builder: note(app, "started"))
    app.connect("doctree-resolved", lambda app, doctree, docname: note(app, docname), priority=999)
    app.connect("html-collect-pages", lambda app: note(app, "collect") or [], priority=1)
"""


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_moments_before_the_first_page_and_after_the_last_document(make_project: MakeProject, jobs: int) -> None:
    """Without them, pages of terms are written when nothing has changed, and not while documents are written."""
    project = make_project({**FILES, "b.rst": "B\n=\n"}, more=ORDER)
    order = project.build(parallel=jobs).read("order").splitlines()
    resolved = ["b", "index", "told", *(["once resolved"] if jobs > 1 else [])]
    assert order == ["started", "before pages", *resolved, "collect"]
    # With no document to write, and with one, which the main process writes itself.
    (project.folder / "build-html/order").unlink()
    assert project.build(parallel=jobs).read("order").splitlines() == ["started", "before pages", "collect"]
    project.edit("b.rst", "=\n", "=\n\nMore.\n")
    (project.folder / "build-html/order").unlink()
    assert project.build(parallel=jobs).read("order").splitlines() == ["started", "before pages", "b", "collect"]


@pytest.mark.parametrize("suffix", [".rst", ".md"])
def test_text_beside_the_documents_is_read_as_a_document_is(make_project: MakeProject, suffix: str) -> None:
    """Without it, descriptions in vocabulary files are plain text, or break the build."""
    index = "Index\n=====\n" if suffix == ".rst" else "# Index\n"
    text = "A **firm**, see :org:`Other`." if suffix == ".rst" else "A **firm**, see {org}`Other`."
    files = {f"index{suffix}": index, "orgs.yaml": f"Acme: '{text}'\nOther:\n"}
    built = make_project(files, more="retro_vocabulary = {'org': 'orgs.yaml'}").build()
    assert built.warnings == []
    page = built.page("orgs/acme")
    assert page.select("strong")
    assert links(page)["Other"] == "other.html"


def test_a_document_can_have_its_source_elsewhere(make_project: MakeProject) -> None:
    """Without it, projects that come from sphinx-tags have no page of all tags."""
    project = make_project(FILES, more="tags_create_tags = True")
    build = project.build()
    assert build.warnings == []
    path = build.app.env.doc2path("_tags/tagsindex")
    assert path.is_file()
    assert not path.is_relative_to(project.source)
    assert (build.outdir / "_tags" / "tagsindex.html").is_file()
