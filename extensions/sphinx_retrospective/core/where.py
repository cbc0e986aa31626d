"""Boolean expressions over terms: ``(kafka or pulsar) and not talk``.

A recursive-descent parser over a closed grammar; nothing is ever evaluated as Python::

    expression := conjunction ("or" conjunction)*
    conjunction := negation ("and" negation)*
    negation := "not" negation | "(" expression ")" | operand
    operand := [scope ":"] (word | quoted)

An operand names a term of any taxonomy, a kind or an era; a scope (``tag:``, ``kind:``, ``era:``…) says which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NoReturn

from sphinx_retrospective.core.errors import WhereError, did_you_mean
from sphinx_retrospective.core.plain_text import quoted as shown

MAX_LENGTH = 2000
_MAX_DEPTH = 50
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<mark>[()])
    |(?:(?P<scope>[a-z][a-z0-9_]*):)?(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<word>[^\s()"':,;&|!=]+))
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Operand:
    """A name that an event is asked for; `scope` is a taxonomy's name, ``kind``, ``era``, or empty for any of them."""

    name: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Not:
    """True where its operand is not."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class And:
    """True where every operand is."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """True where any operand is."""

    operands: tuple[Expression, ...]


Expression = Operand | Not | And | Or


def parse_where(text: str, scopes: frozenset[str]) -> Expression:
    """Parse *text*.

    Args:
        text: at most `MAX_LENGTH` characters.
        scopes: names allowed before a colon.

    Raises:
        WhereError: the text is not of the grammar; the message says where and what would be right.
    """
    if not text.strip():
        raise WhereError("the expression is empty; write one such as '(kafka or pulsar) and not talk'")
    if len(text) > MAX_LENGTH:
        raise WhereError(f"the expression has {len(text)} characters; the limit is {MAX_LENGTH}")
    return _Parser(text, scopes).parse()


def operands(expression: Expression) -> Iterator[Operand]:
    """Yield every operand of *expression*, in order."""
    if isinstance(expression, Operand):
        yield expression
    elif isinstance(expression, Not):
        yield from operands(expression.operand)
    else:
        for operand in expression.operands:
            yield from operands(operand)


def matches(expression: Expression, holds: Callable[[Operand], bool]) -> bool:
    """Tell whether *expression* is true, given what *holds* says of its operands."""
    match expression:
        case Operand():
            return holds(expression)
        case Not(operand):
            return not matches(operand, holds)
        case And(members):
            return all(matches(member, holds) for member in members)
        case Or(members):
            return any(matches(member, holds) for member in members)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    column: int
    scope: str = ""
    plain: bool = True

    def is_word(self, word: str) -> bool:
        """Tell whether this is the operator or mark *word*, and not a quoted or scoped name that looks like it."""
        return self.plain and not self.scope and self.text.lower() == word


class _Parser:
    def __init__(self, text: str, scopes: frozenset[str]) -> None:
        self.text = text
        self.scopes = scopes
        self.tokens = list(self._tokens())
        self.place = 0
        self.depth = 0

    def parse(self) -> Expression:
        expression = self._operation("or", Or, self._conjunction)
        if token := self._peek():
            self._fail(token, "expected 'and' or 'or' before it, or the end")
        return expression

    def _tokens(self) -> Iterator[_Token]:
        place = 0
        end = len(self.text.rstrip())
        while place < end:
            found = _TOKEN.match(self.text, place, end)
            if found is None:
                column = place + len(self.text[place:]) - len(self.text[place:].lstrip())
                raise WhereError(
                    f"{self.text[column]!r} at character {column + 1} has no meaning here; "
                    'use and, or, not, parentheses and names, those with spaces or signs in quotes ("C++")'
                )
            place = found.end()
            column = found.start(found.lastgroup or 0)
            if found["mark"]:
                yield _Token(found["mark"], column)
                continue
            quoted = found["double"] if found["double"] is not None else found["single"]
            scope = found["scope"] or ""
            if scope and scope not in self.scopes:
                raise WhereError(
                    f"{shown(scope)} is not a scope; before a colon write one of "
                    f"{', '.join(sorted(self.scopes))}{did_you_mean(scope, self.scopes)}"
                )
            name = found["word"] if quoted is None else quoted.strip()
            column += 0 if quoted is None else len(quoted) - len(quoted.lstrip())
            if not name:
                raise WhereError(f"the name at character {column + 1} is empty; write a term, a kind or an era in it")
            yield _Token(name, column, scope, plain=quoted is None)

    def _peek(self) -> _Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def _operation(self, word: str, make: type[And] | type[Or], operand: Callable[[], Expression]) -> Expression:
        members = [operand()]
        while (token := self._peek()) and token.is_word(word):
            self.place += 1
            members.append(operand())
        return members[0] if len(members) == 1 else make(tuple(members))

    def _conjunction(self) -> Expression:
        return self._operation("and", And, self._negation)

    def _negation(self) -> Expression:
        token = self._peek()
        if token is None:
            raise WhereError("the expression ends where a name was expected; add a term, a kind or an era")
        self.place += 1
        if token.is_word("not"):
            return Not(self._nested(self._negation))
        if token.is_word("("):
            expression = self._nested(lambda: self._operation("or", Or, self._conjunction))
            closing = self._peek()
            if closing is None or not closing.is_word(")"):
                raise WhereError(f"the parenthesis at character {token.column + 1} is not closed; add ')'")
            self.place += 1
            return expression
        if token.is_word(")") or token.is_word("and") or token.is_word("or"):
            self._fail(token, "expected a term, a kind, an era, 'not' or '('")
        return Operand(token.text, token.scope)

    def _nested(self, parse: Callable[[], Expression]) -> Expression:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise WhereError(f"the expression is nested more than {_MAX_DEPTH} deep; write it in a flatter way")
        expression = parse()
        self.depth -= 1
        return expression

    @staticmethod
    def _fail(token: _Token, expected: str) -> NoReturn:
        raise WhereError(f"{shown(token.text)} at character {token.column + 1} is out of place: {expected}")
