"""Filters in a browser: what is chosen, what is shown of it, where it is kept, and how it is reached."""

from __future__ import annotations

import functools
import http.server
import random
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from sphinx_retrospective.core.dates import Day
from sphinx_retrospective.core.query import Selection, select
from tests.conftest import MakeProject
from tests.sphinx.project import CONF, Build

TOLD = """\
Told
====

School
------

.. era::
   :date: 2008/2013

.. events::

   - {title: First programme, id: first, date: 2009, kind: milestone, tags: [C, linux]}
   - {title: Café of users, id: cafe, date: 2010-05-02, kind: event, tags: [linux], org: JUG}
   - {title: A long talk, id: talk, date: 2012-03-04, kind: talk, tags: [kafka, linux], org: [JUG, Bank]}

Work
----

.. era::
   :date: 2013/..

.. events::

   - {title: Platform, id: platform, date: 2013~/2016, kind: job, tags: [kafka, C++]}
   - {title: Another talk, id: other, date: 2015-06, kind: talk, tags: [pulsar]}
   - {title: Operator, id: operator, date: 2019/.., kind: project, tags: [go, linux]}
   - {title: Some time, id: sometime, date: 201X, kind: post, tags: [go]}

After
-----

.. tag:: kafka
   :parent: messaging

.. tag:: pulsar
   :parent: messaging

.. tag:: messaging
"""
FILTER = "   :filter: kind, tag, era, org, years, text\n"


def view(name: str, *options: str) -> str:
    return f"\n.. timeline::\n   :view: {name}\n{FILTER}" + "".join(f"   {each}\n" for each in options)


LINKS = "\n:event:`first` :event:`operator`\n"
FILES = {
    "index.rst": f"Index\n=====\n{LINKS}" + view("list", ":group-by: year"),
    "told.rst": TOLD,
    "own.rst": ":retro-scope: page\n\nOwn\n===\n\n`There <#retro-event-later>`__\n\n"
    ".. timeline::\n   :filter: kind, text\n\n"
    "   - {title: Now, id: now, date: 2015, kind: talk}\n   - {title: Later, id: later, date: 2016, kind: job}\n",
    "two.rst": "Two\n===\n" + view("list", ":kind: talk, job, post") + view("table"),
    **{f"{name}.rst": f"{name}\n=======\n" + view(name) for name in ("cards", "table", "chart", "mermaid")},
}
#: Every event, in order of time.
ALL = ["first", "sometime", "cafe", "talk", "platform", "other", "operator"]
#: How long the script waits before it acts on what is typed, and more.
PAUSE = 400


@pytest.fixture(scope="module")
def site(make_shared_project: MakeProject) -> Build:
    conf = CONF.replace('"myst_parser"', '"myst_parser", "sphinxcontrib.mermaid"')
    return make_shared_project(FILES, conf=conf).build(html_theme="furo")


class Reader:
    """A page with a filter, in a window of its own."""

    def __init__(self, page: Page, number: int = 0) -> None:
        self.page = page
        self.form = page.locator("form.retro-filter").nth(number)

    def shown(self, within: str = "") -> list[str]:
        """Return the ids of the events that are in sight, in the order of the page."""
        found = self.form.evaluate(
            """(form, within) => [...form.parentElement.querySelectorAll(`${within} [data-retro-event]`)].filter(
              each => getComputedStyle(each).display !== 'none').map(each => each.dataset.retroEvent)""",
            within,
        )
        return list(dict.fromkeys(found))

    def open(self, facet: str) -> None:
        summary = self.form.locator("summary", has_text=facet)
        if summary.evaluate("each => !each.parentElement.open"):
            summary.click()

    def choose(self, facet: str, *labels: str) -> None:
        self.open(facet)
        for label in labels:
            self.form.locator("details[open] label", has=self.page.get_by_text(label, exact=True)).click()

    def fill(self, name: str, text: str) -> None:
        self.form.locator(f"[name={name}]").fill(text)
        self.page.wait_for_timeout(PAUSE)

    @property
    def count(self) -> str:
        return self.form.get_by_role("status").inner_text()

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(self.page.url).query)


@pytest.fixture
def visit(browser: Browser, site: Build) -> Iterator[Any]:
    contexts = []
    said: list[str] = []

    def opened(name: str, query: str = "", number: int = 0, **settings: Any) -> Reader:
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{(site.outdir / name).as_uri()}.html{query}")
        return Reader(page, number)

    yield opened
    for each in contexts:
        each.close()
    assert said == []


