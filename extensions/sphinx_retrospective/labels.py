"""The words that readers see, in the language of the project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.locale import get_translation

from sphinx_retrospective.names import in_language

if TYPE_CHECKING:
    from sphinx_retrospective.core.definitions import Definition
    from sphinx_retrospective.core.kinds import Kind

CATALOG: Final = "sphinx_retrospective"
LOCALE_DIR: Final = Path(__file__).parent / "locale"

_ = get_translation(CATALOG)


def translate(message: str) -> str:
    """Return *message* in the language of the project that is being built."""
    return str(_(message))


def kind_label(kind: Kind) -> str:
    """Return what readers see for *kind*."""
    built_in = {
        "job": _("job"),
        "education": _("education"),
        "project": _("project"),
        "talk": _("talk"),
        "release": _("release"),
        "post": _("post"),
        "event": _("event"),
        "milestone": _("milestone"),
    }
    return in_language(kind.label) or str(built_in[kind.name])


def kind_title(kind: Kind) -> str:
    """Return what readers see for *kind* as a heading."""
    label = kind_label(kind)
    return label[:1].upper() + label[1:]


def taxonomy_label(definition: Definition) -> str:
    """Return what readers see for one term of a taxonomy, such as “tag”."""
    built_in = {"tag": _("tag"), "org": _("organisation"), "person": _("person"), "place": _("place")}
    return in_language(definition.label) or str(built_in[definition.name])


def taxonomy_title(definition: Definition) -> str:
    """Return what readers see for a taxonomy as a whole, such as “Tags”."""
    built_in = {"tag": _("Tags"), "org": _("Organisations"), "person": _("People"), "place": _("Places")}
    return in_language(definition.title) or str(built_in[definition.name])
