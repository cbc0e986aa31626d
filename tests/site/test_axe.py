"""Axe finds nothing wrong in the site, in either colour scheme, on a laptop and on a phone.

Of a sample that uses everything it looks at what the site does not show, and finds nothing wrong in what the extension
draws, and on the pages around it nothing that is not the theme's.
"""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring
from playwright.sync_api import Browser

from tests.accessibility import WIDTHS, Violation, violations
from tests.conftest import MakeProject
from tests.site.built import Site
from tests.structure import telling

pytestmark = pytest.mark.once

#: A page without anything of ours, of which the sidebars have something to show.
PLAIN = {
    "index.md": "# Plain\n\n```{toctree}\n:caption: Pages\n\nother\n```\n\n## One\n\nText.\n\n## Two\n\nText.\n",
    "other.md": "# Other\n\n## Three\n\n```\n" + "long " * 60 + "\n```\n",
}
PLAIN_CONF = 'extensions = ["myst_parser"]\nhtml_theme = "furo"\n'


def test_axe_finds_nothing_on_the_site(browser: Browser, site: Site) -> None:
    assert len(site.pages) > 150
    names = telling(site.trees)
    assert len(names) > 20
    assert "\n".join(map(str, violations(browser, site.folder, names))) == ""


@pytest.fixture(scope="module")
def found(browser: Browser, make_shared_project: MakeProject, site: Site) -> list[Violation]:
    """What axe finds in the sample."""
    built = make_shared_project(root="everything").build(html_theme="furo")
    names = [name for name in built.files() if name.endswith(".html") and not name.startswith("_static/")]
    assert len(names) > 30
    pages = {name: document_fromstring(built.outdir.joinpath(name).read_bytes()) for name in sorted(names)}
    pages = {name: page for name, page in pages.items() if not page.xpath("//meta[@http-equiv='refresh']")}
    names = telling(pages, besides=site.trees.values())
    assert names
    return violations(browser, built.outdir, names)


@pytest.fixture(scope="module")
def of_furo(browser: Browser, make_shared_project: MakeProject) -> set[tuple[str, int]]:
    """The rules that pages of Furo break by themselves, each with the width of the window."""
    built = make_shared_project(PLAIN, conf=PLAIN_CONF).build()
    return {(each.rule, each.width) for each in violations(browser, built.outdir, ["index.html", "other.html"])}


def test_axe_finds_nothing_in_what_we_draw(found: list[Violation]) -> None:
    assert "\n".join(str(each) for each in found if each.is_ours) == ""


def test_what_axe_finds_around_it_is_on_a_plain_page_too(found: list[Violation], of_furo: set[tuple[str, int]]) -> None:
    assert {width for _, width in of_furo} == set(WIDTHS)
    around = [each for each in found if not each.is_ours and (each.rule, each.width) not in of_furo]
    assert "\n".join(map(str, around)) == ""
