"""Summaries on other pages than their own, and events that a builder does not show."""

from __future__ import annotations

import struct
import zlib

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import broken_links

#: What is looked at here is ours, and differs in no environment; the sample is built in each.
pytestmark = pytest.mark.once


def picture() -> bytes:
    """A PNG file of one pixel."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\0\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


INDEX = "Index\n=====\n\n.. toctree::\n\n   deep/page\n\n.. timeline::\n"


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "latex"])
def test_a_picture_in_a_summary(make_project: MakeProject, builder: str) -> None:
    page = "Page\n====\n\n.. event:: E\n   :date: 2015\n   :tags: a\n\n   See |pic| here.\n\n.. |pic| image:: pic.png\n"
    build = make_project({"index.rst": INDEX, "deep/page.rst": page, "deep/pic.png": picture()}).build(builder)
    assert build.warnings == []
    if builder == "html":
        for name in ("index", "deep/page", "tags/a"):
            (shown,) = build.page(name).select(".retro-body img")
            assert (build.outdir / f"{name}.html").parent.joinpath(str(shown["src"])).is_file(), name


def test_a_picture_in_the_option(make_project: MakeProject) -> None:
    page = "Page\n====\n\n.. event:: E\n   :date: 2015\n   :summary: A ![a pixel](pic.png) of it.\n\n   Text.\n"
    markdown = "# Page\n\n```{event} E\n---\ndate: 2015\nsummary: A ![a pixel](pic.png) of it.\n---\nText.\n```\n"
    assert page
    build = make_project({"index.rst": INDEX, "deep/page.md": markdown, "deep/pic.png": picture()}).build()
    assert build.warnings == []
    assert "A a pixel of it." in build.page("index").get_text()


def test_what_is_wrong_in_a_summary_is_said_once(make_project: MakeProject) -> None:
    page = "Page\n====\n\n.. event:: E\n   :date: 2015\n\n   Broken :event:`nope` and :doc:`gone`.\n"
    index = f"{INDEX}\n.. timeline::\n   :view: table\n\n.. timeline::\n   :view: cards\n"
    build = make_project({"index.rst": index, "deep/page.rst": page}).build()
    assert sorted(warning.rpartition("[")[2] for warning in build.warnings) == ["ref.doc]", "retro.reference]"]


def test_an_event_that_a_builder_does_not_show(make_project: MakeProject) -> None:
    page = "Page\n====\n\n.. only:: latex\n\n   .. event:: Printed\n      :date: 2015\n      :tags: paper\n"
    page += "\n.. event:: Everywhere\n   :date: 2016\n"
    project = make_project({"index.rst": INDEX, "deep/page.rst": page})
    build = project.build()
    assert build.warnings == []
    assert [event.title for event in build.domain.gathered.chronicle.events] == ["Everywhere"]
    assert not (build.outdir / "tags").exists()
    assert broken_links(build.outdir) == []
    latex = project.build("latex")
    assert [event.title for event in latex.domain.gathered.chronicle.events] == ["Printed", "Everywhere"]


def test_the_configuration_is_left_as_it_is(make_project: MakeProject) -> None:
    """A second build of nothing new does not take the configuration for changed."""
    project = make_project({"index.rst": INDEX.replace("   deep/page\n", "")})
    project.edit("index.rst", ".. timeline::\n", ".. event:: E\n   :date: 2015\n\n.. timeline::\n")
    project.build()
    again = project.build()
    assert again.app.env.config_status_extra == ""
    assert again.app.config.html_static_path == []


def test_a_book_that_is_made_again(make_project: MakeProject) -> None:
    """What is recorded beside a builder's output is no part of a book."""
    page = "Page\n====\n\n.. event:: E\n   :date: 2015\n"
    conf = "version = '1'\ncopyright = 'nobody'\n"
    project = make_project({"index.rst": INDEX, "deep/page.rst": page}, more=conf)
    assert project.build("epub").warnings == []
    project.edit("deep/page.rst", "event:: E", "event:: Another")
    again = project.build("epub")
    assert again.warnings == []
    assert (again.outdir / ".retrospective.json").is_file()
    assert ".retrospective.json" not in (again.outdir / "content.opf").read_text("utf-8")
    assert "Another" in (again.outdir / "index.xhtml").read_text("utf-8")
