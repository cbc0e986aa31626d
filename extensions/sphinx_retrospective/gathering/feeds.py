"""The feeds of terms and eras that a project asks for, as far as there is something that they are of."""

from __future__ import annotations

from sphinx_retrospective.builders import exports_of
from sphinx_retrospective.core.errors import Problem
from sphinx_retrospective.core.query import unknown_terms
from sphinx_retrospective.core.slugs import slugify
from sphinx_retrospective.exports.feeds import Feed
from sphinx_retrospective.exports.registry import ATOM
from sphinx_retrospective.gathering.addresses import slug_in_anchor
from sphinx_retrospective.gathering.gathered import Gathered
from sphinx_retrospective.text_digest import digest_of_text

#: How much of a digest tells two ids apart that have one slug.
_FINGERPRINT = 6


class Feeds:
    """What ``retro_feeds`` names, for the builder at work.

    Attributes:
        feeds: each once, however often and by whatever spelling it is named; none where no feed is written.
        problems: what is wrong with the names.
    """

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self.problems: list[Problem] = []
        found: dict[str, Feed] = {}
        if ATOM in exports_of(gathered.builder, gathered.settings):
            for objtype, name in gathered.settings.feeds:
                feed = self._of_era(name) if objtype == "era" else self._of_term(objtype, name)
                if feed:
                    found.setdefault(feed.filename, feed)
        self.feeds: tuple[Feed, ...] = tuple(found.values())

    def on(self, docname: str) -> list[Feed]:
        """Return the feeds that a page names in its head, besides that of the whole site."""
        return [each for each in self.feeds if each.docname == docname]

    def _of_era(self, name: str) -> Feed | None:
        chronicle = self._gathered.chronicle
        era = chronicle.era(name)
        if era is None:
            self._add_problem(f"there is no era {name[:60]!r}{chronicle.era_names.hint(name)}")
            return None
        if not any(era.id in event.eras for event in chronicle.events):
            self._add_problem(f"no event is in the era {name[:60]!r}")
            return None
        if message := chronicle.era_ids.ambiguity(name):
            self._add_problem(message, "reference")
        # An id can be longer than the name of a file, and differ from another in nothing but case.
        slug = slugify(era.id)
        if slug != era.id:
            slug = f"{slug}-{digest_of_text(era.id)[:_FINGERPRINT]}"
        return Feed("era", era.id, era.title, f"era-{slug}", era.docname)

    def _of_term(self, taxonomy_name: str, name: str) -> Feed | None:
        taxonomy = self._gathered.chronicle.taxonomies[taxonomy_name]
        term = taxonomy.find(name)
        if term is None:
            self.problems += (_named(each) for each in unknown_terms(taxonomy, [name], "retro_feeds"))
            return None
        if term.is_hidden:
            self._add_problem(f"the {taxonomy_name} {name[:60]!r} is hidden, and has no feed")
            return None
        if not term.events:
            self._add_problem(f"no event has the {taxonomy_name} {name[:60]!r}")
            return None
        page = self._gathered.addresses.listing(term)
        # Where a term has an entry in an index only, that page is not its own.
        docname = page.docname if page and not page.anchor else ""
        return Feed(taxonomy_name, term.slug, term.title, f"{taxonomy_name}-{slug_in_anchor(term.slug)}", docname)

    def _add_problem(self, message: str, subtype: str = "term") -> None:
        self.problems.append(_named(Problem(subtype, message)))


def _named(problem: Problem) -> Problem:
    """Say where the name is: in the configuration, which has no lines."""
    return Problem(problem.subtype, f"retro_feeds: {problem.message}")
