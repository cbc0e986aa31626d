"""What a page has several of has names that tell them apart."""

from __future__ import annotations

from typing import Any

import pytest
from docutils import nodes

from tests.cldr import plain
from tests.conftest import MakeProject

EVENT = ":::{event} A talk\n:date: 2012\n:kind: talk\n:tags: c\n:::\n\n:::{event} A job\n:date: 2013\n:kind: job\n:::\n"
TWICE = {
    "chart": ":::{timeline}\n:view: chart\n:::\n",
    "matrix": ":::{tag-matrix}\n:::\n",
    "filter": ":::{timeline}\n:filter:\n:::\n",
    "around": ":::{around} a-job\n:show: time\n:::\n",
}


def test_landmarks_of_a_page_have_names_of_their_own(make_project: MakeProject) -> None:
    built = make_project({"index.md": "# All\n\n" + EVENT + "\n".join(2 * [*TWICE.values()])}).build()
    found = built.page("index").select("[role=region], [role=search], aside")
    assert [plain(str(each["aria-label"])) for each in found] == [
        "Chart of 2 events, 2012 – 2013",
        "Tags by year, 2012",
        "Filter",
        "Around “A job”",
        "Chart of 2 events, 2012 – 2013 (2)",
        "Tags by year, 2012 (2)",
        "Filter (2)",
        "Around “A job” (2)",
    ]


def test_a_way_past_a_chart_leads_to_its_own_table(make_project: MakeProject) -> None:
    built = make_project({"index.md": "# All\n\n" + EVENT + "\n".join(3 * [TWICE["chart"]])}).build()
    page = built.page("index")
    ways = [str(each["href"]) for each in page.select(".retro-chart-skip")]
    ends = [f"#{each['id']}" for each in page.select(".retro-chart-table > summary")]
    assert ways == ends
    assert len(set(ends)) == 3


def test_a_page_is_gone_through_as_often_however_many_views_it_has(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole: list[nodes.document] = []
    findall = nodes.Node.findall

    def noted(node: nodes.Node, *args: Any, **options: Any) -> Any:
        if isinstance(node, nodes.document):
            whole.append(node)
        return findall(node, *args, **options)

    monkeypatch.setattr(nodes.Node, "findall", noted)
    counts = []
    for views in (1, 6):
        whole.clear()
        make_project({"index.md": "# All\n\n" + EVENT + "\n".join(views * [*TWICE.values()])}).build()
        counts.append(len(whole))
    assert counts[0] == counts[1]
