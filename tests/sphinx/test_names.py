"""Roles, short names, and what a project's configuration adds."""

from __future__ import annotations

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import CONF, Build, links, one, text_of, texts

TARGETS = """
.. event:: First program
   :id: first
   :date: 2010
   :org: Ateliers; Meetup
   :people: A. Teacher
   :place: Brest, France
   :tags: C++
   :tech: Apache Kafka
   :kind: award

.. tag:: C++
   :aliases: cpp

Early
-----

.. era::
   :date: 2010/2012
"""
CUSTOM = """
retro_kinds = {"award": {"label": "prize", "colour": ["#7a4f01", "#f0c060"], "mark": "diamond"}, "visit": "visit"}
retro_taxonomies = {"technology": {"label": "Technology", "title": "Technologies", "field": "tech", "folder": "techs"}}
"""
#: A role with its target, the text it shows, and where it leads.
ROLES = [
    ("event", "first", "First program", "index.html#retro-event-first"),
    ("era", "early", "Early", "index.html#retro-era-early"),
    ("tag", "C++", "C++", "index.html#retro-tag-c-plus-plus"),
    ("tag", "cpp", "C++", "index.html#retro-tag-c-plus-plus"),
    ("tag", "c-plus-plus", "C++", "index.html#retro-tag-c-plus-plus"),
    ("org", "ateliers", "Ateliers", "orgs/ateliers.html"),
    ("person", "a. teacher", "A. Teacher", "people/a-teacher.html"),
    ("place", "Brest, France", "Brest, France", "places/brest-france.html"),
    ("technology", "apache kafka", "Apache Kafka", "techs/apache-kafka.html"),
]


@pytest.fixture(scope="module")
def site(make_shared_project: MakeProject) -> Build:
    md, rst = ["# Roles", ""], ["Roles", "=====", ""]
    for prefix in ("", "retro:"):
        for name, target, _, _ in ROLES:
            md += [f"{{{prefix}{name}}}`{target}` {{{prefix}{name}}}`said <{target}>`", ""]
            rst += [f":{prefix}{name}:`{target}` :{prefix}{name}:`said <{target}>`", ""]
    files = {"index.rst": f"Index\n=====\n{TARGETS}", "md.md": "\n".join(md), "rst.rst": "\n".join(rst)}
    build = make_shared_project(files, more=CUSTOM).build()
    assert build.warnings == []
    return build


@pytest.mark.parametrize("page", ["md", "rst"])
@pytest.mark.parametrize("prefix", ["", "retro:"])
@pytest.mark.parametrize("number", range(len(ROLES)), ids=lambda number: "-".join(ROLES[number][:2]))
def test_role(site: Build, page: str, prefix: str, number: int) -> None:
    line = site.page(page).select("section > p")[number + (len(ROLES) if prefix else 0)]
    _, _, text, address = ROLES[number]
    assert [(text_of(each), each["href"]) for each in line.select("a")] == [(text, address), ("said", address)]


class TestShortNames:
    OTHER = """
from docutils import nodes
from docutils.parsers.rst import Directive

class Tags(Directive):
    has_content = True

    def run(self):
        return [nodes.paragraph("", "The other tags: " + " ".join(self.content))]

def setup(app):
    app.add_directive("tags", Tags)
    app.add_role("event", lambda *args: ([nodes.emphasis("", "the other event")], []))
"""
    PAGE = "# Page\n\n:::{tags}\na b\n:::\n\n{event}`x`\n\n:::{retro:tags} ours\n:::\n"

    def test_turned_off_are_free_for_others(self, make_project: MakeProject) -> None:
        build = make_project({"index.md": self.PAGE}, more=f"retro_short_names = False\n{self.OTHER}").build()
        assert build.warnings == []
        said = texts(build.page("index"), "p")
        assert said == ["The other tags: a b", "the other event", "Tags: ours"]

    def test_turned_off_do_not_exist(self, make_project: MakeProject) -> None:
        page = "Page\n====\n\n.. timeline::\n\n.. retro:event:: E\n   :date: 2010\n\n:org:`x`\n"
        build = make_project({"index.rst": page}, more="retro_short_names = False").build()
        unknown = [line.partition(": ")[2] for line in build.warnings]
        assert [line for line in unknown if "timeline" in line]
        assert [line for line in unknown if '"org"' in line]
        assert build.page("index").select("#retro-event-e")

    def test_do_not_leak_into_the_next_project(self, make_project: MakeProject) -> None:
        page = "Page\n====\n\n.. tags:: a\n"
        first = make_project({"index.rst": page}).build()
        second = make_project({"index.rst": page}, more="retro_short_names = False").build()
        third = make_project({"index.rst": page}).build()
        assert first.warnings == third.warnings == []
        # The builds of these tests are kept apart; those of another program need not be.
        assert first.registered & {"event", "events", "era", "timeline", "tags", "tag", "tag-index", "org"} == set()
        assert [line for line in second.warnings if 'Unknown directive type "tags"' in line]
        assert texts(third.page("index"), "p") == ["Tags: a"]