# What is chosen -----------------------------------------------------------------------------------------------------


def test_at_first_everything_is_there(visit: Any) -> None:
    reader = visit("index")
    assert reader.form.is_visible()
    assert reader.shown() == ALL
    assert reader.count == "7 of 7 events"
    assert reader.query == []
    assert not reader.form.get_by_role("button", name="Clear").is_visible()


@pytest.mark.parametrize(
    ("facet", "labels", "ids"),
    [
        ("Kind", ["talk"], ["talk", "other"]),
        ("Kind", ["talk", "job"], ["talk", "platform", "other"]),
        ("Tag", ["kafka"], ["talk", "platform"]),
        ("Tag", ["messaging"], ["talk", "platform", "other"]),
        ("Tag", ["C"], ["first"]),
        ("Tag", ["kafka", "pulsar"], ["talk", "platform", "other"]),
        ("Era", ["School"], ["first", "cafe", "talk"]),
        ("Organisation", ["JUG"], ["cafe", "talk"]),
    ],
)
def test_a_facet(visit: Any, facet: str, labels: Sequence[str], ids: Sequence[str]) -> None:
    reader = visit("index")
    reader.choose(facet, *labels)
    assert reader.shown() == ids
    assert reader.count == f"{len(ids)} of 7 events"
    said = reader.form.locator("details[open] summary").inner_text()
    assert all(label in said for label in labels)


def test_facets_narrow_one_another(visit: Any) -> None:
    reader = visit("index")
    reader.choose("Kind", "talk")
    reader.choose("Tag", "linux")
    assert reader.shown() == ["talk"]
    assert reader.count == "1 of 7 events"


def test_all_of_the_terms(visit: Any) -> None:
    reader = visit("index")
    reader.choose("Tag", "kafka", "linux")
    assert reader.shown() == ["first", "cafe", "talk", "platform", "operator"]
    reader.choose("Tag", "all of")
    assert reader.shown() == ["talk"]
    assert ("tag-match", "all") in reader.query
    reader.choose("Tag", "any of")
    assert len(reader.shown()) == 5
    assert ("tag-match", "all") not in reader.query


@pytest.mark.parametrize(
    ("since", "until", "ids"),
    [
        ("2015", "", ["sometime", "platform", "other", "operator"]),
        ("", "2009", ["first"]),
        ("2011", "2012", ["sometime", "talk"]),
        ("2030", "", ["operator"]),
        ("2020", "2021", ["operator"]),
    ],
)
def test_years(visit: Any, since: str, until: str, ids: Sequence[str]) -> None:
    reader = visit("index")
    reader.fill("since", since)
    reader.fill("until", until)
    assert reader.shown() == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("talk", ["talk", "other"]),
        ("TALK long", ["talk"]),
        ("cafe", ["cafe"]),
        ("CAFÉ", ["cafe"]),
        ("  ", ALL),
        ("kafka talk", ["talk"]),
        (".*", []),
    ],
)
def test_text(visit: Any, text: str, ids: Sequence[str]) -> None:
    reader = visit("index")
    reader.fill("text", text)
    assert reader.shown() == ids


def test_nothing_matches(visit: Any) -> None:
    reader = visit("index")
    reader.fill("text", "nothing like it")
    assert reader.shown() == []
    assert reader.count == "No event matches."
    assert reader.page.locator(".retro-group:visible").count() == 0


def test_headings_of_groups_go_with_their_events(visit: Any) -> None:
    reader = visit("index")
    reader.choose("Kind", "talk")
    assert reader.page.locator(".retro-group-title:visible").all_inner_texts() == ["2012", "2015"]


def test_clear(visit: Any) -> None:
    reader = visit("index")
    reader.choose("Tag", "kafka", "all of")
    reader.page.keyboard.press("Escape")
    reader.fill("since", "2013")
    reader.fill("text", "platform")
    assert reader.shown() == ["platform"]
    reader.form.get_by_role("button", name="Clear").click()
    assert reader.shown() == ALL
    assert reader.query == []
    assert reader.count == "7 of 7 events"
    assert reader.form.locator("input:checked:not([value=''])").count() == 0
    assert reader.page.evaluate("document.activeElement.tagName") == "SUMMARY"


