"""What a page of ours makes a reader load: how much there may be of it."""

from __future__ import annotations

import gzip
from importlib import resources
from importlib.resources.abc import Traversable

from tests.conftest import MakeProject

#: The most that the style sheets, and the scripts, of a page may weigh together as they are sent.
MOST = {".css": 12_000, ".js": 7_500}
KINDS = 'retro_kinds = {"award": {"label": "award", "colour": ["#7a4f01", "#f0c060"], "mark": "diamond"}}'


def weight(content: bytes) -> int:
    return len(gzip.compress(content, mtime=0))


def static_files(suffix: str) -> list[Traversable]:
    return [
        each
        for each in resources.files("sphinx_retrospective").joinpath("static").iterdir()
        if each.name.endswith(suffix)
    ]


def sheets_of_a_page() -> list[Traversable]:
    """The sheets of a page with everything on it that readers explore. A CV is what a page is for."""
    return [each for each in static_files(".css") if each.name != "retro-cv.css"]


def test_all_scripts_are_light() -> None:
    assert sum(weight(each.read_bytes()) for each in static_files(".js")) <= MOST[".js"]


def test_all_sheets_are_light() -> None:
    assert sum(weight(each.read_bytes()) for each in sheets_of_a_page()) <= MOST[".css"]


def test_a_cv_is_light() -> None:
    """Beside it stands one of what others explore, as on a page about one's work."""
    sheets = {each.name: weight(each.read_bytes()) for each in static_files(".css")}
    assert sheets.pop("retro-cv.css") + sheets.pop("retro.css") + max(sheets.values()) <= MOST[".css"]


def test_the_sheet_of_kinds_counts_too(make_project: MakeProject) -> None:
    built = make_project({"index.md": ":::{event} Prize\n:date: 2015\n:kind: award\n:::\n"}, more=KINDS).build()
    kinds = built.outdir / "_static" / "retro-kinds.css"
    assert sum(weight(each.read_bytes()) for each in sheets_of_a_page()) + weight(kinds.read_bytes()) <= MOST[".css"]


def test_each_of_it_is_loaded_only_where_it_is_needed(make_project: MakeProject) -> None:
    pages = {
        "index.md": "# Plain\n\nText.\n",
        "event.md": "# An event\n\n:::{event} First\n:date: 2015\n:::\n",
        "chart.md": "# A chart\n\n:::{timeline}\n:view: chart\n:::\n",
        "cv.md": "# A CV\n\n:::{timeline}\n:view: cv\n:::\n",
    }
    built = make_project(pages).build()
    ours = {each.name for suffix in MOST for each in static_files(suffix)}
    loaded = {
        page: {name for name in ours if f"_static/{name}" in built.read(f"{page}.html")}
        for page in ("index", "event", "chart", "cv", "genindex", "search")
    }
    assert loaded == {
        "index": set(),
        "event": {"retro.css"},
        "chart": {"retro.css", "retro-chart.css", "retro-chart.js"},
        "cv": {"retro.css", "retro-cv.css"},
        "genindex": set(),
        "search": {"retro-search.js"},
    }
