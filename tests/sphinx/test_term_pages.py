"""The page of each term: like every other page of the theme, found by the search, and there where links lead."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import Build, Builds, broken_links, links, one, soup_of, text_of, texts

#: Terms, and the names of their pages.
TERMS = {
    "C": "c",
    "C++": "c-plus-plus",
    "C#": "c-sharp",
    ".NET": "dot-net",
    "история": "история",
    "日本語": "日本語",
    "naïve café": "naïve-café",
    "100%": "100-percent",
}
FILES = {
    "index.rst": f"""
Index
=====

.. toctree::

   told

{" ".join(f":tag:`{term}`" for term in TERMS)}
""",
    "told.rst": f"""
:tags: C

Told
====

.. event:: First
   :date: 2010
   :tags: {", ".join(TERMS)}

   What was *said*.

.. event:: Second
   :date: 2011
   :tags: C

.. tag:: Languages

   In which programs are written.

.. tag:: c++
   :parent: Languages
   :aliases: cpp

   A **language**, beside :tag:`cpp`, from :event:`first`.

Section
-------

.. tags:: C
""",
}
CONF = """
project = "Terms"
extensions = ["sphinx_retrospective"]
nitpicky = True
"""


@pytest.fixture(scope="module")
def builds(make_shared_project: MakeProject) -> Builds:
    return Builds(lambda theme: make_shared_project(FILES, conf=CONF).build(html_theme=theme))


@pytest.fixture(params=["furo", "alabaster", "basic"])
def themed(request: pytest.FixtureRequest, builds: Builds) -> Build:
    return builds[request.param]


@pytest.fixture
def site(builds: Builds) -> Build:
    return builds["basic"]


def test_no_warning(themed: Build) -> None:
    assert themed.warnings == []


def test_navigation_is_there(themed: Build) -> None:
    whole = soup_of(themed.read("tags/c.html"))
    found = links(whole, "[role=navigation] a, nav a, .sphinxsidebar a, .sidebar-drawer a")
    if themed.app.config.html_theme == "basic":
        assert found["Terms documentation"] == "../index.html"
    else:
        assert found["Told"] == "../told.html"


def test_one_heading(themed: Build) -> None:
    whole = soup_of(themed.read("tags/c.html"))
    assert [text_of(each).rstrip("¶#") for each in whole.select("[role=main] h1")] == ["C"]
    assert text_of(one(whole, "head > title")).startswith("C ")


def test_headings_in_order(themed: Build) -> None:
    main = one(soup_of(themed.read("tags/c.html")), "[role=main]")
    assert [(each.name, text_of(each).rstrip("¶#")) for each in main.select("h1, h2, h3, h4")] == [
        ("h1", "C"),
        ("h2", "Events"),
        ("h3", "2010"),
        ("h3", "2011"),
        ("h2", "Pages"),
    ]


def test_contents(builds: Builds) -> None:
    contents = one(soup_of(builds["furo"].read("tags/c.html")), ".toc-tree")
    assert {text: address for text, address in links(contents).items() if text in {"Events", "Pages"}} == {
        "Events": "#events",
        "Pages": "#pages",
    }


def test_links(themed: Build) -> None:
    assert broken_links(themed.outdir) == []


def section(build: Build, page: str, anchor: str) -> dict[str, str]:
    return links(build.page(page), f"section[id='{anchor}'] a:not(.headerlink)")


def test_events(site: Build) -> None:
    page = site.page("tags/c")
    assert texts(page, "#events .retro-title") == ["First", "Second"]
    assert links(page, "#events .retro-title a") == {
        "First": "../told.html#retro-event-first",
        "Second": "../told.html#retro-event-second",
    }
    assert text_of(one(page, "#events em")) == "said"


def test_pages(site: Build) -> None:
    assert section(site, "tags/c", "pages") == {"Told": "../told.html", "Section": "../told.html#section"}


def test_description_and_narrower_terms(site: Build) -> None:
    narrower = site.page("tags/languages")
    assert "In which programs are written." in text_of(narrower)
    assert links(narrower, ".retro-narrower a") == {"c++": "c-plus-plus.html"}
    assert texts(narrower, "#events .retro-title") == ["First"]
    described = site.page("tags/c-plus-plus")
    assert text_of(one(described, "strong")) == "language"
    assert {"Languages": "languages.html"}.items() <= links(described).items()
    assert "../told.html#retro-tag-c-plus-plus" in links(described).values()


def test_search_engines_are_told_what_a_term_is(site: Build) -> None:
    def said(name: str) -> str:
        return str(one(soup_of(site.read(f"{name}.html")), "meta[name=description]")["content"])

    assert said("tags/languages") == "In which programs are written."
    assert said("tags/c") == "C: First; Second"
    # By titles, and not by the ids that the author wrote.
    assert said("tags/c-plus-plus") == "A language, beside c++, from First."


@pytest.mark.parametrize("term", TERMS)
def test_is_where_links_lead(site: Build, term: str) -> None:
    name = TERMS[term]
    assert (site.outdir / f"tags/{name}.html").is_file()
    found = links(site.page("told"), ".retro-tags a")
    shown = "c++" if term == "C++" else term
    assert found[shown] == f"tags/{quote(name)}.html"


def test_dirhtml(make_project: MakeProject) -> None:
    build = make_project(FILES, conf=CONF).build("dirhtml", html_theme="basic")
    assert build.warnings == []
    assert broken_links(build.outdir) == []
    for name in TERMS.values():
        assert (build.outdir / "tags" / name / "index.html").is_file()
    assert links(soup_of(build.read("told/index.html")), ".retro-tags a")["C#"] == "../tags/c-sharp/"


class TestSearch:
    @pytest.fixture
    def index(self, site: Build) -> dict[str, Any]:
        text = site.read("searchindex.js")
        match = re.fullmatch(r"Search\.setIndex\((.*)\)", text, re.DOTALL)
        assert match is not None
        loaded = json.loads(match[1])
        assert isinstance(loaded, dict)
        return loaded

    def test_has_the_pages(self, index: dict[str, Any]) -> None:
        pages = dict(zip(index["docnames"], index["titles"], strict=True))
        assert set(TERMS.values()) | {"languages"} == {
            name.removeprefix("tags/") for name in pages if name.startswith("tags/")
        }
        assert pages["tags/c-sharp"] == "C#"
        assert "told" in pages

    def test_finds_pages_by_what_they_say(self, index: dict[str, Any]) -> None:
        numbers = index["terms"]["program"]
        found = {index["docnames"][number] for number in (numbers if isinstance(numbers, list) else [numbers])}
        assert found == {"told", "tags/languages"}

    def test_finds_events_where_they_are(self, index: dict[str, Any]) -> None:
        # Each object: document, type, priority, anchor (shortened: empty for its name, "-" for type and name), title.
        objects = {item[4]: item for item in index["objects"][""]}
        document, kind, _, anchor, title = objects["First"]
        assert index["docnames"][document] == "told"
        assert index["objtypes"][str(kind)] == "retro:event"
        assert title == "First"
        assert anchor == "retro-event-first"

    def test_is_the_same_after_a_build_that_changes_nothing(self, make_project: MakeProject) -> None:
        project = make_project(FILES, conf=CONF)
        first = project.build(html_theme="basic").read("searchindex.js")
        assert project.build(html_theme="basic").read("searchindex.js") == first


def test_are_turned_off(make_project: MakeProject) -> None:
    project = make_project(FILES, conf=CONF)
    project.write({"terms.rst": "Terms\n=====\n\n.. tag-index::\n"})
    project.edit("index.rst", "   told\n", "   told\n   terms\n")
    build = project.build(html_theme="basic", retro_tag_pages=False)
    assert build.warnings == []
    assert not (build.outdir / "tags").exists()
    assert links(build.page("told"), ".retro-tags a")["C#"] == "terms.html#retro-index-tag-c-sharp"
    assert broken_links(build.outdir) == []


def test_terms_without_any_place_stand_without_a_link(make_project: MakeProject) -> None:
    build = make_project(FILES, conf=CONF).build(html_theme="basic", retro_tag_pages=False)
    assert build.warnings == []
    assert links(build.page("index"), "section > p a") == {"c++": "told.html#retro-tag-c-plus-plus"}
    assert texts(build.page("index"), "section > p")[-1].startswith("C c++ C#")
    assert texts(build.page("told"), ".retro-tags")[0].startswith("Tags: C")


def test_document_of_that_name_is_kept(make_project: MakeProject) -> None:
    project = make_project(FILES, conf=CONF)
    project.write({"tags/c.rst": ":orphan:\n\nMy own page\n===========\n"})
    build = project.build(html_theme="basic")
    (warning,) = build.warnings
    assert warning.startswith("tags/c.rst:1: WARNING: the document 'tags/c' has the name")
    assert warning.endswith(" [retro.page]")
    assert text_of(one(build.page("tags/c"), "h1")).startswith("My own page")
    assert (build.outdir / "tags/c-sharp.html").is_file()
    assert broken_links(build.outdir) == []


def test_only_the_first_of_two_indices_has_the_entries_that_references_lead_to(make_project: MakeProject) -> None:
    page = (
        "Page\n====\n\n.. event:: E\n   :date: 2015\n   :tags: a\n\n.. tag-index::\n\n.. tag-index::\n   :sort: count\n"
    )
    build = make_project({"index.rst": page}, more="retro_tag_pages = False").build()
    assert build.warnings == []
    assert len(build.page("index").select("dt#retro-index-tag-a")) == 1


def test_the_use_of_a_term_over_time(site: Build) -> None:
    picture = one(site.page("tags/c"), ".retro-usage svg")
    assert picture["aria-label"] == "Events by time: 2010: 1; 2011: 1"
    assert len(picture.select("rect")) == 2
    assert text_of(one(site.page("tags/c"), ".retro-usage figcaption")) == "2010 2011"
    # In one year there is nothing to compare.
    assert site.page("tags/c-sharp").select(".retro-usage") == []


def test_terms_that_occur_together(site: Build) -> None:
    related = one(site.page("tags/c-sharp"), ".retro-related")
    assert text_of(related).startswith("Often with: .NET 1 · 100% 1 · C 1")
    assert "C#" not in texts(related, "a")


@pytest.mark.parametrize("limit", [500, 1])
def test_what_is_told_of_a_term_is_followed(make_project: MakeProject, limit: int) -> None:
    """Also on the first of several pages, which lists none of the events that change."""
    project = make_project(FILES, conf=f"{CONF}\nretro_page_limit = {limit}\n")
    project.build()
    edits = [(":date: 2011", ":date: 2011/2014"), (":tags: C\n\n.. tag:: Lang", ":tags: C, C#\n\n.. tag:: Lang")]
    for number, (old, new) in enumerate(edits):
        project.edit("told.rst", old, new)
        after = project.build().files()
        clean = project.build(outdir=f"clean-{number}", doctrees=f"clean-doctrees-{number}").files()
        pages = {name for name in clean if name.startswith("tags/")}
        assert {name for name in pages if after[name] != clean[name]} == set()
