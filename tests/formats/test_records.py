"""What YAML and JSON have in common, and `read`."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_retrospective.core.errors import DataError, Problem, did_you_mean
from sphinx_retrospective.formats import READERS, SUFFIXES, Document, Record, read
from sphinx_retrospective.formats.records import MAX_DEPTH, line_at, line_starts


def test_unknown_format() -> None:
    with pytest.raises(DataError) as caught:
        read("- a: b", "yml")
    hint = did_you_mean("yml", READERS)
    assert "'yaml'" in hint
    assert str(caught.value) == f"'yml' is not a format of data; formats are csv, json, yaml{hint}"
    assert set(SUFFIXES.values()) == set(READERS)


@pytest.mark.parametrize("format", READERS)
@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\ufeff", "\ufeff\n"])
def test_empty(text: str, format: str) -> None:
    with pytest.raises(DataError, match=r"^the data is empty; write a list of events$"):
        read(text, format)


@pytest.mark.parametrize("format", READERS)
@pytest.mark.parametrize("code", [0x00, 0x01, 0x0B, 0x1F, 0xD800, 0xDFFF, 0xFFFF], ids=hex)
def test_characters_that_are_no_text(code: int, format: str) -> None:
    with pytest.raises(DataError, match=rf"^the data has the character U\+{code:04X}, which is not") as caught:
        read(f"a\r\nb\rc\nx{chr(code)}", format)
    assert caught.value.line == 4


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("json", "\ufeff" + json.dumps([{"title": "A", "tags": ["x", "y"]}])),
        ("json", json.dumps({"events": [{"title": "A", "tags": ["x", "y"]}]})),
        ("yaml", "\ufeff- title: A\n  tags: [x, y]\n"),
        ("yaml", "events:\n- title: A\n  tags:\n  - x\n  - y\n"),
    ],
)
def test_shapes(format: str, text: str) -> None:
    document = read(text, format)
    assert [record.values for record in document.records] == [{"title": "A", "tags": ["x", "y"]}]
    assert document.problems == ()


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("hello", "the data is a single text, 'hello'; write a list of events"),
        (None, "the data is empty; write a list of events"),
        ({}, "the data has no fields where a list of events is expected"),
        ({"a": "1", "b": "2"}, "the data has fields ('a', 'b') where a list of events is expected; write a list, or"),
        (dict.fromkeys("abcdefg", "1"), "the data has fields ('a', 'b', 'c', 'd', 'e' and more) where"),
        ({"events": "x"}, "'events' holds the text 'x'; write a list of events under it"),
        ({"events": None}, "'events' holds nothing; write a list"),
        ({"events": {"a": "b"}}, "'events' holds a set of fields; write a list"),
    ],
)
@pytest.mark.parametrize("format", ["json", "yaml"])
def test_other_shapes(format: str, value: object, message: str) -> None:
    with pytest.raises(DataError) as caught:
        read(json.dumps(value), format)  # JSON on one line is YAML.
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_the_rest_is_used(format: str) -> None:
    text = """[
  {"title": "A"},
  "a text",
  ["a", "list"],
  null,
  {"title": "B",
   "title": "C",
   "org": {"name": "X"},
   "link": ["one",
            ["two"]],
   "tags": ["x", null, "", "y"],
   "role": null,
   "place": "",
   "people": []}
]
"""
    assert read(text, format) == Document(
        (
            Record({"title": "A"}, {"title": 2}, 2),
            Record(
                {"title": "B", "tags": ["x", "y"]},
                {"title": 6, "org": 8, "link": 9, "tags": 11, "role": 12, "place": 13, "people": 14},
                6,
                {"tags": [11, 11], "people": []},
                {"org", "link"},
            ),
        ),
        (
            Problem("data", "an event has fields, such as title and date, but this is the text 'a text'", None, 3),
            Problem("data", "an event has fields, such as title and date, but this is a list", None, 4),
            Problem("data", "an event has fields, such as title and date, but this is nothing", None, 5),
            Problem(
                "data",
                "the field 'title' is given twice, on lines 6 and 7; the first is used, so remove one",
                "title",
                7,
            ),
            Problem("data", "the field 'org' has fields of its own; write a text or a list of texts", "org", 8),
            Problem("data", "the field 'link' is a list that holds a list; write a list of texts", "link", 10),
        ),
    )


@pytest.mark.parametrize("format", ["json", "yaml"])
@pytest.mark.parametrize("escape", [r"\u0000", r"\u0007", r"\ud800"])
def test_escaped_characters_that_are_no_text(format: str, escape: str) -> None:
    text = f'[{{"a": "x",\n"b": "{escape}", "c": ["{escape}"],\n"d{escape}": "x"}}]'
    if format == "yaml" and escape == r"\ud800":
        with pytest.raises(DataError, match=r"backslash|escape|not YAML"):
            read(text, format)
        return
    document = read(text, format)
    assert [record.values for record in document.records] == [{"a": "x"}]
    assert [(problem.field, problem.line) for problem in document.problems] == [("b", 2), ("c", 2), (None, 3)]
    assert all(f"U+{escape[2:].upper()}" in problem.message for problem in document.problems)
    assert all(problem.message.isprintable() for problem in document.problems)


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_depth(format: str) -> None:
    value: object = "x"
    for _ in range(MAX_DEPTH - 2):
        value = [value]
    document = read(json.dumps([{"a": value}]), format)
    assert [problem.field for problem in document.problems] == ["a"]
    with pytest.raises(DataError, match=f"nested more than {MAX_DEPTH} levels deep"):
        read(json.dumps([{"a": [value]}]), format)


@pytest.mark.parametrize("format", ["json", "yaml"])
@pytest.mark.parametrize("text", ["[" * 100_000, "{" * 100_000, '{"a":' * 100_000, '[{"a":' * 50_000])
def test_great_depth_is_no_recursion(format: str, text: str) -> None:
    with pytest.raises(DataError):
        read(text, format)


def test_block_depth_is_no_recursion() -> None:
    with pytest.raises(DataError, match="levels deep"):
        read("- " * 100_000 + "x", "yaml")
    with pytest.raises(DataError):
        read("? " * 100_000 + "x", "yaml")


keys = st.text("abcdefghij_-", min_size=1, max_size=6)
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=20)
records = st.lists(
    st.dictionaries(keys, st.one_of(texts, st.lists(texts, min_size=1, max_size=3)), max_size=5), max_size=5
)


@settings(deadline=None)
@given(records)
def test_what_is_written_is_read(data: list[dict[str, str | list[str]]]) -> None:
    """Both formats give the same texts; the writers are the oracles."""
    for text, format in (
        (json.dumps(data), "json"),
        (json.dumps(data, indent=1, ensure_ascii=False), "json"),
        (yaml.safe_dump(data, sort_keys=False), "yaml"),
        (yaml.safe_dump({"events": data}, sort_keys=False, allow_unicode=True, default_style='"'), "yaml"),
    ):
        document = read(text, format)
        assert document.problems == ()
        assert [record.values for record in document.records] == data
        assert all(record.values.keys() <= record.lines.keys() for record in document.records)


def test_lines() -> None:
    text = "a\nb\r\nc\rd"
    assert line_starts(text) == [2, 5, 7]
    assert [line_at(text, index) for index in range(len(text))] == [1, 1, 2, 2, 2, 3, 3, 4]
