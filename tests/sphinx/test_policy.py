"""A strict Content-Security-Policy: what the extension draws neither runs nor styles anything inline, nor fetches."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser

from tests.conftest import MakeProject
from tests.served import serve
from tests.sphinx.filter.reader import FILES, Reader
from tests.sphinx.project import Build
from tests.unpainted import Unpainted

pytestmark = pytest.mark.once

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'"
)
#: What is sent with each page.
STRICT = {"Content-Security-Policy": POLICY}
#: Sphinx's smallest theme. What it has around the content (a margin in the line of links), what unfolds its indices
#: and its search are not looked at.
THEME = "basic"

#: What the browser says of the policy while a page is loaded, of the content and of what it can't place.
LISTEN = """
  window.refused = [];
  document.addEventListener('securitypolicyviolation', event => {
    if (event.target.closest?.('.related, .sphinxsidebar, .footer, head, .toggler')) return;
    refused.push([event.effectiveDirective, event.blockedURI, event.target.outerHTML?.slice(0, 120) ?? ''].join(' '));
  });
"""
#: Shows pages at the same time, each in a frame of its own.
SHOW = """addresses => Promise.all(addresses.map(async address => {
  const frame = document.createElement('iframe');
  [frame.src, frame.width, frame.height] = [address, 1440, 900];
  document.body.append(frame);
  await new Promise(done => frame.addEventListener('load', done));
  await new Promise(done => setTimeout(done, 20));
  return frame.contentWindow.refused;
}))"""


def refused(browser: Browser, built: Build, headers: Mapping[str, str]) -> dict[str, list[str]]:
    """What the policy refused on each page."""
    names = sorted(name for name in built.files() if name.endswith(".html") and not name.startswith("_static/"))
    names.remove("search.html")
    # These lead on before anything could be seen of them, and their pages are among the others.
    names = [name for name in names if 'http-equiv="refresh"' not in built.read(name)]
    context = browser.new_context()
    context.add_init_script(LISTEN)
    with serve(built.outdir, headers, cached=True) as served:
        window = Unpainted(context.new_page(), served.url, 900).window
        said = window.evaluate(SHOW, [served.url + name for name in names])
    context.close()
    assert len(names) > 1
    assert None not in said
    return {name: each for name, each in zip(names, said, strict=True) if each}


def test_nothing_is_refused_on_pages_with_everything_of_ours(browser: Browser, make_project: MakeProject) -> None:
    project = make_project(root="everything")
    conf = (project.source / "conf.py").read_text("utf-8").replace('"sphinxcontrib.mermaid", ', "")
    project.write({"conf.py": conf})
    built = project.build(html_theme=THEME)
    assert built.page("pages/views").select(".retro-chart, .retro-cards, .retro-table, .retro-list")
    assert refused(browser, built, STRICT) == {}


def test_a_filter_works_under_it(browser: Browser, make_project: MakeProject) -> None:
    built = make_project({name: FILES[name] for name in ("index.rst", "told.rst")}).build(html_theme=THEME)
    context = browser.new_context()
    context.add_init_script(LISTEN)
    with serve(built.outdir, STRICT, cached=True) as served:
        page = context.new_page()
        page.goto(f"{served.url}index.html")
        reader = Reader(page)
        reader.choose("Kind", "talk")
        reader.fill("text", "long")
        assert reader.shown() == ["talk"]
        assert page.evaluate("refused") == []
    context.close()


def test_what_is_inline_is_refused(browser: Browser, make_project: MakeProject) -> None:
    raw = '# Raw\n\n```{raw} html\n<p style="color: red">Red</p><script>document.title = "run"</script>\n```\n'
    built = make_project({"index.md": raw, "other.md": "# Other\n"}).build()
    found = refused(browser, built, STRICT)
    assert set(found) == {"index.html"}
    assert {each.split()[0] for each in found["index.html"]} == {"style-src-attr", "script-src-elem"}
    assert refused(browser, built, {}) == {}
