"""Every example of the guide builds without a warning, and says the same in both markups."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_retrospective.core.definitions import BUILT_IN
from sphinx_retrospective.core.vocabulary import FIELDS, describe
from sphinx_retrospective.formats import read_terms
from tests.docs.examples import CONF, GUIDE, REFERENCE, SNIPPETS, Project, apart, write_project

NAMES = sorted(path.stem for path in SNIPPETS.glob("*.md"))


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Project]:
    """One project for each markup, with a page for each snippet."""
    conf = CONF + "".join(path.read_text("utf-8") for path in sorted(SNIPPETS.glob("*/conf.py")))
    built: dict[str, Project] = {}
    for suffix in (".md", ".rst"):
        pages = {name: apart((SNIPPETS / f"{name}{suffix}").read_text("utf-8"), suffix) for name in NAMES}
        folder = tmp_path_factory.mktemp("snippets") / "source"
        write_project(folder, suffix, pages, conf)
        built[suffix] = Project.build(folder)
    return built


def test_there_are_snippets() -> None:
    assert len(NAMES) > 20


def test_each_has_its_twin() -> None:
    assert sorted(path.stem for path in SNIPPETS.glob("*.rst")) == NAMES
    assert {path.parent.name for path in SNIPPETS.glob("*/conf.py")} < set(NAMES)


@pytest.mark.parametrize("suffix", [".md", ".rst"])
def test_no_snippet_has_a_warning(projects: dict[str, Project], suffix: str) -> None:
    assert projects[suffix].warnings == ""


@pytest.mark.parametrize("name", NAMES)
def test_twins_say_the_same(projects: dict[str, Project], name: str) -> None:
    assert projects[".md"].trees[name]
    assert projects[".md"].trees[name] == projects[".rst"].trees[name]


@pytest.mark.parametrize("name", NAMES)
def test_each_shows_something_of_ours(projects: dict[str, Project], name: str) -> None:
    if name == "page-tags":
        [tagging] = projects[".md"].documents[name].records.taggings
        assert tagging.terms == {"tag": ("c", "packaging"), "org": ("Lantern project",)}
        return
    assert "retro-" in projects[".md"].html[name]


def test_the_reference_names_every_class_in_use(projects: dict[str, Project]) -> None:
    html = "".join(projects[".md"].html.values())
    used = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split() if name[:6] == "retro-"}
    assert len(used) > 30
    named = set(re.findall(r"`(retro-[a-z0-9-]+)`", (REFERENCE / "style.md").read_text("utf-8")))
    # Of these the reference gives the pattern: `retro-kind-<name>`, `retro-<taxonomy>`.
    patterned = {name for name in used if name.startswith("retro-kind-")} | {"retro-technology"}
    assert used - patterned - named == set()


@pytest.mark.parametrize("name", NAMES)
def test_each_is_shown_in_the_guide_in_both_markups(name: str) -> None:
    shown = [path for path in GUIDE.rglob("*.md") if _literally_included(path) >= {f"{name}.md", f"{name}.rst"}]
    assert shown, f"no page of the guide shows {name}"


def test_each_data_file_is_used() -> None:
    used = "".join(path.read_text("utf-8") for path in [*SNIPPETS.glob("*.md"), *GUIDE.rglob("*.md")])
    data = [path.name for path in (SNIPPETS / "data").iterdir()]
    assert data
    assert [name for name in data if f"/snippets/data/{name}" not in used] == []


def test_pages_that_show_examples_keep_the_events_to_themselves() -> None:
    rendering = [path for path in GUIDE.rglob("*.md") if re.search(r"\{include\} /snippets/", path.read_text("utf-8"))]
    assert rendering
    scoped = [path for path in rendering if path.read_text("utf-8").startswith("---\nretro-scope: page\n")]
    assert scoped == rendering


def _literally_included(page: Path) -> set[str]:
    return set(re.findall(r"\{literalinclude\} /snippets/(\S+)", page.read_text("utf-8")))


def test_the_vocabulary_can_be_used(tmp_path: Path) -> None:
    page = "# Index\n\n:::{event} Lantern 1.0\n:date: 2016\n:tags: cheese shop, internal\n:::\n"
    conf = CONF + 'retro_vocabulary = "snippets/data/tags.yaml"\nretro_vocabulary_policy = "strict"\n'
    write_project(tmp_path / "source", ".md", {"index": page}, conf)
    built = Project.build(tmp_path / "source")
    assert built.warnings == ""
    assert "PyPI" in built.html["index"]
    assert "#</span>internal" not in built.html["index"]


def test_what_the_how_to_writes_into_a_vocabulary_is_read() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", (GUIDE / "howto" / "vocabulary.md").read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 3
    for block in blocks:
        document = read_terms(block, "yaml")
        assert not document.problems
        [record] = document.records
        fields = {name: value for name, value in record.values.items() if name != "title"}
        assert fields.keys() <= set(FIELDS)
        assert describe(str(record.values["title"]), fields, BUILT_IN[0])[1] == []
