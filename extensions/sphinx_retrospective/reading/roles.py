"""Roles: references to events, eras and terms."""

from __future__ import annotations

from docutils import nodes
from sphinx.roles import XRefRole


class ObjectRole(XRefRole):
    """``{event}`id` `` or ``{event}`text <id>` ``; for terms, any of their spellings or their slug."""

    innernodeclass = nodes.inline

    def __init__(self, objtype: str) -> None:
        """Refer to objects of that type, whatever name the role is called by."""
        super().__init__(warn_dangling=True)
        self._objtype = objtype

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the reference."""
        self.name = f"retro:{self._objtype}"
        return super().run()
