"""What the directives that show a taxonomy have in common: their argument names it."""

from __future__ import annotations

from sphinx_retrospective.core.definitions import Definition
from sphinx_retrospective.core.errors import did_you_mean
from sphinx_retrospective.reading.directives.base import RetroDirective


class TaxonomyDirective(RetroDirective):
    """A directive without content whose argument is a taxonomy's name or field; ``tag`` where there is none."""

    def taxonomy(self) -> Definition:
        """Return the taxonomy; warn where there is none of that name, and where there is content."""
        definitions = self.settings.schema.taxonomies
        names = {each.field: each for each in definitions} | {each.name: each for each in definitions}
        argument = self.argument or "tag"
        if argument not in names:
            listed = ", ".join(sorted(each.name for each in definitions))
            message = f"{argument[:60]!r} is not a taxonomy; the taxonomies are {listed}{did_you_mean(argument, names)}"
            self.warn("option", message)
            argument = "tag"
        if any(line.strip() for line in self.content):
            self.warn("option", f"{self.name.rpartition(':')[2]} has no content; write the text outside it")
        return names[argument]
