"""Windows of a browser on pages of the site."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page

from tests.site.built import Site


def opened(browser: Browser, site: Site, name: str, **settings: Any) -> Page:
    """A page of the site, with a query if it has one, in a window of its own."""
    path, mark, query = name.partition("?")
    page = browser.new_context(**settings).new_page()
    page.goto(f"{(site.folder / path).as_uri()}{mark}{query}")
    return page
