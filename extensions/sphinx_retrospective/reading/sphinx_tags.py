"""A document with all tags, without a source, and links to pages of tags: what sphinx-tags has, and its users expect.

sphinx-tags writes sources into the project. Here the document is one that Sphinx is told of: it stands in tables of
contents and can be linked to, in every format, and its source is a file of this extension.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util import docname_join

from sphinx_retrospective.core.sphinx_tags import SphinxTags
from sphinx_retrospective.domain import retro_domain
from sphinx_retrospective.settings import read_settings
from sphinx_retrospective.sphinx_internals import add_document

#: The source of the document, and the ending by which its parser is found.
SOURCE: Final = Path(__file__).parents[1] / "static" / "tagsindex.retro-tags"


def enable(app: Sphinx, config: Config) -> None:
    """Register what a project with pages of sphinx-tags needs (``config-inited``)."""
    sphinx_tags = read_settings(config)[0].sphinx_tags
    if not sphinx_tags or not sphinx_tags.has_pages:
        return
    from sphinx_retrospective.reading.directives.tag_toctree import TagToctree
    from sphinx_retrospective.reading.tag_overview import OverviewParser

    app.add_source_suffix(SOURCE.suffix, OverviewParser.supported[0])
    app.add_source_parser(OverviewParser)
    # sphinx-tags removes what it finds there, and so nothing else can be there.
    generated = [f"{sphinx_tags.folder}/*{suffix}" for suffix in (".md", ".rst")]
    config.exclude_patterns = [*config.exclude_patterns, *generated]
    app.add_directive("toctree", TagToctree, override=True)
    app.connect("env-get-outdated", _add_documents)
    # Before anything is derived from all documents.
    app.connect("env-updated", _read_tag_pages, priority=400)
    # Before what a document refers to is noted.
    app.connect("doctree-read", _lead_to_tags, priority=300)
    app.connect("html-page-context", _without_source)


def _sphinx_tags_of(app: Sphinx) -> SphinxTags:
    sphinx_tags = retro_domain(app.env).settings.sphinx_tags
    assert sphinx_tags is not None
    return sphinx_tags


def _add_documents(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Have the document with all tags read, unless it is known, and keep those of tags (``env-get-outdated``)."""
    sphinx_tags = _sphinx_tags_of(app)
    # Sphinx hands over all documents where the configuration is another one, and then all are read.
    kept = [] if added is env.found_docs else [name for name in env.all_docs if _is_tag_page(name, sphinx_tags)]
    for name in (sphinx_tags.overview, *kept):
        is_known = name in env.all_docs and Path(env.doctreedir, f"{name}.doctree").is_file()
        if not is_known and name != sphinx_tags.overview:
            continue
        add_document(env, name, SOURCE)
        removed.discard(name)
        if not is_known:
            added.add(name)
    return []


def _is_tag_page(name: str, sphinx_tags: SphinxTags) -> bool:
    return name.rpartition("/")[0] == sphinx_tags.folder and name != sphinx_tags.overview


def _read_tag_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Read the pages of tags that tables of contents list, and forget those that none lists (``env-updated``)."""
    from sphinx_retrospective.reading.tag_overview import title_of_tag_page

    sphinx_tags = _sphinx_tags_of(app)
    listed = {name for names in env.toctree_includes.values() for name in names if _is_tag_page(name, sphinx_tags)}
    known = {name for name in env.all_docs if _is_tag_page(name, sphinx_tags) and env.doc2path(name) == SOURCE}
    for name in known - listed:
        _forget(app, env, name)
        env.found_docs.discard(name)
    read = []
    for name in sorted(listed - (env.found_docs - known)):
        if name in known and env.titles[name].astext() == title_of_tag_page(env, name):
            continue
        _forget(app, env, name)
        add_document(env, name, SOURCE)
        app.builder.read_doc(name)
        read.append(name)
    return read


def _forget(app: Sphinx, env: BuildEnvironment, name: str) -> None:
    if name in env.all_docs:
        app.events.emit("env-purge-doc", env, name)
        env.clear_doc(name)


def _lead_to_tags(app: Sphinx, document: nodes.document) -> None:
    """Have links to documents that sphinx-tags would have made lead to what is here (``doctree-read``)."""
    env, sphinx_tags = app.env, _sphinx_tags_of(app)
    for node in document.findall(addnodes.pending_xref):
        name = _document_named_in(node, env)
        folder, _, file = name.rpartition("/")
        if folder != sphinx_tags.folder:
            continue
        if name == sphinx_tags.overview:
            _become(node, {"doc": ("std", "doc"), "myst": ("doc", "myst")}[node["reftype"]], f"/{name}", name)
        elif name not in env.found_docs or env.doc2path(name) == SOURCE:
            _become(node, ("retro", "tag"), file, file)
            node["listing"] = True


def _become(node: addnodes.pending_xref, kind: tuple[str, str], target: str, name: str) -> None:
    node["refdomain"], node["reftype"] = kind
    # MyST has the name of a document as it is, and Sphinx as it is written.
    node["reftarget"] = target if kind[0] == "std" else name
    node["reftargetid"] = None


def _document_named_in(node: addnodes.pending_xref, env: BuildEnvironment) -> str:
    """Return the name of the document that *node* is a link to; empty if it is to something else."""
    target = str(node["reftarget"])
    if node["reftype"] == "doc":
        return str(docname_join(node.get("refdoc", env.docname), target))
    if node["reftype"] != "myst" or "#" in target:
        return ""
    if node.get("refdomain") == "doc":
        return target
    path = PurePosixPath(target)
    name = str(path.with_suffix("")) if path.suffix in env.config.source_suffix else target
    return str(docname_join(env.docname, name))


def _without_source(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Offer no source of what has none in the project (``html-page-context``)."""
    if pagename in app.env.found_docs and app.env.doc2path(pagename) == SOURCE:
        context["sourcename"] = context["page_source_suffix"] = ""
