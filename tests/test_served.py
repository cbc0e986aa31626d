"""What a browser is told to keep: what pages share, if the caller wishes, and never a page."""

from __future__ import annotations

from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.served import serve


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("", "no-store"),
        ("page.html", "no-store"),
        ("page.html?q=a.css", "no-store"),
        ("style.css", "max-age=600"),
        ("style.css?v=1", "max-age=600"),
    ],
)
def test_pages_are_not_kept_and_the_rest_is(tmp_path: Path, name: str, kept: str) -> None:
    for each in ("index.html", "page.html", "style.css"):
        (tmp_path / each).touch()
    for cached in (True, False):
        with serve(tmp_path, cached=cached) as served, urlopen(served.url + name) as answer:
            assert answer.headers["Cache-Control"] == (kept if cached else None)
