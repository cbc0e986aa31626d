"""One event, as it is shown where it is declared and in every view."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Protocol

from docutils import nodes
from sphinx.addnodes import pending_xref

from sphinx_retrospective.core.dates import EventDate, Interval
from sphinx_retrospective.core.definitions import Definition
from sphinx_retrospective.core.links import Link
from sphinx_retrospective.core.model import Tagging
from sphinx_retrospective.core.taxonomy import Term
from sphinx_retrospective.drawing.dates import draw_date
from sphinx_retrospective.drawing.page import Page
from sphinx_retrospective.gathering.references import HIDDEN
from sphinx_retrospective.labels import kind_label, taxonomy_title, translate
from sphinx_retrospective.nodes import (
    event_body,
    event_head,
    event_item,
    event_label,
    event_meta,
    event_title,
    isolated,
    separator,
    tag_line,
)
from sphinx_retrospective.settings import Settings


class Drawable(Protocol):
    """What is shown of an event; `EventFields` and `Event` have it."""

    @property
    def title(self) -> str: ...
    @property
    def date(self) -> EventDate | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def site(self) -> str: ...
    @property
    def links(self) -> tuple[Link, ...]: ...
    @property
    def terms(self) -> Mapping[str, tuple[str, ...]]: ...


def draw_item(
    event: Drawable,
    title: nodes.Node,
    body: Iterable[nodes.Node],
    page: Page,
    ids: Iterable[str] = (),
) -> event_item:
    """Return an item of a list of events.

    Args:
        event: what is shown.
        title: its title, as text or as a reference.
        body: what is told of it.
        page: where it is shown.
        ids: its anchors there.
    """
    head = event_head("", "", draw_date(event.date, page.language), separator("", " · "), ids=list(ids))
    head += event_label("", "", event_title("", "", title), nodes.Text(" "), draw_meta(event, page))
    return event_item("", head, event_body("", *body), classes=shape_classes(event, page.settings))


def draw_meta(event: Drawable, page: Page) -> event_meta:
    """Return kind, role and the terms that tell where and with whom, in parentheses where no layout parts them."""
    kind = nodes.Text(kind_label(page.settings.schema.kinds[event.kind]))
    return draw_details([[kind], *details_of(event, page)])


def details_of(event: Drawable, page: Page, without: Container[str] = ()) -> list[list[nodes.Node]]:
    """Return the role, the terms that tell where and with whom except of the taxonomies *without*, and the site."""
    parts: list[list[nodes.Node]] = [[nodes.Text(event.role)]] if event.role else []
    site: list[nodes.Node] = (
        [nodes.inline("", "", isolated("", event.site), classes=["retro-site"])] if event.site else []
    )
    named = [(each, event.terms.get(each.name, ())) for each in page.settings.schema.taxonomies if each.name != "tag"]
    parts += [
        joined([term_reference(definition, label, page) for label in labels], ", ")
        for definition, labels in named
        if labels and definition.name not in without
    ]
    return [*parts, site] if site else parts


def draw_details(parts: Iterable[list[nodes.Node]]) -> event_meta:
    """Return details, in parentheses where no layout parts them from the title."""
    meta = event_meta("", "", separator("", "("), *joined(parts, " · "), separator("", ")"))
    drop_hidden(meta)
    return meta


def draw_tags(event: Drawable, page: Page) -> list[nodes.Node]:
    """Return the line of an event's tags, or nothing."""
    labels = event.terms.get("tag", ())
    definition = page.settings.taxonomy("tag")
    line = draw_tag_line(definition, labels, page) if definition and labels else None
    return [line] if line and has_terms(line) else []


def draw_tag_line(definition: Definition, labels: Iterable[str], page: Page) -> tag_line:
    """Return a line of terms, each leading to all that carries it."""
    sphinx_tags = page.settings.sphinx_tags if definition.name == "tag" else None
    references = [
        term_reference(definition, label, page, "retro-tag", *(sphinx_tags.classes_of(label) if sphinx_tags else ()))
        for label in labels
    ]
    said = translate("%s: ") % taxonomy_title(definition)
    if sphinx_tags and sphinx_tags.intro_text is not None:
        said = f"{sphinx_tags.intro_text} " if sphinx_tags.intro_text else ""
    # sphinx-tags has it in sight; else the look of the terms says what they are.
    head = [nodes.inline("", said, classes=["retro-intro" if sphinx_tags else "retro-line-label"])] if said else []
    line = tag_line("", "", *head, *joined(references, separator("", ", ")), classes=["retro-tags"])
    drop_repeated(line)
    return line


