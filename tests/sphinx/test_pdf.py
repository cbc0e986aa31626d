"""The sample project as a PDF, made by LaTeX with the site's own settings and read back."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from tests.cldr import plain
from tests.conftest import MakeProject
from tests.repository.checkout import ROOT
from tests.tools import need

pytestmark = pytest.mark.once

#: What LaTeX needs, by what shows whether it is there. The Makefile has them too.
FILES = dict(re.findall(r"([\w.-]+\.(?:sty|otf|ttf|ttc))=([\w-]+)", (ROOT / "Makefile").read_text("utf-8")))


@dataclass(frozen=True)
class Pdf:
    """A PDF.

    Attributes:
        path: where it is.
        text: what it says, white space folded, its dates as tests write them.
        log: what LaTeX said.
    """

    path: Path
    text: str
    log: str


@pytest.fixture(scope="module")
def pdf(make_shared_project: MakeProject) -> Pdf:
    """The sample, typeset."""
    need(lualatex="texlive-luatex", makeindex="texlive-binaries", pdftotext="poppler-utils", pdfinfo="poppler-utils")
    need(**{file: package for file, package in FILES.items() if not _is_in_latex(file)})
    settings = runpy.run_path(str(ROOT / "conf.py"))
    latex = {name: value for name, value in settings.items() if re.match("latex_(?!documents)", name)}
    build = make_shared_project(root="everything").build("latex", **latex)
    assert build.warnings == []
    typeset = ["lualatex", "-interaction=batchmode", "-halt-on-error", "everything.tex"]
    # As latexmk does for `make pdf`, but for a third time, which only brings the numbers of pages up to date.
    for command in (typeset, ["makeindex", "-q", "-s", "python.ist", "everything.idx"], typeset):
        done = subprocess.run(command, cwd=build.outdir, capture_output=True, text=True, check=False)
        log = (build.outdir / "everything.log").read_text("utf-8", "replace")
        assert done.returncode == 0, done.stdout + done.stderr + log[-3000:]
    path = build.outdir / "everything.pdf"
    return Pdf(path, plain(_said(path)), log)


def _is_in_latex(file: str) -> bool:
    kpsewhich = shutil.which("kpsewhich")
    return kpsewhich is not None and subprocess.run([kpsewhich, file], capture_output=True, check=False).returncode == 0


def _said(path: Path) -> str:
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
    # Poppler wraps what goes from right to left in marks of direction.
    return " ".join(re.sub("[\u200e\u200f\u202a-\u202e]", "", done.stdout).split())


def test_timeline_has_its_events_with_their_dates(pdf: Pdf) -> None:
    timeline = pdf.text[pdf.text.rindex("4 Views") :]
    events = [
        "c. Sep 2010 · First program (milestone · student · Ateliers · A. Teacher · Brest, France · Kafka)",
        "Jul – Aug 2012 · Work in the summer (job · Ateliers)",
        "3 Jun 2015 · A talk & more (talk · A. Speaker)",
        "since spring 2018 · Still going (project)",
        "31 Dec 2019 · Closing (event)",
    ]
    places = [timeline.find(event) for event in events]
    assert -1 not in places
    assert places == sorted(places)


def test_a_chart_is_drawn(pdf: Pdf) -> None:
    """Its ticks stand above its lanes, as in no table."""
    done = subprocess.run(["pdftotext", "-layout", str(pdf.path), "-"], capture_output=True, text=True, check=True)
    lines = [line.split() for line in done.stdout.splitlines() if line.strip()]
    assert any(
        len(years) > 3 and all(re.fullmatch(r"\d{4}", year) for year in years) and lane[0] == "Eras"
        for years, lane in pairwise(lines)
    )


def test_tag_index_has_its_terms_with_their_counts(pdf: Pdf) -> None:
    index = pdf.text[pdf.text.rindex("5.1 Tags") :]
    for entry in ("C++ (4) • Closing 31 Dec 2019", "kafka (2) • Release one 1 Jan 2017", "история (3)"):
        assert entry in index
    at_the_end = pdf.text[pdf.text.rindex("Tag index") :]
    carriers = r"– A talk & more \(3 Jun 2015\), \d+ – Release one \(1 Jan 2017\), \d+"
    assert re.search(rf"kafka \(2\), \d+ {carriers}", at_the_end)


@pytest.mark.parametrize(
    "text",
    ["Первая программа", "Письменности", "Η πρώτη έκδοση", "שלום עולם", "مرحبا بالعالم", "日本語の年表", "Αθήνα"],
)
def test_every_script_is_there(pdf: Pdf, text: str) -> None:
    assert text in pdf.text


def test_no_letter_is_missing_and_no_label(pdf: Pdf) -> None:
    assert re.findall(r"Missing character.*", pdf.log) == []
    assert re.findall(r".*undefined references.*|Reference `.*' on page .*undefined.*", pdf.log) == []
    assert "??" not in pdf.text


def test_nothing_runs_into_the_margin(pdf: Pdf) -> None:
    """By more than a few points, which nobody sees."""
    widths = [float(width) for width in re.findall(r"Overfull \\hbox \(([\d.]+)pt too wide\)", pdf.log)]
    assert [width for width in widths if width > 10] == []


def test_links_lead_to_the_pages_of_what_they_name(pdf: Pdf) -> None:
    command = ["pdftohtml", "-xml", "-i", "-stdout", str(pdf.path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    # It writes a list of links before each page too.
    pages = re.split(r'<page number="\d+"', done.stdout)
    links = re.findall(r'<a href="[^"#]*#(\d+)">(.*?)</a>', done.stdout)
    assert len(links) > 300
    for title in ("First program", "Closing", "Sprint", "Первая программа", "Inside a list"):
        places = {int(page) for page, text in links if text == title}
        assert len(places) == 1, title
        [place] = places
        # Where it is declared, its title is no link.
        assert re.search(rf"· {title}(?!</a>)", pages[place]), title
    addresses = set(re.findall(r'<a href="([^"]*)"', done.stdout))
    assert {"https://example.org/first", "https://example.org/sprint"} <= addresses
