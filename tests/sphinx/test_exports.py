"""What leaves for other tools stands beside the site: complete, addressed, and never stale."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import Build, Project, soup_of
from tests.sphinx.trees import differences, output

#: What is looked at here is ours, and differs in no environment; the sample is built in each.
pytestmark = pytest.mark.once

BASE = "https://example.org/career/"
EXPORTS = """
project = "Career"
author = "Nobody"
html_baseurl = {base!r}
retro_exports = {exports!r}
retro_show_hidden = False
"""
ALL = ["json", "json-resume", "csv", "json-ld"]
FILES = {"retrospective.json", "resume.json", "retrospective.csv"}
PAGES = {
    "index.md": "# Home\n\n{doc}`early` {doc}`terms`\n",
    "early.md": """\
---
tags: [c]
---
# Early

:::{era}
:date: 2010~/2013
:::

:::{event} First *program*
:id: first
:date: 2010-09~
:kind: milestone
:tags: c, secret, linux
:org: Ateliers
:link: Post <https://example.com/?a=b&c=d>
Told in {tag}`C` and *with* <b>markup</b>.

More.
:::
""",
    "terms.md": """\
# Terms

:::{tag} C
The language.
:::

:::{tag} secret
:hidden:
:::
""",
}


def conf(exports: list[str] | None = None, base: str = BASE) -> str:
    return EXPORTS.format(exports=ALL if exports is None else exports, base=base)


def json_of(build: Build) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(build.read("retrospective.json"))
    return told


def graph_on(build: Build, page: str) -> list[dict[str, Any]]:
    scripts = soup_of(build.read(page)).select('script[type="application/ld+json"]')
    return [node for script in scripts for node in json.loads(script.string or "")["@graph"]]


@pytest.fixture(scope="module")
def built(make_shared_project: MakeProject) -> Build:
    build = make_shared_project(PAGES, more=conf()).build()
    assert build.warnings == []
    return build


def test_everything_that_is_shown_is_told(built: Build) -> None:
    told = json_of(built)
    assert told["title"] == "Career"
    assert told["author"] == "Nobody"
    assert told["url"] == BASE
    (event,) = told["events"]
    assert event == {
        "id": "first",
        "title": "First program",
        "date": "2010-09~",
        "kind": "milestone",
        "tags": ["C", "linux"],
        "org": ["Ateliers"],
        "link": ["Post <https://example.com/?a=b&c=d>"],
        "summary": "Told in C and with <b>markup</b>.",
        "url": f"{BASE}early.html#retro-event-first",
        "eras": ["early"],
    }
    assert told["eras"] == [
        {"id": "early", "title": "Early", "date": "2010~/2013", "url": f"{BASE}early.html#retro-era-early"}
    ]
    assert told["terms"]["tag"] == [
        {"slug": "c", "title": "C", "description": "The language.", "url": f"{BASE}terms.html#retro-tag-c"},
        {"slug": "linux", "title": "linux", "url": f"{BASE}tags/linux.html"},
    ]
    assert told["pages"] == [{"title": "Early", "url": f"{BASE}early.html", "tags": ["C"]}]


def test_addresses_lead_somewhere(built: Build) -> None:
    told = json_of(built)
    urls = [each["url"] for each in (*told["events"], *told["eras"], *told["terms"]["tag"], *told["pages"])]
    for url in urls:
        page, _, anchor = url.removeprefix(BASE).partition("#")
        assert not anchor or soup_of(built.read(page)).find(id=anchor)


def test_rows(built: Build) -> None:
    (row,) = csv.DictReader(io.StringIO(built.read("retrospective.csv"), newline=""))
    assert (row["id"], row["tags"], row["url"]) == ("first", "C; linux", f"{BASE}early.html#retro-event-first")


@pytest.mark.parametrize(("page", "prefix"), [("index.html", ""), ("tags/linux.html", "../"), ("genindex.html", "")])
def test_each_page_names_the_files(built: Build, page: str, prefix: str) -> None:
    links = soup_of(built.read(page)).select("head link[rel=alternate]")
    assert {(each["type"], each["href"]) for each in links} == {
        ("application/json", f"{prefix}retrospective.json"),
        ("application/json", f"{prefix}resume.json"),
        ("text/csv", f"{prefix}retrospective.csv"),
    }


def test_the_page_of_an_event_tells_it_to_machines(built: Build) -> None:
    (node,) = graph_on(built, "early.html")
    assert node["name"] == "First program"
    assert node["keywords"] == "C, linux"
    assert [page for page in ("index.html", "terms.html", "tags/c.html") if graph_on(built, page)] == []


def test_a_site_without_an_address(make_project: MakeProject) -> None:
    build = make_project(PAGES, more=conf(base="")).build("dirhtml")
    assert build.warnings == []
    told = json_of(build)
    assert "url" not in told
    assert told["events"][0]["url"] == "early/#retro-event-first"
    assert graph_on(build, "early/index.html")[0]["url"] == "#retro-event-first"


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "json", "text"])
def test_other_builders_write_none(make_project: MakeProject, builder: str) -> None:
    build = make_project(PAGES, more=conf()).build(builder, epub_copyright="1", version="1")
    assert FILES & {path.name for path in build.outdir.iterdir()} == set()


def test_none_is_written_unless_asked_for(make_project: MakeProject) -> None:
    build = make_project(PAGES).build()
    assert FILES & set(output(build.outdir)) == set()
    assert "alternate" not in build.read("early.html")
    assert graph_on(build, "early.html") == []


def same_as_clean(project: Project) -> Build:
    build = project.build()
    clean = project.build(outdir="clean", doctrees="clean-doctrees")
    # Sphinx leaves a copy of what it replaced.
    there = {name: content for name, content in output(build.outdir).items() if name != ".buildinfo.bak"}
    assert differences(there, output(clean.outdir)) == set()
    return build


def test_an_edit_elsewhere_is_told(make_project: MakeProject) -> None:
    """How a term is called is said on another page than the event's."""
    project = make_project(PAGES, more=conf())
    project.build()
    project.edit("terms.md", "{tag} C\n", "{tag} See\n:aliases: C\n")
    build = same_as_clean(project)
    assert json_of(build)["events"][0]["tags"] == ["See", "linux"]
    assert graph_on(build, "early.html")[0]["keywords"] == "See, linux"


