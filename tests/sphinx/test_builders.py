"""A project with everything in it, in every format that Sphinx has."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import Build, Builds, broken_links, snapshot, soup_of, text_of, texts

#: Their whole output is in HTML, with links between its files.
LINKED = ("html", "dirhtml", "singlehtml", "epub")
#: They write what the project says, in some form.
WRITING = (*LINKED, "latex", "text", "man", "texinfo", "xml", "pseudoxml", "json", "gettext")
BUILDERS = (*WRITING, "dummy", "linkcheck")
TITLES = (
    "First program",
    "Work in the summer",
    "Undetermined",
    "Closing",
    "Still going",
    "A talk & more",
    "Another talk",
    "Prize",
    "Release one",
    "Release two",
    "Sprint",
    "Retreat",
    "Apart only",
)
#: Written in documents, and so for translators.
WRITTEN = ("First program", "Work in the summer", "Undetermined", "Closing", "Still going", "Apart only")


@pytest.fixture(scope="module")
def builds(make_shared_project: MakeProject) -> Builds:
    """One build with each builder that is asked for, all from the same doctrees, as `make html epub latexpdf` does."""
    project = make_shared_project(root="everything")

    def build(builder: str) -> Build:
        # Sphinx does not let the catalogues be made from the others' doctrees. The sample's links lead to no server.
        doctrees = "doctrees-gettext" if builder == "gettext" else "doctrees"
        return project.build(builder, doctrees=doctrees, linkcheck_ignore=[".*"])

    return Builds(build)


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_warning(builds: Builds, builder: str) -> None:
    assert builds[builder].warnings == []


@pytest.mark.parametrize("builder", WRITING)
def test_every_event_is_there(builds: Builds, builder: str) -> None:
    said = _all_text(builds[builder].outdir)
    titles = WRITTEN if builder == "gettext" else TITLES
    assert [title for title in titles if title not in said] == []


@pytest.mark.parametrize("builder", LINKED)
def test_every_link_leads_somewhere(builds: Builds, builder: str) -> None:
    broken = broken_links(builds[builder].outdir)
    if builder == "singlehtml":
        # Sphinx's own references to labels of other pages have two fragments there (seen in 9.2), those to the first
        # document lead nowhere.
        plain = {str(each["href"]) for each in builds[builder].page("index").select("a:has(.std-ref, .std-doc)")}
        broken = [each for each in broken if each.removeprefix("index.html: ") not in plain]
    assert broken == []


@pytest.mark.parametrize("builder", LINKED)
def test_there_are_links_to_check(builds: Builds, builder: str) -> None:
    anchors = {
        href.rpartition("#")[2]
        for path in builds[builder].outdir.rglob("*.*html")
        for each in soup_of(path.read_text("utf-8")).select("a[href]")
        if "#" in (href := str(each["href"]))
    }
    assert {
        "retro-event-first-program",
        "retro-event-a-talk-and-more",
        "retro-event-closing",
        "retro-era-early",
        "retro-tag-c-plus-plus",
    } <= anchors


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex", "text", "json"])
def test_only_paged_html_has_pages_of_terms(builds: Builds, builder: str) -> None:
    pages = builds["html"].domain.addresses.pages
    assert "tags/linux" in pages
    made = {str(path.relative_to(builds[builder].outdir).with_suffix("")) for path in builds[builder].outdir.rglob("*")}
    assert ("tags/linux" in made) == (builder == "json")


@pytest.mark.parametrize(("builder", "page"), [("epub", "index.xhtml"), ("singlehtml", "index.html")])
def test_terms_lead_to_their_index_where_they_have_no_page(builds: Builds, builder: str, page: str) -> None:
    soup = soup_of(builds[builder].read(page))
    found = {str(each["href"]).rpartition("#")[2] for each in soup.select("a[href]") if text_of(each) == "Ateliers"}
    assert found == {"retro-index-org-ateliers"}


def test_text_of_an_event(builds: Builds) -> None:
    said = builds["text"].read("pages/early.txt")
    assert "c. Sep 2010 · First program (milestone · student · Ateliers · A. Teacher · Brest, France" in _folded(said)
    assert "Tags: c, C++, C#, история, linux" in _folded(said)


def test_latex_has_labels(builds: Builds) -> None:
    said = builds["latex"].read("everything.tex")
    for anchor in (
        "pages/early:retro-event-first-program",
        "pages/late:retro-event-closing",
        "pages/data:retro-event-release-one",
    ):
        assert said.count(rf"\label{{\detokenize{{{anchor}}}}}") == 1


def test_latex_references_have_their_labels(builds: Builds) -> None:
    said = builds["latex"].read("everything.tex")
    wanted = set(re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}\]", said))
    there = set(re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", said))
    assert "pages/data:retro-event-release-one" in wanted
    assert wanted - there == set()


def test_texinfo_references_have_their_anchors(builds: Builds) -> None:
    said = builds["texinfo"].read("everything.texi")
    wanted = set(re.findall(r"@ref\{([^,}]*)", said))
    there = set(re.findall(r"@anchor\{([^}]*)\}", said)) | set(re.findall(r"^@node ([^,\n]*)", said, re.MULTILINE))
    assert len(wanted) > 20
    assert wanted - there == set()


def test_diagram_is_for_scripts_alone(builds: Builds) -> None:
    assert "section Talk" in builds["html"].read("pages/views.html")
    for builder in ("epub", "latex", "text", "man"):
        assert "section Talk" not in _all_text(builds[builder].outdir)


def test_summary_of_another_page_leads_on_from_where_it_is_shown(builds: Builds) -> None:
    item = next(
        each for each in builds["html"].page("pages/views").select("ol > li") if "The first paragraph" in text_of(each)
    )
    links = {text_of(each): str(each["href"]) for each in item.select(".retro-body > p:not([class]) a")}
    assert links == {"linux": "../tags/linux.html", "Closing": "late.html#retro-event-closing", "link": "../index.html"}


def test_json_is_json(builds: Builds) -> None:
    page = json.loads(builds["json"].read("pages/early.fjson"))
    assert texts(soup_of(page["body"]), ".retro-title") == ["First program", "Work in the summer", "Undetermined"]


def test_nothing_is_written_into_the_source_folder(make_project: MakeProject) -> None:
    project = make_project(root="everything")
    before = snapshot(project.source)
    for builder in ("html", "epub", "latex"):
        project.build(builder)
    assert snapshot(project.source) == before


def _all_text(folder: Path) -> str:
    return " ".join(
        _folded(path.read_text("utf-8"))
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".html", ".xhtml", ".txt", ".tex", ".xml", ".pseudoxml", ".fjson", ".pot", ".1", ".texi"}
    )


def _folded(said: str) -> str:
    """Undo escapes of the formats, and white space."""
    return " ".join(html.unescape(said.replace("\\n", " ").replace("\\", "")).split())
