"""A site of made-up history: pages, and the events that they tell of. The same seed gives the same site."""

from __future__ import annotations

import calendar
import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

EVENTS_PER_PAGE: Final = 10
YEARS: Final = range(1985, 2025)
KINDS: Final = ("job", "education", "project", "talk", "release", "post", "event", "milestone")
ORGS: Final = (
    "Acme", "Beacon Society", "Cedar College", "Delta Works", "Ember Press",
    "Foundry", "Granite Group", "Harbour Lab", "Iron Bridge Club", "Lantern Project",
)  # fmt: skip

_WORDS: Final = 1500
_TAGS: Final = 50
#: Up to here a site has `_TAGS` tags.
_FEW_PAGES: Final = 200
#: How tags grow beyond: 16 times the pages have 100 times the tags.
_TAGS_EXPONENT: Final = 1.661


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A year, a month or a day.

    Attributes:
        year: the year.
        month: 1 to 12, or 0 where the date is a year.
        day: 1 to 31, or 0 where the date is a month or a year.
    """

    year: int
    month: int = 0
    day: int = 0

    @property
    def iso(self) -> str:
        """As authors write it."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])

    @property
    def shown(self) -> str:
        """As English readers see it."""
        return " ".join(filter(None, [str(self.day or ""), calendar.month_abbr[self.month], str(self.year)]))

    @property
    def first_day(self) -> tuple[int, int, int]:
        """The first day that it may mean."""
        return self.year, self.month or 1, self.day or 1


