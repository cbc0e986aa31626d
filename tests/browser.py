"""The browser that the machine has, and its windows."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Playwright, ViewportSize

#: The first has no window to show anything in, and is about twice as fast.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
#: What a browser of Debian's asks its makers for at its start, unless it is told not to.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
#: No other machine is found: what an extension fetches from elsewhere is there on some machines and not on others.
ALONE = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
#: A page is open for a second: to compile its scripts a second time, and to tidy up after them, does not pay.
SHORT_LIVED = ["--js-flags=--no-opt --min-semi-space-size=64 --max-semi-space-size=128"]


def find() -> str | None:
    """Return where it is, or None where there is none."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def start(playwright: Playwright) -> Browser:
    """Start it; skip the test where there is none, unless there has to be one."""
    path = find()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no browser; .ci/run installs one")
        pytest.skip("no browser; install Chromium")
    return playwright.chromium.launch(executable_path=path, args=[*QUIET, *ALONE, *SHORT_LIVED])


#: The size of a window where nothing is said of it.
LAPTOP: Final[ViewportSize] = {"width": 1280, "height": 720}
#: What can be changed in a window that is open, and how it is in a new one.
USUAL: Final = {
    "color_scheme": "light",
    "reduced_motion": "no-preference",
    "forced_colors": "none",
    "contrast": "no-preference",
}


#: What is not shown is not laid out anew for the window of the next page.
_LEAVE: Final = """() => {
  localStorage.clear();
  sessionStorage.clear();
  document.documentElement.style.display = 'none';
}"""


class Windows:
    """Windows that tests use one after the other: to open a new one takes three times as long as to show a page.

    Attributes:
        errors: what scripts said went wrong, in any of them.
    """

    def __init__(self, browser: Browser, folder: Path, server: str) -> None:
        """Make windows.

        Args:
            browser: what they are of.
            folder: what is served.
            server: the address of that.
        """
        self.errors: list[str] = []
        self._browser = browser
        self._folder = folder
        self._server = server
        self._open: dict[object, Page] = {}

    def show(
        self,
        page: Path | str,
        query: str = "",
        *,
        viewport: ViewportSize = LAPTOP,
        script: bool = True,
        touch: bool = False,
        **media: Any,
    ) -> Page:
        """Show a page in a window that has nothing of what was there before.

        What is shown in another window of the same kind is gone.

        Args:
            page: its file, somewhere below what is served, or its address. (From a server it is there in two thirds
                of the time, since the browser keeps what several pages share.)
            query: what comes after its address.
            viewport: the size of the window.
            script: whether scripts run.
            touch: whether there is a touch screen.
            media: what style sheets can ask for, as Playwright's ``emulate_media`` takes it.
        """
        if isinstance(page, Path):
            page = f"{self._server}{quote(page.relative_to(self._folder).as_posix())}"
        window = self._open.get((script, touch))
        if window is None:
            window = self._browser.new_context(java_script_enabled=script, has_touch=touch).new_page()
            window.on("pageerror", lambda error: self.errors.append(str(error)))
            self._open[script, touch] = window
        else:
            window.evaluate(_LEAVE)
            if "#" in page + query:
                # Otherwise this may be a link within the page.
                window.goto("about:blank")
        window.set_viewport_size(viewport)
        window.emulate_media(media="null", **{**USUAL, **media})
        window.goto(page + query)
        # The browser puts the pointer where it was on every new page.
        window.mouse.move(-1, -1)
        session = window.context.new_cdp_session(window)
        session.send("Page.resetNavigationHistory")
        session.detach()
        return window
