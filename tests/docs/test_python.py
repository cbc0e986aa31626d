"""What the reference says of Python works as it stands there, and what fails in it costs one warning."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator

import pytest

from tests.conftest import MakeProject
from tests.docs.examples import REFERENCE
from tests.sphinx.project import CONF, texts

PAGE = (REFERENCE / "python.md").read_text("utf-8")
FILES = dict(re.findall(r":caption: (\S+)\n\n(.*?)```", PAGE, re.DOTALL))


@pytest.fixture(autouse=True)
def own_modules() -> Iterator[None]:
    """Forget what a project imports of its own."""
    known, path = set(sys.modules), list(sys.path)
    yield
    sys.path[:] = path
    for name in sys.modules.keys() - known:
        if name.startswith("career_"):
            del sys.modules[name]


def test_the_example_works(make_project: MakeProject) -> None:
    assert set(FILES) == {"career_formats.py", "conf.py", "index.md", "career.lines", "career_counts.py"}
    build = make_project(FILES, conf=FILES["conf.py"]).build()
    [said] = re.findall(r"```text\n(career.lines:\d.*)\n", PAGE)
    assert build.warnings == [said]
    assert texts(build.page("index"), ".retro-title") == ["First script", "First release"]
    assert json.loads(build.read("counts.json")) == {"event": 2}


def test_an_edit_of_the_file_is_followed(make_project: MakeProject) -> None:
    project = make_project(FILES, conf=FILES["conf.py"])
    project.build()
    project.edit("career.lines", "First script", "A script")
    build = project.build()
    assert texts(build.page("index"), ".retro-title") == ["A script", "First release"]


@pytest.mark.parametrize(
    ("place", "body", "said"),
    [
        ("career_none:read", "", "which can't be imported (No module named 'career_none')"),
        ("career_own:raed", "def read(text): ...", "which can't be imported"),
        ("career_own:read", "def read(text): return 1 / 0", "career_own:read failed: ZeroDivisionError"),
        ("career_own:read", "def read(text): return [text]", "sphinx_retrospective.formats.Document, not list"),
    ],
)
def test_what_fails_is_one_warning(make_project: MakeProject, place: str, body: str, said: str) -> None:
    page = "Index\n=====\n\n.. events::\n   :format: own\n\n   text\n\nThe rest.\n"
    conf = f"import sys\nsys.path.insert(0, str(__import__('pathlib').Path(__file__).parent))\n{CONF}"
    files = {"index.rst": page, "career_own.py": f"{body}\n"}
    build = make_project(files, conf=conf, more=f"retro_formats = {{'own': {place!r}}}").build()
    [warning] = build.warnings
    assert warning.startswith("index.rst:")
    assert said in warning
    assert warning.endswith("[retro.data]")
    assert "The rest." in build.read("index.html")


@pytest.mark.parametrize("entry", ["{'Own': 'a:b'}", "{'own': 'a.b'}", "{'own': print}"])
def test_what_is_no_format_is_left_out(make_project: MakeProject, entry: str) -> None:
    build = make_project({"index.rst": "Index\n=====\n"}, more=f"retro_formats = {entry}").build()
    assert [line.rpartition(" ")[2] for line in build.warnings if "retro_formats" in line][:1] == ["[retro.config]"]
