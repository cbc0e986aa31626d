"""Filters in a browser: what is chosen, what is shown of it, and how it is reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.sphinx.filter.reader import ALL, PAUSE, Reader
from tests.sphinx.project import Build

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
    ("facet", "labels", "ids"),
    [
        ("Kind", ["talk"], ["first", "sometime", "cafe", "platform", "operator"]),
        ("Kind", ["talk", "job"], ["first", "sometime", "cafe", "operator"]),
        # What has a narrower term goes too.
        ("Tag", ["messaging"], ["first", "sometime", "cafe", "operator"]),
        ("Era", ["School"], ["sometime", "platform", "other", "operator"]),
    ],
)
def test_what_is_excluded(visit: Any, facet: str, labels: Sequence[str], ids: Sequence[str]) -> None:
    reader = visit("index")
    reader.exclude(facet, *labels)
    assert reader.shown() == ids
    assert reader.count == f"{len(ids)} of 7 events"
    assert all(f"not {label}" in reader.form.locator("details[open] summary").inner_text() for label in labels)
    assert len(reader.query) == len(labels)
    assert {name for name, _ in reader.query} == {f"{facet.lower()}-not"}


def test_some_of_a_facet_and_not_others(visit: Any) -> None:
    reader = visit("index")
    reader.choose("Tag", "linux", "kafka")
    reader.exclude("Tag", "C")
    assert reader.shown() == ["cafe", "talk", "platform", "operator"]
    # Of what is excluded, any counts, whatever is asked of the others.
    reader.exclude("Tag", "go")
    reader.choose("Tag", "all of")
    assert reader.shown() == ["talk"]
    assert sorted(reader.query) == [
        ("tag", "kafka"),
        ("tag", "linux"),
        ("tag-match", "all"),
        ("tag-not", "c"),
        ("tag-not", "go"),
    ]


def test_who_excludes_a_value_no_longer_chooses_it(visit: Any) -> None:
    reader = visit("index")
    reader.choose("Kind", "talk")
    reader.exclude("Kind", "talk")
    assert reader.query == [("kind-not", "talk")]
    assert "talk" not in reader.shown()
    struck = reader.form.locator("bdi", has_text="talk").first
    assert "line-through" in struck.evaluate("each => getComputedStyle(each).textDecorationLine")
    reader.choose("Kind", "talk")
    assert reader.query == [("kind", "talk")]
    assert reader.shown() == ["talk", "other"]


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
          return 0 <= above && above < below && below < innerHeight;
        }""",
        arg=[years.nth(1).element_handle(), heading.element_handle()],
    )
    bar.locator("[aria-current]").wait_for()
    read = reader.page.evaluate(
        """() => [...document.querySelectorAll('.retro-filter-shared .retro-group')].find(each => {
          const box = each.getBoundingClientRect();
          return box.top <= 0.405 * innerHeight && 0.405 * innerHeight <= box.bottom;
        }).querySelector('.retro-group-title').textContent"""
    )
    assert bar.locator("[aria-current]").inner_text() == read
    # Years alone are a step too, and one without events is no way to anywhere.
    bar.get_by_role("link", name="Filter").click()
    assert reader.page.evaluate("document.querySelector('form').getBoundingClientRect().top") > 0
    reader.fill("since", "2016")
    reader.fill("since", "2014")
    reader.form.locator("[name=since]").press("Enter")
    assert years.locator("visible=true").count() < 5
    reader.page.go_back()
    assert years.locator("visible=true").count() == 5
    assert shared.locator(in_sight).count() == 5


def counts(reader: Reader, facet: str) -> dict[str, int]:
    choices = reader.form.locator("details", has=reader.page.locator("summary", has_text=facet)).locator(
        ".retro-filter-choice"
    )
    texts = [
        (each.locator("bdi").text_content(), each.locator(".retro-count").text_content()) for each in choices.all()
    ]
    return {str(name): int(str(count)) for name, count in texts}


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
        one = visit("index", "?kind=talk&since=2014")
        one.choose("Era", name)
        assert one.count == (f"{count} of 7 events" if count else "No event matches.")


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


def test_the_keyboard_excludes_too(visit: Any) -> None:
    reader = visit("index")
    keyboard = reader.page.keyboard
    reader.form.locator("summary", has_text="Kind").focus()
    keyboard.press("Enter")
    keyboard.press("Tab")
    keyboard.press("Tab")
    assert reader.page.evaluate("getComputedStyle(document.activeElement.nextElementSibling).outlineStyle") == "solid"
    keyboard.press("Space")
    reader.page.wait_for_function("location.search.startsWith('?kind-not=')")
    reader.page.keyboard.press("Escape")
    reader.form.get_by_role("button", name="Clear").click()
    assert reader.shown() == ALL
    assert reader.form.locator("input:checked:not([value=''])").count() == 0


def test_what_is_open_closes_when_the_keyboard_or_the_pointer_leaves(visit: Any) -> None:
    reader = visit("index")
    is_open = reader.form.locator("details[open]")
    reader.open("Kind")
    reader.open("Tag")
    assert is_open.count() == 1
    reader.page.locator("h1").click()
    assert is_open.count() == 0
    reader.open("Organisation")
    for _ in range(6):
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
