"""What the samples of each format become, and what is told of them."""

from __future__ import annotations

import pytest

from sphinx_retrospective.core.slugs import is_id
from sphinx_retrospective.formats import read as read_own
from sphinx_retrospective.imports import IMPORTERS, READERS, SUFFIXES, read
from sphinx_retrospective.imports.writing import as_yaml
from tests.imports.samples import EXPECTED, SAMPLES, TEXTS, document, fields_of_events, told

every_format = pytest.mark.parametrize("name", SAMPLES)


@every_format
def test_each_field_becomes_what_is_expected(name: str) -> None:
    assert as_yaml(document(name).records) == (EXPECTED / f"{name}.yaml").read_text("utf-8")


@every_format
def test_what_has_no_place_is_told(name: str) -> None:
    assert "\n".join(told(document(name))) + "\n" == (EXPECTED / f"{name}.txt").read_text("utf-8")


@every_format
def test_what_is_expected_is_read_as_our_own_format(name: str) -> None:
    """The files that samples are compared with say what a build makes of them, too."""
    ours = read_own((EXPECTED / f"{name}.yaml").read_text("utf-8"), "yaml")
    assert not ours.problems
    assert fields_of_events(ours) == fields_of_events(document(name))
    assert len(ours.records) > 3


@every_format
def test_ids_are_the_keys_of_a_format_or_come_from_titles(name: str) -> None:
    found = fields_of_events(document(name))
    assert all(is_id(each.id) for each in found)
    assert all(each.has_own_id is (name in {"bibtex", "csl-json"}) for each in found)
    assert len({each.id for each in found}) == len(found)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_mark_change_nothing(name: str, end: str) -> None:
    plain = TEXTS[name].replace("\r\n", "\n")
    text = "\ufeff" + plain.replace("\n", end)
    found, expected = read(text, name), read(plain, name)
    assert [record.values for record in found.records] == [record.values for record in expected.records]
    assert told(found) == told(expected)


def test_the_formats_and_the_ends_of_names() -> None:
    assert set(SUFFIXES.values()) <= set(READERS)
    assert {SUFFIXES[".bib"], SUFFIXES[".ics"]} < set(IMPORTERS)
