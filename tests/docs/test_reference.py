"""The reference names everything there is, and tells the truth about it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sphinx_retrospective
from sphinx_retrospective.config import VALUES
from sphinx_retrospective.core import definitions, kinds
from sphinx_retrospective.core.dates import Day, parse
from sphinx_retrospective.core.display import display_text
from sphinx_retrospective.core.kinds import MARKS
from sphinx_retrospective.core.query import GROUPINGS, ORDERS
from sphinx_retrospective.core.schema import FIELDS, LEGACY_FIELDS, OPTIONS
from sphinx_retrospective.core.slugs import slugify
from sphinx_retrospective.core.sphinx_tags import DEFAULTS
from sphinx_retrospective.drawing.views import VIEWS
from sphinx_retrospective.exports.instants import last_second
from sphinx_retrospective.gathering.addresses import object_anchor
from sphinx_retrospective.reading.directives import DIRECTIVES
from sphinx_retrospective.reading.directives.base import COMMON_OPTIONS
from sphinx_retrospective.reading.directives.timeline import LEGACY_OPTIONS
from sphinx_retrospective.warnings import Subtype
from tests.cldr import plain
from tests.docs.examples import CONF, GUIDE, REFERENCE, WARNINGS, Project, apart, write_project

PACKAGE = Path(sphinx_retrospective.__file__).parent
TAXONOMY_FIELDS = [each.field for each in definitions.BUILT_IN]
SUBTYPES = [subtype.code for subtype in Subtype]
#: Warnings that need the whole project, so that their examples can't stand apart.
WHOLE = ("config", "export", "label", "page", "source", "vocabulary")

_WARNING = re.compile(
    r"(?:[^:\n]+?(?::(?P<line>-?[0-9]+))?: )?"  # where
    r"(?P<said>WARNING: .* \[retro\.(?P<code>\w+)\])"
)


def _page(name: str) -> str:
    return (REFERENCE / f"{name}.md").read_text("utf-8")


def _section(name: str) -> str:
    """Return the section of the reference whose heading is *name* in code."""
    pages = [path.read_text("utf-8") for path in sorted(REFERENCE.glob("*.md"))]
    heading = re.compile(rf"^## `{re.escape(name)}`$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    found = [match[1] for page in pages if (match := heading.search(page))]
    assert len(found) == 1, f"{name} has {len(found)} sections in the reference"
    return found[0]


def _rows(text: str) -> list[list[str]]:
    """Return the cells of every row of the tables in *text*, without headers."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    rules = {number for number, row in enumerate(cells) if _is_rule(row)}
    return [row for number, row in enumerate(cells) if not {number, number + 1} & rules]


def _is_rule(row: list[str]) -> bool:
    return all(set(cell) <= {"-"} for cell in row)


def _named(text: str) -> set[str]:
    """Return what stands in code in the first cells of the tables in *text*."""
    return {name for row in _rows(text) for name in re.findall(r"`([^`]+)`", row[0])}


def _options(directive: str) -> set[str]:
    options = set(getattr(DIRECTIVES[directive], "option_spec") or ())  # noqa: B009 - mypy knows it as a class variable
    if directive == "event":
        options |= {*FIELDS, *TAXONOMY_FIELDS} - {"title", "body"}
    if directive == "timeline":
        options |= {*OPTIONS, *TAXONOMY_FIELDS}
    # Those of every directive are told of once.
    return options - set(COMMON_OPTIONS)


@pytest.mark.parametrize("directive", DIRECTIVES)
def test_directive_has_a_section_that_lists_its_options_and_no_others(directive: str) -> None:
    first_table = re.search(r"^\| option \|.*?\n\n", _section(directive), re.MULTILINE | re.DOTALL)
    assert first_table
    assert _named(first_table[0]) == _options(directive)


@pytest.mark.parametrize("option", [*OPTIONS, *TAXONOMY_FIELDS])
def test_selection_option_is_explained(option: str) -> None:
    page = _page("selection")
    headings = "".join(re.findall(r"^## .*$", page, re.MULTILINE))
    assert option in _named(page) | set(headings.split("`"))


def test_views_orders_and_groupings_are_those_of_the_code() -> None:
    table = re.search(r"^## The views\n\n(.*?)\n\n", _page("views"), re.MULTILINE | re.DOTALL)
    assert table
    assert {row[0].strip("`"): row[2].strip("`") for row in _rows(table[1])} == {name: VIEWS[name][1] for name in VIEWS}
    assert all(f"`{order}`" in _section("timeline") for order in ORDERS)
    grouping = re.search(r"^## `group-by`\n(.*?)^```", _page("selection"), re.MULTILINE | re.DOTALL)
    assert grouping
    assert _named(grouping[1]) == set(GROUPINGS)


