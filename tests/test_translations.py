"""The catalogues: they hold every message of the code, translated, and what is compiled is what is written."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import sphinx_retrospective

PACKAGE = Path(sphinx_retrospective.__file__).parent
LANGUAGES = sorted(path.name for path in (PACKAGE / "locale").iterdir() if path.is_dir())
PLACEHOLDER = re.compile(r"%[sd]")


def messages(catalog: Catalog) -> dict[str, str]:
    """The messages of a catalogue with their translations."""
    return {str(message.id): str(message.string) for message in catalog if message.id}


def catalog(language: str, suffix: str) -> dict[str, str]:
    """One of the catalogues of a language."""
    data = (PACKAGE / "locale" / language / "LC_MESSAGES" / f"sphinx_retrospective.{suffix}").read_bytes()
    return messages((read_po if suffix == "po" else read_mo)(io.BytesIO(data)))


@pytest.fixture(scope="module")
def in_code() -> set[str]:
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords={"_": None, "translate": None})
    return {str(message) for _, _, message, _, _ in found}


def test_there_are_languages(in_code: set[str]) -> None:
    assert LANGUAGES == ["de", "fr"]
    assert len(in_code) > 40


def test_the_template_is_what_the_code_says(in_code: set[str]) -> None:
    template = messages(read_po(io.BytesIO((PACKAGE / "locale" / "sphinx_retrospective.pot").read_bytes())))
    assert set(template) == in_code


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_translated(language: str, in_code: set[str]) -> None:
    written = catalog(language, "po")
    assert set(written) == in_code
    for message, translation in written.items():
        assert translation.strip(), message
        assert PLACEHOLDER.findall(translation) == PLACEHOLDER.findall(message), message


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    assert catalog(language, "mo") == catalog(language, "po")
