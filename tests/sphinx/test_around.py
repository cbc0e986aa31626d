"""The directive “around” and the option of that name: what is around an event, in every format and markup."""

from __future__ import annotations

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
    folded,
    links,
    one,
    retro,
    rewritten,
    text_of,
    texts,
)

#: What is looked at here is ours, and differs in no environment; the sample is built in each.
pytestmark = pytest.mark.once

TOLD = """\
# Told

:::{era}
:date: 2010/2019
:::

:::{event} First *steps*
:id: first
:date: 2010
:tags: c, linux
:around:
After all that, {event}`second`, and itself: {event}`first`.
:::

:::{event} Second
:date: 2011-03
:tags: linux
:around: tag, backlinks
:::

:::{event} Third
:date: 2012
:summary: Not without {event}`first`.
Told without.
:::
"""
PAGES = {
    "index.rst": "Index\n=====\n\nBegins with :event:`first`.\n\n"
    ".. toctree::\n\n   told\n   deep/other\n   deep/more\n",
    "told.md": TOLD,
    "deep/other.rst": (
        "Other\n=====\n\n.. era::\n   :date: 2020/..\n\n"
        ".. event:: Fourth\n   :date: 2020\n   :tags: c\n   :name: own-label\n\n"
        "   After :ref:`event-second`.\n\n   .. around::\n      :show: related, time\n\n"
        "Part\n----\n\nSee :any:`first`, and :event:`first` again.\n\n.. around::\n   :show: backlinks\n\n"
        ".. around:: second\n   :class: wide\n   :limit: 1\n"
    ),
    "deep/more.md": "# More\n\n## In MyST\n\n[By anchor](../told.md#retro-event-first), "
    "[](#event-second) and [](#own-label).\n",
}
LINKED = ["html", "dirhtml", "singlehtml", "epub"]


@pytest.fixture(scope="module")
def builds(make_shared_project: MakeProject) -> Builds:
    project = make_shared_project(PAGES, conf=CONF + BOOKS)
    return Builds(lambda builder: project.build(builder, doctrees=f"doctrees-{builder}"))


def blocks(build: Build, page: str) -> list[Tag]:
    return build.page(page).select(".retro-around")


def parts(block: Tag) -> dict[str, list[str]]:
    """The lines of each part by its name."""
    return {
        plain(text_of(one(part, "dt"))): [plain(each) for each in texts(part, "dd li")]
        for part in block.select("dl > div")
    }


def test_no_warning(builds: Builds) -> None:
    assert builds["html"].warnings == []


def test_everything_around_an_event_in_its_text(builds: Builds) -> None:
    [first, _] = blocks(builds["html"], "told")
    assert first.find_parent("article")["id"] == "retro-event-first"  # type: ignore[index]
    assert parts(first) == {
        "Before and after": ["Next Second Mar 2011"],
        "More from Told": ["Third 2012"],
        "Related": ["Second Mar 2011 linux", "Fourth 2020 c"],
        # Not from inside itself; a summary that stands in views alone is its text too.
        "Mentioned in": ["Third 2012", "In MyST", "Index", "Part"],
    }


def test_where_the_eras_lie_and_which_one_this_is(make_project: MakeProject) -> None:
    told = "{0}\n====\n\n.. era::\n   :date: {1}\n\n.. event:: In {0}\n   :date: {2}\n"
    project = make_project(
        {
            "index.rst": told.format("Work", "2012/2016", 2013) + "\n.. around::\n   :show: eras\n",
            "a.rst": ":orphan:\n\n" + told.format("Past", "2010/2012", 2011),
            "z.rst": ":orphan:\n\n" + told.format("Next", "2016/..", 2017),
        },
        more=BOOKS,
    )
    build = project.build()
    assert build.warnings == []
    [block] = blocks(build, "index")
    # It is about the era, in which an event only names the place.
    assert block["aria-label"] == "Around “Work”"
    lines = parts(block)["Eras"]
    assert lines == ["2010 Work: 2 of 3 2016", "Previous Past 2010 – 2012", "Next Next since 2016"]
    bars = block.select("svg.retro-strip rect")
    assert [each.get("class") for each in bars] == [None, ["retro-strip-here"], None]
    assert links(block)["Past"] == "a.html#retro-era-past"
    assert "Work: 2 of 3" in folded(project.build("text").outdir)
    # Another page says something else of an era.
    project.edit("a.rst", "2010/2012", "2008/2012")
    assert "index" in rewritten(project)
    assert parts(blocks(project.build(), "index")[0])["Eras"][:2] == [
        "2008 Work: 2 of 3 2016",
        "Previous Past 2008 – 2012",
    ]
    # An open end reaches as far as the others, and its year is not shown as theirs.
    project.edit("z.rst", "2016/..", "2016/2019")
    assert "index" in rewritten(project)
    assert parts(blocks(project.build(), "index")[0])["Eras"][0] == "2008 Work: 2 of 3 2019"


