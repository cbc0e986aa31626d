"""The measurement: each form of the site built in turn, in each state, several times."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from tests.benchmarks import model
from tests.benchmarks.markup import MARKUPS
from tests.benchmarks.measuring import BuildError, Measure, Project, build
from tests.benchmarks.model import EDITS, Site
from tests.benchmarks.writing import Files, Form, Options, write

SCENARIOS: Final[Mapping[str, str]] = {
    "full": "full build",
    "unchanged": "nothing changed",
    "event": "one event retitled",
    "prose": "one page's prose edited",
    "tag": "a tag renamed",
}


@dataclass(frozen=True, slots=True)
class Contender:
    """A form of the site.

    Attributes:
        name: its name.
        form: what writes it.
        python: the interpreter that builds it.
        strict: whether a warning ends the measurement: others may warn of what is not the site's fault.
    """

    name: str
    form: Form
    python: str = sys.executable
    strict: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """What one build took.

    Attributes:
        contender: the name of the form.
        markup: the name of the markup.
        pages: how many pages the site has.
        jobs: how many processes Sphinx was told to use.
        scenario: one of `SCENARIOS`.
        run: the number of the run.
        edited: how many source files were written, renamed or removed before the build.
        measure: what it took.
    """

    contender: str
    markup: str
    pages: int
    jobs: int
    scenario: str
    run: int
    edited: int
    measure: Measure


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be measured.

    Attributes:
        contenders: the forms.
        pages, jobs, markups, scenarios: of each, what to measure.
        runs: how often.
        seed: what the sites are made of.
        theme, listed, indices: see `tests.benchmarks.writing.Options`.
        folder: where sites are written and built.
        keep: whether the last build of each stays there.
        check: whether the site is compared with a clean build after the edits, once for each form and size.
        dropped: why forms were left out, by their names.
        remarks: what was found by *check*.
    """

    contenders: Sequence[Contender]
    pages: Sequence[int]
    jobs: Sequence[int]
    markups: Sequence[str]
    scenarios: Sequence[str]
    runs: int
    seed: int
    theme: str
    listed: int
    indices: bool
    folder: Path
    keep: bool = False
    check: bool = False
    dropped: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def options(self, markup: str) -> Options:
        """Return how sites are written in *markup*."""
        return Options(MARKUPS[markup], self.theme, self.listed, self.indices)


def measure(plan: Plan, tell: Callable[[str], None]) -> Iterator[Result]:
    """Yield what each build took. A form that does not build is left out from then on, and noted in `plan.dropped`."""
    _warm_up(plan, tell)
    for pages in plan.pages:
        site = model.make_site(pages, plan.seed)
        for markup in plan.markups:
            for jobs in plan.jobs:
                yield from _alternate(plan, site, markup, jobs, tell)


def _alternate(plan: Plan, site: Site, markup: str, jobs: int, tell: Callable[[str], None]) -> Iterator[Result]:
    for run in range(1, plan.runs + 1):
        contenders = [each for each in plan.contenders if each.name not in plan.dropped]
        # Whoever comes first in one run comes last in the next, as a machine may grow hotter or slower.
        for contender in contenders if run % 2 else contenders[::-1]:
            took = []
            try:
                for result in _builds(plan, contender, site, tell, markup=markup, jobs=jobs, run=run):
                    took.append(f"{result.scenario} {result.measure.cpu:.1f}")
                    if result.scenario in plan.scenarios:
                        yield result
            except BuildError as error:
                plan.dropped[contender.name] = error.reason
            where = f"{len(site.pages)} pages, {markup}, -j {jobs}, run {run}"
            tell(f"{where}: {contender.name}: {plan.dropped.get(contender.name) or ', '.join(took)}")


def _builds(
    plan: Plan, contender: Contender, site: Site, tell: Callable[[str], None], *, markup: str, jobs: int, run: int
) -> Iterator[Result]:
    """Yield a full build, and one after each edit that is asked for."""
    options = plan.options(markup)
    project = Project(plan.folder / f"{contender.name} {markup} {len(site.pages)}", contender.python, contender.strict)
    shutil.rmtree(project.folder, ignore_errors=True)

    files: dict[str, str] = {}
    try:
        for scenario in ["full", *(name for name in EDITS if name in plan.scenarios)]:
            site = EDITS[scenario](site) if scenario in EDITS else site
            earlier, files = files, contender.form(site, options)
            edited = write(project.source, files, earlier)
            took = build(project, jobs)
            yield Result(contender.name, markup, len(site.pages), jobs, scenario, run, len(edited), took)
        if plan.check and run == 1 and jobs == plan.jobs[0]:
            stale, left = _stale_pages(project, files)
            where = f"{contender.name}, {len(site.pages)} pages, {markup}"
            plan.remarks.append(
                f"{where}: after the edits, {len(stale)} pages are not as a clean build writes them, "
                f"and {len(left)} are left over that it does not write"
            )
            tell(f"{plan.remarks[-1]}: {', '.join([*stale, *left][:5])}")
    finally:
        if not plan.keep:
            shutil.rmtree(project.folder, ignore_errors=True)


def _stale_pages(project: Project, files: Files) -> tuple[list[str], list[str]]:
    """Return the pages of *project* that a clean build of its sources, *files*, writes otherwise, or not at all."""
    with tempfile.TemporaryDirectory(dir=project.folder) as folder:
        clean = replace(project, folder=Path(folder))
        write(clean.source, files)
        build(clean, 1)
        built, anew = (
            {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*.html")}
            for top in (project.html, clean.html)
        )
    stale = sorted(name for name, text in anew.items() if built.get(name) != text)
    return stale, sorted(built.keys() - anew.keys())


def _warm_up(plan: Plan, tell: Callable[[str], None]) -> None:
    """Build a small site of each form, so that what is read from the disk at first is in its caches."""
    site = model.make_site(2, plan.seed)
    for contender in plan.contenders:
        project = Project(plan.folder / f"warm-up {contender.name}", contender.python, contender.strict)
        shutil.rmtree(project.folder, ignore_errors=True)
        write(project.source, contender.form(site, plan.options(plan.markups[0])))
        try:
            took = build(project, 1)
        except BuildError as error:
            plan.dropped[contender.name] = error.reason
        else:
            tell(f"warm-up: {contender.name}: {took.cpu:.1f} s of processor time for 2 pages")
        finally:
            shutil.rmtree(project.folder, ignore_errors=True)
