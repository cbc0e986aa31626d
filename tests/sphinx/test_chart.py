"""The view “chart”: a picture of links in HTML, and a table of the same events everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import Tag

from sphinx_retrospective import build_date
from sphinx_retrospective.core.dates import Day
from sphinx_retrospective.core.plain_text import line
from tests.browser import Windows
from tests.cldr import plain
from tests.conftest import MakeProject
from tests.sphinx.project import (
    BOOKS,
    CONF,
    Build,
    Builds,
    Project,
    broken_links,
    one,
    soup_of,
    target_of,
    text_of,
    texts,
)

#: What is looked at here is ours, and differs in no environment; the sample is built in each.
pytestmark = pytest.mark.once

FILES = {
    "index.rst": "Index\n=====\n\n.. toctree::\n\n   deep/told\n   chart\n",
    "deep/told.rst": """\
Told
====

Early years
-----------

.. era::
   :date: 2008/2013

.. event:: Later talk
   :id: later
   :date: 2012-03-04
   :kind: talk

.. event:: First job
   :id: job
   :date: 2008~/2013
   :kind: job
   :org: Ateliers

.. event:: Some day
   :id: some
   :date: 201X
   :kind: award

.. event:: Still going
   :id: going
   :date: 2014/..
   :kind: job
   :org: Ateliers

.. event:: Undated
   :id: undated
   :date:

.. event:: A thing
   :id: thing
   :date: 2010~
   :kind: award
