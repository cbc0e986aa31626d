"""Errors and suggestions."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.errors import (
    CoreError,
    DataError,
    DateError,
    LinkError,
    Problem,
    WhereError,
    did_you_mean,
)


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("tgas", ["talk", "tags", "title"], "; perhaps 'tags' is meant"),
        ("titel", ["talk", "tags", "title"], "; perhaps 'title' is meant"),
        ("JAVA", ["Java", "Kafka"], "; perhaps 'Java' is meant"),
        ("kafak", ["Kafka"], "; perhaps 'Kafka' is meant"),
        ("zzz", ["Java", "Kafka"], ""),
        ("", ["Java"], ""),
        ("Java", [], ""),
        ("java", ["JAVA", "Java"], "; perhaps 'JAVA' is meant"),
        ("москав", ["Москва"], "; perhaps 'Москва' is meant"),
    ],
)
def test_did_you_mean(name: str, known: list[str], hint: str) -> None:
    assert did_you_mean(name, known) == hint
    assert did_you_mean(name, reversed(known)) == hint
    assert did_you_mean(name, iter(known)) == hint


@given(st.text(), st.lists(st.text(max_size=20), max_size=8))
def test_a_suggestion_is_something_known(name: str, known: list[str]) -> None:
    hint = did_you_mean(name, known)
    assert hint in {"", *(f"; perhaps {each!r} is meant" for each in known)}
    assert did_you_mean(name, sorted(known)) == hint


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=8), st.data())
def test_a_known_name_is_its_own_suggestion(known: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(known))
    assert any(
        did_you_mean(name, known) == f"; perhaps {each!r} is meant"
        for each in known
        if each.casefold() == name.casefold()
    )


def test_a_huge_name_is_no_burden() -> None:
    begin = time.process_time()
    assert did_you_mean("ab" * 100_000, ["title", "ab" * 20]) == ""
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    ("error", "subtype"),
    [(CoreError, "option"), (DateError, "date"), (WhereError, "where"), (LinkError, "link"), (DataError, "data")],
)
def test_each_error_names_its_warning(error: type[CoreError], subtype: str) -> None:
    assert issubclass(error, CoreError)
    assert issubclass(error, ValueError)
    assert error("message").subtype == subtype
    assert str(error("message")) == "message"


def test_places() -> None:
    assert DataError("message").line is None
    assert DataError("message", 3).line == 3
    assert Problem("date", "message") == Problem("date", "message", None, None)
