"""Run Sphinx as `make html` does in a fresh clone: with what the group ``site`` installs, and nothing else.

What the group ``docs`` adds to it draws a picture of each page, for those to whom its address is sent. To install it,
and to draw them, takes as long as all else.
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


def installed_for_site() -> set[str]:
    """Return the names of the distributions that the group and this project need, and what these need in turn."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    waiting = list(map(Requirement, [*project["project"]["dependencies"], *project["dependency-groups"]["site"]]))
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
        there = installed_for_site()
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
    """Have pictures for those to whom a page is sent be there, and empty, in place of what draws them."""

    def create_social_card(*texts: object, outdir: Path, **_: object) -> Path:
        picture = Path("_images", f"{texts[-1]}.png")
        outdir.joinpath(picture).parent.mkdir(parents=True, exist_ok=True)
        outdir.joinpath(picture).touch()
        return picture

    cards = ModuleType("sphinxext.opengraph._social_cards")
    vars(cards).update(create_social_card=create_social_card, DEFAULT_SOCIAL_CONFIG={})
    sys.modules[cards.__name__] = cards


if __name__ == "__main__":
    sys.meta_path.insert(0, Absent())
    leave_cards_empty()
    runpy.run_module("sphinx", run_name="__main__", alter_sys=True)
