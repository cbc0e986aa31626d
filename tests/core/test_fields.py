"""An event's fields: what each takes, and what is said of what it does not take."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_retrospective.core import definitions, kinds
from sphinx_retrospective.core.dates import parse
from sphinx_retrospective.core.errors import Problem
from sphinx_retrospective.core.fields import EventFields, interpret
from sphinx_retrospective.core.links import Link
from sphinx_retrospective.core.schema import FIELDS, LEGACY_FIELDS, Schema

SCHEMA = Schema(
    {kind.name: kind for kind in kinds.BUILT_IN},
    (*definitions.BUILT_IN, definitions.Definition("tech", "technologies", "tech", separator=";")),
)


def read(values: dict[str, str | list[str]]) -> EventFields:
    fields, problems = interpret(values, SCHEMA)
    assert problems == []
    return fields


def faults(values: dict[str, str | list[str]]) -> list[tuple[str, str | None]]:
    _, problems = interpret(values, SCHEMA)
    return [(problem.subtype, problem.field) for problem in problems]


def test_the_fields_are_named() -> None:
    assert SCHEMA.fields == (*FIELDS, "tags", "org", "people", "place", "technologies")


def test_every_field() -> None:
    assert read(
        {
            "title": "  First   C program ",
            "id": "first",
            "date": " 2010-09~ ",
            "kind": "Milestone",
            "role": " student\nof C ",
            "weight": " 3 ",
            "link": "https://example.org\nPost <https://example.org/post>\n\nhttps://example.org",
            "summary": " One.\n\nTwo. ",
            "body": "\nText\n\n- item\n\tcode\n",
            "tags": "c, memory, c",
            "org": "School, Brest; Other",
            "people": "A, B",
            "place": "Brest, France",
            "technologies": "gcc; make",
        }
    ) == EventFields(
        title="First C program",
        id="first",
        has_own_id=True,
        date=parse("2010-09~"),
        kind="milestone",
        role="student of C",
        weight=3,
        links=(Link("https://example.org", "example.org"), Link("https://example.org/post", "Post")),
        summary="One.\n\nTwo.",
        body="Text\n\n- item\n\tcode",
        terms={
            "tag": ("c", "memory"),
            "org": ("School, Brest", "Other"),
            "person": ("A", "B"),
            "place": ("Brest, France",),
            "tech": ("gcc", "make"),
        },
    )


def test_lists() -> None:
    assert read(
        {
            "title": "A",
            "date": "2014",
            "tags": [" a  b ", "", "c, d", "a b"],
            "link": ["https://example.org", "Post <https://example.org/p>", "https://example.org"],
            "body": ["One.", "Two."],
            "people": [],
        }
    ) == EventFields(
        title="A",
        id="a",
        date=parse("2014"),
        links=(Link("https://example.org", "example.org"), Link("https://example.org/p", "Post")),
        body="One.\n\nTwo.",
        terms={"tag": ("a b", "c, d")},
    )


@pytest.mark.parametrize("name", ["title", "id", "date", "kind", "role"])
def test_a_list_where_one_value_is_expected(name: str) -> None:
    good = {"title": "A", "id": "a", "date": "2014", "kind": "talk", "role": "r"}
    fields, problems = interpret({**good, name: [good[name], "other"]}, SCHEMA)
    assert problems == [Problem("field", f"{name} holds one value, not a list; write it as text", field=name)]
    assert fields == read({**good})


def test_only_what_is_needed() -> None:
    assert read({"title": "A", "date": "2014"}) == EventFields("A", "a", parse("2014"), "event")
    assert read({"title": "A", "date": "2014", "kind": "", "tags": "", "link": "\n", "role": " "}) == read(
        {"title": "A", "date": "2014"}
    )


@pytest.mark.parametrize(
    ("title", "name"), [("C++", "c-plus-plus"), ("Москва", "москва"), ("😀", "u1f600"), ("A" * 500, "")]
)
def test_the_default_id_is_made_of_the_title(title: str, name: str) -> None:
    fields = read({"title": title, "date": "2014"})
    assert fields.title == title
    assert fields.id == name or (not name and fields.id.startswith("a" * 60) and len(fields.id) < 100)


# Names and times of sphinx-timeline ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "date"),
    [
        ({"start": "2014"}, "2014"),
        ({"start": "2014-03-01"}, "2014-03-01"),
        ({"start": "2014-03-01 00:00:00"}, "2014-03-01"),
        ({"start": "2014-03-01 00:00"}, "2014-03-01"),
        ({"start": "2014-03-01  12:30:00"}, "2014-03-01T12:30:00"),
        ({"start": "2014-03-01T12:30:00"}, "2014-03-01T12:30:00"),
        ({"start": "2014-03-01 12:30"}, "2014-03-01T12:30:00"),
        ({"start": "2014-03-01 12:30", "duration": "2 h"}, "2014-03-01T12:30:00/2014-03-01T14:30:00"),
        ({"start": "2014-03-01", "duration": "3 days"}, "2014-03-01/2014-03-04"),
        ({"start": "2014-03-01 00:00:00", "duration": "2 months"}, "2014-03-01/2014-05-01"),
        ({"start": "2014", "duration": "2 years"}, "2014/2016"),
        ({"start": "2014-03-01", "duration": "0"}, "2014-03-01"),
        ({"start": "2014-03-01", "duration": ""}, "2014-03-01"),
        ({"date": "2014-03-01"}, "2014-03-01"),
        ({"date": "", "start": "2014"}, "2014"),
    ],
)
def test_legacy_names(values: dict[str, str | list[str]], date: str) -> None:
    assert read({"name": "A", **values}) == EventFields("A", "a", parse(date))


def test_legacy_names_are_not_unknown_fields() -> None:
    assert set(LEGACY_FIELDS) == {"name", "start", "duration"}
    assert set(LEGACY_FIELDS.values()) <= set(SCHEMA.fields)
    assert read({"title": "A", "name": "B", "date": "2014"}).title == "A"


def test_half_a_minute_past_midnight_is_a_time() -> None:
    assert read({"title": "A", "start": "2014-03-01 00:00:30"}).date == parse("2014-03-01T00:00:30")


def test_a_time_of_midnight_in_our_own_field_is_kept() -> None:
    assert read({"title": "A", "date": "2014-03-01T00:00:00"}).date == parse("2014-03-01T00:00:00")


def test_a_bad_start_is_a_problem_of_its_field() -> None:
    fields, [problem] = interpret({"title": "A", "start": "2014-02-30"}, SCHEMA)
    assert (problem.subtype, problem.field) == ("date", "start")
    assert fields.date is None


def test_a_bad_duration_leaves_the_start() -> None:
    fields, [problem] = interpret({"title": "A", "start": "2014", "duration": "soon"}, SCHEMA)
    assert (problem.subtype, problem.field) == ("date", "duration")
    assert fields.date == parse("2014")


@pytest.mark.parametrize("values", [{"date": "2014"}, {"start": "2014/2015"}, {"date": "2014", "start": "2013"}])
def test_a_duration_that_is_not_used_is_told(values: dict[str, str | list[str]]) -> None:
    assert ("date", "duration") in faults({"title": "A", "duration": "2 years", **values})


# Mistakes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "title", "name"),
    [
        ({"id": "first", "date": "2014"}, "first", "first"),
        ({"date": "2014-03"}, "2014-03", "2014-03"),
        ({"title": " \n", "date": "2014-03"}, "2014-03", "2014-03"),
        ({"title": [], "date": "2014-03"}, "2014-03", "2014-03"),
        ({"title": "\x00", "date": "2014-03"}, "2014-03", "2014-03"),
    ],
)
def test_without_a_title(values: dict[str, str | list[str]], title: str, name: str) -> None:
    fields, problems = interpret(values, SCHEMA)
    assert (fields.title, fields.id) == (title, name)
    assert problems == [
        Problem("title", f"an event without a title; it is called {title!r} for now, name it", field="title")
    ]


def test_the_title_that_a_date_stands_in_for_is_plain_text() -> None:
    assert interpret({"date": "20\x0014"}, SCHEMA)[0].title == "2014"
    assert interpret({"date": ["2014", "2015"]}, SCHEMA)[0].title == "2014"


def test_without_anything() -> None:
    fields, problems = interpret({}, SCHEMA)
    assert fields == EventFields("Untitled", "untitled")
    assert [(problem.subtype, problem.field) for problem in problems] == [("date", "date"), ("title", "title")]


@pytest.mark.parametrize("values", [{}, {"date": ""}, {"date": []}, {"duration": "3 days"}])
def test_without_a_date(values: dict[str, str | list[str]]) -> None:
    fields, problems = interpret({"title": "A", **values}, SCHEMA)
    assert fields == EventFields("A", "a")
    assert problems[0] == Problem(
        "date", "an event without a date; add one such as 2015, 2015-07, 2015-07-16 or 2015~", field="date"
    )


@pytest.mark.parametrize("date", ["soon", "2014-02-30", "  ", "x" * 10_000, "2014-03-01 9:30"])
def test_a_date_that_cannot_be_read(date: str) -> None:
    fields, [problem] = interpret({"title": "A", "date": date, "tags": "x"}, SCHEMA)
    assert fields == EventFields("A", "a", terms={"tag": ("x",)})
    assert (problem.subtype, problem.field) == ("date", "date")
    assert len(problem.message) < 400


@pytest.mark.parametrize(
    ("text", "name"), [("a b", "a-b"), ("C++", "c-plus-plus"), ("-", "u2d"), ("a/b", "a-b"), ("x" * 300, "x" * 60)]
)
def test_a_bad_id(text: str, name: str) -> None:
    fields, [problem] = interpret({"title": "A", "date": "2014", "id": text}, SCHEMA)
    assert fields.id.startswith(name)
    assert (problem.subtype, problem.field) == ("id", "id")
    assert (
        f"is not an id, which has letters, digits, '-', '_' and '.'; {fields.id!r} is used for now" in problem.message
    )
    assert len(problem.message) < 300


def test_an_id_in_a_script_with_combining_marks() -> None:
    assert read({"title": "A", "date": "2014", "id": "हिन्दी"}).id == "हिन्दी"


def test_an_unknown_kind() -> None:
    fields, [problem] = interpret({"title": "A", "date": "2014", "kind": "tlak"}, SCHEMA)
    assert fields.kind == "event"
    assert problem == Problem(
        "kind",
        "'tlak' is not a kind; the kinds are job, education, project, talk, release, post, event, milestone; "
        "perhaps 'talk' is meant; it is taken as 'event' for now",
        field="kind",
    )


def test_unknown_fields() -> None:
    fields, problems = interpret({"title": "A", "date": "2014", "tgas": "x", "Title": "B", "z" * 999: ""}, SCHEMA)
    assert fields == EventFields("A", "a", parse("2014"))
    assert [problem.field for problem in problems] == ["tgas", "Title", "z" * 999]
    assert problems[0].message == (
        "'tgas' is not a field of an event; the fields are title, id, date, kind, role, link, summary, weight, body, "
        "tags, org, people, place, technologies; perhaps 'tags' is meant"
    )
    assert problems[1].message.endswith("; perhaps 'title' is meant")
    assert len(problems[2].message) < 300


def test_a_bad_link_leaves_the_good_ones() -> None:
    fields, problems = interpret(
        {"title": "A", "date": "2014", "link": "javascript:alert(1)\nhttps://example.org\nexample.org"}, SCHEMA
    )
    assert fields.links == (Link("https://example.org", "example.org"),)
    assert [(problem.subtype, problem.field) for problem in problems] == [("link", "link"), ("link", "link")]


def test_the_schemes_of_links_are_the_projects() -> None:
    schema = Schema(SCHEMA.kinds, SCHEMA.taxonomies, ("tel",))
    fields, problems = interpret({"title": "A", "date": "2014", "link": ["tel:1", "https://example.org"]}, schema)
    assert [link.url for link in fields.links] == ["tel:1"]
    assert [problem.field for problem in problems] == ["link"]


@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x0b", "\x1b", "\x7f", "\x85", "\ud800"])
def test_control_characters_are_dropped(sign: str) -> None:
    text = f"a{sign}b"
    fields = read(
        {"title": text, "date": "2014", "role": text, "summary": text, "body": text, "tags": [text], "org": text}
    )
    assert fields == EventFields(
        "ab", "ab", parse("2014"), role="ab", summary="ab", body="ab", terms={"tag": ("ab",), "org": ("ab",)}
    )


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff"])
def test_what_xml_cannot_hold_is_dropped(sign: str) -> None:
    assert read({"title": f"a{sign}b", "date": "2014"}).title == "ab"


def test_line_ends_of_every_system() -> None:
    fields = read({"title": "A", "date": "2014", "body": "a\r\nb", "link": "https://a.org\r\nhttps://b.org"})
    assert fields.body == "a\nb"
    assert [link.label for link in fields.links] == ["a.org", "b.org"]


def test_huge_values_are_bounded_where_they_are_quoted() -> None:
    huge = "ab " * 100_000
    names = [*FIELDS, "start", "name", "tags", "org", "zzz"]
    fields, problems = interpret(dict.fromkeys(names, huge), SCHEMA)
    assert fields.title == huge.strip()
    assert fields.kind == "event"
    assert problems
    assert all(len(problem.message) < 500 for problem in problems)


# Anything -----------------------------------------------------------------------------------------------------------

texts = st.one_of(
    st.text(),
    st.sampled_from(
        ["2014", "2014-03-01 00:00:00", "2015/..", "talk", "a, b; c", "https://example.org", "L <ftp://a.b>"]
    ),
)
mappings = st.dictionaries(
    st.one_of(st.sampled_from([*SCHEMA.fields, *LEGACY_FIELDS]), st.text(max_size=6)),
    st.one_of(texts, st.lists(texts, max_size=3)),
    max_size=10,
)


@given(mappings)
@example({"title": "", "id": "\x00", "date": "\x00"})
@example({"start": "9999-12-31", "duration": "P9Y"})
@example({"start": "201X", "duration": "1 year"})
@example({"date": [""], "title": [""], "id": ["", "a"], "kind": [""], "link": [""], "tags": [""]})
def test_any_mapping_is_an_event(values: dict[str, str | list[str]]) -> None:
    fields, problems = interpret(values, SCHEMA)
    assert fields.title.strip()
    assert fields.id.strip()
    assert fields.kind in SCHEMA.kinds
    assert set(fields.terms) <= {each.name for each in SCHEMA.taxonomies}
    for terms in fields.terms.values():
        assert terms
        assert all(term == " ".join(term.split()) and term for term in terms)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", f"{fields.role}{fields.summary}{fields.body}")
    for problem in problems:
        assert problem.message
        assert problem.field in {*values, "title", "date"}
        assert problem.subtype in {"title", "id", "date", "kind", "link", "field"}
    unknown = [name for name in values if name not in SCHEMA.fields and name not in LEGACY_FIELDS]
    assert [problem.field for problem in problems if "is not a field of an event" in problem.message] == unknown
    if fields.date is None:
        assert "date" in {problem.subtype for problem in problems}
    assert interpret(values, SCHEMA) == (fields, problems)


@given(
    st.dictionaries(
        st.sampled_from(["title", "role", "tags", "org", "summary", "body"]),
        # Quotes around a tag are no part of it, nor is the sign that a hashtag begins with, nor spaces around a slash.
        st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\"'#/")).filter(
            lambda text: text.strip()
        ),
    )
)
def test_what_is_good_is_kept(values: dict[str, str | list[str]]) -> None:
    fields, _ = interpret({"title": "A", "date": "2014", **values}, SCHEMA)
    for name in ("summary", "body"):
        assert getattr(fields, name) == str(values.get(name, "")).strip()
    for name in ("title", "role"):
        assert getattr(fields, name) == " ".join(str(values.get(name, "A" if name == "title" else "")).split())
    assert " ".join(fields.terms.get("tag", ())).split() == re.sub(
        "[,;]", " ", str(values.get("tags", ""))
    ).split() or len(fields.terms["tag"]) < len(re.split("[,;\n]", str(values["tags"])))
