"""Axe finds nothing wrong in any page of the guide, in either colour scheme, on a laptop and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.accessibility import violations
from tests.site.built import Site
from tests.structure import telling

# A file for each half of the site, which two workers share.
pytestmark = pytest.mark.once


def test_axe_finds_nothing(browser: Browser, site: Site) -> None:
    assert len(site.pages) > 150
    names = [name for name in telling(site.pages) if name.startswith("guide/")]
    assert len(names) > 10
    assert "\n".join(map(str, violations(browser, site.folder, names))) == ""
