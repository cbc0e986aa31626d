"""What happens to the domain as a build goes on, event by event of Sphinx."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_retrospective.domain import RetroDomain, retro_domain
from sphinx_retrospective.gathering.derived_data import derive, digest_of_contents, digest_of_everything
from sphinx_retrospective.gathering.standard_labels import add_labels, digest_of_labels, remove_labels
from sphinx_retrospective.names import CATALOG, has_names_in_text, load_names, names_digest, names_in
from sphinx_retrospective.sphinx_internals import add_messages
from sphinx_retrospective.warnings import warn

if TYPE_CHECKING:
    from sphinx.builders.gettext import MessageCatalogBuilder


def attach_builder(app: Sphinx) -> None:
    """Tell the domain whose output it works for (``builder-inited``)."""
    retro_domain(app.env).attach(app.builder)


def find_renamed(app: Sphinx, env: BuildEnvironment, *changed: set[str]) -> list[str]:
    """Load the translations of names, and return the documents in whose text they are, where there are others.

    (``env-get-outdated``)
    """
    load_names(app)
    domain = retro_domain(env)
    known = domain.data.get("names", "")
    domain.data["names"] = names_digest()
    if known == names_digest():
        return []
    return [name for name, stored in domain.documents.items() if has_names_in_text(stored.load())]


def remove_labels_from(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Take our labels back before pages are read, so that they are no duplicates of labels on those pages.

    (``env-before-read-docs``)
    """
    _remove_labels(retro_domain(env))


def update_derived(app: Sphinx, env: BuildEnvironment) -> None:
    """Find what follows from all documents, unless it is known; make every object a label, and tell what is wrong.

    (``env-updated``)
    """
    domain = retro_domain(env)
    standard = env.domains.standard_domain
    known = domain.derived
    _remove_labels(domain)
    if domain.has_news or not known.digest:
        known = replace(known, standard_labels=digest_of_labels(standard), contents=digest_of_contents(env))
    release = str(app.extensions["sphinx_retrospective"].version)
    digest = digest_of_everything(domain.gathered, known.standard_labels, known.contents, release)
    if digest != known.digest:
        known = derive(domain.gathered, replace(known, digest=digest))
    domain.derived = known
    add_labels(standard, known.labels)
    for mistake in known.mistakes:
        warn(mistake)
    domain.has_news = False
    if app.builder.name == "gettext":
        add_messages(cast("MessageCatalogBuilder", app.builder), CATALOG, names_in(domain.gathered))


def _remove_labels(domain: RetroDomain) -> None:
    remove_labels(domain.env.domains.standard_domain, domain.derived.labels)
