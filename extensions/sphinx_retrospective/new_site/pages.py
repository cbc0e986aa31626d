"""The pages of a new site, in Markdown for their author to edit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from sphinx_retrospective.core.display import display_text
from sphinx_retrospective.core.links import Link
from sphinx_retrospective.imports.people import Person
from sphinx_retrospective.imports.writing import directive, heading, markdown
from sphinx_retrospective.new_site.events import SiteEvent
from sphinx_retrospective.new_site.periods import Period, years_of

#: Where the pages of the periods are.
PERIODS: Final = "periods"
#: How many events a picture is worth drawing for.
_WORTH_A_CHART: Final = 3
#: The kinds that a CV is made of.
_OF_A_CV: Final = ("job", "education", "project", "talk", "post", "release", "milestone")
#: Headings of the indices after that of the tags, by taxonomy.
_INDICES: Final = {"org": "Organisations", "person": "People", "place": "Places"}


def period_page(period: Period) -> str:
    """Return the page of a period and its events."""
    parts = [heading(period.title), _block("era", id=period.id, date=period.date.edtf)]
    if len(period.events) >= _WORTH_A_CHART:
        parts.append(_block("timeline", view="chart", era=period.id))
    return _page([*parts, *_directives(period.events)])


def undated_page(events: Iterable[SiteEvent]) -> str:
    """Return the page of what has no date."""
    said = (
        "These events have no date yet, or one that can't be understood. Give each one, such as `2015`, `2015-07` or "
        "`2013/2014-09`, and move it to the page of its period. When none is left, remove this page, its line in "
        "`index.md`, and the line of `suppress_warnings` in `conf.py` that names it."
    )
    return _page([heading("Without a date"), said, *_directives(events)])


def first_page(title: str, person: Person, periods: Collection[Period], others: Iterable[str], locale: str) -> str:
    """Return the first page: who this is about, all of it as a picture, and what leads on.

    Args:
        title: of the site.
        person: whom it is about.
        periods: in the order of the pages.
        others: names of the other pages.
        locale: in which dates are said.
    """
    parts = ["---\nhide-toc: true\n---", heading(title)]
    if person.label:
        parts.append(f"**{markdown(person.label)}**")
    parts += (markdown(" ".join(each.split())) for each in person.summary.split("\n\n") if each.strip())
    if person.links:
        parts.append(" · ".join(map(_link, person.links)))
    if periods:
        listed = (_listed(each, locale) for each in periods)
        parts += [_block("timeline", view="chart"), "## Periods", "\n".join(listed)]
    parts.append(_toctree("Periods", (f"{PERIODS}/{each.id}" for each in periods)))
    parts.append(_toctree("All of it", others))
    return _page(filter(None, parts))


def timeline_page() -> str:
    """Return the page of all events in one order, which readers can narrow."""
    return _page([heading("Timeline"), _block("timeline", group_by="year", filter="")])


def tags_page(events: Iterable[SiteEvent]) -> str:
    """Return the page of all tags, and of what else the events carry."""
    carried = {name for each in events for name, terms in each.fields.terms.items() if terms}
    parts = [heading("Tags")]
    if "tag" not in carried:
        parts.append("Give events tags, as in `tags: python, open source`, and they appear here.")
    parts.append(_block("tag-index"))
    for name, title in _INDICES.items():
        if name in carried:
            parts += [f"## {title}", _block("tag-index", name, view="table")]
    return _page(parts)


def cv_page(person: Person, events: Iterable[SiteEvent]) -> str:
    """Return the curriculum vitae. What is of no kind that it is made of stands in it only if there is nothing else."""
    kinds = {each.fields.kind for each in events}
    chosen = {"kind": ", ".join(_OF_A_CV)} if kinds & set(_OF_A_CV) else {}
    who = f"**{markdown(person.name)}**" + (f", {markdown(person.label)}" if person.label else "")
    parts = [heading("Curriculum vitae"), who, _block("timeline", view="cv", **chosen)]
    for title, items in person.lists:
        parts += [f"## {title}", "\n".join(f"- {markdown(each)}" for each in items)]
    return _page(parts)


def _page(parts: Iterable[str]) -> str:
    return "\n\n".join(each.rstrip("\n") for each in parts) + "\n"


def _directives(events: Iterable[SiteEvent]) -> Iterator[str]:
    return (directive(each.record) for each in events)


def _listed(period: Period, locale: str) -> str:
    years = display_text(years_of(period.date), locale)
    said = "" if period.title.endswith(years) else f", {markdown(years)}"
    return f"- {{era}}`{period.id}`{said}"


def _block(name: str, argument: str = "", **options: str) -> str:
    lines = (f":{option.replace('_', '-')}: {value}".rstrip() for option, value in options.items())
    return "\n".join([f":::{{{name}}} {argument}".rstrip(), *lines, ":::"])


def _toctree(caption: str, names: Iterable[str]) -> str:
    listed = list(names)
    return "\n".join([":::{toctree}", ":hidden:", f":caption: {caption}", "", *listed, ":::"]) if listed else ""


def _link(link: Link) -> str:
    # An address has no white space; what else could end it stands in angle brackets or is encoded.
    url = link.url.replace("<", "%3C").replace(">", "%3E")
    return f"[{markdown(link.label)}](<{url}>)"
