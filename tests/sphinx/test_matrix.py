"""The directive “tag-matrix”: a table whose numbers lead to the events that they count, in every format."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import Tag

from tests.cldr import plain
from tests.conftest import MakeProject
from tests.sphinx.project import (
    BOOKS,
    CONF,
    Build,
    Builds,
    Project,
    broken_links,
    links,
    one,
    retro,
    soup_of,
    target_of,
    texts,
)

#: What is looked at here is ours, and differs in no environment; the sample is built in each.
pytestmark = pytest.mark.once

TOLD = """\
Told
====

.. event:: First steps
   :id: first
   :date: 2014
   :kind: talk
   :tags: Kafka, C++

.. event:: Second steps
   :id: second
   :date: 2015-03
   :kind: talk
   :tags: kafka

.. event:: A long job
   :id: job
   :date: 2015/..
   :kind: job
   :tags: Kafka

.. event:: Some day
   :id: some
   :date: 201X
   :tags: Pulsar
"""
PAGES = {
    "index.rst": "Index\n=====\n\n.. toctree::\n\n   deep/told\n   matrix\n   deep/other\n",
    "deep/told.rst": TOLD,
    "matrix.rst": (
        "Matrix\n======\n\n.. tag-matrix::\n\n.. tag-matrix::\n   :kind: talk\n\n"
        ".. tag-matrix::\n   :terms: Kafka\n   :since: 2015\n"
    ),
    "deep/other.md": "# Other\n\n:::{tag-matrix} tags\n:sort: name\n:limit: 1\n:::\n",
}
IN_2017 = "1483315200"
LINKED = ["html", "dirhtml", "singlehtml", "epub"]


@pytest.fixture(autouse=True)
def _in_2017(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", IN_2017)


@pytest.fixture(scope="module")
def builds(make_shared_project: MakeProject) -> Builds:
    project = make_shared_project(PAGES, conf=CONF + BOOKS)

    def build(builder: str) -> Build:
        with pytest.MonkeyPatch.context() as context:
            context.setenv("SOURCE_DATE_EPOCH", IN_2017)
            return project.build(builder, doctrees=f"doctrees-{builder}")

    return Builds(build)


def matrices(build: Build, page: str = "matrix") -> list[Tag]:
    return build.page(page).select(".retro-matrix")


def table(matrix: Tag) -> dict[str, list[str]]:
    """The cells of each row of a matrix by its head; the head of the table first."""
    rows = [[" ".join(cell.get_text().split()) for cell in row.select("th, td")] for row in matrix.select("tr")]
    return {row[0]: row[1:] for row in rows}


def listed(page: Path, link: Tag) -> list[str]:
    """The titles of what the number *link* on *page* leads to: of an event, or of those in a list on the page."""
    target = target_of(page, str(link["href"]))
    assert target is not None
    path, anchor = target
    (found,) = soup_of(path.read_text("utf-8")).select(f'[id="{anchor}"]')
    return texts(found, ".retro-carriers a") or texts(found, ".retro-title")


def test_it_is_a_table_with_heads_of_rows_and_columns(builds: Builds) -> None:
    matrix = matrices(builds["html"])[0]
    assert table(matrix) == {
        "Tags": ["2014", "2015", "2016", "2017", "Other"],
        "C++": ["1", "", "", "", ""],
        "Kafka": ["1", "2", "1", "1", ""],
        "Pulsar": ["", "", "", "", "1"],
    }
    assert [each["scope"] for each in matrix.select("thead th")] == ["col"] * 6
    assert [each["scope"] for each in matrix.select("tbody th")] == ["row"] * 3
    assert links(matrix, "tbody th a") == {
        "C++": "tags/c-plus-plus.html",
        "Kafka": "tags/kafka.html",
        "Pulsar": "tags/pulsar.html",
    }


def test_its_region_has_a_name_and_the_keyboard(builds: Builds) -> None:
    regions = [one(each, "[role=region]") for each in matrices(builds["html"])]
    assert [(plain(str(each["aria-label"])), each["tabindex"]) for each in regions] == [
        ("Tags by year, 2014 – 2017", "0"),
        ("Tags by year, 2014 – 2015", "0"),
        ("Tags by year, 2015 – 2017", "0"),
    ]


def test_a_number_says_what_it_counts_and_leads_to_that(builds: Builds) -> None:
    build = builds["html"]
    said = {str(each["aria-label"]): each for each in matrices(build)[0].select("td a")}
    found = {name: listed(build.outdir / "matrix.html", link) for name, link in said.items()}
    assert found == {
        "C++, 2014: 1, First steps": ["First steps"],
        "Kafka, 2014: 1, First steps": ["First steps"],
        "Kafka, 2015: 2 events": ["A long job", "Second steps"],
        "Kafka, 2016: 1, A long job": ["A long job"],
        "Kafka, 2017: 1, A long job": ["A long job"],
        "Pulsar, Other: 1, Some day": ["Some day"],
    }


def test_a_list_says_what_it_is_with_dates_and_leads_back(builds: Builds) -> None:
    page = builds["html"].page("matrix")
    entry = page.select(".retro-matrix-entry")[0]
    assert texts(entry, "dt") == ["Kafka, 2015 2 events"]
    # Whatever script it is in, its year and number stand where they should.
    assert texts(entry, "dt bdi") == ["Kafka"]
    assert [plain(each) for each in texts(entry, ".retro-when")] == ["since 2015", "Mar 2015"]
    (back,) = entry.select(".retro-matrix-back a")
    assert one(page, str(back["href"]).replace("#", "[id='") + "']")["href"] == f"#{entry['id']}"


def test_shades_go_by_number(builds: Builds) -> None:
    cells = matrices(builds["html"])[0].select("td")
    shades = {(cell.get_text(strip=True), *cell.get_attribute_list("class")) for cell in cells}
    assert shades == {("", "retro-matrix-none"), ("1", "retro-matrix-1"), ("2", "retro-matrix-2")}


def test_nothing_in_it_is_script_or_style(builds: Builds) -> None:
    for matrix in matrices(builds["html"]):
        assert matrix.select("script, style, [style]") == []


def test_its_style_sheet_is_loaded_where_it_is_and_nowhere_else(builds: Builds) -> None:
    for name, is_there in (("matrix", True), ("deep/other", True), ("deep/told", False), ("index", False)):
        assert ("retro-matrix.css" in builds["html"].read(f"{name}.html")) is is_there, name


@pytest.mark.parametrize("builder", LINKED)
def test_every_id_is_there_once(builds: Builds, builder: str) -> None:
    paths = [each for each in builds[builder].outdir.rglob("*") if each.suffix in {".html", ".xhtml"}]
    assert paths
    for path in paths:
        ids = [str(each["id"]) for each in soup_of(path.read_text("utf-8")).select("[id^=retro-matrix]")]
        assert len(ids) == len(set(ids)), path
    # On the one page, three of the four matrices have a list, each with a cell that leads there.
    assert builder != "singlehtml" or len(ids) == 6


@pytest.mark.parametrize("builder", LINKED)
def test_every_link_leads_somewhere(builds: Builds, builder: str) -> None:
    assert builds[builder].warnings == []
    broken = [each for each in broken_links(builds[builder].outdir) if "retro" in each]
    assert broken == []


def test_on_one_page_numbers_lead_to_their_own_lists(builds: Builds) -> None:
    build = builds["singlehtml"]
    for matrix in build.page("index").select(".retro-matrix"):
        for link in matrix.select("td a"):
            assert len(listed(build.outdir / "index.html", link)) == int(link.get_text())


# Options ------------------------------------------------------------------------------------------------------------


def rows(make_project: MakeProject, argument: str = "", **options: str) -> dict[str, list[str]]:
    lines = [f":::{{tag-matrix}} {argument}", *(f":{name}: {value}" for name, value in options.items()), ":::"]
    project = make_project({"told.rst": TOLD, "index.md": "\n".join(["# Page", "", *lines, ""])})
    build = project.build()
    assert build.warnings == []
    (matrix,) = build.page("index").select(".retro-matrix")
    return table(matrix)


def test_a_selection(make_project: MakeProject) -> None:
    assert rows(make_project, kind="talk", since="2015") == {"Tags": ["2015"], "Kafka": ["1"]}
    assert list(rows(make_project, where="not kafka")) == ["Tags", "Pulsar"]


def test_sorted_by_count_or_name(make_project: MakeProject) -> None:
    assert list(rows(make_project, sort="count")) == ["Tags", "Kafka", "C++", "Pulsar"]
    assert list(rows(make_project, sort="name")) == ["Tags", "C++", "Kafka", "Pulsar"]


def test_limited_and_named(make_project: MakeProject) -> None:
    assert list(rows(make_project, limit="1")) == ["Tags", "Kafka"]
    assert list(rows(make_project, terms="pulsar, C++")) == ["Tags", "C++", "Pulsar"]


def test_by_decade(make_project: MakeProject) -> None:
    assert rows(make_project, by="decade") == {"Tags": ["2010s"], "C++": ["1"], "Kafka": ["3"], "Pulsar": ["1"]}


# Warnings -----------------------------------------------------------------------------------------------------------


def test_unknown_terms_are_one_warning_each_at_their_option(make_project: MakeProject) -> None:
    page = "# Page\n\n:::{tag-matrix}\n:sort: name\n:terms: kafka, pulsr, cobol\n:tags: kafak\n:::\n"
    build = make_project({"told.rst": TOLD, "index.md": page}).build()
    assert retro(build.warnings) == [
        "index.md:5: WARNING: no event or page has the tag 'pulsr'; perhaps 'Pulsar' is meant [retro.term]",
        "index.md:5: WARNING: no event or page has the tag 'cobol' [retro.term]",
        "index.md:6: WARNING: no event or page has the tag 'kafak'; perhaps 'Kafka' is meant [retro.term]",
    ]


def test_columns_that_can_not_be_had(make_project: MakeProject) -> None:
    page = "# Page\n\n:::{event} Old\n:date: 1500\n:tags: a\n:::\n\n:::{event} New\n:date: 2000\n:tags: a\n:::\n\n"
    build = make_project({"index.md": f"{page}:::{{tag-matrix}}\n:by: year\n:::\n"}).build()
    (warning,) = build.warnings
    assert warning.startswith("index.md:14: WARNING: one year for each column gives more than 200 columns")
    assert len(build.page("index").select("thead th")) == 52


def test_no_terms(make_project: MakeProject) -> None:
    build = make_project({"index.rst": "Page\n====\n\n.. tag-matrix:: place\n"}).build()
    assert [line.rpartition(" ")[2] for line in build.warnings] == ["[retro.empty]"]
    assert texts(build.page("index"), ".retro-matrix") == ["No terms."]


# Elsewhere ----------------------------------------------------------------------------------------------------------


def test_plain_text_lists_all_below_the_table(builds: Builds) -> None:
    said = plain(builds["text"].read("matrix.txt"))
    assert "| Kafka " in said
    assert "Kafka, 2015 (2 events)\n   * A long job since 2015\n\n   * Second steps Mar 2015\n" in said


def test_latex_leads_to_the_lists(builds: Builds) -> None:
    (path,) = builds["latex"].outdir.glob("*.tex")
    tex = path.read_text("utf-8")
    assert "label{\\detokenize{matrix:retro-matrix-matrix--1--kafka-2015}}" in tex
    assert "hyperref[\\detokenize{matrix:retro-matrix-matrix--1--kafka-2015}]" in tex


def test_a_book_has_the_lists_and_no_sheet_for_screens(builds: Builds) -> None:
    build = builds["epub"]
    assert not (build.outdir / "_static" / "retro-matrix.css").exists()
    page = soup_of(build.read("matrix.xhtml"))
    assert "retro-matrix.css" not in build.read("matrix.xhtml")
    assert len(page.select(".retro-matrix-entry")) == 2


@pytest.mark.parametrize("builder", ["man", "texinfo", "xml", "json", "gettext"])
def test_other_builders_write_it_without_a_warning(builds: Builds, builder: str) -> None:
    assert builds[builder].warnings == []


# Incremental --------------------------------------------------------------------------------------------------------


def test_a_page_changes_with_the_events_of_another_and_with_nothing_else(make_project: MakeProject) -> None:
    project: Project = make_project(PAGES)
    first = project.build().read("matrix.html")
    project.edit("deep/told.rst", ":date: 2014\n", ":date: 2013\n")
    second = project.build()
    assert table(matrices(second)[0])["Tags"][0] == "2013"
    assert second.read("matrix.html") != first
    # Its text is another, and what the matrices show is not.
    before = (second.outdir / "matrix.html").stat().st_mtime_ns
    project.edit("deep/told.rst", "Told\n====\n", "Told\n====\n\nMore text.\n")
    third = project.build()
    assert "More text." in third.read("deep/told.html")
    assert (third.outdir / "matrix.html").stat().st_mtime_ns == before
