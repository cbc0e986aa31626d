"""Windows of a browser on pages of the site."""

from __future__ import annotations

from functools import cache
from typing import Any

from playwright.sync_api import Browser, Frame, Page

from tests.browser import USUAL, Windows
from tests.site.built import Site
from tests.unpainted import Unpainted


def opened(windows: Windows, site: Site, name: str, **settings: Any) -> Page:
    """A page of the site, with a query if it has one, in a window of its own."""
    path, mark, query = name.partition("?")
    return windows.show(site.folder / path, mark + query, **settings)


class Frames:
    """Frames that tests use one after the other, for all that needs neither a pointer nor what is painted.

    To show a page in a window takes three times as long.
    """

    def __init__(self, browser: Browser, server: str) -> None:
        self._server = server
        self._open = cache(lambda script: Unpainted(browser.new_context().new_page(), server, 800, script=script))

    def show(self, name: str, width: int = 1280, *, script: bool = True, **media: Any) -> Frame:
        """Show a page of the site; the next key goes to it.

        Args:
            name: that of the page, with a query if it has one.
            width: that of the frame, which is 800 pixels high.
            script: whether scripts run.
            media: what style sheets can ask for, as Playwright's ``emulate_media`` takes it.
        """
        frame = self._open(script)
        frame.window.emulate_media(**{"media": "null", **USUAL, **media})
        page = frame.show(self._server + name, width)
        frame.window.focus("iframe")
        return page

    def resize(self, width: int, *, script: bool = True) -> None:
        """Give the frame that was shown last another width."""
        self._open(script).resize(width)