@dataclass(frozen=True, slots=True)
class Event:
    """What happened.

    Attributes:
        id: what links name it by.
        title: one line; no two events have the same.
        when: its date.
        kind: one of `KINDS`.
        org: one of `ORGS`.
        tags: two or three tags.
        text: a paragraph, with ``*emphasis*``.
    """

    id: str
    title: str
    when: When
    kind: str
    org: str
    tags: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of text and events.

    Attributes:
        name: its address, without an ending.
        title: its heading.
        prose: paragraphs; the first stands before the first event, each other after an event.
        events: what it tells of.
    """

    name: str
    title: str
    prose: tuple[str, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """All pages.

    Attributes:
        pages: in the order of their numbers.
    """

    pages: tuple[Page, ...]

    @property
    def events(self) -> list[tuple[Page, Event]]:
        """All events with their pages, in order of time."""
        told = [(page, event) for page in self.pages for event in page.events]
        return sorted(told, key=lambda each: _place(each[1]))

    def by_tag(self) -> dict[str, list[tuple[Page, Event]]]:
        """The events of each tag, in order of time; tags by name."""
        return _carriers(self.events, lambda event: event.tags)

    def by_org(self) -> dict[str, list[tuple[Page, Event]]]:
        """The events of each organisation, in order of time; organisations by name."""
        return _carriers(self.events, lambda event: (event.org,))


def slug(name: str) -> str:
    """Return the part of an address that stands for *name*, which has letters and spaces alone."""
    return name.lower().replace(" ", "-")


def tag_count(pages: int) -> int:
    """Return how many tags a site of so many pages has."""
    return round(_TAGS * math.pow(max(1.0, pages / _FEW_PAGES), _TAGS_EXPONENT))


def make_site(pages: int, seed: int, vocabulary: int | None = None) -> Site:
    """Return a site of so many pages, with *vocabulary* tags, or as many as `tag_count` says."""
    chance = random.Random(seed)
    words = _make_words(chance, _WORDS)
    tags = _make_tags(chance, words, vocabulary or tag_count(pages))
    # Some tags are used three times as often as others.
    weights = [3 / (1 + 2 * place / len(tags)) for place in range(len(tags))]
    made = []
    for number in range(pages):
        prose = tuple(_paragraph(chance, words, 30, 70) for _ in range(EVENTS_PER_PAGE + 1))
        events = tuple(
            _make_event(
                chance,
                number * EVENTS_PER_PAGE + place,
                of=pages * EVENTS_PER_PAGE,
                words=words,
                tags=tags,
                weights=weights,
            )
            for place in range(EVENTS_PER_PAGE)
        )
        title = f"{_some(chance, words, 2).capitalize()} {number}"
        made.append(Page(f"chapters/{number:04}", title, prose, events))
    return Site(tuple(made))


def retitle_one_event(site: Site) -> Site:
    """Return *site* with another title for one event in its middle."""
    page = site.pages[len(site.pages) // 2]
    place = len(page.events) // 2
    event = page.events[place]
    renamed = replace(event, title=f"{event.title} anew")
    return _with_page(site, replace(page, events=(*page.events[:place], renamed, *page.events[place + 1 :])))


def edit_prose_of_one_page(site: Site) -> Site:
    """Return *site* with one more sentence in a paragraph between two events of a page in its middle."""
    page = site.pages[len(site.pages) // 2]
    place = len(page.prose) // 2
    longer = f"{page.prose[place]} One more sentence came later."
    return _with_page(site, replace(page, prose=(*page.prose[:place], longer, *page.prose[place + 1 :])))


def renamed_tag(site: Site) -> tuple[str, str]:
    """Return the tag that `rename_a_tag` renames, which is used as often as the average one, and its new name."""
    uses = {tag: len(events) for tag, events in site.by_tag().items()}
    average = sum(uses.values()) / len(uses)
    old = min(uses, key=lambda tag: (abs(uses[tag] - average), tag))
    return old, f"{old} renamed"


def rename_a_tag(site: Site) -> Site:
    """Return *site* with another name for one tag, at all of its events."""
    old, new = renamed_tag(site)

    def rename(event: Event) -> Event:
        return replace(event, tags=tuple(new if tag == old else tag for tag in event.tags))

    return Site(tuple(replace(page, events=tuple(map(rename, page.events))) for page in site.pages))


def _place(event: Event) -> tuple[tuple[int, int, int], When, str]:
    """What events are sorted by: the first day, the coarser before the finer, the title."""
    return event.when.first_day, event.when, event.title.casefold()


def _carriers(
    events: Sequence[tuple[Page, Event]], terms: Callable[[Event], tuple[str, ...]]
) -> dict[str, list[tuple[Page, Event]]]:
    found: dict[str, list[tuple[Page, Event]]] = {}
    for page, event in events:
        for term in terms(event):
            found.setdefault(term, []).append((page, event))
    return dict(sorted(found.items()))


def _with_page(site: Site, page: Page) -> Site:
    return Site(tuple(page if each.name == page.name else each for each in site.pages))


def _make_event(
    chance: random.Random, number: int, *, of: int, words: Sequence[str], tags: Sequence[str], weights: Sequence[float]
) -> Event:
    # Pages follow one another in time, and overlap.
    year = YEARS[0] + (len(YEARS) * number) // of + chance.randint(-2, 2)
    when = When(min(max(year, YEARS[0]), YEARS[-1]), chance.randint(1, 12), chance.randint(1, 28))
    precision = chance.random()
    if precision < 0.3:
        when = replace(when, day=0)
    if precision < 0.1:
        when = When(when.year)
    carried: list[str] = []
    wanted = chance.randint(2, 3)
    while len(carried) < wanted:
        tag = chance.choices(tags, weights)[0]
        if tag not in carried:
            carried.append(tag)
    return Event(
        id=f"e{number}",
        title=f"{_some(chance, words, 3).capitalize()} {number}",
        when=when,
        kind=chance.choice(KINDS),
        org=chance.choice(ORGS),
        tags=tuple(carried),
        text=_paragraph(chance, words, 25, 45),
    )


def _make_words(chance: random.Random, count: int) -> list[str]:
    syllables = [first + vowel for first in "bdfglmnprstv" for vowel in "aeiou"]
    made: dict[str, None] = {}
    while len(made) < count:
        made["".join(chance.choices(syllables, k=chance.randint(2, 4)))] = None
    return list(made)


def _make_tags(chance: random.Random, words: Sequence[str], count: int) -> list[str]:
    made: dict[str, None] = {}
    while len(made) < count:
        made[_some(chance, words, chance.randint(1, 2))] = None
    return list(made)


def _some(chance: random.Random, words: Sequence[str], count: int) -> str:
    return " ".join(chance.choices(words, k=count))


def _paragraph(chance: random.Random, words: Sequence[str], least: int, most: int) -> str:
    """Return sentences of so many words, with one in emphasis."""
    left = chance.randint(least, most)
    sentences = []
    while left > 0:
        chosen = chance.choices(words, k=min(left, chance.randint(8, 15)))
        left -= len(chosen)
        sentences.append(f"{' '.join(chosen).capitalize()}.")
    return f"*{chance.choice(words).capitalize()}*: {' '.join(sentences)}"


#: What authors do to the site, by short names.
EDITS: Final[Mapping[str, Callable[[Site], Site]]] = {
    "unchanged": lambda site: site,
    "event": retitle_one_event,
    "prose": edit_prose_of_one_page,
    "tag": rename_a_tag,
}
