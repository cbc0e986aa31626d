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
from sphinx_retrospective.domain_data import DocumentData
from sphinx_retrospective.nodes import tag_page_placeholder

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
        if env.docname != sphinx_tags.overview:
            self._fill_tag_page(document, env)
            return
        super().parse(_source(sphinx_tags), document)
        for words in document.findall(lambda node: isinstance(node, (nodes.title, nodes.rubric))):
            # They are of the configuration, which has its own ways.
            words["translatable"] = False  # type: ignore[index]

    def _fill_tag_page(self, document: nodes.document, env: BuildEnvironment) -> None:
        """Fill *document* with the page of a tag, once all other documents are read."""
        self.setup_parse("", document)  # type: ignore[arg-type, unused-ignore]
        title = title_of_tag_page(env, env.docname)
        section = nodes.section(
            "", nodes.title("", title, translatable=False), names=[nodes.fully_normalize_name(title)]
        )
        document += section
        document.note_implicit_target(section, section)
        section += tag_page_placeholder("", docname=env.docname, file=env.docname.rpartition("/")[2])
        env.metadata[env.docname]["orphan"] = ""
        self.finish_parse()

    def decorate(self, content: StringList) -> None:
        """Leave out what is put around every source: where that includes a file, it means one beside the source."""


def title_of_tag_page(env: BuildEnvironment, docname: str) -> str:
    """Return the title of a document that is the page of a tag."""
    domain, file = retro_domain(env), docname.rpartition("/")[2]
    term = domain.gathered.addresses.tag_of_document(DocumentData(tag_page=file))
    sphinx_tags = domain.settings.sphinx_tags
    return sphinx_tags.title_of(term.title) if term and sphinx_tags else file


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
