"""The browser that the machine has."""

from __future__ import annotations

import os
import shutil

import pytest
from playwright.sync_api import Browser, Playwright

#: The first has no window to show anything in, and is about twice as fast.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
#: What a browser of Debian's asks its makers for at its start, unless it is told not to.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


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
    return playwright.chromium.launch(executable_path=path, args=QUIET)
