"""What is written is read back as the same events, whatever their texts are."""

from __future__ import annotations

import re
from typing import Any

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.field_list import fieldlist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from sphinx_retrospective.formats import read as read_own
from sphinx_retrospective.formats.records import Record
from sphinx_retrospective.imports.collecting import Collection, Event, Text
from sphinx_retrospective.imports.writing import as_markdown, as_yaml, markdown
from sphinx_retrospective.nodes import event_item
from tests.conftest import MakeProject
from tests.hostile_text import FRAGMENTS, TEXTS
from tests.imports.samples import SAMPLES, document, fields_of_events
from tests.sphinx.project import Build

FIELDS = ("title", "id", "date", "kind", "role", "summary", "body")
COMPARED = ("id", "title", "date", "kind", "role", "links", "terms", "summary")
LISTS = ("org", "place", "people", "tags", "link")
#: Texts that are markup, YAML or the end of something where they stand.
ODD = [
    *(each for each in FRAGMENTS if len(each) < 200),
    "a: b",
    "a #b",
    "# heading",
    "- item",
    "1. one",
    "12) two",
    "2014. A year",
    "1.0",
    '"""',
    "'''",
    'it\'s "quoted"',
    '"quoted"',
    "```python\nprint()\n```",
    "~~~\nx\n~~~",
    ":::{event} x\n:::",
    "::::\nx",
    "x\n:::\ny",
    "---",
    "x\n---\ny",
    "+++",
    "% comment",
    "(label)=",
    "a |",
    "| a",
    "a\\|",
    ": definition",
    ":field: value",
    "> quote",
    "| a | b |\n|---|---|",
    "[x](https://example.org) ![y](z) [^1] <https://example.org>",
    "*a* **b** _c_ __d__ snake_case `code` $math$ $$x$$ ~~gone~~",
    "{ref}`x` {{ sub }} {#id}",
    "&amp; &copy; &#35; AT&T",
    "a\\b \\* \\",
    "{",
    "[a, b]",
    "{a: b}",
    "!tag",
    "&anchor",
    "*alias",
    "null",
    "~",
    "yes",
    "0x1F",
    "2014-06-01",
    "a, b; c",
    "#hashtag",
    "@user",
    "x  ",
    "naïve — ’quoted’ …",
]


def made(values: dict[str, str], lists: dict[str, list[str]]) -> Record:
    """Return a record as importers make it."""
    event = Event(1, "event")
    for name, value in values.items():
        event.set(name, Text(value, 1))
    for name, texts in lists.items():
        event.add(name, *(Text(each, 1) for each in texts))
    found = Collection()
    found.add(event)
    return found.document().records[0]


def odd_records() -> list[Record]:
    """Return an event with each odd text in every field."""
    records = []
    for number, text in enumerate(ODD):
        record = made(
            {"title": f"T{number} {text}", "role": text, "date": "2014", "body": f"{text}\n\nSecond {text}"},
            {name: [text, f"{name} {text}", "other"] for name in LISTS if name != "link"},
        )
        record.values["id"] = f"odd-{number}"
        records.append(record)
    return records


# YAML -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SAMPLES)
def test_yaml_of_a_sample_is_read_as_the_same_values(name: str) -> None:
    records = document(name).records
    ours = read_own(as_yaml(records), "yaml")
    assert [record.values for record in ours.records] == [record.values for record in records]
    assert not ours.problems


@pytest.mark.soak
@given(
    st.dictionaries(st.sampled_from(FIELDS), st.one_of(TEXTS, st.sampled_from(ODD)), max_size=5),
    st.dictionaries(st.sampled_from(LISTS), st.lists(st.one_of(TEXTS, st.sampled_from(ODD)), max_size=3), max_size=3),
)
def test_yaml_is_read_as_the_same_values(values: dict[str, str], lists: dict[str, list[str]]) -> None:
    record = made(values, lists)
    ours = read_own(as_yaml([record, record]), "yaml")
    assert [each.values for each in ours.records] == [record.values] * 2
    assert not ours.problems


def test_yaml_of_odd_texts_is_read_as_the_same_values() -> None:
    records = odd_records()
    assert [each.values for each in read_own(as_yaml(records), "yaml").records] == [each.values for each in records]


def test_no_events_are_a_list() -> None:
    assert read_own(as_yaml([]), "yaml").records == ()


# Markdown -------------------------------------------------------------------------------------------------------------


def parser() -> MarkdownIt:
    """Return a parser with what MyST adds, and most of what it can be told to add."""
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for plugin in (
        *(myst_block_plugin, myst_role_plugin, colon_fence_plugin, dollarmath_plugin, amsmath_plugin),
        *(deflist_plugin, fieldlist_plugin, footnote_plugin, tasklists_plugin),
    ):
        markdown = markdown.use(plugin)
    return markdown


def said(tokens: list[Token]) -> str | None:
    """Return the text of one paragraph without markup; None if it is anything else."""
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return None
    inner = tokens[1].children or []
    return (
        "".join(each.content for each in inner)
        if all(each.type in {"text", "text_special"} for each in inner)
        else None
    )


@pytest.mark.soak
@given(st.one_of(TEXTS, st.sampled_from(ODD), st.text("`*_[]<>{}$~|^&#+-.!():=%\\ a1\"'@/;", max_size=20)))
def test_markdown_says_the_text_and_nothing_else(text: str) -> None:
    paragraph = str(made({"body": text}, {}).values.get("body", ""))
    line = " ".join(paragraph.split())
    if line:
        assert said(parser().parse(markdown(line))) == line


def _events(build: Build, name: str) -> list[dict[str, Any]]:
    """Return what a page says of its events: their records, and the text that stands there."""
    tree = build.app.env.get_doctree(name)
    texts = [[each.astext() for each in item.findall(nodes.paragraph)] for item in tree.findall(event_item)]
    records = build.domain.gathered.documents[name].records.events
    assert len(texts) == len(records)
    return [
        {"texts": text} | {field: getattr(event, field) for field in COMPARED}
        for event, text in zip(records, texts, strict=True)
    ]


def _built(make_project: MakeProject, records: list[Record], title: str) -> tuple[list[Any], list[Any], list[str]]:
    build = make_project(
        {
            "index.md": "# Index\n",
            "data.yaml": as_yaml(records),
            "a.md": "---\nretro-scope: page\n---\n# A\n\n:::{events}\n:file: data.yaml\n:::\n",
            "b.md": f"---\nretro-scope: page\n---\n{as_markdown(records, title)}",
        },
        more="smartquotes = False",
    ).build()
    return _events(build, "a"), _events(build, "b"), build.warnings


@pytest.mark.once
def test_markdown_is_read_as_the_same_events(make_project: MakeProject) -> None:
    records = odd_records()
    assert len(records) > 80
    data, page, _ = _built(make_project, records, "Odd *texts*: # all")
    assert [each["id"] for each in page] == [each["id"] for each in data]
    for ours, theirs in zip(data, page, strict=True):
        assert theirs == ours


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.once
def test_markdown_of_a_sample_is_read_as_the_same_events(name: str, make_project: MakeProject) -> None:
    records = list(document(name).records)
    data, page, warnings = _built(make_project, records, name)
    assert page == data
    assert [each["title"] for each in page] == [each.title for each in fields_of_events(document(name))]
    there = re.compile(r"b\.md:\d+: WARNING: .*\[retro\.(?:date|link)\]")
    assert all(there.match(line) or not line.startswith("b.md") for line in warnings)
