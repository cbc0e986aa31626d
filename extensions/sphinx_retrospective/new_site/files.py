"""The files of a new site: what configures, builds and publishes it, with its pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sphinx_retrospective.core.schema import Schema
from sphinx_retrospective.core.slugs import distinct_slugs
from sphinx_retrospective.formats import Record
from sphinx_retrospective.imports.people import Person
from sphinx_retrospective.imports.writing import heading
from sphinx_retrospective.new_site import pages
from sphinx_retrospective.new_site.events import SiteEvent, site_events
from sphinx_retrospective.new_site.periods import periods_of

#: What is typed in the folder of a site to build it, and what came of it then.
BUILD: Final = "python -m sphinx -M html . _build"
BUILT: Final = "_build/html/index.html"
INSTALL: Final = "python -m pip install -r requirements.txt"
#: What is written beside the site for other tools.
_EXPORTS: Final = ("json", "json-resume", "csv", "json-ld")
_LANGUAGE: Final = "en"
_UNDATED: Final = "undated"

_CONF: Final = '''\
"""Configuration of this site: https://www.sphinx-doc.org/en/master/usage/configuration.html lists the values."""

import os

project = {title}
author = {author}
project_copyright = author

# The language of dates and labels, such as "de" or "fr".
language = {language}

extensions = ["myst_parser", "sphinx_retrospective"]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["_build", ".venv", "README.md"]
{suppressed}
html_theme = "furo"
html_title = project
# Where the site is, for search engines and for links from elsewhere. Read the Docs says it by itself.
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
html_copy_source = False
html_show_sourcelink = False

# The history for other tools, beside the site.
retro_exports = {exports}
'''
#: What the data would have warned of at each build, by the warning, and what its author can do.
_SUPPRESSED: Final = {
    "retro.date": "There are events without a date, in undated.md: remove this line when each has one.",
    "retro.slug": "Some terms differ in signs alone: remove this line when each has a name of its own.",
}
_README: Final = f"""\
# {{title}}

A history as a site, made with [Sphinx](https://www.sphinx-doc.org) and
[sphinx-retrospective](https://sphinx-retrospective.readthedocs.io).

Install what it needs, once:

```
{INSTALL}
```

Build it, after each change:

```
{BUILD}
```

The site is then in `{BUILT}`.

| file | what it is |
|---|---|
| `index.md` | the first page |
| `{pages.PERIODS}/` | a page for each period, with its events |
| `timeline.md`, `tags.md`, `cv.md` | all events in one order, by tag, and as a CV |
| `conf.py` | title, author, language, theme |
| `.readthedocs.yaml`, `requirements.txt` | what Read the Docs needs to publish it |
"""
_REQUIREMENTS: Final = "sphinx-retrospective[site]\n"
_READ_THE_DOCS: Final = """\
# https://docs.readthedocs.com/platform/stable/config-file/v2.html
version: 2

build:
  os: ubuntu-24.04
  tools:
    python: "3.13"

python:
  install:
    - requirements: requirements.txt

sphinx:
  configuration: conf.py
"""
_GIT_IGNORE: Final = "_build/\n.venv/\n__pycache__/\n"


@dataclass(frozen=True, slots=True)
class Site:
    """A new site.

    Attributes:
        files: their texts by path, with slashes.
        periods: titles of the periods.
        event_count: of all events.
        undated_count: of those that have no date.
    """

    files: Mapping[str, str]
    periods: tuple[str, ...]
    event_count: int
    undated_count: int


def new_site(person: Person, records: Iterable[Record], schema: Schema) -> Site:
    """Return a site of events.

    Args:
        person: whom it is about; with a name.
        records: the events, at least one.
        schema: what an event can say.
    """
    events = site_events(records, schema)
    periods, undated = periods_of(events, _LANGUAGE)
    title = person.title or person.name
    suppressed = [*(["retro.date"] if undated else []), *(["retro.slug"] if _have_clash(events, schema) else [])]
    others = ["timeline", "tags", "cv", *([_UNDATED] if undated else [])]
    files = {
        "index.md": pages.first_page(title, person, periods, others, _LANGUAGE),
        **{f"{pages.PERIODS}/{each.id}.md": pages.period_page(each) for each in periods},
        "timeline.md": pages.timeline_page(),
        "tags.md": pages.tags_page(events),
        "cv.md": pages.cv_page(person, events),
        **({f"{_UNDATED}.md": pages.undated_page(undated)} if undated else {}),
        "conf.py": _configuration(title, person.name, suppressed),
        "README.md": _README.replace("# {title}", heading(title)),
        "requirements.txt": _REQUIREMENTS,
        ".readthedocs.yaml": _READ_THE_DOCS,
        ".gitignore": _GIT_IGNORE,
    }
    return Site(files, tuple(each.title for each in periods), len(events), len(undated))


def _have_clash(events: Sequence[SiteEvent], schema: Schema) -> bool:
    """Tell whether two terms would have one address."""
    for taxonomy in schema.taxonomies:
        paths = [taxonomy.path(term) for event in events for term in event.fields.terms.get(taxonomy.name, ())]
        names = {taxonomy.levels.join(path[:length]) for path in paths for length in range(1, len(path) + 1)}
        if distinct_slugs(names, taxonomy.levels)[1]:
            return True
    return False


def _configuration(title: str, author: str, suppressed: Sequence[str]) -> str:
    lines = "".join(f"    # {_SUPPRESSED[each]}\n    {_literal(each)},\n" for each in suppressed)
    return _CONF.format(
        title=_literal(title),
        author=_literal(author),
        language=_literal(_LANGUAGE),
        exports=_literal(_EXPORTS),
        suppressed=f"suppress_warnings = [\n{lines}]\n" if lines else "",
    )


def _literal(value: object) -> str:
    # Texts and lists of texts are written in Python as they are in JSON.
    return json.dumps(value, ensure_ascii=False)