def test_parts_are_those_that_are_asked_for(builds: Builds) -> None:
    [_, second] = blocks(builds["html"], "told")
    assert parts(second) == {
        "Tag linux": ["Previous First steps 2010"],
        "Mentioned in": ["First steps 2010", "Fourth 2020", "In MyST"],
    }


def test_the_directive_is_about_the_event_around_it_or_the_last_above(builds: Builds) -> None:
    [inside, below, named] = blocks(builds["html"], "deep/other")
    assert parts(inside) == {"Related": ["First steps 2010 c"], "Before and after": ["Previous Third 2012"]}
    assert [each["aria-label"] for each in (inside, below)] == ["Around “Fourth”", "Around “Fourth” (2)"]
    assert parts(below) == {"Mentioned in": ["In MyST"]}
    assert named["aria-label"] == "Around “Second”"
    assert "wide" in named["class"]
    assert parts(named)["Mentioned in"] == ["First steps 2010"]


def test_everything_in_it_leads_somewhere(builds: Builds) -> None:
    [first, second] = blocks(builds["html"], "told")
    assert links(first) == {
        "Second": "#retro-event-second",
        "Told": "#retro-era-told",
        "Third": "#retro-event-third",
        "Fourth": "deep/other.html#retro-event-fourth",
        "linux": "tags/linux.html",
        "c": "tags/c.html",
        "In MyST": "deep/more.html#in-myst",
        "Index": "index.html",
        "Part": "deep/other.html#part",
    }
    # The title has its markup.
    assert texts(second, "li a em") == ["steps", "steps"]
    assert links(second)["First steps"] == "#retro-event-first"


@pytest.mark.parametrize("builder", LINKED)
def test_links_resolve(builds: Builds, builder: str) -> None:
    build = builds[builder]
    assert retro(build.warnings) == []
    broken = broken_links(build.outdir)
    if builder == "singlehtml":
        # Sphinx's own, by labels and in the table of contents, lead nowhere in one page.
        leading = {str(each["href"]) for block in blocks(build, "index") for each in block.select("a")}
        assert leading
        broken = [each for each in broken if each.partition(": ")[2] in leading]
    assert broken == []


@pytest.mark.parametrize("builder", ["latex", "text", "man", "texinfo", "xml"])
def test_other_formats_say_the_same(builds: Builds, builder: str) -> None:
    said = plain(folded(builds[builder].outdir))
    assert retro(builds[builder].warnings) == []
    for words in ("Before and after", "More from", "Related", "Mentioned in", "Next", "In MyST"):
        assert words in said


def test_lists_of_events_do_not_have_it(make_project: MakeProject) -> None:
    build = make_project({**PAGES, "list.rst": "List\n====\n\n.. timeline::\n"}).build()
    assert len(build.page("list").select(".retro-item")) == 4
    assert blocks(build, "list") == []


def test_dates_and_words_are_in_the_language_of_the_project(make_project: MakeProject) -> None:
    [first, _] = blocks(make_project(PAGES).build(language="de"), "told")
    assert list(parts(first)) == ["Davor und danach", "Mehr aus Told", "Verwandt", "Erwähnt in"]
    assert first["aria-label"] == "Rund um „First steps“"


def test_what_is_left_out_of_a_page_mentions_nothing(make_project: MakeProject) -> None:
    only = ".. only:: html\n\n   See :event:`a`.\n\n.. only:: text\n\n   And\n   :event:`b`.\n"
    pages = {
        "index.rst": "Index\n=====\n\n.. event:: A\n   :date: 2010\n   :around: backlinks\n\n"
        ".. event:: B\n   :date: 2010\n   :around: backlinks\n",
        "only.rst": f"Only\n====\n\n{only}",
    }
    project = make_project(pages)
    assert [each["aria-label"] for each in blocks(project.build(), "index")] == ["Around “A”"]
    said = project.build("text").read("index.txt")
    assert said.index("B") < said.index("Mentioned in")
    assert said.count("Mentioned in") == 1


def test_a_page_apart_keeps_what_it_has_to_itself(make_project: MakeProject) -> None:
    apart = (
        ":retro-scope: page\n\nApart\n=====\n\n.. event:: Own\n   :date: 2010\n   :around: time, backlinks\n\n"
        "   After :event:`first`.\n\nSee :event:`own`.\n\n.. around:: first\n   :show: time, backlinks\n"
    )
    build = make_project({**PAGES, "apart.rst": apart}).build()
    [own, first] = blocks(build, "apart")
    assert parts(own) == {"Mentioned in": ["Apart"]}
    assert parts(first)["Before and after"] == ["Next Second Mar 2011"]
    # The project knows the page, and not the event on it.
    assert "Apart" in parts(first)["Mentioned in"]
    assert "Apart" in parts(blocks(build, "told")[0])["Mentioned in"]


