"""A small Sphinx project, built in this process, and what came of it."""

from __future__ import annotations

import html
import io
import json
import re
import shutil
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from docutils.parsers.rst import directives, roles
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.inventory import InventoryFile

from sphinx_retrospective.domain import RetroDomain
from tests.sphinx import kept

kept.keep()

#: As Sphinx has it before an extension adds to the default itself.
_SUFFIXES = Config.config_values["source_suffix"]
ROOTS = Path(__file__).parents[1] / "roots"

#: An event in reStructuredText.
EVENT = "\n.. event:: {title}\n   :id: {id}\n   :date: {date}\n   :tags: {tags}\n\n   Told of {title}.\n"
#: The smallest theme there is, and every warning there is but that a page is in no toctree.
CONF = """
extensions = ["myst_parser", "sphinx_retrospective"]
myst_enable_extensions = ["colon_fence", "fieldlist"]
html_theme = "basic"
nitpicky = True
suppress_warnings = ["toc.not_included"]
"""
#: More of it, and a template, for pages that are their body alone. What a theme adds around it takes longer to write,
#: and to parse, than the body of a small page.
BARE = '\ntemplates_path = ["_templates"]\n'
BARE_FILES: Mapping[str, str] = {"_templates/page.html": '<div class="body" role="main">{{ body }}</div>'}
#: More of it, for those that are built in every format.
BOOKS = """
latex_documents = [("index", "all.tex", "All", "N", "howto")]
man_pages = [("index", "all", "All", [], 1)]
texinfo_documents = [("index", "all", "All", "N", "all", "All.", "Misc")]
version = "1"
epub_copyright = "1"
"""


@dataclass(frozen=True, slots=True)
class Build:
    """What came of one run of Sphinx.

    Attributes:
        outdir: where the output is.
        warnings: one line each, with paths relative to the source folder and without colours.
        app: the application, which is done.
        registered: names of directives and roles that it registered with docutils, for the whole process.
    """

    outdir: Path
    warnings: list[str]
    app: Sphinx = field(repr=False)
    registered: frozenset[str] = field(repr=False)

    @property
    def domain(self) -> RetroDomain:
        """Our domain, as the build left it."""
        return cast("RetroDomain", self.app.env.domains["retro"])

    def read(self, name: str) -> str:
        """Return a file of the output."""
        return (self.outdir / name).read_text("utf-8")

    def page(self, name: str) -> Tag:
        """Return the content of an HTML page, without what its theme adds around it."""
        soup = soup_of(self.read(f"{name}.html"))
        return one(soup, "div.body, article[role=main], div[role=main]")

    def files(self) -> dict[str, bytes]:
        """Return the bytes of every file of the output that says something, by its name."""
        return snapshot(self.outdir, ignored=(".doctrees", ".buildinfo", "environment.pickle"))


