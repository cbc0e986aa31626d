"""What each directive puts on its page, in both markups alike."""

from __future__ import annotations

import pytest
from bs4 import Tag

from tests.cldr import plain
from tests.conftest import MakeProject
from tests.sphinx.project import Build, Builds, links, one, text_of, texts

MARKUPS = ("md", "rst")


@pytest.fixture(scope="module")
def sites(make_shared_project: MakeProject) -> Builds:
    return Builds(lambda markup: make_shared_project(root=f"directives-{markup}").build())


@pytest.fixture(params=MARKUPS)
def site(request: pytest.FixtureRequest, sites: Builds) -> Build:
    return sites[request.param]


def test_no_warning(site: Build) -> None:
    assert site.warnings == []


def section(build: Build, page: str, anchor: str) -> Tag:
    return one(build.page(page), f"section[id='{anchor}']")


def titles(tag: Tag) -> list[str]:
    return texts(tag, ".retro-title")


class TestEvent:
    @pytest.fixture
    def article(self, site: Build) -> Tag:
        return one(site.page("events"), "article#retro-event-first")

    def test_is_named_by_its_title(self, site: Build, article: Tag) -> None:
        assert text_of(one(site.page("events"), f"[id='{article['aria-labelledby']}']")) == "First program"

    def test_date_is_for_readers_and_machines(self, article: Tag) -> None:
        assert plain(text_of(one(article, ".retro-date"))) == "c. Sep 2010"
        assert one(article, "time")["datetime"] == "2010-09"

    def test_circumstances(self, article: Tag) -> None:
        meta = one(article, ".retro-meta")
        assert text_of(meta) == "milestone · student · Engineering School · A. Teacher, B. Tutor · Brest, France"
        assert links(meta) == {
            "Engineering School": "orgs/engineering-school.html",
            "A. Teacher": "people/a-teacher.html",
            "B. Tutor": "people/b-tutor.html",
            "Brest, France": "places/brest-france.html",
        }

    def test_kind_is_a_class(self, article: Tag) -> None:
        assert "retro-kind-milestone" in article["class"]

    def test_approximate_date_is_a_class(self, site: Build, article: Tag) -> None:
        assert "retro-approximate" in article["class"]
        assert "retro-approximate" not in one(site.page("events"), "article#retro-event-second-program")["class"]

    def test_open_span_is_a_class(self, site: Build) -> None:
        assert {"retro-span", "retro-open"} <= set(one(site.page("events"), "article#retro-event-a-span")["class"])

    def test_links(self, article: Tag) -> None:
        assert links(one(article, ".retro-links")) == {
            "example.org": "https://example.org/post",
            "Notes": "https://example.org/notes?a=1&b=2",
        }

    def test_tags_lead_to_their_lists(self, article: Tag) -> None:
        # C is described elsewhere; the line of tags leads to what carries it all the same.
        assert links(one(article, ".retro-tags")) == {"C": "tags/c.html", "memory": "tags/memory.html"}

    def test_tags_have_their_sign(self, article: Tag) -> None:
        assert one(article, ".retro-tags").get_text().split() == ["Tags:", "#C", "#memory"]

    def test_body_keeps_its_markup(self, article: Tag) -> None:
        first, rest = one(article, ".retro-body").find_all("p", class_=False)
        assert text_of(first) == "It really printed a line, with memory."
        assert text_of(one(first, "em")) == "really"
        assert one(first, "a")["href"] == "tags/memory.html"
        assert text_of(rest) == "The rest stays on this page."

    def test_has_a_permanent_link(self, article: Tag) -> None:
        assert one(article, "a.headerlink")["href"] == "#retro-event-first"

    def test_summary_stands_for_a_body(self, site: Build) -> None:
        article = one(site.page("events"), "article#retro-event-second-program")
        assert text_of(one(article, ".retro-body")) == "In short."
        assert text_of(one(article, "em")) == "short"

    def test_title_makes_the_id(self, site: Build) -> None:
        ids = [article["id"] for article in site.page("events").select("article")]
        assert ids == ["retro-event-first", "retro-event-second-program", "retro-event-a-span"]


