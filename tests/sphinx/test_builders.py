"""A project with everything in it, in every format that Sphinx has."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from threading import Thread
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.cldr import plain
from tests.conftest import MakeProject
from tests.sphinx.builders import BUILDERS, DRAWING, INDEXED, LINKED, PAGED, WRITING
from tests.sphinx.project import (
    ROOTS,
    Build,
    Builds,
    Links,
    broken_links,
    folded,
    folded_text,
    snapshot,
    soup_of,
    text_of,
    texts,
)

#: Formats for which the sample has an event and a tag of their own, inside `only`.
HTML = (*LINKED, "json")
#: Some of what is declared, in each of the ways to declare it.
TITLES = (
    "First program",
    "A talk & more",
    "Prize",
    "Release one",
    "Sprint",
    "Legacy span",
    "A post from JSON",
    "From a file with semicolons",
    "Inside a quotation",
    "日本語の年表",
    "Apart only",
)
#: Written in documents, and so for translators; what is in data files is not.
WRITTEN = ("First program", "Closing", "Apart only", "Innermost", "Первая программа", "日本語の年表", "Inside a list")


@pytest.fixture(scope="module")
def builds(make_shared_project: MakeProject) -> Builds:
    """One build with each builder that is asked for, all from the same doctrees, as `make html epub latexpdf` does."""
    project = make_shared_project(root="everything")

    def build(builder: str) -> Build:
        # Sphinx does not let the catalogues be made from the others' doctrees. The sample's links lead to no server.
        doctrees = "doctrees-gettext" if builder == "gettext" else "doctrees"
        return project.build(builder, doctrees=doctrees, linkcheck_ignore=[".*"])

    return Builds(build)


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_warning(builds: Builds, builder: str) -> None:
    assert builds[builder].warnings == []


@pytest.mark.parametrize("builder", [each for each in WRITING if each != "gettext"])
def test_every_event_and_every_term_is_there(builds: Builds, builder: str) -> None:
    build = builds[builder]
    chronicle = build.domain.gathered.chronicle
    events = [event.title for event in chronicle.events] + ["Apart only"]
    terms = [term.title for taxonomy in chronicle.taxonomies.values() for term in taxonomy.terms.values()]
    assert set(TITLES) <= set(events)
    assert len(events) >= 28
    assert {"C", "C++", "история", "שלום", "مرحبا", "年表", "Verein", "Ада", "Αθήνα", "Pulsar"} <= set(terms)
    said = folded(build.outdir)
    assert [each for each in (*events, *terms) if each not in said] == []


@pytest.mark.parametrize("builder", WRITING)
def test_what_is_for_other_formats_is_not_there(builds: Builds, builder: str) -> None:
    said = folded(builds[builder].outdir)
    # Translators get what is for any format; what is said as plain data is for all of them but some.
    if builder in {"xml", "pseudoxml", "gettext"}:
        return
    assert ("Shown in HTML" in said) == (builder in HTML)
    assert ("Shown outside HTML" in said) == (builder not in HTML)


def test_translators_get_what_is_written_in_documents(builds: Builds) -> None:
    said = folded(builds["gettext"].outdir)
    assert [title for title in WRITTEN if title not in said] == []
    assert "A post from JSON" not in said


@pytest.mark.parametrize("builder", PAGED)
def test_every_term_has_its_page(builds: Builds, builder: str) -> None:
    build = builds[builder]
    pages = build.domain.gathered.addresses.pages
    assert len(pages) >= 25
    suffix = {"html": ".html", "dirhtml": "/index.html", "json": ".fjson"}[builder]
    assert [page for page in pages if not (build.outdir / f"{page}{suffix}").is_file()] == []


@pytest.mark.parametrize("builder", LINKED)
def test_every_link_leads_somewhere(builds: Builds, builder: str) -> None:
    broken = broken_links(builds[builder].outdir)
    if builder == "singlehtml":
        # Sphinx's own references to labels of other pages have two fragments there (seen in 9.2), those to the first
        # document lead nowhere.
        plain = {str(each["href"]) for each in builds[builder].page("index").select("a:has(.std-ref, .std-doc)")}
        broken = [each for each in broken if each.removeprefix("index.html: ") not in plain]
    assert broken == []


@pytest.mark.parametrize("builder", LINKED)
def test_there_are_links_to_check(builds: Builds, builder: str) -> None:
    anchors = {
        href.rpartition("#")[2]
        for path in builds[builder].outdir.rglob("*.*html")
        for href in Links(path.read_text("utf-8")).links
        if "#" in href
    }
    assert {
        "retro-event-first-program",
        "retro-event-a-talk-and-more",
        "retro-event-closing",
        "retro-era-early",
        "retro-tag-c-plus-plus",
    } <= anchors


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex", "text", "json"])
def test_only_paged_html_has_pages_of_terms(builds: Builds, builder: str) -> None:
    pages = builds["html"].domain.gathered.addresses.pages
    assert "tags/linux" in pages
    made = {str(path.relative_to(builds[builder].outdir).with_suffix("")) for path in builds[builder].outdir.rglob("*")}
    assert ("tags/linux" in made) == (builder == "json")


@pytest.mark.parametrize(("builder", "page"), [("epub", "index.xhtml"), ("singlehtml", "index.html")])
def test_terms_lead_to_their_index_where_they_have_no_page(builds: Builds, builder: str, page: str) -> None:
    soup = soup_of(builds[builder].read(page))
    found = {str(each["href"]).rpartition("#")[2] for each in soup.select("a[href]") if text_of(each) == "Ateliers"}
    assert found == {"retro-index-org-ateliers"}


def test_text_of_an_event(builds: Builds) -> None:
    said = builds["text"].read("pages/early.txt")
    told = "c. Sep 2010 · First program (milestone · student · Ateliers · A. Teacher · Brest, France"
    assert told in plain(folded_text(said))
    assert "Tags: C, C++, C#, история, linux" in folded_text(said)


def test_text_has_a_blank_line_below_whatever_has_no_body(builds: Builds) -> None:
    """Else the next event, or the next heading, would be one paragraph with it."""
    for name in ("pages/early.txt", "pages/views.txt", "pages/terms.txt"):
        lines = builds["text"].read(name).splitlines()
        for above, line in pairwise(lines):
            # What is told of an event is indented; two lines at the margin are one paragraph that was wrapped.
            assert not re.match(r".*\((award|project|event)\)$", above) or not line[:1].strip(), (name, above, line)
    said = plain(builds["text"].read("pages/views.txt"))
    assert "\n2016 · Another talk (talk)\n\nMay 2016 · Prize (award)\n\n" in said


def test_man_has_no_addresses_within_itself(builds: Builds) -> None:
    """No page of a manual can be led through; docutils would print the addresses."""
    said = builds["man"].read("everything.1")
    assert "Tags: C, C#, история" in said
    # Those of Sphinx's own roles are Sphinx's.
    lines = [line for line in said.splitlines() if "Labels: " not in line]
    assert [line for line in lines if "#\\:retro-" in line] == []


def test_latex_has_labels(builds: Builds) -> None:
    said = builds["latex"].read("everything.tex")
    events = [f"{event.docname}:{event.anchor}" for event in builds["latex"].domain.gathered.chronicle.events]
    assert "pages/data:retro-event-release-one" in events
    assert [each for each in map(_latex_label, events) if said.count(each) != 1] == []


def test_latex_prints_date_and_title_bold_and_circumstances_not(builds: Builds) -> None:
    said = plain(builds["latex"].read("everything.tex"))
    assert r"\sphinxlineitem{c. Sep 2010 · First program \textmd{(milestone · student · " in said


def test_latex_references_have_their_labels(builds: Builds) -> None:
    said = builds["latex"].read("everything.tex")
    wanted = set(re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}\]", said))
    # The indices name the page of what they list.
    wanted |= {f"{each[0]}{each[1]}" for each in re.findall(r"pageref\{([^\\}]*)\\detokenize\{([^}]*)\}\}", said)}
    there = set(re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", said))
    assert {"pages/data:retro-event-release-one", "pages/late::doc", "pages/terms:retro-tag-c-plus-plus"} <= wanted
    assert wanted - there == set()


def test_latex_index_of_tags_tells_terms_from_what_carries_them(builds: Builds) -> None:
    said = plain(builds["latex"].read("everything.tex"))
    entries = re.findall(r"sphinxstyleindexentry\{(.*?)\}\\sphinxstyleindexextra\{(.*?)\}\\sphinxstyle", said)
    place = entries.index(("kafka", "2"))
    assert entries[place + 1 : place + 3] == [
        (r"\textendash{} A talk \& more", "3 Jun 2015"),
        (r"\textendash{} Release one", "1 Jan 2017"),
    ]
    # Pages have no anchor, and Sphinx leaves out what has none.
    assert (r"\textendash{} Late", "page") in entries


def test_latex_index_leads_to_the_first_that_carries_a_term_without_a_place(make_project: MakeProject) -> None:
    """Without a tag-index, a book has no place for a term. Left out, its events would seem to be the previous one's."""
    index = (
        "Index\n=====\n\n.. event:: One\n   :date: 2014\n   :tags: a\n\n.. event:: Two\n   :date: 2015\n   :tags: b\n"
    )
    build = make_project({"index.rst": index}).build("latex")
    [tex] = build.outdir.glob("*.tex")
    entries = re.findall(
        r"sphinxstyleindexentry\{([^}]*)\}.*pageref\{index:\\detokenize\{([^}]*)\}", tex.read_text("utf-8")
    )
    assert entries[:4:2] == [("a", "retro-event-one"), ("b", "retro-event-two")]


