"""What the configuration values mean, once they are checked."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final, TypeVar

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.domains.std import StandardDomain
from sphinx.roles import generic_docroles, specific_docroles

from sphinx_retrospective.config import VALUES
from sphinx_retrospective.core import definitions, kinds
from sphinx_retrospective.core.definitions import Definition
from sphinx_retrospective.core.errors import did_you_mean
from sphinx_retrospective.core.kinds import Kind
from sphinx_retrospective.core.plain_text import line, quoted
from sphinx_retrospective.core.schema import FIELDS, LEGACY_FIELDS, OPTIONS, Schema
from sphinx_retrospective.core.sources import Source, parse_source
from sphinx_retrospective.core.sphinx_tags import DEFAULTS, SphinxTags, read_sphinx_tags
from sphinx_retrospective.exports.registry import ATOM, NAMES
from sphinx_retrospective.sphinx_internals import given_values
from sphinx_retrospective.warnings import Mistake, warn

_Entry = TypeVar("_Entry")

#: A relative address in a folder, with ``{slug}`` once: at the top are pages of Sphinx.
_ADDRESS: Final = re.compile(r"(?!/)(?:[a-z0-9_-]+/)+(?:[a-z0-9_-]*\{slug\}[a-z0-9_-]*)(?:/[a-z0-9_-]+)*\Z")

#: The name of a format, and where its reader is.
_FORMAT: Final = re.compile(r"[a-z][a-z0-9-]*\Z")
_PLACE: Final = re.compile(r"\w+(?:\.\w+)*:\w+\Z")
_TYPES: Final[Mapping[type[object], str]] = {str: "text", dict: "a dictionary", list: "a list"}
#: What the basics of a JSON Resume can have.
_RESUME_BASICS: Final[Mapping[str, type[object]]] = {
    **dict.fromkeys(("name", "label", "image", "email", "phone", "url", "summary"), str),
    "location": dict,
    "profiles": list,
}
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
        vocabularies: the file that describes the terms of a taxonomy, by the name of the taxonomy, as written.
        formats: where the reader of each format of the project's own is, ``module:function``, by the format's name.
        data_roots: folders that data files can be in besides the source folder, as written.
        data_max_bytes: the largest data file, in bytes.
        page_tags: whether the terms in a page's metadata are shown below its title.
        tag_pages: the address of the page of a term, with ``{slug}`` in it, by taxonomy; none where it has no pages.
        show_hidden: whether hidden terms are shown.
        page_limit: how many events one page lists at the most.
        exports: the names of what there is for other tools.
        resume_basics: whom the history is of, as the basics of a JSON Resume have it.
        sources: the other sites whose events stand among the project's own.
        feeds: the terms that have a feed each, as written, after the name of their taxonomy, or eras after ``era``.
        sphinx_tags: what the project says in the configuration of sphinx-tags; None if it says nothing there.
    """

    schema: Schema
    vocabularies: Mapping[str, str]
    data_roots: tuple[str, ...]
    data_max_bytes: int
    page_tags: bool
    tag_pages: Mapping[str, str]
    show_hidden: bool
    page_limit: int
    exports: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    resume_basics: Mapping[str, Any] = field(default_factory=dict)
    feeds: tuple[tuple[str, str], ...] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    sphinx_tags: SphinxTags | None = None

    def taxonomy(self, name: str) -> Definition | None:
        """Return the taxonomy of that name, or None."""
        return next((each for each in self.schema.taxonomies if each.name == name), None)