def test_nothing_stands_where_there_is_nothing(make_project: MakeProject) -> None:
    build = make_project({"index.rst": "Index\n=====\n\n.. event:: Alone\n   :date: 2010\n   :around:\n"}).build()
    assert build.warnings == []
    assert blocks(build, "index") == []


def test_mistakes(make_project: MakeProject) -> None:
    page = (
        "Index\n=====\n\n.. around::\n\n.. around:: frist\n\n.. around:: first\n   :show: tiem, era\n   :limit: 0\n\n"
        "   Text.\n\n.. event:: First\n   :date: 2010\n   :around: backlnks\n\nText.\n"
    )
    build = make_project({"index.rst": page}).build()
    assert build.warnings == [
        "index.rst:4: WARNING: there is no event above this on the page; name one after it, such as first-program "
        "[retro.empty]",
        "index.rst:6: WARNING: there is no event 'frist'; perhaps 'first' is meant [retro.reference]",
        "index.rst:8: WARNING: around has no content; write the text outside it [retro.option]",
        "index.rst:9: WARNING: show 'tiem' is not one of time, era, related, backlinks, eras, tag, org, person, place; "
        "perhaps 'time' is meant [retro.option]",
        "index.rst:10: WARNING: limit '0' is not a number from 1 up [retro.option]",
        "index.rst:16: WARNING: around 'backlnks' is not one of time, era, related, backlinks, eras, tag, org, person, "
        "place; perhaps 'backlinks' is meant [retro.option]",
    ]
    assert "Text." in text_of(build.page("index"))


def test_a_taxonomy_can_not_have_its_name(make_project: MakeProject) -> None:
    [warning] = make_project({"index.rst": "Index\n=====\n"}).build(retro_taxonomies={"around": "Around"}).warnings
    assert "'around', which is taken" in warning


# Only what shows something else is written again ----------------------------------------------------------------------


@pytest.fixture
def project(make_built_project: MakeProject) -> Project:
    """Pages side by side, one for each part."""
    event = "{0}\n=\n\n.. event:: {0}\n   :date: {1}\n   :tags: {2}\n\n"
    files = {
        "index.rst": "Index\n=====\n",
        "a.rst": event.format("A", 2010, "c"),
        "b.rst": event.format("B", 2012, "c"),
        "c.rst": event.format("C", 2014, "rust"),
        "time.rst": "Time\n====\n\n.. around:: b\n   :show: time\n",
        "related.rst": "Related\n=======\n\n.. around:: b\n   :show: related\n",
        "tag.rst": "Tag\n===\n\n.. around:: b\n   :show: tag\n",
        "backlinks.rst": "Backlinks\n=========\n\n.. around:: b\n   :show: backlinks\n",
        "plain.rst": "Plain\n=====\n\nNothing of ours.\n",
    }
    project = make_built_project(files)
    assert retro(project.first.warnings) == []
    return project


EDITS = {
    "a summary": ("a.rst", "c\n\n", "c\n\n   Told.\n", {"a"}),
    "a title": ("a.rst", ":: A", ":: Anew\n   :id: a", {"a", "time", "related", "tag"}),
    "a date elsewhere": ("c.rst", "2014", "2015", {"c", "time"}),
    "another between": ("c.rst", "2014", "2011", {"c", "time"}),
    "a tag": ("c.rst", "rust", "rust, c", {"c", "related", "tag"}),
    "a mention": ("plain.rst", "Nothing of ours.", "See :event:`b`.", {"plain", "backlinks"}),
    "a mention by its label": ("plain.rst", "Nothing of ours.", "See :ref:`event-b`.", {"plain", "backlinks"}),
    "a mention in an event": ("a.rst", "c\n\n", "c\n\n   After :event:`b`.\n", {"a", "backlinks"}),
}


@pytest.mark.parametrize("edit", EDITS)
def test_edit(project: Project, edit: str) -> None:
    name, old, new, pages = EDITS[edit]
    project.edit(name, old, new)
    assert rewritten(project) == pages
    again = {each: (project.folder / "build-html" / f"{each}.html").read_text("utf-8") for each in pages}
    fresh = project.build(doctrees="fresh", outdir="fresh-html")
    assert again == {each: fresh.read(f"{each}.html") for each in pages}


def test_a_title_of_a_section_that_mentions_it(project: Project) -> None:
    project.edit("plain.rst", "Nothing of ours.", "See :event:`b`.")
    project.build()
    project.edit("plain.rst", "Plain\n=====", "Other\n=====")
    assert rewritten(project) == {"plain", "backlinks"}
    assert parts(one(project.build().page("backlinks"), ".retro-around")) == {"Mentioned in": ["Other"]}


def test_a_page_that_mentions_it_no_more(project: Project) -> None:
    project.edit("plain.rst", "Nothing of ours.", "See :event:`b`.")
    project.build()
    project.remove("plain.rst")
    assert rewritten(project) == {"backlinks"}
    assert blocks(project.build(), "backlinks") == []
