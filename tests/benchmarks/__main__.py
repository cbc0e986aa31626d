"""How long builds take with sphinx-retrospective, with the same site written by hand, and with other extensions.

`make bench BENCHOPTS='…'`; the results are in `_build/bench`: all figures as JSON, a table, a picture.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from tests.benchmarks import model
from tests.benchmarks.by_hand import by_hand
from tests.benchmarks.loading import loading_line
from tests.benchmarks.markup import MARKUPS
from tests.benchmarks.measuring import Project
from tests.benchmarks.ours import ours
from tests.benchmarks.peers import PEERS, contenders
from tests.benchmarks.plot import NARROW, WIDE, draw, panels
from tests.benchmarks.profiles import profile
from tests.benchmarks.report import report
from tests.benchmarks.running import SCENARIOS, Contender, Plan, Result, measure
from tests.benchmarks.writing import BASE, OURS, write

FALLBACK_THEME: Final = "alabaster"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and write and print the results."""
    options = _parser().parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    theme = _theme(options.theme)
    forms = [Contender(OURS, ours), Contender(BASE, by_hand)]
    peers = [] if options.peers is None else options.peers or [peer.name for peer in PEERS]
    others, remarks = contenders(peers, theme, options.out / "peers", _tell)
    plan = Plan(
        contenders=[*forms, *others],
        pages=options.pages,
        jobs=options.jobs,
        markups=options.markup,
        scenarios=options.scenario,
        runs=options.runs,
        seed=options.seed,
        theme=theme,
        listed=options.listed,
        indices=options.indices,
        folder=options.out / "sites",
        keep=options.keep,
        check=options.check,
    )
    facts = _facts(plan, " ".join(sys.argv[1:] if arguments is None else arguments))
    if options.profile:
        _profile(plan, options.out)
    if options.builds:
        _measure(plan, options.out, facts, remarks)
    if options.reader:
        _reader(plan, options)
    if options.loading:
        print(loading_line())
    if not plan.keep:
        shutil.rmtree(plan.folder, ignore_errors=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="make bench", description="Compare builds with sphinx-retrospective with the same site written by hand."
    )
    add = parser.add_argument
    add("--pages", type=int, nargs="+", default=[50, 200], help="sizes of sites (50 200); each page has 10 events")
    add("--runs", type=int, default=3, help="how often each build is measured (3)")
    add("--jobs", type=int, nargs="+", default=[1, 2], help="processes that Sphinx may use (1 2)")
    add("--markup", nargs="+", choices=MARKUPS, default=["myst"], help="markups of the sources (myst)")
    add("--scenario", nargs="+", choices=SCENARIOS, default=list(SCENARIOS), help="what is built (all of them)")
    add("--seed", type=int, default=1, help="what the sites are made of (1)")
    add("--theme", default="furo", help="theme of the sites (furo, or alabaster where that is missing)")
    add("--listed", type=int, default=100, help="how many pages are in the toctree (100)")
    add("--indices", action="store_true", help="have the extension's two indices too, which sites by hand lack")
    add(
        "--peers",
        nargs="*",
        choices=[peer.name for peer in PEERS],
        help="measure other extensions too, all of them or those named; needs the network once",
    )
    add("--profile", action="store_true", help="profile the extension's builds of the first size")
    add("--reader", action="store_true", help="measure long views in a browser (needs Chromium)")
    add("--loading", action="store_true", help="measure what loading the extension takes")
    add("--loads", type=int, default=7, help="how often the browser loads each page (7)")
    add("--no-builds", dest="builds", action="store_false", help="only what --profile, --reader and --loading ask for")
    add("--check", action="store_true", help="say which pages are not up to date after the edits")
    add("--keep", action="store_true", help="keep the last site of each form and size, as it was built")
    add("--out", type=Path, default=Path("_build/bench"), help="where results are written (_build/bench)")
    return parser


