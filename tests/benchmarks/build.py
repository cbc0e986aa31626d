"""How long a build takes with sphinx-retrospective, and with the same pages written by hand (`make bench`).

Both projects have the same text: pages of events, one page that lists them all by year, and one of the tags with
what carries each. In one, the extension makes the lists; in the other they are written out, with labels and references.
Each is built from nothing several times, in turn, in a process of its own; then again with one page edited.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

YEARS = range(1990, 2020)
TAGS = [f"subject-{number}" for number in range(40)]
PER_PAGE = 20


def events(count: int) -> Iterator[tuple[int, int, list[str]]]:
    """Yield number, year and tags of each event."""
    for number in range(count):
        yield number, YEARS[number * len(YEARS) // count], [TAGS[number % 40], TAGS[number * 7 % 40 - 1]]


def summary(number: int) -> str:
    """The text of an event."""
    return f"What happened the {number}th time, told in a sentence of *usual* length, with some detail at its end."


def retrospective(folder: Path, count: int) -> None:
    """Write the project that uses the extension."""
    _write(folder, "conf.py", 'extensions = ["sphinx_retrospective"]\n')
    for page in range(count // PER_PAGE):
        lines = [f"Page {page}", "=======", ""]
        for number, year, tags in list(events(count))[page * PER_PAGE : (page + 1) * PER_PAGE]:
            lines += [f".. event:: Event {number}", f"   :date: {year}", f"   :tags: {', '.join(tags)}", ""]
            lines += [f"   {summary(number)}", ""]
        _write(folder, f"page{page}.rst", "\n".join(lines))
    _write(folder, "all.rst", "All\n===\n\n.. timeline::\n")
    _write(folder, "tags.rst", "Tags\n====\n\n.. tag-index::\n")
    _index(folder, count)


def by_hand(folder: Path, count: int) -> None:
    """Write the project that says the same without it."""
    _write(folder, "conf.py", "")
    everything = list(events(count))
    for page in range(count // PER_PAGE):
        lines = [f"Page {page}", "=======", ""]
        for number, year, tags in everything[page * PER_PAGE : (page + 1) * PER_PAGE]:
            lines += [f".. _event-{number}:", "", f"{year} - Event {number}", f"   {summary(number)}", ""]
            lines += [f"   Tags: {', '.join(f':ref:`{tag}`' for tag in tags)}", ""]
        _write(folder, f"page{page}.rst", "\n".join(lines))
    lines = ["All", "===", ""]
    for number, year, tags in everything:
        lines += [f"{year} - :ref:`Event {number} <event-{number}>`", f"   {summary(number)}", ""]
        lines += [f"   Tags: {', '.join(f':ref:`{tag}`' for tag in tags)}", ""]
    _write(folder, "all.rst", "\n".join(lines))
    _write(folder, "tags.rst", "Tags\n====\n\n.. toctree::\n   :glob:\n\n   tags/*\n")
    for tag in TAGS:
        lines = [f".. _{tag}:", "", tag, "=" * len(tag), ""]
        for number, year, tags in everything:
            if tag in tags:
                lines += [f"{year} - :ref:`Event {number} <event-{number}>`", f"   {summary(number)}", ""]
        _write(folder, f"tags/{tag}.rst", "\n".join(lines))
    _index(folder, count)


def _index(folder: Path, count: int) -> None:
    pages = "\n".join(f"   page{page}" for page in range(count // PER_PAGE))
    _write(folder, "index.rst", f"Start\n=====\n\n.. toctree::\n\n   all\n   tags\n{pages}\n")


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def build(folder: Path, out: Path) -> float:
    """Build *folder* and return how many seconds it took."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", str(folder), str(out)]
    started = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Compare a build with the extension with one by hand.")
    parser.add_argument("--events", type=int, default=1000, help="how many events (default 1000)")
    parser.add_argument("--runs", type=int, default=5, help="how many counted runs of each (default 5)")
    options = parser.parse_args()
    makers = {"with the extension": retrospective, "by hand": by_hand}
    clean: dict[str, list[float]] = {name: [] for name in makers}
    edited: dict[str, list[float]] = {name: [] for name in makers}
    with tempfile.TemporaryDirectory() as top:
        for name, make in makers.items():
            make(Path(top, name), options.events)
        for run in range(options.runs + 1):
            for name in makers:
                folder, out = Path(top, name), Path(top, f"out {name} {run}")
                seconds = build(folder, out)
                page = folder / "page1.rst"
                page.write_text(page.read_text("utf-8").replace("told", "retold", 1), "utf-8")
                again = build(folder, out)
                if run:  # The first run warms the disk's caches.
                    clean[name].append(seconds)
                    edited[name].append(again)
    print(f"{options.events} events, {options.runs} runs of each in turn; seconds, minimum / median / maximum")
    for what, figures in (("clean build", clean), ("one page edited", edited)):
        for name, runs in figures.items():
            spread = f"{min(runs):.2f} / {statistics.median(runs):.2f} / {max(runs):.2f}"
            print(f"{what:16} {name:20} {spread}")
        ratios = [ours / theirs for ours, theirs in zip(*figures.values(), strict=True)]
        print(f"{what:16} {'ratio':20} {statistics.median(ratios):.2f} (median of pairs)")


if __name__ == "__main__":
    main()