def test_texinfo_references_have_their_anchors(builds: Builds) -> None:
    said = builds["texinfo"].read("everything.texi")
    menus = "".join(re.findall(r"@menu\n(.*?)@end menu", said, re.DOTALL))
    wanted = set(re.findall(r"@ref\{([^,}]*)", said)) | set(re.findall(r"^\* .*: (\w+)\. ", menus, re.MULTILINE))
    there = set(re.findall(r"@anchor\{([^}]*)\}", said)) | set(re.findall(r"^@node ([^,\n]*)", said, re.MULTILINE))
    assert len(wanted) > 20
    assert wanted - there == set()


@pytest.mark.parametrize("builder", ["xml", "pseudoxml"])
def test_references_of_xml_lead_somewhere(builds: Builds, builder: str) -> None:
    """They are written as `document#id`, relative to the document."""
    outdir = builds[builder].outdir
    texts = {
        path.relative_to(outdir).with_suffix("").as_posix(): path.read_text("utf-8") for path in outdir.rglob("*.*xml")
    }
    ids = {name: set(" ".join(re.findall(r' ids="([^"]*)"', text)).split()) for name, text in texts.items()}
    count = 0
    for name, text in texts.items():
        wanted = [(name, refid) for refid in re.findall(r' refid="([^"]*)"', text)]
        for uri in re.findall(r' internal="1"[^>]* refuri="([^"]*)"', text):
            path, _, fragment = uri.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            wanted.append((target, fragment))
        for target, fragment in wanted:
            if target in {"retro-tags", "retro-chronology"}:
                # Sphinx writes no indices in this format, neither ours nor its own, and refers to them all the same.
                continue
            count += 1
            assert target in ids, (name, target)
            assert not fragment or fragment in ids[target], (name, target, fragment)
    assert count > 300


