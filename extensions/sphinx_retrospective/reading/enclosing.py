"""What stands around places in a document: for records, to learn later which of them Sphinx leaves out of the page.

``only``, ``ifconfig``, ``todo`` and what other extensions have of this kind are read, and removed when a page is
written, by the builder and the configuration of that moment.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator

from docutils import nodes

from sphinx_retrospective.core.plain_text import line
from sphinx_retrospective.nodes import RetroNode, templated_event, view_placeholder


def enclose(records: Iterable[tuple[str, nodes.Node]]) -> bytes:
    """Return a pickle of a container with all that stands around *records*, and a paragraph in the place of each.

    Args:
        records: the key of each, which becomes the id of its paragraph, and the node that declares it.

    Returns:
        Nothing where all of them stand in sections alone, as most do.
    """
    top = nodes.container()
    copies: dict[int, nodes.Element] = {}
    for key, node in records:
        # A view is there, with what its template makes, whatever it draws; to draw it here would ask for these records.
        outward = [each for each in around(node) if not isinstance(each, (view_placeholder, templated_event))]
        if all(isinstance(each, (nodes.section, RetroNode)) for each in outward):
            continue
        inner: nodes.Element = top
        for element in reversed(outward):
            if id(element) not in copies:
                copies[id(element)] = copy = element.copy()
                # A node keeps its document, and a record must not.
                copy.document = copy.source = None  # type: ignore[assignment]
                inner += copy
            inner = copies[id(element)]
        inner += nodes.paragraph("", "", ids=[key])
    return pickle.dumps(top, pickle.HIGHEST_PROTOCOL) if top.children else b""


def around(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield the elements around *node*, innermost first, without the document."""
    while (parent := node.parent) is not None and not isinstance(parent, nodes.document):
        yield parent
        node = parent


def sections_around(node: nodes.Node) -> Iterator[nodes.section]:
    """Yield the sections around *node*, innermost first."""
    return (each for each in around(node) if isinstance(each, nodes.section))


def title_of(section: nodes.section | None) -> str:
    """Return the title of a section in one line; nothing where it has none."""
    title = None if section is None else next(iter(section.findall(nodes.title)), None)
    return "" if title is None else line(title.astext())


def section_of(node: nodes.Node, document: nodes.document | None, docname: str) -> tuple[str, str]:
    """Return id and title of the section around *node*, which is in that document.

    The id is empty for the whole page. Above its title, a node stands in no section. The title is the document's name
    where there is none.
    """
    section = next(sections_around(node), None)
    is_page = section is None or not isinstance(section.parent, nodes.section)
    anchor = "" if section is None or is_page else section["ids"][0]
    if section is None and document is not None:
        section = next(document.findall(nodes.section), None)
    return anchor, title_of(section) or docname
