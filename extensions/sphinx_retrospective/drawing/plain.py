"""Text from data files. It is shown as it is: no markup in it is interpreted, no quotes or dashes are set anew."""

from __future__ import annotations

import re

from docutils import nodes


def draw_paragraphs(text: str) -> list[nodes.paragraph]:
    """Return a paragraph for each block of *text* between blank lines."""
    blocks = re.split(r"\n[ \t]*\n", text)
    texts = [" ".join(block.split()) for block in blocks if block.strip()]
    return [nodes.paragraph("", text, support_smartquotes=False) for text in texts]


def draw_text(text: str) -> nodes.inline:
    """Return *text* as it is."""
    return nodes.inline("", text, support_smartquotes=False)
