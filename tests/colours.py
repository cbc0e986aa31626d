"""Colours as they are seen: contrast, and how far apart two of them are, to all and to those who lack some cones."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

Triple = tuple[float, float, float]

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
