"""The package as a stranger gets it: built, installed elsewhere, used by small projects. Needs no network.

`matrix.py` beside this file does the same in environments that are really empty.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "extensions" / "sphinx_retrospective"
PROJECTS = Path(__file__).parent / "projects"


@dataclass(frozen=True, slots=True)
class Distributions:
    """What would be uploaded, and the wheel that an installer makes of the sdist."""

    sdist: Path
    wheel: Path
    wheel_from_sdist: Path


def _run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _build(kind: str, source: Path, target: Path) -> Path:
    _run(sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", target, cwd=source)
    [built] = target.iterdir()
    return built


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    """Both distributions of the checkout, and the sdist's own wheel."""
    folder = tmp_path_factory.mktemp("distributions")
    sdist = _build("sdist", ROOT, folder / "sdist")
    with tarfile.open(sdist) as archive:
        # The argument `filter` came with Python 3.11.4; Debian 12 has 3.11.2.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(folder / "unpacked")
    [unpacked] = (folder / "unpacked").iterdir()
    return Distributions(
        sdist=sdist,
        wheel=_build("wheel", ROOT, folder / "wheel"),
        wheel_from_sdist=_build("wheel", unpacked, folder / "wheel-from-sdist"),
    )


@pytest.fixture(scope="module")
def stranger(distributions: Distributions, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment with the wheel in it; the other packages are borrowed from the one that runs.

    They are borrowed through a `.pth` file. Python does not follow the `.pth` files of a folder that it was led to by
    one, so an editable install of the checkout stays behind, and the environment's own folder comes first anyway.
    """
    folder = tmp_path_factory.mktemp("stranger") / "env"
    # To install pip takes as long as all the rest. The one that is here, if it is, installs there as well.
    has_pip = importlib.util.find_spec("pip") is not None
    venv.create(folder, with_pip=not has_pip, symlinks=True)
    paths = sysconfig.get_paths(scheme="venv", vars={"base": str(folder), "platbase": str(folder)})
    python = Path(paths["scripts"]) / "python"
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", python] if has_pip else [python, "-m", "pip"]
    _run(*pip, "install", "--quiet", "--no-index", "--no-deps", distributions.wheel, cwd=folder)
    ours = sysconfig.get_paths()
    borrowed = "".join(f"{path}\n" for path in dict.fromkeys([ours["purelib"], ours["platlib"]]))
    (Path(paths["purelib"]) / "borrowed.pth").write_text(borrowed, encoding="utf-8")
    return python


def _wheel_names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_is_the_package_and_nothing_else(distributions: Distributions) -> None:
    """Every file of the package is in it: code, types, styles, translations. No tests, no docs."""
    files = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.parent.name != "__pycache__"
    }
    names = _wheel_names(distributions.wheel)
    assert {name for name in names if ".dist-info/" not in name} == files
    assert "sphinx_retrospective/py.typed" in names
    for folder in ("static", "locale"):
        assert any(name.startswith(f"sphinx_retrospective/{folder}/") for name in names), folder
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_sdist_gives_the_same_wheel(distributions: Distributions) -> None:
    """Nothing that the wheel needs is missing from the sdist."""
    assert _wheel_names(distributions.wheel_from_sdist) == _wheel_names(distributions.wheel)


def test_the_sdist_has_what_builds_and_tests_it(distributions: Distributions) -> None:
    """The sources of the site and of the tests, and nothing that was built."""
    with tarfile.open(distributions.sdist) as archive:
        parts = [Path(member.name).parts[1:] for member in archive.getmembers() if member.isfile()]
    assert {
        "CHANGELOG.md",
        "LICENSE",
        "Makefile",
        "README.md",
        "conf.py",
        "constraints.txt",
        "docs",
        "extensions",
        "pyproject.toml",
        "tests",
    } <= {path[0] for path in parts}
    built = {".venv", "_build", "_readthedocs", "dist", "__pycache__"}
    assert not [path for path in parts if built.intersection(path)]


def test_the_package_comes_from_the_wheel(stranger: Path, tmp_path: Path) -> None:
    """What the projects below use is the installed copy, not the checkout."""
    where = _run(
        stranger, "-I", "-c", "import sphinx_retrospective; print(sphinx_retrospective.__file__)", cwd=tmp_path
    )
    assert Path(where.strip()).is_relative_to(stranger.parents[1])


@pytest.mark.parametrize("project", ["furo_rst", "furo_myst", "alabaster_rst", "alabaster_myst"])
def test_a_three_line_project_builds(project: str, stranger: Path, tmp_path: Path) -> None:
    """No warning, and the event is on the page where it is told and in the timeline below it."""
    assert len((PROJECTS / project / "conf.py").read_text(encoding="utf-8").splitlines()) == 3
    _run(
        stranger, "-I", "-m", "sphinx", "-n", "-W", "--keep-going", "-b", "html",
        "-d", tmp_path / "doctrees", PROJECTS / project, tmp_path / "html", cwd=tmp_path,
    )  # fmt: skip
    page = BeautifulSoup((tmp_path / "html/index.html").read_text(encoding="utf-8"), "html.parser")
    article = page.select_one("[role=main]")
    assert article is not None
    assert article.select_one("#first-release, [id$=first-release]") is not None
    assert article.get_text().count("First release") >= 2
    assert article.select_one("em") is not None


def test_a_site_of_ones_own_is_made_and_builds(stranger: Path, tmp_path: Path) -> None:
    """By the command that the wheel installs, and by the one that this says; nothing but the example is needed."""
    said = _run(stranger.with_name("sphinx-retrospective"), "new", "my site", "--name", "Ada", cwd=tmp_path)
    command = next(line.split() for line in said.splitlines() if line.startswith("  python "))
    assert "  cd 'my site'\n" in said
    built = _run(stranger, "-I", *command[1:], cwd=tmp_path / "my site")
    assert "The HTML pages are in _build" in built
    page = BeautifulSoup((tmp_path / "my site" / "_build/html/cv.html").read_text("utf-8"), "html.parser")
    assert "Example Company" in page.get_text()
