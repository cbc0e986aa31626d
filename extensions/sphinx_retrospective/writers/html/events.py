"""How our nodes look in HTML. Most other builders write the docutils nodes that they stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_retrospective import nodes as retro
from sphinx_retrospective.labels import translate
from sphinx_retrospective.writers.html.aria_labels import landmark_label
from sphinx_retrospective.writers.html.filter import filter_attributes, visit_view_filter

if TYPE_CHECKING:
    from collections.abc import Callable

    Visitor = tuple[Callable[[HTML5Translator, nodes.Element], None], Callable[[HTML5Translator, nodes.Element], None]]


def visit_event_list(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin an ordered list; events in place are no list but stand in the text one by one."""
    if node.get("in_place"):
        self.body.append(self.starttag(node, "div", CLASS="retro-list retro-in-place"))
    elif node["variant"] == "cards":
        # A strip that scrolls has to be reachable by keyboard. Safari takes a list without bullets for none.
        label = {"aria-label": node["label"] or translate("Events in order of time")}
        self.body.append(
            _starttag(self, node, "ol", CLASS="retro-list retro-cards", role="list", tabindex="0", **label)
        )
    else:
        self.body.append(self.starttag(node, "ol", CLASS="retro-list", role="list"))


def depart_event_list(self: HTML5Translator, node: nodes.Element) -> None:
    """End the list."""
    self.body.append("</div>\n" if node.get("in_place") else "</ol>\n")


def _starttag(self: HTML5Translator, node: nodes.Element, name: str, **attributes: object) -> str:
    # The stubs of docutils take every attribute for its `empty`.
    return self.starttag(node, name, "\n", **cast("dict[str, Any]", attributes))


def _is_in_place(node: nodes.Element) -> bool:
    return isinstance(node.parent, retro.event_list) and bool(node.parent.get("in_place"))


def visit_event_item(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin an event; it has the anchor that its head has in other formats."""
    ids = [each for head in node.findall(retro.event_head) for each in head["ids"]]
    if _is_in_place(node):
        self.body.append(_starttag(self, node, "article", ids=ids, **{"aria-labelledby": f"{ids[0]}-title"}))
    else:
        self.body.append(_starttag(self, node, "li", ids=ids, **filter_attributes(node)))


def depart_event_item(self: HTML5Translator, node: nodes.Element) -> None:
    """End the event."""
    self.body.append("</article>\n" if _is_in_place(node) else "</li>\n")


def visit_placed_event(self: HTML5Translator, node: nodes.Element) -> None:
    """Write an event that was drawn before."""
    item = _starttag(self, node, "li", **filter_attributes(node))
    self.body.append(f"{item}{node['fragment'].on(node['page'])}</li>\n")
    raise nodes.SkipNode


def visit_list_parts(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin the ways through a list."""
    label = {"aria-label": landmark_label(self, node)}
    self.body.append(_starttag(self, node, "nav", CLASS="retro-parts", **label))


def depart_list_parts(self: HTML5Translator, node: nodes.Element) -> None:
    """End them."""
    self.body.append("</nav>\n")


def visit_event_row(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin the row of an event."""
    self.body.append(_starttag(self, node, "tr", **filter_attributes(node)))
    # Entries count their columns there.
    node.column = 0  # type: ignore[attr-defined]


def depart_event_row(self: HTML5Translator, node: nodes.Element) -> None:
    """End it."""
    self.body.append("</tr>\n")


def visit_event_head(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin the line of date and label."""
    self.body.append('<p class="retro-head">')


def depart_event_head(self: HTML5Translator, node: nodes.Element) -> None:
    """End the line."""
    self.body.append("</p>\n")


def visit_event_date(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a date."""
    self.body.append('<span class="retro-date">')


def visit_moment(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a date that machines can read."""
    self.body.append(f'<time datetime="{self.attval(node["datetime"])}">')


def depart_moment(self: HTML5Translator, node: nodes.Element) -> None:
    """End it."""
    self.body.append("</time>")


def visit_event_label(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin title and details."""
    self.body.append('<span class="retro-label">')


def visit_event_title(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a title. The one in place names its article."""
    head = node.parent.parent
    item = head.parent if isinstance(head, retro.event_head) else None
    if item is not None and _is_in_place(item) and head["ids"]:
        self.body.append(f'<bdi class="retro-title" id="{self.attval(head["ids"][0])}-title">')
    else:
        self.body.append('<bdi class="retro-title">')


def visit_isolated(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a name. That of a tag in a line of tags has its sign, which is to be seen and copied, and not heard."""
    self.body.append(self.starttag(node, "bdi", ""))
    if any(isinstance(each, retro.tag_line) for each in (node.parent, node.parent.parent)):
        self.body.append('<span aria-hidden="true">#</span>')


def depart_bdi(self: HTML5Translator, node: nodes.Element) -> None:
    """End a name or a title."""
    self.body.append("</bdi>")


def depart_event_label(self: HTML5Translator, node: nodes.Element) -> None:
    """End title and details. The event in place has a link to itself, as headings have."""
    head = node.parent
    if isinstance(head, retro.event_head) and isinstance(head.parent, nodes.Element) and _is_in_place(head.parent):
        self.add_permalink_ref(head, translate("Link to this event"))
    self.body.append("</span>")


def visit_event_meta(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin the details."""
    self.body.append('<span class="retro-meta">')


def depart_span(self: HTML5Translator, node: nodes.Element) -> None:
    """End a span."""
    self.body.append("</span>")


def visit_separator(self: HTML5Translator, node: nodes.Element) -> None:
    """Leave to layout what it says; copied text and narrow lines need the space."""
    self.body.append(" ")
    raise nodes.SkipNode


def nothing(self: HTML5Translator, node: nodes.Element) -> None:
    """Write nothing."""


def visit_event_body(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin what is told of the event."""
    self.body.append('<div class="retro-body">' if node.children else "")


def depart_event_body(self: HTML5Translator, node: nodes.Element) -> None:
    """End it."""
    self.body.append("</div>\n" if node.children else "")


def visit_group_heading(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a heading of the level that its place asks for."""
    self.body.append(self.starttag(node, f"h{node['level']}", "", CLASS="retro-group-title"))


def depart_group_heading(self: HTML5Translator, node: nodes.Element) -> None:
    """End the heading."""
    self.body.append(f"</h{node['level']}>\n")


VISITORS: dict[type[nodes.Element], Visitor] = {
    retro.event_list: (visit_event_list, depart_event_list),
    retro.event_item: (visit_event_item, depart_event_item),
    retro.placed_event: (visit_placed_event, nothing),
    retro.list_parts: (visit_list_parts, depart_list_parts),
    retro.event_row: (visit_event_row, depart_event_row),
    retro.event_head: (visit_event_head, depart_event_head),
    retro.event_date: (visit_event_date, depart_span),
    retro.moment: (visit_moment, depart_moment),
    retro.event_label: (visit_event_label, depart_event_label),
    retro.event_title: (visit_event_title, depart_bdi),
    retro.isolated: (visit_isolated, depart_bdi),
    retro.event_meta: (visit_event_meta, depart_span),
    retro.separator: (visit_separator, nothing),
    retro.event_body: (visit_event_body, depart_event_body),
    retro.view_filter: (visit_view_filter, nothing),
    retro.group_heading: (visit_group_heading, depart_group_heading),
}
