"""Pages with filters, and what a reader does with one in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page

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
    "shared.rst": "Shared\n======\n"
    + view("chart")
    + "\n.. timeline::\n   :filter: shared\n   :kind: talk, job, post, project\n",
    "many.rst": ":retro-scope: page\n\nMany\n====\n\n.. timeline::\n   :filter: tag\n\n"
    + "".join(
        f"   - {{title: E{n}, date: {2000 + n}, tags: [tag-{n}, {'even' if n % 2 == 0 else 'ódd'}]}}\n"
        for n in range(14)
    ),
    "long.rst": ":retro-scope: page\n\nLong\n====\n\n.. timeline::\n   :filter: tag\n\n"
    + "".join(f"   - {{title: E{n}, date: {2000 + n % 10}, tags: [tag-{n // 10 % 5}]}}\n" for n in range(501)),
    "crowd.rst": ":retro-scope: page\n\nCrowd\n=====\n\n.. timeline::\n   :view: chart\n   :group-by: org\n"
    "   :filter: years\n\n" + "".join(f"   - {{title: E{n}, date: {1990 + n}, org: o{n % 8}}}\n" for n in range(40)),
    **{f"{name}.rst": f"{name}\n=======\n" + view(name) for name in ("cards", "table", "chart", "mermaid")},
}
#: Every event, in order of time.
ALL = ["first", "sometime", "cafe", "talk", "platform", "other", "operator"]
#: The ids of the events that are in sight.
SHOWN = """(form, within) => [...new Set(
  [...form.parentElement.querySelectorAll(`${within} [data-retro-event]`)].filter(
    each => getComputedStyle(each).display !== 'none'
  ).map(each => each.dataset.retroEvent)
)]"""
#: How long the script waits before it acts on what is typed, in milliseconds.
PAUSE = 200


class Reader:
    """A page with a filter, in a window of its own."""

    def __init__(self, page: Page, number: int = 0) -> None:
        self.page = page
        self.form = page.locator("form.retro-filter").nth(number)

    def shown(self, within: str = "") -> list[str]:
        """Return the ids of the events that are in sight, in the order of the page."""
        found: list[str] = self.form.evaluate(SHOWN, within)
        return found

    def shown_at(self, queries: list[str]) -> list[list[str]]:
        """Return what is in sight at each of these addresses, led there as by the way back, which loads nothing."""
        found: list[list[str]] = self.form.evaluate(
            f"""(form, queries) => queries.map(query => {{
              history.pushState(null, '', `?${{query}}`);
              dispatchEvent(new PopStateEvent('popstate'));
              return ({SHOWN})(form, '');
            }})""",
            queries,
        )
        return found

    def open(self, facet: str) -> None:
        summary = self.form.locator("summary", has_text=facet)
        if summary.evaluate("each => !each.parentElement.open"):
            summary.click()

    def choose(self, facet: str, *labels: str) -> None:
        self.open(facet)
        for label in labels:
            self.form.locator("details[open] label", has=self.page.get_by_text(label, exact=True)).click()

    def exclude(self, facet: str, *labels: str) -> None:
        self.open(facet)
        for label in labels:
            self.form.get_by_role("checkbox", name=f"not {label}", exact=True).click()

    def fill(self, name: str, text: str) -> None:
        with self.hurry():
            self.form.locator(f"[name={name}]").fill(text)
            self.pause()

    @contextmanager
    def hurry(self) -> Iterator[None]:
        """Have the script wait for a fiftieth of the usual time before it acts on what is typed; `pause` does too."""
        self.page.evaluate("() => { window.usual = setTimeout; setTimeout = (act, pause) => usual(act, pause / 50); }")
        try:
            yield
        finally:
            self.page.evaluate("() => { setTimeout = usual; }")

    def pause(self) -> None:
        """Wait until the script has acted on what was typed: what waits as long, and began later, ends later."""
        self.page.evaluate("pause => new Promise(done => setTimeout(done, pause))", PAUSE)

    @property
    def count(self) -> str:
        return self.form.get_by_role("status").inner_text()

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(self.page.url).query)
