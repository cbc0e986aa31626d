"""What was written into an output folder, recorded beside it.

Not in the environment: builders share that, and a build that was killed must not believe what it never wrote.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

FILENAME = ".retrospective.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class State:
    """Attributes: a digest of what each page shows of other pages, and the names of the generated pages."""

    digests: dict[str, str] = field(default_factory=dict)
    pages: tuple[str, ...] = ()


def read_state(outdir: Path) -> State:
    """Return what was recorded in *outdir*, or nothing where there is no record that can be read."""
    try:
        data = json.loads((outdir / FILENAME).read_text("utf-8"))
        if data["version"] != _VERSION:
            return State()
        digests = {str(name): str(digest) for name, digest in data["digests"].items()}
        return State(digests, tuple(str(page) for page in data["pages"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return State()


def remove_state(outdir: Path) -> None:
    """Take the record out of *outdir*."""
    (outdir / FILENAME).unlink(missing_ok=True)


def write_state(outdir: Path, state: State) -> None:
    """Record *state* in *outdir*, whole or not at all."""
    data = {"version": _VERSION, "digests": state.digests, "pages": list(state.pages)}
    outdir.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=outdir, prefix=FILENAME, suffix=".part")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(data, file, indent=1, sort_keys=True)
        Path(name).chmod(0o644)
        Path(name).replace(outdir / FILENAME)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