def test_fields_are_those_of_the_code() -> None:
    assert _named(_page("fields")) == {*FIELDS, *TAXONOMY_FIELDS, *LEGACY_FIELDS}


def test_options_of_sphinx_timeline_are_told() -> None:
    page = (GUIDE / "howto" / "from-sphinx-timeline.md").read_text("utf-8")
    assert {*LEGACY_OPTIONS, *LEGACY_FIELDS} - set(re.findall(r"`([\w-]+)`", page)) == set()


def test_values_of_sphinx_tags_are_told() -> None:
    page = (GUIDE / "howto" / "from-sphinx-tags.md").read_text("utf-8")
    assert {name for name in _named(page) if name.startswith("tags_")} == set(DEFAULTS)


def test_roles_are_those_of_the_code() -> None:
    assert _named(_page("roles")) == {"event", "era", *(each.name for each in definitions.BUILT_IN)}


def test_configuration_values_have_their_defaults() -> None:
    rows = {row[0].split("`")[1]: row[2].strip("`") for row in _rows(_page("configuration")) if row[0].startswith("[`")}
    assert rows == {value.name: repr(value.default) for value in VALUES}
    assert all(_section(value.name) for value in VALUES)


def test_kinds_marks_and_taxonomies_are_told() -> None:
    section = _section("retro_kinds")
    assert all(f"`{name}`" in section for name in [*(kind.name for kind in kinds.BUILT_IN), *MARKS])
    pages = {row[0].strip("`"): row[1].strip("`") for row in _rows(_page("addresses"))}
    assert all(pages[each.name] == f"{each.folder}/c-plus-plus" for each in definitions.BUILT_IN)


def test_anchors_are_those_that_are_made() -> None:
    anchors = [row[2].strip("`#") for row in _rows(_page("addresses"))[:4]]
    index = object_anchor("index", "tag-javascript")
    made = [object_anchor("event", "lantern-2"), object_anchor("era", "prototype"), object_anchor("tag", "javascript")]
    assert anchors == [*made, index]


def test_slugs_are_those_that_are_made() -> None:
    slugs = re.search(r"^\| name \| slug \|.*?\n\n", _page("addresses"), re.MULTILINE | re.DOTALL)
    assert slugs
    rows = _rows(slugs[0])
    assert len(rows) > 3
    assert rows == [[name, f"`{slugify(name)}`"] for name, _ in rows]


def test_dates_are_shown_and_counted_as_told() -> None:
    rows = [row for row in _rows(_page("dates")) if len(row) == 5]
    assert len(rows) > 20
    for text, _, short, long, days in rows:
        date = parse(text.strip("`"))
        shown = [display_text(date, "en", "short"), display_text(date, "en", "long")]
        assert [plain(short), plain(long)] == [plain(text) for text in shown]
        assert days == f"{_day(date.earliest)} to {_day(date.latest)}"


def _day(day: Day | None) -> str:
    return "open" if day is None else f"{'-' if day.year < 0 else ''}{abs(day.year):04d}-{day.month:02d}-{day.day:02d}"


def test_the_dates_of_the_how_to_are_shown_as_told() -> None:
    rows = _rows((GUIDE / "howto" / "uncertain-dates.md").read_text("utf-8"))
    assert len(rows) > 5
    shown = [display_text(parse(row[1].strip("`")), "en", "short") for row in rows]
    assert [plain(row[2]) for row in rows] == [plain(text) for text in shown]


def test_the_instants_of_feeds_are_as_told() -> None:
    rows = _rows((GUIDE / "howto" / "feeds-and-calendar.md").read_text("utf-8"))[-15:]
    dates = [(each, row[1]) for row in rows for each in re.findall(r"`([^`]+)`", row[0]) or [""]]
    assert len(dates) > 14
    for text, told in dates:
        instant = last_second(parse(text) if text else None)
        assert told.startswith(f"{instant.date().isoformat()}, {instant:%H:%M:%S} UTC"), text


def test_style_names_every_custom_property_and_class() -> None:
    sheets = [path.read_text("utf-8") for path in (PACKAGE / "static").glob("*.css")]
    assert sheets
    sheet = "".join(re.sub(r"/\*.*?\*/", "", each, flags=re.DOTALL) for each in sheets)
    known = {name for kind in kinds.BUILT_IN for name in (f".retro-kind-{kind.name}",)}
    used = set(re.findall(r"(--retro-[a-z-]+|\.retro-[a-z0-9-]+)", sheet)) - known
    named = _named(_page("style"))
    assert used
    assert {name for name in used if name.removeprefix(".") not in named} == set()
    assert {name for name in named if name.startswith("--")} <= used


