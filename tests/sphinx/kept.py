"""What Sphinx works out in each build and need not, where one process makes hundreds of small ones."""

from __future__ import annotations

import importlib.metadata
import logging
from functools import cache
from types import CodeType
from typing import Any

from jinja2.sandbox import SandboxedEnvironment
from sphinx import jinja2glue, registry, theming
from sphinx.util import template

_compiled: dict[tuple[object, ...], CodeType] = {}


class _Environment(SandboxedEnvironment):
    """One that compiles a template only once in this process, whichever project it is for."""

    def compile(self, source: Any, *args: Any, **options: Any) -> Any:
        """Return the code of a template; with the same extensions, names and text it is the same."""
        key = (source, *self.extensions, *args, *options.items())
        if key not in _compiled:
            _compiled[key] = super().compile(source, *args, **options)
        return _compiled[key]


def keep() -> None:
    """Compile each template once, look once for installed themes and builders, and make no records of debugging."""
    entry_points = cache(importlib.metadata.entry_points)
    for module in (jinja2glue, template):
        vars(module)["SandboxedEnvironment"] = _Environment
    for module in (registry, theming):
        vars(module)["entry_points"] = entry_points
    # Sphinx lets every logger through, and its handlers then drop what nobody asked for.
    logging.disable(logging.DEBUG)
