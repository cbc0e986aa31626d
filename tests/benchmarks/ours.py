"""The site with sphinx-retrospective: events where they are told, and two pages of one directive each."""

from __future__ import annotations

from tests.benchmarks.markup import Markup, page
from tests.benchmarks.model import Event, Site
from tests.benchmarks.writing import Options, conf, index, orphan

EXTENSION = "sphinx_retrospective"


def ours(site: Site, options: Options) -> dict[str, str]:
    """Return the files."""
    markup = options.markup
    files = {
        "conf.py": conf(options, [EXTENSION]),
        f"index{markup.suffix}": index(site, options, ["timeline", "tags"]),
        f"timeline{markup.suffix}": page(markup.heading("All events", 1), markup.directive("timeline", "", {})),
        f"tags{markup.suffix}": page(markup.heading("Tags", 1), markup.directive("tag-index", "", {"order": "oldest"})),
    }
    for number, each in enumerate(site.pages):
        blocks = [orphan(number, options), markup.heading(each.title, 1), each.prose[0]]
        for event, prose in zip(each.events, each.prose[1:], strict=True):
            blocks += [_event(markup, event), prose]
        files[f"{each.name}{markup.suffix}"] = page(*blocks)
    return files


def _event(markup: Markup, event: Event) -> str:
    options = {
        "id": event.id,
        "date": event.when.iso,
        "kind": event.kind,
        "org": event.org,
        "tags": ", ".join(event.tags),
    }
    return markup.directive("event", event.title, options, event.text)