def test_every_warning_is_listed_with_its_meaning_and_shown() -> None:
    listed = {row[0].split("`")[1]: row[1] for row in _rows(_page("warnings")) if row[0].startswith("[`")}
    assert listed == {f"retro.{subtype.code}": subtype.value for subtype in Subtype}
    for code in SUBTYPES:
        section = _section(f"retro.{code}")
        assert f"/snippets/warnings/{code}.txt\n" in section
        files = {"page": "page/index.md", **{each: f"{each}/conf.py" for each in ("config", "export", "source")}}
        example = files.get(code, f"{code}.md")
        assert f"/snippets/warnings/{example}\n" in section


@pytest.fixture(scope="module")
def warned(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What the examples' builds say, by markup and subtype, with lines as in the examples."""
    return {suffix: _warned(tmp_path_factory.mktemp("warnings"), suffix) for suffix in (".md", ".rst")}


def _warned(folder: Path, suffix: str) -> dict[str, str]:
    # Without Mermaid, whose absence is one of the warnings.
    conf = CONF.replace('"sphinxcontrib.mermaid", ', "")
    flat = {code: (WARNINGS / f"{code}{suffix}").read_text("utf-8") for code in SUBTYPES if code not in WHOLE}
    label = (WARNINGS / f"label{suffix}").read_text("utf-8")
    paths = sorted((WARNINGS / "page").rglob(f"*{suffix}"))
    pages = {path.relative_to(WARNINGS / "page").with_suffix("").as_posix(): path.read_text("utf-8") for path in paths}
    write_project(folder / "flat", suffix, {code: apart(text, suffix) for code, text in flat.items()}, conf)
    write_project(folder / "label", suffix, {"index": label}, conf)
    write_project(folder / "page", suffix, pages, conf)
    undescribed = (WARNINGS / f"vocabulary{suffix}").read_text("utf-8")
    policy = (WARNINGS / "vocabulary" / "conf.py").read_text("utf-8")
    write_project(folder / "vocabulary", suffix, {"index": undescribed}, conf + policy)
    for name in ("config", "export", "source"):
        write_project(folder / name, suffix, {}, conf + (WARNINGS / name / "conf.py").read_text("utf-8"))
    added = len(apart("", suffix).splitlines())
    said = Project.build(folder / "flat").warnings.replace(f"{folder / 'flat'}/", "")
    said = re.sub(r"(\.(?:md|rst)):([0-9]+)", lambda match: f"{match[1]}:{int(match[2]) - added}", said)
    for name in WHOLE:
        said += Project.build(folder / name).warnings.replace(f"{folder / name}/", "")
    lines: dict[str, str] = {}
    for line in said.splitlines():
        found = _WARNING.fullmatch(line)
        assert found, f"not a warning of ours: {line}"
        assert found["code"] not in lines, f"a second warning of that subtype: {line}"
        lines[found["code"]] = line
    return lines


@pytest.mark.parametrize("code", SUBTYPES)
def test_warning_is_given_as_the_reference_says(warned: dict[str, dict[str, str]], code: str) -> None:
    said = warned[".md"][code].replace("index.md", f"{code}.md")
    assert said == (WARNINGS / f"{code}.txt").read_text("utf-8").strip()


@pytest.mark.parametrize("code", SUBTYPES)
def test_warning_is_the_same_in_both_markups(warned: dict[str, dict[str, str]], code: str) -> None:
    """Both say the same, of the same place."""
    told = []
    for suffix in (".md", ".rst"):
        found = _WARNING.fullmatch(warned[suffix][code])
        assert found
        line = int(found["line"] or 0)
        # The whole of a page that has the name of another; no page at all for the configuration.
        place = {"page": "1", "config": "0", "export": "0", "source": "0"}.get(code, "")
        if place:
            assert place == str(line)
        else:
            place = (WARNINGS / f"{code}{suffix}").read_text("utf-8").splitlines()[line - 1]
            assert line > 0
        said = re.sub(r"\.(?:md|rst)(?::[0-9]+)?", "", found["said"])
        told.append((said, re.sub(r"^:::\{(\w+)\}|^\.\. (\w+)::|^\.\. _|[:`{}()=]", r"\1\2", place).strip()))
    assert told[0] == told[1]


@pytest.mark.parametrize("suffix", [".md", ".rst"])
def test_examples_give_no_other_warning(warned: dict[str, dict[str, str]], suffix: str) -> None:
    assert sorted(warned[suffix]) == sorted(SUBTYPES)
