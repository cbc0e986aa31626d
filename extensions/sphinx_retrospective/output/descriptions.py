"""What search engines, and those to whom a page is sent, are told that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_retrospective.builders import has_pages_alike
from sphinx_retrospective.core.plain_text import line, shortened
from sphinx_retrospective.nodes import RetroNode

#: About as much of a description is shown, in characters.
LENGTH: Final = 200
#: A first paragraph of so few says too little alone.
_FEW: Final = 100


def describe(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Describe a page that shows something of ours by its own first words, unless it is (``html-page-context``).

    Not by what stands before them: its tags, the dates of its era, a chart. A book is sent as a whole.
    """
    if doctree is None or not has_pages_alike(app.builder) or 'name="description"' in context.get("metatags", ""):
        return
    if any(isinstance(node, RetroNode) for node in doctree.findall()):
        add_description(context, shortened(_first_words(doctree), LENGTH))


def add_description(context: dict[str, Any], text: str) -> None:
    """Add a description to a page, in the form that sphinxext-opengraph reads too.

    What that extension finds to describe a page begins with its tags and dates, so that none of it is to be on the
    picture that it draws of a page.
    """
    if text:
        context["metatags"] = f'{context.get("metatags", "")}<meta name="description" content="{escape(text)}">\n'
        said = {"og:description": escape(text, quote=False), "ogp_description_length": "0"}
        context["meta"] = said | (context.get("meta") or {})


def _first_words(document: nodes.document) -> str:
    words = ""
    for paragraph in _prose(document):
        words = line(f"{words} {paragraph.astext()}")
        if len(words) >= _FEW:
            break
    return words


def _prose(node: nodes.Element) -> Iterator[nodes.paragraph]:
    """Yield the paragraphs below *node* that are text of the page itself."""
    for child in node.children:
        if not isinstance(child, nodes.Element) or isinstance(child, (RetroNode, nodes.Admonition, nodes.Invisible)):
            continue
        if any(name.startswith("retro-") for name in child["classes"]):
            continue
        if isinstance(child, nodes.paragraph):
            yield child
        elif isinstance(child, (nodes.section, nodes.container)):
            yield from _prose(child)
