"""The chart in LaTeX: what TikZ is asked to draw."""

from __future__ import annotations

import re

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import CONF

pytestmark = pytest.mark.once

TOLD = """\
Told
====

.. era::
   :date: 2008/2013

.. event:: A talk & 100 % of {all} its_parts
   :date: 2012-03-04
   :kind: talk

.. event:: First job
   :date: 2008~/2013
   :kind: job
   :org: Ateliers

.. event:: Second job
   :date: 2010/2012?
   :kind: job
   :org: Ateliers

.. event:: Some day
   :date: 201X
   :kind: award

.. event:: Still going
   :date: 2014/..
   :kind: project

.. event:: About then
   :date: 2010~
   :kind: award

.. event:: Long before
   :date: 1950
   :kind: award
"""
VIEW = "\n.. timeline::\n   :view: chart\n   :axis: 2008/2015\n"
INDEX = "Index\n=====\n\n.. toctree::\n\n   told\n   chart\n"
CHART = f"Chart\n=====\n{VIEW}"
KINDS = 'suppress_warnings += ["retro.date"]\nretro_kinds = {"award": {"label": "prize", "mark": "diamond"}}\n'


@pytest.fixture(autouse=True)
def _in_2020(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577836800")


def tex_of(make_project: MakeProject, chart: str = CHART, told: str = TOLD, more: str = "") -> str:
    files = {"index.rst": INDEX, "told.rst": told, "chart.rst": chart}
    build = make_project(files, conf=CONF + KINDS + more).build("latex")
    assert build.warnings == []
    [path] = build.outdir.glob("*.tex")
    return path.read_text("utf-8")


def picture_of(make_project: MakeProject) -> str:
    [picture] = re.findall(r"\\begin\{tikzpicture\}.*?\\end\{tikzpicture\}", tex_of(make_project), re.DOTALL)
    return str(picture)


def style_of(picture: str, title: str) -> str:
    """Return how the bar is drawn on whose line *title* stands: of all in the picture, the last one before it."""
    before = picture[: picture.index(title)]
    return str(re.findall(r"\\(?:path|draw)\[(.*?)\]", before)[-1])


def test_every_event_and_era_has_its_mark_and_its_title_leads_to_it(make_project: MakeProject) -> None:
    picture = picture_of(make_project)
    linked = re.findall(r"\\hyperref\[\\detokenize\{(.*?)\}\]\{(.*?)\}\}", picture)
    assert ("told:retro-event-first-job", "First job") in linked
    assert ("told:retro-era-told", "Told") in linked
    # What LaTeX would take for its own is escaped.
    assert r"A talk \& 100 \% of \{all\} its\_parts" in picture
    for title in ("Second job", "Some day", "Still going", "About then"):
        assert title in {text.partition(r"\enspace")[0] for _, text in linked}
    for lane in ("Eras", "Job", "Talk", "Prize", "Project"):
        assert rf"\bfseries {lane}}}" in picture


def test_marks_are_as_sure_as_their_dates(make_project: MakeProject) -> None:
    picture = picture_of(make_project)
    assert "densely dotted" in style_of(picture, "First job")
    assert "densely dashed" in style_of(picture, "Second job")
    assert "fill" not in style_of(picture, "Some day")
    assert "fill=white" in style_of(picture, "About then")
    assert "fill=black" in style_of(picture, r"A talk \&")
    # What is open, or beyond, has an arrow and its years.
    assert picture.count(r"\draw[black!55]") >= 2
    assert "1950" in picture


def test_the_table_is_there_only_for_what_the_picture_has_not(make_project: MakeProject) -> None:
    assert "tabulary" not in tex_of(make_project)
    undated = TOLD + "\n.. event:: At no time\n   :date:\n"
    assert "tabulary" in tex_of(make_project, told=undated)
    # Events that the view declares live in its table.
    own = CHART + "\n   - {title: Its own, date: 2011}\n"
    assert "tabulary" in tex_of(make_project, chart=own)


def test_what_draws_is_loaded_where_there_is_a_chart_alone(make_project: MakeProject) -> None:
    assert r"\usepackage{tikz}" in tex_of(make_project)
    assert "tikz" not in tex_of(make_project, chart="Chart\n=====\n\n.. timeline::\n")


def test_another_extension_may_load_it_too(make_project: MakeProject) -> None:
    more = 'def setup(app):\n    app.add_latex_package("tikz")\n'
    assert tex_of(make_project, more=more).count(r"\usepackage{tikz}") == 1
