"""Where a document refers to events, so that these can lead back to there."""

from __future__ import annotations

from collections.abc import Container, Iterator

from docutils import nodes
from sphinx import addnodes

from sphinx_retrospective.domain_data import Mention
from sphinx_retrospective.nodes import event_head, event_item
from sphinx_retrospective.reading.enclosing import around, section_of


def mentions_in(
    tree: nodes.Element, docname: str, own: Container[str], place: nodes.Node | None = None
) -> Iterator[tuple[Mention, nodes.Node | None]]:
    """Yield each place in *tree* whose text may refer to an event, once, in order.

    Args:
        tree: a document, or a part of it that does not stand in it.
        docname: the document.
        own: ids of its events and of labels on them.
        place: where the part belongs, if it is one.

    Yields:
        The place; and its node, if something stands around it that Sphinx may leave out of the page.
    """
    seen: set[Mention] = set()
    for node in tree.findall(nodes.Element):
        named = _named(node, docname, own)
        if named is None:
            continue
        mention = Mention(*named, _event_at(place or node), *section_of(place or node, None, docname))
        is_optional = _may_be_left_out(node)
        if is_optional or mention not in seen:
            yield mention, node if is_optional else None
        if not is_optional:
            seen.add(mention)


def _named(node: nodes.Element, docname: str, own: Container[str]) -> tuple[str, str] | None:
    """Return by what *node* may refer to an event, and its name there; None if it does not."""
    if isinstance(node, nodes.reference):
        # docutils has found its target in this document itself.
        return ("anchor", f"{docname}#{node['refid']}") if node.get("refid") in own else None
    if not isinstance(node, addnodes.pending_xref):
        return None
    reftype, target = node.get("reftype"), str(node["reftarget"])
    if node.get("refdomain") == "retro":
        return ("event", target) if reftype == "event" else None
    if reftype == "ref":
        return "label", target.lower()
    if reftype == "myst" and node.get("refdomain") == "doc":
        return ("anchor", f"{target}#{node['reftargetid']}") if node.get("reftargetid") else None
    return ("any", target.removeprefix("#")) if reftype in {"any", "myst"} else None


def _event_at(node: nodes.Node) -> str:
    """Return the anchor of the innermost event that *node* is or stands in, or nothing."""
    items = [each for each in (node, *around(node)) if isinstance(each, event_item)]
    head = items[0][0] if items else None
    return str(head["ids"][0]) if isinstance(head, event_head) else ""


def _may_be_left_out(node: nodes.Node) -> bool:
    """Tell whether *node* stands in an ``only``, or in an ``ifconfig``, a ``todo`` or the like of Sphinx's extensions.

    Not in what others may leave out: what stands around places is gone through for each builder, and these are many.
    """
    return any(
        isinstance(each, addnodes.only) or type(each).__module__.startswith("sphinx.ext.") for each in around(node)
    )
