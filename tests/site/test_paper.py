"""The site on paper, as the browser prints it: all that is said is there, and nothing that only a screen can use."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.browser import Windows
from tests.site.built import Site
from tests.site.windows import opened
from tests.tools import need

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def printed(windows: Windows, site: Site, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of each page of paper, by the page of the site."""
    need(pdftotext="poppler-utils")
    folder = tmp_path_factory.mktemp("paper")
    names = ("index.html", "timeline.html", "tags/kafka.html", "2010s/io-timeout.html", "cv.html")
    return {name: pages_of(windows, site, name, folder) for name in names}


def pages_of(
    windows: Windows, site: Site, name: str, folder: Path, *, paper: str = "A4", prepare: str = "null"
) -> list[str]:
    page = opened(windows, site, name)
    page.evaluate(prepare)
    pdf = folder / f"{name.replace('/', '-')}.pdf"
    margin = "20mm"
    page.pdf(path=pdf, format=paper, margin={"top": margin, "right": margin, "bottom": margin, "left": margin})
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return [each for each in text.split("\f") if each.strip()]


def folded(text: str) -> str:
    """A text without what breaks its lines."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", ["timeline.html", "tags/kafka.html"])
def test_every_title_and_date_is_printed(printed: dict[str, list[str]], site: Site, name: str) -> None:
    said = folded("".join(printed[name]))
    shown = site.pages[name].select(".retro-item :is(.retro-title, .retro-date)")
    assert len(shown) > 10
    # A date in its column breaks between the lines of what stands beside it.
    words = {folded(word) for each in shown for word in each.get_text().split()}
    assert [word for word in words if word not in said] == []


def test_the_landing_page_is_two_sheets(printed: dict[str, list[str]]) -> None:
    """The chart is printed, and not what it says in a table that nobody has opened; nor does a sheet hold the rest."""
    first, second = printed["index.html"]
    assert "Milestone" in first
    assert "The same events as a table" not in first + second
    assert "Seven parts of a decade" in second
    assert "Made with Sphinx" in second


def test_a_table_that_is_opened_is_printed(windows: Windows, site: Site, tmp_path: Path) -> None:
    opening = "document.querySelector('.retro-chart-table').open = true"
    said = folded("".join(pages_of(windows, site, "index.html", tmp_path, prepare=opening)))
    titles = [each.get_text() for each in site.pages["index.html"].select(".retro-chart-table .retro-title")]
    assert len(titles) > 60
    # A cell breaks its lines between those of its neighbours.
    words = {folded(word) for title in titles for word in title.split()}
    assert [word for word in words if word not in said] == []


def test_a_sentence_that_leads_to_an_event_is_not_left_alone_at_the_end_of_a_page(
    printed: dict[str, list[str]], site: Site
) -> None:
    name = "2010s/io-timeout.html"
    leading = [each.find_previous_sibling() for each in site.pages[name].select(".retro-in-place")]
    ends = {folded(each.get_text())[-30:] for each in leading if each and each.name == "p"}
    assert len(ends) > 3
    assert [page for page in printed[name][:-1] if folded(page)[-30:] in ends] == []
    assert len(printed[name]) <= 10


def test_the_address_of_each_link_that_leads_out_of_an_event_is_printed(
    printed: dict[str, list[str]], site: Site
) -> None:
    said = folded("".join(printed["2010s/io-timeout.html"]))
    addresses = [str(each["href"]) for each in site.pages["2010s/io-timeout.html"].select(".retro-item a.external")]
    assert len(addresses) > 10
    assert [each for each in addresses if f"({each})" not in said] == []


def test_a_cv_is_printed_whole(printed: dict[str, list[str]], site: Site) -> None:
    said = folded("".join(printed["cv.html"]))
    shown = site.pages["cv.html"].select(".retro-view-cv :is(.retro-title, .retro-date, .retro-cv-length, .retro-tag)")
    assert len(shown) > 100
    words = {folded(word) for each in shown for word in each.get_text().split()}
    assert [word for word in words if word not in said] == []
    addresses = [str(each["href"]) for each in site.pages["cv.html"].select(".retro-links a.external")]
    assert [each for each in addresses if f"({each})" not in said] == []


@pytest.mark.parametrize("name", ["index.html", "timeline.html", "cv.html"])
def test_nothing_is_printed_that_only_a_screen_can_use(printed: dict[str, list[str]], name: str) -> None:
    said = "".join(printed[name])
    for control in ("Skip to content", "Back to top", "On this page", "Copy to clipboard", "¶"):
        assert control not in said, control
    # The sidebar has a line for each part of the site.
    assert "Talks and workshops\n" not in said


@pytest.mark.parametrize("name", ["timeline.html", "tags/kafka.html", "cv.html"])
def test_no_heading_is_left_alone_at_the_end_of_a_page(printed: dict[str, list[str]], site: Site, name: str) -> None:
    headings = {each.get_text().strip() for each in site.pages[name].select(".retro-group-title")}
    last = [page.strip().splitlines()[-1].strip() for page in printed[name][:-1]]
    assert len(last) > 1
    assert [line for line in last if line in headings] == []


#: Writes into each thing of a CV where it begins and where it ends, and says how many there are.
MARKED = """() => {
  const all = [...document.querySelectorAll(
    '.retro-cv-entry:not(:has(.retro-cv-part:nth-child(3))), .retro-cv-part, .retro-cv-line')];
  all.forEach((each, number) => {
    each.querySelector('.retro-title').prepend(`begin${number}. `);
    [...each.querySelectorAll('p, .retro-cv-head')].at(-1).append(` end${number}. `);
  });
  document.querySelector('h1').append(` of${all.length}.`);
}"""


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_nothing_in_a_cv_is_broken_at_the_end_of_a_page(
    windows: Windows, site: Site, tmp_path: Path, paper: str
) -> None:
    need(pdftotext="poppler-utils")
    pages = pages_of(windows, site, "cv.html", tmp_path, paper=paper, prepare=MARKED)
    places = {
        mark: number for number, page in enumerate(pages) for mark in re.findall(r"(?:begin|end|of)[0-9]+\.", page)
    }
    [count] = [int(mark[2:-1]) for mark in places if mark.startswith("of")]
    assert count > 40
    assert len(places) == 2 * count + 1
    assert max(places.values()) > 2
    assert [number for number in range(count) if places[f"begin{number}."] != places[f"end{number}."]] == []
    # Nor is half of a page left empty, as where all of a section, or all roles at one employer, were kept together.
    assert [page for page in pages[:-1] if len(page.splitlines()) < 28] == []
