"""``tag``: describes a term, as ``py:function`` describes a function."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, Final

from docutils import nodes

from sphinx_retrospective.core.slugs import slugify
from sphinx_retrospective.core.vocabulary import FIELDS, OTHER_NAMES, describe
from sphinx_retrospective.drawing.event import term_reference
from sphinx_retrospective.gathering.addresses import object_anchor
from sphinx_retrospective.labels import translate
from sphinx_retrospective.names import in_language
from sphinx_retrospective.nodes import count_placeholder, separator, term_head, term_list
from sphinx_retrospective.reading.directives.base import RetroDirective, options

_OPTIONS: Final = (*FIELDS, *OTHER_NAMES, "taxonomy")


class TagDirective(RetroDirective):
    """A term's title, aliases, parents and text. References to the term lead here."""

    option_spec: ClassVar[Any] = options(*_OPTIONS)

    def make(self) -> list[nodes.Node]:
        """Return the description."""
        self.check_options(_OPTIONS)
        names = [each.name for each in self.settings.schema.taxonomies]
        definition = self.settings.taxonomy(self.choice("taxonomy", names, "tag"))
        assert definition is not None
        if not self.argument:
            self.warn("empty", "tag has no title; write it after the name of the directive")
            return self.parse_content_to_nodes() if self.content else []
        values: dict[str, str | list[str]] = {
            name: "" if value is None else str(value)
            for name, value in self.options.items()
            if name in {*FIELDS, *OTHER_NAMES}
        }
        described, problems = describe(self.argument, values, definition)
        self.warn_all(problems)
        title = described.title
        head = term_head("", "", nodes.inline("", in_language(title), classes=["retro-term-title"]))
        anchor = object_anchor(definition.name, slugify(title))
        if anchor not in self.state.document.ids:
            head["ids"].append(anchor)
            self.state.document.note_explicit_target(head)
        docname = self.env.docname
        if described.aliases:
            text = translate("also %s") % ", ".join(described.aliases)
            head += [
                nodes.Text(" "),
                separator("", "("),
                nodes.inline("", text, classes=["retro-aliases"]),
                separator("", ")"),
            ]
        count = count_placeholder("", docname=docname, taxonomy=definition.name, term=title)
        facts = nodes.paragraph("", "", count, classes=["retro-term-facts"])
        for number, parent in enumerate(described.parents or ()):
            facts += nodes.Text(", ") if number else nodes.inline("", " · " + translate("part of "))
            facts += term_reference(definition, parent, self.page)
        body = self.parse_content_to_nodes() if self.content else []
        item = nodes.definition_list_item("", head, nodes.definition("", *body, facts))
        self.temp_data.descriptions.append(
            replace(
                described,
                docname=docname,
                anchor=anchor,
                location=self.location(),
                aliases_location=self.location("aliases"),
                parents_location=self.location("parents" if "parents" in self.options else "parent"),
            )
        )
        drawn = term_list("", item, classes=["retro-description"], is_hidden=described.is_hidden)
        self.set_source_info(drawn)
        return [drawn]
