"""Windows of a browser on pages of the site."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.browser import Windows
from tests.site.built import Site


def opened(windows: Windows, site: Site, name: str, **settings: Any) -> Page:
    """A page of the site, with a query if it has one, in a window of its own."""
    path, mark, query = name.partition("?")
    return windows.show(f"{(site.folder / path).as_uri()}{mark}{query}", **settings)
