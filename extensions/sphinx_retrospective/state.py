"""What was written into an output folder, recorded beside it.

Not in the environment: builders share that, and a build that was killed must not believe what it never wrote. The
record speaks of finished pages only: it names none while a build is at work, so that after a build that was killed
every page is written again. The names of generated pages stay, as nothing else would know that they are ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sphinx_retrospective.files import remove, write_whole

FILENAME = ".retrospective.json"
#: 2: digests of generated pages, and of what a document says itself.
_VERSION = 2


@dataclass(frozen=True, slots=True)
class State:
    """What stands in an output folder.

    Attributes:
        digests: of each finished document, what was shown in it.
        pages: of each generated page, likewise; empty where the page may be there and may not be finished.
        release: version of the extension that wrote it.
    """

    digests: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    release: str = ""


def read_state(outdir: Path) -> State:
    """Return what was recorded in *outdir*, or nothing where there is no record that can be read."""
    try:
        data = json.loads((outdir / FILENAME).read_text("utf-8"))
        pages = {str(name): str(digest) for name, digest in data["pages"].items()}
        if data["version"] != _VERSION:
            return unfinished(State(pages=pages))
        digests = {str(name): str(digest) for name, digest in data["digests"].items()}
        return State(digests, pages, str(data["release"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return State()


def unfinished(state: State, more: Iterable[str] = ()) -> State:
    """Return what is known of an output folder while pages are written: the generated pages, and *more* of them."""
    return State({}, dict.fromkeys((*state.pages, *more), ""), state.release)


def remove_state(outdir: Path) -> None:
    """Take the record out of *outdir*."""
    remove(outdir / FILENAME)


def write_state(outdir: Path, state: State) -> None:
    """Record *state* in *outdir*, whole or not at all."""
    data = {"version": _VERSION, "release": state.release, "digests": state.digests, "pages": state.pages}
    write_whole(outdir / FILENAME, json.dumps(data, indent=1, sort_keys=True))
