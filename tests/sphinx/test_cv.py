"""The view ``cv``: what is where, in every format, and that after an edit it is what a clean build makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import Tag

from sphinx_retrospective.core.cv import Entry
from sphinx_retrospective.rebuilding.digests import Digests
from tests.conftest import MakeProject
from tests.sphinx.project import Build, Builds, Project, folded, links, one, retro, rewritten, text_of, texts

#: What is looked at here is ours, and differs in no environment; the sample is built in each.
pytestmark = pytest.mark.once

#: 29 November 2026.
TODAY = "1795910400"
EVENTS = """\
- title: Lead developer
  id: lead
  date: 2018-03/..
  kind: job
  org: Ateliers
  place: Brest
  role: lead developer
  tags: [kafka, secret]
  link: Page <https://example.org/lead>
  summary: Leads.
- {title: Developer of proxies, date: 2016-05/2018-02, kind: job, org: [Ateliers, Inner, Verein]}
- {title: Teller, id: teller, date: 2014/2015, kind: job, org: Bank, role: Assistant}
- {title: A proxy, id: proxy, date: 2017, kind: project, org: [Ateliers, Verein], tags: [kafka], summary: Between.}
- {title: A clock, date: 2013-05-01, kind: project, summary: By itself.}
- {title: Studies, date: 2010-09~/2013-06, kind: education, org: School}
- {title: On proxies, date: 2017-06-03, kind: talk, org: A conference, place: Lyon, people: [A. Other], tags: [kafka]}
- {title: Notes, date: 2016, kind: post, summary: Not told here., link: https://example.org/notes}
- {title: Version one, date: 2018, kind: release}
- {title: Diploma, date: 2013, kind: milestone}
- {title: Prize, date: 2019, kind: award}
- {title: Party, date: 2019-12-31}
"""
FILES: dict[str, str | bytes] = {
    "index.rst": "Index\n=====\n\n.. toctree::\n\n   cv\n   told\n",
    "told.rst": (
        "Told\n====\n\n.. events::\n   :file: events.yaml\n\n.. tag:: secret\n   :hidden:\n\n"
        ".. tag:: Inner\n   :taxonomy: org\n   :hidden:\n"
    ),
    "events.yaml": EVENTS,
    "cv.rst": "CV\n==\n\n.. timeline::\n   :view: cv\n",
    "kafka.rst": ":orphan:\n\nVariant\n=======\n\nPart\n----\n\n.. timeline::\n   :view: cv\n   :where: kafka\n",
    "talks.rst": ":orphan:\n\nTalks\n=====\n\n.. timeline::\n   :view: cv\n   :kind: talk\n",
    "oldest.rst": (
        ":orphan:\n\nOldest\n======\n\n.. timeline::\n   :view: cv\n   :order: oldest\n   :kind: job, education\n"
        "   :since: 2014\n\n.. timeline::\n   :view: cv\n   :limit: 2\n   :class-item: wide\n"
    ),
    "own.md": (
        "---\norphan: true\n---\n# Own\n\n:::{timeline}\n:view: cv\n"
        "- {title: Here, id: here, date: 2020/.., kind: job, org: Own, link: 'https://example.org/here'}\n"
        "- {title: Said, id: said, date: 2020-05, kind: talk, link: 'https://example.org/said'}\n:::\n\n"
        "{event}`here` {event}`said`\n"
    ),
}
MORE = 'retro_kinds = {"award": {"label": "award"}}\nhtml_theme = "basic"'


@pytest.fixture(scope="module", autouse=True)
def _on_one_day() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", TODAY)
        yield


@pytest.fixture(scope="module")
def builds(make_shared_project: MakeProject) -> Builds:
    project = make_shared_project(FILES, more=MORE)
    return Builds(
        lambda builder: project.build(builder, epub_copyright="x", version="1", man_pages=[("index", "cv", "", [], 1)])
    )


@pytest.fixture(scope="module")
def site(builds: Builds) -> Build:
    return builds["html"]


def outline(page: Tag) -> dict[str, list[str]]:
    """The titles in each section."""
    return {
        text_of(one(section, ".retro-group-title:not(.retro-cv-part-title)")): texts(section, ".retro-title")
        for section in page.select("section.retro-cv-section")
    }


def entry(page: Tag, title: str) -> Tag:
    """The innermost part of a CV with that title."""
    found = [
        each
        for each in page.select(".retro-cv-entry, .retro-cv-part")
        if texts(each, ":scope > .retro-cv-head .retro-title") == [title]
    ]
    assert len(found) == 1, title
    return found[0]


def head(page: Tag, title: str) -> str:
    return text_of(one(entry(page, title), ":scope > .retro-cv-head"))


# What is where --------------------------------------------------------------------------------------------------------


def test_nothing_is_wrong(site: Build) -> None:
    assert site.warnings == []


def test_each_event_stands_once_in_its_section(site: Build) -> None:
    assert outline(site.page("cv")) == {
        "Experience": ["Here", "Ateliers", "Lead developer", "Developer of proxies", "A proxy", "Teller"],
        "Education": ["Studies"],
        "Projects": ["A clock"],
        "Talks": ["Said", "On proxies"],
        "Writing": ["Notes"],
        "Releases": ["Version one"],
        "Milestones": ["Diploma"],
        "Award": ["Prize"],
        "Other": ["Party"],
    }


def test_roles_and_projects_stand_inside_their_employer(site: Build) -> None:
    employer = entry(site.page("cv"), "Ateliers")
    assert employer.name == "article"
    assert texts(employer, ".retro-cv-parts:first-of-type > li > .retro-cv-head .retro-title") == [
        "Lead developer",
        "Developer of proxies",
    ]
    assert texts(employer, ".retro-cv-part-title ~ .retro-cv-parts .retro-title") == ["A proxy"]
    assert entry(site.page("cv"), "Teller").select("ol") == []


def test_headings_go_down_one_level_at_a_time(site: Build) -> None:
    cv, variant = site.page("cv"), site.page("kafka")
    assert [each.name for each in cv.select("h1, h2, h3, h4, h5")][:4] == ["h1", "h2", "h3", "h3"]
    assert one(cv, ".retro-cv-part-title").name == "h4"
    assert [each.name for each in variant.select("h1, h2, h3, h4, h5")][:4] == ["h1", "h2", "h3", "h4"]


def test_spans_are_in_words_with_their_length(site: Build) -> None:
    page = site.page("cv")
    assert head(page, "Ateliers") == "Ateliers since May 2016 · 10 years 7 months"
    assert head(page, "Lead developer").endswith("Brest · since March 2018 · 8 years 9 months")
    assert head(page, "Developer of proxies").endswith("May 2016 – February 2018 · 1 year 10 months")
    assert head(page, "Teller") == "Teller Assistant · Bank · 2014 – 2015 · c. 1 year"
    assert head(page, "Studies").endswith("c. September 2010 – June 2013 · c. 2 years 10 months")
    assert head(page, "A clock") == "A clock 1 May 2013"
    times = entry(page, "Ateliers").select_one("time")
    assert times is not None
    assert times["datetime"] == "2016-05"


def test_what_goes_without_saying_is_not_said(site: Build) -> None:
    page = site.page("cv")
    # The employer is above its roles, other organisations are not, and one that is hidden is nowhere.
    assert head(page, "Developer of proxies").startswith("Developer of proxies Verein · May")
    assert head(page, "A proxy") == "A proxy Verein · 2017"
    # The title has the role in it.
    assert head(page, "Lead developer").startswith("Lead developer Brest · since")
    assert "secret" not in text_of(page)
    assert "Inner" not in text_of(page)


def test_summary_links_and_tags_are_told_of_entries(site: Build) -> None:
    lead = entry(site.page("cv"), "Lead developer")
    assert texts(lead, ".retro-body > p") == ["Leads.", "Links: Page", "Tags: kafka"]
    assert links(lead)["Page"] == "https://example.org/lead"


def test_lists_have_a_line_each(site: Build) -> None:
    page = site.page("cv")
    lines = [text_of(each) for each in page.select(".retro-cv-line")]
    assert lines[1:4] == ["3 Jun 2017 On proxies A conference · Lyon", "2016 Notes", "2018 Version one"]
    assert "Not told here" not in text_of(page)


def test_every_title_leads_to_its_event(site: Build) -> None:
    titles = links(site.page("cv"), ".retro-title a")
    assert titles["Lead developer"] == "told.html#retro-event-lead"
    assert titles["Here"] == "own.html#retro-event-here"
    assert titles["Ateliers"] == "orgs/ateliers.html"
    assert len(titles) == len(texts(site.page("cv"), ".retro-title"))


def test_a_variant_is_another_selection(site: Build) -> None:
    assert outline(site.page("kafka")) == {
        "Experience": ["Lead developer"],
        "Projects": ["A proxy"],
        "Talks": ["On proxies"],
    }


def test_a_view_of_one_kind_has_the_heading_that_the_author_gives_it(site: Build) -> None:
    page = site.page("talks")
    assert page.select(".retro-group-title") == []
    assert texts(page, ".retro-title") == ["Said", "On proxies"]


def test_order_limit_and_classes(site: Build) -> None:
    oldest, latest = site.page("oldest").select(".retro-view-cv")
    assert outline(oldest)["Experience"] == ["Teller", "Ateliers", "Developer of proxies", "Lead developer", "Here"]
    # The latest by their first days, as everywhere.
    assert outline(latest) == {"Experience": ["Here"], "Talks": ["Said"]}
    assert [one(latest, ".retro-cv-entry")["class"][-1], one(latest, ".retro-cv-line")["class"][-1]] == ["wide", "wide"]


def test_events_of_its_own_live_in_it(site: Build) -> None:
    page = site.page("own")
    assert links(page, "p a")["Here"] == "#retro-event-here"
    assert entry(page, "Here")["id"] == "retro-event-here"
    assert one(page, "[id=retro-event-said]").find_parent(class_="retro-cv-line") is not None
    addresses = [each["href"] for each in page.select(".retro-links a")]
    assert addresses == ["https://example.org/here", "https://example.org/said"]


def test_a_book_says_it_in_the_same_words(builds: Builds) -> None:
    text = " ".join(builds["text"].read("cv.txt").split())
    assert "Ateliers · since May 2016 · 10 years 7 months Lead developer (Brest) · since March 2018" in text
    assert "Teller (Assistant · Bank) · 2014 – 2015 · c. 1 year" in text
    assert "Developer of proxies (Verein) · May 2016 – February 2018 · 1 year 10 months" in text
    assert "* 3 Jun 2017 · On proxies (A conference · Lyon)" in text


def test_a_book_of_the_cv_alone_has_no_links_to_other_pages(make_project: MakeProject) -> None:
    more = 'latex_documents = [("cv", "cv.tex", "CV", "Nobody", "howto")]\nlatex_domain_indices = False'
    built = make_project(FILES, more=f"{MORE}\n{more}").build("latex")
    assert built.warnings == []
    said = folded(built.outdir)
    assert "Developer of proxies" in said
    assert "retro-event-lead" not in said


@pytest.mark.parametrize("builder", ["latex", "man", "texinfo", "epub", "singlehtml", "json", "xml", "dirhtml"])
def test_every_builder_has_all_of_it(builds: Builds, builder: str) -> None:
    built = builds[builder]
    assert retro(built.warnings) == []
    said = folded(built.outdir)
    for words in ("Experience", "10 years 7 months", "Developer of proxies", "c. 1 year", "Between.", "On proxies"):
        assert words in said, words


@pytest.mark.parametrize(
    ("language", "headings", "length"),
    [
        ("de", ["Berufserfahrung", "Ausbildung"], "8 Jahre, 9 Monate"),
        ("fr", ["Expérience", "Formation"], "8 ans 9 mois"),
    ],
)
def test_it_speaks_the_language(make_project: MakeProject, language: str, headings: list[str], length: str) -> None:
    events = EVENTS.replace("\n", "\n   ")
    project = make_project({"index.rst": f"{FILES['cv.rst']!s}\n.. events::\n\n   {events}"}, more=MORE)
    page = project.build(language=language).page("index")
    assert texts(page, "h2.retro-group-title")[:2] == headings
    assert length in texts(page, ".retro-cv-length")


def test_a_kind_that_is_renamed_heads_its_section(make_project: MakeProject) -> None:
    more = 'retro_kinds = {"job": {"label": "position"}, "award": {"label": "award"}}'
    page = (
        "CV\n==\n\n.. timeline::\n   :view: cv\n\n   - {title: A, date: 2015, kind: job}\n   - {title: B, date: 2015}\n"
    )
    assert texts(make_project({"index.rst": page}, more=more).build().page("index"), "h2") == ["Position", "Other"]


# What is written again ------------------------------------------------------------------------------------------------

FACTORY = ".. tag:: Factory\n   :taxonomy: org\n   :aliases: Ateliers\n\n.. tag:: secret"
#: What changes on the page of the CV, besides what changes in any list; and what is not on it.
SHOWN: dict[str, tuple[str, str, str]] = {
    "role": ("events.yaml", "role: Assistant", "role: Clerk"),
    "link of an event of another page": ("events.yaml", "Page <https://example.org/lead>", "https://example.org/other"),
    "employer": ("told.rst", ".. tag:: secret", FACTORY),
    "place of a talk": ("events.yaml", "place: Lyon", "place: Paris"),
    "dates that part two roles": ("events.yaml", "2016-05/2018-02", "2016-05/2018-01"),
    "project moved out of a job": ("events.yaml", "date: 2017, kind: project", "date: 2015, kind: project"),
}
NOT_SHOWN: dict[str, tuple[str, str, str]] = {
    "summary of a post": ("events.yaml", "Not told here.", "Nor this."),
    "link of a post": ("events.yaml", "https://example.org/notes", "https://example.org/other"),
    "people at a talk": ("events.yaml", "A. Other", "Another"),
    "tags of a talk": ("events.yaml", ", tags: [kafka]}", "}"),
}


#: A CV on a page that no other page has written again.
ALONE = {name: FILES[name] for name in ("told.rst", "events.yaml")}
ALONE |= {"index.rst": "Index\n=====\n", "cv.rst": f":orphan:\n\n{FILES['cv.rst']!s}"}


@pytest.fixture
def alone(make_built_project: MakeProject) -> Project:
    project = make_built_project(ALONE, more=MORE)
    assert retro(project.first.warnings) == []
    return project


@pytest.fixture(scope="module")
def clean(make_shared_project: MakeProject) -> Builds:
    """What a build from nothing makes after an edit, by the name of the edit."""
    files = {edit: {**ALONE, name: str(ALONE[name]).replace(old, new)} for edit, (name, old, new) in SHOWN.items()}
    return Builds(lambda edit: make_shared_project(files[edit], more=MORE).build())


def is_clean(project: Project, clean: Build | None = None) -> bool:
    """Tell whether the page of the CV is what a build from nothing makes of it."""
    clean = clean or project.build(outdir="clean", doctrees="clean-doctrees")
    return clean.read("cv.html") == (project.folder / "build-html/cv.html").read_text("utf-8")


@pytest.mark.parametrize("edit", SHOWN)
def test_an_edit_of_what_it_shows_is_followed(alone: Project, clean: Builds, edit: str) -> None:
    alone.edit(*SHOWN[edit])
    assert "cv" in rewritten(alone)
    assert is_clean(alone, clean[edit])


def test_an_edit_of_what_it_does_not_show_leaves_it_alone(alone: Project) -> None:
    for name, edit in NOT_SHOWN.items():
        alone.edit(*edit)
        assert "cv" not in rewritten(alone), name
    # It was never written again: what any of these changed on it would be missing.
    assert is_clean(alone)


def test_a_length_that_today_decides_is_followed_and_no_other_day_is(
    alone: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(TODAY) + 86_400))
    assert "cv" not in rewritten(alone)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(TODAY) + 40 * 86_400))
    assert "cv" in rewritten(alone)
    assert is_clean(alone)


def _entry_without_links(self: Digests, entry: Entry) -> list[str]:
    return [self._item(role) for role in entry.roles]


#: Digests that leave something out, and an edit of that.
WITHOUT: dict[str, tuple[str, Callable[..., object], str]] = {
    "links": ("_cv_entry", _entry_without_links, "link of an event of another page"),
    "places": ("_cv_line", lambda self, event: event.id, "place of a talk"),
    "what stands with what": ("_cv", lambda self, request, events, chronicle: 0, "project moved out of a job"),
}


@pytest.mark.parametrize("part", WITHOUT)
def test_what_is_left_out_of_the_digest_leaves_the_page_stale(
    make_project: MakeProject, clean: Builds, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """Proves that the tests above would tell."""
    name, without, edit = WITHOUT[part]
    monkeypatch.setattr(Digests, name, without)
    unbuilt = make_project(ALONE, more=MORE)
    unbuilt.build()
    unbuilt.edit(*SHOWN[edit])
    assert "cv" not in rewritten(unbuilt)
    assert not is_clean(unbuilt, clean[edit])


def test_without_lengths_in_the_digest_they_are_those_of_another_day(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Digests, "_length", lambda self, date: None)
    unbuilt = make_project(ALONE, more=MORE)
    unbuilt.build()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(TODAY) + 400 * 86_400))
    assert "cv" not in rewritten(unbuilt)
    assert not is_clean(unbuilt)


# What makes no sense --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("group-by: year", "a CV has groups of its own; leave the option out"),
        (
            "filter: tag",
            "a CV can't be filtered, because one entry can show several events; write one for each selection",
        ),
        ("lanes: org", "lanes is an option of the view chart, but this is cv; leave the option out"),
    ],
)
def test_an_option_that_makes_no_sense_is_told_once(make_project: MakeProject, option: str, message: str) -> None:
    page = f"CV\n==\n\n.. timeline::\n   :view: cv\n   :{option}\n\n   - {{title: A, date: 2015/2017, kind: job}}\n"
    built = make_project({"index.rst": page}).build()
    [told] = built.warnings
    assert told.startswith(f"index.rst:6: WARNING: {message}")
    assert texts(built.page("index"), "h2") == ["Experience"]
    assert built.page("index").select("form") == []
