"""Feeds and the calendar in what is built: complete, addressed, never stale, and nothing that a reader should fear."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
import vobject
from bs4 import BeautifulSoup, Tag

from sphinx_retrospective.rebuilding.outdated import Rebuilding
from tests.conftest import MakeProject
from tests.exports.test_atom import NAMES, valid
from tests.sphinx.project import Build, Project, soup_of
from tests.sphinx.test_exports import BASE, same_as_clean
from tests.sphinx.trees import output

#: What is looked at here is ours, and differs in no environment; the sample is built in each.
pytestmark = pytest.mark.once

CONF = """
project = "Career"
author = "Nobody"
html_baseurl = {base!r}
retro_exports = ["atom", "icalendar"]
retro_feeds = {feeds!r}
"""
FEEDS = ("tag:Apache Kafka", "org: ateliers", "era:early", "tag:db/hbase", "tag:история", "tag:kafka")
FILES = {
    "retrospective.atom",
    "retrospective.ics",
    "feeds/tag-kafka.atom",
    "feeds/tag-db.hbase.atom",
    "feeds/tag-история.atom",
    "feeds/org-ateliers.atom",
    "feeds/era-early.atom",
}
PAGES = {
    "index.md": "# Home\n\n{doc}`early` {doc}`late` {doc}`raw` {doc}`terms`\n",
    "early.md": """\
# Early

:::{era}
:date: 2010~/2013
:::

