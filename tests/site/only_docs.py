"""Run Sphinx as `make html` does in a fresh clone: with what the group ``docs`` installs, and nothing else.

But pictures of pages, for those to whom an address is sent, are not drawn.
"""

from __future__ import annotations

import runpy
import sys
import tomllib
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path
from types import ModuleType

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]


def installed_for_docs() -> set[str]:
    """Return the names of the distributions that the group and this project need, and what these need in turn."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    waiting = list(map(Requirement, [*project["project"]["dependencies"], *project["dependency-groups"]["docs"]]))
    found = {("sphinx-retrospective", ""), ("pip", ""), ("setuptools", "")}
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        for extra in {"", *requirement.extras}:
            if (name, extra) not in found:
                found.add((name, extra))
                waiting += needed(name, extra)
    return {name for name, _ in found}


def needed(name: str, extra: str) -> list[Requirement]:
    """Return what a distribution needs here, with one of its extras."""
    try:
        requirements = map(Requirement, requires(name) or ())
    except PackageNotFoundError:
        return []  # for another platform, or another Python
    return [each for each in requirements if each.marker is None or each.marker.evaluate({"extra": extra})]


class Absent:
    """Has everything else not be there."""

    def __init__(self) -> None:
        there = installed_for_docs()
        self.names = {
            module
            for module, distributions in packages_distributions().items()
            if not there.intersection(map(canonicalize_name, distributions))
        }

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Refuse a module that would not be installed."""
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


def leave_cards_empty() -> None:
    """Have pictures for those to whom a page is sent be there, and empty: to draw them takes half of the time."""
    from matplotlib.figure import Figure

    def savefig(figure: Figure, path: Path, **_: object) -> None:
        path.touch()

    Figure.savefig = savefig  # type: ignore[method-assign, assignment]


if __name__ == "__main__":
    sys.meta_path.insert(0, Absent())
    leave_cards_empty()
    runpy.run_module("sphinx", run_name="__main__", alter_sys=True)
