"""Finding the nearest of many names, and numbering names that are taken, without comparing each with each."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

import pytest

from sphinx_retrospective.core.errors import MAX_COMPARED, Names
from sphinx_retrospective.core.slugs import Numbers

MANY = [f"topic {number:05}" for number in range(5000)]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("kafkaa", "Kafka"), ("kafak", "Kafka"), ("KAFKA", "Kafka"), ("kfka", "Kafka"), ("kabka", "Kafka"), ("zzz", "")],
)
def test_the_nearest_of_many_is_that_of_few(name: str, nearest: str) -> None:
    hint = f"; perhaps {nearest!r} is meant" if nearest else ""
    assert Names(["Kafka", "Java"]).hint(name) == Names([*MANY, "Kafka", "Java"]).hint(name) == hint


def test_few_names_are_compared_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    compare = difflib.get_close_matches

    def counted(word: str, possibilities: Iterable[str], **options: Any) -> list[str]:
        nonlocal compared
        possibilities = list(possibilities)
        compared += len(possibilities)
        return compare(word, possibilities, **options)

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    names = Names(MANY)
    for number in range(0, 5000, 100):
        assert names.hint(f"topci {number:05}") == f"; perhaps 'topic {number:05}' is meant"
    assert 0 < compared <= 50 * MAX_COMPARED


def test_long_names_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*args: object, **options: object) -> list[str]:
        raise AssertionError

    long = "a" * 100_000
    assert Names([long, "short"]).hint(long[1:]) == ""
    monkeypatch.setattr(difflib, "get_close_matches", never)
    assert Names(["short"]).hint(long) == ""


def test_numbers_go_on_where_they_were() -> None:
    asked = 0
    taken = set()

    def is_taken(name: str) -> bool:
        nonlocal asked
        asked += 1
        return name in taken

    numbers = Numbers()
    for _ in range(1000):
        taken.add(numbers.free("same", is_taken))
    assert taken == {"same", *(f"same-{number}" for number in range(2, 1001))}
    assert asked < 3000
    taken.add("other-2")
    taken.add("other")
    assert numbers.free("other", is_taken) == "other-3"
