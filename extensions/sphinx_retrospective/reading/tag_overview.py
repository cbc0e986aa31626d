"""Reads the document with all tags, of projects that come from sphinx-tags: it is made of the configuration."""

from __future__ import annotations

import re
from typing import ClassVar

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.environment import BuildEnvironment
from sphinx.parsers import RSTParser

from sphinx_retrospective.core.plain_text import line
from sphinx_retrospective.core.sphinx_tags import SphinxTags
from sphinx_retrospective.domain import retro_domain

#: A role as MyST writes it.
_MYST_ROLE = re.compile(r"\{([a-zA-Z][\w:.+-]*)\}(`[^`]+`)")


class OverviewParser(RSTParser):
    """Reads what sphinx-tags would have written as the source of the document."""

    supported: ClassVar[tuple[str, ...]] = ("retro-tags",)

    def parse(self, inputstring: str | StringList, document: nodes.document) -> None:
        """Fill *document* with all tags, whatever is in its source."""
        env: BuildEnvironment = document.settings.env
        sphinx_tags = retro_domain(env).settings.sphinx_tags
        assert sphinx_tags is not None
        super().parse(_source(sphinx_tags), document)
        for words in document.findall(lambda node: isinstance(node, (nodes.title, nodes.rubric))):
            # They are of the configuration, which has its own ways.
            words["translatable"] = False  # type: ignore[index]

    def decorate(self, content: StringList) -> None:
        """Leave out what is put around every source: where that includes a file, it means one beside the source."""


def _source(sphinx_tags: SphinxTags) -> str:
    title = _inline(sphinx_tags.overview_title)
    # A line is at least as long as a title of wide letters.
    lines = [":orphan:", "", ".. _tagoverview:", "", title, "#" * (2 * len(title)), ""]
    if sphinx_tags.index_head:
        lines += [f".. rubric:: {_inline(sphinx_tags.index_head)}", ""]
    return "\n".join([*lines, ".. retro:tag-index::", ""])


def _inline(text: str) -> str:
    """Return words of the configuration in one line, with roles as reStructuredText has them."""
    return line(_MYST_ROLE.sub(r":\1:\2", text))
