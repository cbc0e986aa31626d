"""The forms of `tag-index`, its scopes, and that they are what a clean build makes after every edit."""

from __future__ import annotations

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import Build, Builds, one

#: What is looked at here is ours, and differs in no environment; the sample is built in each.
pytestmark = pytest.mark.once

FORMS = ("sections", "letters", "table", "cloud", "overview")
FILES: dict[str, str | bytes] = {
    "index.rst": "Index\n=====\n\n.. toctree::\n   :glob:\n\n   old/*\n   new/*\n   forms\n",
    "old/a.rst": "A\n=\n\n.. event:: First\n   :date: 2010\n   :tags: C, Éclair\n",
    "new/b.rst": "B\n=\n\n.. tags:: Éclair\n\n.. event:: Second\n   :date: 2014/..\n   :tags: C\n   :kind: talk\n",
    "forms.rst": "Forms\n=====\n\n"
    + "".join(f".. tag-index::\n   :view: {form}\n\n" for form in FORMS)
    + ".. tag-index::\n   :folder: old\n\n.. tag-index::\n   :kind: talk\n   :view: table\n\n"
    + ".. tag-index::\n   :folder: /new\n   :order: oldest\n   :view: letters\n",
}


@pytest.fixture(scope="module")
def builds(make_shared_project: MakeProject) -> Builds:
    """One build with each builder that is asked for, all from the same doctrees."""
    return Builds(make_shared_project(FILES).build, epub_copyright="x", version="1")


@pytest.fixture(scope="module")
def site(builds: Builds) -> Build:
    return builds["html"]


def test_nothing_is_wrong(site: Build) -> None:
    assert site.warnings == []


def test_sections_have_the_newest_first(site: Build) -> None:
    [terms] = site.page("forms").select(".retro-index-sections:not(:nth-of-type(n+6)) .retro-terms")[:1]
    assert [each.get_text() for each in terms.select("dt .retro-term-name")] == ["C", "Éclair"]
    assert [each.get_text(" ", strip=True) for each in terms.select("dd")[0].select("li")] == [
        "Second since 2014",
        "First 2010",
    ]


def test_letters_lead_to_their_terms(site: Build) -> None:
    index = site.page("forms").select(".retro-index-letters")[0]
    links = index.select("nav a, .retro-parts-years a")
    assert [each.get_text() for each in links] == ["C", "E"]
    for link in links:
        heading = index.select_one(f"[id='{str(link['href']).rpartition('#')[2]}']")
        assert heading is not None
        assert heading.get_text() == link.get_text()


def test_a_table_counts(site: Build) -> None:
    table = site.page("forms").select(".retro-index-table table")[0]
    rows = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in table.select("tr")]
    assert rows == [
        ["Tag", "Events", "Pages", "First", "Last"],
        ["C", "2", "", "2010", "today"],
        ["Éclair", "1", "1", "2010", "2010"],
    ]


def test_a_cloud_says_how_much(site: Build) -> None:
    cloud = site.page("forms").select_one(".retro-cloud")
    assert cloud is not None
    assert cloud.get_text(" ", strip=True).split() == ["C", "2", "Éclair", "2"]
    assert cloud.select(".retro-cloud-1 a")[0]["href"] == "tags/c.html"


def test_scopes(site: Build) -> None:
    indices = site.page("forms").select(".retro-index")
    shown = [" ".join(each.get_text(" ", strip=True).split()) for each in indices[5:]]
    assert shown == [
        "C 1 First 2010 Éclair 1 First 2010",
        # What would be empty is left out.
        "Tag Events First Last C 1 2014 today",
        "C E C C 1 Second since 2014 E Éclair 1 B page",
    ]


def test_only_the_whole_index_is_a_home(make_project: MakeProject) -> None:
    """Where there are no pages of terms, references lead to the first index that has all."""
    built = make_project(FILES).build(retro_tag_pages=False)
    page = built.page("forms")
    homes = [each for each in page.select(".retro-index") if each.select("[id^=retro-index-tag]")]
    assert len(homes) == 1
    assert "retro-index-sections" in homes[0]["class"]


def test_a_table_can_be_a_home(make_project: MakeProject) -> None:
    forms = "Forms\n=====\n\n.. tag-index::\n   :view: cloud\n\n.. tag-index::\n   :view: table\n"
    built = make_project({**FILES, "forms.rst": forms}).build(retro_tag_pages=False)
    link = built.page("old/a").select_one(".retro-tags a")
    assert link is not None
    assert link["href"] == "../forms.html#retro-index-tag-c"
    assert built.page("forms").select("[id=retro-index-tag-c]")


OVERVIEW: dict[str, str | bytes] = {
    "index.rst": "Index\n=====\n\n.. toctree::\n\n   told\n\n.. tag-index::\n   :view: overview\n",
    "told.rst": """
:tags: D

Told
====

.. event:: First
   :date: 2010
   :tags: C, D

.. event:: Second
   :date: 2014/2015
   :tags: C, letters

.. event:: Third
   :date: 2010
   :tags: C, E

.. event:: Undated
   :date: 201X
   :tags: F

.. tag:: letters

.. tag:: C
   :parent: letters

.. tag:: D
   :parent: letters, signs

.. tag:: signs
""",
}


