"""``tag``: describes a term, as ``py:function`` describes a function."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes

from sphinx_retrospective.core.model import Description
from sphinx_retrospective.core.plain_text import line
from sphinx_retrospective.core.slugs import slugify
from sphinx_retrospective.drawing.event import term_reference
from sphinx_retrospective.gathering.addresses import object_anchor
from sphinx_retrospective.labels import translate
from sphinx_retrospective.names import in_language
from sphinx_retrospective.nodes import count_placeholder, separator, term_head, term_list
from sphinx_retrospective.reading.directives.base import RetroDirective, options


class TagDirective(RetroDirective):
    """A term's title, aliases, parent and text. References to the term lead here."""

    option_spec: ClassVar[Any] = options("aliases", "parent", "taxonomy")

    def make(self) -> list[nodes.Node]:
        """Return the description."""
        self.check_options(("aliases", "parent", "taxonomy"))
        names = [each.name for each in self.settings.schema.taxonomies]
        definition = self.settings.taxonomy(self.choice("taxonomy", names, "tag"))
        assert definition is not None
        title = self.argument
        if not title:
            self.warn("empty", "tag describes nothing; write the tag after it")
            return self.parse_content_to_nodes() if self.content else []
        aliases = definition.split(self.texts.get("aliases", ""))
        parent = line(self.texts.get("parent", ""))
        head = term_head("", "", nodes.inline("", in_language(title), classes=["retro-term-title"]))
        anchor = object_anchor(definition.name, slugify(title))
        if anchor not in self.state.document.ids:
            head["ids"].append(anchor)
            self.state.document.note_explicit_target(head)
        docname = self.env.docname
        if aliases:
            text = translate("also %s") % ", ".join(aliases)
            head += [
                nodes.Text(" "),
                separator("", "("),
                nodes.inline("", text, classes=["retro-aliases"]),
                separator("", ")"),
            ]
        count = count_placeholder("", docname=docname, taxonomy=definition.name, term=title)
        facts = nodes.paragraph("", "", count, classes=["retro-term-facts"])
        if parent:
            facts += [nodes.Text(" · "), nodes.inline("", translate("part of "))]
            facts += term_reference(definition, parent, self.page)
        body = self.parse_content_to_nodes() if self.content else []
        item = nodes.definition_list_item("", head, nodes.definition("", *body, facts))
        self.drafts.descriptions.append(
            Description(
                definition.name,
                title,
                aliases,
                parent,
                docname,
                anchor,
                self.location(),
                self.location("aliases"),
                self.location("parent"),
            )
        )
        described = term_list("", item, classes=["retro-description"])
        self.set_source_info(described)
        return [described]
