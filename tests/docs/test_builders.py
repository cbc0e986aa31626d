"""The guide's table of builders names those that are tested, and says of each what is tested of it."""

from __future__ import annotations

import re

from tests.docs.examples import GUIDE
from tests.sphinx.builders import BUILDERS, DRAWING, INDEXED, PAGED


def _table() -> dict[str, list[str]]:
    """The cells of each builder."""
    page = (GUIDE / "explanation" / "builders.md").read_text("utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("| `")
    ]
    return {name: cells for first, *cells in rows for name in re.findall(r"`([^`]+)`", first)}


TABLE = _table()


def test_every_tested_builder_is_told() -> None:
    assert set(TABLE) == set(BUILDERS)


def test_it_says_which_builders_have_pages_of_terms() -> None:
    assert {name for name, cells in TABLE.items() if cells[4] == "yes"} == set(PAGED)


def test_it_says_which_builders_have_diagrams() -> None:
    assert {name for name, cells in TABLE.items() if cells[3] == "a diagram and a list"} == set(DRAWING)


def test_it_says_which_builders_have_charts() -> None:
    # In LaTeX by TikZ, and elsewhere as SVG.
    assert {name for name, cells in TABLE.items() if cells[2].startswith("a picture")} == {*DRAWING, "latex"}


def test_it_says_which_builders_have_the_indices() -> None:
    assert {name for name, cells in TABLE.items() if cells[5] != "no"} == set(INDEXED)


def test_it_gives_a_command_for_each() -> None:
    for name, cells in TABLE.items():
        command = cells[6]
        assert re.fullmatch(r"`sphinx-build -(b \w+|M latexpdf|M info)`", command), name