def read_settings(config: Config) -> tuple[Settings, list[str]]:
    """Return the configuration without the entries that can't be used, and a message for each of these."""
    names = [value.name for value in VALUES]
    # What Sphinx does not know it takes for a variable of conf.py, and says nothing.
    others = [name for name in given_values(config) if name.startswith("retro_") and name not in names]
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
    sphinx_tags = _sphinx_tags(config, problems)
    levels = values["retro_tag_levels"].strip()
    if sphinx_tags and "retro_tag_levels" not in given_values(config):
        # A slash is nothing special there.
        levels = ""
    taxonomies = [replace(definitions.BUILT_IN[0], levels=levels), *definitions.BUILT_IN[1:]]
    if sphinx_tags and sphinx_tags.has_pages:
        taxonomies[0] = replace(taxonomies[0], folder=sphinx_tags.folder)
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
    names = [each.name for each in taxonomies]
    policies = _by_taxonomy(values, "retro_vocabulary_policy", names, problems)
    for name in [name for name, policy in policies.items() if policy not in definitions.POLICIES]:
        policy = policies.pop(name)
        hint = did_you_mean(str(policy), definitions.POLICIES)
        problems.append(f"retro_vocabulary_policy is {' or '.join(definitions.POLICIES)}, not {policy!r}{hint}")
    taxonomies = [
        replace(each, policy=policies.get(each.name, each.policy), shows_hidden=values["retro_show_hidden"])
        for each in taxonomies
    ]
    for name, unit in (("retro_data_max_bytes", "bytes"), ("retro_page_limit", "events")):
        if values[name] < 1:
            problems.append(f"{name} is a number of {unit} from 1 up, not {values[name]}; the default is used")
            values[name] = next(each.default for each in VALUES if each.name == name)
    exports = _exports(values["retro_exports"], problems)
    feeds = _feeds(values["retro_feeds"], names, problems)
    if feeds and ATOM.name not in exports:
        problems.append(f"retro_feeds names feeds, which are written only if retro_exports lists {ATOM.name!r}")
    return Settings(
        schema=Schema(all_kinds, tuple(taxonomies), _texts(values, "retro_link_schemes", problems)),
        vocabularies=_by_taxonomy(values, "retro_vocabulary", names, problems),
        data_roots=_texts(values, "retro_data_roots", problems),
        data_max_bytes=values["retro_data_max_bytes"],
        page_tags=values["retro_page_tags"],
        tag_pages=_tag_pages(values["retro_tag_pages"], taxonomies, problems, sphinx_tags),
        show_hidden=values["retro_show_hidden"],
        page_limit=values["retro_page_limit"],
        sources=tuple(
            source
            for name, entry in values["retro_sources"].items()
            if (source := _checked(partial(parse_source, name, entry), problems))
        ),
        resume_basics=_resume_basics(values["retro_resume_basics"], problems),
        exports=exports,
        feeds=feeds,
        formats=_formats(values["retro_formats"], problems),
        sphinx_tags=sphinx_tags,
    ), problems


def _by_taxonomy(values: Mapping[str, Any], value: str, names: Sequence[str], problems: list[str]) -> dict[str, str]:
    """Return what a value says of each taxonomy; what is not said by taxonomy is said of tags."""
    entries = values[value] if isinstance(values[value], dict) else {"tag": values[value]}
    found = {}
    for name, text in entries.items():
        if name not in names:
            hint = did_you_mean(str(name), names)
            problems.append(
                f"{value} names {name!r}, which is not a taxonomy; the taxonomies are {', '.join(names)}{hint}"
            )
        elif not isinstance(text, (str, os.PathLike)):
            problems.append(f"{value} has text for each taxonomy, not {text!r} for {name!r}; it is left out")
        elif text := os.fspath(text):
            found[name] = text
    return found


def _tag_pages(
    value: object, taxonomies: Sequence[Definition], problems: list[str], sphinx_tags: SphinxTags | None
) -> dict[str, str]:
    """Return the address of the pages of each taxonomy's terms, with ``{slug}`` in it."""
    wanted = value if isinstance(value, dict) else dict.fromkeys((each.name for each in taxonomies), value)
    names = [each.name for each in taxonomies]
    for name in sorted(map(str, wanted.keys() - set(names))):
        hint = did_you_mean(str(name), names)
        problems.append(
            f"retro_tag_pages names {name!r}, which is not a taxonomy; the taxonomies are {', '.join(names)}{hint}"
        )
    found: dict[str, str] = {}
    for definition in taxonomies:
        asked = wanted.get(definition.name, True)
        pattern = asked if isinstance(asked, str) else "{folder}/{slug}" if asked else ""
        pattern = pattern.replace("{folder}", definition.folder).replace("{taxonomy}", definition.name)
        if pattern and (not _ADDRESS.match(pattern) or pattern in found.values()):
            example = "'{folder}/{slug}', with {slug} once and {folder} or {taxonomy} to tell taxonomies apart"
            message = f"retro_tag_pages is true, false or an address such as {example}, not {asked!r}"
            if message not in problems:
                problems.append(message)
            pattern = f"{definition.folder}/{{slug}}"
        if pattern and not (sphinx_tags and not sphinx_tags.has_pages and definition.name == "tag"):
            found[definition.name] = pattern
    return found


