"""The sample project uses everything there is, so that what is tested with it is tested of everything."""

from __future__ import annotations

import re

import pytest

from sphinx_retrospective.core.definitions import BUILT_IN as TAXONOMIES
from sphinx_retrospective.core.kinds import BUILT_IN as KINDS
from sphinx_retrospective.core.query import GROUPINGS, ORDERS
from sphinx_retrospective.core.schema import FIELDS, LEGACY_FIELDS, OPTIONS
from sphinx_retrospective.drawing.views import VIEWS
from sphinx_retrospective.reading.directives import DIRECTIVES
from sphinx_retrospective.reading.directives.base import COMMON_OPTIONS
from tests.sphinx.project import ROOTS

ROOT = ROOTS / "everything"
PAGES = {path.name: path.read_text("utf-8") for path in sorted(ROOT.rglob("*")) if path.suffix in {".md", ".rst"}}
DATA = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "data").iterdir())}
TEXT = "\n".join(PAGES.values())
TAXONOMY_FIELDS = [each.field for each in TAXONOMIES]

_MYST = re.compile(r"^[> ]*(:{3,})\{(?:retro:)?([\w-]+)\}(.*?)\n[> ]*\1$", re.MULTILINE | re.DOTALL)
_RST = re.compile(r"^( *)\.\. (?:retro:)?([\w-]+)::(.*\n(?:\1 +.*\n|\n)*)", re.MULTILINE)


def _options() -> dict[str, set[str]]:
    """The options of each directive that the pages use, with the values of those that choose."""
    found: dict[str, set[str]] = {}
    for _, name, body in [*_MYST.findall(TEXT), *_RST.findall(TEXT)]:
        used = found.setdefault(name, set())
        for option, value in re.findall(r"^[> ]*:([\w-]+): *(.*)$", body, re.MULTILINE):
            used |= {option, f"{option}={value}"}
    return found


USED = _options()


@pytest.mark.parametrize("directive", DIRECTIVES)
def test_every_directive_with_every_option(directive: str) -> None:
    options = set(getattr(DIRECTIVES[directive], "option_spec") or ())  # noqa: B009 - mypy knows it as a class variable
    if directive == "event":
        options |= {*FIELDS, *TAXONOMY_FIELDS} - {"title", "body"}
    if directive == "timeline":
        options |= {*OPTIONS, *TAXONOMY_FIELDS}
    # These two are those of every directive, and are tested by themselves.
    assert options - USED[directive] - set(COMMON_OPTIONS) == set()


@pytest.mark.parametrize("option", ["view", "group-by", "order"])
def test_every_choice(option: str) -> None:
    choices = {"view": VIEWS, "group-by": GROUPINGS, "order": ORDERS}[option]
    # What an option chooses by default is there wherever the option is not.
    default = {"view": "list", "group-by": "", "order": "oldest"}[option]
    assert {f"{option}={each}" for each in choices if each != default} - USED["timeline"] == set()


def test_every_role_by_both_its_names() -> None:
    for role in ("event", "era", "technology", *(each.name for each in TAXONOMIES)):
        assert f"{{{role}}}`" in TEXT or f":{role}:`" in TEXT, role
        assert f"{{retro:{role}}}`" in TEXT, role


def test_every_field_and_every_format_of_data() -> None:
    assert {path.rpartition(".")[2] for path in DATA} == {"csv", "json", "yaml"}
    everything = TEXT + "".join(DATA.values())
    assert [name for name in (*FIELDS, *TAXONOMY_FIELDS, *LEGACY_FIELDS) if name not in everything] == []
    assert {"format=csv", "format=json"} <= USED["events"] | USED["timeline"]


def test_every_kind() -> None:
    written = TEXT + "".join(DATA.values()).replace('"', "")
    # Events are of the kind `event` where they say nothing else.
    missing = [kind.name for kind in KINDS if not re.search(rf"kind: (?:\w+, )?{kind.name}\b", written)]
    assert set(missing) <= {"event"}


def test_every_script_and_every_corner() -> None:
    for script in ("Cyrillic: история", "Greek: Ιστορία", "Hebrew: שלום", "Arabic: مرحبا", "Han: 年表"):
        assert script.partition(": ")[2] in PAGES["scripts.md"], script
    for corner in ("retro-scope: page", ":aliases:", ":parent:", "![", "[^note]", "{only}", "~~~~~"):
        assert corner in TEXT, corner
