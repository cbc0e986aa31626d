"""How long the chapters of the decade take to read, beside their years."""

from __future__ import annotations

from math import ceil
from typing import Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sphinx_retrospective.nodes import era_dates

#: Words a minute, of prose that has dates and names in it.
_WORDS: Final = 200


def add_reading_time(app: Sphinx, doctree: nodes.document) -> None:
    """Write it after the dates of the era that a page is (``doctree-read``)."""
    if app.env.docname.startswith("2010s/"):
        minutes = ceil(len(doctree.astext().split()) / _WORDS)
        for dates in doctree.findall(era_dates):
            dates.append(nodes.inline("", f" · {minutes} minutes to read", classes=["site-reading"]))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect it after the collectors that read the page."""
    app.connect("doctree-read", add_reading_time, priority=700)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
