"""The libraries that some formats need, which are installed by extras of the package."""

from __future__ import annotations

from sphinx_retrospective.core.errors import DataError


def missing(format_name: str, library: str, extra: str) -> DataError:
    """Return what is to be raised where *library*, which reads a format, is not installed."""
    return DataError(
        f"{format_name} is read with {library}, which is not installed; "
        f"install it with: pip install 'sphinx-retrospective[{extra}]'"
    )
