"""Directives and roles, under the names of the domain and under short ones.

Short ones are registered with the standard domain, which Sphinx asks for every name without a prefix, and which belongs
to one build. docutils' own registry would keep them for the whole process, for projects that turned them off too.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from sphinx_retrospective.core.sources import is_of_source
from sphinx_retrospective.domain import retro_domain
from sphinx_retrospective.reading.roles import ObjectRole
from sphinx_retrospective.settings import read_settings


def add_roles(app: Sphinx, config: Config) -> None:
    """Register the roles (``config-inited``)."""
    for objtype in _object_types(config):
        app.add_role_to_domain("retro", objtype, ObjectRole(objtype))
        if config.retro_short_names:
            app.add_role_to_domain("std", objtype, ObjectRole(objtype))


def add_directives(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Register the directives, if there are documents to read (``env-before-read-docs``).

    Not sooner: most of the extension is imported with them, which a build that reads nothing can do without.
    """
    if not docnames:
        return
    from sphinx_retrospective.reading.directives import DIRECTIVES

    env.domains["retro"].directives.update(DIRECTIVES)
    standard = env.domains.standard_domain.directives
    if app.config.retro_short_names:
        # Ours are there already when the same application builds again.
        taken = sorted(name for name in DIRECTIVES if standard.get(name, DIRECTIVES[name]) is not DIRECTIVES[name])
        if taken:
            names = ", ".join(taken)
            raise ExtensionError(
                f"another extension has directives of these names: {names}; set retro_short_names = False"
            )
        standard.update(DIRECTIVES)


def add_sources(app: Sphinx, env: BuildEnvironment, *changed: set[str]) -> list[str]:
    """Read the events of other sites, and forget those of sites that are not named any more (``env-get-outdated``).

    No document has to be read again for that.
    """
    domain = retro_domain(env)
    named = {source.docname for source in domain.settings.sources}
    for docname in [name for name in domain.documents if is_of_source(name) and name not in named]:
        domain.clear_doc(docname)
    if named:
        # Most projects have none.
        from sphinx_retrospective.reading.sources import read_sources

        read_sources(app, domain)
    return []


def _object_types(config: Config) -> Iterator[str]:
    yield from ("event", "era")
    yield from (each.name for each in read_settings(config)[0].schema.taxonomies)
