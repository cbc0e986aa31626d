"""Names of a project in its languages: terms, kinds, taxonomies and summaries, in a catalogue of their own.

Sphinx finds what is to be translated in the text of documents. These stand beside it, so they are in the catalogue
``retrospective``, once each.
"""

from __future__ import annotations

import gettext
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.application import Sphinx

if TYPE_CHECKING:
    from sphinx_retrospective.domain_data import DocumentData
    from sphinx_retrospective.gathering.gathered import Gathered

#: The catalogue's name: that of its files beside those of the project's documents.
CATALOG: Final = "retrospective"


class _Names:
    """The translations of the project that is being built."""

    def __init__(self) -> None:
        self.translations = gettext.NullTranslations()
        self.digest = ""


_names = _Names()


def in_language(name: str) -> str:
    """Return a name in the language of the project that is being built; itself where it is not translated."""
    return _names.translations.gettext(name) if name else name


def names_digest() -> str:
    """Return a digest of all translations of names."""
    return _names.digest


def load_names(app: Sphinx) -> None:
    """Load the translations of the project, which Sphinx has compiled by now (``env-get-outdated``)."""
    language = app.config.language or ""
    folders = [Path(app.srcdir, folder) for folder in app.config.locale_dirs]
    _names.translations, digest = gettext.NullTranslations(), hashlib.sha256()
    for path in [path for each in folders for path in gettext.find(CATALOG, each, [language], all=True)]:
        content = Path(path).read_bytes()
        digest.update(content)
        with Path(path).open("rb") as file:
            translations = gettext.GNUTranslations(file)
        translations.add_fallback(_names.translations)
        _names.translations = translations
    _names.digest = digest.hexdigest()


def has_names_in_text(data: DocumentData) -> bool:
    """Tell whether names were put into the text of a document when it was read."""
    return bool(data.records.descriptions) or any(event.has_own_summary for event in data.records.events)


def names_in(gathered: Gathered) -> Iterable[tuple[str, str]]:
    """Yield all names in a project that can be translated, each with ``path:line`` or nothing."""
    for taxonomy in gathered.chronicle.taxonomies.values():
        yield taxonomy.definition.label, ""
        yield taxonomy.definition.title, ""
        for term in taxonomy.terms.values():
            yield term.title, term.description.location if term.description else ""
            if term.description and not term.description.is_on_page:
                told = gathered.documents[term.description.docname].summaries.get(term.description.anchor)
                yield told.paragraph().rawsource if told else "", term.description.location
    for kind in gathered.settings.schema.kinds.values():
        yield kind.label, ""
    for event in gathered.chronicle.events:
        summary = gathered.documents[event.docname].summaries.get(event.anchor) if event.has_own_summary else None
        if summary:
            yield summary.paragraph().rawsource, event.location
