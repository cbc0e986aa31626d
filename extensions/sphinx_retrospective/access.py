"""The way from Sphinx's environment to our domain, with its type."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinx.environment import BuildEnvironment

if TYPE_CHECKING:
    from sphinx_retrospective.domain import RetroDomain


def retro_domain(env: BuildEnvironment) -> RetroDomain:
    """Return our domain."""
    return cast("RetroDomain", env.domains["retro"])
