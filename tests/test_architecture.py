"""What imports what, and what no module may do: read from the source of the package, and from running it."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import sphinx_retrospective
from tests.benchmarks.loading import load

PACKAGE = "sphinx_retrospective"
ROOT = Path(sphinx_retrospective.__file__).parent

#: Lowest first: a module imports from the layers below its own only, save inside a package that is listed as a whole.
#: Imports for type checkers are free. A new module needs a line here.
LAYERS = (
    "core",
    "core.colours core.errors core.plain_text",
    "core.dates core.slugs core.links core.kinds core.where",
    "core.definitions core.html_time core.year_numbers core.collation core.sphinx_tags core.sources",
    "core.date_patterns",
    "core.display core.model core.schema",
    "core.hierarchy core.ids core.vocabulary core.lengths",
    "core.taxonomy",
    "core.taxonomy_building",
    "core.chronicle",
    "core.query",
    "core.matrix",
    "core.chart core.filters core.parts core.term_index core.related_terms core.around core.cv",
    "core.fields",
    "formats",
    "exports",
    "imports",
    "new_site",
    "names",
    "warnings nodes labels build_date atomic_files garbage_collection",
    "config domain_data text_digest sphinx_internals",
    "settings",
    "builders stored_document",
    "gathering",
    "domain",
    "domain_events",
    "drawing",
    "writers",
    "reading",
    "rebuilding",
    "output",
    "",  # the package itself: `setup`
    "cli",
    "__main__",
)
PLACES = {name: place for place, names in enumerate(LAYERS) for name in names.split() or [""]}
#: How long a module may be.
MAX_LINES = 400

#: What would make the same input give another output, by dotted name.
CLOCKS = {
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "time.strftime",
    "time.ctime",
    "time.asctime",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.date.today",
}
#: What runs text as code, by dotted name.
RUNNERS = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "pickle.load",
    "pickle.loads",
    "pickle.Unpickler",
    "marshal.load",
    "marshal.loads",
    "shelve.open",
    "yaml.load",
    "yaml.load_all",
    "yaml.full_load",
    "yaml.unsafe_load",
    "yaml.Loader",
    "yaml.FullLoader",
    "yaml.UnsafeLoader",
    "os.system",
    "os.popen",
}


def module_name(path: Path) -> str:
    """Return the dotted name of a module inside the package; empty for the package itself."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {module_name(path): path for path in sorted(ROOT.rglob("*.py"))}
PURE = [name for name in FILES if name.split(".")[0] in {"core", "formats", "exports", "imports"}]
CORE = [name for name in PURE if name.split(".")[0] == "core"]


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(FILES[name].read_text(encoding="utf-8"))


@cache
def module_imports(name: str) -> set[str]:
    return own_imports(tree(name))


@cache
def module_names(name: str) -> set[str]:
    return names_used(tree(name))


def test_there_is_something_to_look_at() -> None:
    assert {"", "core", "core.dates", "core.query", "formats", "formats.yaml", "domain", "drawing.views"} <= set(FILES)
    assert len(PURE) > 12


# Imports --------------------------------------------------------------------------------------------------------------


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in {
        getattr(each, "id", getattr(each, "attr", "")) for each in ast.walk(node.test)
    }


def imports(node: ast.AST, *, types: bool) -> Iterator[str]:
    """Yield the absolute name of everything imported, inside functions too; what only type checkers see if asked."""
    for child in ast.iter_child_nodes(node):
        if is_type_checking(child) and not types:
            continue
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute here"
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        else:
            yield from imports(child, types=types)


def own_imports(source: ast.AST) -> set[str]:
    """Return the modules of ours that *source* imports, by their names inside the package."""
    found = set()
    for name in imports(source, types=False):
        if name.split(".")[0] != PACKAGE:
            continue
        inside = name.removeprefix(PACKAGE).lstrip(".")
        while inside and inside not in FILES:  # a name in a module
            inside = inside.rpartition(".")[0]
        found.add(inside)
    return found


def unit(name: str) -> str:
    """Return what stands for a module in the layers: itself, or the nearest package around it."""
    while name not in PLACES and "." in name:
        name = name.rpartition(".")[0]
    return name


