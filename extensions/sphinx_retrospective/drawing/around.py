"""What is around an event: parts with a name each, and links in them."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_retrospective.core.around import Around, Backlink, Backlinks, Eras, Part, Related, Relation, SameEra, Steps
from sphinx_retrospective.core.model import Era, Event
from sphinx_retrospective.core.taxonomy import Term
from sphinx_retrospective.drawing.canvas import Canvas
from sphinx_retrospective.drawing.dates import draw_date, year_text
from sphinx_retrospective.drawing.event import term_reference
from sphinx_retrospective.labels import taxonomy_label, translate
from sphinx_retrospective.nodes import (
    NO_SEARCH,
    around_block,
    around_list,
    around_name,
    around_part,
    era_strip,
    separator,
)


def draw_around(around: Around, canvas: Canvas) -> list[nodes.Node]:
    """Return what is around an event; nothing where there is nothing."""
    if not around.parts:
        return []
    parts = around_list("", *(_part(each, canvas) for each in around.parts), classes=["retro-around-parts"])
    match around.parts:
        case [Eras() as eras]:  # which are around the one that the event is in
            subject = eras.eras[eras.place].title
        case _:
            subject = around.event.title
    label = translate("Around “%s”") % subject
    return [around_block("", parts, label=label, classes=["retro-around", NO_SEARCH])]


def _part(part: Part, canvas: Canvas) -> around_part:
    match part:
        case Steps(term=None):
            name: Sequence[nodes.Node] = [nodes.Text(translate("Before and after"))]
            drawn = ("time", name, _steps(part, canvas))
        case Steps(term=term):
            assert term is not None
            definition = canvas.chronicle.taxonomies[term.taxonomy].definition
            label = taxonomy_label(definition)
            name = [nodes.Text(f"{label[:1].upper()}{label[1:]} "), term_reference(definition, term.title, canvas)]
            drawn = ("term", name, _steps(part, canvas))
        case SameEra():
            name = _with(translate("More from %s"), canvas.refer_by_title("era", part.era.id, part.era.title))
            drawn = ("era", name, [_line(_event(each, canvas)) for each in part.events])
        case Related():
            drawn = (
                "related",
                [nodes.Text(translate("Related"))],
                [_relation(each, canvas) for each in part.relations],
            )
        case Backlinks():
            drawn = (
                "backlinks",
                [nodes.Text(translate("Mentioned in"))],
                [_line(_place(each, canvas)) for each in part.links],
            )
        case Eras():
            drawn = ("eras", [nodes.Text(translate("Eras"))], _eras(part, canvas))
    css, name, items = drawn
    listed = nodes.bullet_list("", *items, bullet="-", classes=["retro-around-list"])
    return around_part("", around_name("", "", *name), nodes.definition("", listed), classes=[f"retro-around-{css}"])


def _steps(steps: Steps, canvas: Canvas) -> list[nodes.list_item]:
    return _ways(*(_event(each, canvas) if each else [] for each in (steps.previous, steps.next)))


def _eras(eras: Eras, canvas: Canvas) -> list[nodes.list_item]:
    """Return where all eras lie, as a picture and in words, and the ways to the one before and the one after."""
    here = eras.eras[eras.place]
    says = translate("%s: %d of %d") % (here.title, eras.place + 1, len(eras.eras))
    years = [year_text(year, canvas.language) for year in eras.years() or ()]
    strip = era_strip("", says, spans=eras.spans(), place=eras.place, years=years)
    ways = _ways(*(_era(each, canvas) if each else [] for each in (eras.previous, eras.next)))
    return [_line([strip], "retro-around-strip"), *ways]


def _ways(previous: Sequence[nodes.Node], following: Sequence[nodes.Node]) -> list[nodes.list_item]:
    """Return the ways to what is before and after, each where there is any."""
    items = []
    for css, content, way in (
        ("retro-around-previous", previous, translate("Previous")),
        ("retro-around-next", following, translate("Next")),
    ):
        if content:
            head = nodes.inline("", way, classes=["retro-around-way"])
            items.append(_line([head, separator("", ": "), *content], css))
    return items


def _era(era: Era, canvas: Canvas) -> list[nodes.Node]:
    """Return a reference to an era, and its dates."""
    date = nodes.inline("", "", draw_date(era.date, canvas.language), classes=["retro-when"])
    return [canvas.refer_by_title("era", era.id, era.title), nodes.Text(" "), date]


def _relation(relation: Relation, canvas: Canvas) -> nodes.list_item:
    terms: list[nodes.Node] = []
    for term in relation.terms:
        terms += [separator("", ", "), _term(term, canvas)]
    shared = nodes.inline("", "", separator("", "("), *terms[1:], separator("", ")"), classes=["retro-around-terms"])
    return _line([*_event(relation.event, canvas), nodes.Text(" "), shared])


def _term(term: Term, canvas: Canvas) -> nodes.Element:
    return term_reference(canvas.chronicle.taxonomies[term.taxonomy].definition, term.title, canvas)


def _event(event: Event, canvas: Canvas) -> list[nodes.Node]:
    """Return a reference to an event, and its date."""
    date = nodes.inline("", "", draw_date(event.date, canvas.language), classes=["retro-when"])
    return [canvas.refer_by_title("event", event.id, event.title), nodes.Text(" "), date]


def _place(place: Backlink, canvas: Canvas) -> list[nodes.Node]:
    if place.event is not None:
        return _event(place.event, canvas)
    return [canvas.refer_by_title("page", f"{place.docname}#{place.anchor}", place.title)]


def _line(content: Sequence[nodes.Node], css: str = "") -> nodes.list_item:
    return nodes.list_item("", nodes.paragraph("", "", *content), classes=[css] if css else [])


def _with(template: str, reference: nodes.Element) -> list[nodes.Node]:
    """Return the words of *template* with *reference* in the place of ``%s``."""
    before, _, after = template.partition("%s")
    return [*([nodes.Text(before)] if before else []), reference, *([nodes.Text(after)] if after else [])]
