"""Events of other sites stand among a project's own, and lead to where they are told."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from sphinx_retrospective.reading import remote_exports
from tests.conftest import MakeProject
from tests.sphinx.project import Build, Project, links
from tests.sphinx.trees import differences, output

#: What is looked at here is ours, and differs in no environment; the sample is built in each.
pytestmark = pytest.mark.once

TOP = "https://work.example/en/"
EVENT = {"id": "talk", "title": "A talk <b>", "date": "2014-05-12", "kind": "talk", "tags": ["Kafka"], "org": ["JUG"]}
TALK = {**EVENT, "summary": "Told *there*.", "link": ["Slides <https://slides.example/1>"], "url": "life.html#e"}
JOB = {"id": "job", "title": "A job", "date": "2013/..", "kind": "job", "role": "Engineer", "url": f"{TOP}job.html"}
CONF = "retro_sources = {sources!r}\nretro_exports = ['json']\n"
PAGES: dict[str, str | bytes] = {
    "index.md": """\
# Home

:::{event} Own
:id: own
:date: 2015
:tags: kafka
:::

{event}`work.talk` and {event}`own`

:::{timeline}
:::

:::{timeline}
:view: chart
:::

:::{timeline}
:view: table
:::

:::{tag-matrix}
:::

:::{around} own
:::
""",
}


def export(*events: Mapping[str, Any], title: str = "Work") -> str:
    return json.dumps({"retrospective": 1, "title": title, "events": list(events)}, indent=1)


def conf(**sources: tuple[str, str | None]) -> str:
    return CONF.format(sources=sources)


@pytest.fixture(scope="module")
def project(make_shared_project: MakeProject) -> Project:
    """Of three sources, one is broken and one is missing."""
    sources = {"work": (TOP, "work.json"), "broken": (TOP, "broken.json"), "missing": (TOP, "missing.json")}
    files = {**PAGES, "work.json": export(TALK, JOB), "broken.json": '{"retrospective": 1,\n"events": [}'}
    return make_shared_project(files, more=conf(**sources))


@pytest.fixture(scope="module")
def built(project: Project) -> Build:
    return project.build()


def test_a_source_that_is_broken_or_missing_is_one_warning(built: Build) -> None:
    assert built.warnings == [
        "WARNING: the history of 'broken' can't be read: the data is not JSON: there is } where a value is expected; "
        "remove it, or a comma before it (line 2) [retro.source]",
        "WARNING: the history of 'missing' can't be read: there is no file 'missing.json'; a path is relative to the "
        "source folder [retro.source]",
    ]


def test_events_stand_in_one_order(built: Build) -> None:
    titles = [title.get_text() for title in built.page("index").select("ol.retro-list > li .retro-title")]
    assert titles == ["A job", "A talk <b>", "Own"]


def test_events_lead_to_where_they_are_told(built: Build) -> None:
    for view in ("ol.retro-list", "table.retro-table", ".retro-chart svg"):
        addresses = {link["href"] for link in built.page("index").select(f"{view} a[href]")}
        assert {f"{TOP}life.html#e", f"{TOP}job.html"} <= addresses, view
    assert links(built.page("index"), "p > a.external") == {"A talk <b>": f"{TOP}life.html#e"}


def test_what_is_shown_of_them(built: Build) -> None:
    (item,) = [each for each in built.page("index").select("ol.retro-list > li") if "A talk" in each.get_text()]
    assert "Told *there*." in item.get_text()
    assert item.select_one(".retro-site")
    assert "Work" in item.get_text()


def test_their_terms_join_those_of_the_project(built: Build) -> None:
    page = built.page("tags/kafka")
    assert [each.get_text() for each in page.select(".retro-title")] == ["A talk <b>", "Own"]
    assert f"{TOP}life.html#e" in {link["href"] for link in page.select("a[href]")}


def test_objects_of_another_site_are_in_its_own_inventory(built: Build) -> None:
    names = {name for name, *_ in built.domain.get_objects()}
    assert "own" in names
    assert not {name for name in names if name.startswith("work.")}
    assert "event-work.talk" not in built.app.env.domains.standard_domain.labels


def test_exports_tell_what_this_site_tells(built: Build) -> None:
    assert [each["id"] for each in json.loads(built.read("retrospective.json"))["events"]] == ["own"]


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml", "json"])
def test_other_builders(project: Project, built: Build, builder: str) -> None:
    build = project.build(builder, epub_copyright="1", version="1", man_pages=[("index", "all", "All", [], 1)])
    said = [each for each in build.warnings if "[retro.source]" not in each and "epub" not in each]
    assert said == []


def test_an_edit_there_is_shown_here(make_project: MakeProject) -> None:
    project = make_project({**PAGES, "work.json": export(TALK)}, more=conf(work=(TOP, "work.json")))
    assert project.build().warnings == []
    for content in (export(TALK, JOB), export({**TALK, "title": "Another"}), export(TALK, title="Elsewhere")):
        project.write({"work.json": content})
        build = project.build()
        clean = project.build(outdir="clean", doctrees="clean-doctrees")
        assert differences(output(build.outdir), output(clean.outdir)) == set()
    assert "Elsewhere" in build.page("index").get_text()
    # Where nothing changed, nothing is written again.
    pages = [build.outdir / "index.html", build.outdir / "tags" / "kafka.html"]
    before = [page.stat().st_mtime_ns for page in pages]
    project.build()
    assert [page.stat().st_mtime_ns for page in pages] == before


def test_a_source_that_is_not_named_any_more_goes(make_project: MakeProject) -> None:
    project = make_project({**PAGES, "work.json": export(TALK)}, more=conf(work=(TOP, "work.json")))
    assert "A talk" in project.build().read("tags/kafka.html")
    project.edit("conf.py", conf(work=(TOP, "work.json")), conf())
    build = project.build()
    assert "A talk" not in build.read("tags/kafka.html")
    assert ["there is no event 'work.talk'" in each for each in build.warnings] == [True]


def test_parallel_equals_serial(make_project: MakeProject) -> None:
    pages = {f"page{number}.md": f"# Page {number}\n\n:::{{timeline}}\n:::\n" for number in range(8)}
    files = {**PAGES, **pages, "work.json": export(TALK, JOB)}
    project = make_project(files, more=conf(work=(TOP, "work.json")))
    serial = project.build(outdir="serial", doctrees="d1")
    parallel = project.build(outdir="parallel", doctrees="d2", parallel=2)
    assert differences(output(serial.outdir), output(parallel.outdir)) == set()


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ([{**TALK, "url": "javascript:alert(1)"}], "has a value that can't be used here: the scheme of"),
        ([{**TALK, "kind": "award"}], "has a value that can't be used here: 'award' is not a kind"),
        (
            [{**TALK, "date": "2014-13"}, {**JOB, "link": ["x"]}],
            "has 2 values, the first of which can't be used here",
        ),
        ([TALK, TALK], "has a value that can't be used here: the id 'talk' occurs twice; the first is used"),
        ([3, TALK], "has a value that can't be used here: "),
    ],
    ids=str,
)
def test_what_cannot_be_used_is_one_warning(make_project: MakeProject, events: list[Any], said: str) -> None:
    build = make_project({**PAGES, "work.json": export(*events)}, more=conf(work=(TOP, "work.json"))).build()
    assert len(build.warnings) == 1
    assert said in build.warnings[0]
    assert "A talk" in build.page("index").get_text()
    for link in build.page("index").select("a[href]"):
        assert not str(link["href"]).startswith("javascript:")


def test_a_fault_in_the_configuration_is_told(make_project: MakeProject) -> None:
    build = make_project({"index.md": "# Home\n"}, more=conf(Work=(TOP, None))).build()
    assert len(build.warnings) == 1
    assert "'Work' is not a source's name" in build.warnings[0]


# Over the network -----------------------------------------------------------------------------------------------------


class Server(ThreadingHTTPServer):
    """Another site.

    Attributes:
        content: its export.
        status: what it answers.
        headers: what it says besides.
        asked: the conditions of each request.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.content = export(TALK).encode()
        self.status = 200
        self.headers: dict[str, str] = {"ETag": '"1"'}
        self.asked: list[str | None] = []

    @property
    def top(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.headers.get("If-None-Match"))
        is_same = self.server.status == 200 and self.headers.get("If-None-Match") == self.server.headers.get("ETag")
        self.send_response(304 if is_same and self.headers.get("If-None-Match") else self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if not is_same or not self.headers.get("If-None-Match"):
            self.wfile.write(self.server.content)

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def remote(make_project: MakeProject, server: Server) -> Project:
    return make_project(PAGES, more=conf(work=(server.top, None)))


def has_talk(build: Build) -> bool:
    return "A talk" in build.read("tags/kafka.html")


def test_an_export_is_fetched_once(remote: Project, server: Server) -> None:
    for _ in range(2):
        build = remote.build()
        assert build.warnings == []
        assert has_talk(build)
        assert f'href="{server.top}life.html#e"' in build.read("index.html")
    assert server.asked == [None, '"1"']


def test_what_changed_there_is_fetched(remote: Project, server: Server) -> None:
    remote.build()
    server.headers["ETag"] = '"2"'
    server.content = export({**TALK, "title": "Another"}).encode()
    assert "Another" in remote.build().read("tags/kafka.html")


def test_a_build_without_network_uses_what_was_kept(
    remote: Project, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    remote.build()
    server.shutdown()
    server.server_close()
    said: list[str] = []
    monkeypatch.setattr(remote_exports._logger, "info", lambda message, place: said.append(message % place))
    build = remote.build()
    assert build.warnings == []
    assert has_talk(build)
    assert said == [f"{server.top}retrospective.json can't be reached; the copy from an earlier build is used"]
    remote.edit("conf.py", server.top, f"{server.top}other/")
    build = remote.build()
    # What refers to its events is not told as well.
    assert len(build.warnings) == 1
    assert "can't be reached (ConnectionError), and there is no copy from an earlier build" in build.warnings[0]
    assert not has_talk(build)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"status": 404}, "answers 404 Not Found"),
        ({"status": 500}, "answers 500"),
        ({"content": b"<html>"}, "is not JSON"),
        ({"content": b"\xff"}, "is not UTF-8"),
        ({"content": b"[]"}, "is not an export of a history"),
        ({"content": b'{"retrospective": 2, "events": []}'}, "is of version '2'"),
        ({"content": b" " * 2_000_001}, "has more than the 2,000,000 bytes"),
        ({"headers": {"Content-Encoding": "gzip"}}, "is compressed, which was not requested"),
    ],
    ids=["gone", "failing", "another", "binary", "no export", "version", "large", "compressed"],
)
def test_a_source_that_fails_is_one_warning(remote: Project, server: Server, change: dict[str, Any], said: str) -> None:
    kept = {name: getattr(server, name) for name in change}
    for name, value in ({"headers": {}} | change).items():
        setattr(server, name, value)
    build = remote.build()
    assert len(build.warnings) == 1
    assert said in build.warnings[0]
    assert not has_talk(build)
    # Once it was there, what was kept of it stands in.
    for name, value in ({"headers": {}} | kept).items():
        setattr(server, name, value)
    assert has_talk(remote.build())
    for name, value in change.items():
        setattr(server, name, value)
    build = remote.build()
    assert len(build.warnings) == 1
    assert said in build.warnings[0]
    assert "the copy from an earlier build is used" in build.warnings[0]
    assert has_talk(build)


def test_a_server_that_takes_too_long(remote: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_exports, "_WHOLE", -1)
    assert "takes more than -1 seconds" in "\n".join(remote.build().warnings)


@pytest.mark.parametrize("name", ["work.json", "work.about.json"])
@pytest.mark.parametrize("content", ["", "{", "[]"])
def test_what_was_kept_and_is_damaged_is_fetched_again(
    remote: Project, server: Server, name: str, content: str
) -> None:
    remote.build()
    (remote.folder / "doctrees" / remote_exports.FOLDER / name).write_text(content, "utf-8")
    assert has_talk(remote.build())
    assert server.asked == [None, None]
