"""What a reader pays for long views: bytes of HTML, and the time until a browser shows something."""

from __future__ import annotations

import gzip
import shutil
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.by_hand import LONGEST_LIST, by_hand
from tests.benchmarks.markup import page
from tests.benchmarks.measuring import Project, build
from tests.benchmarks.model import EVENTS_PER_PAGE, Site, make_site
from tests.benchmarks.ours import ours
from tests.benchmarks.writing import BASE, OURS, Form, Options, write
from tests.browser import BROWSERS, QUIET
from tests.served import serve

#: A view, and how many events it has.
VIEWS: Final = (("list", 2000), ("chart", 500))

_PAINTS: Final = """
() => new Promise(resolve => {
  const tell = () => {
    const paints = Object.fromEntries(performance.getEntriesByType('paint').map(e => [e.name, e.startTime]));
    const load = performance.getEntriesByType('navigation')[0].loadEventEnd;
    if (load && paints['first-contentful-paint'] !== undefined)
      resolve({first: paints['first-paint'] ?? paints['first-contentful-paint'],
               contentful: paints['first-contentful-paint'], load,
               elements: document.getElementsByTagName('*').length});
    else setTimeout(tell, 20);
  };
  tell();
})
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a view costs a reader.

    Attributes:
        view: the view.
        form: the name of the form of the site.
        events: how many events it has.
        parts: how many pages it is on.
        html: bytes of its pages.
        zipped: the same as they are sent, compressed by gzip, each page by itself.
        opened: bytes of the largest of them, compressed; what follows is of this page.
        elements: how many elements it has.
        first, contentful, load: milliseconds until something is painted, until content is, and until all is loaded;
            the middle of several loads.
    """

    view: str
    form: str
    events: int
    parts: int
    html: int
    zipped: int
    opened: int
    elements: int
    first: float
    contentful: float
    load: float


def measure_reader(
    options: Options, folder: Path, seed: int, loads: int, tell: Callable[[str], None]
) -> list[dict[str, Any]]:
    """Return the cost of each view, with ours and by hand."""
    with sync_playwright() as playwright:
        path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        costs = list(_costs(browser, options, folder, seed=seed, loads=loads, tell=tell))
        browser.close()
    return [asdict(cost) for cost in costs]


def reader_table(costs: Sequence[dict[str, Any]]) -> str:
    """Return the costs as a table of Markdown."""
    head = (
        "| view | form | pages | HTML, kB | gzip, kB | gzip bytes an event | largest page, kB gzip | elements |"
        " first paint, ms | contentful, ms | load, ms |"
    )
    rows = [
        f"| {each['view']} of {each['events']} events | {each['form']} | {each['parts']} | {each['html'] / 1000:.0f} |"
        f" {each['zipped'] / 1000:.0f} | {each['zipped'] / each['events']:.0f} | {each['opened'] / 1000:.0f} |"
        f" {each['elements']} | {each['first']:.0f} | {each['contentful']:.0f} | {each['load']:.0f} |"
        for each in costs
    ]
    return "\n".join([head, "|" + "---|" * 11, *rows])


def _costs(
    browser: Browser, options: Options, folder: Path, *, seed: int, loads: int, tell: Callable[[str], None]
) -> Iterator[Cost]:
    forms: dict[str, Form] = {OURS: ours, f"{BASE}, one page": partial(by_hand, longest=sys.maxsize)}
    for view, events in VIEWS:
        site = make_site(events // EVENTS_PER_PAGE, seed)
        in_parts: dict[str, Form] = {f"{BASE}, in parts": by_hand} if events > LONGEST_LIST else {}
        for name, form in {**forms, **in_parts}.items():
            tell(f"reader: building the {view} of {events} events, {name}")
            project = Project(folder / f"{view} {name}")
            shutil.rmtree(project.folder, ignore_errors=True)
            write(project.source, _files(form, site, options, view))
            build(project, 2)
            parts = _parts(project.html)
            texts = [part.read_bytes() for part in parts]
            opened = max(parts, key=lambda part: part.stat().st_size)
            took = _load(browser, project.html, opened.relative_to(project.html).as_posix(), loads)
            yield Cost(
                view=view if name == OURS else "list",
                form=name,
                events=events,
                parts=len(parts),
                html=sum(map(len, texts)),
                zipped=sum(len(gzip.compress(text, mtime=0)) for text in texts),
                opened=len(gzip.compress(opened.read_bytes(), mtime=0)),
                elements=round(took["elements"]),
                first=took["first"],
                contentful=took["contentful"],
                load=took["load"],
            )
            shutil.rmtree(project.folder, ignore_errors=True)


def _files(form: Form, site: Site, options: Options, view: str) -> dict[str, str]:
    """Return the site; with ours, the page of all events has the view."""
    files = form(site, options)
    if form is ours:
        markup = options.markup
        directive = markup.directive("timeline", "", {"view": view})
        files[f"timeline{markup.suffix}"] = page(markup.heading("All events", 1), directive)
    return files


def _parts(html: Path) -> list[Path]:
    """Return the pages that the view is on: the page with the directive, and others that it was split into."""
    found = (path for path in html.rglob("*.html") if path.relative_to(html).as_posix().startswith("timeline"))
    return sorted(found)


def _load(browser: Browser, folder: Path, name: str, loads: int) -> dict[str, float]:
    """Open a page several times, each with nothing kept from the time before; return the middle of each figure."""
    told: list[dict[str, float]] = []
    with serve(folder) as served:
        for _ in range(loads + 1):
            context = browser.new_context()
            tab = context.new_page()
            tab.goto(f"{served.url}{name}", wait_until="load")
            told.append(tab.evaluate(_PAINTS))
            context.close()
    # The first load starts what the browser starts once.
    return {key: statistics.median(each[key] for each in told[1:]) for key in told[0]}
