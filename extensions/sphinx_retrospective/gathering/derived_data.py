"""What follows from all documents together, kept in the environment for builds in which nothing changes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinx_retrospective.builders import exports_of
from sphinx_retrospective.gathering.gathered import Gathered
from sphinx_retrospective.gathering.search_results import SearchResults, search_results
from sphinx_retrospective.gathering.standard_labels import Label, labels_of
from sphinx_retrospective.names import names_digest
from sphinx_retrospective.text_digest import digest_of_text
from sphinx_retrospective.warnings import Mistake

if TYPE_CHECKING:
    from sphinx_retrospective.exports.feeds import Feed

#: As Sphinx wants an object: name, title, type, document, anchor, priority.
_Object: TypeAlias = tuple[str, str, str, str, str, int]

#: Configuration values of Sphinx's that decide which references it has told.
_NITPICKY = ("nitpicky", "nitpick_ignore", "nitpick_ignore_regex")


@dataclass(frozen=True, slots=True)
class DerivedData:
    """What follows from all documents, for one builder.

    Attributes:
        digest: of all that it follows from, which is all that anything drawn depends on, but for the theme.
        standard_labels: a digest of the labels that the project itself has.
        contents: a digest of the project's table of contents.
        objects: for the inventory and the search.
        pages: names of the generated pages.
        redirects: names of the pages that lead to these.
        colours: those of terms.
        has_tags: whether there is anything in the index of tags.
        labels: ours in the standard domain.
        feeds: those of terms and eras.
        search: what is added to the search index.
        mistakes: all that is wrong, in the order in which it is told.
    """

    digest: str = ""
    standard_labels: str = ""
    contents: str = ""
    pages: frozenset[str] = frozenset()
    redirects: frozenset[str] = frozenset()
    colours: tuple[str, ...] = ()
    has_tags: bool = False
    objects: tuple[_Object, ...] = ()
    labels: tuple[Label, ...] = ()
    feeds: tuple[Feed, ...] = ()
    search: SearchResults = field(default_factory=SearchResults)
    mistakes: tuple[Mistake, ...] = ()


def digest_of_everything(gathered: Gathered, standard_labels: str, contents: str, release: str) -> str:
    """Return a digest of what all documents say, of the configuration, and of the builder at work.

    Args:
        gathered: made, but maybe not opened yet; this does not open it.
        standard_labels: a digest of the labels that the project itself has.
        contents: a digest of its table of contents, which has the titles of all documents.
        release: the version of this extension, as another draws otherwise.
    """
    env, builder = gathered.env, gathered.builder
    config = env.config
    stored = gathered.stored
    parts = [
        release,
        standard_labels,
        contents,
        [(name, stored[name].digest) for name in sorted(stored)],
        [(name, sorted(gathered.left_out(name))) for name in sorted(stored) if stored[name].enclosure],
        # Pages of terms give way to documents of their names.
        sorted(env.found_docs),
        gathered.settings,
        gathered.language,
        names_digest(),
        gathered.has_mermaid,
        # What an address, or a library, that is not there keeps from being.
        [each.name for each in exports_of(builder, gathered.settings)],
        builder.name,
        sorted(builder.tags),
        [config[name] for name in _NITPICKY],
        gathered.today if any(each.depends_on_today for each in stored.values()) else None,
    ]
    return digest_of_text(repr(parts))


def digest_of_contents(env: BuildEnvironment) -> str:
    """Return a digest of the table of contents of all documents, which themes show beside each page."""
    parts = [
        (docname, [_shown(each) for each in toc.findall(nodes.Element)]) for docname, toc in sorted(env.tocs.items())
    ]
    return digest_of_text(repr((parts, sorted(env.toctree_includes.items()))))


def _shown(node: nodes.Element) -> object:
    if isinstance(node, nodes.reference):
        return node.pformat()
    attributes = node.attributes if isinstance(node, (addnodes.toctree, addnodes.only)) else {}
    return node.tagname, sorted((name, repr(value)) for name, value in attributes.items())


def derive(gathered: Gathered, known: DerivedData) -> DerivedData:
    """Return what follows from *gathered*; the standard domain has no labels of ours.

    Args:
        gathered: the whole.
        known: the digests of it.
    """
    # A build in which nothing changed derives nothing.
    from sphinx_retrospective.gathering.consistency import mistakes_in
    from sphinx_retrospective.gathering.feeds import Feeds
    from sphinx_retrospective.gathering.generated_pages import GeneratedPages

    labels, wrong = labels_of(gathered)
    pages = frozenset(gathered.once(GeneratedPages).pages)
    # The search finds an era by the title of its section, and a term by that of its page: as objects they would be
    # there twice.
    paged = gathered.addresses.paged
    objects = tuple(
        (name, title, objtype, *address[:2], -1 if objtype == "era" or (objtype, name) in paged else 1)
        for objtype, name, title, address in gathered.objects()
    )
    objects += tuple(
        (name, title, objtype, address.docname, address.anchor, -1)
        for objtype, name, title, address in gathered.other_names()
    )
    has_tags = bool(gathered.chronicle.taxonomies["tag"].terms)
    mistakes = mistakes_in(gathered, wrong)
    redirects = frozenset(gathered.addresses.redirects)
    return replace(
        known,
        objects=objects,
        labels=labels,
        feeds=gathered.once(Feeds).feeds,
        search=search_results(gathered),
        mistakes=mistakes,
        pages=pages,
        redirects=redirects,
        colours=gathered.colours,
        has_tags=has_tags,
    )
