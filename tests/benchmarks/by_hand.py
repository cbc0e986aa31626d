"""The site without any extension: the same pages, lists and links, each written out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from tests.benchmarks.markup import Markup, page
from tests.benchmarks.model import Event, Page, Site, slug
from tests.benchmarks.writing import Options, conf, index, orphan

#: A list of more events goes on on other pages, and in a list of all tags so many lines stand for each of these.
LONGEST_LIST: Final = 500
_LINES_AN_EVENT: Final = 10

Told = Sequence[tuple[Page, Event]]
#: Writes the name of a term: the role of its label (``tag``), its name.
Term = Callable[[str, str], str]


def by_hand(site: Site, options: Options, longest: int = LONGEST_LIST) -> dict[str, str]:
    """Return the files; a list of more than *longest* events is on several pages."""
    markup = options.markup

    def linked(role: str, name: str) -> str:
        return markup.link(name, f"{role}-{slug(name)}")

    files = {
        "conf.py": conf(options),
        f"index{markup.suffix}": index(site, options, ["timeline", "tags"]),
        f"tags{markup.suffix}": page(markup.heading("Tags", 1), *_tags(markup, site, linked, longest)),
        **chapters(site, options, linked),
        **timeline(site, markup, linked, longest),
    }
    for role, lead, terms in (("tag", "Tag", site.by_tag()), ("org", "Organisation", site.by_org())):
        for name, events in terms.items():
            label = markup.label(f"{role}-{slug(name)}")
            top = [markup.orphan(), label, markup.heading(name, 1), lead, markup.heading("Events", 2)]
            path = f"{role}s/{slug(name)}"
            files |= _list(markup, path, name, top, events, level=3, term=linked, longest=longest)
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
    """Return the page of all events; if they are many, several pages."""
    top = [markup.heading("All events", 1)]
    return _list(markup, "timeline", "All events", top, site.events, level=2, term=term, longest=longest)


@dataclass(frozen=True, slots=True)
class _Part:
    """A page of a list: what tells its path and its labels from those of the others, and the events of its years."""

    slug: str
    years: list[tuple[int, Told]]

    @property
    def shown(self) -> str:
        """The years in words."""
        return " – ".join(dict.fromkeys(str(self.years[place][0]) for place in (0, -1)))


def _parts(events: Told, longest: int) -> list[_Part]:
    """Return the pages of a list: whole years, as many as fit; a year that is too long by itself is cut."""
    parts: list[_Part] = []
    room = 0
    for year, group in groupby(events, lambda each: each[1].when.year):
        told = list(group)
        for piece in (told[at : at + longest] for at in range(0, len(told), longest)):
            if room < len(piece) or not parts:
                same = sum(part.years[0][0] == year for part in parts)
                parts.append(_Part(f"{year}-{same + 1}" if same else str(year), []))
                room = longest
            parts[-1].years.append((year, piece))
            room -= len(piece)
    return parts


def _list(
    markup: Markup, name: str, title: str, top: Sequence[str], events: Told, *, level: int, term: Term, longest: int
) -> dict[str, str]:
    """Return a page that lists *events* by year below *top*; if they are many, with the pages on which it goes on."""
    label = name.replace("/", "-")
    parts = _parts(events, longest)

    def lists(part: _Part, level: int) -> Iterator[str]:
        for year, group in part.years:
            if len(parts) > 1:
                yield markup.label(f"{label}-{part.slug}-{year}")
            yield markup.heading(str(year), level)
            yield _items(markup, group, term)

    def ways(number: int) -> Iterator[str]:
        """Yield how much of the list is on a page, and the ways to the others."""
        here = parts[number]
        yield f"{here.shown}: {sum(len(group) for _, group in here.years)} of {len(events)} events"
        years = [(part, year) for part in parts for year, _ in part.years]
        yield "\n".join(markup.item([markup.link(str(year), f"{label}-{part.slug}-{year}")]) for part, year in years)
        yield steps(number)

    def steps(number: int) -> str:
        near = (("Previous", number - 1), ("Next", number + 1))
        return " ".join(
            markup.link(f"{word}: {parts[place].shown}", f"{label}-{parts[place].slug}")
            for word, place in near
            if 0 <= place < len(parts)
        )

    if len(parts) == 1:
        return {f"{name}{markup.suffix}": page(*top, *lists(parts[0], level))}
    first = [*ways(0), *lists(parts[0], level), steps(0)]
    files = {f"{name}{markup.suffix}": page(*top[:-1], markup.label(f"{label}-{parts[0].slug}"), top[-1], *first)}
    for number, part in enumerate(parts[1:], 1):
        begin = [markup.orphan(), markup.label(f"{label}-{part.slug}"), markup.heading(f"{title}, {part.shown}", 1)]
        back = markup.link(title, f"{label}-{parts[0].slug}")
        files[f"{name}/{part.slug}{markup.suffix}"] = page(*begin, back, *ways(number), *lists(part, 2), steps(number))
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


def _tags(markup: Markup, site: Site, term: Term, longest: int) -> Iterable[str]:
    """Yield the blocks of the page of all tags: each tag, and what carries it unless that would be too long."""
    tags = site.by_tag()
    has_carriers = sum(map(len, tags.values())) <= longest * _LINES_AN_EVENT
    if not has_carriers:
        yield "The page of each term lists what carries it."
    for tag, events in tags.items():
        yield f"{term('tag', tag)} {len(events)}"
        if has_carriers:
            carriers = [f"{markup.link(event.title, f'event-{event.id}')} {event.when.shown}" for _, event in events]
            yield "\n".join(markup.item([carrier]) for carrier in carriers)
