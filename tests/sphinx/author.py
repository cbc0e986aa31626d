"""An author who edits a small project at random, each time in a way that authors do."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from tests.sphinx.page_sources import Event, Page

TAGS: Final = ("c", "C++", "C#", "rust", "kafka", "история", "Java", "java", "db/hbase", "DB")
ORGS: Final = ("Ateliers", "Brest, Lab", "Société Ñ")
KINDS: Final = ("job", "job", "project", "talk", "post", "event", "milestone", "release")
DATES: Final = (
    "2010",
    "2010-09~",
    "2012-05-06",
    "2014-21",
    "201X",
    "2013/2014-09",
    "2012/2016",
    "2015/..",
    "0800",
    "-0044",
)
WORDS: Final = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon & Co", "<b>Zeta</b>", "Eta: the “7th”", "Θ")
#: What an author may want around an event; None is nothing.
AROUND: Final = (None, "", "time", "tag, related", "era, backlinks", "org, time, backlinks")
VIEWS: Final = ("", "list", "cards", "table", "chart", "cv")
#: HTML more often than others, as authors do.
BUILDERS: Final = ("html", "html", "html", "html", "dirhtml", "epub", "text", "singlehtml", "json", "xml")

#: Values of the configuration, one of each at a time. The first is the default.
CONFIG: Final[dict[str, tuple[str, ...]]] = {
    "retro_tag_pages": ("True", "False", "{'tag': 'by/{slug}', 'org': False}"),
    # So few that most lists go on.
    "retro_page_limit": ("4", "500", "2"),
    "retro_kinds": ("{}", "{'talk': {'label': 'speech'}}", "{'talk': {'label': 'lecture', 'colour': '#335577'}}"),
    "retro_taxonomies": ("{}", "{'tech': {'label': 'Technology', 'folder': 'tech'}}"),
    "retro_vocabulary": ("'tags.yaml'", "''"),
    "retro_vocabulary_policy": ("'open'", "'warn'", "'strict'"),
    "retro_show_hidden": ("False", "True"),
    "retro_exports": (
        "['json', 'csv', 'json-ld', 'json-resume']",
        "['json', 'atom', 'icalendar']",
        "['atom']",
        "[]",
    ),
    "retro_feeds": ("[]", "['tag:c', 'org:Ateliers', 'era:a']", "['tag:DB', 'tag:c']"),
    "retro_sources": (
        "{'work': ('https://work.example/', 'work.json')}",
        "{}",
        "{'work': ('https://work.example/en/', 'work.json'), 'gone': ('https://gone.example/', 'gone.json')}",
    ),
    "html_baseurl": ("''", "'https://example.org/edited'"),
    "retro_tag_levels": ("'/'", "''"),
    # What stands in its own line is there with the value only.
    "_tags_are_those_of_sphinx_tags": (
        "False",
        "True\ntags_create_tags = True",
        "True\ntags_create_tags = tags_create_badges = True\ntags_badge_colors = {'c': 'dark', 'J*': '#123456'}",
        "True\ntags_page_title = 'Tag'",
    ),
    "language": ("'en'", "'de'", "'fr'"),
    "html_title": ("'One'", "'Another'"),
    "html_last_updated_fmt": ("None", "'%Y'"),
    "release": ("'1'", "'2'"),
}


class Author:
    """Keeps a project in mind, and changes one thing of it at a time.

    Attributes:
        files: the project's sources, by name.
        frame: whether the last edit changed what generated pages show around their text (titles, contents, theme).
    """

    def __init__(self, seed: int, *, has_toctree: bool) -> None:
        self._random = random.Random(seed)
        self._has_toctree = has_toctree
        self._number = 0
        self.config = {name: values[0] for name, values in CONFIG.items()}
        self.vocabulary = {"rust": ("", "", "", "A *language*."), "DB": ("databases", "", "#335577", "See {tag}`c`.")}
        #: The last is what another site exports.
        self.data = {
            "data.yaml": [self._record() for _ in range(2)],
            "data.csv": [self._record()],
            "work.json": [self._record(), self._record()],
        }
        self.pages = {
            "a": Page("rst", "A", events=[self._event() for _ in range(3)], era="2010/2015"),
            "b": Page("md", "B", events=[self._event() for _ in range(2)], tags=("c", "rust"), metadata=("kafka",)),
            "view": Page(
                "md", "View", views=[{"view": "list", "filter": "tag, era"}, {"view": "table", "group-by": "era"}]
            ),
            "cv": Page("rst", "CV", views=[{"view": "cv"}]),
            "part/cards": Page("rst", "Cards", views=[{"view": "cards", "tags": "c, rust"}]),
            "part/index": Page(
                "rst", "Terms", indices=[("tag", {}), ("org", {}), ("tag", {"view": "letters", "folder": "/part"})]
            ),
            "matrix": Page("md", "Matrix", matrices=[{}, {"sort": "count"}]),
            "around": Page("rst", "Around", arounds=[("e1", ""), ("e2", "tag, backlinks")]),
            "roles": Page("md", "Roles", roles=[("event", "e1"), ("tag", "c"), ("org", ORGS[0]), ("ref", "event-e2")]),
            "more": Page("rst", "More", roles=[("event", "e2"), ("any", "e3"), ("era", "a"), ("ref", "tag-c")]),
            "told": Page("rst", "Told", described=[("C++", "cpp", "languages", ""), ("languages", "", "", "")]),
            "data": Page("md", "Data", data="data.yaml"),
            "table": Page("rst", "Table", data="data.csv"),
            "plain": Page("rst", "Plain"),
            "apart": Page("md", "Apart", events=[self._event()], views=[{}], is_apart=True),
        }
        self.files = self.sources()

    # What stands in the project

    def sources(self) -> dict[str, str]:
        """Return every file of the project."""
        files = {f"{name}.{page.markup}": page.source() for name, page in self.pages.items()}
        entries = [f"   {name}" for name in sorted(self.pages)] if self._has_toctree else []
        files["index.rst"] = "\n".join(["Index", "=====", "", *([".. toctree::", "", *entries] if entries else []), ""])
        files["tags.yaml"] = "".join(
            f"{tag}:\n  aliases: [{alias}]\n  parents: [{parent}]\n  {more}\n  description: |\n    {text}\n"
            for tag, (alias, parent, colour, text) in self.vocabulary.items()
            for more in [f"colour: '{colour}'" if colour.startswith("#") else "hidden: yes" if colour else "hidden: no"]
        )
        for name, records in self.data.items():
            values = [(each.title, each.date, ", ".join(each.tags)) for each in records]
            rows = ["title,date,tags", *(f'"{title}",{date},"{tags}"' for title, date, tags in values)]
            items = [f"- {{title: {title}, date: '{date}', tags: [{tags}]}}" for title, date, tags in values]
            files[name] = "\n".join(rows if name.endswith("csv") else items) + "\n"
            if name.endswith("json"):
                events = [{"title": title, "date": date, "tags": tags.split(", ")} for title, date, tags in values]
                files[name] = json.dumps({"retrospective": 1, "title": "Work", "events": events}, ensure_ascii=False)
        return files

    def _pick(self, values: tuple[str, ...]) -> str:
        return self._random.choice(values)

    def _tags(self) -> tuple[str, ...]:
        return tuple(self._random.sample(TAGS, self._random.randint(0, 3)))

    def _event(self) -> Event:
        self._number += 1
        name, title = f"e{self._number}", f"{self._pick(WORDS)} {self._number}"
        org = self._pick(("", *ORGS))
        return Event(name, title, self._pick(DATES), self._pick(KINDS), self._tags(), org, f"Told {title}.")

    def _record(self) -> Event:
        self._number += 1
        title = f"Row {self._number}"
        return Event("", title, self._pick(DATES), "event", tuple(tag for tag in self._tags() if tag != "C#"), "", "")

    def _page(self, having: Callable[[Page], object] = bool) -> Page | None:
        names = [name for name, page in sorted(self.pages.items()) if having(page)]
        return self.pages[self._random.choice(names)] if names else None

    def _event_somewhere(self) -> tuple[Page, int] | None:
        page = self._page(lambda page: page.events)
        return (page, self._random.randrange(len(page.events))) if page else None

    # What can be done to it

    def edit(self) -> str:
        """Do one thing that changes a file or the configuration, and return what was done."""
        edits = [getattr(self, name) for name in dir(type(self)) if name.startswith("edit_")]
        before = self._state()
        while True:
            edit = self._random.choice(edits)
            said = edit()
            if said and self._state() != before:
                self.files = self.sources()
                self.frame = edit.__name__.startswith(("edit_page", "edit_config", "edit_era"))
                return f"{edit.__name__.removeprefix('edit_')}: {said}"

    frame = False

    def _state(self) -> object:
        return self.sources(), dict(self.config)

    def edit_event_added(self) -> str:
        page = self._page()
        if page is None:
            return ""
        page.events.append(self._event())
        return page.events[-1].id

    def edit_event_removed(self) -> str:
        if found := self._event_somewhere():
            return found[0].events.pop(found[1]).id
        return ""

    def edit_event_moved(self) -> str:
        found, page = self._event_somewhere(), self._page()
        if not found or page is None:
            return ""
        page.events.insert(0, found[0].events.pop(found[1]))
        return f"{page.events[0].id} to {page.title}"

    def _change_event(self, **fields: object) -> str:
        if found := self._event_somewhere():
            page, number = found
            page.events[number] = replace(page.events[number], **fields)  # type: ignore[arg-type]
            return f"{page.events[number].id} {fields}"
        return ""

    def edit_event_retitled(self) -> str:
        return self._change_event(title=f"{self._pick(WORDS)} {self._random.randrange(1000)}")

    def edit_event_redated(self) -> str:
        return self._change_event(date=self._pick(DATES))

    def edit_event_retagged(self) -> str:
        return self._change_event(tags=self._tags())

    def edit_event_retold(self) -> str:
        told = self._pick(("", "Told anew, by :event:`e1`." if self._random.random() < 0.5 else "Told anew.", "*Told*"))
        return self._change_event(text=told)

    def edit_event_kind_and_org(self) -> str:
        return self._change_event(kind=self._pick(KINDS), org=self._pick(ORGS))

    def edit_event_role_and_link(self) -> str:
        return self._change_event(
            role=self._pick(("", "lead", "hand")),
            link=self._pick(("", "https://example.org/a", "Notes <https://b.org>")),
        )

    def edit_event_weight(self) -> str:
        return self._change_event(weight=self._pick(("", "1", "2")))

    def edit_event_given_another_id(self) -> str:
        self._number += 1
        return self._change_event(id=self._pick((f"e{self._number}", "e1", "e2")))

    def edit_event_with_what_is_around_it(self) -> str:
        return self._change_event(around=self._random.choice(AROUND))

    def edit_around(self) -> str:
        page = self._page()
        if page is None:
            return ""
        event = self._pick(("", f"e{self._random.randint(1, self._number)}"))
        show = self._random.choice(AROUND)
        page.arounds = [] if show is None else [(event, show)]
        return f"{page.title} {page.arounds}"

    def edit_tag_renamed(self) -> str:
        old, new = self._pick(TAGS), self._pick((*TAGS, "renamed"))
        for page in self.pages.values():
            page.events = [
                replace(event, tags=tuple(dict.fromkeys(new if tag == old else tag for tag in event.tags)))
                for event in page.events
            ]
        return f"{old} {new}"

    def edit_tag_described(self) -> str:
        page = self._page(lambda page: page.described) or self._page()
        if page is None:
            return ""
        tag, parent = self._pick(TAGS), self._pick(("", "languages", "c", "languages, DB"))
        alias, more = self._pick(("", "cpp", "jvm", "Java")), self._pick(("", "", ":hidden:", ":colour: '#aa3300'"))
        page.described = [each for each in page.described if each[0] != tag] + [(tag, alias, parent, more)]
        return f"{tag} {alias} {parent} {more}"

    def edit_vocabulary(self) -> str:
        tag = self._pick(TAGS)
        if tag in self.vocabulary:
            # Renamed, with an alias at times.
            self.vocabulary["new-" + tag.strip("+#")] = (self._pick((tag, "")), *self.vocabulary.pop(tag)[1:])
        else:
            parent, colour = self._pick(("", "c", "DB")), self._pick(("", "#123456", "hidden"))
            text = self._pick(("Told.", "Told *anew*.", "By {event}`e1` and {tag}`rust`."))
            self.vocabulary[tag] = (self._pick(("", "cpp", "jvm")), parent, colour, text)
        return f"{tag} {sorted(self.vocabulary)}"

    def edit_vocabulary_forgets(self) -> str:
        if not self.vocabulary:
            return ""
        tag = self._random.choice(sorted(self.vocabulary))
        return f"{tag} {self.vocabulary.pop(tag)}"

    def edit_tag_described_no_more(self) -> str:
        page = self._page(lambda page: page.described)
        return str(page.described.pop()) if page else ""

    def edit_page_added(self) -> str:
        self._number += 1
        name = f"new{self._number}"
        self.pages[name] = Page(self._pick(("md", "rst")), f"New {self._number}", events=[self._event()], tags=("c",))
        return name

    def edit_page_removed(self) -> str:
        if len(self.pages) < 8:
            return ""
        name = self._random.choice(sorted(self.pages))
        del self.pages[name]
        return name

    def edit_page_renamed(self) -> str:
        self._number += 1
        old = self._random.choice(sorted(self.pages))
        new = self._pick((f"moved{self._number}", f"part/moved{self._number}", "tags/rust", "tags/c"))
        if new in self.pages:
            return ""
        page = self.pages.pop(old)
        page.data = ""
        self.pages[new] = page
        return f"{old} {new}"

    def edit_page_retitled(self) -> str:
        page = self._page()
        if page is None:
            return ""
        page.title = f"{self._pick(WORDS)} page {self._random.randrange(100)}"
        return page.title

    def edit_page_written_in_the_other_markup(self) -> str:
        page = self._page()
        if page is None:
            return ""
        page.markup = "md" if page.markup == "rst" else "rst"
        return page.title

    def edit_text(self) -> str:
        page = self._page()
        if page is None:
            return ""
        page.text = f"Text {self._random.randrange(1000)}."
        return page.title

    def edit_era(self) -> str:
        page = self._page()
        if page is None:
            return ""
        page.era = self._pick(("", "2010/2015", "2012", "2014/.."))
        return f"{page.title} {page.era}"

    def edit_tags_of_a_page(self) -> str:
        page = self._page()
        if page is None:
            return ""
        page.tags, page.metadata = self._tags(), self._tags()
        return f"{page.title} {page.tags} {page.metadata}"

    def edit_scope_of_a_page(self) -> str:
        page = self._page(lambda page: page.events)
        if page is None:
            return ""
        page.is_apart = not page.is_apart
        return page.title

    def edit_view(self) -> str:
        page = self._page()
        if page is None:
            return ""
        view = self._pick(VIEWS[1:])
        options = {
            "view": view,
            "axis": self._pick(("", "", "all", "2011/2013")) if view == "chart" else "",
            "era": self._pick(("", "", "", "a")),
            "order": self._pick(("oldest", "newest")),
            "group-by": self._pick(("year", "decade", "era", "kind", "org", "none")),
            "tags": ", ".join(self._tags()),
            "since": self._pick(("", "2012")),
            "filter": self._pick(("", "kind, tag, era, years, text", "org")),
        }
        page.views = [{name: value for name, value in options.items() if value}]
        return f"{page.title} {page.views}"

    def edit_index(self) -> str:
        page = self._page()
        if page is None:
            return ""
        options = {
            "view": self._pick(("", "sections", "letters", "table", "cloud", "overview")),
            "sort": self._pick(("", "count", "first", "last")),
            "folder": self._pick(("", "", "/part")),
            "kind": self._pick(("", "", "talk")),
        }
        page.indices = [] if page.indices else [("tag", {name: value for name, value in options.items() if value})]
        return f"{page.title} {page.indices}"

    def edit_matrix(self) -> str:
        page = self._page()
        if page is None:
            return ""
        options = {
            "sort": self._pick(("", "count", "name")),
            "limit": self._pick(("", "2")),
            "by": self._pick(("", "decade")),
            "tags": ", ".join(self._tags()),
            "since": self._pick(("", "2012")),
        }
        page.matrices = [] if page.matrices else [{name: value for name, value in options.items() if value}]
        return f"{page.title} {page.matrices}"

    def edit_roles(self) -> str:
        page = self._page()
        if page is None:
            return ""
        event = f"e{self._random.randint(1, self._number)}"
        page.roles = [("event", event), ("tag", self._pick(TAGS)), ("ref", f"event-{event}"), ("org", self._pick(ORGS))]
        return f"{page.title} {page.roles}"

    def edit_data(self) -> str:
        name = self._random.choice(sorted(self.data))
        records = self.data[name]
        if records and self._random.random() < 0.6:
            records[self._random.randrange(len(records))] = self._record()
        elif records and self._random.random() < 0.5:
            records.pop()
        else:
            records.append(self._record())
        return name

    def edit_config(self) -> str:
        name = self._random.choice(sorted(CONFIG))
        self.config[name] = self._pick(CONFIG[name])
        return f"{name} {self.config[name]}"

    def builder(self) -> str:
        """Return the builder to build with next."""
        return self._pick(BUILDERS)
