"""What stands around the records of a document, to learn later which of them Sphinx leaves out of the page.

``only``, ``ifconfig``, ``todo`` and what other extensions have of this kind are read, and removed when a page is
written, by the builder and the configuration of that moment.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable

from docutils import nodes

from sphinx_retrospective.nodes import RetroNode


def enclose(records: Iterable[tuple[str, nodes.Node]]) -> bytes:
    """Return a pickle of a container with all that stands around *records*, and a paragraph in the place of each.

    Args:
        records: the key of each, which becomes the id of its paragraph, and the node that declares it.

    Returns:
        Nothing where all of them stand in sections alone, as most do.
    """
    top = nodes.container()
    copies: dict[int, nodes.Element] = {}
    for key, node in records:
        around = _around(node)
        if all(isinstance(each, (nodes.section, RetroNode)) for each in around):
            continue
        inner: nodes.Element = top
        for element in around:
            if id(element) not in copies:
                copies[id(element)] = copy = element.copy()
                # A node keeps its document, and a record must not.
                copy.document = copy.source = None  # type: ignore[assignment]
                inner += copy
            inner = copies[id(element)]
        inner += nodes.paragraph("", "", ids=[key])
    return pickle.dumps(top, pickle.HIGHEST_PROTOCOL) if top.children else b""


def _around(node: nodes.Node) -> list[nodes.Element]:
    """Return the elements around *node*, the outermost first, without the document."""
    around: list[nodes.Element] = []
    while (parent := node.parent) is not None and not isinstance(parent, nodes.document):
        around.insert(0, parent)
        node = parent
    return around
