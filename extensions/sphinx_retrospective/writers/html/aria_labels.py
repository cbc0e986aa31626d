"""Landmarks of an HTML page: regions and forms that those who do not see it go to by their names."""

from __future__ import annotations

from docutils import nodes


def landmark_label(document: nodes.document, node: nodes.Element) -> str:
    """Return the name of *node*, its ``label``: with a number, where others before it on the page are called the same.

    Args:
        document: the page.
        node: a node of it, of a class that has the attribute ``label``.
    """
    label = str(node["label"])
    twins = [each is node for each in document.findall(type(node)) if each["label"] == label]
    number = twins.index(True) + 1
    return label if number == 1 else f"{label} ({number})"
