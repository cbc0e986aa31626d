"""Jinja templates that an author wrote, run so that they reach nothing and end soon, whatever is in them.

Jinja's sandbox keeps a template from what is none of its business. It does not bound what it takes in time and memory:
that is done here. What makes texts or lists longer is measured before it is done, and loops and calls are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from jinja2 import TemplateSyntaxError, meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Undefined
from jinja2.sandbox import SandboxedEnvironment

#: The longest text of one event, and so of anything on the way there, in characters.
MAX_LENGTH: Final = 100_000
#: How often loops go round and things are called for one event.
MAX_STEPS: Final = 20_000
#: How wide a text can be made, and how many times something can be repeated.
_MAX_NUMBER: Final = 1_000
_FILTERS: Final = (
    *("abs", "batch", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float"),
    *("groupby", "indent", "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject"),
    *("rejectattr", "replace", "reverse", "round", "select", "selectattr", "slice", "sort", "string", "striptags"),
    *("sum", "title", "tojson", "trim", "truncate", "unique", "upper", "wordcount", "wordwrap"),
)
#: Methods of texts that make them as long as one likes, by what a number or a pattern says.
_FORBIDDEN: Final = frozenset({"format", "format_map", "translate"})
#: Filters that no template can name.
_COUNTED, _JOINED = "counted here", "joined here"


class TooMuch(SecurityError):
    """A template that takes more than it may."""


class Template:
    """A template, and what it is run with."""

    def __init__(self, source: str, known: Iterable[str]) -> None:
        """Read a template.

        Args:
            source: its text.
            known: names of the variables that there will be.

        Raises:
            jinja2.TemplateSyntaxError: it can't be read, or has a variable that there will not be; with its line.
        """
        self._environment = _Environment()
        tree = self._environment.parse(source)
        missing = meta.find_undeclared_variables(tree) - {*known, *self._environment.globals}
        for name in tree.find_all(nodes.Name):
            if name.name in missing:
                raise TemplateSyntaxError(
                    f"{name.name!r} is not defined; the names are {', '.join(known)}", name.lineno
                )
        self._template = self._environment.from_string(_bounded(tree))

    def render(self, values: Mapping[str, Any]) -> str:
        """Return the text that it makes of *values*. What it may raise is anything."""
        self._environment.steps = 0
        pieces, length = [], 0
        for piece in self._template.generate(**values):
            pieces.append(piece)
            length += len(piece)
            if length > MAX_LENGTH:
                raise TooMuch(f"it makes more than {MAX_LENGTH:,} characters of one event")
        return "".join(pieces)


class _Environment(SandboxedEnvironment):
    def __init__(self) -> None:
        super().__init__(keep_trailing_newline=False, finalize=self._finalize)
        self.intercepted_binops = frozenset({"+", "*", "**", "%"})
        self.steps = 0
        self.globals = {"range": self._range, "dict": dict}
        self.filters = {name: self._measured(name, FILTERS[name]) for name in _FILTERS}
        self.filters |= {_COUNTED: self._counted, _JOINED: self._joined}

    def step(self) -> None:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise TooMuch(f"it takes more than {MAX_STEPS:,} steps for one event")

    def getattr(self, obj: Any, attribute: str) -> Any:
        is_forbidden = isinstance(obj, str) and attribute in _FORBIDDEN
        return self.unsafe_undefined(obj, attribute) if is_forbidden else super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        is_forbidden = isinstance(obj, str) and argument in _FORBIDDEN
        return self.unsafe_undefined(obj, argument) if is_forbidden else super().getitem(obj, argument)

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        self.step()
        owner = getattr(obj, "__self__", None)
        _check_arguments(getattr(obj, "__name__", ""), (owner, *args) if isinstance(owner, str) else args, kwargs)
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        self.step()
        if operator == "%" and isinstance(left, str):
            raise TooMuch("texts are put together with {{ }} and ~, not with %")
        sizes = [value if isinstance(value, int) else measure(value) for value in (left, right)]
        if operator == "**" and any(abs(value) > _MAX_NUMBER for value in (left, right)):
            raise TooMuch("its numbers are too large")
        if operator in "+*":
            size = sizes[0] * sizes[1] if operator == "*" else sum(sizes)
            if abs(size) > (10**18 if all(isinstance(each, (int, float)) for each in (left, right)) else MAX_LENGTH):
                raise TooMuch("what it makes gets too long")
        return super().call_binop(context, operator, left, right)

    def _measured(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def measured(*args: Any, **kwargs: Any) -> Any:
            self.step()
            _check_arguments(name, args[1:] if takes_context else args, kwargs)
            return function(*args, **kwargs)

        marks = {name: mark for name in ("jinja_pass_arg",) if (mark := getattr(function, name, None)) is not None}
        takes_context = bool(marks)
        vars(measured).update(marks)
        return measured

    def _finalize(self, value: Any) -> Any:
        measure(value)
        return value

    def _range(self, *numbers: int) -> range:
        numbers_asked = range(*numbers)
        if len(numbers_asked) > MAX_STEPS:
            raise TooMuch(f"a range has {MAX_STEPS:,} numbers at the most")
        return numbers_asked

    def _counted(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self.step()
            yield value

    def _joined(self, values: Iterable[Any]) -> str:
        values = list(values)
        measure(values)
        return "".join(map(str, values))


def measure(value: Any) -> int:
    """Return about how long *value* is as text; raise `TooMuch` where that is too long.

    A list in a list in a list may be short, and long as text.
    """
    length, rest = 0, [value]
    while rest:
        each = rest.pop()
        if isinstance(each, (str, bytes)):
            length += len(each)
        elif isinstance(each, int) and not isinstance(each, bool):
            length += each.bit_length() // 3 + 1
        elif isinstance(each, Mapping):
            length += 4
            rest += [*each.keys(), *each.values()]
        elif isinstance(each, (list, tuple, set, frozenset)):
            length += 2
            rest += each
        else:
            length += 1
        if length + len(rest) > MAX_LENGTH:
            raise TooMuch("what it makes gets too long")
    return length


def _check_arguments(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
    values = [*args, *kwargs.values()]
    if name != "range" and any(isinstance(each, int) and abs(each) > _MAX_NUMBER for each in values[1:]):
        raise TooMuch(f"numbers in calls and filters are {_MAX_NUMBER:,} at the most")
    lengths = [measure(each) for each in values if not isinstance(each, Undefined)]
    # What is put between, or in the place of, the signs of a text.
    product = 1
    for length in lengths:
        product *= max(length, 1)
    if name in {"replace", "join", "indent", "wordwrap", "expandtabs"} and product > MAX_LENGTH * 100:
        raise TooMuch("what it makes gets too long")


def _bounded(tree: nodes.Template) -> nodes.Template:
    """Return a template in which loops and what joins texts go through the environment."""
    for node in [tree, *tree.find_all(nodes.Node)]:
        if isinstance(node, nodes.For):
            node.iter = _filtered(node.iter, _COUNTED)
        for field, value in node.iter_fields():
            if isinstance(value, nodes.Concat):
                setattr(node, field, _joined(value))
            elif isinstance(value, list):
                value[:] = [_joined(each) if isinstance(each, nodes.Concat) else each for each in value]
    return tree


def _joined(concat: nodes.Concat) -> nodes.Filter:
    return _filtered(nodes.List(concat.nodes, lineno=concat.lineno), _JOINED)


def _filtered(value: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(value, name, [], [], None, None, lineno=value.lineno)
