"""What something is drawn for, and how a reference is made there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx import addnodes

from sphinx_retrospective.nodes import isolated
from sphinx_retrospective.settings import Settings


@dataclass(frozen=True, slots=True)
class Page:
    """A document, or a generated page, that something is drawn for.

    Attributes:
        docname: its name.
        settings: the project's.
        language: the project's.
    """

    docname: str
    settings: Settings
    language: str

    def refer(self, objtype: str, target: str, content: nodes.Element, **attributes: Any) -> nodes.Element:
        """Return a reference to an object of ours, which is resolved when the page is written.

        Args:
            objtype: one of our types, or ``page``.
            target: its id, or any spelling of a term.
            content: what the reference is written around.
            attributes: those of a ``pending_xref``.
        """
        return addnodes.pending_xref(
            "",
            content,
            refdomain="retro",
            reftype=objtype,
            reftarget=target,
            refwarn=True,
            refdoc=self.docname,
            **attributes,
        )

    def refer_by_title(self, objtype: str, target: str, title: str) -> nodes.Element:
        """Return a reference to an event, an era or a page under its title, with the markup that this has."""
        return self.refer(objtype, target, isolated("", title), refexplicit=objtype == "page")

    def refer_by_text(self, objtype: str, target: str, text: str) -> nodes.Element:
        """Return a reference under a text."""
        return self.refer(objtype, target, isolated("", text), refexplicit=True)
