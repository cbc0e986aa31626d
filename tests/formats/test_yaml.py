"""YAML: every scalar as written, no constructor, no alias; the C and the Python parser alike."""

from __future__ import annotations

import contextlib
import time
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.formats import read
from sphinx_retrospective.formats import yaml as module
from sphinx_retrospective.formats.records import Document, document, usable
from sphinx_retrospective.formats.yaml import read_yaml

LOADERS = [pytest.param(index, id=loader.__name__) for index, loader in enumerate(module._LOADERS)]


@pytest.fixture(params=LOADERS)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(module, "_LOADERS", (module._LOADERS[request.param],))
    return module._LOADERS[0]


def values(text: str) -> list[dict[str, Any]]:
    result = read_yaml(text)
    assert result.problems == ()
    return [record.values for record in result.records]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    "written",
    [
        *("2014", "2014-09-01", "2014-09", "1.10", "0o17", "017", "1e3", "1_000", "12:30:45", ".inf", ".nan"),
        *("yes", "No", "on", "true", "False", "2001-12-14t21:59:43.10-05:00", "=", "<<", "2010-09~/2013", "c++"),
    ],
)
def test_scalars_stay_text(written: str) -> None:
    assert values(f"- a: {written}\n  b: [{written}]\n") == [{"a": written, "b": [written]}]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", '""', "''", "[]", "[null, '']"])
def test_absent(written: str) -> None:
    assert values(f"- a: {written}\n  b: x\n") == [{"b": "x"}]


@pytest.mark.usefixtures("loader")
def test_quoted_null_is_text() -> None:
    assert values("- a: 'null'\n  b: \"~\"\n") == [{"a": "null", "b": "~"}]


@pytest.mark.usefixtures("loader")
def test_blocks_and_lines() -> None:
    text = """- title: First
  summary: |
    One.

    Two.
  body: >-
    folded
    text

-
  title: Second
"""
    for head, shift in (("# A comment.\n", 0), ("---\n", 0), ("%YAML 1.1\n---\n", 1)):
        result = read_yaml(head + text)
        assert [record.values for record in result.records] == [
            {"title": "First", "summary": "One.\n\nTwo.\n", "body": "folded text"},
            {"title": "Second"},
        ]
        assert [record.lines for record in result.records] == [
            {"title": 2 + shift, "summary": 3 + shift, "body": 7 + shift},
            {"title": 12 + shift},
        ]
        assert [record.line for record in result.records] == [2 + shift, 12 + shift]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("- a: b\n- &x\n  a: c\n- *x\n", "YAML anchors (&x) are not supported; write each value out, or quote", 2),
        ("- a: *x\n", "YAML aliases (*name) are not supported; write the value out, or quote the text", 1),
        ("- a: &x b\n", "YAML anchors (&x) are not supported", 1),
        ("- a: b\n- !!python/object/apply:os.system ['true']\n", "YAML tags ('tag:yaml.org,2002:python/obj", 2),
        ("- a: !!str b\n", "YAML tags ('tag:yaml.org,2002:str') are not supported; leave the tag out", 1),
        ("- a: ! b\n", "YAML tags ('!') are not supported", 1),
        ("- a: !foo b\n", "YAML tags ('!foo') are not supported", 1),
        ("- a: b\n---\n- a: c\n", "the data has more than one YAML document; write one list, without ---", 2),
        ("# nothing\n", "the data is empty; write a list of events", None),
        ("---\n", "the data is empty; write a list of events", 2),
        ("- a: b: c\n", "the data is not YAML: there is a second colon on this line; put a text that has", 1),
        ("- a: b\n\t- c\n", "the data is not YAML: ", 2),
        ("- a: b\n- a: 'c\n\nd\n", "the data is not YAML: a quotation mark is not closed; close it", 2),
        ("- a: [b\n", "the data is not YAML: a list or mapping in brackets is not closed, or lacks a comma", 2),
        ("- a: b\n c: d\n", "the data is not YAML: this line is not indented as those that it belongs to", 2),
        ('- a: "\\q"\n', "the data is not YAML: a backslash in double quotes starts an escape that does not", 1),
        ("- a: @b\n", "the data is not YAML: a text starts with a character that YAML reserves", 1),
        ("- a: %b\n", "the data is not YAML: ", 1),
        ("- a: b\x85c\x7f", "the data has the character U+007F, which is not text; remove it", 1),
        ('- a: "\\UFFFFFFFF"', "the data is not YAML: ", None),
    ],
)
def test_refused(text: str, message: str, line: int | None) -> None:
    with pytest.raises(DataError) as caught:
        read_yaml(text)
    assert str(caught.value).startswith(message)
    if "UFFFF" not in text:
        assert caught.value.line == line


