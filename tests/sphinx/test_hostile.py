"""Text from data files is text: nothing in it becomes markup, and nothing of it is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import Tag

from tests.conftest import MakeProject
from tests.hostile_text import EVIL
from tests.injected import injected
from tests.sphinx.project import CONF, Build, Builds, broken_links, one, soup_of, text_of, texts

LONG = "long word " * 1000
#: No element, attribute or address of the pages has this in it, except where it is text.
TEXTS = [
    f"<script>{EVIL}()</script>",
    f"</title></style></textarea><svg onload={EVIL}()>",
    f"\"><img src=x onerror='{EVIL}()'>",
    f"' onmouseover='{EVIL}()",
    f"&lt;script&gt;{EVIL}&#40;&#41;",
    f"<!-- {EVIL}",
    f"-->{EVIL}<b>",
    f"]]>{EVIL}<![CDATA[",
    "\u202eright to left\u202c and \u200fmark",
    "emoji 👩‍💻 and e\u0301 combined",
    "**no** `markup` {event}`x` :event:`x` |sub| [a](b) $x$ \\end{document} \\write18{ls}",
    "%(author)s {{ 7 * 7 }} {% raw %} ${HOME} $(ls)",
    "section x : y : z\n  graph TD; click A call z()",
    LONG.strip(),
]
#: A label is followed by its address in angle brackets.
NO_BRACKETS = str.maketrans("", "", "<>")


def _data() -> str:
    events = [
        {
            "title": f"{number} {text}",
            "id": f"e{number}",
            "date": "2010",
            "kind": "talk",
            "role": f"role {text}",
            "org": [f"org {text}"],
            "people": [f"person {text}"],
            "place": [f"place {text}"],
            "tags": [f"tag {text}"],
            "link": f"label {' '.join(text.translate(NO_BRACKETS).split())[:200]} <https://example.org/?q={EVIL}'>",
            "summary": f"summary {text}",
            "body": f"body {text}",
        }
        for number, text in enumerate(TEXTS)
    ]
    return json.dumps(events)


FILES = {
    "hostile.json": _data(),
    "index.rst": "Index\n=====\n\n.. toctree::\n\n   told\n   shown\n\n"
    + " ".join(f":event:`e{number}`" for number in range(len(TEXTS))),
    "told.rst": "Told\n====\n\n.. events::\n   :file: hostile.json\n",
    "shown.rst": "Shown\n=====\n\n"
    + "".join(
        f".. timeline::\n   :view: {view}\n   :group-by: {by}\n   :filter: tag, org, person, place, text\n\n"
        for view, by in (("list", "org"), ("cards", "kind"), ("table", "none"), ("mermaid", "org"), ("chart", "none"))
    )
    + ".. tag-index::\n\n.. tag-index:: org\n\n.. tag-index:: person\n\n.. tag-index:: place\n\n"
    + ".. tag-matrix::\n\n.. tag-matrix:: org\n\n.. tag-matrix:: person\n\n.. tag-matrix:: place\n",
}
FOLDED = [" ".join(text.split()) for text in TEXTS]


@pytest.fixture(scope="module")
def site(make_shared_project: MakeProject) -> Build:
    conf = CONF.replace('"sphinx_retrospective"', '"sphinxcontrib.mermaid", "sphinx_retrospective"')
    conf += 'retro_exports = ["json", "csv", "json-ld", "atom"]\nhtml_baseurl = "https://example.org/"\n'
    conf += f"retro_feeds = {[f'tag:tag {text}' for text in TEXTS[:6]]}\n"
    build = make_shared_project(FILES, conf=conf).build(html_theme="furo", smartquotes=False)
    assert build.warnings == []
    return build


@pytest.fixture(scope="module")
def pages(site: Build) -> dict[Path, Tag]:
    return {path: soup_of(path.read_text("utf-8")) for path in sorted(site.outdir.rglob("*.html"))}


def test_no_element_is_injected(pages: dict[Path, Tag]) -> None:
    assert len(pages) > 4 * len(TEXTS)
    for path, soup in pages.items():
        assert soup.select("img:not(.toggler), svg[onload], iframe, object, embed") == [], path
        assert injected(soup) == [], path


@pytest.mark.parametrize("field", ["title", "role", "org", "person", "place", "tag", "link", "summary", "body"])
def test_every_field_is_intact(site: Build, field: str) -> None:
    articles = site.page("told").select("article")
    assert len(articles) == len(TEXTS)
    for number, (article, text) in enumerate(zip(articles, FOLDED, strict=True)):
        if field == "title":
            assert text_of(one(article, ".retro-title")) == f"{number} {text}"
        elif field in {"org", "person", "place", "tag"}:
            assert f"{field} {text}" in texts(article, "a")
        elif field == "link":
            (link,) = article.select(".retro-links a")
            assert text_of(link) == f"label {' '.join(text.translate(NO_BRACKETS).split())[:200]}".strip()
            assert link["href"] == f"https://example.org/?q={EVIL}'"
        else:
            assert f"{field} {text}" in text_of(article)


def test_typography_of_data_is_its_author_s(make_project: MakeProject) -> None:
    data = """- {title: 'git commit --amend "now"', date: 2010, summary: "It's -- so"}"""
    page = f"Page\n====\n\n.. events::\n\n   {data}\n\n.. timeline::\n"
    build = make_project({"index.rst": page}).build()
    assert build.warnings == []
    assert texts(build.page("index"), ".retro-title") == 2 * ['git commit --amend "now"']
    assert texts(build.page("index"), ".retro-body") == 2 * ["It's -- so"]


def test_views_and_references_are_intact(site: Build) -> None:
    titles = [f"{number} {text}" for number, text in enumerate(FOLDED)]
    assert sorted(texts(site.page("shown"), ".retro-title")) == sorted(5 * titles)
    assert texts(site.page("index"), "section > p a") == titles


def test_pages_of_terms_have_their_titles(site: Build, pages: dict[Path, Tag]) -> None:
    made = [pages[site.outdir / f"{name}.html"] for name in site.domain.gathered.addresses.pages]
    headings = {text_of(one(page, "article h1")).rstrip("¶#") for page in made}
    assert {f"{kind} {text}" for kind in ("tag", "org", "person", "place") for text in FOLDED} <= headings


def test_links_lead_somewhere(site: Build) -> None:
    assert broken_links(site.outdir) == []


@pytest.fixture(scope="module")
def builds(make_shared_project: MakeProject) -> Builds:
    """One build with each builder that is asked for, all from the same doctrees."""
    more = 'suppress_warnings = ["retro.view", "epub"]\nversion = epub_copyright = "1"'
    return Builds(make_shared_project(FILES, more=more).build)


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "texinfo", "man", "xml"])
def test_other_formats_take_it(builds: Builds, builder: str) -> None:
    build = builds[builder]
    assert build.warnings == []
    if builder == "latex":
        said = next(build.outdir.glob("*.tex")).read_text("utf-8")
        assert "\\write18{ls}" not in said
        assert said.count("\\end{document}") == 1
