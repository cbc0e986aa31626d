"""Filters without scripts, on paper and in small windows."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.sphinx.filter.reader import ALL, PAUSE
from tests.sphinx.project import Build


def test_without_scripts_there_are_no_controls_and_all_events(visit: Any) -> None:
    reader = visit("index", "?kind=talk", script=False)
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
    page.wait_for_timeout(2 * PAUSE)
    assert page.evaluate("moved") == 0
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_is_wider_than_the_window(visit: Any, width: int) -> None:
    reader = visit("index", viewport={"width": width, "height": 800})
    for facet in ("Kind", "Tag", "Era", "Organisation"):
        reader.open(facet)
        for direction in ("ltr", "rtl"):
            reader.page.evaluate("direction => document.documentElement.dir = direction", direction)
            assert reader.page.evaluate("document.documentElement.scrollWidth") <= width, (facet, direction)
            box = reader.form.locator("details[open] fieldset").bounding_box()
            assert box
            assert box["x"] >= 0, (facet, direction)
            assert box["x"] + box["width"] <= width, (facet, direction)


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
