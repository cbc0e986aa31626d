"""Lists that are longer than a page go on on further pages; pictures and tables are bounded, and say so."""

from __future__ import annotations

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import Build, Builds, Project, broken_links, links, one, retro, text_of, texts, times
from tests.sphinx.trees import output, search_index

TITLES = [f"Event {number}" for number in range(30)]


def event(number: int) -> str:
    date = f"{2000 + number // 3}-0{1 + number % 3}"
    fields = f"   :date: {date}\n   :tags: all, t{number % 2}\n   :kind: talk\n"
    return f".. event:: Event {number}\n{fields}\n   Told.\n\n"


FILES: dict[str, str | bytes] = {
    "index.rst": "Index\n=====\n\n.. toctree::\n\n   told\n   list\n   others\n   chart\n",
    "told.rst": "Told\n====\n\n" + "".join(map(event, range(30))),
    "list.rst": "The list\n========\n\n.. timeline::\n",
    "others.rst": "Others\n======\n\n.. timeline::\n   :view: table\n   :order: newest\n\n"
    ".. timeline::\n   :view: cards\n   :group-by: kind\n\n.. timeline::\n   :filter:\n",
    "chart.rst": "Chart\n=====\n\n.. timeline::\n   :view: chart\n\n.. tag-matrix::\n",
}


MORE = "retro_page_limit = 10\nhtml_theme = 'basic'"


@pytest.fixture(scope="module")
def builds(make_shared_project: MakeProject) -> Builds:
    """One build with each builder that is asked for, all from the same doctrees. Nobody edits their project."""
    return Builds(make_shared_project(FILES, more=MORE).build, version="1", copyright="nobody")


@pytest.fixture
def build(builds: Builds) -> Build:
    return builds["html"]


@pytest.fixture
def project(make_built_project: MakeProject) -> Project:
    return make_built_project(FILES, more=MORE)


def titles(build: Build, page: str) -> list[str]:
    return texts(build.page(page), ".retro-title")


def test_a_view_goes_on(build: Build) -> None:
    assert build.warnings == []
    pages = ["list", "list/2003", "list/2006", "list/2009"]
    assert [len(titles(build, page)) for page in pages] == [9, 9, 9, 3]
    assert [title for page in pages for title in titles(build, page)] == TITLES
    assert text_of(one(build.page("list/2003"), "h1")).rstrip("¶#") == "The list, 2003 – 2005"
    assert broken_links(build.outdir) == []


def test_each_year_leads_to_where_it_is(build: Build) -> None:
    first, second = (one(build.page(page), ".retro-parts-years") for page in ("list", "list/2003"))
    assert list(links(first)) == [str(2000 + number) for number in range(10)]
    assert links(first)["2002"] == "#retro-view-1-2002"
    assert links(first)["2004"] == "list/2003.html#retro-view-1-2004"
    assert links(second)["2002"] == "../list.html#retro-view-1-2002"
    assert texts(second, ".retro-parts-here") == ["2003", "2004", "2005"]
    steps = links(build.page("list/2003"), ".retro-parts-steps a")
    assert steps == {"Previous: 2000 – 2002": "../list.html", "Next: 2006 – 2008": "2006.html"}


def test_a_page_of_a_term_goes_on(build: Build) -> None:
    pages = ["tags/all", "tags/all/2003", "tags/all/2006", "tags/all/2009"]
    assert [title for page in pages for title in titles(build, page)] == TITLES
    assert links(one(build.page("tags/all"), ".retro-parts-years"))["2009"] == "all/2009.html#year-2009"
    assert links(build.page("tags/all/2009"))["all"] == "../all.html"
    # All links to the term lead to where its list begins.
    assert links(build.page("told"), ".retro-tags a")["all"] == "tags/all.html"


def test_other_views_go_on_too(build: Build) -> None:
    table = ["others", "others/2006", "others/2003", "others/2000"]
    rows = [[text_of(row) for row in build.page(page).select("table.retro-table tbody tr")] for page in table]
    assert [len(each) for each in rows] == [9, 9, 9, 3]
    cards = ["others", "others/2/2003", "others/2/2006", "others/2/2009"]
    shown = [title for page in cards for title in texts(build.page(page), ".retro-cards .retro-title")]
    assert shown == TITLES
    # One that readers narrow down is whole.
    assert len(build.page("others").select(".retro-view-list .retro-title")) == 30


def test_pictures_and_tables_are_bounded_and_say_so(make_project: MakeProject) -> None:
    tags = "".join(f".. event:: T{number}\n   :date: 2020\n   :tags: x{number}\n\n" for number in range(12))
    build = make_project({**FILES, "more.rst": f":orphan:\n\nMore\n====\n\n{tags}"}, more=MORE).build()
    page = build.page("chart")
    assert len(page.select(".retro-chart-plot .retro-chart-mark")) == 10
    assert len(page.select(".retro-chart-table tbody tr")) == 42
    assert len(page.select(".retro-matrix-table tbody tr")) == 10
    assert [text.partition(" events")[0] for text in texts(page, ".retro-bound")] == [
        "10 of 42",
        "The 10 that most",
    ]


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml", "epub", "xml"])
def test_other_builders_have_all_in_its_place(builds: Builds, builder: str) -> None:
    build = builds[builder]
    assert retro(build.warnings) == []
    said = b"".join(content for _, content in sorted(output(build.outdir).items())).decode("utf-8", "ignore")
    for title in TITLES:
        assert said.count(title) >= 6
    assert not (build.outdir / "list").is_dir()


def rewritten(project: Project) -> set[str]:
    before = times(project.folder / "build-html")
    project.build()
    after = times(project.folder / "build-html")
    return {name for name in after if name.endswith(".html") and before.get(name) != after[name]}


