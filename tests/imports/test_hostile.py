"""Any text is read as each format or refused, in a time that is in proportion to its length."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.core.fields import interpret
from sphinx_retrospective.imports import IMPORTERS, read
from tests.hostile_text import DATA, FRAGMENTS, TEXTS
from tests.imports.samples import SCHEMA
from tests.imports.samples import TEXTS as SAMPLES


def read_or_refused(text: str, name: str) -> None:
    """Read a text, which is understood or refused; what is told of it is fit to be shown, and has a line of it."""
    began = time.process_time()
    try:
        found = read(text, name)
    except DataError as error:
        message = str(error)
    else:
        message = "none"
        lines = 2 + text.count("\n") + text.count("\r")
        assert all(each.message.isprintable() for each in found.problems)
        assert all(each.line and 0 < each.line <= lines for each in found.problems)
        assert all(0 < record.line <= lines for record in found.records)
        for record in found.records:
            interpret(record.values, SCHEMA)
    assert message.isprintable()
    assert time.process_time() - began < 5


@pytest.mark.soak
@pytest.mark.parametrize("name", IMPORTERS)
@given(text=st.one_of(DATA, TEXTS, st.text()))
def test_any_text_is_read_or_refused(name: str, text: str) -> None:
    read_or_refused(text, name)


@pytest.mark.soak
@pytest.mark.parametrize("name", SAMPLES)
@given(seed=st.integers(0, 2**32), count=st.integers(1, 6))
def test_a_sample_with_pieces_changed_is_read_or_refused(name: str, seed: int, count: int) -> None:
    chance = random.Random(seed)
    text = SAMPLES[name]
    for _ in range(count):
        start = chance.randrange(len(text) + 1)
        end = start + chance.choice((0, 1, 1, 5, 50))
        other = chance.randrange(len(text) + 1)
        piece = chance.choice((chance.choice(FRAGMENTS)[:300], text[other : other + 30], "", "{", '"', "\n", ":"))
        text = text[:start] + piece + text[end:]
    read_or_refused(text, name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bibtex", '@a{b, c = "' + "{}" * 200_000),
        ("bibtex", "@a{b, c = " + "{" * 200_000),
        ("bibtex", "@a{b, title = {" + "\\" * 100_000 + "}}"),
        ("bibtex", "@a{b}" * 20_000),
        ("bibtex", "@" * 200_000),
        ("csl-json", '[{"title": "' + "<i " * 100_000 + '"}]'),
        ("csl-json", "[" * 100_000),
        ("icalendar", "BEGIN:VEVENT\n" * 50_000),
        ("icalendar", "BEGIN:VCALENDAR\n" + "X" * 500_000),
        ("icalendar", "BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + "CATEGORIES:a\n" * 20_000 + "END:VEVENT\nEND:VCALENDAR"),
        ("json-resume", '{"work": [{"name": "' + "x" * 1_000_000 + '"}]}'),
        ("keep-a-changelog", "## 1 - 2\n" + "- " + "[" * 100_000),
        ("keep-a-changelog", "## 1 - 2\n" + "- " + "[a](" * 100_000),
        ("keep-a-changelog", "## 1 - 2\n" + "- " + "*a" * 100_000),
        ("keep-a-changelog", "## 1 - 2\n" + "- " + "`" * 50_001),
        ("keep-a-changelog", "## 1 - 2\n" + "- " + " _a" * 100_000),
        ("keep-a-changelog", "## 1" + " [a]" * 50_000 + "x"),
        ("keep-a-changelog", "## 1 " + " - " * 50_000 + "("),
        ("keep-a-changelog", "## 1 - 2\n" + "line\n" * 20_000),
        ("linkedin", "Company Name,Title\n" + '"' * 100_001),
        ("linkedin", "\n" * 200_000 + "Company Name,Title"),
        ("rendercv", "sections:\n  a:\n  - name: '" + "[" * 200_000 + "'"),
        ("sphinx-timeline", "#" * 200_000),
        ("sphinx-timeline", "#\n" * 100_000),
        ("sphinx-timeline", "# a\n" * 100_000 + "x"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else value,
)
def test_time_is_in_proportion(name: str, text: str) -> None:
    read_or_refused(text, name)
