"""Any text at all is understood, or is a `CoreError`; nothing else is raised, and every event comes out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.dates import add_duration, parse
from sphinx_retrospective.core.dates.model import Date
from sphinx_retrospective.core.definitions import BUILT_IN as TAXONOMIES
from sphinx_retrospective.core.errors import CoreError
from sphinx_retrospective.core.fields import interpret
from sphinx_retrospective.core.kinds import BUILT_IN as KINDS
from sphinx_retrospective.core.links import parse_link
from sphinx_retrospective.core.plain_text import printable
from sphinx_retrospective.core.query import parse_selection
from sphinx_retrospective.core.schema import LEGACY_FIELDS, OPTIONS, Schema
from sphinx_retrospective.core.slugs import is_id, slugify
from sphinx_retrospective.core.where import parse_where
from sphinx_retrospective.formats import READERS, read
from tests.hostile_text import BYTES, DATA, TEXTS

pytestmark = pytest.mark.soak

SCHEMA = Schema({kind.name: kind for kind in KINDS}, TAXONOMIES)
TODAY = parse("2010-02-03")
NAMES = st.one_of(st.sampled_from([*SCHEMA.fields, *LEGACY_FIELDS]), TEXTS)


def where(text: str) -> object:
    return parse_where(text, frozenset({"tag", "kind"}))


def duration(text: str) -> object:
    assert isinstance(TODAY, Date)
    return add_duration(TODAY, text)


@pytest.mark.parametrize("parser", [parse, parse_link, where, duration])
@given(text=TEXTS)
def test_parsers_understand_or_refuse(parser: Callable[[str], object], text: str) -> None:
    refused = None
    try:
        parser(text)
    except CoreError as error:
        refused = str(error)
    assert refused is None or (refused and refused.isprintable())


@pytest.mark.parametrize("format", READERS)
@given(text=st.one_of(DATA, BYTES.map(lambda content: content.decode("utf-8", "replace"))))
def test_readers_understand_or_refuse(format: str, text: str) -> None:
    try:
        document = read(text, format)
    except CoreError:
        return
    lines = 1 + text.count("\n") + text.count("\r")
    assert all(problem.line and 0 < problem.line <= lines for problem in document.problems)
    for record in document.records:
        fields, problems = interpret(record.values, SCHEMA)
        assert fields.title
        assert all(0 < record.line_of(each.field or "", each.item) <= lines for each in problems)


@given(st.dictionaries(NAMES, st.one_of(TEXTS, st.lists(TEXTS, min_size=1)), max_size=6))
def test_every_event_comes_out(values: dict[str, str | list[str]]) -> None:
    fields, problems = interpret(values, SCHEMA)
    assert fields.title
    assert is_id(fields.id)
    assert all(each.message.isprintable() for each in problems)
    written = [fields.title, fields.role, *(term for terms in fields.terms.values() for term in terms)]
    assert all(text == printable(text) and "\n" not in text for text in written)


@given(st.dictionaries(st.one_of(st.sampled_from([*OPTIONS, "tags", "org"]), TEXTS), TEXTS, max_size=5))
def test_every_selection_comes_out(options: dict[str, str]) -> None:
    _, problems = parse_selection(options, TAXONOMIES, SCHEMA.kinds)
    assert all(each.message.isprintable() for each in problems)


@given(TEXTS)
def test_addresses_are_names_of_files(text: str) -> None:
    slug = slugify(text)
    assert bool(slug) == bool(text.split())
    assert len(f"{slug}-{'f' * 64}.html".encode("utf-8", "surrogatepass")) <= 255
    assert "/" not in slug


@given(TEXTS)
def test_directions_end_with_their_text(text: str) -> None:
    shown = printable(text)
    assert printable(shown) == shown
    ends = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
    for line in shown.split("\n"):
        waiting: list[str] = []
        for sign in line:
            if sign in ends:
                waiting.append(ends[sign])
            elif sign in ends.values():
                assert waiting.pop() == sign
        assert waiting == []


def test_text_without_turns_is_kept() -> None:
    assert printable("שלום \u200f\u061c 2015 👩\u200d💻\ne\u0301\t") == "שלום \u200f\u061c 2015 👩\u200d💻\ne\u0301\t"
