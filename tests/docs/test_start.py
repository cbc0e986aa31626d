"""The start of a site, followed to the letter in an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.cldr import plain
from tests.docs.examples import GUIDE
from tests.sphinx.process import sphinx_build
from tests.sphinx.project import soup_of, text_of

_FENCE = re.compile(r"^```(?P<info>[^\n]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"\A:caption: (?P<name>\S+)\n\n(?P<text>.*)\Z", re.DOTALL)
#: What the environment that the tests run in has done already.
_DONE = ("python -m venv .venv", "source .venv/bin/activate", 'pip install "sphinx-retrospective[site]"')
_PROGRAMS = {
    "python": (sys.executable,),
    "sphinx-retrospective": (sys.executable, "-m", "sphinx_retrospective"),
    "git": ("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org"),
}


@dataclass(slots=True)
class Followed:
    """What came of it.

    Attributes:
        folder: the site.
        said: what each command printed: its standard output, which nobody reads of a build, and the other one.
        shown: what the guide says that was printed.
        pages: what the page of the period said after each build.
    """

    folder: Path
    said: dict[str, tuple[str, str]] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)


def _words(line: str) -> Iterator[str]:
    return (word.strip('"') for word in re.findall(r'"[^"]*"|\S+', line))


def _run(followed: Followed, line: str) -> None:
    program, *arguments = _words(line)
    if arguments[:2] == ["-m", "sphinx"]:
        ended = sphinx_build(followed.folder, *arguments[2:])
        assert ended.returncode == 0, ended.stderr
        followed.said[line] = "", ended.stderr
        return
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run(
        [*_PROGRAMS[program], *arguments],
        cwd=followed.folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    followed.said[line] = done.stdout, done.stderr


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """Follow the guide."""
    followed = Followed(tmp_path_factory.mktemp("start"))
    for fence in _FENCE.finditer((GUIDE / "start.md").read_text("utf-8")):
        if fence["info"] == "text":
            followed.shown.append(fence["body"])
        elif fence["info"].startswith("{code-block}"):
            file = _FILE.match(fence["body"])
            assert file, f"a code block without a file's name:\n{fence['body']}"
            # What is there already gets the block below what it has.
            with (followed.folder / file["name"]).open("a", encoding="utf-8") as opened:
                opened.write(f"\n{file['text']}")
        else:
            assert fence["info"] == "shell"
            for line in fence["body"].splitlines():
                if line.startswith("cd "):
                    followed.folder /= line.removeprefix("cd ")
                elif line not in _DONE:
                    _run(followed, line)
                if "-M html" in line:
                    page = followed.folder / "_build" / "html" / "periods" / "lantern-project.html"
                    followed.pages.append(plain(text_of(soup_of(page.read_text("utf-8")).select("[role=main]")[0])))
    return followed


def test_the_commands_say_what_the_guide_says(followed: Followed) -> None:
    [made] = [said for line, said in followed.said.items() if line.startswith("sphinx-retrospective new")]
    assert made == tuple(followed.shown)


def test_no_build_warns(followed: Followed) -> None:
    said = [err for line, (_, err) in followed.said.items() if "-M html" in line]
    assert said
    assert "".join(said) == ""


def test_the_site_is_where_the_guide_says(followed: Followed) -> None:
    page = soup_of((followed.folder / "_build" / "html" / "index.html").read_text("utf-8"))
    [main] = page.select("[role=main]")
    assert text_of(main).startswith("Ada Ferrer")
    sidebar = [text_of(each) for each in page.select(".sidebar-tree a")]
    assert sidebar == [
        "Engineering school",
        "A printing house",
        "Lantern project",
        "Timeline",
        "Tags",
        "Curriculum vitae",
    ]


def test_what_is_added_is_everywhere_after_the_next_build(followed: Followed) -> None:
    before, after = followed.pages
    assert "Lantern 2.0" not in before
    assert "Lantern 2.0" in after
    html = followed.folder / "_build" / "html"
    for name in ("index", "timeline", "cv", "tags/c", "tags/packaging"):
        assert "Lantern 2.0" in (html / f"{name}.html").read_text("utf-8"), name


def test_the_repository_has_the_sources_and_nothing_that_was_built(followed: Followed) -> None:
    done = subprocess.run(["git", "ls-files"], cwd=followed.folder, capture_output=True, text=True, check=True)
    files = done.stdout.splitlines()
    assert ".readthedocs.yaml" in files
    assert "periods/lantern-project.md" in files
    assert not [each for each in files if each.startswith("_build")]
    assert all("ada@example.org" not in (followed.folder / each).read_text("utf-8") for each in files)


def test_the_numbers_are_those_of_the_code() -> None:
    from sphinx_retrospective.new_site.periods import FEW, MANY

    said = " ".join((GUIDE / "start.md").read_text("utf-8").split())
    assert f"one page for up to {FEW} events, else one for each decade. A decade with more than {MANY} events" in said
