"""Events drawn once, as HTML, and placed on page after page.

What an event looks like in a list is the same wherever it is listed, but for the addresses in it. It is drawn as nodes,
like everything else, and these are written by the builder's own translator. Where an address stands, the HTML is cut,
so that each page can put in how to get there from where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, Final, TypeAlias, cast

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from sphinx_retrospective.builders import has_pages_alike
from sphinx_retrospective.core.model import Event
from sphinx_retrospective.drawing.canvas import Canvas
from sphinx_retrospective.drawing.event import draw_item, draw_tags, shape_classes
from sphinx_retrospective.drawing.summaries import plain_summary
from sphinx_retrospective.gathering.gathered import Gathered
from sphinx_retrospective.gathering.references import make_reference
from sphinx_retrospective.nodes import event_list, placed_event
from sphinx_retrospective.sphinx_internals import Translation

#: Noncharacters, which no text is to hold (Unicode, section 23.7).
_OPENS, _ENDS = "\ufdd0", "\ufdd1"
_PLACEHOLDER: Final = re.compile(f"{_OPENS}([0-9]+){_ENDS}")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A drawn event.

    Attributes:
        pieces: HTML, and at every other place an address, which leads on from the top of the output.
        text: all that readers can read in it.
        classes: of the element around it.
    """

    pieces: tuple[str, ...]
    text: str
    classes: tuple[str, ...]

    def on(self, page: str) -> str:
        """Return the HTML as it stands on the page of that address."""
        pieces = list(self.pieces)
        for place in range(1, len(pieces), 2):
            pieces[place] = _way(page, pieces[place])
        return "".join(pieces)


#: Drawn events by the document and the anchor of each; None for one that can't be drawn without its page.
Drawn: TypeAlias = dict[tuple[str, str], Fragment | None]


def fragments_of(gathered: Gathered) -> Fragments | None:
    """Return the drawn events of a project, or None where each page is drawn for itself."""
    return gathered.once(Fragments) if has_pages_alike(gathered.builder) else None


class Fragments:
    """The events of a project, each drawn when it is first asked for."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._fragments: Drawn = {}
        self._translation: Translation | None = None

    def place(self, event: Event, docname: str) -> placed_event | None:
        """Return *event* for a list on a page, or None where it can't be drawn without it."""
        key = (event.docname, event.anchor)
        if key not in self._fragments:
            self._fragments[key] = self._draw(event)
        fragment = self._fragments[key]
        if fragment is None:
            return None
        page = self._gathered.builder.get_target_uri(docname)
        text = nodes.Text(fragment.text)
        return placed_event("", text, fragment=fragment, page=page, classes=list(fragment.classes))

    def draw_ahead(self, events: Iterable[Event]) -> Drawn:
        """Draw *events*, and return them; given to `keep`, they need not be drawn in another process."""
        return {(event.docname, event.anchor): self._draw(event) for event in events}

    def keep(self, drawn: Drawn) -> None:
        """Take over what was drawn elsewhere."""
        self._fragments.update(drawn)

    @property
    def drawn(self) -> Drawn:
        """What is drawn so far."""
        return self._fragments

    def lacks(self, event: Event) -> bool:
        """Tell whether *event* is still to be drawn."""
        return (event.docname, event.anchor) not in self._fragments

    def _draw(self, event: Event) -> Fragment | None:
        summary = plain_summary(self._gathered, event)
        if summary is None:
            return None
        canvas = _NoPage(event.docname, self._gathered.settings, self._gathered.language, self._gathered)
        title = canvas.refer_by_title("event", event.id, event.title)
        body = [summary] if summary.children else []
        item = draw_item(event, title, [*body, *draw_tags(event, canvas)], canvas)
        # The visitors look at what is around an item.
        event_list("", item, variant="list", label="")
        addresses: list[str] = []
        for reference in item.findall(nodes.reference):
            if reference.attributes.pop("from_top", False):
                addresses.append(reference["refuri"])
                reference["refuri"] = f"{_OPENS}{len(addresses) - 1}{_ENDS}"
        if self._translation is None:
            self._translation = Translation(cast("StandaloneHTMLBuilder", self._gathered.builder))
        html = self._translation.html(item.children)
        pieces = _PLACEHOLDER.split(html)
        if len(pieces) != 2 * len(addresses) + 1:
            # A text holds noncharacters all the same.
            return None
        pieces[1::2] = [addresses[int(number)] for number in pieces[1::2]]
        return Fragment(tuple(pieces), " ".join(item.astext().split()), tuple(shape_classes(event, canvas.settings)))


class _NoPage(Canvas):
    """Draws what stands on no page yet: addresses lead on from the top of the output."""

    __slots__ = ()

    def refer(self, objtype: str, target: str, content: nodes.Element, **attributes: Any) -> nodes.Element:
        """Return a reference that leads on from the top."""
        found = self.gathered.find(objtype, target, self.docname)
        return make_reference(found, attributes, content, None, self.gathered.builder) if found else content


def _way(page: str, address: str) -> str:
    """Return how to get from a page to an address, both from the top of the output, for an attribute of HTML."""
    path, hash_sign, anchor = address.partition("#")
    if path == page:
        return escape(f"{hash_sign}{anchor}") or "#"
    return _way_out(page[: page.rfind("/") + 1], address)


@lru_cache(maxsize=2**16)
def _way_out(folder: str, address: str) -> str:
    path, hash_sign, anchor = address.partition("#")
    return escape(f"{relative_uri(f'{folder}_', path)}{hash_sign}{anchor}")
