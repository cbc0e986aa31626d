"""The Makefile: its targets, and what it installs when. Nothing real is run: a few scripts stand in for the tools."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.repository.checkout import ROOT

MAKE = shutil.which("make")

pytestmark = [pytest.mark.once, pytest.mark.skipif(MAKE is None, reason="make is not installed")]

TARGETS = {
    "help", "html", "epub", "pdf", "linkcheck", "serve", "screenshots", "test", "check", "soak", "matrix",
    "oldest", "newest", "bench", "messages", "lint", "types", "format", "lock", "dist", "clean", "distclean",
}  # fmt: skip

# Both what is installed and what builds the package for that have one version each.
HELD = "--constraint constraints.txt --build-constraint constraints.txt"

# A Python that makes environments which hold a copy of itself, and writes down what it is asked to do.
FAKE_PYTHON = """\
#!/bin/sh
case "$*" in
  --version) echo "Python $FAKE_VERSION" ;;
  "-c import sys"*) test "$FAKE_VERSION" != 3.10.0 ;;
  "-m venv "*) echo "$*" >>"$FAKE_LOG"; mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
  *" --group "*) echo "$*" >>"$FAKE_LOG"; test -z "$FAKE_FAILURE" ;;
  "-m $FAKE_FAILING"*) echo "$*" >>"$FAKE_LOG"; exit 1 ;;
  *) echo "$*" >>"$FAKE_LOG" ;;
esac
"""

FAKE_UV = """\
#!/bin/sh
case "$*" in
  --version) echo "uv 1.0" ;;
  "venv "*) echo "uv $*" >>"$FAKE_LOG"; mkdir -p .venv/bin; cp "$FAKE_BIN/python3" .venv/bin/python ;;
  *) echo "uv $*" >>"$FAKE_LOG" ;;
