"""What our directives have in common: their options, their warnings, and the place of each of these in the source."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.states import RSTState
from sphinx.util.docutils import SphinxDirective

from sphinx_retrospective.core.around import parse_show
from sphinx_retrospective.core.definitions import quoted_term
from sphinx_retrospective.core.errors import Problem, did_you_mean
from sphinx_retrospective.core.fields import value_lines
from sphinx_retrospective.core.plain_text import count_in, line
from sphinx_retrospective.domain import RetroDomain, retro_domain
from sphinx_retrospective.domain_data import AroundRequest
from sphinx_retrospective.drawing.page import Page
from sphinx_retrospective.nodes import around_placeholder
from sphinx_retrospective.reading.directives.written import WrittenOption, options_in, recovered_options
from sphinx_retrospective.reading.temp_data import TempData, temp_data_of
from sphinx_retrospective.settings import Settings
from sphinx_retrospective.warnings import Mistake

#: Options that all of docutils' directives have.
COMMON_OPTIONS = ("name", "class")


class AnyOption(dict[str, Callable[[str], Any]]):
    """An option specification that takes every option as text.

    docutils refuses a directive as a whole for one option that it does not know; ours say so themselves, and go on.
    """

    def __missing__(self, name: str) -> Callable[[str], Any]:
        return directives.unchanged


def options(*names: str) -> AnyOption:
    """Return a specification that names these options, for those that ask, and takes others too."""
    return AnyOption(dict.fromkeys((*names, *COMMON_OPTIONS), directives.unchanged))


class RetroDirective(SphinxDirective):
    """A directive of ours."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = options()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take over what a parser of markup found."""
        super().__init__(*args, **kwargs)
        if self.is_rst:
            return
        # Options with several terms in one text.
        lists = {"aliases", "parents", *(each.field for each in self.settings.schema.taxonomies)}
        if not self.options:
            # MyST has said what it can't read in them, and has left out all of them.
            self.options = recovered_options(self.written_options, lists)
            return
        for each in self.written_options:
            # YAML takes for a comment what begins with a hash, as hashtags and numbers of issues do.
            if each.name in {*lists, "role", "summary"} and each.has_hash:
                self.options[each.name] = each.text
        if lists & self.options.keys():
            for name, text in self.texts.items():
                if name in lists and any(each.name == name and each.is_quoted for each in self.written_options):
                    self.options[name] = quoted_term(text)

    def run(self) -> list[nodes.Node]:
        """Return what the directive makes, with the options that all of docutils' directives have in common."""
        made = self.make()
        elements = [node for node in made if isinstance(node, nodes.Element)]
        if not elements:
            return made
        classes = self._classes()
        for element in self.classed(elements):
            element["classes"] += classes
        if not self.texts.get("name", "").strip():
            return made
        # As a target above it: docutils and Sphinx know what that is in every builder.
        target = nodes.target()
        self.set_source_info(target)
        self.add_name(target)
        return [target, *made]

    def make(self) -> list[nodes.Node]:
        """Return what the directive makes."""
        raise NotImplementedError

    def classed(self, made: Sequence[nodes.Element]) -> Iterable[nodes.Element]:
        """Return what the option ``class`` is for, of all that the directive made."""
        return made

    def _classes(self) -> list[str]:
        if "class" not in self.options:
            return []
        try:
            return list(directives.class_option(self.options["class"]))
        except ValueError as error:
            self.warn("option", f"class can't be used ({error}); write one or more names, such as wide", "class")
            return []

    @property
    def domain(self) -> RetroDomain:
        """Our domain."""
        return retro_domain(self.env)

    @property
    def settings(self) -> Settings:
        """The project's settings."""
        return self.domain.settings

    @property
    def page(self) -> Page:
        """The document, as what things are drawn for."""
        return Page(self.env.docname, self.settings, self.domain.language)

    @property
    def temp_data(self) -> TempData:
        """What the directives of the document leave for the collector."""
        return temp_data_of(self.env)

    @property
    def argument(self) -> str:
        """The argument, in one line; empty where there is none."""
        return line(self.arguments[0]) if self.arguments else ""

    @property
    def texts(self) -> dict[str, str]:
        """The options that have a value, as text."""
        return {name: str(value) for name, value in self.options.items() if value is not None}

    def location(self, option: str = "", item: int | None = None) -> str:
        """Return ``path:line`` of an option, of one of its lines that are not blank, or of the directive."""
        # Of an option that is given twice, MyST takes the last; docutils refuses it.
        offset = max((each.offset for each in self.written_options if each.name == option), default=0)
        if item is not None and option in self.texts:
            text = value_lines(self.texts[option])[item].strip()
            below = enumerate(self.block_text.split("\n")[offset:], offset)
            offset = next((number for number, line in below if line.rstrip().endswith(text)), offset)
        return self.line_location(self.first_line + offset)

    @cached_property
    def written_options(self) -> list[WrittenOption]:
        """The options as they were written, one given twice included."""
        return options_in(self.block_text, is_rst=self.is_rst)

    @property
    def is_rst(self) -> bool:
        """Whether reStructuredText is being read."""
        state: object = self.state  # MyST's stand-in is of another type than docutils says.
        return isinstance(state, RSTState)

    @cached_property
    def first_line(self) -> int:
        """The line of the directive.

        MyST counts one too many in a fence of colons that begins with another one, for each that it is nested in.
        """
        if self.is_rst:
            return self.lineno
        path = self.state_machine.get_source_and_line(self.lineno)[0]
        lines = self.temp_data.lines_of(str(path))
        opening = self.block_text.partition("\n")[0].strip()
        near = [number for number in range(self.lineno, max(self.lineno - 6, 0), -1) if number <= len(lines)]
        return next((number for number in near if lines[number - 1].strip(" >*-").endswith(opening)), self.lineno)

    def line_location(self, line: int) -> str:
        """Return ``path:line`` of a line of this input, which may have been included from another file."""
        source, number = self.state_machine.get_source_and_line(line)
        return self._place(source, number or line)

    def _place(self, source: str | None, line: int) -> str:
        # docutils names an included file as seen from the current folder, which need not be that of the next build.
        path = os.path.abspath(source) if source else self.env.doc2path(self.env.docname)  # noqa: PTH100
        return f"{path}:{line}"

    def content_line(self, line: int) -> str:
        """Return ``path:line`` of a line of the content, counted from 1."""
        if self.is_rst and 0 < line <= len(self.content):
            # The lines know where they are from, also where they were included.
            source, offset = self.content.info(line - 1)
            return self._place(source, (offset or 0) + 1)
        # MyST counts from the directive's first line.
        return self.line_location(self.first_line + self.content_offset + line)

    def warn(self, subtype: str, message: str, option: str = "", item: int | None = None) -> None:
        """Have a warning given at an option, or at the directive."""
        self.warn_at(subtype, message, self.location(option, item))

    def warn_at(self, subtype: str, message: str, location: str) -> None:
        """Have a warning given at ``path:line``, once all documents are read, and for as long as this one says so."""
        self.temp_data.mistakes.append(Mistake(subtype, message, location))

    def warn_all(self, problems: Iterable[Problem]) -> None:
        """Have a warning given for each problem, at the option that it is about."""
        for problem in problems:
            self.warn(problem.subtype, problem.message, problem.field or "", problem.item)

    def check_options(self, known: Iterable[str]) -> None:
        """Warn of each option that is not among *known*."""
        known = tuple(known)
        for name, count in Counter(each.name for each in self.written_options).items():
            if count > 1:
                self.warn("option", f"{name[:60]!r} is given {count} times; the last is used, keep one", name)
        for name in self.options:
            if name not in known and name not in COMMON_OPTIONS:
                listed = f"its options are {', '.join(known)}" if known else "it has none"
                directive = self.name.rpartition(":")[2]
                hint = did_you_mean(name, known)
                self.warn("option", f"{name[:60]!r} is not an option of {directive}; {listed}{hint}", name)

    def number(self, option: str, default: int) -> int:
        """Return an option's value, which is a number from 1 up; warn if it is not, and return *default*."""
        text = self.texts.get(option, "").strip()
        if not text:
            return default
        number = count_in(text)
        if number is None:
            self.warn("option", f"{option} {text[:40]!r} is not a number from 1 up", option)
        return number or default

    def request_around(self, option: str, limit: int, target: str = "") -> around_placeholder:
        """Return a placeholder for what is around an event: the one of that name, else the one that this stands in.

        Args:
            option: the one that says what is shown.
            limit: how many of each there are at the most.
            target: what the author names the event by, or nothing.
        """
        show, problems = parse_show(self.texts.get(option, ""), self.settings.schema.taxonomies)
        for problem in problems:
            self.warn(problem.subtype, f"{option} {problem.message}", option)
        placeholder = around_placeholder("", docname=self.env.docname, number=len(self.temp_data.arounds))
        self.temp_data.arounds.append(AroundRequest(show, limit, target, location=self.location()))
        self.set_source_info(placeholder)
        return placeholder

    def choice(self, option: str, choices: Iterable[str], default: str) -> str:
        """Return an option's value, which is one of *choices*; warn if it is not, and return *default*."""
        choices = tuple(choices)
        value = self.texts.get(option, "").strip() or default
        if value in choices:
            return value
        hint = did_you_mean(value, choices)
        self.warn("option", f"{option} {value[:60]!r} is not one of {', '.join(choices)}{hint}", option)
        return default