def _formats(values: Mapping[object, object], problems: list[str]) -> dict[str, str]:
    """Return where the reader of each format is that the project has of its own."""
    found = {}
    for name, place in values.items():
        if isinstance(name, str) and isinstance(place, str) and _FORMAT.match(name) and _PLACE.match(place):
            found[name] = place
        else:
            problems.append(
                f"retro_formats has {name!r}: {place!r}; a format is a name of lower-case letters, digits and '-', and "
                "what reads it is 'module:function'; it is left out"
            )
    return found


def _exports(names: Sequence[object], problems: list[str]) -> tuple[str, ...]:
    """Return the names of files for other tools, each once."""
    for name in names:
        if name not in NAMES:
            hint = did_you_mean(str(name), NAMES)
            problems.append(
                f"retro_exports lists {name!r}, which is not an export; the exports are {', '.join(NAMES)}{hint}"
            )
    return tuple(name for name in NAMES if name in names)


def _resume_basics(values: Mapping[object, object], problems: list[str]) -> dict[str, Any]:
    """Return the entries that the basics of a JSON Resume can have."""
    found = {}
    for name, value in values.items():
        wanted = _RESUME_BASICS.get(str(name))
        if wanted is None:
            hint = did_you_mean(str(name), _RESUME_BASICS)
            fields = ", ".join(_RESUME_BASICS)
            problems.append(
                f"retro_resume_basics has {name!r}, which is not a field of it; the fields are {fields}{hint}"
            )
        elif not isinstance(value, wanted):
            problems.append(f"{name!r} in retro_resume_basics is {_TYPES[wanted]}, not {value!r}; it is left out")
        else:
            found[str(name)] = value
    return found


def _feeds(entries: Sequence[object], taxonomies: Sequence[str], problems: list[str]) -> tuple[tuple[str, str], ...]:
    """Return taxonomy, or ``era``, and name of each entry, each once."""
    scopes = [*taxonomies, "era"]
    found = []
    for entry in entries:
        scope, _, name = entry.partition(":") if isinstance(entry, str) else ("", "", "")
        scope, name = scope.strip(), line(name)
        if scope in scopes and name:
            found.append((scope, name))
        else:
            hint = did_you_mean(scope, scopes) if name else ""
            known = f"{', '.join(scopes[:-1])} or era"
            problems.append(
                f"retro_feeds lists {known}, a colon and a name, as 'tag:kafka', not {quoted(str(entry))}{hint}"
            )
    return tuple(dict.fromkeys(found))


def _sphinx_tags(config: Config, problems: list[str]) -> SphinxTags | None:
    """Return what *config* says in the values of sphinx-tags, if these are ours to read and it gives any of them."""
    given = {name for name in DEFAULTS if name in given_values(config) or name in config.overrides}
    if not given or "sphinx_tags" in config.extensions or any(name not in config for name in DEFAULTS):
        return None
    values = {
        name: value if isinstance(value := config[name], _like(default)) else default
        for name, default in DEFAULTS.items()
    }
    sphinx_tags, found = read_sphinx_tags(values, given)
    problems += found
    return sphinx_tags


def _like(default: object) -> tuple[type, ...]:
    return (list, tuple) if isinstance(default, list) else (type(default),)


def _texts(values: Mapping[str, Any], name: str, problems: list[str]) -> tuple[str, ...]:
    texts = []
    for entry in values[name]:
        if isinstance(entry, (str, os.PathLike)):
            texts.append(os.fspath(entry).lower() if name == "retro_link_schemes" else os.fspath(entry))
        else:
            problems.append(f"{name} lists text, not {entry!r}; it is left out")
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