@pytest.mark.usefixtures("loader")
def test_alias_bomb_costs_nothing() -> None:
    lines = ["- a0: &a0 [x]"]
    lines += [f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    began = time.process_time()
    with pytest.raises(DataError, match="anchors"):
        read_yaml("\n".join(lines))
    assert time.process_time() - began < 2


def test_keys() -> None:
    result = read_yaml("- 2014: a\n  yes: b\n  ? [x]\n  : c\n  '': d\n")
    assert result.records[0].values == {"2014": "a", "yes": "b"}
    assert [(problem.message, problem.line) for problem in result.problems] == [
        ("the name of a field is a text, but this is a list", 3),
        ("the name of a field is a text, but this is nothing", 5),
    ]


YAML_PIECES = ["- ", "a: ", "\n", "  ", "? ", ": ", "[", "]", "{", "}", ",", "'", '"', "|", ">", "#", "&x ", "*x", "!"]
YAML_PIECES += [
    "!!str ",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "\t",
    "\\",
    "x",
    "2014",
    "~",
    "<<: ",
    "@",
    "`",
    "\u2028",
    "\x85",
]
yaml_texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(YAML_PIECES), max_size=25).map("".join))


@pytest.mark.soak
@settings(max_examples=2 * settings().max_examples)
@given(yaml_texts)
@example("- a: \ufeffb")
@example("%TAG ! tag:x,2000:\n--- !x\n")
def test_any_text_is_a_document_or_an_error(text: str) -> None:
    for loader in module._LOADERS:
        began = time.process_time()
        try:
            result = document(module._tree(usable(text), loader))
        except DataError as error:
            message = str(error)
        else:
            message = "none"
            assert isinstance(result, Document)
        assert message
        assert "\n" not in message
        assert time.process_time() - began < 5
    with contextlib.suppress(DataError):
        read(text, "yaml")


_NULL_ONLY = {
    key: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def string_loader(loader: Any) -> Any:
    """Return PyYAML's own constructors, with a resolver that knows texts, nulls, lists and mappings only."""
    return type("StringLoader", (loader,), {"yaml_implicit_resolvers": _NULL_ONLY})


def absent(value: Any) -> bool:
    return value is None or value in ("", []) or (isinstance(value, list) and all(map(absent, value)))


@pytest.mark.soak
@settings(max_examples=2 * settings().max_examples)
@given(
    st.lists(
        st.lists(st.sampled_from([*YAML_PIECES, "a: x\n  ", "b: [x, y]\n  ", "c: 'z'\n"]), max_size=8).map("".join),
        max_size=4,
    ).map(lambda items: "".join(f"- {item}\n" for item in items))
)
@example("- a: x\n  b: [1, ~, x]\n- c: null\n")
def test_what_we_read_is_what_safe_load_reads(text: str) -> None:
    for loader in module._LOADERS:
        try:
            result = document(module._tree(usable(text), loader))
        except DataError:
            continue
        if result.problems:
            continue
        theirs = yaml.load(text, Loader=string_loader(loader))  # noqa: S506 - a safe loader's child
        if isinstance(theirs, dict):
            theirs = theirs["events"]
        assert [record.values for record in result.records] == [
            {
                key: [item for item in value if not absent(item)] if isinstance(value, list) else value
                for key, value in item.items()
                if not absent(value)
            }
            for item in theirs
        ]
