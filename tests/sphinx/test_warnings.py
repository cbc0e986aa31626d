"""Warnings are the same in parallel, incremental and clean builds: all that is wrong, in one order, each once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MakeProject
from tests.sphinx.process import Ended, sphinx_build
from tests.sphinx.project import CONF, Build, Project, retro

#: Each page is wrong in several ways; one is wrong only, and has nothing to show.
PAGE = """Page {n}
=======

.. event:: E{n}
   :date: 2015-13
   :knd: talk
   :kind: tlak

   See :event:`gone` and :tag:`gnoe`.

.. event:: Same
   :id: same
   :date: 2010

.. timeline::
   :tags: nothing-{n}
   :veiw: list

.. events::
   :file: /shared.yaml
   :format: yaml

.. include:: /shared.inc
"""
FILES = {
    "index.rst": "Index\n=====\n\nNothing of ours.\n",
    "only.rst": "Only wrong\n==========\n\n.. events::\n",
    "shared.yaml": "- title: Shared\n  id: shared{n}\n  date: 2010\n  knd: talk\n",
    "shared.inc": ".. event:: Included\n   :id: included\n   :date: never\n",
    **{f"p{n:02}.rst": PAGE.format(n=n) for n in range(12)},
}


@pytest.fixture
def project(make_built_project: MakeProject) -> Project:
    # Of a page of its own each, or they would all be duplicates.
    pages = {f"p{n:02}.rst": PAGE.format(n=n).replace("/shared.yaml", f"/d{n % 6}.yaml") for n in range(12)}
    data = {f"d{n}.yaml": FILES["shared.yaml"].format(n=n) for n in range(6)}
    return make_built_project({**FILES, **pages, **data})


def test_parallel_says_what_serial_says(project: Project) -> None:
    serial = project.first.warnings
    parallel = project.build(outdir="parallel", doctrees="parallel-doctrees", parallel=4)
    assert len(serial) > 100
    assert serial == retro(serial)
    assert parallel.warnings == serial


def test_each_is_told_once(project: Project) -> None:
    warnings = project.first.warnings
    assert len(set(warnings)) == len(warnings)
    assert [line.split(" ")[0] for line in warnings if "never is not a date" in line] == ["shared.inc:3:"]
    unknown = [line.split(" ")[0] for line in warnings if "is not a field" in line]
    assert unknown == [f"d{n}.yaml:4:" for n in range(6)]


def test_order_is_by_page_and_line_and_then_by_the_files_that_it_reads(project: Project) -> None:
    places = [line.split(" ")[0].split(":")[:2] for line in project.first.warnings]
    pages = [name for name, _ in places if name.endswith(".rst")]
    assert pages == sorted(pages, key=lambda name: (name != "only.rst", name))
    first = [(name, int(line)) for name, line in places if name in {"p00.rst", "d0.yaml", "shared.inc"}]
    assert first == sorted(first, key=lambda place: (place[0] != "p00.rst", place))
    # ``only`` sorts before ``p``.
    assert pages[0] == "only.rst"


def _edit_index(project: Project) -> None:
    project.write({"index.rst": "Index\n=====\n\nSomething else.\n"})


@pytest.mark.parametrize("change", [lambda project: None, _edit_index], ids=["nothing", "another page"])
@pytest.mark.parametrize("parallel", [1, 4])
def test_a_build_says_again_what_is_still_wrong(
    project: Project, change: Callable[[Project], None], parallel: int
) -> None:
    first = project.first.warnings
    change(project)
    assert project.build(parallel=parallel).warnings == first
    # In another output folder, and for another builder, too.
    assert project.build(outdir="other").warnings == first
    assert project.build("text").warnings == first


def test_what_is_mended_or_removed_is_not_told_again(project: Project) -> None:
    first = project.first.warnings
    project.remove("only.rst")
    project.write({"p03.rst": "Page\n====\n"})
    again = project.build().warnings
    assert again == project.build(outdir="fresh", doctrees="fresh").warnings
    assert set(first) - set(again) > {line for line in first if line.startswith(("only.rst", "p03.rst"))}


def test_suppressed_warnings_are_not_told_whatever_was_read(project: Project) -> None:
    first = project.build(suppress_warnings="retro.option,toc.not_included").warnings
    assert first
    assert [line for line in first if line.endswith("[retro.option]")] == []
    assert project.build(suppress_warnings="retro,toc.not_included").warnings == []
    assert [line for line in project.build().warnings if line.endswith("[retro.option]")]


def _run(project: Project, *options: str) -> Ended:
    folders = [str(project.folder / name) for name in ("doctrees", "source", "build-html")]
    # Sphinx leaves the traceback of an exception there.
    environment = {"TMPDIR": str(project.folder)}
    return sphinx_build(project.folder, "-q", *options, "-d", *folders, environment=environment)


def test_warnings_that_are_errors_stay_errors(make_project: MakeProject) -> None:
    project = make_project({"index.rst": "Index\n=====\n\n.. event:: E\n   :date: never\n"})
    for options in (["-W"], ["-W"], ["-W", "--keep-going"]):
        run = _run(project, *options)
        assert run.returncode == 1
        assert run.stderr.count("[retro.date]") == 1
    for _ in range(2):
        run = _run(project, "-W", "--exception-on-warning")
        assert run.returncode == 2
        assert "index.rst:5:never is not a date" in run.stderr
    project.edit("index.rst", "never", "2010")
    assert _run(project, "-W").returncode == 0


def test_what_is_not_shown_is_told_all_the_same(make_project: MakeProject) -> None:
    page = "Page\n====\n\n.. only:: latex\n\n   .. event:: E\n      :date: never\n\n   :event:`gone`\n"
    project = make_project({"index.rst": page})
    for _ in range(2):
        places = [line.split(" ")[0] for line in project.build().warnings]
        assert places == ["index.rst:7:", "index.rst:9:"]


def test_metadata_is_told_at_its_line(make_project: MakeProject) -> None:
    project = make_project(
        {
            "index.md": "---\nother: 1\n'tags': {a: b}\nretro-scope: pgae\n---\n# Page\n",
            "other.rst": ":other: 1\n:retro-scope: pgae\n:Tags: front-end, front end\n\nOther\n=====\n",
        }
    )
    places = [(line.split(" ")[0], line.rpartition(" ")[2]) for line in project.build().warnings]
    assert places == [
        ("index.md:3:", "[retro.field]"),
        ("index.md:4:", "[retro.option]"),
        ("other.rst:2:", "[retro.option]"),
        ("other.rst:3:", "[retro.slug]"),
    ]


REFERENCES = {
    "index.rst": "Index\n=====\n\n.. event:: Here\n   :id: here\n   :date: 2010\n\n:event:`heer`\n\n:tag:`no tag`\n",
    "summary.rst": "Summary\n=======\n\n.. event:: E\n   :date: 2010\n   :summary: See :event:`not there`.\n\n   T.\n",
}


def _references(build: Build) -> list[str]:
    assert retro(build.warnings) == build.warnings
    return [f"{line.split(' ')[0]} {re.findall(chr(39) + '(.*?)' + chr(39), line)[0]}" for line in build.warnings]


class TestReferences:
    EXPECTED = ("index.rst:8: heer", "index.rst:10: no tag", "summary.rst:4: not there")

    @pytest.mark.parametrize("builder", ["html", "text", "latex", "singlehtml", "epub", "man", "gettext"])
    def test_each_is_told_once_by_every_build(self, make_project: MakeProject, builder: str) -> None:
        project = make_project(REFERENCES, more='version = epub_copyright = "1"')
        for parallel in (1, 1, 4):
            assert _references(project.build(builder, parallel=parallel)) == list(self.EXPECTED)

    def test_what_is_shown_elsewhere_is_told_where_it_was_written(self, make_project: MakeProject) -> None:
        project = make_project(REFERENCES)
        project.write({"view.rst": "View\n====\n\n.. timeline::\n\n.. timeline::\n   :view: cards\n"})
        assert _references(project.build()) == list(self.EXPECTED)

    def test_they_come_and_go_with_what_they_refer_to(self, make_project: MakeProject) -> None:
        project = make_project(REFERENCES)
        project.write({"more.rst": "More\n====\n\n.. event:: Late\n   :id: heer\n   :date: 2010\n"})
        assert _references(project.build()) == list(self.EXPECTED[1:])
        project.remove("more.rst")
        assert _references(project.build()) == list(self.EXPECTED)

    def test_what_sphinx_is_to_ignore_is_ignored(self, make_project: MakeProject) -> None:
        ignored = 'nitpick_ignore = [("retro:event", "heer")]\nnitpick_ignore_regex = [("retro:t.*", "no .*")]\n'
        project = make_project(REFERENCES, more=ignored)
        for _ in range(2):
            assert _references(project.build()) == list(self.EXPECTED[2:])
        # Sphinx asks these values of nothing but the nitpicky.
        assert _references(project.build(nitpicky=False)) == list(self.EXPECTED)

    def test_what_another_extension_resolves_is_not_missing(self, make_project: MakeProject) -> None:
        conf = CONF + (
            "from docutils import nodes\n"
            "def resolve(app, env, node, contnode):\n"
            "    if node['reftarget'] == 'heer' and node.parent.parent.tagname == 'section':\n"
            "        return nodes.reference('', '', contnode, refuri='https://example.org/')\n"
            "def setup(app):\n"
            "    app.connect('missing-reference', resolve)\n"
        )
        project = make_project(REFERENCES, conf=conf)
        for _ in range(2):
            assert _references(project.build()) == list(self.EXPECTED[1:])

    def test_what_intersphinx_finds_is_not_missing(self, make_project: MakeProject) -> None:
        page = "Other\n=====\n\n.. event:: E\n   :id: heer\n   :date: 2010\n   :tags: no tag\n"
        other = make_project({"index.rst": page})
        inventory = other.build().outdir / "objects.inv"
        conf = CONF.replace('"myst_parser"', '"myst_parser", "sphinx.ext.intersphinx"')
        mapping = f"intersphinx_mapping = {{'other': ('https://example.org/', {str(inventory)!r})}}\n"
        project = make_project(REFERENCES, conf=conf, more=mapping + "intersphinx_resolve_self = 'mine'\n")
        project.write({"self.rst": "Self\n====\n\n:event:`mine:here` :event:`other:heer` :event:`mine:nowhere`\n"})
        for _ in range(2):
            assert _references(project.build()) == [
                "index.rst:10: no tag",
                "self.rst:4: mine:nowhere",
                "summary.rst:4: not there",
            ]

    def test_an_included_file_has_one_path_wherever_a_build_is_started(
        self, make_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        include = "Index\n=====\n\n.. include:: more.txt\n"
        project = make_project({"index.rst": include, "more.txt": "\n:event:`nowhere`\n"})
        said = project.build().warnings
        assert [line.partition(": WARNING")[0] for line in said] == ["more.txt:2"]
        monkeypatch.chdir(tmp_path)
        assert project.build().warnings == said
        assert project.build(outdir="clean", doctrees="clean-doctrees").warnings == said
