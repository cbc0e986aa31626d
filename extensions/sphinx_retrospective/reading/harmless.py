"""What was parsed from data: markup, of which nothing can put anything else into a page."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from docutils import nodes


def make_harmless(tree: nodes.Element, schemes: Collection[str]) -> None:
    """Take from *tree* what no builder would escape, and links of other schemes than these."""
    for raw in list(tree.findall(nodes.raw)):
        text = nodes.Text(raw.astext())
        raw.replace_self(text if isinstance(raw.parent, nodes.TextElement) else nodes.paragraph("", "", text))
    for link in list(tree.findall(nodes.reference)):
        scheme = urlsplit(link.get("refuri", "")).scheme.lower()
        if scheme and scheme not in schemes:
            link.parent.replace(link, link.children)