def test_references_of_json_lead_somewhere(builds: Builds) -> None:
    """Each page is a fragment of HTML; addresses are those of a site with a folder for each page."""
    outdir = builds["json"].outdir
    pages = {
        path.relative_to(outdir).with_suffix("").as_posix(): Links(json.loads(path.read_text("utf-8"))["body"])
        for path in outdir.rglob("*.fjson")
        if "body" in json.loads(path.read_text("utf-8"))
    }
    folders = {"" if name == "index" else f"{name.removesuffix('/index')}/": name for name in pages}
    count = 0
    for name, page in pages.items():
        base = next(folder for folder, each in folders.items() if each == name)
        for link in page.links:
            address = urlsplit(urljoin(f"http://site/{base}", link))
            if address.netloc != "site":
                continue
            path = unquote(address.path).removeprefix("/")
            fragment = unquote(address.fragment)
            if path in {"retro-tags/", "retro-chronology/"}:
                # Indices are data in this format, without a body of their own.
                continue
            count += 1
            assert path in folders, (name, link)
            assert not fragment or fragment in pages[folders[path]].anchors, (name, link)
    assert count > 300


def test_linkcheck_sees_every_link_of_every_event(builds: Builds) -> None:
    build = builds["linkcheck"]
    events = [event for event in build.domain.gathered.chronicle.events if event.links]
    seen = {(each["filename"].rpartition(".")[0], each["uri"]) for each in _checked(build)}
    assert {event.id for event in events} >= {"first-program", "closing", "json-post", "release-one", "sprint"}
    assert {(event.docname, link.url) for event in events for link in event.links} - seen == set()


