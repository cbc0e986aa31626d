"""The option “filter”: what stands in the page for the script, and that nothing of it stands anywhere else."""

from __future__ import annotations

import re

import pytest
from bs4 import Tag

from tests.conftest import MakeProject
from tests.sphinx.project import BOOKS, CONF, Build, Builds, one, soup_of, text_of, texts

TOLD = """\
Told
====

Early years
-----------

.. era::
   :date: 2008/2013

.. event:: First job
   :id: job
   :date: 2008~/2013
   :kind: job
   :org: Ateliers
   :tags: C++, linux

.. event:: A talk
   :id: talk
   :date: 2012-03-04
   :kind: talk
   :tags: kafka, linux

Later
-----

.. event:: Still going
   :id: going
   :date: 2014/..
   :kind: job
   :tags: kafka

.. event:: Undated
   :id: undated
   :date:
   :kind: post

.. tag:: kafka
   :parent: messaging

.. tag:: messaging
"""
VIEWS = {
    name: f"View\n====\n\n.. timeline::\n   :view: {name}\n   :filter:\n"
    for name in ("list", "cards", "table", "chart")
}
FILES = {
    "index.rst": "Index\n=====\n\n.. toctree::\n\n   told\n   list\n   cards\n   table\n   chart\n   plain\n",
    "told.rst": TOLD,
    "plain.rst": "Plain\n=====\n\n.. timeline::\n",
    **{f"{name}.rst": page for name, page in VIEWS.items()},
}
MORE = BOOKS + "suppress_warnings += ['retro.date']\n"
WITH_SCRIPTS = ("html", "dirhtml", "singlehtml")
WITHOUT = ("epub", "json", "latex", "text", "man", "texinfo", "xml", "gettext")
every_view = pytest.mark.parametrize("view", VIEWS)


@pytest.fixture(scope="module")
def builds(make_shared_project: MakeProject) -> Builds:
    project = make_shared_project(FILES, conf=CONF + MORE)
    return Builds(lambda name: project.build(name, doctrees="of-gettext" if name == "gettext" else "doctrees"))


def form_of(build: Build, view: str) -> Tag:
    return one(build.page(view), "form.retro-filter")


def marked(build: Build, view: str) -> dict[str, Tag]:
    return {str(each["data-retro-event"]): each for each in build.page(view).select("[data-retro-event]")}


# In HTML ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("builder", WITH_SCRIPTS)
def test_it_builds_without_a_warning(builds: Builds, builder: str) -> None:
    assert builds[builder].warnings == []


@every_view
def test_the_controls_come_first_and_are_hidden_until_a_script_runs(builds: Builds, view: str) -> None:
    form = form_of(builds["html"], view)
    assert form.has_attr("hidden")
    assert form["role"] == "search"
    assert form.parent is not None
    assert "retro-view" in form.parent.get_attribute_list("class")
    assert form.find_previous_sibling(True) is None


@every_view
def test_facets_have_choices_with_counts(builds: Builds, view: str) -> None:
    form = form_of(builds["html"], view)
    assert texts(form, "summary") == ["Kind", "Tag", "Era"]
    boxes = {
        text_of(fieldset.legend): texts(fieldset, ".retro-filter-boxes label:first-child")
        for fieldset in form.select("fieldset")
        if fieldset.legend
    }
    assert boxes == {
        "Kind": ["job 2", "talk 1", "post 1"],
        "Tag": ["kafka 2", "linux 2", "messaging 2", "C++ 1"],
        "Era": ["Early years 2"],
    }
    assert text_of(one(form, "output")) == "4 of 4 events"


@every_view
def test_every_event_has_what_the_script_asks_for(builds: Builds, view: str) -> None:
    events = marked(builds["html"], view)
    assert set(events) == {"job", "talk", "going", "undated"}
    assert str(events["job"]["data-retro-traits"]).split() == [
        "kind:job",
        "tag:c-plus-plus",
        "tag:linux",
        "era:early-years",
    ]
    # A narrower term counts as the broader one, as it does for the option `tags`.
    assert set(str(events["going"]["data-retro-traits"]).split()) == {"kind:job", "tag:kafka", "tag:messaging"}
    assert {name: each.get("data-retro-years") for name, each in events.items()} == {
        "job": "2008/2013",
        "talk": "2012/2012",
        "going": "2014/",
        "undated": None,
    }


