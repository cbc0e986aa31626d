"""The configuration values: their names, types and defaults. What they mean is in `settings`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sphinx_retrospective.core.links import DEFAULT_SCHEMES
from sphinx_retrospective.core.sphinx_tags import DEFAULTS

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(frozen=True, slots=True)
class Value:
    """A configuration value.

    Attributes:
        name: as written in ``conf.py``.
        default: its default.
        rebuild: ``env`` where directives read it, ``html`` where only drawing does.
        types: what it can be.
        help: one sentence for the reference.
    """

    name: str
    default: Any
    rebuild: Literal["env", "html"]
    types: tuple[type, ...]
    help: str


VALUES = (
    Value(
        "retro_short_names", True, "env", (bool,), "Register directives and roles without the prefix ``retro:`` too."
    ),
    Value("retro_kinds", {}, "env", (dict,), "Kinds of events besides the built-in ones, by name."),
    Value(
        "retro_taxonomies", {}, "env", (dict,), "Taxonomies besides tags, organisations, people and places, by name."
    ),
    Value("retro_tag_levels", "/", "env", (str,), "What separates the levels in the name of a tag; empty for none."),
    Value(
        "retro_vocabulary",
        "",
        "env",
        (str, dict),
        "A file that describes tags, or such a file for each taxonomy, by name; relative to the source folder.",
    ),
    Value(
        "retro_vocabulary_policy",
        "open",
        "env",
        (str, dict),
        "How to treat a tag without a description: allow it (``open``), warn (``warn``), or warn and leave it out "
        "(``strict``); or one of these for each taxonomy, by name.",
    ),
    Value("retro_show_hidden", False, "html", (bool,), "Show hidden terms, as in a draft."),
    Value("retro_link_schemes", list(DEFAULT_SCHEMES), "env", (list, tuple), "Schemes that an event's links can have."),
    Value("retro_formats", {}, "env", (dict,), "Formats of data of one's own: a reader, ``module:function``, by name."),
    Value(
        "retro_data_roots",
        [],
        "env",
        (list, tuple),
        "Folders outside the source folder that data files can be in, relative to it or absolute.",
    ),
    Value("retro_data_max_bytes", 2_000_000, "env", (int,), "The largest data file that is read, in bytes."),
    Value(
        "retro_page_limit",
        500,
        "html",
        (int,),
        "How many events one HTML page lists; a longer list continues on further pages, year by year.",
    ),
    Value("retro_page_tags", True, "env", (bool,), "Show the terms in a page's metadata below its title."),
    Value(
        "retro_tag_pages",
        True,
        "html",
        (bool, str, dict),
        "Generate a page for each tag and each other term in HTML builders; a pattern says at which address.",
    ),
    Value(
        "retro_sources",
        {},
        "html",
        (dict,),
        "Other sites whose events are shown among one's own, by name: the address of each, and that of its export.",
    ),
    Value(
        "retro_resume_basics",
        {},
        "html",
        (dict,),
        "The person that the history is about, as the ``basics`` of a JSON Resume.",
    ),
    Value("retro_exports", [], "html", (list, tuple), "Files for other tools to write beside the site, by name."),
    Value("retro_feeds", [], "html", (list, tuple), "Terms and eras that have a feed each, such as ``tag:kafka``."),
)


def add_config_values(app: Sphinx) -> None:
    """Register every configuration value."""
    for value in VALUES:
        app.add_config_value(value.name, value.default, value.rebuild, types=value.types, description=value.help)
    if "sphinx_tags" not in app.config.extensions:
        for name, default in DEFAULTS.items():
            types = (list, tuple) if isinstance(default, list) else (type(default),)
            app.add_config_value(name, default, "env", types=types, description="A value of sphinx-tags.")
