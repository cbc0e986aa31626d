"""``tags``: the tags of a page or a section."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes

from sphinx_retrospective.core.definitions import unique
from sphinx_retrospective.core.sphinx_tags import split_tags
from sphinx_retrospective.drawing.event import draw_tag_line
from sphinx_retrospective.reading.directives.base import RetroDirective, options
from sphinx_retrospective.reading.temp_data import PendingTagging


class TagsDirective(RetroDirective):
    """Tags, separated by commas, in the argument or the content; of another taxonomy if the option names one."""

    option_spec: ClassVar[Any] = options("taxonomy")

    def make(self) -> list[nodes.Node]:
        """Return the line of tags."""
        self.check_options(("taxonomy",))
        names = [each.name for each in self.settings.schema.taxonomies]
        definition = self.settings.taxonomy(self.choice("taxonomy", names, "tag"))
        assert definition is not None
        # A line of the content ends a tag, as in sphinx-tags; the argument is one line, however it is broken.
        text = "\n".join([self.argument, *self.content])
        is_old = self.settings.sphinx_tags is not None and definition.name == "tag"
        labels = unique(map(definition.named, split_tags(text))) if is_old else definition.split(text)
        if not labels:
            self.warn("empty", "tags is empty; write tags after it, separated by commas")
            return []
        line = draw_tag_line(definition, labels, self.page)
        line["translatable"] = False
        line["number"] = len(self.temp_data.taggings)
        self.temp_data.taggings.append(PendingTagging({definition.name: labels}, self.location()))
        if is_old:
            # As sphinx-tags has it, for templates and style sheets of the project.
            self.env.metadata[self.env.docname]["tags"] = list(labels)
            line["classes"].append("tags")
        return [line]
