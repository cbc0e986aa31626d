"""A project that comes from sphinx-tags builds as it is, with nothing edited but the extension's name."""

from __future__ import annotations

import pytest

from sphinx_retrospective.core.sphinx_tags import DEFAULTS, SphinxTags, file_name, read_sphinx_tags
from sphinx_retrospective.output.badges import badges_sheet
from tests.conftest import MakeProject
from tests.sphinx.project import (
    BOOKS,
    CONF,
    Build,
    Builds,
    Project,
    broken_links,
    folded,
    links,
    one,
    text_of,
    texts,
)

#: All that sphinx-tags 0.4 can be told. Every warning there is, that of pages in no toctree too.
VALUES = """
tags_create_tags = True
tags_extension = ["rst", "md"]
tags_overview_title = "All tags"
tags_intro_text = "On this page:"
tags_page_title = "Tag"
tags_page_header = "Pages with this tag"
tags_index_head = "Tags of this site"
tags_create_badges = True
tags_badge_colors = {"C*": "dark", "prefix:*": "#FFcc00", "*": "info"}
"""
ALL_WARNINGS = CONF.replace('["toc.not_included"]', "[]")
PAGES = {
    "index.rst": """Index
=====

.. toctree::

   long
   notes
   sub/deep
   Our tags <_tags/tagsindex.rst>

:doc:`_tags/tagsindex` :doc:`words <_tags/machine_learning>` :doc:`/_tags/c` :ref:`tagoverview`
:ref:`named <sphx_tag_super-important>`
""",
    "long.rst": """Long
====

.. tags:: C++, super important, machine_learning, of several
   words
""",
    "notes.md": """# Notes

```{tags} C++
```

[a](_tags/tagsindex.md) [b](_tags/tagsindex) [](_tags/tagsindex.md) [c](_tags/super-important.md)
[](./_tags/machine_learning) [d](<project:_tags/tagsindex.md>) [e](#tagoverview)
""",
    "sub/deep.md": """# Deep

```{tags}
super important,
prefix: (special   signs)
other
```

[f](../_tags/tagsindex.md) {doc}`../_tags/other`
""",
}
FORMATS = ("html", "dirhtml", "singlehtml", "epub", "latex", "text")


@pytest.fixture(scope="module")
def project(make_shared_project: MakeProject) -> Project:
    return make_shared_project(PAGES, conf=ALL_WARNINGS + BOOKS, more=VALUES)


@pytest.fixture(scope="module")
def builds(project: Project) -> Builds:
    return Builds(project.build)


@pytest.fixture
def html(builds: Builds) -> Build:
    return builds["html"]


