"""What is measured of a build, and what is made of it."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.benchmarks import running
from tests.benchmarks.figures import Spread, exponent, ratios, spread
from tests.benchmarks.measuring import BuildError, Measure, Project, build, sphinx_arguments
from tests.benchmarks.model import Site, slug
from tests.benchmarks.plot import NARROW, WIDE, draw, panels
from tests.benchmarks.report import report
from tests.benchmarks.running import Contender, Plan, Result, measure
from tests.benchmarks.writing import BASE, OURS, Options, conf
from tests.sphinx.process import sphinx_build


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A page, and the smallest theme."""
    project = Project(tmp_path)
    project.source.mkdir()
    (project.source / "conf.py").write_text('html_theme = "basic"\n', "utf-8")
    (project.source / "index.rst").write_text("Start\n=====\n\nText.\n", "utf-8")
    return project


def test_a_build_is_measured(project: Project) -> None:
    """It is, and no memory of the process that measures."""
    ballast = bytes(1) * 300_000_000
    first, second = build(project, 1), build(project, 1)
    assert first.html == len(list(project.html.glob("*.html")))
    tops = (project.html, project.doctrees)
    sizes = [path.stat().st_size for top in tops for path in top.rglob("*") if path.is_file()]
    assert first.written == sum(sizes)
    assert second.html < first.html
    assert second.written < first.written
    for each in (first, second):
        assert each.cpu > 0.05
        assert each.wall > 0.05
        assert 1e7 < each.memory < len(ballast)


def test_a_build_with_a_warning_ends_the_measurement(project: Project) -> None:
    (project.source / "index.rst").write_text("Start\n===\n\n:ref:`nowhere`\n", "utf-8")
    with pytest.raises(BuildError) as raised:
        build(project, 1)
    assert "WARNING" in raised.value.reason
    assert build(Project(project.folder, sys.executable, strict=False), 1).html


def test_figures() -> None:
    assert spread([3, 1, 2]) == Spread(2, 1, 3)
    assert ratios([2, 6], [1, 2]) == Spread(2.5, 2, 3)
    assert ratios([2], [0]) is None
    assert exponent(10, 3, 20, 12) == pytest.approx(2)
    assert exponent(10, 3, 10, 12) is None


def _one_page(site: Site, options: Options) -> dict[str, str]:
    """A site of one page, and a page for each tag."""
    titles = "\n\n".join(event.title for _, event in site.events)
    names = [slug(tag) for tag in site.by_tag()]
    files = {f"{name}.rst": f":orphan:\n\n{name}\n{'=' * len(name)}\n\n:doc:`index`\n" for name in names}
    return {"conf.py": conf(options), "index.rst": f"Start\n=====\n\n{titles}\n", **files}


def _faulty(site: Site, options: Options) -> dict[str, str]:
    return {"conf.py": conf(options), "index.rst": "Beginning\n====\n"}


def _build_here(project: Project, jobs: int) -> Measure:
    """Build as `build` does, but in a process that need not start, and measure nothing."""
    ended = sphinx_build(project.folder, *sphinx_arguments(project, jobs)[2:])
    if ended.returncode:
        raise BuildError(ended.stderr)
    return Measure(1, 1, 1, 1, 1)


def test_every_form_is_built_after_every_edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "build", _build_here)
    plan = Plan(
        contenders=[Contender("one page", _one_page), Contender("faulty", _faulty)],
        pages=[1],
        jobs=[1],
        markups=["rst"],
        scenarios=["full", "event", "tag"],
        runs=1,
        seed=1,
        theme="basic",
        listed=1,
        indices=False,
        folder=tmp_path,
        check=True,
    )
    told: list[str] = []
    taken = list(measure(plan, told.append))
    assert [(each.contender, each.scenario) for each in taken] == [("one page", name) for name in plan.scenarios]
    # A renamed tag is a page removed and one written.
    assert [each.edited for each in taken[1:]] == [1, 2]
    assert list(plan.dropped) == ["faulty"]
    assert "WARNING: Title underline too short" in plan.dropped["faulty"]
    # Sphinx leaves the page of a source that was removed.
    (remark,) = plan.remarks
    assert remark.startswith("one page, 1 pages, rst: after the edits, 0 pages")
    assert "and 1 are left over" in remark
    assert not list(tmp_path.iterdir())


def results() -> list[Result]:
    return [
        Result(name, "myst", pages, 1, scenario, run, 2, Measure(pages * factor * run, 1, 2e7 * factor, 5e6, 7))
        for pages in (50, 200)
        for run in (1, 2, 3)
        for name, factor in ((OURS, 1.5), (BASE, 1.0))
        for scenario in ("full", "tag")
    ]


def test_a_report_has_medians_spreads_ratios_and_growth() -> None:
    text = report(results(), {"runs": "3"}, ["One is left out."])
    assert "- runs: 3\n" in text
    assert "- One is left out.\n" in text
    assert f"| build | figure | {OURS} | {BASE} |" in text
    assert "| full build | CPU, s | 150 (75–225) | 100 (50–150) |" in text
    assert "| full build | CPU ratio | 1.50 |  |" in text
    assert "| full build | peak, MB | 30 | 20 |" in text
    assert "| a tag renamed | CPU, s | 600 (300–900) | 400 (200–600) |" in text
    assert "| a tag renamed | sources changed | 2 | 2 |" in text
    assert f"| myst | 1 | full build | {OURS} | 50 to 200 | 1.00 | 0.00 |" in text


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_a_plot_is_well_formed_and_shows_every_form(size: tuple[int, int]) -> None:
    drawn = ElementTree.fromstring(draw(panels(results()), "Caption <&>", size))
    texts = [each.text for each in drawn.iter() if each.tag.endswith("}text")]
    assert {OURS, BASE, "50", "200", "Caption <&>", "full build, CPU seconds", "full build, peak MB"} <= set(texts)
    assert len([each for each in drawn.iter() if each.tag.endswith("}polyline")]) == 2 * 3
    places = [
        (float(x), float(y)) for each in drawn.findall("{*}g") for x, y in [each.attrib["transform"][10:-1].split()]
    ]
    # Each plot has a place of its own, and none is cut off.
    assert len(set(places)) == 3
    assert all(x + size[0] // size[1] <= float(drawn.attrib["width"]) for x, _ in places)
    assert max(y for _, y in places) + 200 <= float(drawn.attrib["height"])


def test_a_caption_is_wrapped() -> None:
    drawn = ElementTree.fromstring(draw(panels(results()), "of builds by number of pages, " * 4, NARROW))
    texts = [each.text or "" for each in drawn.findall("{*}text")]
    assert sum("pages" in text for text in texts) > 1
    assert all(len(text) * 6 <= NARROW[0] for text in texts)


def test_a_plot_of_one_size_has_no_lines() -> None:
    one = [each for each in results() if each.pages == 50]
    drawn = ElementTree.fromstring(draw(panels(one), "One"))
    assert not [each for each in drawn.iter() if each.tag.endswith("}polyline")]
