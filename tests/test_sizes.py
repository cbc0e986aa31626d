"""What a page of ours makes a reader load: how much there may be of it."""

from __future__ import annotations

import gzip
from importlib import resources
from importlib.resources.abc import Traversable

import pytest

from tests.conftest import MakeProject

#: The most that all style sheets, and all scripts, may weigh together as they are sent.
MOST = {".css": 11_000, ".js": 5_000}
KINDS = 'retro_kinds = {"award": {"label": "award", "colour": ["#7a4f01", "#f0c060"], "mark": "diamond"}}'


def weight(content: bytes) -> int:
    return len(gzip.compress(content, mtime=0))


def static_files(suffix: str) -> list[Traversable]:
    return [
        each
        for each in resources.files("sphinx_retrospective").joinpath("static").iterdir()
        if each.name.endswith(suffix)
    ]


@pytest.mark.parametrize("suffix", MOST)
def test_all_of_it_is_light(suffix: str) -> None:
    assert sum(weight(each.read_bytes()) for each in static_files(suffix)) <= MOST[suffix]


def test_the_sheet_of_kinds_counts_too(make_project: MakeProject) -> None:
    built = make_project({"index.md": ":::{event} Prize\n:date: 2015\n:kind: award\n:::\n"}, more=KINDS).build()
    kinds = built.outdir / "_static" / "retro-kinds.css"
    assert sum(weight(each.read_bytes()) for each in static_files(".css")) + weight(kinds.read_bytes()) <= MOST[".css"]


def test_each_of_it_is_loaded_only_where_it_is_needed(make_project: MakeProject) -> None:
    pages = {
        "index.md": "# Plain\n\nText.\n",
        "event.md": "# An event\n\n:::{event} First\n:date: 2015\n:::\n",
        "chart.md": "# A chart\n\n:::{timeline}\n:view: chart\n:::\n",
    }
    built = make_project(pages).build()
    ours = {each.name for suffix in MOST for each in static_files(suffix)}
    loaded = {
        page: {name for name in ours if f"_static/{name}" in built.read(f"{page}.html")}
        for page in ("index", "event", "chart", "genindex", "search")
    }
    assert loaded == {
        "index": set(),
        "event": {"retro.css"},
        "chart": {"retro.css", "retro-chart.css"},
        "genindex": set(),
        "search": set(),
    }
