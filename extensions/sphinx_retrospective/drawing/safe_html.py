"""A paragraph as HTML for other places than the site, such as a feed: whatever it holds, only this can come of it."""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import urlsplit

from docutils import nodes

from sphinx_retrospective.core.links import DEFAULT_SCHEMES

_TAGS: Final[dict[type[nodes.Node], str]] = {
    nodes.emphasis: "em",
    nodes.strong: "strong",
    nodes.literal: "code",
    nodes.subscript: "sub",
    nodes.superscript: "sup",
    nodes.title_reference: "cite",
}


def safe_html(paragraph: nodes.Element, base: str) -> str:
    """Return *paragraph* as HTML: text, emphasis, code and links, without any attribute but the address of a link.

    Args:
        paragraph: with its references resolved; those into the site lead on from its top.
        base: the address of the site's top, with a slash at its end; where it is empty, such references are text.
    """
    inner = _inline(paragraph, base).strip()
    return f"<p>{inner}</p>" if inner else ""


def _inline(node: nodes.Element, base: str) -> str:
    return "".join(
        escape(child.astext(), quote=False) if isinstance(child, nodes.Text) else _element(child, base)
        for child in node.children
    )


def _element(node: nodes.Node, base: str) -> str:
    if not isinstance(node, nodes.Element):
        return ""
    inner = _inline(node, base)
    if isinstance(node, nodes.reference):
        address = _address(node, base)
        return f'<a href="{escape(address)}">{inner}</a>' if address else inner
    tag = _TAGS.get(type(node))
    return f"<{tag}>{inner}</{tag}>" if tag else inner


def _address(node: nodes.reference, base: str) -> str:
    address = str(node.get("refuri", ""))
    if "from_top" in node:
        return f"{base}{address}" if base else ""
    return address if urlsplit(address).scheme.lower() in DEFAULT_SCHEMES else ""
