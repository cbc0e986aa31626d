"""JSON: exactly what the `json` module takes, with lines, and with numbers as written."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.formats import read
from sphinx_retrospective.formats.json import _Reader, read_json
from sphinx_retrospective.formats.records import MAX_DEPTH, Document, Mapping, Node, Scalar, Sequence


def values(text: str) -> list[dict[str, Any]]:
    result = read_json(text)
    assert result.problems == ()
    return [record.values for record in result.records]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("2014", "2014"),
        ("1.10", "1.10"),
        ("-0", "-0"),
        ("1E5", "1E5"),
        ("9" * 10_000, "9" * 10_000),
        ("true", "true"),
        ("false", "false"),
        (r'"a\u00e9\n\"\ud83d\ude00"', 'aé\n"\U0001f600'),
    ],
)
def test_values_stay_text(written: str, text: str) -> None:
    assert values(f'[{{"a": {written}, "b": [{written}]}}]') == [{"a": text, "b": [text]}]


def test_lines() -> None:
    result = read_json('[\n{"a": "x",\r\n"b":\n"y"}\r,\n  {\n\n"a":1}]')
    assert [record.lines for record in result.records] == [{"a": 2, "b": 3}, {"a": 8}]
    assert [record.line for record in result.records] == [2, 6]


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ('[\n{"a": NaN}]', "NaN is not a value of JSON; put it in double quotes", 2),
        ('[{"a": -Infinity}]', "-Infinity is not a value of JSON", 1),
        ('[{"a": Infinity}]', "Infinity is not a value of JSON", 1),
        ("[{'a': 1}]", "expected the name of a field in double quotes, found '''", 1),
        ("['a']", "a text is in single quotes; use double quotes", 1),
        ('[{"a": 1},\n]', "there is ] where a value is expected; remove it, or a comma before it", 2),
        ('[{"a": 1,}]', "expected the name of a field in double quotes, found '}'; remove the comma before it", 1),
        ('[{"a" 1}]', "the field 'a' has no colon after its name; write one", 1),
        ('[{"a": 1}\n{"b": 1}]', "expected a comma or ], found '{'", 2),
        ('[{"a": 1}', "expected a comma or ], found the end", 1),
        ("[", "it ends where a value is expected; close its brackets", 1),
        ('[{"a": "x]', "a text is not closed; close its double quotes", 1),
        ('[{"a": "x\ny"}]', "a text has a line end or a tab in it, or ends in a backslash; write \\n", 1),
        ('[{"a":\n"\\q"}]', "a backslash in a text starts an escape that does not exist; write two for one", 2),
        ('[{"a": "\\u12"}]', "a backslash in a text starts an escape", 1),
        ("[]\n[]", "there is something after the end of the data; write one list of events", 2),
        ("[hello]", "'hello' is not a value; put a text in double quotes", 1),
        ("[01]", "expected a comma or ], found '1'", 1),
        ("[1.]", "expected a comma or ], found '.'", 1),
        ("[\u0661]", "'\u0661' is not a value", 1),
        ("[// x\n]", "'/' is not a value", 1),
    ],
)
def test_refused(text: str, message: str, line: int) -> None:
    with pytest.raises(DataError) as caught:
        read_json(text)
    assert str(caught.value).startswith(f"the data is not JSON: {message}")
    assert caught.value.line == line


JSON_PIECES = ["[", "]", "{", "}", ",", ":", '"', '"a"', '"b":', "1", "-", "0", ".5", "e", "+", "true", "null", "NaN"]
JSON_PIECES += [" ", "\n", "\t", "\\", "\\u00e9", "\\ud800", "x", "\u00a0", "-Infinity", "'", "/"]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)
json_texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(JSON_PIECES), max_size=15).map("".join),
    st.builds(json.dumps, json_values, indent=st.sampled_from([None, 0, 2]), ensure_ascii=st.booleans()),
)


def plain(node: Node) -> Any:
    """Return what `json.loads` would return, with the hooks below."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return [(plain(key), plain(value)) for key, value in node.entries]


def refuse(word: str) -> None:
    raise ValueError(word)


def booleans(value: Any) -> Any:
    """Return *value* with the texts that we have for booleans; pairs are tuples, which `plain` has as well."""
    if isinstance(value, list):
        return [booleans(item) for item in value]
    if isinstance(value, tuple):
        return value[0], booleans(value[1])
    return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value


@pytest.mark.soak
@settings(max_examples=2 * settings().max_examples)
@given(json_texts)
@example('{"a": 1, "a": 2}')
@example("-")
@example("truefalse")
@example("[1 2]")
@example('"\x7f"')
def test_strictness_is_that_of_json(text: str) -> None:
    try:
        theirs = json.loads(text, parse_int=str, parse_float=str, parse_constant=refuse, object_pairs_hook=list)
    except ValueError:
        with pytest.raises(DataError):
            _Reader(text).read()
    else:
        assert plain(_Reader(text).read()) == booleans(theirs)


@pytest.mark.soak
@settings(max_examples=2 * settings().max_examples)
@given(json_texts)
def test_any_text_is_a_document_or_an_error(text: str) -> None:
    began = time.process_time()
    try:
        result = read(text, "json")
    except DataError as error:
        message = str(error)
    else:
        message = "none"
        assert isinstance(result, Document)
        assert all(problem.line for problem in result.problems)
    assert message
    assert "\n" not in message
    assert time.process_time() - began < 5


@settings(deadline=None)
@given(json_values)
def test_lines_are_those_of_the_text(value: Any) -> None:
    """Each key's line holds the key."""
    text = json.dumps([{"x": value}], indent=1)
    assume("\\" not in text)
    lines = text.split("\n")

    def check(node: Node, depth: int) -> None:
        assert depth <= MAX_DEPTH
        if isinstance(node, Sequence):
            for item in node.items:
                check(item, depth + 1)
        if isinstance(node, Mapping):
            for key, inner in node.entries:
                assert isinstance(key, Scalar)
                assert f'"{key.text}":' in lines[key.line - 1]
                check(inner, depth + 1)

    check(_Reader(text).read(), 1)


def test_linear_time() -> None:
    text = json.dumps([{"a": "x" * 10, "b": str(n)} for n in range(50_000)], indent=1)
    began = time.process_time()
    assert len(read_json(text).records) == 50_000
    assert time.process_time() - began < 10
