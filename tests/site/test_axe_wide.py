"""Axe finds nothing wrong in anything that a page of the site has, in either colour scheme, in a window of 1440 px."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.accessibility import WIDE, violations
from tests.site.built import Site
from tests.structure import telling

# A file for each width, which two workers share.
pytestmark = pytest.mark.once


def test_axe_finds_nothing(browser: Browser, site: Site) -> None:
    assert len(site.pages) > 150
    assert "\n".join(map(str, violations(browser, site.folder, telling(site.pages), WIDE))) == ""
