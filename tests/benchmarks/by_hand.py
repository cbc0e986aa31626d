"""The site without any extension: the same pages, lists and links, each written out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from tests.benchmarks.markup import Markup, page
from tests.benchmarks.model import Event, Page, Site, slug
from tests.benchmarks.writing import Options, conf, index, orphan

#: A list of more events has a page for each year.
LONGEST_LIST: Final = 500

Told = Sequence[tuple[Page, Event]]
#: Writes the name of a term: the role of its label (``tag``), its name.
Term = Callable[[str, str], str]


def by_hand(site: Site, options: Options, longest: int = LONGEST_LIST) -> dict[str, str]:
    """Return the files; a list of more than *longest* events is on a page for each year."""
    markup = options.markup

    def linked(role: str, name: str) -> str:
        return markup.link(name, f"{role}-{slug(name)}")

    files = {
        "conf.py": conf(options),
        f"index{markup.suffix}": index(site, options, ["timeline", "tags"]),
        f"tags{markup.suffix}": page(markup.heading("Tags", 1), *_tags(markup, site, linked)),
        **chapters(site, options, linked),
        **timeline(site, markup, linked, longest),
    }
    for role, lead, terms in (("tag", "Tag", site.by_tag()), ("org", "Organisation", site.by_org())):
        for name, events in terms.items():
            label = markup.label(f"{role}-{slug(name)}")
            top = [markup.orphan(), label, markup.heading(name, 1), lead, markup.heading("Events", 2)]
            files |= _list(markup, f"{role}s/{slug(name)}", top, events, level=3, term=linked, longest=longest)
    return files


def chapters(
    site: Site, options: Options, term: Term, above: Callable[[Page], str] = lambda page: ""
) -> dict[str, str]:
    """Return the pages that tell of the events, with what *above* gives below the title of each."""
    markup = options.markup
    files = {}
    for number, each in enumerate(site.pages):
        blocks = [orphan(number, options), markup.heading(each.title, 1), above(each), each.prose[0]]
        for event, prose in zip(each.events, each.prose[1:], strict=True):
            blocks += [*_in_place(markup, event, term), prose]
        files[f"{each.name}{markup.suffix}"] = page(*blocks)
    return files


def timeline(site: Site, markup: Markup, term: Term, longest: int = LONGEST_LIST) -> dict[str, str]:
    """Return the page of all events; if they are many, with a page for each year."""
    return _list(
        markup, "timeline", [markup.heading("All events", 1)], site.events, level=2, term=term, longest=longest
    )


def _list(
    markup: Markup, name: str, top: Sequence[str], events: Told, *, level: int, term: Term, longest: int
) -> dict[str, str]:
    """Return a page that lists *events* by year below *top*, or one that leads to a page for each year."""
    years = [(year, list(group)) for year, group in groupby(events, lambda each: each[1].when.year)]
    path = f"{name}{markup.suffix}"
    if len(events) <= longest:
        lists = [
            block for year, group in years for block in (markup.heading(str(year), level), _items(markup, group, term))
        ]
        return {path: page(*top, *lists)}
    label = name.replace("/", "-")
    links = [markup.item([f"{markup.link(str(year), f'{label}-{year}')} ({len(group)})"]) for year, group in years]
    files = {path: page(*top, "\n".join(links))}
    for year, group in years:
        heading = markup.heading(f"{name.rpartition('/')[2].capitalize()}: {year}", 1)
        begin = [markup.orphan(), markup.label(f"{label}-{year}"), heading]
        files[f"{name}/{year}{markup.suffix}"] = page(*begin, _items(markup, group, term))
    return files


def _items(markup: Markup, events: Told, term: Term) -> str:
    return "\n\n".join(_item(markup, event, term) for _, event in events)


def _item(markup: Markup, event: Event, term: Term) -> str:
    """Return an event in a list, with what a view of ours tells of it."""
    title = markup.link(event.title, f"event-{event.id}")
    return markup.item([_head(event, title, term), event.text, _tagged(event, term)])


def _in_place(markup: Markup, event: Event, term: Term) -> Iterator[str]:
    """Yield the blocks of an event where it is told."""
    yield markup.label(f"event-{event.id}")
    yield _head(event, markup.strong(event.title), term)
    yield event.text
    yield _tagged(event, term)


def _head(event: Event, title: str, term: Term) -> str:
    return f"{event.when.shown}: {title}, {event.kind} · {term('org', event.org)}"


def _tagged(event: Event, term: Term) -> str:
    return f"Tags: {' '.join(term('tag', tag) for tag in event.tags)}"


def _tags(markup: Markup, site: Site, term: Term) -> Iterable[str]:
    """Yield the blocks of the page of all tags: each tag, and what carries it."""
    for tag, events in site.by_tag().items():
        yield f"{term('tag', tag)} {len(events)}"
        carriers = [f"{markup.link(event.title, f'event-{event.id}')} {event.when.shown}" for _, event in events]
        yield "\n".join(markup.item([carrier]) for carrier in carriers)
