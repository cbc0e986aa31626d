"""Landmarks of an HTML page: regions and forms that those who do not see it go to by their names.

And numbers, which tell what a page has several of apart: in names, and in ids.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


def landmark_label(translator: HTML5Translator, node: nodes.Element) -> str:
    """Return the name of *node*, its ``label``: with a number, where others before it on the page are called the same.

    Args:
        translator: writes the page, and visits the node now.
        node: of a class that has the attribute ``label``.
    """
    label = str(node["label"])
    number = number_on_page(translator, type(node), label)
    return label if number == 1 else f"{label} ({number})"


def number_on_page(translator: HTML5Translator, *key: object) -> int:
    """Return which one of those with this *key* is visited now, from 1; to be asked for once for each.

    To look for the others in the document would take the square of the time on a page of many views, as the one of
    ``singlehtml`` is.
    """
    visited: Counter[object] = vars(translator).setdefault("retro_visited", Counter())
    visited[key] += 1
    return visited[key]