# Each view ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["cards", "table", "mermaid"])
def test_other_views(visit: Any, name: str) -> None:
    reader = visit(name)
    reader.choose("Kind", "talk")
    assert reader.shown() == ["talk", "other"]


def test_marks_of_a_chart_and_rows_of_its_table(visit: Any) -> None:
    reader = visit("chart")
    reader.choose("Tag", "linux")
    wanted = ["first", "cafe", "talk", "operator"]
    assert reader.shown("svg") == wanted
    reader.page.locator(".retro-chart-table > summary").click()
    assert reader.shown("table") == wanted
    reader.fill("text", "cafe")
    assert reader.shown("svg") == reader.shown("table") == ["cafe"]


def test_a_diagram_shows_all_or_nothing(visit: Any) -> None:
    reader = visit("mermaid")
    diagram = reader.page.locator(".retro-view .mermaid").first
    assert diagram.evaluate("each => getComputedStyle(each).display") != "none"
    reader.choose("Kind", "talk")
    assert diagram.evaluate("each => getComputedStyle(each).display") == "none"
    reader.page.keyboard.press("Escape")
    reader.form.get_by_role("button", name="Clear").click()
    assert diagram.evaluate("each => getComputedStyle(each).display") != "none"


def test_views_of_a_page_are_filtered_apart(visit: Any) -> None:
    one = visit("two")
    two = Reader(one.page, 1)
    one.choose("Kind", "talk")
    two.choose("Kind", "job")
    assert one.shown() == ["talk", "other"]
    assert two.shown() == ["platform"]
    assert one.query == [("kind", "talk"), ("2.kind", "job")]
    one.page.reload()
    assert (one.shown(), two.shown()) == (["talk", "other"], ["platform"])
    two.page.keyboard.press("Escape")
    two.form.get_by_role("button", name="Clear").click()
    assert one.query == [("kind", "talk")]
    assert (one.shown(), two.shown()) == (["talk", "other"], ALL)


# The address --------------------------------------------------------------------------------------------------------


def test_a_filtered_view_can_be_linked(visit: Any) -> None:
    reader = visit("index", "?kind=talk&kind=job&since=2013&text=PLAT")
    assert reader.shown() == ["platform"]
    assert reader.count == "1 of 7 events"
    assert reader.form.locator("[name=text]").input_value() == "PLAT"
    assert "talk" in reader.form.locator("summary", has_text="Kind").inner_text()


def test_other_parameters_and_the_hash_stay(visit: Any) -> None:
    reader = visit("index", "?other=x#index")
    reader.choose("Kind", "talk")
    assert reader.query == [("other", "x"), ("kind", "talk")]
    assert urlsplit(reader.page.url).fragment == "index"


@pytest.mark.parametrize(
    "query", ["?kind=nothing", "?tag=%22%3E%3Cscript%3E", "?since=abc", "?tag-match=some", "?x#%", "#%E0%A4%A"]
)
def test_what_says_nothing_is_ignored(visit: Any, query: str) -> None:
    assert visit("index", query).shown() == ALL


def test_back_forward_and_reload(visit: Any) -> None:
    reader = visit("index")
    reader.choose("Kind", "talk")
    reader.choose("Kind", "job")
    both = ["talk", "platform", "other"]
    assert reader.shown() == both
    reader.page.go_back()
    assert reader.shown() == ["talk", "other"]
    assert reader.form.locator("[value=job]").is_checked() is False
    reader.page.go_back()
    assert reader.shown() == ALL
    reader.page.go_forward()
    reader.page.go_forward()
    assert reader.shown() == both
    reader.page.reload()
    assert reader.shown() == both
    reader.page.goto("about:blank")
    reader.page.go_back()
    assert reader.shown() == both


def test_typing_does_not_fill_the_history(visit: Any) -> None:
    reader = visit("index")
    before = reader.page.evaluate("history.length")
    reader.form.locator("[name=text]").press_sequentially("talk", delay=PAUSE)
    reader.page.wait_for_timeout(PAUSE)
    assert reader.query == [("text", "talk")]
    assert reader.page.evaluate("history.length") == before


def test_a_link_to_an_event_that_is_filtered_out_brings_it_back(visit: Any) -> None:
    reader = visit("own", "?kind=talk")
    assert reader.shown() == ["now"]
    reader.page.get_by_role("link", name="There").click()
    reader.page.wait_for_function("!location.search")
    assert reader.shown() == ["now", "later"]
    assert urlsplit(reader.page.url).fragment == "retro-event-later"