def test_an_overview_shows_when_each_was_used_in_groups(make_project: MakeProject) -> None:
    project = make_project(OVERVIEW)
    built = project.build()
    assert built.warnings == []
    [overview] = built.page("index").select(".retro-index-overview")
    heads = [each.get_text(" ", strip=True) for each in overview.select(".retro-group-title")]
    assert heads == ["letters 4 2010 – 2015, most in 2010", "signs 2 2010", "Other"]
    lines = [each.get_text(" ", strip=True) for each in overview.select(".retro-overview > li")]
    assert lines == ["C 3 2010 – 2015, most in 2010", "D 2 2010", "D 2 2010", "E 1 2010", "F 1"]
    assert [link["href"] for link in overview.select("a")][:2] == [
        "tags/letters.html",
        "tags/c.html",
    ]
    assert overview.select("[style], [onclick], script") == []
    # The same years for all, and the square root of a half.
    pictures = [(str(each["viewBox"]), str(one(each, "path")["d"])) for each in overview.select(".retro-overview svg")]
    high, low = "v-14h.8v14z", "v-9.9h.8v9.9z"
    assert pictures[0] == ("0 0 6 14", f"M0 14{high}M4 14{low}M5 14{low}")
    assert pictures[1] == ("0 0 6 14", f"M0 14{low}")
    # Where terms have no pages, it has what carries them, each once in a group.
    text = project.build("text").read("index.txt")
    group = text.partition("signs (2) 2010")[0].partition("letters (4) 2010 – 2015, most in 2010")[2]
    assert [group.count(name) for name in ("C (3) 2010 – 2015, most in 2010", "First", "Second", "Third")] == [
        1,
        2,
        1,
        1,
    ]


def test_an_overview_follows_edits(make_project: MakeProject) -> None:
    project = make_project(OVERVIEW)
    project.build()
    edits = [
        (":date: 2010\n   :tags: C, E", ":date: 2011\n   :tags: C, E"),
        (":parent: letters, signs", ":parent: signs"),
        ("C, letters", "letters"),
    ]
    for number, (old, new) in enumerate(edits):
        project.edit("told.rst", old, new)
        after = project.build().read("index.html")
        clean = project.build(outdir=f"clean-{number}", doctrees=f"clean-doctrees-{number}").read("index.html")
        assert after == clean


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "singlehtml", "man", "texinfo"])
def test_every_form_in_every_builder(builds: Builds, builder: str) -> None:
    built = builds[builder]
    assert built.warnings == []
    if builder == "text":
        assert "C (2) · Éclair (2)" in built.read("forms.txt")


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [
        ("old/a", "C, Éclair", "C"),
        ("old/a", "2010", "2009"),
        ("new/b", "2014/..", "2014/2015"),
        ("new/b", "kind: talk", "kind: post"),
        ("new/b", ".. tags:: Éclair\n", ""),
        ("old/a", "First", "Other"),
    ],
)
def test_an_edit_is_followed(make_built_project: MakeProject, page: str, old: str, new: str) -> None:
    alone = {f"{form}.rst": f":orphan:\n\nAlone\n=====\n\n.. tag-index::\n   :view: {form}\n" for form in FORMS}
    project = make_built_project({**FILES, **alone})
    project.edit(f"{page}.rst", old, new)
    after = project.build()
    clean = project.build(outdir="clean", doctrees="clean-doctrees")
    for name in ("forms", *FORMS):
        assert after.read(f"{name}.html") == clean.read(f"{name}.html"), name


#: Options of an index, and the line and the text of the warning they give.
WRONG = (
    ("folder: odl", 5, "there is no folder 'odl' of documents; perhaps 'old' is meant [retro.option]"),
    ("view: clouds", 5, f"view 'clouds' is not one of {', '.join(FORMS)}; perhaps 'cloud' is meant"),
    ("where: nobody", 5, "where: there is no term, kind or era 'nobody'"),
    ("since: 2020\n   :until: 2021\n   :kind: job", 4, "nothing that has a tag is in this index; widen its options"),
    ("era: none", 5, "there is no era 'none'"),
)


def test_what_is_wrong_is_told_at_its_line(make_project: MakeProject) -> None:
    pages = {
        f"wrong{number}.rst": f":orphan:\n\nWrong\n=====\n\n.. tag-index::\n   :{options}\n"
        for number, (options, _, _) in enumerate(WRONG)
    }
    told = make_project({**FILES, **pages}).build().warnings
    assert len(told) == len(WRONG)
    for number, (said, (_, line, warning)) in enumerate(zip(told, WRONG, strict=True)):
        assert said.startswith(f"wrong{number}.rst:{line + 2}: WARNING: {warning}")


def test_an_overview_tells_what_is_further_below_a_heading(make_project: MakeProject) -> None:
    told = "Told\n====\n\n.. event:: First\n   :date: 2010\n   :tags: C, D, E\n\n.. tag:: A\n\n"
    told += "".join(
        f".. tag:: {name}\n   :parent: {parent}\n\n" for name, parent in (("C", "A"), ("D", "C"), ("E", "A"))
    )
    built = make_project({"index.rst": OVERVIEW["index.rst"], "told.rst": told}).build()
    lines = [
        (each.get_text(" ", strip=True)[0], each.get("class"))
        for each in built.page("index").select(".retro-overview > li")
    ]
    assert lines == [("C", None), ("D", ["retro-deeper"]), ("E", None)]