esac
"""


# It finds every file that it is asked for, but one.
FAKE_KPSEWHICH = """\
#!/bin/sh
test "$1" != "$FAKE_MISSING_FILE"
"""

FAKE_LATEXMK = """\
#!/bin/sh
echo "latexmk $* in ${PWD##*/}" >>"$FAKE_LOG"
test -z "$FAKE_FAILURE"
"""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A folder with nothing but the Makefile and what it installs by, and a PATH with nothing but stand-ins."""

    folder: Path
    tools: Path

    def add_tool(self, name: str, script: str) -> None:
        """Put a script on the PATH."""
        tool = self.tools / name
        tool.unlink(missing_ok=True)  # It may be a link to the real one.
        tool.write_text(script, encoding="utf-8")
        tool.chmod(0o755)

    def make(
        self,
        *arguments: str,
        version: str = "3.11.0",
        failing: bool = False,
        failing_module: str = "none",
        missing: str = "",
    ) -> tuple[int, str, list[str]]:
        """Run make; the exit status, all that was printed, and what the stand-ins were asked to do."""
        assert MAKE is not None
        log = self.folder.parent / "log"
        log.write_text("", encoding="utf-8")
        done = subprocess.run(
            [MAKE, *arguments],
            cwd=self.folder,
            env={
                "PATH": str(self.tools),
                "FAKE_BIN": str(self.tools),
                "FAKE_FAILURE": "yes" if failing else "",
                "FAKE_FAILING": failing_module,
                "FAKE_LOG": str(log),
                "FAKE_MISSING_FILE": missing,
                "FAKE_VERSION": version,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, log.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A fresh clone, in a folder with a space in its name, on a machine that has Python and no uv."""
    checkout = Checkout(tmp_path / "a fresh clone", tmp_path / "bin")
    checkout.folder.mkdir()
    checkout.tools.mkdir()
    for name in ("Makefile", "constraints.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, checkout.folder / name)
    for name in ("awk", "cp", "echo", "find", "mkdir", "rm", "sh", "test", "touch"):
        tool = shutil.which(name)
        assert tool is not None
        (checkout.tools / name).symlink_to(tool)
    checkout.add_tool("python3", FAKE_PYTHON)
    return checkout


def test_help_tells_every_target(checkout: Checkout) -> None:
    """`make` alone lists the targets, each with a line of its own, and does nothing else."""
    status, output, calls = checkout.make()
    assert status == 0
    assert set(re.findall(r"^  make ([a-z]+) +\S", output, re.MULTILINE)) == TARGETS
    assert calls == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_targets_that_are_written_about_exist(document: str) -> None:
    """Every `make …` that a reader is told to type."""
    text = (ROOT / document).read_text(encoding="utf-8")
    code = re.findall(r"```.*?```|`[^`]+`", text, re.DOTALL)
    calls = [call for piece in code for call in re.findall(r"\bmake((?: +[a-z]+)+)", piece)]
    named = {target for call in calls for target in call.split()}
    assert named
    assert named <= TARGETS


def test_a_fresh_clone_installs_with_pip_once(checkout: Checkout) -> None:
    """Without uv: an environment, the pip of the lock, the group; and the second time only the build."""
    _, output, first = checkout.make("html")
    status, _, second = checkout.make("html")
    build = first[-1]
    assert first[:-1] == [
        "-m venv .venv",
        "-m pip install --quiet --constraint constraints.txt pip",
        f"-m pip install --quiet {HELD} --group docs --editable .",
    ]
    assert build.startswith("-m sphinx -M html docs _build -c . ")
    assert output.endswith("The site is in _build/html/index.html\n")
    assert status == 0
    assert second == [build]


def test_uv_is_used_where_it_is(checkout: Checkout) -> None:
    """With uv on the PATH, pip is not run at all."""
    checkout.add_tool("uv", FAKE_UV)
    _, _, calls = checkout.make("html")
    assert calls[:-1] == [
        "uv venv --quiet --seed --python python3 .venv",
        f"uv pip install --quiet --python .venv/bin/python {HELD} --group docs --editable .",
    ]


def test_uv_can_be_left_out(checkout: Checkout) -> None:
    """`make UV=` is for who has uv and does not want it here."""
    checkout.add_tool("uv", FAKE_UV)
    _, _, calls = checkout.make("html", "UV=")
    assert not [call for call in calls if call.startswith("uv")]


@pytest.mark.parametrize(
    ("target", "group"),
    [
        ("html", "docs"),
        ("epub", "docs"),
        ("linkcheck", "docs"),
        ("serve", "serve"),
        ("test", "test"),
        ("matrix", "test"),
        ("oldest", "test"),
        ("newest", "test"),
        ("lint", "lint"),
        ("types", "types"),
        ("format", "lint"),
        ("dist", "test"),
    ],
)
def test_each_target_installs_its_group_only(checkout: Checkout, target: str, group: str) -> None:
    """Nobody waits for what they did not ask for."""
    status, output, calls = checkout.make(target)
    assert status == 0, output
    assert [call.partition(" --group ")[2].split()[0] for call in calls if "--group" in call] == [group]


def test_check_is_lint_types_and_the_tests_of_the_core(checkout: Checkout) -> None:
    """All of them, in whatever order they come."""
    status, output, calls = checkout.make("check")
    assert status == 0, output
    assert {call for call in calls if " --group " not in call} >= {
        *("-m mypy", "-m ruff check .", "-m ruff format --check .", "-m pytest -q tests/core tests/formats")
    }


@pytest.mark.parametrize("module", ["mypy", "ruff check", "ruff format", "pytest"])
def test_check_fails_where_any_of_them_does(checkout: Checkout, module: str) -> None:
    """Also the one that runs beside the others."""
    status, _, calls = checkout.make("check", failing_module=module)
    assert status != 0
    assert [call for call in calls if call.startswith(f"-m {module}")]


def test_the_lock_is_of_every_group_and_for_every_python(checkout: Checkout) -> None:
    """What makes it comes from its group, without the versions that it is about to replace."""
    status, output, calls = checkout.make("lock")
    assert status == 0, output
    assert calls[-2] == "-m pip install --quiet --group lock"
    assert calls[-1].startswith("-m uv pip compile --quiet --universal --python-version 3.11 --upgrade ")
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    assert set(re.findall(r"--group (\w+)", calls[-1])) == set(groups) - {"dev", "lock"}


def test_pictures_are_taken_of_the_site_as_it_is(checkout: Checkout) -> None:
    """The site is built first."""
    status, output, calls = checkout.make("screenshots")
    assert status == 0, output
    assert [call for call in calls if "--group" not in call][-2].startswith("-m sphinx -M html docs _build ")
    assert calls[-1] == "-m tests.screenshots.take"


def _with_latex(checkout: Checkout) -> Checkout:
    checkout.add_tool("kpsewhich", FAKE_KPSEWHICH)
    checkout.add_tool("latexmk", FAKE_LATEXMK)
    # What Sphinx would make.
    (checkout.folder / "_build" / "latex").mkdir(parents=True)
    return checkout


def test_pdf_is_made_of_what_sphinx_writes(checkout: Checkout) -> None:
    """Sphinx, then LaTeX in its folder; and the place of the book is printed last."""
    status, output, calls = _with_latex(checkout).make("pdf")
    assert status == 0, output
    assert calls[-2].startswith("-m sphinx -M latex docs _build -c . ")
    assert calls[-1] == "latexmk -lualatex -silent -halt-on-error ten-years-of-programming.tex in latex"
    assert output.endswith("The book is in _build/latex/ten-years-of-programming.pdf\n")


def test_pdf_names_every_package_where_there_is_no_latex(checkout: Checkout) -> None:
    """In one line, before anything is installed or built."""
    status, output, calls = checkout.make("pdf")
    assert status != 0
    [line] = [line for line in output.splitlines() if "apt-get" in line]
    assert line.endswith(
        "On Debian: apt-get install latexmk texlive-luatex texlive-latex-extra "
        "fonts-linuxlibertine fonts-dejavu-core fonts-droid-fallback"
    )
    assert calls == []


@pytest.mark.parametrize(
    ("file", "package"),
    [
        ("luaotfload.sty", "texlive-luatex"),
        ("framed.sty", "texlive-latex-extra"),
        ("LinLibertine_R.otf", "fonts-linuxlibertine"),
        ("DejaVuSansMono.ttf", "fonts-dejavu-core"),
        ("DroidSansFallbackFull.ttf", "fonts-droid-fallback"),
    ],
)
def test_pdf_names_the_package_that_is_missing(checkout: Checkout, file: str, package: str) -> None:
    """And no other."""
    status, output, calls = _with_latex(checkout).make("pdf", missing=file)
    assert status != 0
    assert f"On Debian: apt-get install {package}\n" in output
    assert calls == []


def test_pdf_says_where_the_mistakes_of_latex_are(checkout: Checkout) -> None:
    """LaTeX says much; the last line says where it is."""
    _with_latex(checkout).make("html")
    status, output, _ = checkout.make("pdf", failing=True)
    assert status != 0
    assert "LaTeX failed; what it says is in _build/latex/ten-years-of-programming.log" in output
    assert "The book is in" not in output


def test_the_fonts_of_the_book_are_asked_for() -> None:
    """A font that conf.py names and the Makefile does not look for would be missed in the middle of LaTeX."""
    conf = (ROOT / "conf.py").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"font\{(\w+)\}\[", conf)) | set(re.findall(r"file:([\w-]+)", conf))
    # Biolinum comes with Libertine, and DejaVu Sans with its monospaced sister.
    assert named == {"LinLibertine", "LinBiolinum", "DejaVuSansMono", "DejaVuSans", "DroidSansFallbackFull"}
    assert re.findall(r"([\w-]+)\.(?:otf|ttf|ttc)=", makefile) == [
        "LinLibertine_R",
        "DejaVuSansMono",
        "DroidSansFallbackFull",
    ]


@pytest.mark.parametrize("changed", ["constraints.txt", "pyproject.toml"])
def test_changed_requirements_are_installed(checkout: Checkout, changed: str) -> None:
    """A newer list of them, or of their versions: the group again, and the environment not."""
    checkout.make("html")
    stamp = checkout.folder / ".venv/.installed-docs"
    newer = stamp.stat().st_mtime + 60
    os.utime(checkout.folder / changed, (newer, newer))
    _, _, calls = checkout.make("html")
    assert calls[0] == f"-m pip install --quiet {HELD} --group docs --editable ."


def test_an_install_that_failed_is_repeated(checkout: Checkout) -> None:
    """No stamp is left behind, and nothing is built on half an environment."""
    status, _, calls = checkout.make("html", failing=True)
    assert status != 0
    assert calls[-1] == f"-m pip install --quiet {HELD} --group docs --editable ."
    assert not (checkout.folder / ".venv/.installed-docs").exists()
    status, _, calls = checkout.make("html")
    assert status == 0
    assert calls[0] == f"-m pip install --quiet {HELD} --group docs --editable ."


@pytest.mark.parametrize("arguments", [[], ["PYTHON=python3"]])
def test_an_old_python_is_refused(checkout: Checkout, arguments: list[str]) -> None:
    """In words, before anything is made."""
    status, output, calls = checkout.make("html", *arguments, version="3.10.0")
    assert status != 0
    assert "Python 3.11 or newer is needed" in output
    assert "make html PYTHON=/path/to/python" in output
    assert calls == []


def test_a_missing_python_is_told(checkout: Checkout) -> None:
    """The same words where there is none."""
    (checkout.tools / "python3").unlink()
    status, output, _ = checkout.make("test")
    assert status != 0
    assert "Python 3.11 or newer is needed, and none was found" in output


def test_a_broken_python3_is_passed_over(checkout: Checkout) -> None:
    """A version manager's launcher may be on the PATH for versions that are not installed."""
    checkout.add_tool("python3", "#!/bin/sh\nexit 127\n")
    checkout.add_tool("python3.12", FAKE_PYTHON)
    status, output, _ = checkout.make("html")
    assert status == 0, output


def test_clean_keeps_the_environment(checkout: Checkout) -> None:
    """`clean` removes what was built; `distclean` the environment as well."""
    checkout.make("html")
    for name in ("_build/html", "extensions/__pycache__", ".venv/lib/__pycache__"):
        (checkout.folder / name).mkdir(parents=True)
    assert checkout.make("clean")[0] == 0
    assert {path.name for path in checkout.folder.iterdir()} == {
        *("Makefile", "constraints.txt", "pyproject.toml", ".venv", "extensions")
    }
    assert not (checkout.folder / "extensions/__pycache__").exists()
    assert (checkout.folder / ".venv/lib/__pycache__").exists()
    assert checkout.make("distclean")[0] == 0
    assert not (checkout.folder / ".venv").exists()