""",
    "chart.rst": "Chart\n=====\n\n.. timeline::\n   :view: chart\n",
}
MORE = "suppress_warnings += ['retro.date']\nretro_kinds = {'award': {'label': 'prize', 'mark': 'diamond'}}\n"
IN_2020 = "1577836800"
PICTURES = ("html", "dirhtml", "singlehtml", "json")
TABLES = ("epub", "text", "man", "texinfo", "xml")
TITLES = ("First job", "Some day", "A thing", "Later talk", "Still going", "Undated")


@pytest.fixture(scope="module", autouse=True)
def _in_2020() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", IN_2020)
        yield


@pytest.fixture(scope="module")
def builds(make_shared_project: MakeProject) -> Builds:
    return Builds(make_shared_project(FILES, conf=CONF + BOOKS + MORE).build)


@pytest.fixture(scope="module")
def chart(builds: Builds) -> Tag:
    return one(builds["html"].page("chart"), ".retro-view-chart")


def marks(tag: Tag) -> list[Tag]:
    return tag.select("svg a.retro-chart-mark")


def said_of(mark: Tag) -> str:
    """What a mark says in its tooltip, which is its name too as long as no script gives it one."""
    assert not mark.has_attr("aria-label")
    return plain(one(mark, "title").get_text())


# In HTML ----------------------------------------------------------------------------------------------------------


def test_every_mark_is_a_link_in_order_of_time_that_says_title_date_and_kind(chart: Tag) -> None:
    assert list(map(said_of, marks(chart))) == [
        "Early years\n2008 – 2013 · era",
        "First job\nc. 2008 – 2013 · job · Ateliers",
        "Some day\n2010s · prize",
        "A thing\nc. 2010 · prize",
        "Later talk\n4 March 2012 · talk",
        "Still going\nsince 2014 · job · Ateliers",
    ]


def test_a_mark_leads_to_its_event(chart: Tag) -> None:
    anchors = [str(each["href"]) for each in marks(chart)]
    names = ["era-early-years", "event-job", "event-some", "event-thing", "event-later", "event-going"]
    assert anchors == [f"deep/told.html#retro-{name}" for name in names]


def test_the_picture_is_in_a_region_that_scrolls_and_has_a_name(chart: Tag) -> None:
    region = one(chart, "figure.retro-chart > [role=region]")
    assert plain(str(region["aria-label"])) == "Chart of 5 events, 2008 – 2020"
    assert region["tabindex"] == "0"
    assert [str(each["class"][0]) for each in region.select("svg.retro-chart-names, svg.retro-chart-plot")] == [
        "retro-chart-names",
        "retro-chart-plot",
    ]


def test_nothing_in_it_is_script_or_style(chart: Tag) -> None:
    assert chart.select("[style], style, script, [onclick], svg [id]") == []


def test_without_a_script_a_link_leads_past_it(builds: Builds) -> None:
    for builder, page in (("html", "chart"), ("singlehtml", "index")):
        shown = builds[builder].page(page)
        link = one(shown, ".retro-chart > a:first-child")
        assert text_of(link) == "Skip the chart"
        assert text_of(one(shown, f"summary{link['href']}")) == "The same events as a table"


def test_what_only_a_script_fills_is_where_one_runs(builds: Builds) -> None:
    caption = one(builds["html"].page("chart"), "figure > .retro-chart-caption:last-child")
    buttons = [(str(each["aria-label"]), str(each["tabindex"])) for each in caption.select("button")]
    assert buttons == [("Previous", "-1"), ("Next", "-1")]
    assert "retro-chart-mark" in builds["json"].read("chart.fjson")
    assert "retro-chart-caption" not in builds["json"].read("chart.fjson")


def test_lanes_are_kinds_in_the_order_of_their_definitions(chart: Tag) -> None:
    assert texts(chart, ".retro-chart-name") == ["Eras", "Job", "Talk", "Prize"]


def test_dates_are_drawn_as_they_are_known(chart: Tag) -> None:
    by_title = {said_of(each).partition("\n")[0]: each for each in marks(chart)}
    shapes = {title: set(each["class"]) - {"retro-chart-mark"} for title, each in by_title.items()}
    assert shapes == {
        "Early years": {"retro-chart-era"},
        "First job": {"retro-kind-job", "retro-chart-fades-in"},
        "Some day": {"retro-kind-award", "retro-chart-fades", "retro-chart-vague"},
        "A thing": {"retro-kind-award", "retro-chart-hollow"},
        "Later talk": {"retro-kind-talk"},
        "Still going": {"retro-kind-job"},
    }
    assert [title for title, each in by_title.items() if each.select(".retro-chart-arrow")] == ["Still going"]
    assert by_title["Later talk"].select("circle.retro-chart-dot")
    assert by_title["A thing"].select("path.retro-chart-dot")
    assert by_title["First job"].select("rect.retro-chart-bar")


def test_roles_at_an_organisation_are_one_span(chart: Tag) -> None:
    assert len(chart.select(".retro-chart-org")) == 1
    assert texts(chart, ".retro-chart-org-name") == ["Ateliers"]


def test_the_same_events_are_a_table_in_a_disclosure(chart: Tag) -> None:
    details = one(chart, "figure + details")
    assert text_of(one(details, "summary")) == "The same events as a table"
    assert not details.has_attr("open")
    assert texts(details, "tbody .retro-title") == list(TITLES)


def test_its_style_sheet_is_loaded_where_it_is_and_nowhere_else(builds: Builds) -> None:
    build = builds["html"]
    assert (build.outdir / "_static/retro-chart.css").is_file()
    sheets = {name: "retro-chart.css" in build.read(f"{name}.html") for name in ("chart", "deep/told", "index")}
    assert sheets == {"chart": True, "deep/told": False, "index": False}
    assert not (builds["epub"].outdir / "_static/retro-chart.css").exists()


def test_lanes_of_every_sort(make_project: MakeProject) -> None:
    lanes = ("kind", "org", "person", "era", "none")
    pages = {f"{by}.rst": f"Page\n====\n\n.. timeline::\n   :view: chart\n   :lanes: {by}\n" for by in lanes}
    told = FILES["deep/told.rst"].replace(":kind: talk\n", ":kind: talk\n   :people: A. Person, Another\n")
    build = make_project({**FILES, **pages, "deep/told.rst": told}, conf=CONF + MORE).build()
    assert build.warnings == []
    names = {by: texts(build.page(by), ".retro-chart-name") for by in lanes}
    assert names == {
        "kind": ["Eras", "Job", "Talk", "Prize"],
        "org": ["Eras", "Ateliers", "Other"],
        "person": ["Eras", "A. Person", "Other"],
        "era": ["Early years"],
        "none": ["Eras", ""],
    }
    assert len(build.page("era").select(".retro-chart-band")) == 1
    assert build.page("org").select(".retro-chart-org-name") == []


def test_no_event_at_all(make_project: MakeProject) -> None:
    page = "Page\n====\n\n.. timeline::\n   :view: chart\n   :kind: talk\n"
    build = make_project({"index.rst": page, "undated.rst": "U\n=\n\n.. event:: U\n   :date:\n"}, more=MORE).build()
    assert [line.rpartition("[")[2] for line in build.warnings] == ["retro.empty]"]
    assert texts(build.page("index"), ".retro-view-chart .retro-empty") == ["No events."]


def test_no_dated_event_is_a_table(make_project: MakeProject) -> None:
    page = "Page\n====\n\n.. timeline::\n   :view: chart\n\n.. event:: Undated\n   :date:\n"
    build = make_project({"index.rst": page}, more=MORE).build()
    view = one(build.page("index"), ".retro-view-chart")
    assert view.select("svg, details") == []
    assert texts(view, "td .retro-title") == ["Undated"]


@pytest.mark.parametrize("markup", ["rst", "md"])
def test_events_of_its_own_live_in_the_table_in_sight(make_project: MakeProject, markup: str) -> None:
    data = "- {title: One, date: 2010}\n- {title: Two, date: 2012/2014}\n"
    pages = {
        "md": f"# Page\n\n:::{{timeline}}\n:view: chart\n\n{data}:::\n",
        "rst": "Page\n====\n\n.. timeline::\n   :view: chart\n\n   " + data.replace("\n", "\n   ").rstrip() + "\n",
    }
    build = make_project({f"index.{markup}": pages[markup]}).build()
    assert build.warnings == []
    view = one(build.page("index"), ".retro-view-chart")
    assert [each["href"] for each in marks(view)] == ["#retro-event-one", "#retro-event-two"]
    assert one(view, "details").has_attr("open")
    assert [str(each["id"]) for each in view.select("details td [id]")] == ["retro-event-one", "retro-event-two"]


def test_titles_are_text_and_none_is_lost(make_project: MakeProject) -> None:
    titles = [
        "<b>\"&amp;'</b>",
        "<b>\"&amp;'</b>",
        "</svg><script>x()</script>",
        "long " * 200,
        "\u202eleft",
        "事件 " * 20,
    ]
    events = "".join(
        f"- {{title: {_yaml(title)}, id: e{number}, date: 201{number}}}\n" for number, title in enumerate(titles)
    )
    page = "Page\n====\n\n.. timeline::\n   :view: chart\n\n   " + events.replace("\n", "\n   ").rstrip() + "\n"
    build = make_project({"index.rst": page}).build()
    assert build.warnings == []
    view = one(build.page("index"), ".retro-view-chart")
    assert view.select("script, b") == []
    assert [said_of(each).partition("\n")[0] for each in marks(view)] == [line(title) for title in titles]
    assert text_of(marks(view)[3].select("text")[0]).endswith("…")


def _yaml(text: str) -> str:
    return "'" + text.replace("'", "''").strip() + "'"


@pytest.mark.once
def test_a_script_names_a_mark_by_its_title_as_it_is(make_project: MakeProject, windows: Windows) -> None:
    text = "# Page\n\n:::{event} A · B, C\n:date: 2015\n:org: D\n:::\n\n:::{timeline}\n:view: chart\n:::\n"
    build = make_project({"index.md": text}).build()
    mark = windows.show(build.outdir / "index.html").locator("a.retro-chart-mark")
    assert plain(str(mark.get_attribute("aria-label"))) == "A · B, C, 2015, event, D"


# In every builder -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("builder", [*PICTURES, *TABLES, "latex", "gettext", "linkcheck", "dummy"])
def test_no_warning(builds: Builds, builder: str) -> None:
    if builder != "gettext":  # which has doctrees of its own
        assert builds[builder].warnings == []


@pytest.mark.parametrize("builder", TABLES)
def test_elsewhere_it_is_a_table(builds: Builds, builder: str) -> None:
    paths = [path for path in builds[builder].outdir.rglob("*") if path.suffix in _TEXTS]
    said = " ".join(path.read_text("utf-8") for path in paths if "_static" not in path.parts)
    assert "<svg" not in said
    assert "same events as a table" not in said
    for title in TITLES:
        assert len(re.findall(re.escape(title), " ".join(said.split()))) >= 2, title


_TEXTS = {".xhtml", ".txt", ".1", ".texi", ".xml"}


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_every_link_leads_somewhere(builds: Builds, builder: str) -> None:
    assert [each for each in broken_links(builds[builder].outdir) if "retro-" in each] == []


@pytest.mark.parametrize(("builder", "page"), [("dirhtml", "chart/index.html"), ("singlehtml", "index.html")])
def test_marks_lead_to_their_events_in_other_forms_of_html(builds: Builds, builder: str, page: str) -> None:
    path = Path(builds[builder].outdir, page)
    found = [target_of(path, str(each["href"])) for each in marks(soup_of(path.read_text("utf-8")))]
    assert len(found) == 6
    for target in found:
        assert target is not None
        file, fragment = target
        assert soup_of(file.read_text("utf-8")).select(f'[id="{fragment}"]')


def test_a_page_written_as_xml_can_be_read(builds: Builds) -> None:
    said = builds["xml"].read("chart.xml")
    assert "chart_picture" not in said


# Builds after an edit ---------------------------------------------------------------------------------------------


@pytest.fixture
def project(make_built_project: MakeProject) -> Project:
    # Side by side, since Sphinx writes a page again that has a changed one in its toctree.
    return make_built_project({**FILES, "index.rst": "Index\n=====\n"}, conf=CONF + MORE)


def chart_of(build: Build) -> str:
    return str(one(build.page("chart"), "figure"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (":date: 2012-03-04", ":date: 2012-03-05"),
        (":date: 2014/..", ":date: 2014/2015"),
        (":date: 2008/2013", ":date: 2009/2013"),
        (".. event:: Later talk", ".. event:: Another title"),
        (":kind: talk", ":kind: post"),
        ("Early years\n-----------", "Late years\n-----------"),
    ],
)
def test_the_page_changes_when_only_another_did(project: Project, old: str, new: str) -> None:
    before = chart_of(project.first)
    project.edit("deep/told.rst", old, new)
    after = chart_of(project.build())
    assert after != before
    assert after == chart_of(project.build(outdir="clean", doctrees="clean-doctrees"))


def test_titles_in_a_crowd_follow_weights_and_references(make_project: MakeProject) -> None:
    talks = [f".. event:: Talk {number}\n   :date: 2015-{number % 12 + 1:02}\n   :kind: talk\n" for number in range(30)]
    page = "Page\n====\n\nNothing.\n"
    told = "Told\n====\n\n" + "\n".join(talks)
    project = make_project({**FILES, "index.rst": "Index\n=====\n", "deep/told.rst": told, "page.rst": page})

    def titles(build: Build) -> set[str]:
        return set(texts(one(build.page("chart"), "figure"), ".retro-chart-label"))

    first = titles(project.build())
    assert "Talk 0" in first
    assert not {"Talk 17", "Talk 20"} & first
    project.edit("page.rst", "Nothing.", ":retro:event:`talk-17` is told of.")
    named = project.build()
    assert "Talk 17" in titles(named)
    project.edit("deep/told.rst", ".. event:: Talk 20\n", ".. event:: Talk 20\n   :weight: 2\n")
    weighed = project.build()
    assert {"Talk 17", "Talk 20"} <= titles(weighed)
    assert named.warnings == weighed.warnings == []
    assert chart_of(weighed) == chart_of(project.build(outdir="clean", doctrees="clean-doctrees"))


def test_an_axis_is_as_long_as_its_author_says(make_project: MakeProject) -> None:
    axes = {"whole": "all", "asked": "2010/2012", "left": ""}
    page = "Page\n====\n\n.. timeline::\n   :view: chart\n   :{}\n"
    pages = {f"{name}.rst": page.format(f"axis: {axis}") for name, axis in axes.items()}
    pages["era.rst"] = page.format("era: early-years")
    told = FILES["deep/told.rst"] + "\n.. event:: Long ago\n   :date: 1950\n   :kind: award\n"
    build = make_project({**FILES, **pages, "deep/told.rst": told}, more=MORE).build()
    assert build.warnings == []
    labels = {name: one(build.page(name), "[role=region]")["aria-label"] for name in (*axes, "era")}
    spans = {name: plain(str(label)).partition(", ")[2] for name, label in labels.items()}
    assert spans == {
        "whole": "1950 – 2020",
        "asked": "2010 – 2012",
        "left": "2008 – 2020",
        "era": "2008 – 2013",
    }
    asked = one(build.page("asked"), "figure")
    marked = [mark for mark in marks(asked) if mark.select(".retro-chart-years")]
    years = {_title(mark): plain(text_of(one(mark, ".retro-chart-years"))) for mark in marked}
    assert years == {
        "Long ago": "1950",
        "Some day": "2010s",
        "Early years": "2008 – 2013",
        "First job": "c. 2008 – 2013",
        "Still going": "since 2014",
    }
    assert len(asked.select(".retro-chart-beyond")) == 2


def _title(mark: Tag) -> str:
    return said_of(mark).partition("\n")[0]


def test_open_ends_reach_the_day_of_the_build(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = chart_of(project.first)
    assert chart_of(project.build()) == before
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")
    after = chart_of(project.build())
    assert after != before
    assert "2030" in after


def test_the_day_of_a_build(monkeypatch: pytest.MonkeyPatch) -> None:
    assert build_date.today() == Day(2020, 1, 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "99999999999999")
    assert build_date.today().year > 9999
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    first = build_date.today()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "not a number")
    assert build_date.today() >= first > Day(2025, 1, 1)