def test_marks_and_rows_of_a_chart_say_the_same(builds: Builds) -> None:
    page = builds["html"].page("chart")

    def traits(selector: str) -> dict[object, object]:
        return {each["data-retro-event"]: each["data-retro-traits"] for each in page.select(selector)}

    marks, rows = traits("svg a[data-retro-event]"), traits("tr[data-retro-event]")
    assert set(rows) == {"job", "talk", "going", "undated"}
    assert marks == {name: has for name, has in rows.items() if name != "undated"}


@every_view
def test_any_and_all_only_where_they_differ(builds: Builds, view: str) -> None:
    radios = form_of(builds["html"], view).select("[type=radio]")
    assert {str(each["name"]) for each in radios} == {"tag-match"}
    assert [(each["value"], each.has_attr("checked")) for each in radios] == [("", True), ("all", False)]


@every_view
def test_every_choice_can_be_excluded(builds: Builds, view: str) -> None:
    form = form_of(builds["html"], view)
    choices = form.select(".retro-filter-choice")
    assert len(choices) == 8
    for choice in choices:
        wanted, unwanted = choice.select("input")
        assert unwanted["name"] == f"{wanted['name']}-not"
        assert unwanted["value"] == wanted["value"]
        assert unwanted["aria-label"] == f"not {text_of(one(choice, 'bdi'))}"
        # What is heard has in it what is seen.
        assert text_of(one(choice, ".retro-filter-not")) == "not"


@every_view
def test_everything_has_a_name_for_those_who_do_not_see_it(builds: Builds, view: str) -> None:
    form = form_of(builds["html"], view)
    for control in form.select("input"):
        assert control.has_attr("aria-label") or control.find_parent("label"), control
    assert form["aria-label"] == "Filter"
    assert all(text_of(each) for each in form.select("button, summary, legend"))


def test_sheet_and_script_are_loaded_where_there_is_a_filter_and_nowhere_else(builds: Builds) -> None:
    build = builds["html"]
    for view in VIEWS:
        soup = soup_of(build.read(f"{view}.html"))
        script = one(soup, "script[src*='retro-filter.js']")
        assert script.has_attr("defer")
        assert one(soup, "link[href*='retro-filter.css']")
    for name in ("plain", "told", "index"):
        assert "retro-filter" not in build.read(f"{name}.html")
    assert "data-retro" not in build.read("plain.html")


@every_view
def test_nothing_is_inline(builds: Builds, view: str) -> None:
    page = builds["html"].page(view)
    assert page.select("style, script, [style]") == []
    assert [each for each in page.find_all(True) if any(name.startswith("on") for name in each.attrs)] == []


# Elsewhere ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("builder", WITHOUT)
def test_without_scripts_there_is_no_trace_of_it(builds: Builds, builder: str) -> None:
    build = builds[builder]
    assert build.warnings == []
    # What a script or a style sheet is copied to says nothing to readers; the sources have the option's name.
    skipped = {"_sources", ".doctrees", ".retrospective.json"}
    files = {
        path: path.read_bytes()
        for path in build.outdir.rglob("*")
        if path.is_file() and not skipped & set(path.relative_to(build.outdir).parts) and "_static" not in path.parts
    }
    assert files
    assert [path.name for path, said in files.items() if b"retro-filter" in said or b"data-retro" in said] == []


def test_a_book_has_neither_sheet_nor_script(builds: Builds) -> None:
    assert list(builds["epub"].outdir.rglob("retro-filter*")) == []


def test_the_option_changes_nothing_of_the_events(make_project: MakeProject, builds: Builds) -> None:
    """Without script and sheet, the page is what it is without the option."""
    plain = make_project(
        {**FILES, **{f"{name}.rst": page.replace("   :filter:\n", "") for name, page in VIEWS.items()}}
    )
    other = plain.build("text", suppress_warnings="retro.date,toc.not_included")
    for view in VIEWS:
        assert builds["text"].read(f"{view}.txt") == other.read(f"{view}.txt")


# What authors write -------------------------------------------------------------------------------------------------


def filtered(make_project: MakeProject, option: str, more: str = "") -> Build:
    page = TOLD + f"\nView\n----\n\n.. timeline::\n   :filter: {option}\n"
    return make_project({"index.rst": page}, conf=CONF + MORE + more).build()


def test_facets_in_the_order_of_the_option(make_project: MakeProject) -> None:
    form = form_of(filtered(make_project, "text, years, tags, kind"), "index")
    names = [str(each["name"]) for each in form.select("input")]
    assert list(dict.fromkeys(names)) == ["text", "since", "until", "tag-match", "tag", "tag-not", "kind", "kind-not"]