def sources(project: Project) -> set[str]:
    return {str(path.relative_to(project.source)) for path in project.source.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(builds: Builds, project: Project, name: str) -> None:
    build = builds[name]
    assert build.warnings == []
    said = folded(build.outdir)
    for words in ("All tags", "Tags of this site", "super important", "of several words", "On this page:"):
        assert words in said
    if name in {"html", "dirhtml", "epub"}:
        assert broken_links(build.outdir) == []
    assert sources(project) == {"conf.py", *PAGES}


def test_the_page_of_all_tags(html: Build) -> None:
    page = html.page("_tags/tagsindex")
    assert text_of(one(page, "h1")) == "All tags¶"
    assert texts(page, ".rubric") == ["Tags of this site"]
    assert links(page, ".retro-term-name") == {
        "C++": "c.html",
        "machine_learning": "machine_learning.html",
        "of several words": "of-several-words.html",
        "other": "other.html",
        "prefix: (special signs)": "prefix-special-signs.html",
        "super important": "super-important.html",
    }
    # There is no source to show.
    assert "_sources" not in html.read("_tags/tagsindex.html")
    assert not list(html.outdir.glob("_sources/_tags/*"))


def test_the_navigation(html: Build) -> None:
    assert links(html.page("index"), ".toctree-wrapper a")["Our tags"] == "_tags/tagsindex.html"
    assert html.app.env.toctree_includes["index"][-1] == "_tags/tagsindex"
    # The page before it, and the one after the last document.
    assert 'rel="next" title="All tags"' in html.read("sub/deep.html")


def test_links_to_what_sphinx_tags_would_have_written(html: Build) -> None:
    found = links(html.page("index"), "section > p a")
    assert found == {
        "All tags": "_tags/tagsindex.html#tagoverview",
        "words": "_tags/machine_learning.html",
        "C++": "_tags/c.html",
        "named": "_tags/super-important.html",
    }
    found = links(html.page("notes"), "section > p:not(.tags) a")
    assert found == {
        **dict.fromkeys(("a", "b", "d", "All tags"), "_tags/tagsindex.html"),
        "c": "_tags/super-important.html",
        "machine_learning": "_tags/machine_learning.html",
        "e": "_tags/tagsindex.html#tagoverview",
    }
    assert links(html.page("sub/deep"), "section > p:not(.tags) a") == {
        "f": "../_tags/tagsindex.html",
        "other": "../_tags/other.html",
    }


def test_the_page_of_a_tag(html: Build) -> None:
    page = html.page("_tags/c")
    assert text_of(one(page, "h1")) == "Tag: C++¶"
    assert texts(page, "h2") == ["Pages with this tag¶"]
    assert links(page, ".retro-pages a") == {"Long": "../long.html", "Notes": "../notes.html"}


def test_the_line_of_tags(html: Build) -> None:
    line = one(html.page("sub/deep"), "p.tags")
    assert text_of(line).startswith("On this page: ")
    assert texts(line, "a") == ["super important", "prefix: (special signs)", "other"]
    assert texts(one(html.page("long"), "p.tags"), "a")[-1] == "of several words"
    assert html.app.env.metadata["notes"]["tags"] == ["C++"]


def test_badges(html: Build) -> None:
    classes = {each["class"][2] for each in html.page("sub/deep").select("a.retro-badge")}
    assert classes == {"retro-badge-info", "retro-badge-ffcc00"}
    assert html.page("long").select_one("a.retro-badge-dark") is not None
    sheet = html.read("_static/retro-badges.css")
    assert ".retro-badge-ffcc00{--retro-badge:#ffcc00;--retro-badge-text:#000000}" in sheet
    assert ".retro-badge-dark{--retro-badge:var(--sd-color-dark,#212529)" in sheet
    for name in ("long", "_tags/tagsindex", "_tags/c"):
        assert "_static/retro-badges.css" in html.read(f"{name}.html")
        assert html.page(name).select("[style]") == []


@pytest.mark.parametrize("colour", ["#000", "#fff", "#777", "#0071bc", "#f0b37e"])
def test_text_stands_out_on_any_colour(colour: str) -> None:
    tags, problems = read_sphinx_tags({**DEFAULTS, "tags_create_badges": True, "tags_badge_colors": {"*": colour}}, ())
    assert problems == []
    text = badges_sheet(tags).split("--retro-badge-text:")[-1][:7]
    assert text == ("#ffffff" if colour in {"#000", "#0071bc"} else "#000000")


# Configuration --------------------------------------------------------------------------------------------------------


def test_no_pages_unless_they_are_asked_for(make_project: MakeProject) -> None:
    pages = {"index.rst": "Index\n=====\n\n.. tags:: c, rust\n"}
    build = make_project(pages, conf=ALL_WARNINGS, more='tags_intro_text = "Tags:"').build()
    assert build.warnings == []
    assert not list(build.outdir.glob("*tags/*"))
    # Without a page to lead to, a tag is no link.
    assert texts(one(build.page("index"), ".tags"), ".retro-tag") == ["c", "rust"]
    assert links(build.page("index"), ".tags a") == {}


def test_without_a_value_of_sphinx_tags_nothing_is_other(make_project: MakeProject) -> None:
    build = make_project({"index.rst": "Index\n=====\n\n.. tags:: c\n"}).build()
    assert build.domain.settings.sphinx_tags is None
    assert links(build.page("index"), ".retro-tags a") == {"c": "tags/c.html"}
    assert not (build.outdir / "_tags").exists()


def test_the_command_line_can_ask_for_pages(make_project: MakeProject) -> None:
    project = make_project({"index.rst": "Index\n=====\n\n.. tags:: c\n"})
    assert links(project.build(tags_create_tags="1").page("index"), ".tags a") == {"c": "_tags/c.html"}


def test_defaults(make_project: MakeProject) -> None:
    build = make_project({"index.rst": "Index\n=====\n\n.. tags:: c\n"}, more="tags_create_tags = True").build()
    assert build.warnings == []
    assert text_of(one(build.page("_tags/tagsindex"), "h1")) == "Tags overview¶"
    assert text_of(one(build.page("_tags/c"), "h1")) == "c¶"
    assert text_of(one(build.page("index"), ".tags")) == "Tags: c"


def test_words_can_be_empty_and_have_roles(make_project: MakeProject) -> None:
    more = (
        'tags_create_tags = True\ntags_intro_text = ""\ntags_page_title = ""\ntags_overview_title = "{code}`all` tags"'
    )
    build = make_project({"index.rst": "Index\n=====\n\n.. tags:: c\n"}, more=more).build()
    assert build.warnings == []
    assert text_of(one(build.page("index"), ".tags")) == "c"
    assert text_of(one(build.page("_tags/c"), "h1")) == "c¶"
    assert texts(build.page("_tags/tagsindex"), "h1 code") == ["all"]


@pytest.mark.parametrize(
    ("value", "about"),
    [
        ('tags_output_dir = "../out"', "tags_output_dir is a folder inside the site"),
        ('tags_output_dir = "."', "tags_output_dir is a folder inside the site"),
        (
            'tags_badge_colors = {"a": "url(x)"}',
            "tags_badge_colors gives 'a' the value 'url(x)', which is not a colour",
        ),
        ('tags_badge_colors = {"a": "primry"}', "perhaps 'primary' is meant"),
    ],
)
def test_what_can_not_be_used(make_project: MakeProject, value: str, about: str) -> None:
    more = f"tags_create_tags = tags_create_badges = True\n{value}"
    build = make_project({"index.rst": "Index\n=====\n\n.. tags:: a\n"}, more=more).build()
    (warning,) = build.warnings
    assert about in warning
    assert "[retro.config]" in warning
    assert links(build.page("index"), ".tags a") == {"a": "_tags/a.html"}
    assert "url(x)" not in build.read("_static/retro-badges.css")


def test_a_folder_of_another_name(make_project: MakeProject) -> None:
    more = 'tags_create_tags = True\ntags_output_dir = "./by/tag"'
    page = "Index\n=====\n\n.. toctree::\n\n   by/tag/tagsindex\n\n.. tags:: c\n"
    build = make_project({"index.rst": page}, conf=ALL_WARNINGS, more=more).build()
    assert build.warnings == []
    assert links(build.page("by/tag/tagsindex"), ".retro-term-name") == {"c": "c.html"}


def test_what_sphinx_tags_left_in_the_sources_is_not_read(make_project: MakeProject) -> None:
    left = {"_tags/tagsindex.rst": "Old\n===\n", "_tags/c.md": "# Old\n", "_tags/gone.rst": "Gone\n====\n"}
    pages = {"index.rst": "Index\n=====\n\n.. tags:: c\n", **left}
    build = make_project(pages, conf=ALL_WARNINGS, more="tags_create_tags = True").build()
    assert build.warnings == []
    assert text_of(one(build.page("_tags/tagsindex"), "h1")) == "Tags overview¶"
    assert not (build.outdir / "_tags" / "gone.html").exists()


def test_sphinx_tags_itself_can_be_loaded_beside_it(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its values are its own then."""
    module = "def setup(app):\n    app.add_config_value('tags_create_tags', False, 'html')\n"
    conf = ALL_WARNINGS.replace('"sphinx_retrospective"', '"sphinx_retrospective", "sphinx_tags"')
    more = "tags_create_tags = True\nretro_short_names = False"
    project = make_project({"index.rst": "Index\n=====\n", "sphinx_tags.py": module}, conf=conf, more=more)
    monkeypatch.syspath_prepend(project.source)
    build = project.build()
    assert build.warnings == []
    assert build.domain.settings.sphinx_tags is None


def test_addresses_stay_where_sphinx_tags_has_one_for_one_tag(make_project: MakeProject) -> None:
    pages = {"index.rst": "Index\n=====\n\n:doc:`_tags/c` :doc:`_tags/e`\n\n.. tags:: C, C++, D#, E+, E#, f_g, f g\n"}
    build = make_project(pages, more="tags_create_tags = True").build()
    assert links(build.page("index"), ".tags a") == {
        "C": "_tags/c.html",
        "C++": "_tags/c-plus-plus.html",
        "D#": "_tags/d.html",
        "E+": "_tags/e-plus.html",
        "E#": "_tags/e-sharp.html",
        "f_g": "_tags/f_g.html",
        "f g": "_tags/f-g.html",
    }
    assert links(build.page("index"), "section > p:not(.tags) a")["C"] == "_tags/c.html"
    assert broken_links(build.outdir) == []


def test_what_separates_tags(make_project: MakeProject) -> None:
    """Commas and line ends, and nothing else; a line of the argument that is broken goes on."""
    page = 'Index\n=====\n\n.. tags:: a; b, "c", two\n   words\n\n   d\n   e e, "f, g"\n'
    project = make_project({"index.rst": page}, more="tags_create_tags = True")
    build = project.build()
    assert build.warnings == []
    assert texts(build.page("index"), ".retro-tag") == ["a; b", "c", "two words", "d", "e e", "f", "g"]


@pytest.mark.parametrize("name", ["index.rst", "index.md"])
def test_tags_above_the_title(make_project: MakeProject, name: str) -> None:
    tags = ".. tags:: c\n\nIts title\n=========\n" if name.endswith("rst") else "```{tags} c\n```\n\n# Its title\n"
    build = make_project({name: tags}, more="tags_create_tags = True").build()
    assert build.warnings == []
    assert links(build.page("_tags/c"), ".retro-pages a") == {"Its title": "../index.html"}


def test_a_tag_that_nothing_carries(make_project: MakeProject) -> None:
    pages = {"index.rst": "Index\n=====\n\n:doc:`_tags/nothing`\n\n.. tags:: c\n"}
    build = make_project(pages, more="tags_create_tags = True").build()
    (warning,) = build.warnings
    assert warning.startswith("index.rst:4: WARNING: there is no tag 'nothing'")


def test_names_of_files() -> None:
    assert file_name(" Tag:with (special   characters) ") == "tag-with-special-characters"
    assert file_name("machine_learning") == "machine_learning"
    assert file_name("C++") == "c"


def test_settings_are_told_apart() -> None:
    first, _ = read_sphinx_tags(DEFAULTS, ())
    second, _ = read_sphinx_tags(DEFAULTS, {"tags_page_title"})
    assert isinstance(first, SphinxTags)
    assert first != second
