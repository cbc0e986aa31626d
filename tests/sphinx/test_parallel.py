"""What several processes build is what one builds."""

from __future__ import annotations

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import EVENT, Project, retro, rewritten, texts
from tests.sphinx.trees import output


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    project = make_project(root="everything")
    # Mistakes that only the whole shows, for the warnings, and enough pages to share out.
    more = {
        f"more/p{number}.rst": f"Page {number}\n======\n"
        + EVENT.format(title=f"More {number}", id=f"m{number % 7}", date=2010, tags=f"t{number % 3}")
        + f"\n.. timeline::\n   :vew: {number}\n\n:tag:`t{number}`\n"
        for number in range(12)
    }
    view = "View\n====\n\n.. timeline::\n   :tags: t1, nothing of that name\n\n:event:`m1` :event:`m99`\n"
    project.write({**more, "more/view.rst": view})
    return project


def test_equals_serial(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577836800")
    # The first reads what all of them write.
    for builder in ("html", "epub", "latex"):
        serial = project.build(builder, outdir=f"serial-{builder}", doctrees="serial-doctrees")
        parallel = project.build(builder, outdir=f"parallel-{builder}", doctrees="parallel-doctrees", parallel=4)
        assert parallel.warnings == serial.warnings, builder
        if builder == "html":
            # Ids used twice, what a view and a role name, the option of each page, and tags that are not there.
            assert len(retro(serial.warnings)) == 5 + 2 + 12 + 9
        assert output(parallel.outdir) == output(serial.outdir), builder


def test_again_and_after_an_edit(project: Project) -> None:
    project.build(parallel=2)
    assert rewritten(project, parallel=2) == set()
    project.edit("more/p1.rst", "event:: More 1", "event:: Renamed")
    build = project.build(parallel=2)
    assert "Renamed" in texts(build.page("more/view"), ".retro-title")
    assert "Told of More 2." in build.read("more/p2.html")
    assert build.domain.gathered.chronicle.event("m2") is not None
