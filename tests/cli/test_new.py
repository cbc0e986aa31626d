"""`sphinx-retrospective new`: a site of somebody's data, as they would have it made, and what they would see."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sphinx_retrospective.cli import main, new
from sphinx_retrospective.cli.data_files import SCHEMA
from sphinx_retrospective.new_site.events import site_events
from tests.imports.samples import SAMPLES, document, linkedin_files, packed
from tests.new_site.sites import built, events_in

Capture = pytest.CaptureFixture[str]
ADA = {
    "basics": {
        "name": "Ada Ferrer",
        "label": "Programmer & *gardener*",
        "email": "ada@private.example",
        "phone": "555-0100-private",
        "url": "ada.example.org",
        "location": {"address": "1 Private Street", "postalCode": "PRIV4TE"},
        "summary": "First # paragraph.\n\n- Second.",
        "image": "https://private.example/picture",
        "profiles": [
            {"network": "Mastodon", "url": "https://social.example.org/@ada"},
            {"network": "None"},
            {"url": "mailto:a@private.example"},
        ],
        "nickname": "private nickname",
    },
    "work": [
        {"name": "Lantern", "position": "Maintainer", "startDate": "2015-02"},
        {"name": "Pipers", "position": "CTO", "startDate": "2013-12", "endDate": "2014-12", "url": "pipers.example"},
    ],
    "publications": [{"name": "Undated"}, {"name": "Ill dated", "releaseDate": "soon"}],
    "skills": [{"name": "*Web*", "level": "Master", "keywords": ["HTML", "C #"]}],
    "languages": [{"language": "French", "fluency": "Native"}],
}


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the machine know no name: whose it is makes no difference to any test."""
    monkeypatch.setattr(new, "user_name", lambda: "")
    monkeypatch.setattr(new, "_login_name", lambda: "")


@pytest.fixture
def resume(tmp_path: Path) -> Path:
    """A JSON Resume, with what is private in it."""
    path = tmp_path / "resume.json"
    path.write_text(json.dumps(ADA), "utf-8")
    return path


