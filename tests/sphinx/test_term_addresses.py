"""Where the pages of terms are: addresses that the configuration gives them, and those that names of all kinds get."""

from __future__ import annotations

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import broken_links, soup_of

#: What is looked at here is ours, and differs in no environment; the sample is built in each.
pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("value", "pages"),
    [
        ("True", {"tags/c", "orgs/acme"}),
        ("False", set()),
        ('"of/{taxonomy}/{slug}"', {"of/tag/c", "of/org/acme"}),
        ('"{folder}/{slug}/all"', {"tags/c/all", "orgs/acme/all"}),
        ('{"tag": "by-tag/{slug}", "org": False}', {"by-tag/c"}),
        ('{"tag": False}', {"orgs/acme"}),
    ],
)
def test_addresses_of_pages(make_project: MakeProject, value: str, pages: set[str]) -> None:
    index = "Index\n=====\n\n.. event:: One\n   :date: 2014\n   :tags: C\n   :org: Acme\n\n.. tag-index::\n"
    built = make_project({"index.rst": f"{index}\n.. tag-index:: org\n"}, more=f"retro_tag_pages = {value}").build()
    assert built.warnings == []
    assert set(built.domain.gathered.addresses.pages) == pages
    assert {name for name in pages if not (built.outdir / f"{name}.html").is_file()} == set()
    links = {str(each["href"]) for each in built.page("index").select(".retro-tags a, .retro-meta a")}
    assert {link.removesuffix(".html") for link in links if not link.startswith("#")} == pages


@pytest.mark.parametrize(
    "value", ['"{slug}"', '{"tag": "{slug}"}', '"tags"', '"/{slug}"', '"../{folder}/{slug}"', '"{folder}/{x}/{slug}"']
)
def test_addresses_that_can_not_be(make_project: MakeProject, value: str) -> None:
    index = "Index\n=====\n\n.. event:: One\n   :date: 2014\n   :tags: C\n   :org: Acme\n"
    built = make_project({"index.rst": index}, more=f"retro_tag_pages = {value}").build()
    [told] = built.warnings
    assert "retro_tag_pages is true, false or an address such as '{folder}/{slug}'" in told
    assert {"tags/c", "orgs/acme"} & set(built.domain.gathered.addresses.pages)


def test_tags_of_all_kinds_have_addresses_of_their_own(make_project: MakeProject) -> None:
    tags = ["C", "C++", "C#", ".NET", "日本語", "Ünïcode", "a/b", "a b", "A.B", "\N{GRINNING FACE}", "#1"]
    listed = "; ".join(tags)
    index = f"Index\n=====\n\n.. event:: One\n   :date: 2014\n   :tags: {listed}\n\n.. tag-index::\n"
    project = make_project({"index.rst": index}, more="suppress_warnings = ['retro.slug']")
    slugs = None
    for builder in ("html", "dirhtml", "epub"):
        built = project.build(builder, epub_copyright="x", version="1")
        assert built.warnings == []
        page = soup_of(next(built.outdir.rglob("index.*html")).read_text("utf-8"))
        hrefs = [str(each["href"]) for each in page.select(".retro-tags a")]
        assert len(set(hrefs)) == len(tags)
        assert broken_links(built.outdir) == []
        # A slash can be in an address, and in no id of a book.
        assert [each["id"] for each in page.select("[id]") if "/" in str(each["id"])] == []
        names = {name for name, _, objtype, *_ in built.domain.get_objects() if objtype == "tag"}
        assert len(names) == len(tags) + 1  # with what is above a/b
        assert slugs in {None, frozenset(names)}
        slugs = frozenset(names)
    assert {"c", "c-plus-plus", "c-sharp", "dot-net", "日本語", "ünïcode", "a/b", "u1f600"} <= (slugs or set())
