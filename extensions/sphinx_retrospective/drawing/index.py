"""The index of a taxonomy: terms with their counts, and everything that carries them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from docutils import nodes

from sphinx_retrospective.core.model import Tagging
from sphinx_retrospective.core.term_index import Entry, cloud_sizes, group_by_broadest, index_letter, use_over_time
from sphinx_retrospective.domain_data import IndexRequest
from sphinx_retrospective.drawing.canvas import Canvas
from sphinx_retrospective.drawing.dates import draw_date, period_text, year_text
from sphinx_retrospective.drawing.event import page_reference, term_reference
from sphinx_retrospective.drawing.page import Page
from sphinx_retrospective.gathering.addresses import index_anchor
from sphinx_retrospective.gathering.requests import LISTING_VIEWS, index_of, lists_carriers
from sphinx_retrospective.labels import taxonomy_label, translate
from sphinx_retrospective.nodes import NO_SEARCH, group_heading, list_parts, separator, term_head, term_list, usage_line


@dataclass(frozen=True, slots=True)
class _Index:
    """What an index is drawn of.

    Attributes:
        entries: its terms.
        canvas: what it is drawn for.
        is_home: whether references to terms lead to its entries, which then have anchors.
        has_carriers: whether what carries a term is listed.
        anchor: what the anchors of its letters begin with.
    """

    taxonomy: str
    entries: Sequence[Entry]
    canvas: Canvas
    is_home: bool
    has_carriers: bool
    anchor: str

    def term(self, entry: Entry, css: str = "retro-term-name") -> nodes.Element:
        """Return a reference to a term."""
        return term_reference(
            self.canvas.chronicle.taxonomies[self.taxonomy].definition, entry.term.title, self.canvas, css
        )


def draw_index(request: IndexRequest, canvas: Canvas, number: int, *, is_home: bool) -> nodes.Element:
    """Return the index that *request* asks for.

    Args:
        request: what it is of.
        canvas: what it is drawn from and for.
        number: of the index in its document, from 0.
        is_home: whether references to terms lead to the entries of this index, which then have anchors.
    """
    entries = index_of(request, canvas.chronicle, canvas.language)
    if not entries:
        return nodes.container("", nodes.paragraph("", translate("No terms.")), classes=["retro-index", "retro-empty"])
    has_carriers = lists_carriers(
        request.view,
        entries,
        has_pages=bool(canvas.gathered.scope(canvas.docname).addresses.pages),
        page_limit=canvas.settings.page_limit,
    )
    index = _Index(request.taxonomy, entries, canvas, is_home, has_carriers, f"retro-index-{number + 1}")
    drawn = VIEWS[request.view](index)
    if request.view in LISTING_VIEWS and not has_carriers:
        drawn.insert(0, nodes.paragraph("", translate("The page of each term lists what carries it.")))
    return nodes.container("", *drawn, classes=["retro-index", f"retro-index-{request.view}", NO_SEARCH])


def draw_pages(taggings: Sequence[Tagging], page: Page) -> nodes.bullet_list:
    """Return a list of pages and sections, each leading there."""
    items = [nodes.list_item("", nodes.paragraph("", "", page_reference(each, page))) for each in taggings]
    return nodes.bullet_list("", *items, classes=["retro-pages"], bullet="-")


def _draw_sections(index: _Index) -> list[nodes.Node]:
    return [_terms(index.entries, index)]


def _draw_letters(index: _Index) -> list[nodes.Node]:
    """Draw the terms by their first letters, which stand in a row above, each leading to its terms."""

    def letter(entry: Entry) -> str:
        return index_letter(entry.term.title, index.canvas.language)

    # By letter whatever they are sorted by: in the order of the letters' first terms.
    letters = list(dict.fromkeys(map(letter, index.entries)))
    ordered = sorted(index.entries, key=lambda entry: letters.index(letter(entry)))
    is_html = index.canvas.gathered.builder.format == "html"
    drawn: list[nodes.Node] = []
    row = nodes.bullet_list("", bullet="-", classes=["retro-parts-years"])
    for place, (name, entries) in enumerate(groupby(ordered, key=letter)):
        title = translate("Other") if name == "*" else name
        heading = group_heading("", title, level=min(index.canvas.level + 1, 6))
        if is_html:
            anchor = f"{index.anchor}-letter-{place + 1}"
            heading["ids"].append(anchor)
            link = index.canvas.refer_by_title("page", f"{index.canvas.docname}#{anchor}", title)
            row += nodes.list_item("", nodes.paragraph("", "", link))
        drawn.append(nodes.container("", heading, _terms(list(entries), index), classes=["retro-group"]))
    return [list_parts("", row, label=translate("Letters")), *drawn] if is_html else drawn


def _draw_table(index: _Index) -> list[nodes.Node]:
    """Draw a table: how many events and pages carry each term, and when it was used first and last.

    A column that would be empty is left out.
    """
    label = taxonomy_label(index.canvas.chronicle.taxonomies[index.taxonomy].definition)
    columns = [
        (translate("Events"), 12, [str(len(entry.events) or "") for entry in index.entries]),
        (translate("Pages"), 12, [str(len(entry.taggings) or "") for entry in index.entries]),
        (translate("First"), 18, [_first(entry, index.canvas.language) for entry in index.entries]),
        (translate("Last"), 18, [_last(entry, index.canvas.language) for entry in index.entries]),
    ]
    columns = [column for column in columns if any(column[2])]
    titles = [label[:1].upper() + label[1:], *(title for title, *_ in columns)]
    group = nodes.tgroup("", cols=len(titles))
    group += [nodes.colspec("", colwidth=width) for width in (40, *(width for _, width, _ in columns))]
    group += nodes.thead("", nodes.row("", *(_cell(nodes.Text(title)) for title in titles)))
    body = nodes.tbody()
    for number, entry in enumerate(index.entries):
        target = [nodes.target("", "", ids=[index_anchor(entry.term)])] if index.is_home else []
        texts = [_cell(nodes.Text(cells[number])) for _, _, cells in columns]
        body += nodes.row("", _cell(*target, index.term(entry)), *texts)
    group += body
    return [nodes.table("", group, classes=["retro-table", "retro-index-table"])]


def _first(entry: Entry, language: str) -> str:
    return year_text(entry.years[0], language) if entry.years else ""


def _last(entry: Entry, language: str) -> str:
    if entry.years is None:
        return ""
    return translate("today") if entry.years[1] is None else year_text(entry.years[1], language)


def _draw_cloud(index: _Index) -> list[nodes.Node]:
    """Draw the names one after the other, larger where more carries them; how much it is stands there in numbers."""
    sizes = cloud_sizes(index.entries)
    cloud = nodes.paragraph("", classes=["retro-cloud"])
    for entry in index.entries:
        if cloud.children:
            cloud += separator("", " · ")
        named = nodes.inline("", "", classes=[f"retro-cloud-{sizes[entry.term.slug]}"])
        named += [index.term(entry), nodes.Text(" "), separator("", "("), _count(entry), separator("", ")")]
        cloud += named
    return [cloud]


def _draw_overview(index: _Index) -> list[nodes.Node]:
    """Draw names with counts and when each was used, in groups below their broadest terms.

    What carries them is left to the pages of the terms, where there are any.
    """
    canvas = index.canvas
    length, use = use_over_time(index.entries, canvas.gathered.today)
    most = max((count for counts in use.values() for count in counts.values()), default=0)
    led_to: set[str] = set()

    def line(entry: Entry) -> list[nodes.Node]:
        slug = entry.term.slug
        # One that is in several groups is led to in the first.
        ids = [index_anchor(entry.term)] if index.is_home and slug not in led_to else []
        led_to.add(slug)
        drawn: list[nodes.Node] = [nodes.target("", "", ids=ids)] if ids else []
        drawn += [index.term(entry), separator("", " ("), _count(entry), separator("", ")")]
        if text := _use_text(use[slug], length, canvas.language):
            picture = usage_line("", text, counts=[*use[slug].values()], most=most)
            drawn += [nodes.Text(" "), picture if canvas.today else nodes.inline("", text, classes=["retro-when"])]
        return drawn

    def lists(entry: Entry, without: Sequence[Entry] = ()) -> list[nodes.Node]:
        if not index.has_carriers:
            return []
        told = {(each.docname, each.anchor) for other in without for each in other.events}
        told |= {(each.docname, each.anchor) for other in without for each in other.taggings}
        events = tuple(each for each in entry.events if (each.docname, each.anchor) not in told)
        taggings = tuple(each for each in entry.taggings if (each.docname, each.anchor) not in told)
        listed = _carriers(replace(entry, events=events, taggings=taggings), canvas)
        return [nodes.bullet_list("", *listed, classes=["retro-carriers"], bullet="-")] if listed else []

    drawn: list[nodes.Node] = []
    groups = group_by_broadest(index.entries)
    for group in groups:
        block = nodes.container("", classes=["retro-group"])
        heading = line(group.head) if group.head else [nodes.Text(translate("Other"))] if len(groups) > 1 else []
        block += [group_heading("", "", *heading, level=min(canvas.level + 1, 6))] if heading else []
        block += lists(group.head, group.entries) if group.head else []
        items = nodes.bullet_list("", bullet="-", classes=["retro-overview"])
        for each in group.entries:
            # Below another one that is below the heading.
            is_deep = group.head is not None and group.head.term.slug not in each.term.parents
            classes = ["retro-deeper"] if is_deep else []
            items += nodes.list_item("", nodes.paragraph("", "", *line(each)), *lists(each), classes=classes)
        block += items
        drawn.append(block)
    return drawn


def _use_text(counts: Mapping[int, int], length: int, language: str) -> str:
    """Return when a term was used, in words: from when to when, and when most, if that can be said."""
    used = [period for period, count in counts.items() if count]
    if not used:
        return ""
    text = " – ".join(dict.fromkeys([year_text(used[0], language), year_text(used[-1] + length - 1, language)]))
    most = [period for period in used if counts[period] == max(counts.values())]
    single = len(most) == 1 < len(used)
    return translate("%s, most in %s") % (text, period_text(most[0], length, language)) if single else text


#: What draws each form of an index.
VIEWS: Final[dict[str, Callable[[_Index], list[nodes.Node]]]] = {
    "sections": _draw_sections,
    "letters": _draw_letters,
    "table": _draw_table,
    "cloud": _draw_cloud,
    "overview": _draw_overview,
}


def _terms(entries: Iterable[Entry], index: _Index) -> term_list:
    """Return terms with all that carries them."""
    drawn = term_list("", classes=["retro-terms"])
    for entry in entries:
        head = term_head("", "", index.term(entry), separator("", " ("), _count(entry), separator("", ")"))
        if index.is_home:
            head["ids"].append(index_anchor(entry.term))
        listed = _carriers(entry, index.canvas) if index.has_carriers else []
        carriers = nodes.bullet_list("", *listed, classes=["retro-carriers"], bullet="-")
        definition = nodes.definition("", carriers) if carriers.children else nodes.definition()
        drawn += nodes.definition_list_item("", head, definition)
    return drawn


def _count(entry: Entry) -> nodes.inline:
    return nodes.inline("", str(entry.count), classes=["retro-count"])


def _carriers(entry: Entry, canvas: Canvas) -> list[nodes.list_item]:
    items = []
    for event in entry.events:
        line = nodes.paragraph("", "", canvas.refer_by_title("event", event.id, event.title), nodes.Text(" "))
        line += nodes.inline("", "", draw_date(event.date, canvas.language), classes=["retro-when"])
        items.append(nodes.list_item("", line))
    for tagging in entry.taggings:
        line = nodes.paragraph("", "", page_reference(tagging, canvas), nodes.Text(" "))
        line += nodes.inline("", translate("page"), classes=["retro-when"])
        items.append(nodes.list_item("", line))
    return items


def _cell(*content: nodes.Node) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *content))
