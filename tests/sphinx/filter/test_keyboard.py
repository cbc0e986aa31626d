"""Filters by keyboard alone, and what is announced."""

from __future__ import annotations

from typing import Any

from tests.sphinx.filter.reader import ALL


def test_the_keyboard_alone(revisit: Any) -> None:
    reader = revisit("index")
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


def test_the_keyboard_excludes_too(revisit: Any) -> None:
    reader = revisit("index")
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


def test_what_is_open_closes_when_the_keyboard_or_the_pointer_leaves(revisit: Any) -> None:
    reader = revisit("index")
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
    reader = visit("own")
    reader.page.evaluate("window.stays = true")
    reader.form.locator("[name=text]").fill("talk")
    reader.page.keyboard.press("Enter")
    reader.pause()
    assert reader.page.evaluate("window.stays") is True


def test_the_count_is_announced_once_for_what_is_typed(revisit: Any) -> None:
    reader = revisit("index")
    reader.page.evaluate(
        """() => {
          window.told = [];
          const status = document.querySelector('.retro-filter-count');
          const watch = new MutationObserver(() => told.push(status.textContent));
          watch.observe(status, {childList: true, subtree: true});
        }"""
    )
    reader.form.locator("[name=text]").press_sequentially("long talk", delay=20)
    reader.pause()
    assert reader.page.evaluate("told") == ["1 of 7 events"]
