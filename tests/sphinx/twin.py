"""A stand-in for the extension that leaves everything to Sphinx: what plain Sphinx does for the same edits.

It knows the same directives, roles and configuration values, and shows what they hold as text on the page where they
stand. Nothing of it looks at another page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst.states import Inliner
from sphinx.application import Sphinx
from sphinx.domains import Domain, Index, IndexEntry
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from sphinx_retrospective.config import VALUES
from sphinx_retrospective.domain import with_names_as_text
from sphinx_retrospective.drawing.domain_indices import Chronology, TagIndex
from sphinx_retrospective.labels import CATALOG, LOCALE_DIR
from sphinx_retrospective.reading.directives import DIRECTIVES
from sphinx_retrospective.reading.directives.base import AnyOption


class Shown(SphinxDirective):
    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = AnyOption()

    def run(self) -> list[nodes.Node]:
        told = [*self.arguments, *(f"{name} {value}" for name, value in self.options.items())]
        shown: list[nodes.Node] = [nodes.paragraph("", text) for text in told]
        for name in {"file", "events"} & self.options.keys():
            relative, absolute = self.env.relfn2path(self.options[name])
            self.env.note_dependency(relative)
            with open(absolute, encoding="utf-8") as file:  # noqa: PTH123 - as Sphinx hands it over
                shown.append(nodes.literal_block("", file.read()))
        if self.name.rpartition(":")[2] in {"event", "tag"}:
            return [*shown, *self.parse_content_to_nodes()]
        return [*shown, *(nodes.paragraph("", line) for line in self.content)]


def shown(  # noqa: PLR0917 - as docutils calls it
    name: str, rawtext: str, text: str, lineno: int, inliner: Inliner, options: Any = None, content: Any = ()
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    return [nodes.inline(rawtext, text)], []


class _Tags(Index):
    name = TagIndex.name
    localname = TagIndex.localname
    shortname = TagIndex.shortname

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        return [("A", [IndexEntry("a", 0, "index", "", "", "", "")])], False


class _Chronology(_Tags):
    name = Chronology.name
    localname = Chronology.localname
    shortname = Chronology.shortname


class TwinDomain(Domain):
    name = "retro"
    label = "Twin"
    indices: ClassVar = [_Tags, _Chronology]

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.indices = [with_names_as_text(index) for index in self.indices]  # type: ignore[misc]


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_message_catalog(CATALOG, str(LOCALE_DIR))
    for value in VALUES:
        app.add_config_value(value.name, value.default, value.rebuild, types=value.types)
    app.add_domain(TwinDomain)
    for name in DIRECTIVES:
        app.add_directive_to_domain("std", name, Shown)
    for role in ("event", "era", "tag", "org", "person", "place"):
        app.add_role_to_domain("std", role, shown)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
