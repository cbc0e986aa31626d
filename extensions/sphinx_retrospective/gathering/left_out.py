"""Records whose place Sphinx leaves out of the page that the builder at work writes."""

from __future__ import annotations

import pickle
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.ext.todo import todo_node
from sphinx.util.docutils import new_document


def left_out(enclosure: bytes, docname: str, env: BuildEnvironment, builder: Builder) -> frozenset[str]:
    """Return the keys of the records in *docname* that are not on its page.

    Args:
        enclosure: what stands around its records, from `sphinx_retrospective.reading.enclosing.enclose`.
        docname: the document.
        env: where it was read.
        builder: the one at work.
    """
    # Part of Sphinx's own environment file, which is a pickle too.
    top: nodes.container = pickle.loads(enclosure)  # noqa: S301
    keys = _keys_in(top)
    # Sphinx evaluates these itself, and would warn again of what is wrong with one.
    for only in list(top.findall(addnodes.only)):
        only.parent.replace(only, only.children if _holds(only["expr"], builder) else [])
    if not getattr(env.config, "todo_include_todos", False):
        # It stays in the document, and is passed over by what writes that.
        for todo in list(top.findall(todo_node)):
            todo.parent.remove(todo)
    if any(not isinstance(each, (nodes.section, nodes.paragraph)) for child in top for each in child.findall()):
        document = new_document(docname)
        document.settings.env = env
        document.settings.language_code = env.config.language
        document["retro_partial"] = True
        document += top
        env.apply_post_transforms(document, docname)
        return keys - _keys_in(document)
    return keys - _keys_in(top)


def _keys_in(tree: nodes.Element) -> frozenset[str]:
    return frozenset(key for each in tree.findall(nodes.paragraph) for key in cast("list[str]", each["ids"]))


def _holds(condition: str, builder: Builder) -> bool:
    """Tell whether what an ``only`` directive asks for holds in the builder at work."""
    try:
        return builder.tags.eval_condition(condition)
    except Exception:  # noqa: BLE001 - as Sphinx itself does
        # Sphinx says what is wrong with it, and shows what it holds.
        return True
