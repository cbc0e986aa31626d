"""The visitors of our nodes, for the formats that have some."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from sphinx.application import Sphinx

#: The modules that have visitors, by format. Where none has one for a node, the node that it stands on is written.
_WRITERS: Final = {
    "html": ("html.events", "html.chart", "html.matrix", "html.usage", "html.around", "html.cv"),
    "latex": ("latex", "latex_chart"),
    "text": ("text",),
}


def add_visitors(app: Sphinx) -> None:
    """Register the visitors for the format that is built (``builder-inited``)."""
    name = app.builder.format
    # What another extension put in their place in its setup stays there.
    known = app.registry.translation_handlers.get(name, {})
    for module in _WRITERS.get(name, ()):
        for node, visitor in import_module(f"{__package__}.{module}").VISITORS.items():
            if node.__name__ not in known:
                app.add_node(node, override=True, **{name: visitor})
