"""The three ways to link from another project, as the how-to guide writes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.docs.examples import GUIDE, Project, write_project

HOW_TO = (GUIDE / "howto" / "link-from-another-project.md").read_text("utf-8")
CAREER = """# Career

## The prototype years

:::{era}
:id: prototype
:date: 2014/2015
:::

:::{event} Lantern 2.0
:id: lantern-2
:date: 2018-03-05
:tags: C++
:::
"""
ADDRESSES = {
    "https://career.example.org/index.html#retro-event-lantern-2",
    "https://career.example.org/index.html#retro-era-prototype",
    "https://career.example.org/tags/c-plus-plus.html",
}
WAYS = {
    "plain Sphinx, Markdown": (".md", r"\{external\+career:ref\}`[^`]+`", False),
    "plain Sphinx, reStructuredText": (".rst", r":external\+career:ref:`[^`]+`", False),
    "MyST": (".md", r"(?:\[[^\]]*\]\(<?|<)inv:career:[^>)\s]+>?\)?", False),
    "extension, Markdown": (".md", r"\{external\+career:retro:\w+\}`[^`]+`", True),
    "extension, reStructuredText": (".rst", r":external\+career:retro:\w+:`[^`]+`", True),
}


@pytest.fixture(scope="module")
def inventory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The inventory of the project that is linked to."""
    folder = tmp_path_factory.mktemp("career") / "source"
    write_project(folder, ".md", {"index": CAREER})
    assert Project.build(folder).warnings == ""
    return folder / "_build" / "html" / "objects.inv"


@pytest.mark.parametrize("way", WAYS)
def test_each_way_leads_to_an_event_an_era_and_a_tag(way: str, inventory: Path, tmp_path: Path) -> None:
    suffix, pattern, has_extension = WAYS[way]
    references = re.findall(pattern, HOW_TO)
    assert len(references) == 3
    extensions = ["myst_parser", "sphinx.ext.intersphinx", *(["sphinx_retrospective"] if has_extension else [])]
    mapping = {"career": ("https://career.example.org/", str(inventory))}
    conf = f"extensions = {extensions}\nintersphinx_mapping = {mapping}\nnitpicky = True\n"
    title = "# Other\n\n" if suffix == ".md" else "Other\n=====\n\n"
    write_project(tmp_path / "other", suffix, {"index": title + "\n\n".join(references) + "\n"}, conf)
    project = Project.build(tmp_path / "other")
    assert project.warnings == ""
    links = BeautifulSoup(project.html["index"], "html.parser").select("a.external")
    assert {str(link["href"]) for link in links} >= ADDRESSES
