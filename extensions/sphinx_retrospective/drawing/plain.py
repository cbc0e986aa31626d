"""Text from data files. It is shown as it is: no markup in it is interpreted."""

from __future__ import annotations

import re

from docutils import nodes


def draw_paragraphs(text: str) -> list[nodes.paragraph]:
    """Return a paragraph for each block of *text* between blank lines."""
    blocks = re.split(r"\n[ \t]*\n", text)
    return [nodes.paragraph("", " ".join(block.split())) for block in blocks if block.strip()]