def test_linkcheck_tells_of_a_dead_link_at_the_page_that_has_it(make_project: MakeProject, server: str) -> None:
    files = {
        "index.rst": f"""Index
=====

.. event:: Alive
   :date: 2014
   :link: {server}/alive

.. event:: Dead
   :date: 2015
   :link: {server}/alive
      Gone <{server}/dead>

.. events::

   - {{title: From data, date: 2016, link: "{server}/dead-in-data"}}

.. timeline::

   - {{title: In a view, date: 2017, link: "{server}/dead-in-a-view"}}
"""
    }
    build = make_project(files).build("linkcheck")
    stati = {each["uri"].removeprefix(server): each["status"] for each in _checked(build)}
    assert stati == {"/alive": "working", "/dead": "broken", "/dead-in-data": "broken", "/dead-in-a-view": "broken"}
    assert len(build.warnings) == 3
    assert all(re.match(r"index\.rst:\d+: ", line) or line.startswith("index.rst") for line in build.warnings)


@pytest.mark.parametrize("builder", WRITING)
def test_diagram_is_for_scripts_alone(builds: Builds, builder: str) -> None:
    assert ("section Talk" in folded(builds[builder].outdir)) == (builder in DRAWING)


@pytest.mark.parametrize("builder", WRITING)
def test_indices_are_where_the_guide_says(builds: Builds, builder: str) -> None:
    build = builds[builder]
    if builder not in INDEXED:
        assert list(build.outdir.rglob("retro-tags*")) == []
        return
    said = folded_text(build.read(INDEXED[builder]))
    begin = {"latex": "begin{sphinxtheindex}", "texinfo": "@unnumbered Tag index", "json": "retro-tags"}
    assert begin.get(builder, "<h1>Tag index</h1>") in said


def test_summary_of_another_page_leads_on_from_where_it_is_shown(builds: Builds) -> None:
    item = next(
        each for each in builds["html"].page("pages/views").select("ol > li") if "The first paragraph" in text_of(each)
    )
    links = {text_of(each): str(each["href"]) for each in item.select(".retro-body > p:not([class]) a")}
    assert links == {"linux": "../tags/linux.html", "Closing": "late.html#retro-event-closing", "link": "../index.html"}


def test_json_is_json(builds: Builds) -> None:
    page = json.loads(builds["json"].read("pages/early.fjson"))
    assert texts(soup_of(page["body"]), ".retro-title") == ["First program", "Work in the summer", "Undetermined"]


def test_nothing_is_written_into_the_source_folder(builds: Builds) -> None:
    for builder in BUILDERS:
        assert snapshot(builds[builder].app.srcdir) == snapshot(ROOTS / "everything"), builder


def _checked(build: Build) -> list[dict[str, str]]:
    return [json.loads(line) for line in build.read("output.json").splitlines()]


def _latex_label(name: str) -> str:
    escaped = name.encode("ascii", "backslashreplace").decode("ascii").replace("\\", "_")
    return rf"\label{{\detokenize{{{escaped}}}}}"


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server that has one page, `/alive`."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(200 if self.path == "/alive" else 404)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_HEAD

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()
