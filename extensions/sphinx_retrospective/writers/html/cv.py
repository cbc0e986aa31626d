"""How a CV looks in HTML: a section for each kind, with articles and lists in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_retrospective import nodes as retro

if TYPE_CHECKING:
    from collections.abc import Callable

    Visitor = tuple[Callable[[HTML5Translator, nodes.Element], None], Callable[[HTML5Translator, nodes.Element], None]]


def visit_cv_section(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a section."""
    self.body.append(self.starttag(node, "section"))


def depart_cv_section(self: HTML5Translator, node: nodes.Element) -> None:
    """End it."""
    self.body.append("</section>\n")


def _is_inside_entry(node: nodes.Element) -> bool:
    return isinstance(node.parent, retro.event_body)


def visit_cv_list(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin the entries, which are articles one by one, or the parts of one, which are a list."""
    if _is_inside_entry(node):
        # Safari takes a list without bullets for none. The stubs of docutils take every attribute for its `empty`.
        self.body.append(self.starttag(node, "ol", **cast("dict[str, Any]", {"role": "list"})))
    else:
        self.body.append(self.starttag(node, "div"))


def depart_cv_list(self: HTML5Translator, node: nodes.Element) -> None:
    """End them."""
    self.body.append("</ol>\n" if _is_inside_entry(node) else "</div>\n")


def visit_cv_entry(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin an entry; it has the anchor that its head has in other formats."""
    ids = [each for head in node.children if isinstance(head, retro.cv_head) for each in head["ids"]]
    self.body.append(self.starttag(node, "li" if node["is_part"] else "article", ids=ids))


def depart_cv_entry(self: HTML5Translator, node: nodes.Element) -> None:
    """End it."""
    self.body.append("</li>\n" if node["is_part"] else "</article>\n")


def visit_cv_head(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin what it is called, where, and when."""
    self.body.append('<div class="retro-cv-head">')


def depart_cv_head(self: HTML5Translator, node: nodes.Element) -> None:
    """End that."""
    self.body.append("</div>\n")


def _title_tag(node: nodes.Element) -> str:
    return f"h{node['level']}" if node["level"] else "span"


def visit_cv_title(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin what it is called, which is a heading where it is not inside another entry."""
    self.body.append(f'<{_title_tag(node)} class="retro-cv-title">')


def depart_cv_title(self: HTML5Translator, node: nodes.Element) -> None:
    """End that."""
    self.body.append(f"</{_title_tag(node)}>")


VISITORS: dict[type[nodes.Element], Visitor] = {
    retro.cv_section: (visit_cv_section, depart_cv_section),
    retro.cv_list: (visit_cv_list, depart_cv_list),
    retro.cv_entry: (visit_cv_entry, depart_cv_entry),
    retro.cv_head: (visit_cv_head, depart_cv_head),
    retro.cv_title: (visit_cv_title, depart_cv_title),
}