def test_layers_name_what_exists() -> None:
    assert sum(len(names.split()) or 1 for names in LAYERS) == len(PLACES)  # none twice
    assert set(PLACES) <= set(FILES)


def test_each_module_has_a_layer() -> None:
    assert [name for name in FILES if unit(name) not in PLACES] == [], "give each a place in LAYERS"
    assert [name for name in CORE if name != "core" and unit(name) == "core"] == [], "give each a place of its own"


def test_imports_go_down_only() -> None:
    wrong = [
        f"{name} imports {other}"
        for name in FILES
        for other in sorted(module_imports(name))
        if PLACES[unit(other)] >= PLACES[unit(name)] and unit(other) != unit(name)
    ]
    assert wrong == []


def test_there_are_no_circles() -> None:
    graph = {name: module_imports(name) - {name} for name in FILES}
    done: set[str] = set()
    while ready := {name for name in graph if name not in done and graph[name] <= done}:
        done |= ready
    assert set(graph) - done == set()


def packages(name: str) -> set[str]:
    """Return the packages, of ours and of others, that a module imports from."""
    return {each.split(".")[0] for each in imports(tree(name), types=True)}


def private_names(source: ast.AST) -> Iterator[str]:
    """Yield the private names of others that *source* uses: after a dot, or as text where attributes are looked up."""
    getters = "getattr", "setattr", "hasattr"
    for node in ast.walk(source):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls")):
                pass
            case ast.Attribute(attr=name):
                yield name
            case ast.Call(func=ast.Name(id=getter), args=[_, ast.Constant(value=str(name)), *_]) if getter in getters:
                yield name
            case ast.Subscript(value=ast.Call(func=ast.Name(id="vars")), slice=ast.Constant(value=str(name))):
                yield name
            case ast.Call(
                func=ast.Attribute(value=ast.Call(func=ast.Name(id="vars"))), args=[ast.Constant(value=str(name)), *_]
            ):
                yield name


def test_what_is_private_in_sphinx_is_used_in_one_module() -> None:
    # Python's own, which are documented.
    public = {"_replace", "_exit"}
    used = {name: {each for each in private_names(tree(name)) if re.match("_[a-z]", each)} - public for name in FILES}
    assert {"_raw_config", "_orig_css_files", "_get_local_toctree", "_titles"} <= used["sphinx_internals"]
    assert {name: names for name, names in used.items() if names and name != "sphinx_internals"} == {}


def test_the_core_and_the_formats_know_nothing_of_sphinx() -> None:
    forbidden = {"sphinx", "docutils", "sphinxcontrib", "myst_parser", "jinja2", "pygments"}
    assert [name for name in PURE if packages(name) & forbidden] == []
    for name in PURE:
        top = name.partition(".")[0]
        allowed = {"core", *({"formats"} if top != "core" else ()), top}
        assert {other.split(".")[0] for other in module_imports(name)} <= allowed, name


def test_the_core_depends_on_nothing_but_babel() -> None:
    allowed = {*sys.stdlib_module_names, "babel", PACKAGE} - {
        "os",
        "io",
        "pathlib",
        "random",
        "locale",
        "logging",
        "socket",
        "subprocess",
        "threading",
        "time",
    }
    assert {name: others for name in CORE if (others := packages(name) - allowed)} == {}