class Project:
    """A project in a folder: sources, doctrees that all builders share, and an output folder for each builder.

    Attributes:
        first: what came of its first build.
    """

    first: Build

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source = folder / "source"
        self.source.mkdir(parents=True, exist_ok=True)

    def copy(self, root: str) -> None:
        """Take over a sample project."""
        shutil.copytree(ROOTS / root, self.source, dirs_exist_ok=True)

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write sources, by name."""
        for name, content in files.items():
            path = self.source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that is in a source once."""
        text = (self.source / name).read_text("utf-8")
        assert text.count(old) == 1
        self.write({name: text.replace(old, new)})

    def remove(self, name: str) -> None:
        """Remove a source."""
        (self.source / name).unlink()

    def rename(self, old: str, new: str) -> None:
        """Give a source another name."""
        (self.source / old).rename(self.source / new)

    def keep(self) -> None:
        """Keep the folder as it is now, so that several tests can go on from the same build."""
        shutil.copytree(self.folder, self._kept)

    def restore(self) -> Project:
        """Bring the folder back to what was kept: at the same place, where alone Sphinx goes on from a build."""
        shutil.rmtree(self.folder)
        shutil.copytree(self._kept, self.folder)
        return self

    @property
    def _kept(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}-kept")

    def build(
        self, builder: str = "html", *, parallel: int = 1, outdir: str = "", doctrees: str = "doctrees", **config: Any
    ) -> Build:
        """Build as ``sphinx-build`` does; *config* is as its option ``-D``."""
        target = self.folder / (outdir or f"build-{builder}")
        said = io.StringIO()
        with _own_registries(self.source):
            app = Sphinx(
                self.source,
                self.source,
                target,
                self.folder / doctrees,
                builder,
                confoverrides=config,
                status=None,
                warning=said,
                parallel=parallel,
            )
            app.build()
            registered = frozenset({*vars(directives)["_directives"], *vars(roles)["_roles"]})
        build = Build(target, self._clean(said.getvalue()), app, registered)
        self.first = getattr(self, "first", build)
        return build

    def _clean(self, said: str) -> list[str]:
        text = re.sub("\x1b\\[[0-9;]*m", "", said).replace(f"{self.source}/", "")
        return [line for line in text.splitlines() if line.strip()]


class Builds(dict[str, Build]):
    """Builds of one kind, each made when it is first asked for.

    For parametrised tests: pytest would forget a fixture that is itself parametrised at each change of its parameter,
    and the tests come in random order.
    """

    def __init__(self, make: Callable[..., Build], **config: str) -> None:
        self._make = partial(make, **config)

    def __missing__(self, name: str) -> Build:
        self[name] = self._make(name)
        return self[name]


@contextmanager
def _own_registries(source: Path) -> Iterator[None]:
    """Keep what a build registers with docutils and with Sphinx's catalogues from the next one."""
    translators = dict(locale.translators)
    kept.forget()
    # For a project that is built again, a suffix of another one would be a change of its configuration.
    Config.config_values["source_suffix"] = type(_SUFFIXES)(dict(_SUFFIXES.default), "env", _SUFFIXES.valid_types)
    with patch_docutils(source), docutils_namespace(), warnings.catch_warnings():
        # MyST 5.2 (where a page has a Markdown link) and the JSON builder still use what Sphinx 11 will remove.
        warnings.filterwarnings("ignore", r"'(myst_parser|sphinxcontrib\.serializinghtml)\.")
        try:
            yield
        finally:
            locale.translators.clear()
            locale.translators.update(translators)


@lru_cache(maxsize=64)
def soup_of(page: str) -> BeautifulSoup:
    """Parse a page as browsers do, which takes long. Tests look at the same one many times, and may not change it."""
    # The pages of an epub are XML too; what they say is the same in HTML.
    return BeautifulSoup(page.removeprefix('<?xml version="1.0" encoding="UTF-8"?>'), "html5lib")


def one(tag: Tag, selector: str) -> Tag:
    """Return the only element that *selector* finds."""
    found = tag.select(selector)
    assert len(found) == 1, f"{len(found)} elements for {selector!r}"
    return found[0]


def text_of(tag: Tag) -> str:
    """Return the text of an element as it is read out, white space folded."""
    silent = {id(text) for each in tag.select("[aria-hidden=true]") for text in each.find_all(string=True)}
    return " ".join("".join(text for text in tag.find_all(string=True) if id(text) not in silent).split())


def texts(tag: Tag, selector: str) -> list[str]:
    """Return the text of each element that *selector* finds."""
    return [text_of(each) for each in tag.select(selector)]


def links(tag: Tag, selector: str = "a") -> dict[str, str]:
    """Return addresses by the texts of links."""
    return {text_of(each): str(each["href"]) for each in tag.select(selector) if each.has_attr("href")}


def retro(warnings: list[str]) -> list[str]:
    """Return the warnings that are ours."""
    return [line for line in warnings if re.search(r"\[retro(\.\w+)?\]$", line)]