def test_a_taxonomy_of_the_project(make_project: MakeProject) -> None:
    more = "retro_taxonomies = {'tool': {'label': 'tool', 'title': 'Tools', 'field': 'tools'}}\n"
    page = TOLD.replace("   :org: Ateliers\n", "   :tools: lathe\n") + "\n.. timeline::\n   :filter: tools\n"
    form = form_of(make_project({"index.rst": page}, conf=CONF + MORE + more).build(), "index")
    assert texts(form, "summary") == ["Tool"]
    assert texts(form, ".retro-filter-boxes label:first-child") == ["lathe 1"]


def test_an_unknown_facet_is_told_at_its_line_and_the_others_are_kept(make_project: MakeProject) -> None:
    build = filtered(make_project, "kind, yaers")
    [said] = build.warnings
    line = TOLD.count("\n") + 6
    assert re.match(
        rf"index\.rst:{line}: WARNING: filter 'yaers' is not one of .*perhaps 'years'.* \[retro\.option\]$", said
    )
    assert texts(form_of(build, "index"), "summary") == ["Kind"]


def test_what_tells_nothing_apart_is_left_out_with_everything_that_belongs_to_it(make_project: MakeProject) -> None:
    build = filtered(make_project, "person, place")
    assert build.warnings == []
    assert build.page("index").select("form") == []
    assert "retro-filter" not in build.read("index.html")
    assert "data-retro" not in build.read("index.html")


def test_a_view_of_nothing_has_no_controls(make_project: MakeProject) -> None:
    page = "Index\n=====\n\n.. timeline::\n   :since: 1900\n   :filter:\n"
    build = make_project({"index.rst": page}).build()
    assert len(build.warnings) == 1
    assert build.page("index").select("form") == []


@pytest.mark.parametrize("tag", ['"><script>alert(1)</script>', "' onclick='x", "&lt;b&gt;", "%s %d", "a:b"])
def test_what_a_term_is_called_is_text(make_project: MakeProject, tag: str) -> None:
    page = f"Index\n=====\n\n.. events::\n\n   - {{title: A, date: 2010, tags: [{_yaml(tag)}]}}\n"
    page += "   - {title: B, date: 2011}\n\n.. timeline::\n   :filter: tag, text\n"
    form = form_of(make_project({"index.rst": page}, more="retro_tag_levels = ''").build(), "index")
    assert texts(form, "bdi") == [" ".join(tag.split())]
    assert form.select("script, b, [onclick]") == []
    box = one(form, "[name=tag]")
    assert one(form, "[name=tag-not]")["value"] == box["value"]
    assert one(form, "[name=tag-not]")["aria-label"] == f"not {' '.join(tag.split())}"
    traits = [str(each["data-retro-traits"]) for each in form.parent.select("li[data-retro-event]")]  # type: ignore[union-attr]
    assert traits == [f"tag:{box['value']}", ""]


def _yaml(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def test_two_views_on_a_page_have_controls_of_their_own(make_project: MakeProject) -> None:
    page = TOLD + "\n.. timeline::\n   :filter: kind\n\n.. timeline::\n   :view: table\n   :filter: tag\n"
    forms = make_project({"index.rst": page}, conf=CONF + MORE).build().page("index").select("form.retro-filter")
    assert [texts(each, "summary") for each in forms] == [["Kind"], ["Tag"]]


@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_controls_speak_the_language_of_the_project(make_project: MakeProject, language: str) -> None:
    form = form_of(filtered(make_project, "kind, years", f"language = '{language}'\n"), "index")
    assert text_of(one(form, "output")) != "4 of 4 events"
    assert form["data-none"] != "No event matches."
    assert text_of(one(form, "summary"))


# Builds that follow others ------------------------------------------------------------------------------------------


def test_an_event_that_changes_elsewhere_changes_the_controls(make_project: MakeProject) -> None:
    project = make_project(FILES, conf=CONF + MORE)
    project.build()
    project.edit("told.rst", "   :tags: C++, linux\n", "   :tags: forth\n")
    project.edit("told.rst", "   :date: 2014/..\n", "   :date: 2014/2016\n")
    again = project.build()
    clean = make_project(conf=CONF + MORE)
    clean.write({name: (project.source / name).read_bytes() for name in FILES})
    fresh = clean.build()
    for view in VIEWS:
        assert "forth 1" in texts(form_of(again, view), "label")
        assert again.read(f"{view}.html") == fresh.read(f"{view}.html")
