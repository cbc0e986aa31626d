"""The notation: what is read to what value; a canonical text is read back."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given

from sphinx_retrospective.core.dates import TimeOfDay, parse
from sphinx_retrospective.core.errors import DateError
from tests.core.dates.texts import date, edtf_texts, unhurried


@pytest.mark.parametrize(
    ("text", "offset", "canonical"),
    [
        ("2014-01-01T10:00:00", None, "2014-01-01T10:00:00"),
        ("2014-01-01T10:00", None, "2014-01-01T10:00:00"),
        ("2014-01-01 10:00", None, "2014-01-01T10:00:00"),
        ("2014-01-01 10:00Z", 0, "2014-01-01T10:00:00Z"),
        ("2014-01-01T10:00+0530", 330, "2014-01-01T10:00:00+05:30"),
        ("2014-01-01T10:00:00Z", 0, "2014-01-01T10:00:00Z"),
        ("2014-01-01T10:00:00+00:00", 0, "2014-01-01T10:00:00Z"),
        ("2014-01-01T10:00:00+05", 300, "2014-01-01T10:00:00+05:00"),
        ("2014-01-01T10:00:00+05:30", 330, "2014-01-01T10:00:00+05:30"),
        ("2014-01-01T10:00:00-03:30", -210, "2014-01-01T10:00:00-03:30"),
        ("2014-01-01T10:00:00-00:30", -30, "2014-01-01T10:00:00-00:30"),
    ],
)
def test_offset(text: str, offset: int | None, canonical: str) -> None:
    value = date(text)
    assert value.time == TimeOfDay(10, 0, 0, offset)
    assert value.edtf == canonical
    assert parse(canonical) == value


@pytest.mark.parametrize("space", [" ", "\n", "\t", "\u00a0", " \r\n "])
def test_white_space_around(space: str) -> None:
    assert parse(f"{space}2014-09{space}") == date("2014-09")


@unhurried
@given(edtf_texts)
def test_round_trip(text: str) -> None:
    try:
        value = parse(text)
    except DateError as error:
        if "ends before it starts" not in str(error):
            raise
        return
    assert parse(value.edtf) == value
    assert parse(value.edtf).edtf == value.edtf
    assert hash(parse(value.edtf)) == hash(value)
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own bytes
