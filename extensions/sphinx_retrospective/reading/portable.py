"""Parts of a document that other pages show: what they say, and copies that can stand anywhere."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

#: Markup in a title that is kept wherever the title is shown.
_KEPT = (nodes.emphasis, nodes.strong, nodes.literal, nodes.subscript, nodes.superscript, nodes.title_reference)


def said(tree: nodes.Element) -> str:
    """Return all that the nodes in *tree* say: tags, attributes that have a value, and text."""
    said: list[str] = []

    def say(node: nodes.Element) -> None:
        for child in node.children:
            if isinstance(child, nodes.Element):
                said.append(f"<{child.tagname} {[each for each in child.attributes.items() if each[1]]!r}>")
                say(child)
                said.append("</>")
            else:
                said.append(child.astext())

    say(tree)
    return "".join(said)


def portable(paragraph: nodes.Element) -> nodes.Element:
    """Return a copy of *paragraph* that can be shown in any document: without targets, footnotes and messages."""
    copy = paragraph.deepcopy()
    for node in list(copy.findall()):
        if isinstance(node, (nodes.system_message, nodes.footnote_reference, nodes.citation_reference, addnodes.index)):
            node.parent.remove(node)
        elif isinstance(node, (nodes.problematic, nodes.substitution_reference)):
            node.parent.replace(node, nodes.Text(node.astext()))
        elif isinstance(node, nodes.target) and not node.children:
            node.parent.remove(node)
        elif isinstance(node, nodes.image) and "candidates" not in node:
            # Sphinx does not know where it is: it was written in an option.
            node.parent.replace(node, nodes.Text(node.get("alt", "")))
        elif isinstance(node, nodes.reference) and "refuri" not in node:
            node.parent.replace(node, nodes.inline("", "", *node.children))
    for node in copy.findall():
        # A node keeps its document, and a record must not.
        node.document = None  # type: ignore[assignment]
        if isinstance(node, nodes.Element):
            for name in ("ids", "names", "dupnames", "backrefs"):
                node[name] = []
    return copy


def content_of_title(title: nodes.Element) -> nodes.paragraph | None:
    """Return the markup of *title* as other pages can show it inside a link; None where it has none.

    A link, a role and a picture are their text: a title in a list is a link itself.
    """
    content = nodes.paragraph("", "", *_without_links(title))
    return content if any(isinstance(each, _KEPT) for each in content.findall()) else None


def _without_links(element: nodes.Element) -> list[nodes.Node]:
    found: list[nodes.Node] = []
    for node in element.children:
        if isinstance(node, nodes.Text):
            found.append(nodes.Text(node.astext()))
        elif isinstance(node, _KEPT):
            found.append(type(node)("", "", *_without_links(node), classes=list(node["classes"])))
        elif isinstance(node, (nodes.math, nodes.image, nodes.raw)):
            found.append(nodes.Text(node.astext()))
        elif isinstance(node, nodes.Element) and not isinstance(node, (addnodes.index, nodes.system_message)):
            found += _without_links(node)
    return found
