"""Figures of several runs: the middle one and the spread, ratios of pairs, growth from size to size."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """Several figures of one thing.

    Attributes:
        median: the middle one.
        least: the smallest.
        most: the largest.
    """

    median: float
    least: float
    most: float


def spread(values: Sequence[float]) -> Spread:
    """Return the spread of *values*, of which there is one at least."""
    return Spread(statistics.median(values), min(values), max(values))


def ratios(values: Sequence[float], others: Sequence[float]) -> Spread | None:
    """Return the spread of the ratios of each of *values* to that of *others* measured beside it; None for 0."""
    pairs = [(value, other) for value, other in zip(values, others, strict=True) if other]
    return spread([value / other for value, other in pairs]) if pairs else None


def exponent(size: float, value: float, larger: float, then: float) -> float | None:
    """Return the power of the size that a value grew with, from *size* to *larger*; None where it can't be told."""
    if size == larger or min(size, larger, value, then) <= 0:
        return None
    return math.log(then / value) / math.log(larger / size)
