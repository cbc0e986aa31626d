"""Terms in the metadata of a page are shown below its title."""

from __future__ import annotations

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import links, texts

PAGES = {
    "index.rst": """:tags: c, "a, b", don't
:org: Bank

Index
=====

Text.

Section
-------

.. tags:: d
""",
    "index.md": """---
tags: [c, "a, b", don't]
org: Bank
---
# Index

Text.

## Section

:::{tags} d
:::
""",
}


@pytest.mark.parametrize("name", PAGES)
def test_below_the_title(make_project: MakeProject, name: str) -> None:
    project = make_project({name: PAGES[name]})
    build = project.build()
    assert build.warnings == []
    page = build.page("index")
    first = page.select("h1 ~ p")
    assert [texts(line, "a") for line in first] == [["c", "a, b", "don't"], ["Bank"], []]
    assert links(first[0]) == {"c": "tags/c.html", "a, b": "tags/a-b.html", "don't": "tags/don-t.html"}
    assert [texts(line, "a") for line in page.select("section section .retro-tags")] == [["d"]]
    # A page is tagged once.
    assert len(build.domain.gathered.chronicle.taxonomies["tag"].terms["c"].taggings) == 1
    build = project.build(retro_page_tags="0")
    assert texts(build.page("index"), ".retro-page-tags") == []
    assert "c" in build.domain.gathered.chronicle.taxonomies["tag"].terms


def test_a_page_without_a_title(make_project: MakeProject) -> None:
    build = make_project({"index.rst": "Index\n=====\n", "bare.rst": ":tags: c\n\nText alone.\n"}).build()
    assert build.warnings == []
    assert texts(build.page("bare"), ".retro-page-tags a") == ["c"]