def snapshot(folder: Path, ignored: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Return the bytes of every file below *folder*, but those of which a part of the path is *ignored*."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not set(path.relative_to(folder).parts) & set(ignored)
    }


def times(folder: Path) -> dict[str, int]:
    """Return when each file below *folder* was written."""
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


#: Written anew by every build, by Sphinx itself.
_ALWAYS = {
    "genindex.html",
    "search.html",
    "objects.inv",
    "searchindex.js",
    "retro-tags.html",
    "retro-chronology.html",
    ".retrospective.json",
    ".buildinfo",
}
#: Folders of what every build makes anew: the pages of terms, and static files.
_GENERATED = ("tags/", "orgs/", "people/", "places/", "tech/", "_")


def rewritten(project: Project, builder: str = "html", parallel: int = 1) -> set[str]:
    """Build, and return the names of the documents that were written."""
    outdir = project.folder / f"build-{builder}"
    before = times(outdir)
    project.build(builder, parallel=parallel)
    after = times(outdir)
    changed = {name for name, time in after.items() if before.get(name) != time}
    return {
        name.rpartition(".")[0]
        for name in changed - _ALWAYS
        if name.endswith((".html", ".txt")) and not name.startswith(_GENERATED)
    }


class Links(HTMLParser):
    """The anchors of a page, and where its links lead. (To parse it as browsers do would take ten times as long.)"""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Of two attributes of one name, the first counts.
        values = {name: value or "" for name, value in reversed(attrs)}
        if "id" in values:
            self.anchors.add(values["id"])
        if "href" in values and (tag != "link" or values.get("rel") == "stylesheet"):
            self.links.append(values["href"])


def broken_links(folder: Path) -> list[str]:
    """Return every internal link in the HTML files below *folder* of which the file or the fragment is not there."""
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in _PAGES]
    pages = {path.resolve(): Links(path.read_text("utf-8")) for path in paths}
    broken = []
    for path in paths:
        for href in pages[path.resolve()].links:
            target = target_of(path, href)
            if target is None:
                continue
            file, fragment = target
            page = pages.get(file.resolve())
            if not file.is_file() or (fragment and (page is None or fragment not in page.anchors)):
                broken.append(f"{path.relative_to(folder)}: {href}")
    return broken


_PAGES = {".html", ".xhtml"}


def target_of(page: Path, href: str) -> tuple[Path, str] | None:
    """Return file and fragment that *href* on *page* leads to, or None if it leads to another site."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return None
    path = Path(unquote(urlsplit(urljoin(page.as_uri(), href)).path))
    return (path / "index.html" if path.is_dir() else path), unquote(parts.fragment)


def published(outdir: Path) -> set[tuple[str, str, str, str]]:
    """Return what the inventory in *outdir* offers: domain with type, name, address and title."""
    inventory = InventoryFile.loads((outdir / "objects.inv").read_bytes(), uri="").data
    return {
        (kind, name, item.uri, name if item.display_name == "-" else item.display_name)
        for kind, items in inventory.items()
        for name, item in items.items()
    }


_WRITTEN = {".html", ".xhtml", ".txt", ".tex", ".xml", ".pseudoxml", ".fjson", ".pot", ".1", ".texi"}


def folded(folder: Path) -> str:
    """Return what the files below *folder* say, in any format, as one line."""
    # Without the sources, which some formats have beside them.
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in _WRITTEN and "_sources" not in path.parts]
    return " ".join(folded_text(_readable(path)) for path in paths)


def folded_text(said: str) -> str:
    """Return a text without the escapes of its format, white space folded."""
    said = said.replace("\\sphinxhyphen{}", "-").replace("\\n", " ").replace("\\", "").replace("@comma{}", ",")
    return " ".join(html.unescape(said).split())


def _readable(path: Path) -> str:
    text = path.read_text("utf-8")
    return json.dumps(json.loads(text), ensure_ascii=False) if path.suffix == ".fjson" else text
