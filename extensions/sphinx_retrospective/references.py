"""References to what does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains import Domain

from sphinx_retrospective.warnings import warn

if TYPE_CHECKING:
    from sphinx_retrospective.domain import RetroDomain


def warn_missing(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Say what a reference to one of our objects misses, and what may be meant (``warn-missing-reference``)."""
    if node.get("quiet"):
        # What is wrong with it is said elsewhere.
        return True
    if domain is None or domain.name != "retro":
        return None
    objtype, target = node["reftype"], node["reftarget"]
    if objtype not in domain.object_types:
        return None
    hint = cast("RetroDomain", domain).suggestion(objtype, target, node.get("refdoc", ""))
    location = f"{node.source}:{node.line}" if node.source and node.line else node.get("refdoc")
    message = f"there is no {objtype} {target[:80]!r}{hint or '; declare it, or correct the reference'}"
    warn("reference", message, location)
    return True
