"""Each thing that an author can get wrong gives one warning, at its place, and costs no more than itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import MakeProject
from tests.sphinx.bad_input import HERE, KNOWN, METADATA_PLACE, Bad
from tests.sphinx.hostile_input import ALL, FINE, MAKE, Fine
from tests.sphinx.project import BARE, BARE_FILES, Build, Builds, text_of

#: What is looked at here is ours, and differs in no environment; the sample is built in each.
pytestmark = pytest.mark.once

PAGE = Path(__file__).with_name("bad_input.md")
#: Where the guide has each warning, and how the list leads there.
REFERENCE = Path("../../docs/guide/reference")
SUBTYPE_PAGES = sorted((PAGE.parent / REFERENCE).glob("warnings-*.md"))
INTRODUCTION = """# Bad input

The result of each of {count} faulty or hostile inputs. The project's tests build all of them in both markups, and
`python -m tests.sphinx.write_bad_input` makes this list from the results. Each input gives one warning, with its file
and line. The rest of the page, and the other events, are built.

Content of a directive gives the same warning in a file; the line is then that of the file.

| input | what you get |
|---|---|
{rows}

These look bad, but are not. There is no warning, and nothing in them becomes markup:

| input | what you get |
|---|---|
{fine}
"""


def build_all(make_project: MakeProject, markup: str) -> Build:
    """Build every case on a page of its own."""
    project = make_project({**KNOWN, **BARE_FILES}, more=f"retro_data_max_bytes = 8000\nsmartquotes = False{BARE}")
    # In a folder of its own: Sphinx follows links, and would find the project in itself.
    outside = project.folder / "outside" / "outside.yaml"
    outside.parent.mkdir()
    outside.write_text("- {title: Out of reach, date: 2015}\n", "utf-8")
    (project.source / "linked.yaml").symlink_to(outside)
    (project.source / "folder").mkdir()
    for name, make in MAKE.items():
        make(project.source / name, outside)
    cases: list[Bad | Fine] = [*ALL, *FINE]
    for case in cases:
        text = "\n".join(case.lines(markup))
        if case.name == "metadata":
            text = ("---\nretro-scope: pgae\n---\n" if markup == "md" else ":retro-scope: pgae\n\n") + text
        project.write({f"{case.name}.{markup}": text.replace(HERE, "")})
        if case.file:
            name, content = case.file
            project.write({name: content.replace(HERE, "") if isinstance(content, str) else content})
    return project.build()


@pytest.fixture(scope="module")
def builds(make_shared_project: MakeProject) -> Builds:
    """Every case on a page of its own, in one project for each markup."""
    return Builds(lambda markup: build_all(make_shared_project, markup))


@pytest.fixture(params=["md", "rst"])
def built(request: pytest.FixtureRequest, builds: Builds) -> tuple[str, Build]:
    return request.param, builds[request.param]


def _found(build: Build, case: Bad, markup: str) -> list[str]:
    files = {f"{case.name}.{markup}", *([case.file[0]] if case.file else [])}
    return [line for line in build.warnings if line.split(":")[0] in files]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_one_warning_at_its_place(built: tuple[str, Build], case: Bad) -> None:
    markup, build = built
    (warning,) = _found(build, case, markup)
    place, _, said = warning.partition(" WARNING: ")
    assert case.message in said
    assert said.endswith(f" [retro.{case.subtype}]")
    assert place == (METADATA_PLACE[markup] if case.name == "metadata" else f"{case.place(markup)}:")


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_the_rest_of_the_page_is_there(built: tuple[str, Build], case: Bad) -> None:
    page = text_of(built[1].page(case.name))
    assert f"Sentinel {case.name}." in page
    assert [text for text in (f"Good {case.name}", *case.keeps) if text not in page] == []
    assert "Out of reach" not in page
    assert "System Message" not in page


def test_there_is_no_other_warning(built: tuple[str, Build]) -> None:
    assert len(built[1].warnings) == len(ALL)


def test_every_good_event_is_noted(built: tuple[str, Build]) -> None:
    titles = {event.title for event in built[1].domain.gathered.chronicle.events}
    assert {f"Good {case.name}" for case in ALL} <= titles


def test_cases_cover_both_places_of_data() -> None:
    assert len({case.name for case in ALL}) == len(ALL) > 150


@pytest.mark.parametrize("case", FINE, ids=lambda case: case.name)
def test_what_only_looks_bad_is_shown(built: tuple[str, Build], case: Fine) -> None:
    page = text_of(built[1].page(case.name))
    assert [text for text in case.keeps if " ".join(text.split()) not in page] == []
    assert f"Sentinel {case.name}." in page


def test_the_list_has_every_case_with_what_it_gives(builds: Builds) -> None:
    """It is made of these builds: ``python -m tests.sphinx.write_bad_input`` writes it anew."""
    assert PAGE.read_text("utf-8") == catalogue(builds["md"])


def catalogue(build: Build) -> str:
    """Return the list."""
    rows = []
    for case in ALL:
        if case.name.endswith("-file") and f"{case.name.removesuffix('-file')}-content" in {each.name for each in ALL}:
            continue  # The same as in the content of a directive.
        (warning,) = _found(build, case, "md")
        said = warning.partition("WARNING: ")[2].rpartition(" [")[0]
        page = next(path for path in SUBTYPE_PAGES if f"(warning-{case.subtype})=" in path.read_text("utf-8"))
        given = f"[`retro.{case.subtype}`]({REFERENCE}/{page.name}#warning-{case.subtype}): {_code(said)}"
        rows.append(f"| {case.told or _code(case.shown())} | {given} |")
    fine = [f"| {case.told} | {case.gives} |" for case in FINE]
    return INTRODUCTION.format(count=len(rows) + len(fine), rows="\n".join(rows), fine="\n".join(fine))


def _code(text: str) -> str:
    """Return *text* as code in a cell of a table."""
    text = text if len(text) <= 160 else f"{text[:160]}…"
    text = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    space = " " if len(ticks) > 1 else ""
    return f"{ticks}{space}{text}{space}{ticks}".replace("|", "\\|")
