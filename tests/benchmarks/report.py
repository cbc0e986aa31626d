"""The results as Markdown: a table of each size, and how everything grows from size to size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from tests.benchmarks.figures import Spread, exponent, ratios, spread
from tests.benchmarks.measuring import Measure
from tests.benchmarks.running import SCENARIOS, Result
from tests.benchmarks.writing import BASE

#: What is told of a build: what it is called, how to take it from a measure, and by what it is divided.
FIGURES: Final[Mapping[str, tuple[Callable[[Measure], float], float]]] = {
    "CPU, s": (lambda took: took.cpu, 1),
    "wall, s": (lambda took: took.wall, 1),
    "peak, MB": (lambda took: took.memory, 1e6),
    "written, MB": (lambda took: took.written, 1e6),
    "pages written": (lambda took: took.html, 1),
}

Key = tuple[str, int, int, str]


def report(results: Sequence[Result], facts: Mapping[str, str], remarks: Iterable[str]) -> str:
    """Return all of it.

    Args:
        results: in the order in which they were measured.
        facts: versions and settings, by what they are called.
        remarks: lines on what could not be measured, or how sites differ.
    """
    blocks = ["# Builds", _facts(facts), _LEGEND]
    remarks = list(remarks)
    if remarks:
        blocks.append("\n".join(f"- {remark}" for remark in remarks))
    for markup, pages, jobs in dict.fromkeys((each.markup, each.pages, each.jobs) for each in results):
        here = [each for each in results if (each.markup, each.pages, each.jobs) == (markup, pages, jobs)]
        blocks.append(f"## {pages} pages, {markup}, -j {jobs}\n\n{_table(here)}")
    growth = list(_growth(results))
    if growth:
        head = ["markup", "-j", "build", "form", "pages", "CPU", "peak memory"]
        blocks.append(f"## Growth\n\n{_GROWTH_LEGEND}\n\n{_markdown(head, growth)}")
    return "\n\n".join(blocks) + "\n"


_LEGEND: Final = (
    "Figures are medians; those in parentheses are the smallest and the largest of all runs. A ratio is that of the "
    f"form to “{BASE}”, run by run. CPU is user and system time of all processes of a build; the peak is that of its "
    "largest process; what is written is output and doctrees."
)
_GROWTH_LEGEND: Final = "The power of the number of pages that each grows with: 1 is in step with it, 2 is its square."


def _table(results: Sequence[Result]) -> str:
    """Return a table with a column for each form, and for each build a row for each figure."""
    forms = list(dict.fromkeys(each.contender for each in results))
    rows = []
    for scenario in SCENARIOS:
        of_form = [_of(results, scenario, name) for name in forms]
        if not any(of_form):
            continue
        figures = {
            figure: [_figures([take(each.measure) / unit for each in found]) for found in of_form]
            for figure, (take, unit) in FIGURES.items()
        }
        figures["CPU ratio"] = [_ratio(found, _of(results, scenario, BASE)) for found in of_form]
        figures["sources changed"] = [str(found[-1].edited) if found else "" for found in of_form]
        rows += [[SCENARIOS[scenario], figure, *cells] for figure, cells in figures.items()]
    return _markdown(["build", "figure", *forms], rows)


def _of(results: Iterable[Result], scenario: str, name: str) -> list[Result]:
    return [each for each in results if (each.scenario, each.contender) == (scenario, name)]


def _ratio(found: Sequence[Result], base: Sequence[Result]) -> str:
    by_run = {each.run: each.measure.cpu for each in base}
    pairs = [(each.measure.cpu, by_run[each.run]) for each in found if each.run in by_run]
    told = ratios([ours for ours, _ in pairs], [theirs for _, theirs in pairs])
    return _spread(told) if told and found[0].contender != BASE else ""


def _growth(results: Sequence[Result]) -> Iterator[list[str]]:
    sizes = sorted({each.pages for each in results})
    kinds = dict.fromkeys((each.markup, each.jobs, each.scenario, each.contender) for each in results)
    places = {name: place for place, name in enumerate(SCENARIOS)}
    for markup, jobs, scenario, name in sorted(kinds, key=lambda kind: (kind[0], kind[1], places[kind[2]])):
        medians = {}
        for pages in sizes:
            found = [
                each.measure
                for each in results
                if (each.markup, each.jobs, each.scenario, each.contender, each.pages)
                == (markup, jobs, scenario, name, pages)
            ]
            if found:
                medians[pages] = [spread([take(each) for each in found]).median for take in (_cpu, _memory)]
        for less, more in pairwise(medians):
            powers = [
                exponent(less, before, more, then) for before, then in zip(medians[less], medians[more], strict=True)
            ]
            told = ["" if power is None else f"{power:.2f}" for power in powers]
            yield [markup, str(jobs), SCENARIOS[scenario], name, f"{less} to {more}", *told]


def _cpu(took: Measure) -> float:
    return took.cpu


def _memory(took: Measure) -> float:
    return took.memory


def _facts(facts: Mapping[str, str]) -> str:
    return "\n".join(f"- {name}: {value}" for name, value in facts.items())


def _figures(values: Sequence[float]) -> str:
    return _spread(spread(values)) if values else ""


def _spread(told: Spread) -> str:
    if told.least == told.most:
        return number(told.median)
    return f"{number(told.median)} ({number(told.least)}–{number(told.most)})"


def number(value: float) -> str:
    """Return a figure with as many digits as can be meant."""
    if value == round(value) or abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
