"""The tutorial, followed to the letter in an empty folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.cldr import plain
from tests.docs.examples import GUIDE
from tests.sphinx.process import sphinx_build

_FENCE = re.compile(r"^```(?P<info>[^\n]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"\A:caption: (?P<name>\S+)\n\n(?P<text>.*)\Z", re.DOTALL)
#: What the environment that the tests run in has done already.
_DONE = (
    "python -m venv .venv",
    "source .venv/bin/activate",
    'pip install "sphinx-retrospective[myst]" furo',
)
_BUILD = "python -m sphinx -b html . _build/html"


@dataclass(frozen=True, slots=True)
class File:
    """A file to write."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A line to type."""

    line: str


def _steps() -> Iterator[File | Command]:
    for fence in _FENCE.finditer((GUIDE / "tutorial.md").read_text("utf-8")):
        if fence["info"] == "shell":
            yield from map(Command, fence["body"].splitlines())
        elif fence["info"].startswith("{code-block}"):
            file = _FILE.match(fence["body"])
            assert file, f"a code block without a file's name:\n{fence['body']}"
            yield File(file["name"], file["text"])
        else:
            assert fence["info"] == "text"  # What Sphinx prints.


def _build(folder: Path) -> str:
    """Run the tutorial's command, and return the warnings."""
    python, option, module, *arguments = _BUILD.split()
    assert (python, option, module) == ("python", "-m", "sphinx")
    done = sphinx_build(folder, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stderr


def _text(folder: Path, page: str) -> BeautifulSoup:
    html = (folder / "_build" / "html" / page).read_text("utf-8")
    [main] = BeautifulSoup(html, "html.parser").select("[role=main]")
    return BeautifulSoup(str(main), "html.parser")


def _said(soup: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(each.get_text(" ").split()) for each in soup.select(selector)]


@dataclass(frozen=True, slots=True)
class Followed:
    """The folder at the end, and the first page after each build."""

    folder: Path
    pages: list[BeautifulSoup]


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """Follow the tutorial. No step gives a warning."""
    folder = tmp_path_factory.mktemp("tutorial")
    pages = []
    for step in _steps():
        if isinstance(step, File):
            (folder / step.name).write_text(step.text, "utf-8")
        elif step.line == _BUILD:
            assert _build(folder) == ""
            pages.append(_text(folder, "index.html"))
        else:
            assert step.line in _DONE
    return Followed(folder, pages)


def test_the_files_are_those_of_the_last_step(followed: Followed) -> None:
    assert {path.name for path in followed.folder.iterdir() if path.is_file()} == {
        "conf.py",
        "index.md",
        "second-life.md",
        "timeline.md",
        "tags.md",
    }
    assert len(followed.pages) == 4


def test_first_page_is_a_title_and_a_sentence(followed: Followed) -> None:
    page = followed.pages[0]
    assert [title.removesuffix(" ¶") for title in _said(page, "h1")] == ["Lantern"]
    assert _said(page, "section > p") == ["Lantern shows pictures in a terminal."]


def test_first_event(followed: Followed) -> None:
    page = followed.pages[1]
    assert [plain(each) for each in _said(page, ".retro-date")] == ["16 Jul 2015"]
    assert _said(page, ".retro-title") == ["First release"]
    assert _said(page, ".retro-meta") == ["release"]
    assert _said(page, ".retro-body > p") == ["The first version that others could install ."]


def test_dates_that_are_not_known(followed: Followed) -> None:
    page = followed.pages[2]
    assert [plain(each) for each in _said(page, ".retro-date")] == ["c. Oct 2014", "16 Jul 2015", "since 2016"]
    assert _said(page, ".retro-approximate .retro-title") == ["First script"]


def test_era_and_references(followed: Followed) -> None:
    page = _text(followed.folder, "second-life.html")
    assert _said(page, ".retro-era-dates") == ["since c. 2018"]
    targets = {" ".join(link.get_text().split()): link["href"] for link in page.select("p > a.internal")}
    assert targets["the first release"] == "index.html#retro-event-first-release"
    assert targets["the first script"] == "index.html#retro-event-first-script"


def test_timeline_shows_every_event_by_year(followed: Followed) -> None:
    page = _text(followed.folder, "timeline.html")
    assert _said(page, ".retro-group-title") == ["2014", "2015", "2016", "2018", "2019"]
    links = {link.get_text(): link["href"] for link in page.select(".retro-title a")}
    assert links == {
        "First script": "index.html#retro-event-first-script",
        "First release": "index.html#retro-event-first-release",
        "Weekly meetings": "index.html#retro-event-weekly-meetings",
        "Lantern 2.0": "second-life.html#retro-event-lantern-2",
        "A talk on packaging": "second-life.html#retro-event-a-talk-on-packaging",
    }


def test_tags_and_their_pages(followed: Followed) -> None:
    page = _text(followed.folder, "tags.html")
    links = {link.get_text(): link["href"] for link in page.select(".retro-term-name")}
    assert links == {"c": "tags/c.html", "community": "tags/community.html", "packaging": "tags/packaging.html"}
    page = _text(followed.folder, "tags/packaging.html")
    assert _said(page, ".retro-title") == ["Lantern 2.0", "A talk on packaging"]


def test_the_mistake_is_told_as_the_tutorial_says(followed: Followed) -> None:
    index = followed.folder / "index.md"
    right = index.read_text("utf-8")
    fences = _FENCE.finditer((GUIDE / "tutorial.md").read_text("utf-8"))
    [told] = [fence["body"].strip() for fence in fences if fence["info"] == "text"]
    try:
        index.write_text(right.replace("2015-07-16", "2015-07-61"), "utf-8")
        assert _build(followed.folder).strip().removeprefix(f"{followed.folder}/") == told
    finally:
        index.write_text(right, "utf-8")
    assert _build(followed.folder) == ""