class TestEvents:
    def test_stand_in_the_order_of_the_data(self, site: Build) -> None:
        page = site.page("data")
        assert titles(page) == [
            "A talk in a file",
            "Another in a file",
            "In YAML here",
            "In JSON here",
            "In CSV here",
        ]
        assert [article["id"] for article in page.select("article")][:2] == [
            "retro-event-a-talk-in-a-file",
            "retro-event-other-talk",
        ]

    def test_fields_of_a_file(self, site: Build) -> None:
        article = one(site.page("data"), "article#retro-event-a-talk-in-a-file")
        assert "retro-kind-talk" in article["class"]
        assert texts(article, ".retro-meta a") == ["Meetup", "Big, Data"]
        assert texts(article, ".retro-tags a") == ["kafka", "C"]
        assert links(one(article, ".retro-links")) == {"example.org": "https://example.org/slides"}

    def test_text_of_a_file_is_no_markup(self, site: Build) -> None:
        body = one(site.page("data"), "article#retro-event-a-talk-in-a-file .retro-body")
        assert [text_of(each) for each in body.find_all("p", class_=False)] == [
            "In *no* markup.",
            "Told at length.",
            "In two paragraphs.",
        ]

    def test_each_format_says_the_same(self, site: Build) -> None:
        page = site.page("data")
        assert plain(text_of(one(page, "#retro-event-in-yaml-here .retro-date"))) == "Oct 2016"
        assert text_of(one(page, "#retro-event-in-json-here .retro-date")) == "2017"
        assert text_of(one(page, "#retro-event-in-csv-here .retro-date")) == "spring 2018"
        assert texts(page, "#retro-event-in-json-here .retro-tags a") == ["C", "json"]
        assert texts(page, "#retro-event-in-csv-here .retro-tags a") == ["C", "csv"]

    @pytest.mark.parametrize("markup", MARKUPS)
    def test_a_changed_file_is_a_reason_to_read_the_page(self, make_project: MakeProject, markup: str) -> None:
        project = make_project(root=f"directives-{markup}")
        project.build()
        project.edit("talks.yaml", "A talk in a file", "A renamed talk")
        build = project.build()
        assert build.warnings == []
        assert titles(build.page("data"))[0] == "A renamed talk"
        assert "A renamed talk" in titles(section(build, "views", "mermaid"))


class TestEra:
    def test_is_the_section_around_it(self, site: Build) -> None:
        early = section(site, "eras", "early-years")
        assert early.select("#retro-era-early-years")
        assert plain(text_of(one(early, "#early-years > p .retro-date"))) == "c. September 2010 – 2013"

    def test_can_have_an_id_and_stand_in_another(self, site: Build) -> None:
        summer = section(site, "eras", "a-summer")
        assert summer.select("#retro-era-summer")
        assert [(era.id, era.title, era.eras) for era in site.domain.gathered.chronicle.eras] == [
            ("early-years", "Early years", ()),
            ("summer", "A summer", ("early-years",)),
        ]

    def test_events_in_the_section_belong_to_it(self, site: Build) -> None:
        assert {event.id: event.eras for event in site.domain.gathered.chronicle.events if event.docname == "eras"} == {
            "an-early-event": ("early-years",),
            "a-summer-event": ("summer", "early-years"),
            "a-late-event": (),
        }


