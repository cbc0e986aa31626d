"""After any sequence of edits, what is built is what would be built from nothing.

Two projects go through the same edits, each compared with a clean build: one with the extension, and one with the
stand-in of `tests.sphinx.twin`, which shows what plain Sphinx leaves stale, and writes again, for the same edit. Only
that is set aside, line by line.
"""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import Soak
from tests.sphinx.author import Author
from tests.sphinx.project import Project, times
from tests.sphinx.trees import Difference, differences, output

CONF = """
extensions = ["myst_parser", "{extension}"]
myst_enable_extensions = ["colon_fence", "fieldlist"]
project = "Edited"
author = epub_publisher = "Nobody"
html_theme = "basic"
html_show_sphinx = False
epub_copyright = "2020"
epub_identifier = epub_uid = "edited"
retro_vocabulary = "tags.yaml"
html_baseurl = "https://example.org/edited/"
retro_exports = ["json", "json-resume", "csv", "atom", "icalendar", "json-ld"]
retro_feeds = ["tag:c", "org:Ateliers", "era:a"]
retro_sources = {{"work": ("https://work.example/", "work.json")}}
"""
RECORD = ".retrospective.json"
#: Lines that lead to the document before or after. Sphinx leaves them as they were when it last wrote the document,
#: which may have been at another time in one of the two projects.
NEIGHBOUR = re.compile(
    r'rel="(next|prev)"|title="(next|previous) chapter"|class="topless"><a |<a href="[^"]*" title="[^"]*"$'
)


class Edited:
    """A project that goes through edits, and what each build of it came to."""

    def __init__(self, folder: Path, extension: str) -> None:
        self.project = Project(folder)
        self._conf = CONF.format(extension=extension)
        self._files: dict[str, str] = {}
        self._clean_folder = folder / "clean"

    def write(self, author: Author) -> None:
        """Bring the sources up to date, touching those that differ only."""
        conf = self._conf + "".join(f"{name} = {value}\n" for name, value in author.config.items())
        files = {**author.files, "conf.py": conf}
        for name in self._files.keys() - files.keys():
            self.project.remove(name)
        self.project.write({name: text for name, text in files.items() if self._files.get(name) != text})
        self._files = files

    def build(self, builder: str) -> tuple[set[str], set[str]]:
        """Build; return what was written, and what of it need not have been."""
        outdir = self.project.folder / f"build-{builder}"
        before, written = output(outdir), times(outdir)
        self.project.build(builder)
        after = output(outdir)
        now = {name for name, time in times(outdir).items() if written.get(name) != time}
        return now, {name for name in now if name in before and before[name] == after.get(name)}

    def differences(self, builder: str) -> set[Difference]:
        """Return what differs in what was built from what a clean build makes."""
        shutil.rmtree(self._clean_folder, ignore_errors=True)
        clean = self.project.build(builder, outdir="clean/build", doctrees="clean/doctrees")
        return differences(output(self.project.folder / f"build-{builder}"), output(clean.outdir))


def beyond(wrong: set[Difference], usual: set[Difference]) -> set[Difference]:
    """Return what is *wrong* and is not what is *usual* without the extension."""
    stale = {name for name, _, line in usual if NEIGHBOUR.search(line)}
    return {each for each in wrong - usual if not (each[0] in stale and NEIGHBOUR.search(each[2]))}


def go_through(folder: Path, seed: int, count: int, *, has_toctree: bool) -> None:
    """Edit and build *count* times; every difference is an error that says how to get it again."""
    author = Author(seed, has_toctree=has_toctree)
    ours, plain = Edited(folder / "ours", "sphinx_retrospective"), Edited(folder / "plain", "tests.sphinx.twin")
    done: list[str] = []
    #: Builders whose generated pages have, or may have, something new around them.
    framed: set[str] = set()
    #: Builders that have not written anything since the vocabulary changed.
    reworded: set[str] = set()
    for number in range(count + 1):
        builder = author.builder() if number else "html"
        done.append(f"{author.edit() if number else 'nothing yet'} [{builder}]")
        if author.frame:
            framed = {"html", "dirhtml", "json"}
        if done[-1].startswith("vocabulary"):
            reworded = {"html", "dirhtml"}
        ours.write(author)
        plain.write(author)
        (_, unchanged), (written, _) = ours.build(builder), plain.build(builder)
        wrong = ours.differences(builder)
        how = f"seed {seed}, toctree {has_toctree}, {number} edits:\n" + "\n".join(done)
        # Where nothing differs, nothing has to be set aside.
        assert not wrong or beyond(wrong, plain.differences(builder)) == set(), how
        if builder in framed:
            framed.discard(builder)
        elif builder in {"html", "dirhtml"}:
            # With any page that it writes, Sphinx writes the one whose toctree has it, and the vocabulary is read with
            # the same one.
            root = {"index.html"} if has_toctree or builder in reworded else set()
            assert unchanged - written - root - {RECORD} == set(), how
        reworded.discard(builder)


@pytest.mark.soak
@pytest.mark.parametrize("has_toctree", [False, True], ids=["siblings", "toctree"])
def test_incremental_build_equals_a_clean_one(
    tmp_path: Path, has_toctree: bool, soak: Soak, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577836800")
    edits = 0
    for number in soak.rounds():
        count = 6 if not soak.seconds else 20
        go_through(tmp_path / str(number), random.getrandbits(32), count, has_toctree=has_toctree)
        shutil.rmtree(tmp_path / str(number))
        edits += count
    soak.tell(f"{edits} random edits, each build compared with a clean one")
