"""Run Sphinx as `make html` does in a fresh clone: with what the group ``docs`` installs, and nothing else."""

from __future__ import annotations

import re
import runpy
import sys
import tomllib
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def name_of(requirement: str) -> str:
    """Return the name of the distribution in a requirement, as it is compared."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


def installed_for_docs() -> set[str]:
    """Return the names of the distributions that the group and this project need, and what these need in turn."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    waiting = [*project["project"]["dependencies"], *project["dependency-groups"]["docs"]]
    found = {"sphinx-retrospective", "pip", "setuptools"}
    while waiting:
        name = name_of(waiting.pop())
        if name not in found:
            found.add(name)
            try:
                # What an extra of it needs is nothing that it has by itself.
                waiting += [each for each in requires(name) or () if "extra ==" not in each]
            except PackageNotFoundError:
                continue  # for another platform, or another Python
    return found


class Absent:
    """Has everything else not be there."""

    def __init__(self) -> None:
        there = installed_for_docs()
        self.names = {
            module
            for module, distributions in packages_distributions().items()
            if not there.intersection(map(name_of, distributions))
        }

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Refuse a module that would not be installed."""
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


if __name__ == "__main__":
    sys.meta_path.insert(0, Absent())
    runpy.run_module("sphinx", run_name="__main__", alter_sys=True)
