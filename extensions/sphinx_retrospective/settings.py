"""What the configuration values mean, once they are checked."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.domains.std import StandardDomain
from sphinx.roles import generic_docroles, specific_docroles

from sphinx_retrospective.config import VALUES
from sphinx_retrospective.core import definitions, kinds
from sphinx_retrospective.core.definitions import Definition
from sphinx_retrospective.core.errors import did_you_mean
from sphinx_retrospective.core.kinds import Kind
from sphinx_retrospective.core.schema import FIELDS, LEGACY_FIELDS, OPTIONS, Schema
from sphinx_retrospective.warnings import Mistake, warn

_Entry = TypeVar("_Entry")

#: Names of fields and options of ours, and of roles of Sphinx and docutils, which no taxonomy can take.
_RESERVED = {
    *("code", "emphasis", "literal", "math", "raw", "strong", "sub", "sup", "subscript", "superscript"),
    *generic_docroles,
    *specific_docroles,
    *StandardDomain.roles,
    "event",
    "events",
    "era",
    "timeline",
    "tags",
    "tag",
    "view",
    "mermaid",
    "file",
    "format",
    "sort",
    "terms",
    "by",
    "lanes",
    "filter",
    "around",
    "show",
    "time",
    "related",
    "backlinks",
    "years",
    "text",
    "markup",
    "name",
    "class",
    *FIELDS,
    *OPTIONS,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration values, checked.

    Attributes:
        schema: what an event can say.
        data_roots: folders that data files can be in besides the source folder, as written.
        data_max_bytes: the largest data file, in bytes.
        page_tags: whether the terms in a page's metadata are shown below its title.
        term_pages: whether HTML builders get a page for each term.
        page_limit: how many events one page lists at the most.
    """

    schema: Schema
    data_roots: tuple[str, ...]
    data_max_bytes: int
    page_tags: bool
    term_pages: bool
    page_limit: int

    def taxonomy(self, name: str) -> Definition | None:
        """Return the taxonomy of that name, or None."""
        return next((each for each in self.schema.taxonomies if each.name == name), None)


def read_settings(config: Config) -> tuple[Settings, list[str]]:
    """Return the configuration without the entries that can't be used, and a message for each of these."""
    names = [value.name for value in VALUES]
    # What Sphinx does not know it takes for a variable of conf.py, and says nothing.
    others = [name for name in vars(config).get("_raw_config", ()) if name.startswith("retro_") and name not in names]
    hints = {name: did_you_mean(name, names) for name in sorted(others)}
    problems = [f"{name!r} is not a configuration value{hint}" for name, hint in hints.items() if hint]
    # Of a value of another type, Sphinx has said so; its default stands in for it.
    values: dict[str, Any] = {
        each.name: value if isinstance(value := config[each.name], each.types) else each.default for each in VALUES
    }
    all_kinds: dict[str, Kind] = {kind.name: kind for kind in kinds.BUILT_IN}
    for name, entry in values["retro_kinds"].items():
        if kind := _checked(partial(kinds.parse_kind, name, entry), problems):
            all_kinds[kind.name] = kind
    taxonomies = list(definitions.BUILT_IN)
    for name, entry in values["retro_taxonomies"].items():
        words = {word for each in taxonomies for word in (each.name, each.field)}
        taken = {*_RESERVED, *LEGACY_FIELDS, *words}
        definition = _checked(partial(definitions.parse_definition, name, entry, taken), problems)
        if definition and any(definition.folder == each.folder for each in taxonomies):
            problems.append(
                f"taxonomy {definition.name!r} has the folder {definition.folder!r} of another; choose its own"
            )
        elif definition:
            taxonomies.append(definition)
    for name, unit in (("retro_data_max_bytes", "bytes"), ("retro_page_limit", "events")):
        if values[name] < 1:
            problems.append(f"{name} is a number of {unit} from 1 up, not {values[name]}; the default is used")
            values[name] = next(each.default for each in VALUES if each.name == name)
    return Settings(
        schema=Schema(all_kinds, tuple(taxonomies), _texts(values, "retro_link_schemes", problems)),
        data_roots=_texts(values, "retro_data_roots", problems),
        data_max_bytes=values["retro_data_max_bytes"],
        page_tags=values["retro_page_tags"],
        term_pages=values["retro_term_pages"],
        page_limit=values["retro_page_limit"],
    ), problems


def _texts(values: Mapping[str, Any], name: str, problems: list[str]) -> tuple[str, ...]:
    texts = []
    for entry in values[name]:
        if isinstance(entry, (str, os.PathLike)):
            texts.append(os.fspath(entry).lower() if name == "retro_link_schemes" else os.fspath(entry))
        else:
            problems.append(f"{name} lists text, and {entry!r} is none; it is left out")
    return tuple(texts)


def _checked(parse: Callable[[], _Entry], problems: list[str]) -> _Entry | None:
    try:
        return parse()
    except (TypeError, ValueError) as error:
        problems.append(str(error))
        return None


def check_config(app: Sphinx, config: Config) -> None:
    """Warn of entries that can't be used (``config-inited``)."""
    for problem in read_settings(config)[1]:
        warn(Mistake("config", problem))