def test_a_change_of_the_configuration_alone(make_project: MakeProject) -> None:
    project = make_project(PAGES, more=conf())
    project.build()
    project.edit("conf.py", '"Career"', '"Another"')
    assert json_of(same_as_clean(project))["title"] == "Another"


def test_files_that_are_not_asked_for_any_more_go(make_project: MakeProject) -> None:
    project = make_project(PAGES, more=conf())
    assert set(output(project.build().outdir)) >= FILES
    project.edit("conf.py", repr(ALL), "['csv']")
    assert FILES & set(output(same_as_clean(project).outdir)) == {"retrospective.csv"}


def test_a_file_that_was_removed_is_written_again(make_project: MakeProject) -> None:
    project = make_project(PAGES, more=conf())
    build = project.build()
    told = build.read("retrospective.json")
    (build.outdir / "retrospective.json").unlink()
    assert project.build().read("retrospective.json") == told


def test_a_build_in_which_nothing_changed_writes_none(make_project: MakeProject) -> None:
    project = make_project(PAGES, more=conf())
    outdir = project.build().outdir
    for name in FILES:
        (outdir / name).write_text("left alone", "utf-8")
    build = project.build()
    assert {build.read(name) for name in FILES} == {"left alone"}


def test_a_file_of_the_project_is_kept(make_project: MakeProject) -> None:
    files = {**PAGES, "extra/retrospective.json": "mine"}
    project = make_project(files, more=conf() + "html_extra_path = ['extra']\nexclude_patterns = ['extra']")
    build = project.build()
    assert build.read("retrospective.json") == "mine"
    assert build.warnings == [
        "WARNING: html_extra_path has a file 'retrospective.json', which is kept; rename it, or take 'json' out of "
        "retro_exports [retro.export]"
    ]
    assert 'href="retrospective.json"' not in build.read("index.html")
    # It stays when the exports go.
    project.edit("conf.py", repr(ALL), "[]")
    assert project.build().read("retrospective.json") == "mine"


def test_a_build_that_fails_writes_none(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make_project(
        PAGES, more=conf() + "def setup(app):\n    app.connect('html-collect-pages', lambda app: 1 / 0)"
    )
    with pytest.raises(Exception, match="division"):
        project.build()
    assert FILES & set(output(project.folder / "build-html")) == set()


def test_a_name_that_is_none_is_told(make_project: MakeProject) -> None:
    build = make_project(PAGES, more=conf(["jsn", "csv"])).build()
    assert build.warnings == [
        "WARNING: retro_exports lists 'jsn', which is not an export; "
        "the exports are json, json-resume, csv, atom, icalendar, json-ld; "
        "perhaps 'json' is meant "
        "[retro.config]"
    ]
    assert FILES & set(output(build.outdir)) == {"retrospective.csv"}


def test_an_export_is_read_back(make_project: MakeProject, built: Build) -> None:
    """By another project, whose own export then tells the same."""
    files: dict[str, str | bytes] = {
        "index.md": "# Again\n\n:::{events}\n:file: told.json\n:::\n",
        "told.json": built.read("retrospective.json"),
    }
    build = make_project(files, more=conf()).build()
    assert build.warnings == []

    def told(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{name: value for name, value in each.items() if name not in {"url", "eras"}} for each in events]

    assert told(json_of(build)["events"]) == told(json_of(built)["events"])


def test_the_schema_is_in_the_package() -> None:
    import sphinx_retrospective.exports

    assert Path(sphinx_retrospective.exports.__file__).with_name("schema").is_dir()


def test_whom_the_resume_is_of(make_project: MakeProject) -> None:
    basics = "retro_resume_basics = {'name': 'A. N. Other', 'email': 3, 'nmae': ''}"
    build = make_project(PAGES, more=conf() + basics).build()
    assert [each.split("; ")[0] for each in build.warnings] == [
        "WARNING: 'email' in retro_resume_basics is text, not 3",
        "WARNING: retro_resume_basics has 'nmae', which is not a field of it",
    ]
    assert json.loads(build.read("resume.json"))["basics"] == {"name": "A. N. Other", "url": BASE}
