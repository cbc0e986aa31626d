"""What was written into an output folder, recorded beside it.

Not in the environment: builders share that, and a build that was killed must not believe what it never wrote. The
record speaks of finished pages only: it names none while a build is at work, so that after a build that was killed
every page is written again. The names of generated pages stay, as nothing else would know that they are ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sphinx_retrospective.atomic_files import remove, write_whole

FILENAME = ".retrospective.json"
#: 2: digests of generated pages, and of what a document says itself. 3: a digest of everything. 4: exports.
_VERSION = 4


@dataclass(frozen=True, slots=True)
class State:
    """What stands in an output folder.

    Attributes:
        everything: a digest of all that the project shows, if all of it is finished; else empty.
        digests: of each finished document, what was shown in it.
        pages: of each generated page, likewise; empty where the page may be there and may not be finished.
        layout: a digest of what is around the generated pages.
        release: version of the extension that wrote it.
        exports: a digest of what each file for other tools was made of, by the file's name; empty where it may be there
            and may not be finished.
    """

    everything: str = ""
    digests: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    layout: str = ""
    release: str = ""
    exports: dict[str, str] = field(default_factory=dict)


def read_state(outdir: Path) -> State:
    """Return what was recorded in *outdir*, or nothing where there is no record that can be read."""
    try:
        data = json.loads((outdir / FILENAME).read_text("utf-8"))
        pages = {str(name): str(digest) for name, digest in data["pages"].items()}
        exports = {str(name): str(digest) for name, digest in data.get("exports", {}).items()}
        if data["version"] != _VERSION:
            return unfinished(State(pages=pages, exports=exports))
        digests = {str(name): str(digest) for name, digest in data["digests"].items()}
        return State(str(data["everything"]), digests, pages, str(data["layout"]), str(data["release"]), exports)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return State()


def unfinished(state: State, pages: Iterable[str] = (), exports: Iterable[str] = ()) -> State:
    """Return what is known of an output folder while it is written: the names of what was generated, and further ones.

    Args:
        state: what was there.
        pages: names of generated pages that may be added.
        exports: names of files for other tools that may be added.
    """
    return State(
        pages=dict.fromkeys((*state.pages, *pages), ""),
        release=state.release,
        exports=dict.fromkeys((*state.exports, *exports), ""),
    )


def clear_remains(outdir: Path) -> None:
    """Remove what a build that was killed left of a new record."""
    remove(outdir / FILENAME, old=False)


def remove_state(outdir: Path) -> None:
    """Take the record out of *outdir*."""
    remove(outdir / FILENAME)


def write_state(outdir: Path, state: State) -> None:
    """Record *state* in *outdir*, whole or not at all."""
    data = {"version": _VERSION, **asdict(state)}
    write_whole(outdir / FILENAME, json.dumps(data, indent=1, sort_keys=True))