def _theme(wanted: str) -> str:
    """Return *wanted*, or another where it is not installed."""
    try:
        importlib.import_module(wanted)
    except ImportError:
        _tell(f"{wanted} is not installed; the theme is {FALLBACK_THEME}")
        return FALLBACK_THEME
    return wanted


def _facts(plan: Plan, arguments: str) -> dict[str, str]:
    """Return what was measured, and with what."""
    packages = dict.fromkeys([OURS, "sphinx", "docutils", "myst-parser", plan.theme])
    return {
        "command": f"make bench BENCHOPTS='{arguments}'" if arguments else "make bench",
        "versions": ", ".join(
            [f"Python {platform.python_version()}", *(f"{name} {metadata.version(name)}" for name in packages)]
        ),
        "system": f"{platform.system()}, {platform.machine()}, {os.cpu_count()} processors",
        "site": f"seed {plan.seed}, {model.EVENTS_PER_PAGE} events a page; "
        + "; ".join(f"{pages} pages have {model.tag_count(pages)} tags" for pages in plan.pages)
        + f"; up to {plan.listed} pages in the toctree",
        "runs": str(plan.runs),
    }


def _write_json(path: Path, facts: dict[str, str], results: Sequence[Result], remarks: Sequence[str]) -> None:
    everything: dict[str, Any] = {**facts, "remarks": remarks, "results": [asdict(each) for each in results]}
    path.write_text(json.dumps(everything, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _finish(out: Path, results: Sequence[Result], facts: dict[str, str], remarks: Sequence[str]) -> None:
    """Write table and pictures, and print the table."""
    if not results:
        _tell("nothing could be measured")
        return
    text = report(results, facts, remarks)
    (out / "results.md").write_text(text, "utf-8")
    for markup, jobs in dict.fromkeys((each.markup, each.jobs) for each in results):
        here = [each for each in results if (each.markup, each.jobs) == (markup, jobs)]
        caption = f"CPU time and memory of builds by number of pages, medians and spread: {markup}, -j {jobs}"
        for name, size in (("", WIDE), ("-narrow", NARROW)):
            (out / f"builds-{markup}-j{jobs}{name}.svg").write_text(draw(panels(here), caption, size), "utf-8")
    print(text)
    _tell(f"the results are in {out}")


def _measure(plan: Plan, out: Path, facts: dict[str, str], remarks: list[str]) -> None:
    """Measure builds, and write what was found after each; if the run is broken off, tell what there is."""
    results: list[Result] = []
    try:
        for result in measure(plan, _tell):
            results.append(result)
            _write_json(out / "results.json", facts, results, remarks)
    except KeyboardInterrupt:
        remarks.append("The measurement was broken off.")
    remarks += plan.remarks
    remarks += [f"{name} is left out from where its site does not build: {why}" for name, why in plan.dropped.items()]
    _write_json(out / "results.json", facts, results, remarks)
    _finish(out, results, facts, remarks)


def _profile(plan: Plan, out: Path) -> None:
    """Profile our builds of the first size."""
    markup = plan.markups[0]
    project = Project(plan.folder / "profile")
    shutil.rmtree(project.folder, ignore_errors=True)
    write(project.source, ours(model.make_site(plan.pages[0], plan.seed), plan.options(markup)))
    for scenario in ("full", "unchanged"):
        _tell(f"the profile is in {profile(project, out, f'profile-{scenario}-{plan.pages[0]}')}")


def _reader(plan: Plan, options: argparse.Namespace) -> None:
    """Measure long views, and write and print what they cost."""
    from tests.benchmarks.reader import measure_reader, reader_table

    markup = plan.markups[0]
    costs = measure_reader(plan.options(markup), plan.folder / "reader", plan.seed, options.loads, _tell)
    table = reader_table(costs)
    (options.out / "reader.json").write_text(json.dumps(costs, indent=1) + "\n", "utf-8")
    (options.out / "reader.md").write_text(f"{table}\n", "utf-8")
    print(table)


def _tell(line: str) -> None:
    """Say what goes on, beside what is printed."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
