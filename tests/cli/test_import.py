"""The command, run as a user runs it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from sphinx_retrospective.cli import main
from sphinx_retrospective.formats import read
from sphinx_retrospective.imports import IMPORTERS
from tests.imports.samples import EXPECTED, SAMPLES, linkedin_files, packed

ROOT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]


class Stdin:
    """A standard input of these bytes."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_written_as_yaml(name: str, capsys: Capture) -> None:
    assert main(["import", name, str(SAMPLES[name])]) == 0
    written, said = capsys.readouterr()
    assert written == (EXPECTED / f"{name}.yaml").read_text("utf-8")
    expected = (EXPECTED / f"{name}.txt").read_text("utf-8").splitlines()
    assert [line.rpartition(": ")[2] for line in said.splitlines()] == [line.rpartition(": ")[2] for line in expected]


def test_places_are_of_the_file(capsys: Capture) -> None:
    main(["import", "linkedin", str(SAMPLES["linkedin"])])
    first, second, _ = capsys.readouterr().err.splitlines()
    assert first.startswith(f"{SAMPLES['linkedin']}:1: what is in Connections.csv")
    assert second.startswith(f"{SAMPLES['linkedin']}{os.sep}Certifications.csv:2: the field 'Finished On'")


def test_a_new_file_is_written_and_no_other(tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "career.yaml"
    command = ["import", "rendercv", str(SAMPLES["rendercv"]), "-o", str(out)]
    assert main(command) == 0
    text = out.read_text("utf-8")
    assert text == (EXPECTED / "rendercv.yaml").read_text("utf-8")
    out.write_text("mine", "utf-8")
    capsys.readouterr()
    assert main(command) == 1
    assert out.read_text("utf-8") == "mine"
    assert capsys.readouterr().err.splitlines()[-1] == f"{out}: it already exists; name another file, or add --force"
    assert main([*command, "--force"]) == 0
    assert out.read_text("utf-8") == text


def test_a_link_that_leads_elsewhere_is_a_file_that_is_there(tmp_path: Path) -> None:
    target = tmp_path / "target"
    out = tmp_path / "out"
    out.symlink_to(target)
    assert main(["import", "rendercv", str(SAMPLES["rendercv"]), "-o", str(out)]) == 1
    assert not target.exists()


def test_markdown(capsys: Capture) -> None:
    assert main(["import", "rendercv", str(SAMPLES["rendercv"]), "--as", "markdown"]) == 0
    written = capsys.readouterr().out
    assert written.startswith(
        "# Events of rendercv.yaml\n\n:::{event} BS, Computer Engineering, Boğaziçi University\n---\n"
    )
    assert written.count(":::{event}") == len(read((EXPECTED / "rendercv.yaml").read_text("utf-8"), "yaml").records)


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "linkedin"])
def test_a_dash_is_the_standard_input(name: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(SAMPLES[name].read_bytes()))
    assert main(["import", name, "-"]) == 0
    assert capsys.readouterr().out == (EXPECTED / f"{name}.yaml").read_text("utf-8")


def test_an_archive_is_read_as_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    archive = packed(linkedin_files())
    (tmp_path / "copy.zip").write_bytes(archive)
    assert main(["import", "linkedin", str(tmp_path / "copy.zip")]) == 0
    monkeypatch.setattr(sys, "stdin", Stdin(archive))
    assert main(["import", "linkedin", "-"]) == 0
    assert capsys.readouterr().out == 2 * (EXPECTED / "linkedin.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("json-resume", b"{", ":1: the data is not JSON: "),
        ("json-resume", b"", ": it is empty"),
        ("json-resume", b'{"work": []}', ": it has no events"),
        ("json-resume", b"\xff", ": it is not UTF-8 (its byte 1 is not)"),
        ("linkedin", b"PK\x03\x04", ": the archive can't be read: "),
        ("bibtex", b"x", ":1: the data has no BibTeX entry"),
    ],
)
def test_what_can_not_be_read_writes_nothing(
    name: str, content: bytes, message: str, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "data"
    file.write_bytes(content)
    assert main(["import", name, str(file), "-o", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()
    written, said = capsys.readouterr()
    assert written == ""
    assert said.splitlines()[-1].startswith(f"{file}{message}")


def test_files_that_can_not_be_opened(tmp_path: Path, capsys: Capture) -> None:
    assert main(["import", "bibtex", str(tmp_path / "none")]) == 1
    assert main(["import", "bibtex", str(tmp_path)]) == 1
    assert main(["import", "bibtex", str(SAMPLES["bibtex"]), "-o", str(tmp_path / "none" / "out")]) == 1
    said = capsys.readouterr().err
    assert "it can't be read: No such file or directory" in said
    assert "it can't be read: Is a directory" in said
    assert "it can't be written: No such file or directory" in said


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sphinx_retrospective.cli.data_files.MAX_BYTES", 10)
    assert main(["import", "bibtex", str(SAMPLES["bibtex"])]) == 1
    assert "it has more than 10 bytes; split it" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "jsonresume", "x"], "perhaps 'json-resume' is meant"),
        (["import", "bibtex"], "FILE"),
        (["import", "bibtex", "x", "--as", "html"], "html"),
        ([], "COMMAND"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert said in capsys.readouterr().err


def test_help_names_the_formats_and_the_exit_codes(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["import", "--help"])
    text = " ".join(capsys.readouterr().out.split())
    assert all(name in text for name in [*IMPORTERS, "git"])
    assert "exit codes: 0 written;" in text


def test_it_runs_as_a_module_without_sphinx() -> None:
    code = "import sys, runpy; sys.argv[1:] = ['import', 'rendercv', sys.argv[1]]\n"
    code += "try: runpy.run_module('sphinx_retrospective', run_name='__main__')\n"
    code += "except SystemExit as end: code = end.code\n"
    code += "sys.exit(code or ('sphinx' in sys.modules or 'docutils' in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(SAMPLES["rendercv"])],
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode() == (EXPECTED / "rendercv.yaml").read_text("utf-8")


def test_the_script_is_the_command() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert scripts == {"sphinx-retrospective": f"{main.__module__}:{main.__name__}"}


def test_what_was_read_is_not_overwritten(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "resume.json"
    path.write_text('{"work": [{"name": "A", "position": "B", "startDate": "2014"}]}', "utf-8")
    before = path.read_bytes()
    assert main(["import", "json-resume", str(path), "-o", str(path), "--force"]) == 1
    assert "it is the input file, and would be overwritten" in capsys.readouterr().err
    assert path.read_bytes() == before
