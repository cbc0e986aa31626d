"""The hostile sample in a browser: nothing runs, nothing is asked for elsewhere, nothing turns its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page

from tests.conftest import MakeProject
from tests.hostile_text import EVIL
from tests.served import serve
from tests.sphinx.project import CONF, Build
from tests.sphinx.test_hostile import FILES
from tests.unpainted import Unpainted

#: Defines what the sample tries to call, so that it is seen to be called, and takes what speaks for itself away.
WATCH = f"""
window.__injected = [];
window.{EVIL} = () => window.__injected.push(document.currentScript);
for (const name of ["alert", "confirm", "prompt"]) window[name] = () => window.__injected.push(name);
"""
FOREIGN = """
[...document.querySelectorAll("*")].filter(element =>
  [...element.attributes].some(attribute => attribute.name.startsWith("on"))
  || /^(javascript|vbscript|data):/i.test(element.getAttribute("href") || "")
  || element.matches("iframe, object, embed, base, svg[onload]")
  || (element.matches("img") && !element.matches(".toggler, .theme-icon"))
  || (element.matches("script") && element.textContent.includes("%s"))
).map(element => element.outerHTML.slice(0, 200))
""".replace("%s", EVIL)


@pytest.fixture(scope="module")
def site(make_shared_project: MakeProject) -> Build:
    return make_shared_project(FILES, conf=CONF).build(html_theme="furo", suppress_warnings="retro.view")


@pytest.fixture
def said() -> list[str]:
    """What goes wrong in any window, as it does."""
    return []


@pytest.fixture
def context(browser: Browser, said: list[str]) -> Iterator[BrowserContext]:
    """Windows that are watched, and whose pages may ask for what is on this machine alone."""
    context = browser.new_context()
    own = ("file:", "data:", "http://127.0.0.1:")
    context.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: said.append(str(error.error)))
    context.on("dialog", lambda dialog: said.append(f"dialog: {dialog.message}"))
    context.on("request", lambda request: None if request.url.startswith(own) else said.append(request.url))
    context.add_init_script(WATCH)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One of these windows."""
    return context.new_page()


def _check(page: Page | Frame, said: list[str], name: str) -> None:
    injected, foreign = page.evaluate(f"[window.__injected, {FOREIGN}]")
    assert said == [], name
    assert injected == [], name
    assert foreign == [], name


def test_nothing_runs_on_any_page(page: Page, said: list[str], site: Build) -> None:
    names = [path.relative_to(site.outdir) for path in sorted(site.outdir.rglob("*.html"))]
    names = [name for name in names if name.parts[0] not in {"orgs", "people", "places", "_static"}]
    assert len(names) > 20
    with serve(site.outdir, cached=True) as served:
        frame = Unpainted(page, served.url, 720)
        for name in names:
            shown = frame.show(served.url + quote(name.as_posix()), 1280)
            # Whatever waits for a hand on it.
            shown.evaluate(
                "document.querySelectorAll('a, .retro-item').forEach(e => e.dispatchEvent(new Event('mouseover')))"
            )
            _check(shown, said, str(name))


#: Whether a search has ended, and each page that it finds has a summary. What is described on a page has none.
FOUND = """document.querySelector('.search-summary, #search-results p')?.textContent.trim().length > 0
  && !document.querySelector('ul.search li:not(.kind-object, :has(.context))')"""
TERMS = (EVIL, f"<img src=x onerror={EVIL}()>", "script", "\"'><svg onload=alert(1)>")


def test_nothing_runs_in_the_results_of_a_search(context: BrowserContext, said: list[str], site: Build) -> None:
    # A search shows a summary of what it finds, which it fetches.
    with serve(site.outdir) as served:
        searches = {term: context.new_page() for term in TERMS}
        for term, page in searches.items():
            page.goto(served.url + "search.html")
            page.fill("#searchbox input[name=q], form input[name=q] >> nth=-1", term)
            page.keyboard.press("Enter")
        for page in searches.values():
            page.wait_for_function(FOUND)
        page.wait_for_timeout(300)
        assert searches[EVIL].locator("ul.search .context").count() > 20
        for term, page in searches.items():
            _check(page, said, term)


def test_a_title_that_turns_the_direction_turns_nothing_beside_it(
    page: Page, said: list[str], make_project: MakeProject
) -> None:
    text = 'Page\n====\n\n.. events::\n\n   - {title: "\\u202eabc", date: 2015, role: first second}\n\n.. timeline::\n'
    built = make_project({"index.rst": text}).build(html_theme="basic")
    page.goto((built.outdir / "index.html").as_uri())
    places = page.evaluate(
        """[...document.querySelectorAll('.retro-item')].map(item => {
          const words = item.querySelector('.retro-meta').firstChild.parentNode;
          const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
          let node, found;
          while ((node = walker.nextNode())) if (node.data.includes('first second')) found = node;
          const at = text => { const range = document.createRange(), start = found.data.indexOf(text);
            range.setStart(found, start); range.setEnd(found, start + text.length);
            return range.getBoundingClientRect().left; };
          return [item.querySelector('.retro-title').getBoundingClientRect().left, at('first'), at('second')];
        })"""
    )
    assert len(places) == 2
    assert all(place == sorted(place) for place in places)
    assert said == []
