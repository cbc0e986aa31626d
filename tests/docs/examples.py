"""The documentation's files, and small Sphinx projects made of them."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.testing.util import SphinxTestApp

from sphinx_retrospective.domain import RetroDomain
from sphinx_retrospective.domain_data import DocumentData

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = DOCS / "guide"
REFERENCE = GUIDE / "reference"
SNIPPETS = DOCS / "snippets"
WARNINGS = SNIPPETS / "warnings"

#: What the site has beside our extension, as far as an example needs it.
CONF = """
extensions = ["myst_parser", "sphinxcontrib.mermaid", "sphinx_retrospective"]
myst_enable_extensions = ["colon_fence", "attrs_inline", "fieldlist"]
exclude_patterns = ["snippets"]
nitpicky = True
"""

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def apart(text: str, suffix: str) -> str:
    """Return the text of a page with the metadata that keeps its events to itself."""
    if suffix == ".rst":
        return f":retro-scope: page\n:orphan:\n{'' if text.startswith(':') else chr(10)}{text}"
    if text.startswith("---\n"):
        return text.replace("---\n", "---\norphan: true\nretro-scope: page\n", 1)
    return f"---\norphan: true\nretro-scope: page\n---\n{text}"


def write_project(folder: Path, suffix: str, pages: dict[str, str], conf: str = CONF) -> None:
    """Write a project of those pages, with an index if they have none, and with the snippets' data where they are."""
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text(conf, "utf-8")
    shutil.copytree(SNIPPETS / "data", folder / "snippets" / "data")
    for name, text in pages.items():
        path = folder / f"{name}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    if "index" not in pages:
        (folder / "index.rst").write_text("Examples\n========\n", "utf-8")


@dataclass(frozen=True, slots=True)
class Project:
    """What came of a project that was built into HTML.

    Attributes:
        warnings: all of the build's, without colours.
        html: of each document.
        trees: of each document, after resolution, normalised.
        documents: what the domain stored of each document.
    """

    warnings: str
    html: dict[str, str]
    trees: dict[str, str]
    documents: dict[str, DocumentData]

    @classmethod
    def build(cls, folder: Path) -> Project:
        """Build the project in *folder*. One application is alive at a time, since all share docutils' registries."""
        app = SphinxTestApp("html", srcdir=folder)
        try:
            app.build()
            warnings = _COLOUR.sub("", app.warning.getvalue())
            names = sorted(app.env.found_docs)
            html = {name: Path(app.outdir, f"{name}.html").read_text("utf-8") for name in names}
            resolve = app.env.get_and_resolve_doctree
            trees = {name: normalised(resolve(name, app.builder, tags=app.tags)) for name in names}
            ours = [domain for domain in app.env.domains.sorted() if isinstance(domain, RetroDomain)]
            documents = {name: data for domain in ours for name, data in domain.gathered.documents.items()}
            return cls(warnings, html, trees, documents)
        finally:
            app.cleanup()


def normalised(tree: nodes.document) -> str:
    """Return what a tree says, without what tells the markup it was written in."""
    tree = tree.deepcopy()
    for node in list(tree.findall(nodes.comment)):
        node.parent.remove(node)
    for element in tree.findall(nodes.Element):
        attributes: dict[str, Any] = element.attributes
        for name in ("names", "dupnames", "backrefs", "slug", "myst", "translated", "source", "level"):
            attributes.pop(name, None)
    lines = "\n".join(child.pformat() for child in tree.children).splitlines()
    return "\n".join(line for line in lines if line.strip())
