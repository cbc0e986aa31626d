"""The hostile sample in a browser: nothing runs, nothing is asked for elsewhere, nothing turns its neighbours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import MakeProject
from tests.hostile_text import EVIL
from tests.served import serve
from tests.sphinx.project import CONF, Build
from tests.sphinx.test_hostile import FILES

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
    """What goes wrong in the window, as it does."""
    return []


@pytest.fixture
def page(browser: Browser, said: list[str]) -> Iterator[Page]:
    """A window that is watched, and whose pages may ask for what is on this machine alone."""
    context = browser.new_context()
    page = context.new_page()
    own = ("file:", "data:", "http://127.0.0.1:")
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: None if request.url.startswith(own) else said.append(request.url))
    page.add_init_script(WATCH)
    yield page
    context.close()


def _check(page: Page, said: list[str], name: str) -> None:
    assert said == [], name
    assert page.evaluate("window.__injected") == [], name
    assert page.evaluate(FOREIGN) == [], name


def test_nothing_runs_on_any_page(page: Page, said: list[str], site: Build) -> None:
    names = [path.relative_to(site.outdir) for path in sorted(site.outdir.rglob("*.html"))]
    names = [name for name in names if name.parts[0] not in {"orgs", "people", "places", "_static"}]
    assert len(names) > 20
    for name in names:
        page.goto((site.outdir / name).as_uri())
        # Whatever waits for a hand on it.
        page.evaluate(
            "document.querySelectorAll('a, .retro-item').forEach(e => e.dispatchEvent(new Event('mouseover')))"
        )
        _check(page, said, str(name))


@pytest.mark.parametrize("term", [EVIL, f"<img src=x onerror={EVIL}()>", "script", "\"'><svg onload=alert(1)>"])
def test_nothing_runs_in_the_results_of_a_search(page: Page, said: list[str], site: Build, term: str) -> None:
    # A search shows a summary of what it finds, which it fetches.
    with serve(site.outdir) as served:
        page.goto(served.url + "search.html")
        page.fill("#searchbox input[name=q], form input[name=q] >> nth=-1", term)
        page.keyboard.press("Enter")
        page.wait_for_function(
            "document.querySelector('.search-summary, #search-results p')?.textContent.trim().length > 0"
        )
        page.wait_for_timeout(300)
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