def test_an_address_with_a_filtered_event_shows_the_event(visit: Any) -> None:
    assert visit("own", "?kind=talk#retro-event-later").shown() == ["now", "later"]


def test_a_choice_lasts_though_the_address_led_to_what_it_hides(visit: Any) -> None:
    reader = visit("own", "#retro-event-later")
    reader.choose("Kind", "talk")
    assert reader.shown() == ["now"]
    reader.page.reload()
    assert reader.shown() == ["now"]


# The keyboard, and those who listen ---------------------------------------------------------------------------------


def test_the_keyboard_alone(visit: Any) -> None:
    reader = visit("index")
    keyboard = reader.page.keyboard
    reader.form.locator("summary", has_text="Kind").focus()
    keyboard.press("Enter")
    assert reader.form.locator("details[open]").count() == 1
    keyboard.press("Tab")
    keyboard.press("Space")
    chosen = reader.page.evaluate("document.activeElement.value")
    assert reader.query == [("kind", chosen)]
    keyboard.press("Escape")
    assert reader.form.locator("details[open]").count() == 0
    assert reader.page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert reader.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    for _ in range(20):
        keyboard.press("Tab")
        if reader.page.evaluate("document.activeElement.matches('.retro-filter-clear')"):
            break
    keyboard.press("Enter")
    assert reader.shown() == ALL


def test_what_is_open_closes_when_the_keyboard_or_the_pointer_leaves(visit: Any) -> None:
    reader = visit("index")
    is_open = reader.form.locator("details[open]")
    reader.open("Kind")
    reader.open("Tag")
    assert is_open.count() == 1
    reader.page.locator("h1").click()
    assert is_open.count() == 0
    reader.open("Organisation")
    for _ in range(5):
        reader.page.keyboard.press("Tab")
    assert is_open.count() == 0


def test_enter_in_the_text_loads_nothing(visit: Any) -> None:
    reader = visit("index")
    reader.page.evaluate("window.stays = true")
    reader.form.locator("[name=text]").fill("talk")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_timeout(PAUSE)
    assert reader.page.evaluate("window.stays") is True


def test_the_count_is_announced_once_for_what_is_typed(visit: Any) -> None:
    reader = visit("index")
    reader.page.evaluate(
        """() => {
          window.told = [];
          const status = document.querySelector('.retro-filter-count');
          const watch = new MutationObserver(() => told.push(status.textContent));
          watch.observe(status, {childList: true, subtree: true});
        }"""
    )
    reader.form.locator("[name=text]").press_sequentially("long talk", delay=20)
    reader.page.wait_for_timeout(PAUSE)
    assert reader.page.evaluate("told") == ["1 of 7 events"]


# Without scripts, on paper, in small windows ------------------------------------------------------------------------


def test_without_scripts_there_are_no_controls_and_all_events(visit: Any) -> None:
    reader = visit("index", "?kind=talk", java_script_enabled=False)
    assert not reader.form.is_visible()
    assert reader.page.locator("[data-retro-event]:visible").count() == len(ALL)


def test_on_paper_there_are_no_controls(visit: Any) -> None:
    reader = visit("index", "?kind=talk")
    reader.page.emulate_media(media="print")
    assert not reader.form.is_visible()
    assert reader.shown() == ["talk", "other"]


def test_nothing_moves_when_the_script_starts(browser: Browser, site: Build) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(
        """window.moved = 0; new PerformanceObserver(list => {
          for (const each of list.getEntries()) for (const {node} of each.sources) {
            if (node?.closest?.('article, .retro-view')) moved += each.value;
          }
        }).observe({type: 'layout-shift', buffered: true});"""
    )
    page.goto((site.outdir / "index.html").as_uri())
    page.wait_for_timeout(PAUSE)
    assert page.evaluate("moved") == 0
    context.close()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_is_wider_than_the_window(visit: Any, width: int, direction: str) -> None:
    reader = visit("index", viewport={"width": width, "height": 800})
    reader.page.evaluate("direction => document.documentElement.dir = direction", direction)
    for facet in ("Kind", "Tag", "Era", "Organisation"):
        reader.open(facet)
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
        box = reader.form.locator("details[open] fieldset").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_targets_are_large_enough(visit: Any) -> None:
    reader = visit("index", "?kind=talk")
    reader.open("Tag")
    small = reader.form.evaluate(
        """form => [...form.querySelectorAll('summary, button, fieldset label, .retro-filter-line > * input')]
          .filter(each => each.checkVisibility() && !each.closest('fieldset input, label input[type=checkbox]'))
          .filter(each => !each.matches('[type=checkbox], [type=radio]'))
          .map(each => [each.outerHTML.slice(0, 60), each.getBoundingClientRect()])
          .filter(([, box]) => box.height < 24 || box.width < 24).map(([what]) => what)"""
    )
    assert small == []