class TestTwoProjectsInOneProcess:
    def test_a_taxonomy_does_not_leak(self, make_project: MakeProject) -> None:
        page = "Page\n====\n\n.. event:: E\n   :date: 2010\n   :tech: Kafka\n"
        with_it = make_project({"index.rst": page}, more=CUSTOM).build()
        without = make_project({"index.rst": page}).build()
        assert with_it.warnings == []
        assert [line.rpartition(" ")[2] for line in without.warnings] == ["[retro.option]"]
        assert "technology" in with_it.domain.object_types
        assert "technology" not in without.domain.object_types
        assert "technology" not in type(without.domain).roles


class TestKinds:
    def test_have_label_and_mark(self, site: Build) -> None:
        article = one(site.page("index"), "article#retro-event-first")
        assert {"retro-kind-award", "retro-mark-diamond"} <= set(article["class"])
        assert text_of(one(article, ".retro-meta")).startswith("prize · Ateliers")

    def test_have_colours_in_a_style_sheet(self, site: Build) -> None:
        sheet = site.read("_static/retro-kinds.css")
        assert sheet.count("{") == 1
        assert ".retro-kind-award" in sheet
        assert "#7a4f01" in sheet
        assert "#f0c060" in sheet

    def test_style_sheet_is_linked(self, site: Build) -> None:
        assert "_static/retro-kinds.css" in site.read("index.html")
        assert "_static/retro.css" in site.read("index.html")

    @pytest.mark.parametrize("more", ["", 'retro_kinds = {"visit": "visit"}'])
    def test_no_colours_no_style_sheet(self, make_project: MakeProject, more: str) -> None:
        page = "Page\n====\n\n.. event:: E\n   :date: 2010\n"
        build = make_project({"index.rst": page}, more=more).build()
        assert not (build.outdir / "_static/retro-kinds.css").exists()
        assert "retro-kinds.css" not in build.read("index.html")
        assert "retro.css" in build.read("index.html")

    def test_page_without_anything_of_ours_has_no_style_sheet(self, make_project: MakeProject) -> None:
        build = make_project({"index.rst": "Page\n====\n"}).build()
        assert "retro.css" not in build.read("index.html")