def has_terms(line: tag_line) -> bool:
    """Tell whether any term is left in a line of terms, besides what the line is called."""
    return any(isinstance(each, (nodes.reference, pending_xref, isolated)) for each in line.children)


def drop_hidden(parent: nodes.Element) -> None:
    """Take the names of hidden terms out of a list of terms, each with what parts it from the others."""
    for name in [node for node in parent.children if isinstance(node, isolated) and HIDDEN in node["classes"]]:
        place = parent.index(name)
        parts = [each for each in (place - 1, place + 1) if 0 <= each < len(parent) and _is_glue(parent[each])]
        # A comma parts it from its like, and a dot those from others.
        parts.sort(key=lambda each: parent[each].astext().strip() != ",")
        for each in sorted([place, *parts[:1]], reverse=True):
            del parent[each]


def _is_glue(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.Text, separator)) and node.astext().strip() in {",", "·"}


def drop_repeated(line: tag_line) -> None:
    """Leave one of several terms that turn out to be the same, as a tag and its alias do once references are made."""
    drop_hidden(line)
    seen: set[tuple[object, ...]] = set()
    for reference in [node for node in line.children if isinstance(node, nodes.reference)]:
        key = (reference.get("refuri"), reference.get("refid"), reference.astext())
        if key in seen:
            before = line.index(reference) - 1
            del line[before : before + 2]
        seen.add(key)


def draw_links(event: Drawable) -> list[nodes.Node]:
    """Return the line of an event's links, or nothing."""
    if not event.links:
        return []
    references = link_references(event.links)
    head = nodes.inline("", translate("%s: ") % translate("Links"), classes=["retro-line-label"])
    return [nodes.paragraph("", "", head, *joined(references, " · "), classes=["retro-links"])]


def link_references(links: Iterable[Link]) -> list[nodes.Node]:
    """Return a reference for each link, under its label."""
    return [nodes.reference("", "", isolated("", each.label), refuri=each.url, internal=False) for each in links]


def term_reference(definition: Definition, label: str, page: Page, *css: str) -> nodes.Element:
    """Return a reference to the list of all that carries a term, called as the term is called in the end."""
    # Whatever carries it makes the term. It is missing only where its carrier is not shown, inside a false `only`.
    return page.refer(
        definition.name,
        label,
        isolated("", label),
        refexplicit=False,
        listing=True,
        quiet=True,
        linkclasses=list(css or ("retro-term",)),
    )


def count_reference(term: Term, page: Page) -> nodes.Element:
    """Return how much carries a term, leading to the list of it."""
    label = translate("%d entry") if term.count == 1 else translate("%d entries")
    text = nodes.inline("", label % term.count)
    return page.refer(
        term.taxonomy, term.title, text, refexplicit=True, listing=True, quiet=True, linkclasses=["retro-count"]
    )


def page_reference(tagging: Tagging, page: Page) -> nodes.Element:
    """Return a reference to a page or a section of one."""
    return page.refer_by_title("page", f"{tagging.docname}#{tagging.anchor}", tagging.title)


def shape_classes(event: Drawable, settings: Settings) -> list[str]:
    """Return the classes that say how an event is marked."""
    kind = settings.schema.kinds[event.kind]
    classes = ["retro-item", f"retro-kind-{kind.name}", f"retro-mark-{kind.mark}"]
    date = event.date
    if date is None or date.approximate or date.uncertain or date.unspecified:
        classes.append("retro-approximate")
    if isinstance(date, Interval):
        classes.append("retro-span")
        if date.open_start or date.open_end:
            classes.append("retro-open")
    return classes


def joined(parts: Iterable[nodes.Node | list[nodes.Node]], glue: str | nodes.Node) -> list[nodes.Node]:
    """Return *parts* with *glue* between them."""
    joined: list[nodes.Node] = []
    for part in parts:
        if joined:
            joined.append(nodes.Text(glue) if isinstance(glue, str) else glue.deepcopy())
        joined += part if isinstance(part, list) else [part]
    return joined
