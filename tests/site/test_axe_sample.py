"""Axe finds nothing wrong in what the extension draws, and on the pages around it nothing that is not the theme's.

Here is what the site does not show: axe has looked at all that it does.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.accessibility import NARROW, WIDE, Violation, violations
from tests.conftest import MakeProject
from tests.site.built import Site
from tests.sphinx.project import soup_of
from tests.structure import telling

pytestmark = pytest.mark.once

#: A page without anything of ours, of which the sidebars have something to show.
PLAIN = {
    "index.md": "# Plain\n\n```{toctree}\n:caption: Pages\n\nother\n```\n\n## One\n\nText.\n\n## Two\n\nText.\n",
    "other.md": "# Other\n\n## Three\n\n```\n" + "long " * 60 + "\n```\n",
}
PLAIN_CONF = 'extensions = ["myst_parser"]\nhtml_theme = "furo"\n'

every_width = pytest.mark.parametrize("width", [WIDE, NARROW])


@pytest.fixture(scope="module")
def found(browser: Browser, make_shared_project: MakeProject, site: Site) -> dict[int, list[Violation]]:
    """What axe finds in the sample that uses everything, by the width of the window."""
    built = make_shared_project(root="everything").build(html_theme="furo")
    names = [name for name in built.files() if name.endswith(".html") and not name.startswith("_static/")]
    assert len(names) > 30
    pages = {name: soup_of(built.read(name)) for name in sorted(names)}
    pages = {name: page for name, page in pages.items() if not page.select("meta[http-equiv=refresh]")}
    names = telling(pages, besides=site.pages.values())
    assert names
    return {width: violations(browser, built.outdir, names, width) for width in (WIDE, NARROW)}


@pytest.fixture(scope="module")
def of_furo(browser: Browser, make_shared_project: MakeProject) -> dict[int, set[str]]:
    """The rules that pages of Furo break by themselves, by the width of the window."""
    built = make_shared_project(PLAIN, conf=PLAIN_CONF).build()
    names = ["index.html", "other.html", "search.html", "genindex.html"]
    return {width: {each.rule for each in violations(browser, built.outdir, names, width)} for width in (WIDE, NARROW)}


@every_width
def test_axe_finds_nothing_in_what_we_draw(found: dict[int, list[Violation]], width: int) -> None:
    assert "\n".join(str(each) for each in found[width] if each.is_ours) == ""


@every_width
def test_what_axe_finds_around_it_is_on_a_plain_page_too(
    found: dict[int, list[Violation]], of_furo: dict[int, set[str]], width: int
) -> None:
    assert of_furo[width]
    assert "\n".join(str(each) for each in found[width] if not each.is_ours and each.rule not in of_furo[width]) == ""