IMPORT_EACH = """
import importlib, json, sys, traceback, warnings
warnings.simplefilter("error")
root, names, blocked = json.load(sys.stdin)
sys.path.insert(0, root)

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in blocked:
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Blocked())
faults = {}
for name in names:
    try:
        module = importlib.import_module(name)
        assert module.__file__.startswith(root), module.__file__
    except Exception:
        faults[name] = traceback.format_exc()
print(json.dumps([faults, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


def import_each(names: list[str], blocked: list[str]) -> tuple[dict[str, str], list[str]]:
    """Import modules of ours, and return what failed and the packages loaded at the end."""
    full = [f"{PACKAGE}.{name}".rstrip(".") for name in names]
    run = subprocess.run(
        [sys.executable, "-c", IMPORT_EACH],
        input=json.dumps([str(ROOT.parent), full, blocked]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    faults, loaded = json.loads(run.stdout)
    return faults, loaded


def test_every_module_can_be_imported() -> None:
    """In any order: there are no circles."""
    faults, loaded = import_each(list(FILES), [])
    assert faults == {}
    assert "sphinx" in loaded


def test_a_project_that_loads_the_extension_loads_little_of_it() -> None:
    """What it costs is measured by ``make bench BENCHOPTS='--no-builds --loading'``."""
    loaded = {name.removeprefix(PACKAGE).lstrip(".") for name in load()[1] if name.startswith(PACKAGE)}
    assert "domain" in loaded
    assert len(loaded) < 15
    assert {name for name in loaded if name.startswith("core")} <= {
        "core",
        "core.colours",
        "core.errors",
        "core.links",
        "core.sphinx_tags",
    }
    assert not {"settings", "domain_data", "gathering", "reading", "writers", "rebuilding", "output"} & loaded


def test_the_core_and_the_formats_run_without_sphinx() -> None:
    faults, loaded = import_each(["", *PURE], ["sphinx", "docutils"])
    assert faults == {}
    assert not {"sphinx", "docutils"} & set(loaded)
    faults, _ = import_each(["domain"], ["sphinx", "docutils"])
    assert "is blocked" in faults[f"{PACKAGE}.domain"]


# What no module does --------------------------------------------------------------------------------------------------


def names_used(source: ast.AST) -> set[str]:
    """Return every dotted name that *source* uses, with what imports renamed put back."""
    meaning: dict[str, str] = {}
    for node in ast.walk(source):
        if isinstance(node, ast.Import):
            for alias in node.names:
                meaning[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                meaning[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    used = set(meaning.values())
    for node in ast.walk(source):
        parts: list[str] = []
        inner = node
        while isinstance(inner, ast.Attribute):
            parts.append(inner.attr)
            inner = inner.value
        if isinstance(inner, ast.Name):
            used.add(".".join([meaning.get(inner.id, inner.id), *reversed(parts)]))
    return used


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("eval('1')", "eval"),
        ("x = exec", "exec"),
        ("import pickle\npickle.loads(b'')", "pickle.loads"),
        ("import pickle as p\np.load(f)", "pickle.load"),
        ("from pickle import load", "pickle.load"),
        ("from yaml import load as safe\nsafe(x)", "yaml.load"),
        ("import datetime\ndatetime.datetime.now()", "datetime.datetime.now"),
        ("from datetime import datetime as dt\ndt.now(tz=None)", "datetime.datetime.now"),
        ("from datetime import date\nx = date.today().year", "datetime.date.today"),
        ("import time\ndef f():\n    return time.time()", "time.time"),
        ("def f():\n    from time import time\n    return time()", "time.time"),
        ("import re, datetime\nre.compile('x')\ndatetime.time(1, 2)\nself.now()\npickled.load()", ""),
    ],
)
def test_the_readers_of_names_finds(source: str, fault: str) -> None:
    assert names_used(ast.parse(source)) & (RUNNERS | CLOCKS) == ({fault} if fault else set())


def test_nothing_runs_text_as_code() -> None:
    # What a document says is stored in Sphinx's environment file, which is a pickle itself.
    allowed = {"domain_data", "gathering.left_out", "stored_document"}
    runners = {name: used for name in FILES if (used := module_names(name) & RUNNERS)}
    assert runners == {name: {"pickle.loads"} for name in allowed}


def test_what_is_shown_does_not_depend_on_the_clock() -> None:
    shown = [name for name in FILES if name.split(".")[0] in {"core", "formats", "drawing"}]
    assert {name: used for name in shown if (used := module_names(name) & CLOCKS)} == {}


def undocumented(name: str) -> Iterator[str]:
    """Yield what is public, and in the core and the formats public methods too, and has no docstring."""
    if not ast.get_docstring(tree(name)):
        yield "the module"
    for node in tree(name).body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield node.name
        for member in node.body if isinstance(node, ast.ClassDef) and name in PURE else ():
            if (
                isinstance(member, ast.FunctionDef)
                and not member.name.startswith("_")
                and not ast.get_docstring(member)
            ):
                yield f"{node.name}.{member.name}"


def test_everything_public_is_described() -> None:
    assert {name: missing for name in FILES if (missing := list(undocumented(name)))} == {}


def test_no_module_is_long() -> None:
    lines = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in FILES.items()}
    assert {name: count for name, count in lines.items() if count > MAX_LINES} == {}