:::{event} First *program*
:id: first
:date: 2010-09~
:kind: milestone
:tags: kafka, db/hbase
:org: Ateliers
:link: Post <https://example.com/?a=b&c=d>
Told in {tag}`kafka` and *with* `code`, [a link](https://example.com/?a=b&c=d) and {event}`second`.

More.
:::
""",
    "late.rst": """\
Late
====

.. event:: Second
   :id: second
   :date: 2014-05-12T10:00:00+02:00
   :tags: Kafka, история

   `One <javascript:injected()>`_, `two <data:text/html,injected>`__, `three <//example.com>`__, and
   <b onclick="injected()">this</b> <script>injected()</script>.
""",
    "raw.md": """\
# Raw

:::{event} Third
:id: third
:date: 2013
Here is <b onclick="injected()">raw</b> <script>injected()</script> and ![a picture](javascript:injected()).
:::
""",
    "terms.md": "# Terms\n\n:::{tag} Kafka\n:aliases: Apache Kafka\nThe log.\n:::\n\n:::{tag} secret\n:hidden:\n:::\n",
}


def conf(feeds: Sequence[object] = FEEDS, base: str = BASE) -> str:
    return CONF.format(feeds=list(feeds), base=base)


def written(build: Build) -> set[str]:
    """Return the feeds and calendars that there are."""
    return {name for name in output(build.outdir) if name.endswith((".atom", ".ics"))}


def named_on(build: Build, page: str) -> set[str]:
    """Return what the head of a page names, by its address from the top of the site."""
    links = soup_of(build.read(page)).select("head link[rel=alternate]")
    addresses = [urljoin(f"{BASE}{page}", str(each["href"])).removeprefix(BASE) for each in links]
    assert len(set(addresses)) == len(addresses)
    return set(addresses)


@pytest.fixture
def project(make_built_project: MakeProject) -> Project:
    return make_built_project(PAGES, more=conf())


@pytest.fixture(scope="module")
def built(make_shared_project: MakeProject) -> Build:
    build = make_shared_project(PAGES, more=conf()).build()
    assert build.warnings == []
    return build


def test_each_feed_is_written(built: Build) -> None:
    assert written(built) == FILES
    roots = {name: valid(built.read(name)) for name in FILES if name.endswith(".atom")}
    ids = {name: root.findtext("a:id", namespaces=NAMES) for name, root in roots.items()}
    assert len(set(ids.values())) == len(FILES) - 1
    events = {name: [each.text for each in root.iterfind("a:entry/a:title", NAMES)] for name, root in roots.items()}
    assert events == {
        "retrospective.atom": ["Second", "Third", "First program"],
        "feeds/tag-kafka.atom": ["Second", "First program"],
        "feeds/tag-db.hbase.atom": ["First program"],
        "feeds/tag-история.atom": ["Second"],
        "feeds/org-ateliers.atom": ["First program"],
        "feeds/era-early.atom": ["First program"],
    }
    assert roots["feeds/era-early.atom"].findtext("a:title", namespaces=NAMES) == "Career: Early"


def test_what_a_feed_leads_to_is_there(built: Build) -> None:
    for name in FILES - {"retrospective.ics"}:
        root = valid(built.read(name))
        for url in map(str, root.xpath("//@href")):
            page, _, anchor = url.removeprefix(BASE).partition("#")
            target = built.outdir / unquote(page or "index.html")
            assert target.is_file(), url
            assert not anchor or soup_of(target.read_text("utf-8")).find(id=anchor)


def test_pages_name_the_feeds_that_are_theirs(built: Build) -> None:
    whole = {"retrospective.atom", "retrospective.ics"}
    assert named_on(built, "index.html") == named_on(built, "genindex.html") == named_on(built, "terms.html") == whole
    assert named_on(built, "early.html") == whole | {"feeds/era-early.atom"}
    assert named_on(built, "tags/kafka.html") == whole | {"feeds/tag-kafka.atom"}
    assert named_on(built, "tags/db/hbase.html") == whole | {"feeds/tag-db.hbase.atom"}
    assert named_on(built, "tags/db.html") == whole
    (link,) = soup_of(built.read("tags/db/hbase.html")).select('head link[title^="Career:"]')
    assert (link["type"], link["title"]) == ("application/atom+xml", "Career: db/hbase (atom)")


def summaries(build: Build) -> dict[str, Tag]:
    """Return the summary of each entry, as a browser reads it."""
    found = {}
    for entry in valid(build.read("retrospective.atom")).iterfind("a:entry", NAMES):
        html = BeautifulSoup(entry.findtext("a:summary", "", NAMES), "html5lib").body
        assert html is not None
        found[entry.findtext("a:title", "", NAMES)] = html
    return found


def test_summaries_keep_their_markup(built: Build) -> None:
    html = summaries(built)["First program"]
    assert [str(each) for each in html.find_all("p")] == [
        "<p>c. September 2010</p>",
        f'<p>Told in <a href="{BASE}terms.html#retro-tag-kafka">Kafka</a> and <em>with</em> <code>code</code>, '
        '<a href="https://example.com/?a=b&amp;c=d">a link</a> and '
        f'<a href="{BASE}late.html#retro-event-second">Second</a>.</p>',
    ]


@pytest.mark.parametrize("title", ["Second", "Third"])
def test_summaries_hold_nothing_to_fear(built: Build, title: str) -> None:
    html = summaries(built)[title]
    assert {each.name for each in html.find_all(True)} == {"p"}
    assert not [each.attrs for each in html.find_all(True) if each.attrs]
    # As text it is there.
    assert "<script>injected()</script>" in html.get_text()


def test_the_calendar_is_written(built: Build) -> None:
    content = (built.outdir / "retrospective.ics").read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") > 20
    events = vobject.readOne(content.decode()).contents["vevent"]
    titles = [each.summary.value for each in events]
    assert titles == ["First program (c. September 2010)", "Third (2013)", "Second"]


def test_published_is_for_moments_alone(built: Build) -> None:
    root = valid(built.read("retrospective.atom"))
    assert [each.text for each in root.iter("{*}published")] == ["2014-05-12T08:00:00+00:00"]


@pytest.mark.parametrize("builder", ["singlehtml", "text"])
def test_other_builders_write_none_and_say_nothing(make_project: MakeProject, builder: str) -> None:
    build = make_project(PAGES, more=conf([*FEEDS, "tag:nothing"], base="")).build(builder)
    assert build.warnings == []
    assert written(build) == set()


@pytest.mark.parametrize("base", ["", "/career/", "career/", "http://[bad/"])
def test_a_site_without_an_address_has_no_feed(make_project: MakeProject, base: str) -> None:
    project = make_project(PAGES, more=conf(base=base))
    build = project.build()
    assert build.warnings == [
        f"WARNING: retro_exports lists 'atom', which needs the address of the site, and html_baseurl is {base!r}; "
        "set it to an absolute address such as 'https://example.org/', or take 'atom' out of retro_exports "
        "[retro.export]"
    ]
    assert written(build) == {"retrospective.ics"}
    assert named_on(build, "tags/kafka.html") == {"retrospective.ics"}
    # Told by each build, once.
    assert len(project.build().warnings) == 1


@pytest.mark.parametrize(
    ("library", "name", "extra"), [("feedgen", "atom", ".atom"), ("icalendar", "icalendar", ".ics")]
)
def test_without_its_library_there_is_no_file(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, library: str, name: str, extra: str
) -> None:
    project = make_project(PAGES, more=conf())
    with monkeypatch.context() as without:
        without.setitem(sys.modules, library, None)
        build = project.build()
    assert build.warnings == [
        f"WARNING: retro_exports lists {name!r}, which needs the library {library}; run pip install "
        f"'sphinx-retrospective[{name}]', or take {name!r} out of retro_exports [retro.export]"
    ]
    assert written(build) == {each for each in FILES if not each.endswith(extra)}
    assert not any(each.endswith(extra) for each in named_on(build, "tags/kafka.html"))
    # Once it is installed, which nothing else tells a build, every page names the file.
    build = same_as_clean(project)
    assert build.warnings == []
    assert written(build) == FILES
    assert named_on(build, "index.html") == {"retrospective.atom", "retrospective.ics"}


def test_what_a_feed_can_not_be_of_is_told(make_project: MakeProject) -> None:
    feeds = ["kafka", "tg:kafka", "tag:", 5, "tag:kafkaa", "tag:secret", "era:erly", "era:bare", "tag:told"]
    pages = {
        **PAGES,
        "bare.md": "# Bare\n\n:::{era}\n:date: 2019\n:::\n",
        "more.md": "# More\n\n:::{tag} told\n:::\n",
    }
    build = make_project(pages, more=conf(feeds)).build()
    form = "retro_feeds lists tag, org, person, place or era, a colon and a name, as 'tag:kafka', not"
    assert build.warnings == [
        f"WARNING: {form} 'kafka' [retro.config]",
        f"WARNING: {form} 'tg:kafka'; perhaps 'tag' is meant [retro.config]",
        f"WARNING: {form} 'tag:' [retro.config]",
        f"WARNING: {form} '5' [retro.config]",
        "WARNING: retro_feeds: no event or page has the tag 'kafkaa'; perhaps 'Kafka' is meant [retro.term]",
        "WARNING: retro_feeds: the tag 'secret' is hidden, and has no feed [retro.term]",
        "WARNING: retro_feeds: there is no era 'erly'; perhaps 'early' is meant [retro.term]",
        "WARNING: retro_feeds: no event is in the era 'bare' [retro.term]",
        "WARNING: retro_feeds: no event has the tag 'told' [retro.term]",
    ]
    assert written(build) == {"retrospective.atom", "retrospective.ics"}


def test_feeds_that_no_export_makes_are_told(make_project: MakeProject) -> None:
    build = make_project(PAGES, more=conf() + "retro_exports = ['icalendar']").build()
    assert build.warnings == [
        "WARNING: retro_feeds names feeds, which are written only if retro_exports lists 'atom' [retro.config]"
    ]
    assert written(build) == {"retrospective.ics"}


def test_an_event_that_moves_keeps_its_ids(project: Project, built: Build) -> None:
    feeds, calendar = built.read("feeds/tag-kafka.atom"), built.read("retrospective.ics")
    project.write({"late.rst": "Late\n====\n", "moved.rst": PAGES["late.rst"]})
    build = same_as_clean(project)

    def ids(feed: str) -> list[str | None]:
        return [each.text for each in valid(feed).iter("{*}id")]

    def uids(text: str) -> list[str]:
        return [each.uid.value for each in vobject.readOne(text).contents["vevent"]]

    assert ids(build.read("feeds/tag-kafka.atom")) == ids(feeds)
    assert f"{BASE}moved.html#retro-event-second" in build.read("feeds/tag-kafka.atom")
    assert uids(build.read("retrospective.ics")) == uids(calendar)


def test_feeds_that_are_not_named_any_more_go(project: Project) -> None:
    project.edit("conf.py", repr(list(FEEDS)), "['org:Ateliers']")
    build = same_as_clean(project)
    assert written(build) == {"retrospective.atom", "retrospective.ics", "feeds/org-ateliers.atom"}
    project.edit("conf.py", "['org:Ateliers']", "[]")
    assert not (project.build().outdir / "feeds").exists()


def test_a_term_of_another_name_has_its_feed(make_project: MakeProject) -> None:
    """What a feed is of, and called, is said on other pages than those that name it."""
    project = make_project(PAGES, more=conf(["tag:Apache Kafka"]))
    project.build()
    project.edit("terms.md", "{tag} Kafka\n:aliases: Apache Kafka", "{tag} Streaming\n:aliases: Apache Kafka, kafka")
    build = same_as_clean(project)
    assert written(build) == {"retrospective.atom", "retrospective.ics", "feeds/tag-streaming.atom"}
    assert "feeds/tag-streaming.atom" in named_on(build, "tags/streaming.html")
    # And one whose last event goes.
    project.edit("terms.md", ":aliases: Apache Kafka, kafka", ":aliases: Apache Kafka")
    build = same_as_clean(project)
    assert build.warnings == ["WARNING: retro_feeds: no event has the tag 'Apache Kafka' [retro.term]"]
    assert written(build) == {"retrospective.atom", "retrospective.ics"}


def test_an_era_of_another_title(make_project: MakeProject) -> None:
    # Sphinx writes a page again for the title of another only if that is in its table of contents.
    project = make_project({**PAGES, "index.md": "# Home\n"}, more=conf(["era:early"]))
    project.build()
    project.edit("early.md", "# Early", "# Earliest")
    build = same_as_clean(project)
    assert build.warnings == ["WARNING: retro_feeds: there is no era 'early'; perhaps 'earliest' is meant [retro.term]"]
    assert written(build) == {"retrospective.atom", "retrospective.ics"}


def test_an_earlier_era_of_the_same_title_takes_the_name(make_project: MakeProject) -> None:
    """What an era is called by may be said on another page, which comes later."""
    project = make_project(PAGES, more=conf(["era:early"]))
    assert "feeds/era-early.atom" in named_on(project.build(), "early.html")
    project.write({"dawn.md": "# Early\n\n:::{era}\n:date: 1990\n:::\n\n:::{event} Dawn\n:date: 1990\n:::\n"})
    build = same_as_clean(project)
    (warning,) = build.warnings
    assert warning.startswith("WARNING: retro_feeds: 2 eras share the title of 'early', and the earliest is taken")
    assert warning.endswith("[retro.reference]")
    assert "feeds/era-early.atom" in named_on(build, "dawn.html")
    assert "feeds/era-early.atom" not in named_on(build, "early.html")
    told = valid(build.read("feeds/era-early.atom")).iterfind("a:entry/a:title", NAMES)
    assert [each.text for each in told] == ["Dawn"]


def test_what_a_build_that_was_killed_wrote_goes_too(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(PAGES, more=conf())
    with monkeypatch.context() as killed:
        killed.setattr(Rebuilding, "finish", lambda *arguments: 1 / 0)
        with pytest.raises(Exception, match="division"):
            project.build()
    assert (project.folder / "build-html" / "feeds" / "tag-kafka.atom").is_file()
    project.edit("conf.py", repr(list(FEEDS)), "[]")
    assert written(same_as_clean(project)) == {"retrospective.atom", "retrospective.ics"}


def test_a_feed_of_the_project_s_own_is_kept(make_project: MakeProject) -> None:
    files = {**PAGES, "extra/feeds/era-early.atom": "mine"}
    more = conf(["era:early", "tag:kafka"]) + "html_extra_path = ['extra']\nexclude_patterns = ['extra']"
    project = make_project(files, more=more)
    build = project.build()
    assert build.warnings == [
        "WARNING: html_extra_path has a file 'feeds/era-early.atom', which is kept; rename it, or take 'Early' out of "
        "retro_feeds [retro.export]"
    ]
    assert build.read("feeds/era-early.atom") == "mine"
    assert "feeds/era-early.atom" not in named_on(build, "early.html")


def test_nothing_is_written_again_for_nothing(project: Project) -> None:
    for name in FILES:
        (project.folder / "build-html" / name).write_text("left alone", "utf-8")
    build = project.build()
    assert {build.read(name) for name in FILES} == {"left alone"}


def test_parallel_builds_and_other_folders_give_the_same(make_project: MakeProject, built: Build) -> None:
    build = make_project(PAGES, more=conf()).build(parallel=2)
    assert {name: build.read(name) for name in FILES} == {name: built.read(name) for name in FILES}


def test_long_and_odd_ids_of_eras_are_names_of_files(make_project: MakeProject) -> None:
    ids = ["Ä" * 150, "a.b", "a-b", "C", "c-1"]
    pages: dict[str, str | bytes] = {
        f"page{number}.md": f"# Era {number}\n\n:::{{era}}\n:id: {each}\n:date: 2010\n:::\n\n"
        f":::{{event}} Event {number}\n:date: 2010\n:::\n"
        for number, each in enumerate(ids)
    }
    pages["index.md"] = "# Home\n"
    build = make_project(pages, more=conf([f"era:{each}" for each in ids])).build()
    assert build.warnings == []
    names = {Path(name).name for name in written(build) if name.startswith("feeds/")}
    assert len({name.casefold() for name in names}) == len(ids)
    assert "era-a-b.atom" in names


def test_the_schema_finds_faults() -> None:
    """So that what it finds no fault in may be trusted."""
    with pytest.raises(AssertionError):
        valid('<feed xmlns="http://www.w3.org/2005/Atom"><id>a:b</id><title>A</title></feed>')
