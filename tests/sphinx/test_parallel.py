"""What several processes build is what one builds, and two clean builds are alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import EVENT, Build, Project, retro, rewritten, texts
from tests.sphinx.trees import output


class Both(NamedTuple):
    """The same project in two folders, and what one process made of it here, and then several there."""

    here: Project
    there: Project
    serial: Build
    parallel: Build


@pytest.fixture(scope="module", autouse=True)
def _on_one_day() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1577836800")
        yield


def made(make_project: MakeProject) -> Project:
    """The sample, with mistakes that only the whole shows, for the warnings, and enough pages to share out."""
    more = {
        f"more/p{number}.rst": f"Page {number}\n======\n"
        + EVENT.format(title=f"More {number}", id=f"m{number % 7}", date=2010, tags=f"t{number % 3}")
        + f"\n.. timeline::\n   :vew: {number}\n\n:tag:`t{number}`\n"
        for number in range(12)
    }
    view = "View\n====\n\n.. timeline::\n   :tags: t1, nothing of that name\n\n:event:`m1` :event:`m99`\n"
    return make_project({**more, "more/view.rst": view}, root="everything")


@pytest.fixture(scope="module")
def built(make_shared_project: MakeProject) -> Both:
    here, there = (made(make_shared_project) for _ in range(2))
    both = Both(here, there, here.build(), there.build(parallel=4))
    there.keep()
    return both


@pytest.fixture
def both(built: Both) -> Both:
    built.there.restore()
    return built


def test_equals_serial(both: Both) -> None:
    """Two clean builds are alike, too: neither the folder nor what was built before is in them."""
    here, there, serial, parallel = both
    # Ids used twice, what a view and a role name, the option of each page, and tags that are not there.
    assert len(retro(serial.warnings)) == 5 + 2 + 12 + 9
    assert parallel.warnings == serial.warnings
    assert output(parallel.outdir) == output(serial.outdir)
    # From what was read for those.
    for builder in ("epub", "latex"):
        serial, parallel = here.build(builder), there.build(builder, parallel=4)
        assert parallel.warnings == serial.warnings, builder
        assert output(parallel.outdir) == output(serial.outdir), builder


def test_again_and_after_an_edit(both: Both) -> None:
    project = both.there
    assert rewritten(project, parallel=2) == set()
    project.edit("more/p1.rst", "event:: More 1", "event:: Renamed")
    build = project.build(parallel=2)
    assert "Renamed" in texts(build.page("more/view"), ".retro-title")
    assert "Told of More 2." in build.read("more/p2.html")
    assert build.domain.gathered.chronicle.event("m2") is not None
