"""The style sheet: its colours can be told from the page, in light and in dark, and it holds what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import resources
from itertools import combinations

import pytest

from sphinx_retrospective.core.kinds import BUILT_IN
from tests.colours import DEFICIENCIES, contrast, difference, linear, seen

SHEETS = {
    each.name: each.read_text("utf-8")
    for each in resources.files("sphinx_retrospective").joinpath("static").iterdir()
    if each.name.endswith(".css")
}
SHEET = SHEETS["retro.css"]
KINDS = [kind.name for kind in BUILT_IN]
#: Grounds of the themes: white, and sphinx_rtd_theme's; dark ones of the other themes, and the site's.
LIGHT, DARK = ("#ffffff", "#fcfcfc", "#fafbfc"), ("#131416", "#14181e", "#121212", "#131619", "#1a1c1e")


def colours(selector: str) -> dict[str, str]:
    """The custom properties that the first rule with that selector sets to a colour."""
    rule = re.search(rf"(?:^|,\n){re.escape(selector)}[^{{]*\{{([^}}]*)\}}", SHEET, re.MULTILINE)
    assert rule, selector
    return dict(re.findall(r"--retro-([a-z]+): (#[0-9a-f]{6});", rule[1]))


def test_contrast_is_computed_as_specified() -> None:
    assert contrast(linear("#000000"), linear("#ffffff")) == pytest.approx(21)
    assert contrast(linear("#777777"), linear("#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_difference_is_computed_as_specified() -> None:
    assert difference(linear("#000000"), linear("#ffffff")) == pytest.approx(1, abs=1e-6)
    # Red and green of equal lightness are one colour to those who lack the cones for either.
    red, green = "#c8553d", "#8b7f3a"
    assert difference(seen(red, "deuteranopia"), seen(green, "deuteranopia")) < 0.05
    assert difference(linear(red), linear(green)) > 0.1


SCHEMES = [("body", LIGHT), ('  body[data-theme="dark"]', DARK)]
every_scheme = pytest.mark.parametrize(("selector", "grounds"), SCHEMES, ids=["light", "dark"])


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@every_scheme
def test_every_kind_has_a_colour_that_even_text_could_have(
    selector: str, grounds: Sequence[str], deficiency: str
) -> None:
    set_here = colours(selector)
    assert sorted(set_here) == sorted(KINDS)
    for kind, colour in set_here.items():
        for ground in grounds:
            assert contrast(seen(colour, deficiency), seen(ground, deficiency)) >= 4.5, (kind, ground)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@every_scheme
def test_no_two_kinds_look_alike(selector: str, grounds: Sequence[str], deficiency: str) -> None:
    set_here = colours(selector)
    assert sorted(set_here) == sorted(KINDS)
    for one, other in combinations(KINDS, 2):
        assert difference(seen(set_here[one], deficiency), seen(set_here[other], deficiency)) >= 0.055, (one, other)


def test_the_dark_colours_are_the_same_where_the_system_chooses() -> None:
    assert colours('  body[data-theme="dark"]') == colours('  body[data-theme="auto"]')


def test_dark_colours_are_for_dark_screens_only() -> None:
    dark = re.findall(r"@media ([^{]*prefers-color-scheme: dark[^{]*)\{", SHEET)
    # `not print and (…)` would be the negation of both.
    assert dark
    assert {query.strip() for query in dark} == {"screen and (prefers-color-scheme: dark)"}


def test_hues_are_of_equal_weight() -> None:
    for selector, grounds in SCHEMES:
        ratios = [contrast(linear(colour), linear(grounds[0])) for colour in colours(selector).values()]
        assert max(ratios) / min(ratios) < 1.75


@pytest.mark.parametrize("name", SHEETS)
def test_it_loads_nothing(name: str) -> None:
    assert "url(" not in SHEETS[name]
    assert "@import" not in SHEETS[name]


def test_every_custom_property_in_use_is_set() -> None:
    everything = "".join(SHEETS.values())
    used = set(re.findall(r"var\((--retro-[a-z-]+)", everything))
    set_here = set(re.findall(r"(--retro-[a-z-]+):", everything))
    assert used
    assert used - set_here == set()


def test_nothing_is_looked_for_inside_each_of_many_siblings() -> None:
    """A browser looks at all siblings before each: with hundreds of marks that took half of the time to first paint."""
    rules = re.sub(r"/\*.*?\*/", "", "\n".join(SHEETS.values()), flags=re.DOTALL)
    before = [selector for selector in re.findall(r"^\s*([^{}@]+)\{", rules, re.MULTILINE) if " ~ " in selector]
    assert before
    for selector in before:
        assert ":has(" not in selector.rpartition(" ~ ")[0], selector
