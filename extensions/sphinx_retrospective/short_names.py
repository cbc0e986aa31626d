"""Directives and roles without the prefix ``retro:``.

Registered with the standard domain, which Sphinx asks for every name without a prefix, and which belongs to one build.
docutils' own registry would keep them for the whole process, for projects that turned them off too.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_retrospective.config import read_settings
from sphinx_retrospective.directives import DIRECTIVES
from sphinx_retrospective.roles import ObjectRole


def add_short_names(app: Sphinx, config: Config) -> None:
    """Register the short names, unless the project turned them off (``config-inited``)."""
    if not config.retro_short_names:
        return
    for name, directive in DIRECTIVES.items():
        app.add_directive_to_domain("std", name, directive)
    for objtype in ("event", "era", *(each.name for each in read_settings(config)[0].schema.taxonomies)):
        app.add_role_to_domain("std", objtype, ObjectRole(objtype))
