"""Terms where they are written: what separates them, what quotes group, and that each is shown once."""

from __future__ import annotations

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import Build, retro, text_of, texts

#: What is written for tags, and the tags.
WRITTEN = {
    'alpha, "beta, gamma"': ["alpha", "beta, gamma"],
    '"beta, gamma"': ["beta, gamma"],
    "'beta, gamma'": ["beta, gamma"],
    '"say ""yes"", or no"': ['say "yes", or no'],
    "'90s, rock 'n' roll": ["'90s", "rock 'n' roll"],
    "parent/child, Parent/Child": ["parent/child"],
}
MARKDOWN = "# Page\n\n:::{{event}} One\n:date: 2001\n:tags: {}\n:::\n"
BLOCK = "# Page\n\n```{{event}} One\n---\ndate: 2001\ntags: {}\n---\n```\n"
RST = "Page\n====\n\n.. event:: One\n   :date: 2001\n   :tags: {}\n"
DIRECTIVE = "# Page\n\n```{{tags}} {}\n```\n"


def tags(build: Build) -> list[str]:
    return texts(build.page("index"), ".retro-tags a")


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize(
    "name_and_page",
    [("index.md", MARKDOWN), ("index.md", BLOCK), ("index.rst", RST), ("index.md", DIRECTIVE)],
    ids=["markdown", "block", "rst", "directive"],
)
def test_in_markup(make_project: MakeProject, name_and_page: tuple[str, str], written: str) -> None:
    name, page = name_and_page
    build = make_project({name: page.format(written)}).build()
    assert tags(build) == WRITTEN[written]
    assert retro(build.warnings) == []


def test_what_myst_can_not_read_is_kept(make_project: MakeProject) -> None:
    """To YAML, text after quotes is a mistake, of which MyST has a warning."""
    build = make_project({"index.md": MARKDOWN.format('"beta, gamma", delta')}).build()
    assert tags(build) == ["beta, gamma", "delta"]


def test_in_a_list_of_yaml_each_is_one(make_project: MakeProject) -> None:
    data = 'events:\n- {title: One, date: 2001, tags: ["beta, gamma", delta, Delta]}\n'
    page = f'---\ntags: ["front, matter"]\n---\n# Page\n\n```{{events}}\n{data}```\n'
    build = make_project({"index.md": page}).build()
    assert tags(build) == ["front, matter", "beta, gamma", "delta"]
    assert {"front, matter", "beta, gamma", "delta"} == {
        term.title for term in build.domain.gathered.chronicle.taxonomies["tag"].terms.values()
    }


def test_a_cell_of_csv_has_its_own_quotes(make_project: MakeProject) -> None:
    page = '# Page\n\n```{events}\n:format: csv\ntitle,date,tags\nOne,2001,"alpha, ""beta, gamma"""\n```\n'
    assert tags(make_project({"index.md": page}).build()) == ["alpha", "beta, gamma"]


def test_in_what_a_view_asks_for(make_project: MakeProject) -> None:
    view = '\n:::{timeline}\n:tags: "beta, gamma"\n:::\n'
    build = make_project({"index.md": MARKDOWN.format('"beta, gamma"') + view}).build()
    assert retro(build.warnings) == []
    assert texts(build.page("index"), ".retro-title") == ["One", "One"]


def test_a_hashtag_is_a_tag_without_its_sign(make_project: MakeProject) -> None:
    options = ":date: 2001\n:tags: #kafka, #bézier, C#, ##, #1\n:role: of issue #5\n:org: #NoTag\n"
    page = f"# Page\n\n:::{{event}} One\n{options}:::\n"
    build = make_project({"index.md": page}).build()
    assert tags(build) == ["kafka", "bézier", "C#", "##", "1"]
    assert build.domain.gathered.chronicle.events[0].role == "of issue #5"
    assert [each.title for each in build.domain.gathered.chronicle.taxonomies["org"].terms.values()] == ["#NoTag"]


def test_values_of_yaml_that_are_no_text(make_project: MakeProject) -> None:
    page = "---\ntags: [2024, true, null, '#x', 1.5]\n---\n# Page\n"
    build = make_project({"index.md": page}).build()
    assert tags(build) == ["2024", "true", "x", "1.5"]


def test_a_tag_and_its_alias_are_shown_once(make_project: MakeProject) -> None:
    page = "# Page\n\n:::{event} One\n:date: 2001\n:tags: ecmascript, c, JavaScript, js\n:::\n"
    described = "\n:::{tag} JavaScript\n:aliases: js, ecmascript\n:::\n\n:::{timeline}\n:::\n"
    build = make_project({"index.md": page + described}).build()
    assert build.warnings == []
    lines = build.page("index").select(".retro-tags")
    assert [texts(line, "a") for line in lines] == [["JavaScript", "c"], ["JavaScript", "c"]]
    assert [text_of(line) for line in lines] == ["Tags: JavaScript c", "Tags: JavaScript c"]