class TestTimeline:
    def test_list_by_year(self, site: Build) -> None:
        view = one(section(site, "views", "by-year"), "#by-year > div")
        assert texts(view, "h3") == ["2010", "2014", "2017", "2018"]
        assert titles(view) == ["First program", "A talk in a file", "In JSON here", "In CSV here"]
        assert len(view.select("ol > li")) == 4

    def test_titles_lead_to_where_events_are_declared(self, site: Build) -> None:
        assert links(section(site, "views", "by-year"), "#by-year > div .retro-title a") == {
            "First program": "events.html#retro-event-first",
            "A talk in a file": "data.html#retro-event-a-talk-in-a-file",
            "In JSON here": "data.html#retro-event-in-json-here",
            "In CSV here": "data.html#retro-event-in-csv-here",
        }

    def test_summary_keeps_its_markup(self, site: Build) -> None:
        item = section(site, "views", "by-year").select("ol > li")[0]
        told = item.find_all("p", class_=False)
        assert [text_of(each) for each in told] == ["It really printed a line, with memory."]
        assert text_of(one(told[0], "em")) == "really"
        assert one(told[0], "a")["href"] == "tags/memory.html"

    def test_headings_follow_the_section(self, site: Build) -> None:
        levels = [
            (each.name, text_of(each).rstrip("¶")) for each in site.page("views").select("h1, h2, h3, h4, h5, h6")
        ]
        assert levels[:9] == [
            ("h1", "Views"),
            ("h2", "By year"),
            ("h3", "2010"),
            ("h3", "2014"),
            ("h3", "2017"),
            ("h3", "2018"),
            ("h3", "Newest cards"),
            ("h4", "Talk"),
            ("h4", "Release"),
        ]

    def test_cards_newest_first(self, site: Build) -> None:
        cards = section(site, "views", "newest-cards")
        # The two newest; kinds come in the order of their definitions.
        assert titles(cards) == ["A talk in a file", "In CSV here"]
        assert {each["tabindex"] for each in cards.select("ol")} == {"0"}
        assert [each["aria-label"] for each in cards.select("ol")] == ["Talk", "Release"]

    def test_table(self, site: Build) -> None:
        table = one(section(site, "views", "table"), "table")
        assert texts(table, "thead th") == ["Date", "Event", "Kind", "Organisations", "People", "Places"]
        rows = [[plain(text_of(cell)) for cell in row.select("td")] for row in table.select("tbody tr")]
        assert rows == [
            [
                "c. Sep 2010",
                "First program",
                "milestone",
                "Engineering School",
                "A. Teacher, B. Tutor",
                "Brest, France",
            ],
            ["3 Jun 2014", "A talk in a file", "talk", "Meetup, Big, Data", "", ""],
        ]

    def test_a_window_of_time(self, site: Build) -> None:
        decade = section(site, "views", "by-decade")
        assert texts(decade, "h3") == ["2010s"]
        assert titles(decade) == ["First program", "Second program", "An early event"]

    def test_by_era(self, site: Build) -> None:
        eras = section(site, "views", "by-era")
        assert texts(eras, "h3") == ["Early years", "A summer"]
        assert titles(eras) == ["An early event", "A summer event"]

    def test_by_organisation(self, site: Build) -> None:
        orgs = section(site, "views", "by-organisation")
        assert texts(orgs, "h3") == ["Engineering School", "Meetup"]
        assert titles(orgs) == ["First program", "A talk in a file"]

    def test_mermaid_without_its_extension_is_a_list(self, site: Build) -> None:
        assert titles(section(site, "views", "mermaid")) == ["A talk in a file"]

    @pytest.mark.parametrize("markup", MARKUPS)
    def test_mermaid_with_its_extension(self, make_project: MakeProject, markup: str) -> None:
        project = make_project(root=f"directives-{markup}")
        conf = (project.source / "conf.py").read_text("utf-8")
        project.write(
            {"conf.py": conf.replace('"sphinx_retrospective"', '"sphinxcontrib.mermaid", "sphinx_retrospective"')}
        )
        project.edit("conf.py", ', "retro.view"', "")
        build = project.build()
        assert build.warnings == []
        view = section(build, "views", "mermaid")
        source = plain(text_of(one(view, ".mermaid")))
        assert source == "timeline section 2014 3 Jun 2014 : A talk in a file"
        # The list says the same where no script draws it.
        assert titles(view) == ["A talk in a file"]


