"""Two clean builds are alike to the byte, wherever and however they are made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sphinx.project import ROOTS
from tests.sphinx.trees import output

pytestmark = pytest.mark.once

#: Two places to build in that have nothing in common but the time that the sources are of.
PLACES = {
    "here": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    "elsewhere, further down": {"PYTHONHASHSEED": "42", "TZ": "America/Caracas", "LC_ALL": "C.UTF-8"},
}
#: One of each way to write.
BUILDERS = ("html", "singlehtml", "epub", "latex", "text", "xml", "gettext")
#: What none but Sphinx writes, and not alike: the environment.
NOT_OUTPUT = ("environment.pickle",)


#: Builds the sample in the folder where it runs, with each builder named, and writes down what each said.
BUILD = """
import locale, sys
from pathlib import Path
from tests.sphinx.project import Project

# As ``sphinx-build`` does.
locale.setlocale(locale.LC_ALL, "")
project = Project(Path.cwd())
project.copy("everything")
for builder in sys.argv[1:]:
    # Sphinx refuses to share what it reads for translators.
    build = project.build(builder, doctrees="doctrees-gettext" if builder == "gettext" else "doctrees")
    (project.folder / f"{builder}.said").write_text("\\n".join(build.warnings), encoding="utf-8")
"""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The sample, built in each place with every builder, from one reading, at the same time."""
    folder = tmp_path_factory.mktemp("places")
    known = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    known["PYTHONPATH"] = os.pathsep.join([str(ROOTS.parents[1]), *filter(None, sys.path)])
    for place in PLACES:
        (folder / place).mkdir()
    running = [
        subprocess.Popen(
            [sys.executable, "-c", BUILD, *BUILDERS],
            cwd=folder / place,
            env=known | {"SOURCE_DATE_EPOCH": "1577836800", **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for place, environment in PLACES.items()
    ]
    ended = [(process.communicate()[1], process.returncode) for process in running]
    assert [said for said, status in ended if status] == []
    return [folder / place for place in PLACES]


def built(place: Path, builder: str) -> tuple[dict[str, bytes], str]:
    """What the builder wrote in that place, and what was said."""
    files = output(place / f"build-{builder}")
    if builder == "xml":
        # Sphinx says there which file each document is from.
        here = str(place).encode()
        files = {name: content.replace(b'<document source="' + here, b"", 1) for name, content in files.items()}
    return files, (place / f"{builder}.said").read_text("utf-8").replace(str(place), "")


@pytest.mark.parametrize("builder", BUILDERS)
def test_in_another_place(places: list[Path], builder: str) -> None:
    (one, said), (other, said_too) = (built(place, builder) for place in places)
    assert one
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name] and name not in NOT_OUTPUT] == []
    assert said == said_too
