"""What our directives have in common: their options, their warnings, and the place of each of these in the source."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from docutils.parsers.rst import directives
from docutils.parsers.rst.states import RSTState
from sphinx.util.docutils import SphinxDirective

from sphinx_retrospective.access import retro_domain
from sphinx_retrospective.config import Settings
from sphinx_retrospective.core.errors import Problem, did_you_mean
from sphinx_retrospective.drafts import Drafts, drafts_of
from sphinx_retrospective.drawing.page import Page
from sphinx_retrospective.warnings import Mistake

if TYPE_CHECKING:
    from sphinx_retrospective.domain import RetroDomain


class AnyOption(dict[str, Callable[[str], Any]]):
    """An option specification that takes every option as text.

    docutils refuses a directive as a whole for one option that it does not know; ours say so themselves, and go on.
    """

    def __missing__(self, name: str) -> Callable[[str], Any]:
        return directives.unchanged


def options(*names: str) -> AnyOption:
    """Return a specification that names these options, for those that ask, and takes others too."""
    return AnyOption(dict.fromkeys(names, directives.unchanged))


class RetroDirective(SphinxDirective):
    """A directive of ours."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = options()

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
    def drafts(self) -> Drafts:
        """The drafts of the document."""
        return drafts_of(self.env)

    @property
    def argument(self) -> str:
        """The argument, in one line; empty where there is none."""
        return " ".join(self.arguments[0].split()) if self.arguments else ""

    @property
    def texts(self) -> dict[str, str]:
        """The options that have a value, as text."""
        return {name: str(value) for name, value in self.options.items() if value is not None}

    def location(self, option: str = "") -> str:
        """Return ``path:line`` of an option, or of the directive."""
        offset = 0
        if option:
            wanted = re.compile(rf"\s*:?{re.escape(option)}\s*:")
            lines = enumerate(self.block_text.splitlines())
            offset = next((number for number, line in lines if number and wanted.match(line)), 0)
        return self.line_location(self.lineno + offset)

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
        state: object = self.state  # MyST's stand-in is of another type than docutils says.
        if isinstance(state, RSTState) and 0 < line <= len(self.content):
            # The lines know where they are from, also where they were included.
            source, offset = self.content.info(line - 1)
            return self._place(source, (offset or 0) + 1)
        # MyST counts from the directive's first line.
        return self.line_location(self.lineno + self.content_offset + line)

    def warn(self, subtype: str, message: str, option: str = "") -> None:
        """Have a warning given at an option, or at the directive."""
        self.warn_at(subtype, message, self.location(option))

    def warn_at(self, subtype: str, message: str, location: str) -> None:
        """Have a warning given at ``path:line``, once all documents are read, and for as long as this one says so."""
        self.drafts.mistakes.append(Mistake(subtype, message, location))

    def warn_all(self, problems: Iterable[Problem]) -> None:
        """Have a warning given for each problem, at the option that it is about."""
        for problem in problems:
            self.warn(problem.subtype, problem.message, problem.field or "")

    def check_options(self, known: Iterable[str]) -> None:
        """Warn of each option that is not among *known*."""
        known = tuple(known)
        for name in self.options:
            if name not in known:
                listed = f"its options are {', '.join(known)}" if known else "it has none"
                directive = self.name.rpartition(":")[2]
                hint = did_you_mean(name, known)
                self.warn("option", f"{name[:60]!r} is not an option of {directive}; {listed}{hint}", name)

    def choice(self, option: str, choices: Iterable[str], default: str) -> str:
        """Return an option's value, which is one of *choices*; warn if it is not, and return *default*."""
        choices = tuple(choices)
        value = self.texts.get(option, "").strip() or default
        if value in choices:
            return value
        hint = did_you_mean(value, choices)
        self.warn("option", f"{option} {value[:60]!r} is none of {', '.join(choices)}{hint}", option)
        return default
