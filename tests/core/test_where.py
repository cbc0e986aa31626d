"""Boolean expressions over terms; the grammar of Python is the oracle for what binds to what."""

from __future__ import annotations

import ast
import itertools
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_retrospective.core.errors import WhereError
from sphinx_retrospective.core.where import (
    MAX_LENGTH,
    And,
    Expression,
    Not,
    Operand,
    Or,
    matches,
    operands,
    parse_where,
)

SCOPES = frozenset({"kind", "era", "tag", "org", "person", "place"})

a, b, c = Operand("a"), Operand("b"), Operand("c")


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("a", a),
        (" a\n", a),
        ("(a)", a),
        ("((a))", a),
        ("not a", Not(a)),
        ("not not a", Not(Not(a))),
        ("not(a)", Not(a)),
        ("a and b", And((a, b))),
        ("a AND b Or NOT c", Or((And((a, b)), Not(c)))),
        ("a and b and c", And((a, b, c))),
        ("a or b or c", Or((a, b, c))),
        ("a or b and c", Or((a, And((b, c))))),
        ("a and b or c", Or((And((a, b)), c))),
        ("(a or b) and c", And((Or((a, b)), c))),
        ("a and (b and c)", And((a, And((b, c))))),
        ("not a and b", And((Not(a), b))),
        ("not (a and b)", Not(And((a, b)))),
        ("(a)and(b)", And((a, b))),
        ("(kafka or pulsar)\n  and not talk", And((Or((Operand("kafka"), Operand("pulsar"))), Not(Operand("talk"))))),
    ],
)
def test_structure(text: str, expression: Expression) -> None:
    assert parse_where(text, SCOPES) == expression


@pytest.mark.parametrize(
    ("text", "operand"),
    [
        ("kafka", Operand("kafka")),
        ("Kafka", Operand("Kafka")),
        ("C++", Operand("C++")),
        ("C#", Operand("C#")),
        (".NET", Operand(".NET")),
        ("node.js", Operand("node.js")),
        ("io-timeout", Operand("io-timeout")),
        ("a_b", Operand("a_b")),
        ("Москва", Operand("Москва")),
        ("東京", Operand("東京")),
        ("android", Operand("android")),
        ("nothing", Operand("nothing")),
        ('"C++"', Operand("C++")),
        ("'Warp 10'", Operand("Warp 10")),
        ('" Warp 10 "', Operand("Warp 10")),
        ('"L\'Oréal"', Operand("L'Oréal")),
        ("'the \"best\"'", Operand('the "best"')),
        ('"a:b, (c) & d|e!"', Operand("a:b, (c) & d|e!")),
        ('"and"', Operand("and")),
        ("'not'", Operand("not")),
        ('"("', Operand("(")),
        ("tag:kafka", Operand("kafka", "tag")),
        ("kind:talk", Operand("talk", "kind")),
        ('org:"Brest, France"', Operand("Brest, France", "org")),
        ("person:'A B'", Operand("A B", "person")),
        ("tag:and", Operand("and", "tag")),
        ("tag:not", Operand("not", "tag")),
        ("tag:tag", Operand("tag", "tag")),
        ("era", Operand("era")),
    ],
)
def test_names(text: str, operand: Operand) -> None:
    assert parse_where(text, SCOPES) == operand
    assert parse_where(f"not ({text})", SCOPES) == Not(operand)
    assert parse_where(f"{text} and {text} or x", SCOPES) == Or((And((operand, operand)), Operand("x")))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the expression is empty; write one such as '(kafka or pulsar) and not talk'"),
        (" \n", "the expression is empty"),
        ("a b", "'b' at character 3 is out of place: expected 'and' or 'or' before it, or the end"),
        ("a not b", "'not' at character 3 is out of place: expected 'and' or 'or' before it"),
        ("a (b)", "'(' at character 3 is out of place"),
        ("a)", "')' at character 2 is out of place"),
        ("and a", "'and' at character 1 is out of place: expected a term, a kind, an era, 'not' or '('"),
        ("a and or b", "'or' at character 7 is out of place"),
        ("a AND and b", "'and' at character 7 is out of place"),
        ("()", "')' at character 2 is out of place"),
        ("a and ()", "')' at character 8 is out of place"),
        ("a and", "the expression ends where a name was expected; add a term, a kind or an era"),
        ("a or\n", "ends where a name was expected"),
        ("not", "ends where a name was expected"),
        ("(", "ends where a name was expected"),
        ("(a", "the parenthesis at character 1 is not closed; add ')'"),
        ("a and (b or (c)", "the parenthesis at character 7 is not closed"),
        ("a & b", "'&' at character 3 has no meaning here; use and, or, not, parentheses and names"),
        ("a && b", "'&' at character 3 has no meaning"),
        ("  | a", "'|' at character 3 has no meaning"),
        ("!a", "'!' at character 1 has no meaning"),
        ("a == b", "'=' at character 3 has no meaning"),
        ("a, b", "',' at character 2 has no meaning"),
        ("a; b", "';' at character 2 has no meaning"),
        ('a and "b', "'\"' at character 7 has no meaning here"),
        ("a or 'b", "at character 6 has no meaning here"),
        ("tag: kafka", "':' at character 4 has no meaning"),
        ("Tag:kafka", "':' at character 4 has no meaning"),
        ("tag:org:x", "':' at character 8 has no meaning"),
        (":x", "':' at character 1 has no meaning"),
        ('""', "is empty; write a term, a kind or an era in it"),
        ("tag:' '", "is empty"),
        ("tags:kafka", "'tags' is not a scope; before a colon write one of"),
        ("tags:kafka", "era, kind, org, person, place, tag; perhaps 'tag' is meant"),
        ("a and __import__('os')", "'(' at character 17 is out of place"),
        ("a.__class__:b", "':' at character 12 has no meaning"),
    ],
)
def test_messages_say_where_and_what_would_be_right(text: str, message: str) -> None:
    with pytest.raises(WhereError, match=re.escape(message)) as caught:
        parse_where(text, SCOPES)
    assert caught.value.subtype == "where"


