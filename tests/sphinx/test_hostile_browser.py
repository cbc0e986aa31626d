"""The hostile sample in a browser: nothing runs, nothing is asked for elsewhere, nothing turns its neighbours."""

from __future__ import annotations

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


def _visit(browser: Browser, address: str, own: str = "file:") -> tuple[Page, list[str]]:
    """Open a page of which all that it may ask for begins with *own*; return what goes wrong, as it does."""
    page = browser.new_context().new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: None if request.url.startswith((own, "data:")) else said.append(request.url))
    page.add_init_script(WATCH)
    page.goto(address, wait_until="load")
    return page, said


def _check(page: Page, said: list[str], name: str) -> None:
    assert said == [], name
    assert page.evaluate("window.__injected") == [], name
    assert page.evaluate(FOREIGN) == [], name


def test_nothing_runs_on_any_page(browser: Browser, site: Build) -> None:
    names = [path.relative_to(site.outdir) for path in sorted(site.outdir.rglob("*.html"))]
    names = [name for name in names if name.parts[0] not in {"orgs", "people", "places", "_static"}]
    assert len(names) > 20
    for name in names:
        page, said = _visit(browser, (site.outdir / name).as_uri())
        # Whatever waits for a hand on it.
        page.evaluate(
            "document.querySelectorAll('a, .retro-item').forEach(e => e.dispatchEvent(new Event('mouseover')))"
        )
        _check(page, said, str(name))
        page.context.close()


@pytest.mark.parametrize("term", [EVIL, f"<img src=x onerror={EVIL}()>", "script", "\"'><svg onload=alert(1)>"])
def test_nothing_runs_in_the_results_of_a_search(browser: Browser, site: Build, term: str) -> None:
    # A search shows a summary of what it finds, which it fetches.
    with serve(site.outdir) as served:
        page, said = _visit(browser, served.url + "search.html", served.url)
        page.fill("#searchbox input[name=q], form input[name=q] >> nth=-1", term)
        page.keyboard.press("Enter")
        page.wait_for_function(
            "document.querySelector('.search-summary, #search-results p')?.textContent.trim().length > 0"
        )
        page.wait_for_timeout(300)
        _check(page, said, term)
        page.context.close()


def test_a_title_that_turns_the_direction_turns_nothing_beside_it(browser: Browser, make_project: MakeProject) -> None:
    page = 'Page\n====\n\n.. events::\n\n   - {title: "\\u202eabc", date: 2015, role: first second}\n\n.. timeline::\n'
    built = make_project({"index.rst": page}).build(html_theme="basic")
    shown, said = _visit(browser, (built.outdir / "index.html").as_uri())
    places = shown.evaluate(
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
    shown.context.close()
