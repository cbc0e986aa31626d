"""The nearest equivalents of the site with other extensions."""

from __future__ import annotations

import json
from itertools import groupby

from tests.benchmarks.by_hand import chapters, timeline
from tests.benchmarks.markup import Markup, page
from tests.benchmarks.model import KINDS, Event, Page, Site, slug
from tests.benchmarks.writing import Options, conf, index, orphan


def with_sphinx_tags(site: Site, options: Options) -> dict[str, str]:
    """Return a site whose pages carry the tags of their events; lists of pages for each tag come from sphinx-tags."""
    markup = options.markup
    ending = markup.suffix.removeprefix(".")
    more = f"tags_create_tags = True\ntags_extension = [{ending!r}]\n"
    return {
        "conf.py": conf(options, ["sphinx_tags"], more),
        f"index{markup.suffix}": index(site, options, ["timeline", "_tags/tagsindex"]),
        **chapters(site, options, _plain, lambda page: _page_tags(markup, page)),
        **timeline(site, markup, _plain),
    }


def with_ablog(site: Site, options: Options) -> dict[str, str]:
    """Return a site whose pages are posts; archives by tag, by category and by year come from ABlog."""
    markup = options.markup

    def post(page: Page) -> str:
        first = min(event.when.first_day for event in page.events)
        date = "{:04}-{:02}-{:02}".format(*first)
        fields = {"tags": ", ".join(_tags_of(page)), "category": ", ".join(sorted({each.org for each in page.events}))}
        return markup.directive("post", date, fields)

    more = 'post_date_format = "%Y-%m-%d"\nblog_title = "Site"\n'
    return {
        "conf.py": conf(options, ["ablog"], more),
        f"index{markup.suffix}": index(site, options, ["timeline"]),
        **chapters(site, options, _plain, post),
        **timeline(site, markup, _plain),
    }


def with_sphinx_needs(site: Site, options: Options) -> dict[str, str]:
    """Return a site whose events are needs, listed by a table for all and a table on a page for each term."""
    markup = options.markup
    types = [{"directive": kind, "title": kind, "prefix": "", "color": "#9db8d2", "style": "node"} for kind in KINDS]
    more = (
        f"needs_types = {types!r}\n"
        'needs_fields = {"date": {"nullable": True}, "org": {"nullable": True}}\n'
        'needs_id_regex = "^[a-z0-9]+"\n'
    )
    tags = "\n".join(markup.item([markup.link(tag, f"tag-{slug(tag)}")]) for tag in site.by_tag())
    files = {
        "conf.py": conf(options, ["sphinx_needs"], more),
        f"index{markup.suffix}": index(site, options, ["timeline", "tags"]),
        f"timeline{markup.suffix}": page(markup.heading("All events", 1), _needtable(markup, {})),
        f"tags{markup.suffix}": page(markup.heading("Tags", 1), tags),
    }
    for number, each in enumerate(site.pages):
        blocks = [orphan(number, options), markup.heading(each.title, 1), each.prose[0]]
        for event, prose in zip(each.events, each.prose[1:], strict=True):
            blocks += [_need(markup, event), prose]
        files[f"{each.name}{markup.suffix}"] = page(*blocks)
    selections = [("tag", tag, {"tags": tag}) for tag in site.by_tag()]
    selections += [("org", org, {"filter": f"org == '{org}'"}) for org in site.by_org()]
    for role, name, selection in selections:
        label = markup.label(f"{role}-{slug(name)}")
        top = [markup.orphan(), label, markup.heading(name, 1)]
        files[f"{role}s/{slug(name)}{markup.suffix}"] = page(*top, _needtable(markup, selection))
    return files


def with_sphinx_timeline(site: Site, options: Options) -> dict[str, str]:
    """Return a site whose page of all events is drawn by sphinx-timeline, from a file for each year."""
    markup = options.markup
    title = markup.link("{{e.title}}", "event-{{e.id}}")
    template = page("{{e.shown}}: " + title + ", {{e.kind}} · {{e.org}}", "{{e.text}}", "Tags: {{e.tags}}").strip()
    files = {
        "conf.py": conf(options, ["sphinx_timeline"]),
        f"index{markup.suffix}": index(site, options, ["timeline"]),
        **chapters(site, options, _plain),
    }
    blocks = [markup.heading("All events", 1)]
    for year, told in groupby(site.events, lambda each: each[1].when.year):
        fields = {"events": f"/events/{year}.json", "events-format": "json", "reversed": ""}
        blocks += [markup.heading(str(year), 2), markup.directive("timeline", "", fields, template)]
        files[f"events/{year}.json"] = json.dumps([_record(event) for _, event in told], ensure_ascii=False, indent=1)
    return {**files, f"timeline{markup.suffix}": page(*blocks)}


def _plain(role: str, name: str) -> str:
    """A term that has no page, or one that has no label."""
    return name


def _tags_of(told: Page) -> list[str]:
    return sorted({tag for event in told.events for tag in event.tags})


def _page_tags(markup: Markup, told: Page) -> str:
    tags = ", ".join(_tags_of(told))
    # sphinx-tags looks for backticks.
    return f"```{{tags}} {tags}\n```" if markup.name == "myst" else markup.directive("tags", tags, {})


def _need(markup: Markup, event: Event) -> str:
    fields = {"id": event.id, "date": event.when.iso, "org": event.org, "tags": ", ".join(event.tags)}
    return markup.directive(event.kind, event.title, fields, event.text)


def _needtable(markup: Markup, selection: dict[str, str]) -> str:
    columns = {"columns": "date;id;title;type;org;tags", "style": "table", "sort": "date"}
    return markup.directive("needtable", "", {**selection, **columns})


def _record(event: Event) -> dict[str, str]:
    return {
        "start": "{:04}-{:02}-{:02}".format(*event.when.first_day),
        "shown": event.when.shown,
        "id": event.id,
        "title": event.title,
        "kind": event.kind,
        "org": event.org,
        "tags": " ".join(event.tags),
        "text": event.text,
    }