def test_length_is_bounded() -> None:
    names = " or ".join(["ab"] * 333) + " or"
    text = names.ljust(MAX_LENGTH - 1) + "x"
    assert len(text) == MAX_LENGTH
    assert len(list(operands(parse_where(text, SCOPES)))) == 334
    with pytest.raises(WhereError, match=r"^the expression has 2001 characters; the limit is 2000$"):
        parse_where(text + "y", SCOPES)


@pytest.mark.parametrize(("opening", "closing"), [("(", ")"), ("not ", ""), ("not (", ")")])
def test_depth_is_bounded(opening: str, closing: str) -> None:
    each = 2 if opening == "not (" else 1
    deepest = 50 // each
    parse_where(opening * deepest + "a" + closing * deepest, SCOPES)
    for depth in (deepest + 1, 2000 // len(opening + closing) - 1):
        with pytest.raises(WhereError, match="nested more than 50 deep; write it in a flatter way"):
            parse_where(opening * depth + "a" + closing * depth, SCOPES)


def test_depth_counts_what_is_open_only() -> None:
    assert len(list(operands(parse_where(" or ".join(["(not (a))"] * 150), SCOPES)))) == 150


# Against Python's own grammar -----------------------------------------------------------------------------------------

NAMES = ("p", "q", "r", "s")

tokens: st.SearchStrategy[list[str]] = st.recursive(
    st.sampled_from(NAMES).map(lambda name: [name]),
    lambda inner: st.one_of(
        inner.map(lambda tokens: ["not", *tokens]),
        inner.map(lambda tokens: ["(", *tokens, ")"]),
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda parts: [*parts[0], parts[1], *parts[2]]),
    ),
    max_leaves=12,
)


def truth(node: ast.expr, values: dict[str, bool]) -> bool:
    match node:
        case ast.Name(name):
            return values[name]
        case ast.UnaryOp(ast.Not(), operand):
            return not truth(operand, values)
        case ast.BoolOp(ast.And(), members):
            return all(truth(member, values) for member in members)
        case ast.BoolOp(ast.Or(), members):
            return any(truth(member, values) for member in members)
    raise AssertionError(ast.dump(node))


@given(tokens, st.data())
@example(["p", "or", "q", "and", "not", "r", "or", "s"], None)
def test_truth_is_pythons(words: list[str], data: st.DataObject | None) -> None:
    python = ast.parse(" ".join(words), mode="eval").body
    spaces = st.sampled_from([" ", "  ", "\n", "\t "])
    written = []
    for word in words:
        spelling = word
        if data is not None and word in {"and", "or", "not"}:
            spelling = data.draw(st.sampled_from([word, word.upper(), word.title()]))
        elif data is not None and word in NAMES:
            spelling = data.draw(st.sampled_from([word, f'"{word}"', f"'{word}'", f"tag:{word}", f'tag:"{word}"']))
        written += [spelling, data.draw(spaces) if data is not None else " "]
    expression = parse_where("".join(written), SCOPES)
    assert [operand.name for operand in operands(expression)] == [word for word in words if word in NAMES]
    for assignment in itertools.product([False, True], repeat=len(NAMES)):
        values = dict(zip(NAMES, assignment, strict=True))
        assert matches(expression, lambda operand: values[operand.name]) == truth(python, values)  # noqa: B023


pieces = st.lists(
    st.sampled_from(
        ["a", "b", "and", "or", "not", "(", ")", "tag:", "x:", '"', "'", '""', " ", "\n", "&", ":", "C++", "é"]
    ),
    max_size=12,
)


@given(st.one_of(st.text(), pieces.map(" ".join), pieces.map("".join)))
@example("(" * 2000)
@example("not " * 500)
@example('"' * 1999)
@example("a" * 5000)
@example("a:" * 1000)
def test_any_text_is_an_expression_or_an_error(text: str) -> None:
    try:
        expression = parse_where(text, SCOPES)
    except WhereError as error:
        columns = re.findall(r"at character (\d+)", str(error))
        assert all(1 <= int(column) <= len(text) for column in columns)
        return
    found = list(operands(expression))
    assert found
    assert all(operand.name.strip() and operand.scope in {"", *SCOPES} for operand in found)
    assert all(operand.name in text for operand in found)


@given(st.one_of(tokens.map(" ".join), pieces.map(" ".join)))
def test_the_character_named_is_the_one_meant(text: str) -> None:
    try:
        parse_where(text, SCOPES)
    except WhereError as error:
        found = re.match(r"('.*?'|\".*?\") at character (\d+) (has no meaning|is out of place)", str(error))
        if found:
            named = text[int(found[2]) - 1 :].lstrip()  # white space in quotes is not part of a name
            assert named.startswith(ast.literal_eval(found[1]))
