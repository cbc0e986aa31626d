"""Other extensions, each in an environment of its own, with Sphinx, theme and parser as ours is built with."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from tests.benchmarks import peer_forms
from tests.benchmarks.running import Contender
from tests.benchmarks.writing import Form

#: What every environment has, in the versions of this one.
_SHARED: Final = ("sphinx", "docutils", "myst-parser")


@dataclass(frozen=True, slots=True)
class Peer:
    """An extension that does some of the same.

    Attributes:
        name: the name of its package.
        form: what writes the nearest equivalent of the site.
        compared: what that site has, and what it lacks.
    """

    name: str
    form: Form
    compared: str


PEERS: Final = (
    Peer(
        "sphinx-tags",
        peer_forms.with_sphinx_tags,
        "pages carry the tags of their events, and each tag has a page that lists pages; no events in these, no pages "
        "of organisations; the page of all events is written by hand",
    ),
    Peer(
        "ablog",
        peer_forms.with_ablog,
        "pages are posts, with archives by tag, by organisation (as categories) and by year, which list pages with "
        "their excerpts; no events in these; the page of all events is written by hand",
    ),
    Peer(
        "sphinx-needs",
        peer_forms.with_sphinx_needs,
        "events are needs; one table of all, and a table on the page of each tag and organisation, whose source is "
        "written by hand; no summaries in tables, no groups by year",
    ),
    Peer(
        "sphinx-timeline",
        peer_forms.with_sphinx_timeline,
        "the page of all events is drawn from data files by year, which say again what the pages say; no tags, no "
        "organisations, no pages of them",
    ),
)


def contenders(
    names: Iterable[str], theme: str, folder: Path, tell: Callable[[str], None]
) -> tuple[list[Contender], list[str]]:
    """Return a contender for each of the peers called *names*, and remarks on each and on those left out.

    Args:
        names: of `PEERS`.
        theme: the package of the theme.
        folder: where environments are made; those that are there are used again.
        tell: is told what is done.
    """
    made, remarks = [], []
    for peer in (each for each in PEERS if each.name in names):
        shared = [f"{name}=={metadata.version(name)}" for name in (*_SHARED, theme)]
        try:
            tell(f"{peer.name}: installing")
            python = _environment(folder / peer.name, [*shared, peer.name])
            version = _output([python, "-c", f"from importlib import metadata; print(metadata.version({peer.name!r}))"])
        except subprocess.CalledProcessError as error:
            said = (str(error.stderr or "").strip().splitlines() or ["pip said nothing"])[-1]
            remarks.append(f"{peer.name} is left out, as it can't be installed beside this Sphinx: {said}")
            continue
        remarks.append(f"{peer.name} {version}: {peer.compared}.")
        made.append(Contender(peer.name, peer.form, python, strict=False))
    return made, remarks


def _environment(folder: Path, requirements: Sequence[str]) -> str:
    """Return the interpreter of an environment that has *requirements*."""
    python, stamp = folder / "bin" / "python", folder / "requirements.txt"
    wanted = "\n".join(requirements)
    if not stamp.is_file() or stamp.read_text("utf-8") != wanted:
        _output([sys.executable, "-m", "venv", "--clear", str(folder)])
        _output([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements])
        stamp.write_text(wanted, "utf-8")
    return str(python)


def _output(command: Sequence[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