class TestOwnEvents:
    def test_live_in_the_view(self, site: Build) -> None:
        content = section(site, "own", "content")
        assert [(item["id"], text_of(one(item, ".retro-title"))) for item in content.select("ol > li")] == [
            ("retro-event-sprint", "Sprint"),
            ("retro-event-candidate", "Candidate"),
        ]
        assert not content.select(".retro-title a")

    def test_have_the_dates_of_sphinx_timeline(self, site: Build) -> None:
        # A duration reaches from the start; midnight says that there is no time.
        assert [
            each.edtf
            for event in site.domain.gathered.chronicle.events
            if event.docname == "own" and (each := event.date)
        ] == [
            "2019-02-01",
            "2019-05-06/2019-05-09",
            "2019-06-01",
        ]

    def test_from_a_file(self, site: Build) -> None:
        file = section(site, "own", "file")
        assert text_of(one(file, "table td:has(#retro-event-own-file)")) == "From a file of its own"

    def test_are_what_roles_lead_to(self, site: Build) -> None:
        assert links(section(site, "own", "file"), "#file > p a") == {
            "From a file of its own": "#retro-event-own-file",
            "Candidate": "#retro-event-candidate",
        }

    def test_only_they_are_shown(self, site: Build) -> None:
        assert titles(section(site, "own", "content")) == ["Sprint", "Candidate"]


class TestTags:
    def test_of_a_page(self, site: Build) -> None:
        line = site.page("tagged").select("#tagged-page > p")[0]
        assert links(line) == {"C": "tags/c.html", "whole page": "tags/whole-page.html"}

    def test_of_a_section(self, site: Build) -> None:
        line = site.page("tagged").select("#a-section > p")[0]
        assert texts(line, "a") == ["section only", "other"]

    def test_of_another_taxonomy(self, site: Build) -> None:
        line = site.page("tagged").select("#a-section > p")[1]
        assert text_of(line).startswith("Organisations:")
        assert links(line) == {"Meetup": "orgs/meetup.html"}

    @pytest.mark.parametrize(
        ("taxonomy", "slug", "places"),
        [
            ("tag", "whole-page", [("tagged", "")]),
            ("tag", "section-only", [("tagged", "a-section")]),
            ("tag", "other", [("tagged", "a-section")]),
            ("tag", "front-list", [("front", "")]),
            ("tag", "front-text", [("fronttext", "")]),
            ("org", "meetup", [("tagged", "a-section"), ("front", "")]),
            ("org", "engineering-school", [("front", "")]),
            ("tag", "c", [("front", ""), ("tagged", ""), ("fronttext", "")]),
        ],
    )
    def test_are_noted(self, site: Build, taxonomy: str, slug: str, places: list[tuple[str, str]]) -> None:
        term = site.domain.gathered.chronicle.taxonomies[taxonomy].terms[slug]
        assert [(each.docname, each.anchor) for each in term.taggings] == places


class TestTag:
    def test_description(self, site: Build) -> None:
        term = one(site.page("described"), "dt#retro-tag-c")
        assert text_of(term) == "C also c language, ANSI C"
        body = term.find_next_sibling("dd")
        assert body is not None
        assert texts(body, "p")[:2] == ["A small language.", "More of it."]
        assert links(body) == {"7 entries": "tags/c.html", "languages": "tags/languages.html"}

    def test_of_another_taxonomy(self, site: Build) -> None:
        assert text_of(one(site.page("described"), "dt#retro-org-meetup")) == "Meetup"

    def test_is_what_roles_lead_to_by_any_spelling(self, site: Build) -> None:
        assert links(site.page("described"), "#described-terms > p a") == {
            "C": "#retro-tag-c",
            "the language": "#retro-tag-c",
        }

    def test_broader_term_has_what_the_narrower_has(self, site: Build) -> None:
        terms = site.domain.gathered.chronicle.taxonomies["tag"].terms
        assert terms["languages"].children == ("c",)
        assert terms["c"].parents == ("languages",)
        assert terms["languages"].events == terms["c"].events
        assert len(terms["c"].events) == 4


