"""The controls of a filter, with the words that readers see."""

from __future__ import annotations

from dataclasses import dataclass, field

from docutils import nodes

from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.filters import Facet, Filter, years_of
from sphinx_retrospective.core.model import Event
from sphinx_retrospective.drawing.page import Page
from sphinx_retrospective.labels import kind_label, taxonomy_label, translate
from sphinx_retrospective.nodes import view_filter


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: the value that stands in an address, what readers see, and how many events have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Control:
    """A facet as readers see it. Attributes as those of `Facet`."""

    name: str
    title: str
    choices: tuple[Option, ...] = ()
    is_multiple: bool = False
    bounds: tuple[int, int] = field(default=(0, 0))


def draw_filter(facets: Filter, count: int, chronicle: Chronicle, page: Page) -> view_filter:
    """Return the controls of a view of *count* events."""
    controls = [
        Control(
            facet.name,
            _title(facet, chronicle),
            _options(facet, chronicle, page),
            is_multiple=facet.is_multiple,
            bounds=facet.bounds,
        )
        for facet in facets.facets
    ]
    return view_filter("", controls=controls, count=count, label=translate("Filter"))


def mark_event(node: nodes.Element, event: Event, facets: Filter | None) -> nodes.Element:
    """Note on *node*, which draws *event*, what a filter has to know of it; return the node."""
    if facets is not None:
        node["filter_event"] = event.id
        node["filter_traits"] = " ".join(facets.traits(event))
        if years := years_of(event):
            node["filter_years"] = years
    return node


def _title(facet: Facet, chronicle: Chronicle) -> str:
    if facet.name in chronicle.taxonomies:
        label = taxonomy_label(chronicle.taxonomies[facet.name].definition)
        return label[:1].upper() + label[1:]
    titles = {"kind": translate("Kind"), "era": translate("Era"), "years": translate("Years")}
    return titles.get(facet.name) or translate("Text")


def _options(facet: Facet, chronicle: Chronicle, page: Page) -> tuple[Option, ...]:
    """Return kinds in the order of their definitions, eras in that of time, and terms by count."""
    counts = {each.value: each.count for each in facet.choices}
    if facet.name == "kind":
        labels = {kind.name: kind_label(kind) for kind in page.settings.schema.kinds.values()}
    elif facet.name == "era":
        labels = {era.id: era.title for era in chronicle.eras}
    else:
        taxonomy = chronicle.taxonomies.get(facet.name)
        labels = {slug: term.title for slug, term in taxonomy.terms.items()} if taxonomy else {}
    options = [Option(value, label, counts[value]) for value, label in labels.items() if value in counts]
    if facet.name in chronicle.taxonomies:
        options.sort(key=lambda each: -each.count)
    return tuple(options)