# A strict policy ----------------------------------------------------------------------------------------------------

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'"


class Strict(http.server.SimpleHTTPRequestHandler):
    """Serves with a policy that allows nothing inline."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def served(make_project: MakeProject) -> Iterator[str]:
    outdir: Path = make_project({"index.rst": FILES["index.rst"], "told.rst": TOLD}).build().outdir
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Strict, directory=str(outdir))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/index.html"
        server.shutdown()


def test_under_a_strict_policy(browser: Browser, served: str) -> None:
    """Nothing in the view is refused, nor anything that the script does; the theme's own is not ours to judge."""
    context = browser.new_context()
    page = context.new_page()
    refused: list[tuple[str, int]] = []
    page.on(
        "console",
        lambda message: (
            refused.append((message.location["url"], message.location["lineNumber"]))
            if "Content Security Policy" in message.text
            else None
        ),
    )
    response = page.goto(served)
    assert response
    lines = response.text().splitlines()
    first = next(number for number, line in enumerate(lines) if 'class="retro-view' in line)
    last = max(number for number, line in enumerate(lines) if "</ol>" in line)
    assert first < last
    assert [place for place in refused if first <= place[1] <= last + 1 or "retro-" in place[0]] == []
    refused.clear()
    reader = Reader(page)
    reader.choose("Kind", "talk")
    reader.fill("text", "long")
    assert reader.shown() == ["talk"]
    assert refused == []
    context.close()


# Agreement with the selection ---------------------------------------------------------------------------------------


def test_it_shows_what_the_options_select(visit: Any, site: Build) -> None:
    """Random choices, by address; `select` says what each has to show."""
    chronicle = site.domain.chronicle
    reader = visit("index")
    chance = random.Random(random.random())
    some = {
        "kind": sorted({each.kind for each in chronicle.events}),
        "tag": sorted(slug for slug, term in chronicle.taxonomies["tag"].terms.items() if term.events),
        "era": [each.id for each in chronicle.eras],
        "org": sorted(chronicle.taxonomies["org"].terms),
    }
    lengths = set()
    for _ in range(60):
        asked = {
            name: chance.sample(values, chance.choice([0, 0, 1, min(2, len(values))])) for name, values in some.items()
        }
        # In this order: no view can be asked for a span that ends before it begins.
        years = sorted(chance.randint(2005, 2025) for _ in range(2))
        span = zip(("since", "until"), years, strict=True)
        asked |= {name: [str(year)] for name, year in span if chance.random() < 0.3}
        all_of = [name for name in ("tag", "org") if chance.random() < 0.3]
        pairs = [(name, each) for name, values in asked.items() for each in values]
        pairs += [(f"{name}-match", "all") for name in all_of]
        reader.page.goto(f"{(site.outdir / 'index.html').as_uri()}?{urlencode(pairs)}")
        expected = _selected(chronicle, asked, all_of)
        assert reader.shown() == expected, pairs
        lengths.add(len(expected))
    assert len(lengths) > 3


def _selected(chronicle: Any, asked: Mapping[str, Sequence[str]], all_of: Sequence[str]) -> list[str]:
    base = Selection(
        kinds=tuple(asked["kind"]),
        terms={name: tuple(asked[name]) for name in ("tag", "org") if asked[name]},
        eras=tuple(asked["era"]),
        since=Day(int(asked["since"][0]), 1, 1) if asked.get("since") else None,
        until=Day(int(asked["until"][0]), 12, 31) if asked.get("until") else None,
    )
    found = [each.id for each in select(chronicle, base)]
    for name in all_of:
        for value in asked[name]:
            single = replace(base, terms={**base.terms, name: (value,)})
            found = [each for each in found if each in {one.id for one in select(chronicle, single)}]
    return found