class TestBadConfiguration:
    @pytest.mark.parametrize(
        ("more", "message"),
        [
            ('retro_kinds = {"Bad Name": "x", "award": "prize"}', "'Bad Name' is not a kind's name"),
            ('retro_kinds = {"odd": {"color": "red"}, "award": "prize"}', "unknown setting 'color'"),
            ('retro_kinds = {"odd": {"colour": "red;}"}, "award": "prize"}', "#rrggbb"),
            ('retro_kinds = {"odd": {"colour": 5}, "award": "prize"}', "odd"),
            ('retro_kinds = {"odd": {"mark": "star"}, "award": "prize"}', "unknown mark 'star'"),
            ('retro_kinds = {"odd": 5, "award": "prize"}', "needs a label"),
            ('retro_taxonomies = {"event": "x"}\nretro_kinds = {"award": "prize"}', "'event', which is taken"),
            ('retro_taxonomies = {"odd": {"folder": "../x"}}\nretro_kinds = {"award": "prize"}', "folder"),
            ('retro_taxonomies = {"odd": {"folder": "tags"}}\nretro_kinds = {"award": "prize"}', "folder 'tags'"),
            ('retro_taxonomies = {"odd": []}\nretro_kinds = {"award": "prize"}', "needs a label"),
        ],
    )
    def test_one_warning_and_the_rest_works(self, make_project: MakeProject, more: str, message: str) -> None:
        page = "Page\n====\n\n.. event:: E\n   :date: 2010\n   :kind: award\n   :tags: a\n"
        build = make_project({"index.rst": page}, more=more).build()
        (warning,) = build.warnings
        assert warning.startswith("WARNING: ")
        assert warning.endswith(" [retro.config]")
        assert message in warning
        assert text_of(one(build.page("index"), ".retro-meta")) == "prize"

    def test_suppressed(self, make_project: MakeProject) -> None:
        conf = CONF.replace('"toc.not_included"', '"toc.not_included", "retro.config"')
        build = make_project({"index.rst": "Page\n====\n"}, conf=conf, more='retro_kinds = {"odd": 5}').build()
        assert build.warnings == []

    def test_link_schemes_are_configured(self, make_project: MakeProject) -> None:
        page = (
            "Page\n====\n\n.. event:: E\n   :date: 2010\n   :link: Chat <xmpp:room@example.org>\n\n"
            ".. event:: F\n   :date: 2011\n   :link: https://example.org\n"
        )
        build = make_project({"index.rst": page}, more='retro_link_schemes = ["XMPP"]').build()
        assert [line.rpartition(" ")[2] for line in build.warnings] == ["[retro.link]"]
        assert links(build.page("index"), ".retro-links a") == {"Chat": "xmpp:room@example.org"}

    def test_data_roots_are_configured(self, make_project: MakeProject) -> None:
        project = make_project(
            {"index.rst": "Page\n====\n\n.. events::\n   :file: ../shared/e.yaml\n"},
            more='retro_data_roots = ["../shared"]',
        )
        (project.folder / "shared").mkdir()
        (project.folder / "shared/e.yaml").write_text("- {title: From beside, date: 2015}\n", "utf-8")
        build = project.build()
        assert build.warnings == []
        assert texts(build.page("index"), ".retro-title") == ["From beside"]


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("retro_kinds = ['award']", "expected `dict'"),
        ("retro_taxonomies = None", "expected `dict'"),
        ("retro_link_schemes = 'https'", "expected `list' or `tuple'"),
        ("retro_link_schemes = ['https', 5]", "retro_link_schemes lists text, not 5"),
        ("retro_data_max_bytes = 'x'", "expected `int'"),
        ("retro_data_max_bytes = -1", "retro_data_max_bytes is a number of bytes from 1 up, not -1"),
        ("retro_taxonomies = {'ref': {}}", "uses the name 'ref', which is taken"),
        ("retro_taxonomies = {'x': {'folder': '/abs'}}", "is a relative address"),
        ("retro_taxonomies = {'x': {'label': 5}}", "the label of taxonomy 'x' is text, not 5"),
        ("retro_kinds = {'x': {'label': 5}}", "the label of kind 'x' is text, not 5"),
    ],
)
def test_a_value_of_the_wrong_type_is_one_warning(make_project: MakeProject, setting: str, told: str) -> None:
    page = "Page\n====\n\n:ref:`search`\n\n.. event:: E\n   :date: 2015\n   :link: https://example.org\n\n.. events::\n"
    page += "   :file: e.csv\n\n.. timeline::\n"
    build = make_project({"index.rst": page, "e.csv": "title,date\na,2014\n"}, more=setting).build()
    (warning,) = build.warnings
    assert told in warning
    assert [event.title for event in build.domain.gathered.chronicle.events] == ["a", "E"]


def test_a_mapping_of_tags_in_the_front_matter_is_one_warning(make_project: MakeProject) -> None:
    page = "---\ntags: {a: b}\n---\n# Page\n\n```{event} E\n:date: 2015\n```\n"
    build = make_project({"index.md": page}).build()
    (warning,) = build.warnings
    assert warning.startswith("index.md:2: WARNING: tags of a page is text or a list")
    assert list(build.domain.gathered.chronicle.taxonomies["tag"].terms) == []
