"""Which formats of data there are in a project, and what reads each: ours, those of other tools, and its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import TypeAlias

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.core.plain_text import line
from sphinx_retrospective.formats import Document
from sphinx_retrospective.imports import READERS, SUFFIXES
from sphinx_retrospective.settings import Settings

Reader: TypeAlias = Callable[[str], Document]


def readers_of(settings: Settings) -> Mapping[str, Reader]:
    """Return what reads each format, by its name; a reader of the project's own takes the place of another."""
    return {**READERS, **{name: partial(_read, place) for name, place in settings.formats.items()}}


def suffixes_of(settings: Settings) -> Mapping[str, str]:
    """Return the formats that the end of a file's name tells, in lower case; the project's own are called as it is."""
    return {**SUFFIXES, **{f".{name}": name for name in settings.formats}}


def _read(place: str, text: str) -> Document:
    """Read *text* by the function at *place*, ``module:function``.

    Raises:
        DataError: there is no such function, or it fails: whatever it raises, the rest of the page is built.
    """
    module, _, name = place.partition(":")
    try:
        reader = getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise DataError(
            f"retro_formats names {place!r}, which can't be imported ({error}); make sure that Python can find it"
        ) from error
    try:
        document = reader(text)
    except DataError:
        raise
    except Exception as error:
        raise DataError(f"{place} failed: {type(error).__name__}: {line(str(error))[:200]}") from error
    if not isinstance(document, Document):
        kind = type(document).__name__
        raise DataError(f"{place} has to return a sphinx_retrospective.formats.Document, not {kind}; see the reference")
    return document
