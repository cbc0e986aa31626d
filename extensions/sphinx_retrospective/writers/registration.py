"""Our nodes, with their visitors for the formats that have some."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_retrospective import nodes as retro
from sphinx_retrospective.writers import latex, text
from sphinx_retrospective.writers.html import chart, events, matrix

VISITORS: dict[str, Mapping[type[nodes.Element], Any]] = {
    "html": {**events.VISITORS, **chart.VISITORS, **matrix.VISITORS},
    "latex": latex.VISITORS,
    "text": text.VISITORS,
}


def add_nodes(app: Sphinx) -> None:
    """Register every node of ours. Where a format has no visitor for one, it writes the node that it stands on."""
    for node in vars(retro).values():
        if isinstance(node, type) and issubclass(node, nodes.Element) and node.__module__ == retro.__name__:
            app.add_node(node, **{name: visitors[node] for name, visitors in VISITORS.items() if node in visitors})
