"""A chart whose years are asked for in a filter: they fill its axis."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sphinx.filter.reader import Reader

#: Where marks begin and end, in parts of the picture's width; and the titles that are in sight, whole or not.
LAYOUT = """() => {
  const plot = document.querySelector(".retro-chart-plot");
  const {left, width} = plot.getBoundingClientRect();
  const part = (x) => Math.round(1000 * (x - left) / width) / 1000;
  const boxes = [...plot.querySelectorAll(".retro-chart-mark")].map((mark) => {
    const {left, right, width} = mark.querySelector(".retro-chart-bar, .retro-chart-dot").getBoundingClientRect();
    const name = mark.dataset.retroEvent ?? mark.getAttribute("aria-label").split(",")[0];
    return [name, width && [part(left), part(right)]];
  });
  const titles = [...plot.querySelectorAll(".retro-chart-label")].filter((each) => each.getClientRects().length);
  return {
    marks: Object.fromEntries(boxes.filter(([, box]) => box)),
    titles: titles.map((each) => {
      const {left, right} = each.getBoundingClientRect();
      return [each.textContent, part(left), part(right)];
    }),
    years: [...plot.querySelectorAll(".retro-chart-tick")].map((each) => {
      return [+each.textContent, part(each.getBoundingClientRect().left)];
    }),
  };
}"""


def layout(reader: Reader) -> Any:
    return reader.page.evaluate(LAYOUT)


def narrowed(reader: Reader, since: str, until: str) -> Any:
    reader.fill("since", since)
    reader.fill("until", until)
    return layout(reader)


def test_the_years_asked_for_fill_the_axis(revisit: Any) -> None:
    reader = revisit("chart", viewport={"width": 1200, "height": 900})
    before = layout(reader)
    after = narrowed(reader, "2015", "2016")
    # Of 2015-06, as far from both ends as it is in these two years.
    [left, right] = after["marks"]["other"]
    assert (left + right) / 2 == pytest.approx((5.5 / 12) / 2, abs=0.02)
    (one, x), (other, y) = after["years"][0], after["years"][-1]
    a_year = (y - x) / (other - one)
    assert x + (2015 - one) * a_year == pytest.approx(0, abs=0.02)
    assert x + (2017 - one) * a_year == pytest.approx(1, abs=0.02)
    # What began before has its beginning out of sight, and its end at the end.
    assert after["marks"]["platform"][0] < 0
    assert after["marks"]["platform"][1] == pytest.approx(1, abs=0.02)
    assert before["marks"]["platform"][0] > 0
    # An era that was over is gone, and the one that went on is there.
    assert {"School", "Work"} <= before["marks"].keys()
    assert "School" not in after["marks"]
    assert "Work" in after["marks"]


def test_titles_are_whole_or_not_there(revisit: Any) -> None:
    reader = revisit("chart", viewport={"width": 1200, "height": 900})
    before = layout(reader)["titles"]
    found = narrowed(reader, "2015", "2016")["titles"]
    assert {"Platform", "Work"} <= {text for text, _, _ in found}
    assert all(left >= 0 and right <= 1 for _, left, right in found)
    # It stood before its bar, and stands in it.
    assert next(left for text, left, _ in found if text == "Platform") < 0.05
    reader.form.get_by_role("button", name="Clear").click()
    assert layout(reader)["titles"] == before


def test_the_address_and_the_way_back_zoom_too(visit: Any) -> None:
    reader = visit("chart", "?since=2015&until=2016", viewport={"width": 1200, "height": 900})
    zoomed = layout(reader)
    assert "School" not in zoomed["marks"]
    reader.fill("since", "")
    reader.fill("until", "")
    whole = layout(reader)
    assert "School" in whole["marks"]
    reader.page.go_back()
    reader.page.go_back()
    assert layout(reader) == zoomed


@pytest.mark.parametrize(("since", "until"), [("1700", "1800"), ("2018", "2015"), ("", "1990")])
def test_years_without_any_of_the_axis_leave_it_as_it_is(revisit: Any, since: str, until: str) -> None:
    reader = revisit("chart", viewport={"width": 1200, "height": 900})
    before = layout(reader)["years"]
    assert narrowed(reader, since, until)["years"] == before
    assert reader.shown("svg") == []


def test_other_choices_leave_the_axis_as_it_is(revisit: Any) -> None:
    reader = revisit("chart", viewport={"width": 1200, "height": 900})
    before = layout(reader)["years"]
    reader.choose("Kind", "talk")
    assert layout(reader)["years"] == before


def test_the_filter_of_a_page_zooms_the_chart_above_a_list(visit: Any) -> None:
    reader = visit("shared", viewport={"width": 1000, "height": 600})
    assert "School" not in narrowed(reader, "2015", "2016")["marks"]


def test_the_page_is_laid_out_no_more_often_for_more_titles(visit: Any) -> None:
    """What is laid out again for each title takes seconds in a chart of 500 events."""
    reader = visit("crowd", viewport={"width": 1200, "height": 900})
    assert len(layout(reader)["titles"]) > 30
    session = reader.page.context.new_cdp_session(reader.page)
    session.send("Performance.enable")

    def laid_out() -> int:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(int(each["value"]) for each in metrics if each["name"] == "LayoutCount")

    before = laid_out()
    reader.fill("since", "2015")
    assert layout(reader)["titles"]
    assert laid_out() - before < 8
