"""The style sheet: its colours can be told from the page, in light and in dark, and it holds what it says."""

from __future__ import annotations

import gzip
import re
from importlib import resources

import pytest

from sphinx_retrospective.core.kinds import BUILT_IN

SHEET = resources.files("sphinx_retrospective").joinpath("static/retro.css").read_text("utf-8")
KINDS = [kind.name for kind in BUILT_IN]
#: Grounds of the themes: white and Furo's dark, and those that the site sets.
LIGHT, DARK = ("#ffffff", "#fafbfc"), ("#131416", "#131619", "#1a1c1e")


def colours(selector: str) -> dict[str, str]:
    """The custom properties that the first rule with that selector sets to a colour."""
    rule = re.search(rf"(?:^|,\n){re.escape(selector)}[^{{]*\{{([^}}]*)\}}", SHEET, re.MULTILINE)
    assert rule, selector
    return dict(re.findall(r"--retro-([a-z]+): (#[0-9a-f]{6});", rule[1]))


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance and contrast ratio)."""

    def luminance(colour: str) -> float:
        channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_specified() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_colour_that_even_text_could_have(kind: str) -> None:
    light, dark = colours("body"), colours('  body[data-theme="dark"]')
    assert min(contrast(light[kind], ground) for ground in LIGHT) >= 4.5
    assert min(contrast(dark[kind], ground) for ground in DARK) >= 4.5


def test_the_dark_colours_are_the_same_where_the_system_chooses() -> None:
    assert colours('  body[data-theme="dark"]') == colours('  body[data-theme="auto"]')


def test_dark_colours_are_for_dark_screens_only() -> None:
    dark = re.findall(r"@media ([^{]*prefers-color-scheme: dark[^{]*)\{", SHEET)
    # `not print and (…)` would be the negation of both.
    assert dark
    assert {query.strip() for query in dark} == {"screen and (prefers-color-scheme: dark)"}


def test_hues_are_of_equal_weight() -> None:
    for scheme, ground in ((colours("body"), "#ffffff"), (colours('  body[data-theme="dark"]'), "#131416")):
        ratios = [contrast(scheme[kind], ground) for kind in KINDS]
        assert max(ratios) / min(ratios) < 1.75


def test_it_is_small() -> None:
    assert len(gzip.compress(SHEET.encode())) <= 10_000


def test_it_loads_nothing() -> None:
    assert "url(" not in SHEET
    assert "@import" not in SHEET


def test_every_custom_property_in_use_is_set() -> None:
    used = set(re.findall(r"var\((--retro-[a-z-]+)", SHEET))
    set_here = set(re.findall(r"(--retro-[a-z-]+):", SHEET))
    assert used
    assert used - set_here == set()