class TestTagIndex:
    def test_has_every_term_with_its_count(self, site: Build) -> None:
        index = section(site, "indices", "all")
        assert texts(index, "dt") == [
            "C 7",
            "csv 1",
            "front list 1",
            "front text 1",
            "json 1",
            "kafka 1",
            "languages 7",
            "memory 1",
            "other 1",
            "section only 1",
            "whole page 1",
        ]

    def test_lists_what_carries_them(self, site: Build) -> None:
        term = one(section(site, "indices", "all"), "dt#retro-index-tag-c")
        carriers = term.find_next_sibling("dd")
        assert carriers is not None
        assert links(carriers) == {
            "First program": "events.html#retro-event-first",
            "A talk in a file": "data.html#retro-event-a-talk-in-a-file",
            "In JSON here": "data.html#retro-event-in-json-here",
            "In CSV here": "data.html#retro-event-in-csv-here",
            "Front matter": "front.html",
            "Tagged page": "tagged.html",
            "Text in front matter": "fronttext.html",
        }

    def test_of_another_taxonomy(self, site: Build) -> None:
        index = section(site, "indices", "organisations")
        assert texts(index, "dt") == ["Big, Data 1", "Engineering School 2", "Meetup 3"]
        assert one(index, "dt#retro-index-org-meetup")

    def test_sorted_by_count_and_cut(self, site: Build) -> None:
        index = section(site, "indices", "most-used")
        assert texts(index, "dt") == ["C 7", "languages 7"]
        # The whole index above is what other pages lead to.
        assert not index.select("dt[id]")


def test_markups_make_the_same_pages(sites: Builds) -> None:
    md, rst = (_pages(sites[markup]) for markup in MARKUPS)
    assert len(md) > 20
    assert md == rst


def _pages(build: Build) -> dict[str, str]:
    names = [path.relative_to(build.outdir).with_suffix("") for path in build.outdir.rglob("*.html")]
    others = {"genindex", "search", *(name.rpartition("/")[2] for name in build.domain.gathered.addresses.redirects)}
    return {str(name): str(build.page(str(name))) for name in names if name.name not in others}


def test_a_table_has_the_columns_that_are_asked_for(make_project: MakeProject) -> None:
    talk = """
.. event:: {title}
   :date: 2018
   :kind: talk
   :org: Guild
   :tags: c, d
   :link: Slides <https://example.org/{title}>
          Report <https://example.org/report>
"""
    view = (
        ".. timeline::\n   :view: table\n   :columns: tags, event, {columns}\n   :order: newest\n   :links: {links}\n\n"
    )
    page = "Talks\n=====\n" + talk.format(title="One") + ".. event:: Two\n   :date: 2019\n\n"
    listed = (
        "Listed\n======\n\n"
        + view.format(columns="links", links="Slides, Video")
        + view.format(columns="date", links="Report")
    )
    project = make_project({"index.rst": page, "listed.rst": f":orphan:\n\n{listed}"})
    build = project.build()
    assert build.warnings == []

    def rows(page: Tag) -> list[list[str]]:
        return [
            [text_of(cell) for cell in row.select("th, td")]
            for table in page.select("table")
            for row in table.select("tr")
        ]

    head, two = ["Tags", "Event", "Links"], ["", "Two", ""]
    assert rows(build.page("listed"))[:3] == [head, two, ["c, d", "One", "Slides"]]
    # A column of the links that are named, whether it is named too or not.
    assert rows(build.page("listed"))[3:] == [
        ["Tags", "Event", "Date", "Links"],
        ["", "Two", "2019", ""],
        ["c, d", "One", "2018", "Report"],
    ]
    assert links(build.page("listed"), "td a")["Slides"] == "https://example.org/One"
    project.edit("index.rst", "https://example.org/One", "https://example.org/slides")
    assert links(project.build().page("listed"), "td a")["Slides"] == "https://example.org/slides"