class TestRebuilding:
    def test_only_the_part_that_shows_it(self, project: Project) -> None:
        project.edit("told.rst", "event:: Event 10\n", "event:: Event ten\n")
        pages = {name for name in rewritten(project) if name.startswith(("list", "tags", "others"))}
        assert pages == {
            "list/2003.html",
            "tags/all/2003.html",
            "tags/t0.html",
            # Its table goes on there, and its cards; the whole list is on the page itself.
            "others.html",
            "others/2003.html",
            "others/2/2003.html",
        }

    def test_not_the_parts_beside_an_event_that_goes_from_one_to_another(self, project: Project) -> None:
        project.edit("told.rst", ":date: 2006-01", ":date: 2009-04")
        pages = {name for name in rewritten(project) if name.startswith("list")}
        assert pages == {"list/2006.html", "list/2009.html"}

    def test_parts_come_and_go(self, project: Project) -> None:
        whole = FILES["told.rst"]
        project.write({"told.rst": "Told\n====\n\n" + "".join(map(event, range(9)))})
        build = project.build()
        assert not (build.outdir / "list").exists()
        assert not (build.outdir / "tags/all").exists()
        assert build.page("list").select(".retro-parts") == []
        project.write({"told.rst": whole})
        again = output(project.build().outdir)
        clean = output(project.build(outdir="clean", doctrees="clean-doctrees").outdir)
        assert {name for name in clean if again.get(name) != clean[name]} <= {".buildinfo", ".retrospective.json"}

    def test_nothing_changed(self, project: Project) -> None:
        assert {name for name in rewritten(project) if "/" in name} == set()


def test_no_part_is_found_by_the_search(build: Build) -> None:
    """An event is found where it is told, and the list by its first page."""
    index = search_index(build.read("searchindex.js"))
    found = {number for title in index["alltitles"].values() for number, _ in title}
    for where in ("terms", "titleterms"):
        found |= {
            each for numbers in index[where].values() for each in (numbers if isinstance(numbers, list) else [numbers])
        }
    names = {index["docnames"][number] for number in found}
    assert {"told", "list", "tags/all"} <= names
    assert {name for name in names if name.startswith(("list/", "others/", "tags/all/"))} == set()


def test_a_document_of_that_name_is_kept(project: Project) -> None:
    """Whether it comes into an output that has the part under that name, or into a new one."""
    project.write({"list/2003.rst": ":orphan:\n\nMine\n====\n"})
    for build in (project.build(), project.build(outdir="clean", doctrees="clean-doctrees")):
        assert text_of(one(build.page("list/2003"), "h1")).rstrip("¶#") == "Mine"
        assert titles(build, "list/2003-part") == TITLES[9:18]
        assert broken_links(build.outdir) == []


def test_a_limit_that_is_none(make_project: MakeProject) -> None:
    build = make_project(FILES, more="retro_page_limit = 0").build()
    (warning,) = retro(build.warnings)
    assert "retro_page_limit is a number of events from 1 up, not 0; the default is used" in warning
    assert len(titles(build, "list")) == 30


@pytest.mark.parametrize("view", ["sections", "letters"])
def test_very_long_index_leaves_what_carries_a_term_to_its_page(make_project: MakeProject, view: str) -> None:
    # 30 events with two tags each have 60 lines.
    note = "The page of each term lists what carries it."
    for limit, has_carriers in ((6, True), (5, False)):
        index = f"Index\n=====\n\n.. tag-index::\n   :view: {view}\n"
        more = f"retro_page_limit = {limit}\nhtml_theme = 'basic'"
        project = make_project({"told.rst": FILES["told.rst"], "index.rst": index}, more=more)
        page = project.build().page("index")
        assert len(page.select(".retro-carriers li")) == (60 if has_carriers else 0)
        assert (note in text_of(page)) is not has_carriers
        assert {"all", "t0", "t1"} <= links(page).keys()
        # A book has no pages of terms.
        assert project.build("text").read("index.txt").count("Event 7") == 2


@pytest.mark.parametrize("view", ["table", "cloud", "overview"])
def test_index_that_lists_no_carriers_says_nothing_of_it(make_project: MakeProject, view: str) -> None:
    index = f"Index\n=====\n\n.. tag-index::\n   :view: {view}\n"
    project = make_project({"told.rst": FILES["told.rst"], "index.rst": index}, more="retro_page_limit = 5")
    assert "The page of each term" not in text_of(project.build().page("index"))


def test_very_long_index_is_not_written_for_what_it_does_not_list(make_project: MakeProject) -> None:
    index = "Index\n=====\n\n.. tag-index::\n"
    for limit, is_written in ((6, True), (5, False)):
        files = {"told.rst": FILES["told.rst"], "index.rst": index}
        project = make_project(files, more=f"retro_page_limit = {limit}\nhtml_theme = 'basic'")
        project.build()
        project.edit("told.rst", "event:: Event 7\n", "event:: Renamed\n")
        assert ("index.html" in rewritten(project)) is is_written


def test_very_long_index_lists_carriers_where_terms_have_no_pages(make_project: MakeProject) -> None:
    """A page with a chronicle of its own has none, whatever the project has."""
    told = ":retro-scope: page\n\nTold\n====\n\n.. tag-index::\n\n" + "".join(map(event, range(30)))
    files = {"index.rst": "Index\n=====\n", "told.rst": told, "other.rst": f"Other\n=====\n\n{event(1)}"}
    project = make_project(files, more="retro_page_limit = 5\nhtml_theme = 'basic'")
    assert len(project.build().page("told").select(".retro-carriers li")) == 60
