"""`.readthedocs.yaml`: it is valid, and its commands, run as they stand, give what Read the Docs publishes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.repository.checkout import ROOT, copy_repository

pytestmark = pytest.mark.once

PAGE = "# Site\n\n:::{event} First\n:date: 2014\n:::\n"
CANONICAL_URL = "https://career.example.org/history/stable/"


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping of the file: what each key may hold, and which keys have to be there."""

    known: dict[str, Any]
    required: frozenset[str] = frozenset()


COMMANDS = [re.compile(r"\S(?s:.*)")]
JOBS = [
    "post_checkout",
    *("pre_system_dependencies", "post_system_dependencies"),
    *("pre_create_environment", "create_environment", "post_create_environment"),
    *("pre_install", "install", "post_install"),
    *("pre_build", "post_build"),
]

# https://docs.readthedocs.io/en/stable/config-file/v2.html, as far as a Sphinx project without Conda may use it: a type
# stands for any value of it, a pattern for a whole string, a list for a list of such. Read the Docs refuses a file with
# a key that it does not know.
SCHEMA = Keys(
    {
        "version": int,
        "formats": [re.compile("htmlzip|pdf|epub")],
        "build": Keys(
            {
                "os": re.compile(r"ubuntu-(\d\d\.04|lts-latest)"),
                "tools": Keys({"python": re.compile(r"3(\.\d+)?|latest")}, frozenset({"python"})),
                "apt_packages": [re.compile(r"[a-z0-9][a-z0-9+.-]+")],
                "jobs": Keys(
                    dict.fromkeys(JOBS, COMMANDS)
                    | {"build": Keys(dict.fromkeys(["html", "htmlzip", "pdf", "epub"], COMMANDS), frozenset({"html"}))}
                ),
            },
            frozenset({"os", "tools"}),
        ),
        "python": Keys({"install": list}),
        "sphinx": Keys(
            {"builder": re.compile("html|dirhtml|singlehtml"), "configuration": str, "fail_on_warning": bool},
            frozenset({"configuration"}),
        ),
        "submodules": Keys({"include": list, "exclude": list, "recursive": bool}),
        "search": Keys({"ranking": dict, "ignore": list}),
    },
    frozenset({"version", "build", "sphinx"}),
)


def problems(value: object, schema: object, where: str = "") -> list[str]:
    """What a schema like `SCHEMA` has against a value."""
    match schema, value:
        case Keys(), dict():
            unknown = value.keys() - schema.known.keys()
            return [
                *(f"{where}.{key}: no such key" for key in sorted(unknown)),
                *(f"{where}.{key}: required" for key in sorted(schema.required - value.keys())),
                *(
                    p
                    for k, v in value.items()
                    if k not in unknown
                    for p in problems(v, schema.known[k], f"{where}.{k}")
                ),
            ]
        case [item], list():
            return [p for index, v in enumerate(value) for p in problems(v, item, f"{where}[{index}]")]
        case re.Pattern(), str():
            return [] if schema.fullmatch(value) else [f"{where}: {value!r} is not one of {schema.pattern}"]
        case type(), _ if type(value) is schema:
            return []
        case _:
            return [f"{where}: unexpected {value!r}"]


def configuration() -> Any:
    """The file, parsed."""
    return yaml.safe_load((ROOT / ".readthedocs.yaml").read_text(encoding="utf-8"))


def test_every_key_is_known() -> None:
    """Read the Docs would accept the file, and finds the conf.py that it names."""
    config = configuration()
    assert problems(config, SCHEMA) == []
    assert config["version"] == 2
    assert (ROOT / config["sphinx"]["configuration"]).is_file()


def test_every_extra_format_is_built() -> None:
    """A format that is promised and not built, or built and not promised, would be missing without a word."""
    config = configuration()
    assert set(config["build"]["jobs"]["build"]) == {"html", *config["formats"]}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("version: 2\nbuild: {os: ubuntu-24.04}\nsphinx: {configuration: conf.py}", ".build.tools: required"),
        ("python: {version: 3.12}", ".python.version: no such key"),
        ("formats: [mobi]", ".formats[0]: 'mobi' is not one of htmlzip|pdf|epub"),
        ("build: {tools: {python: 3.13}}", ".build.tools.python: unexpected 3.13"),
        ("build: {jobs: {install: pip install .}}", ".build.jobs.install: unexpected 'pip install .'"),
    ],
)
def test_a_wrong_file_is_told(text: str, problem: str) -> None:
    """The check above can fail."""
    assert problem in problems(yaml.safe_load(text), SCHEMA)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Read the Docs would publish of a site of one page: its commands, run in a copy of the repository.

    The whole site is built by `tests/site`, as strictly, both as pages and as a book.
    """
    folder = tmp_path_factory.mktemp("readthedocs")
    checkout, output, tools = folder / "checkout", folder / "output", folder / "bin"
    copy_repository(checkout)
    for path in (checkout / "docs").rglob("*"):
        if path.suffix in {".md", ".rst"}:
            path.unlink()
    (checkout / "docs" / "index.md").write_text(PAGE, encoding="utf-8")
    with (checkout / "conf.py").open("a", encoding="utf-8") as configuration_file:
        # The terms and eras of that page alone.
        configuration_file.write("retro_feeds = []\nretro_vocabulary = ''\n")
    tools.mkdir()
    python = tools / "python"
    # Not a link: Python would then not see the environment that it belongs to.
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    environment = os.environ | {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "READTHEDOCS": "True",
        "READTHEDOCS_CANONICAL_URL": CANONICAL_URL,
        "READTHEDOCS_LANGUAGE": "en",
        "READTHEDOCS_OUTPUT": str(output),
        "READTHEDOCS_VERSION": "latest",
        "READTHEDOCS_VERSION_TYPE": "branch",
    }
    for commands in configuration()["build"]["jobs"]["build"].values():
        for command in commands:
            done = subprocess.run(
                ["/bin/sh", "-c", command],
                cwd=checkout,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return output


def test_the_site_is_published(published: Path) -> None:
    """The start page is there, and names its permanent address."""
    page = BeautifulSoup((published / "html/index.html").read_text(encoding="utf-8"), "html.parser")
    canonical = page.select_one("link[rel=canonical]")
    assert canonical is not None
    assert canonical["href"] in {CANONICAL_URL, f"{CANONICAL_URL}index.html"}


def test_the_page_for_what_is_not_found_has_its_styles_at_that_address(published: Path) -> None:
    """It is shown at any depth, so that its links begin at the top of the server."""
    page = BeautifulSoup((published / "html/404.html").read_text(encoding="utf-8"), "html.parser")
    sheets = [str(each["href"]).partition("?")[0] for each in page.select("link[rel=stylesheet]")]
    assert len(sheets) > 2
    for sheet in sheets:
        assert sheet.startswith("/history/stable/"), sheet
        assert (published / "html" / sheet.removeprefix("/history/stable/")).is_file(), sheet


def test_nothing_of_the_build_is_published(published: Path) -> None:
    """No doctrees and no pickled environment beside the pages."""
    files = [path for path in published.rglob("*") if path.is_file()]
    assert len(files) > 2
    assert not [p for p in files if p.suffix in {".doctree", ".pickle"} or ".doctrees" in p.parts]


def test_one_book_is_published(published: Path) -> None:
    """Read the Docs takes one file, and renames it by what follows the only dot in its name."""
    [book] = (published / "epub").iterdir()
    assert book.suffix == ".epub"
    assert book.name.count(".") == 1
