"""The style sheet: its colours can be told from the page, in light and in dark, and it holds what it says."""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Iterable, Sequence
from importlib import resources
from itertools import combinations

import pytest

from sphinx_retrospective.core.kinds import BUILT_IN

SHEET = resources.files("sphinx_retrospective").joinpath("static/retro.css").read_text("utf-8")
KINDS = [kind.name for kind in BUILT_IN]
#: Grounds of the themes: white, and sphinx_rtd_theme's; dark ones of the other themes, and the site's.
LIGHT, DARK = ("#ffffff", "#fcfcfc", "#fafbfc"), ("#131416", "#14181e", "#121212", "#131619", "#1a1c1e")
#: How colours look to those who lack one kind of cones, as matrices of linear RGB (Machado, Oliveira, Fernandes 2009,
#: "A Physiologically-based Model for Simulation of Color Vision Deficiency", table 1, severity 1.0).
DEFICIENCIES = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}
#: Oklab (Ottosson 2020): from linear RGB to cones, and from their cube roots to lightness and two axes of colour.
CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
OKLAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)

Triple = tuple[float, float, float]


def colours(selector: str) -> dict[str, str]:
    """The custom properties that the first rule with that selector sets to a colour."""
    rule = re.search(rf"(?:^|,\n){re.escape(selector)}[^{{]*\{{([^}}]*)\}}", SHEET, re.MULTILINE)
    assert rule, selector
    return dict(re.findall(r"--retro-([a-z]+): (#[0-9a-f]{6});", rule[1]))


def linear(colour: str) -> Triple:
    """The channels of ``#rrggbb`` in linear light (sRGB, IEC 61966-2-1)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def applied(matrix: Sequence[Sequence[float]], vector: Iterable[float]) -> Triple:
    """The product of a matrix and a vector."""
    x, y, z = vector
    first, second, third = (row[0] * x + row[1] * y + row[2] * z for row in matrix)
    return first, second, third


def seen(colour: str, deficiency: str) -> Triple:
    """A colour as somebody with that deficiency sees it, in linear light."""
    red, green, blue = (min(max(part, 0), 1) for part in applied(DEFICIENCIES[deficiency], linear(colour)))
    return red, green, blue


def contrast(one: Triple, other: Triple) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance and contrast ratio)."""
    darker, lighter = sorted(0.2126 * each[0] + 0.7152 * each[1] + 0.0722 * each[2] for each in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def difference(one: Triple, other: Triple) -> float:
    """How far apart two colours are, as the eye judges it: black and white are 1 apart, and 0.02 is just to be seen."""
    places = [applied(OKLAB, (cone ** (1 / 3) for cone in applied(CONES, each))) for each in (one, other)]
    return math.dist(*places)


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
    for kind, colour in colours(selector).items():
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
