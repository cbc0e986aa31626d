"""References to objects, made as what they become in the output of a builder."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from docutils import nodes
from sphinx.builders import Builder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinx_retrospective.gathering.addresses import Address
from sphinx_retrospective.gathering.gathered import Found

#: The class of the name of a term that is shown nowhere, by which it is found where terms are listed.
HIDDEN: Final = "retro-hidden-term"


def colour_class(colour: str) -> str:
    """Return the class of a reference to a term of that colour, which is ``#rgb`` or ``#rrggbb``."""
    return f"retro-colour-{colour.lstrip('#').lower()}"


def make_reference(
    found: Found, wanted: Any, content: nodes.Element, docname: str | None, builder: Builder
) -> nodes.reference | nodes.Element:
    """Return a reference to *found*, with its title where the author gave no text.

    Args:
        found: the object.
        wanted: the attributes of a ``pending_xref`` of ours.
        content: what the reference is written around, which becomes part of it.
        docname: the page that it is on; None where that is still open, and it leads on from the top of the output.
        builder: whose output that is in.

    Returns:
        The reference; its content alone where the builder has no place for the object, or no links at all.
    """
    written = content
    address = (wanted.get("listing") and found.listing) or found.address
    if not wanted.get("refexplicit"):
        content = found.draw_title(content["classes"])
    classes: list[str] = list(wanted.get("linkclasses", []))
    if found.colour and wanted.get("listing") and not wanted.get("refexplicit"):
        # In lists of terms; in running text a dot would be in the way.
        classes.append(colour_class(found.colour))
    if found.is_hidden:
        content["classes"].append(HIDDEN)
    if address is None or builder.format == "man":
        # docutils 0.22 would print the address in a manual page.
        content["classes"] += classes
        return content
    if address.url:
        return nodes.reference("", "", content, internal=False, refuri=address.url, classes=classes)
    make = _from_top if docname is None else partial(_from_page, docname)
    try:
        reference = make(address, content, builder)
    except NoUri:
        # The object is on a page that is no part of this book.
        return written
    reference["classes"] += classes
    return reference


def _from_top(address: Address, content: nodes.Element, builder: Builder) -> nodes.reference:
    page = builder.get_target_uri(address.docname)
    refuri = f"{page}#{address.anchor}" if address.anchor else page
    return nodes.reference("", "", content, internal=True, refuri=refuri, from_top=True)


def _from_page(docname: str, address: Address, content: nodes.Element, builder: Builder) -> nodes.reference:
    is_single = isinstance(builder, SingleFileHTMLBuilder)
    # One page: Sphinx would put the document's anchor before the object's, which no browser follows.
    home = address.docname if is_single else docname
    reference = make_refnode(builder, home, address.docname, address.anchor, content)
    if is_single and address == Address(builder.config.root_doc, ""):
        reference["refuri"] = "#"
    return reference
