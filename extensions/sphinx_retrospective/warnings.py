"""The warnings that this extension gives: a closed set, each with a subtype of ``retro``."""

from __future__ import annotations

import enum
from typing import Final, NamedTuple

from sphinx.util import logging

_logger: Final = logging.getLogger(__name__)


class Subtype(enum.Enum):
    """Subtypes of the warning type ``retro``, for ``suppress_warnings``. The value says what each is about."""

    CONFIG = "A configuration value is misspelt, or has an entry that can't be used; it is left out."
    DATA = "A data file or block, or a record in it, can't be read; the rest is used."
    DATE = "A date is missing, has no supported EDTF form, or does not exist; the event is kept without a date."
    DUPLICATE = "Two objects have the same id, and the later one gets another; or a term is described twice."
    EMPTY = "A directive is empty, or a view selects nothing."
    ERA = "An era is outside any section, or in a section that is an era already."
    EXPORT = "A file for other tools, or a part of it, can't be written; the rest is written."
    FIELD = "A field of an event is unknown or has the wrong form; the other fields are used."
    ID = "An id has characters that an address can't have; a similar id is used."
    IMPORT = "Something in another tool's data has no place in an event; it is left out, and the rest is used."
    KIND = "A kind is not one of the project's; the default kind is used."
    LABEL = "A label of the project has the same name as that of an object; the project's own is kept."
    LINK = "A link has no address, or a scheme that is not allowed; it is left out."
    OPTION = "A directive has an unknown option, or an option has an unknown value; it is left out."
    PAGE = "A generated page has the name of a document of the project; the document is kept."
    REFERENCE = (
        "A role or `around` names an object that does not exist, and there is no link; or a title that several objects "
        "share, and the earliest is taken."
    )
    SLUG = "Two terms have the same address; one of them gets another."
    SOURCE = "The history of another site, or a part of it, is missing or can't be read; the rest is built."
    TEMPLATE = "The template of a timeline can't be used; the events are shown without it."
    TERM = "A selection or a description names a term that nothing carries, or an unknown era."
    TITLE = "An event has no title; another of its fields is used instead."
    VIEW = "A view can't be drawn in the form asked for; a list is shown instead."
    VOCABULARY = "A term is not described, and the policy of its taxonomy asks for a description."
    WHERE = "A `where` expression can't be read; it is left out."

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
