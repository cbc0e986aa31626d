"""Directives and roles, under the names of the domain and under short ones.

Short ones are registered with the standard domain, which Sphinx asks for every name without a prefix, and which belongs
to one build. docutils' own registry would keep them for the whole process, for projects that turned them off too.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_retrospective.config import read_settings
from sphinx_retrospective.reading.directives import DIRECTIVES
from sphinx_retrospective.reading.roles import ObjectRole


def add_directives(app: Sphinx) -> None:
    """Register the directives with our domain."""
    for name, directive in DIRECTIVES.items():
        app.add_directive_to_domain("retro", name, directive)


def add_roles(app: Sphinx, config: Config) -> None:
    """Register the roles with our domain (``config-inited``)."""
    for objtype in _object_types(config):
        app.add_role_to_domain("retro", objtype, ObjectRole(objtype))


def add_short_names(app: Sphinx, config: Config) -> None:
    """Register the short names, unless the project turned them off (``config-inited``)."""
    if not config.retro_short_names:
        return
    for name, directive in DIRECTIVES.items():
        app.add_directive_to_domain("std", name, directive)
    for objtype in _object_types(config):
        app.add_role_to_domain("std", objtype, ObjectRole(objtype))


def _object_types(config: Config) -> Iterator[str]:
    yield from ("event", "era")
    yield from (each.name for each in read_settings(config)[0].schema.taxonomies)
