"""Filters of each view, of several views on a page, and their counts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sphinx.filter.reader import ALL, Reader


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
    talk = reader.page.locator("svg [data-retro-event='talk']")
    talk.focus()
    assert talk.get_attribute("tabindex") == "0"
    reader.fill("text", "cafe")
    assert reader.shown("svg") == reader.shown("table") == ["cafe"]
    # What is filtered out is no stop of the keyboard.
    stop = reader.page.locator(".retro-chart [tabindex='0']")
    assert stop.count() == 1
    assert stop.is_visible()


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


def test_a_view_without_controls_goes_with_those_of_the_page(visit: Any) -> None:
    reader = visit("shared", viewport={"width": 1000, "height": 250}, reduced_motion="reduce")
    shared = reader.page.locator(".retro-filter-shared")
    in_sight = "[data-retro-event]:not(.retro-filtered)"
    assert shared.locator("form").count() == 0
    assert shared.locator(in_sight).count() == 5
    reader.choose("Kind", "talk")
    reader.fill("since", "2014")
    assert reader.shown("svg") == ["other"]
    assert [each.get_attribute("data-retro-event") for each in shared.locator(in_sight).all()] == ["other"]
    assert reader.count == "1 of 7 events"
    # Years without any event left have no heading.
    assert shared.locator(".retro-group-title:visible").count() == 1
    reader.page.go_back()
    assert shared.locator(in_sight).count() == 2
    reader.page.go_back()
    assert shared.locator(in_sight).count() == 5
    # The years of the list lead to it, without a script too.
    bar = shared.get_by_role("navigation", name="Years")
    years = bar.locator("p a")
    assert years.count() == shared.locator(".retro-group-title").count() == 5
    years.nth(1).click()
    heading = shared.locator(".retro-group-title").nth(1)
    assert heading.inner_text() == years.nth(1).inner_text()
    # A theme may scroll there gently.
    reader.page.wait_for_function(
        """([row, heading]) => {
          const [above, below] = [row, heading].map(each => each.getBoundingClientRect().top);
          const read = [...document.querySelectorAll('.retro-filter-shared .retro-group')].find(each => {
            const box = each.getBoundingClientRect();
            return box.top <= 0.405 * innerHeight && 0.405 * innerHeight <= box.bottom;
          });
          const said = row.closest('nav').querySelector('[aria-current]')?.textContent;
          return 0 <= above && above < below && below < innerHeight
            && said && said === read?.querySelector('.retro-group-title').textContent;
        }""",
        arg=[years.nth(1).element_handle(), heading.element_handle()],
    )
    # Years alone are a step too, and one without events is no way to anywhere.
    bar.get_by_role("button", name="Filter").click()
    reader.fill("since", "2016")
    reader.fill("since", "2014")
    reader.form.locator("[name=since]").press("Enter")
    assert years.locator("visible=true").count() < 5
    reader.page.go_back()
    assert years.locator("visible=true").count() == 5
    assert shared.locator(in_sight).count() == 5


def counts(reader: Reader, facet: str) -> dict[str, int]:
    choices = reader.form.locator("details", has=reader.page.locator("summary", has_text=facet))
    texts = choices.locator(".retro-filter-choice").evaluate_all(
        "choices => choices.map(each => ['bdi', '.retro-count'].map(part => each.querySelector(part).textContent))"
    )
    assert texts
    return {name: int(count) for name, count in texts}


def test_counts_follow_the_other_choices(visit: Any) -> None:
    reader = visit("index")
    assert counts(reader, "Kind")["talk"] == 2
    assert counts(reader, "Tag")["linux"] == 4
    reader.choose("Kind", "talk")
    assert counts(reader, "Kind")["job"] == 1
    assert counts(reader, "Tag") == counts(reader, "Tag") | {"linux": 1, "kafka": 1, "pulsar": 1, "C": 0, "go": 0}
    reader.fill("since", "2014")
    assert counts(reader, "Kind")["talk"] == 1
    assert counts(reader, "Tag")["linux"] == 0
    # What each says is what choosing it gives.
    for name, count in counts(reader, "Era").items():
        reader.choose("Era", name)
        assert reader.count == (f"{count} of 7 events" if count else "No event matches."), name
        reader.choose("Era", name)


def test_one_of_many_choices_can_be_looked_for(visit: Any) -> None:
    reader = visit("many")
    reader.open("Tag")
    find = reader.form.get_by_role("searchbox", name="Find in Tag")
    assert reader.form.locator(".retro-filter-choice:visible").count() == 16
    find.fill(" ODD")
    assert [each.text_content() for each in reader.form.locator("bdi:visible").all()] == ["ódd"]
    assert reader.query == []
    find.fill("")
    assert reader.form.locator(".retro-filter-choice:visible").count() == 16
    assert visit("index").form.get_by_role("searchbox", name="Find in").count() == 0
