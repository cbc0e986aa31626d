"""The warnings that this extension gives: a closed set, each with a subtype of ``retro``."""

from __future__ import annotations

import enum
from typing import Final, NamedTuple

from sphinx.util import logging

_logger: Final = logging.getLogger(__name__)


class Subtype(enum.Enum):
    """Subtypes of the warning type ``retro``, for ``suppress_warnings``. The value says what each is about."""

    CONFIG = "A configuration value is misspelt, or has an entry that can't be used; it is left out."
    DATA = "A data file or block can't be read, or a record of it; what could be read is used."
    DATE = "A date is missing, not of a supported EDTF form, or does not exist; the event stays, undated."
    DUPLICATE = "Two objects were given one id, or a term is described twice; the later one gets another id."
    EMPTY = "A directive has nothing in it, or a view selects nothing."
    ERA = "An era is outside any section, or in a section that is one already."
    FIELD = "A field of an event is unknown or has the wrong form; the other fields are used."
    ID = "An id has characters that an address can't have; one that can is used."
    IMPORT = "Something in another tool's data has no place in an event; it is left out, and the rest is used."
    KIND = "A kind is not one of the project's; the default kind is used."
    LABEL = "A label of the project has the name of one that stands for an object; the project's own is kept."
    LINK = "A link has no address, or one of a scheme that is not allowed; it is left out."
    OPTION = "A directive has an unknown option, or an option an unknown value; it is left out."
    PAGE = "A generated page has the name of a document of the project; the document is kept."
    REFERENCE = (
        "A role or `around` names an event, an era or a term that does not exist, and there is no link; or several "
        "that share a title, and the earliest is taken."
    )
    SLUG = "Two terms have the same address; one of them is given another."
    TEMPLATE = "A template of a timeline can't be used; its events are shown as without it."
    TERM = "A selection or a description names a term or an era that nothing carries."
    TITLE = "An event has no title; another of its fields stands for it."
    VIEW = "A view can't be drawn in the form asked for; a list stands in its place."
    VOCABULARY = "A term is described nowhere, and the policy of its taxonomy asks for a description."
    WHERE = "A where expression can't be read; it is left out."

    @property
    def code(self) -> str:
        """The subtype as it is written after ``retro.``."""
        return self.name.lower()


class Mistake(NamedTuple):
    """What a warning tells.

    Stored with the document that it is in, and told at every build for as long as it is there: a page that is not read
    again is no better for it, and what workers log comes in no order.

    Attributes:
        subtype: the code of a member of `Subtype`.
        message: what is wrong and what would be right.
        location: ``path:line``; empty where there is none.
    """

    subtype: str
    message: str
    location: str = ""


def warn(mistake: Mistake) -> None:
    """Give one warning."""
    subtype = Subtype[mistake.subtype.upper()].code
    _logger.warning("%s", mistake.message, type="retro", subtype=subtype, location=mistake.location or None)