def made(folder: Path) -> dict[str, str]:
    """Return the files of a site."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


# What is made ---------------------------------------------------------------------------------------------------------


def test_a_site_of_a_resume(resume: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["new", str(tmp_path / "site"), "--from", str(resume)]) == 0
    found = made(tmp_path / "site")
    assert set(found) == {
        "index.md", "periods/lantern.md", "periods/pipers.md", "timeline.md", "tags.md", "cv.md", "undated.md",
        "conf.py", "requirements.txt", "README.md", ".readthedocs.yaml", ".gitignore",
    }  # fmt: skip
    assert found["index.md"].index("periods/pipers") < found["index.md"].index("periods/lantern")
    assert 'project = "Ada Ferrer"\nauthor = "Ada Ferrer"\n' in found["conf.py"]
    assert "\n- \\*Web\\* (Master): HTML, C #\n" in found["cv.md"]
    links = "\n[ada.example.org](<https://ada.example.org>) · [Mastodon](<https://social.example.org/@ada>)\n"
    assert links in found["index.md"]
    assert sorted(events_in(found)) == ["CTO, Pipers", "Ill dated", "Maintainer, Lantern", "Undated"]
    assert "date: soon" in found["undated.md"]
    written, said = capsys.readouterr()
    assert f"Made {tmp_path / 'site'}: 4 events of {resume}, 2 of them without a date: see undated.md." in written
    assert f"  cd {tmp_path / 'site'}\n  python -m sphinx -M html . _build\n" in written
    assert said.splitlines() == [
        f"{resume}:1: 'pipers.example' is not an absolute address; start it with one of the schemes ftp, ftps, http, "
        "https, mailto; perhaps 'https://pipers.example' is meant; it is left out",
        *[each for each in said.splitlines() if "soon" in each],
        f"{resume}: left out, because the site is public or has no place for it: e-mail address, phone number, "
        "place of residence, picture, 'nickname', link to 'None' without an address, link 'mailto:a@private.example'",
    ]


def test_nothing_private_is_in_it(resume: Path, tmp_path: Path) -> None:
    main(["new", str(tmp_path / "site"), "--from", str(resume)])
    for name, text in made(tmp_path / "site").items():
        assert "priv" not in text.lower(), name


def test_the_site_of_a_resume_builds_and_says_all_of_it(resume: Path, tmp_path: Path) -> None:
    main(["new", str(tmp_path / "site"), "--from", str(resume)])
    build = built(tmp_path / "build", tmp_path / "site")
    assert build.warnings == []
    text = " ".join(build.page("index").get_text(" ").split())
    assert "Programmer & *gardener*" in text
    assert "First # paragraph. - Second." in text
    assert "Pipers , 2013 – 2014" in text
    assert "Lantern , since 2015" in text
    assert [each["href"] for each in build.page("index").select("h2 + ul a, section ul a")] == [
        "periods/pipers.html#retro-era-pipers",
        "periods/lantern.html#retro-era-lantern",
    ]
    assert "Ada Ferrer, Programmer" in " ".join(build.page("cv").get_text().split())
    assert {era.id: era.date.edtf for era in build.domain.gathered.chronicle.eras if era.date} == {
        "pipers": "2013-12/2014-12",
        "lantern": "2015-02/..",
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_every_format_is_recognised_and_each_event_is_on_one_page(name: str, tmp_path: Path, capsys: Capture) -> None:
    assert main(["new", str(tmp_path / "site"), "--from", str(SAMPLES[name])]) == 0
    expected = site_events(document(name).records, SCHEMA)
    found = made(tmp_path / "site")
    titles = events_in(found)
    assert len(titles) == len(expected) > 3
    assert all(found["conf.py"].count(word) == 1 for word in ("furo", "retro_exports = "))
    assert f"{len(expected)} events of" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "format_name"),
    [
        ('{"retrospective": 1, "events": [{"title": "A", "date": "2014"}]}', "json"),
        ('{"events": [{"title": "A", "date": "2014"}]}', "json"),
        ('[{"name": "A", "start": "2014"}]', "sphinx-timeline"),
        ('[{"type": "book", "title": "A", "date": "2014"}]', "json"),
        ('[{"type": "book", "title": "A"}]', "csl-json"),
        ('{"items": [{"id": "x", "issued": {"raw": "2014"}}]}', "csl-json"),
        ('{"basics": {"name": "A"}}', "json-resume"),
        ("# mine\n---\n- title: A\n  date: 2014\n", "yaml"),
        ("events:\n- title: A\n", "yaml"),
        ("title;date\nA;2014\n", "csv"),
        ("start,name\n2014,A\n", "sphinx-timeline"),
        ("A remark.\n\n@book{a, title = {A}}\n", "bibtex"),
        ("\ufeffBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "icalendar"),
        ("# Changelog\n\n## [Unreleased]\n", "keep-a-changelog"),
        ("# 1.0.0 / 2014\n", "keep-a-changelog"),
        ("Company Name,Title,Started On\nA,B,2014\n", "linkedin"),
        ("hello", ""),
        ("x,y\n1,2\n", ""),
        ("[1, 2]", ""),
        ("a: 1\nb: 2\n", ""),
    ],
)
def test_formats_are_recognised_by_what_they_hold(text: str, format_name: str) -> None:
    from sphinx_retrospective.core.errors import DataError
    from sphinx_retrospective.imports.recognising import recognised

    if format_name:
        assert recognised(text) == format_name
    else:
        with pytest.raises(DataError, match="name it with --format"):
            recognised(text)


def test_an_archive_says_whose_it_is(tmp_path: Path, capsys: Capture) -> None:
    profile = b"First Name,Last Name,Address,Headline,Summary\nAda,Ferrer,Private Street,Engineer,Builds\n"
    (tmp_path / "copy.zip").write_bytes(packed(linkedin_files() | {"Profile.csv": profile}))
    assert main(["new", str(tmp_path / "site"), "--from", str(tmp_path / "copy.zip")]) == 0
    index = (tmp_path / "site" / "index.md").read_text("utf-8")
    assert "# Ada Ferrer\n\n**Engineer**\n\nBuilds\n" in index
    said = capsys.readouterr().err
    assert "Profile.csv" not in said
    assert said.endswith(": address\n")


def test_tags_of_a_repository(tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(repository)]
    subprocess.run(["git", "init", "-q", str(repository)], check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "x"], check=True)
    subprocess.run([*git, "tag", "-a", "v1.0", "-m", "The first"], check=True)
    assert main(["new", str(tmp_path / "site"), "--from", str(repository)]) == 0
    assert events_in(made(tmp_path / "site")) == ["v1.0"]


def test_an_example_says_that_it_is_one(tmp_path: Path, capsys: Capture) -> None:
    assert main(["new", str(tmp_path / "site"), "--name", " Ada\n Ferrer "]) == 0
    found = made(tmp_path / "site")
    titles = events_in(found)
    assert all("xample" in title for title in titles)
    assert len(titles) > 5
    assert "# Ada Ferrer\n\nThis history is an example. " in found["index.md"]
    assert "an example of a history to edit." in capsys.readouterr().out
    assert built(tmp_path / "build", tmp_path / "site", "dummy").warnings == []


def test_a_resume_without_events_has_the_example(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "resume.json").write_text('{"basics": {"name": "Ada", "summary": "Mine."}, "work": []}', "utf-8")
    assert main(["new", str(tmp_path / "site"), "--from", str(tmp_path / "resume.json")]) == 0
    assert "# Ada\n\nMine.\n\nThis history is an example. " in (tmp_path / "site" / "index.md").read_text("utf-8")
    assert "it has no events; the site has an example to edit instead" in capsys.readouterr().err


# Whose it is ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "git", "login", "name"),
    [
        ("Me myself", "Git", "Login", "Me myself"),
        ("", "Git", "Login", "Git"),
        ("", "", "Login", "Login"),
        ("", "", "", "Me"),
    ],
)
def test_a_name_is_found(
    option: str, git: str, login: str, *, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new, "user_name", lambda: git)
    monkeypatch.setattr(new, "_login_name", lambda: login)
    main(["new", str(tmp_path / "site"), "--name", option])
    assert f'author = "{name}"\n' in (tmp_path / "site" / "conf.py").read_text("utf-8")


def test_git_is_asked_for_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sphinx_retrospective.imports.git import user_name

    (tmp_path / "config").write_text("[user]\n\tname = Ada Ferrer\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    assert user_name() == "Ada Ferrer"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert user_name() == ""


def test_it_asks_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_retrospective", "new", "site"],
        cwd=tmp_path,
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONIOENCODING": "ascii"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Made site: ")


# What is not made -----------------------------------------------------------------------------------------------------


def test_nothing_is_overwritten(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / ".mine").write_text("mine", "utf-8")
    (tmp_path / "file").write_text("mine", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "none")
    before = made(tmp_path)
    for name in ("site", "file", "link", "none/site"):
        assert main(["new", str(tmp_path / name)]) == 1
    assert made(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "link", "site"]
    assert [line.partition(": ")[2] for line in capsys.readouterr().err.splitlines()] == [
        "it already exists and is not empty; name a new folder",
        "it already exists and is not a folder; name a new folder",
        "it already exists and is not a folder; name a new folder",
        "its parent folder does not exist; make that first",
    ]


@pytest.mark.parametrize("name", ["site", "."])
def test_an_empty_folder_is_taken(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    inode = (tmp_path / "site").stat().st_ino
    monkeypatch.chdir(tmp_path / ("site" if name == "." else "."))
    assert main(["new", name]) == 0
    assert (tmp_path / "site" / "periods").is_dir()
    # A shell that is in the folder stays in it.
    assert (tmp_path / "site").stat().st_ino == inode
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


#: A folder that is not there yet is made by one step, which is done or is not.
@pytest.mark.parametrize(("is_there", "method"), [(True, "write_text"), (True, "rename"), (False, "write_text")])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_fails_midway_leaves_nothing(
    *,
    is_there: bool,
    method: str,
    error: BaseException,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    if is_there:
        (tmp_path / "site").mkdir()
    real = getattr(Path, method)
    calls: list[Path] = []

    def fails(self: Path, *arguments: Any, **options: Any) -> Any:
        calls.append(self)
        if len(calls) == 4:
            raise error
        return real(self, *arguments, **options)

    monkeypatch.setattr(Path, method, fails)
    if isinstance(error, OSError):
        assert main(["new", str(tmp_path / "site")]) == 1
        assert "it can't be written: No space left on device; nothing was made" in capsys.readouterr().err
    else:
        with pytest.raises(KeyboardInterrupt):
            main(["new", str(tmp_path / "site")])
    assert len(calls) >= 4
    assert [path.name for path in tmp_path.rglob("*")] == (["site"] if is_there else [])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"hello", ": its format can't be recognised; name it with --format"),
        (b'{"work": [', ":1: the data is not JSON: "),
        (b"", ": it is empty"),
        (b"\xff", ": it is not UTF-8"),
        (None, ": it can't be read: No such file or directory"),
    ],
)
def test_data_that_can_not_be_read(content: bytes | None, said: str, tmp_path: Path, capsys: Capture) -> None:
    data = tmp_path / "data"
    if content is not None:
        data.write_bytes(content)
    assert main(["new", str(tmp_path / "site"), "--from", str(data)]) == 1
    assert not (tmp_path / "site").exists()
    assert capsys.readouterr().err.startswith(f"{data}{said}")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "FOLDER"),
        (["site", "--format", "yaml"], "add --from FILE"),
        (["site", "--from", "x", "--format", "jsonresume"], "perhaps 'json-resume' is meant"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["new", *arguments])
    assert caught.value.code == 2
    assert said in capsys.readouterr().err


def test_help_says_the_exit_codes(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["new", "--help"])
    text = " ".join(capsys.readouterr().out.split())
    assert "exit codes: 0 made;" in text
    assert "E-mail address, phone number, address and the like are left out" in text
