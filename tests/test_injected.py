"""What looks for injected markup finds it."""

from __future__ import annotations

import pytest

from tests.hostile_text import EVIL
from tests.injected import injected
from tests.sphinx.project import soup_of

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        (f"<p onclick='{EVIL}()'>x</p>", "runs on an event"),
        (f"<img src='{EVIL}'>", "loads or runs a text"),
        ("<a href=' JavaScript:x'>x</a>", "leads to a program"),
        (f"<script>{EVIL}()</script>", "is a program"),
        (f"<style>{EVIL}</style>", "is a program"),
        ('<script type="application/ld+json">"<!--"</script>', "may end its element"),
        (f"<!-- {EVIL} -->", "is a comment"),
        (f"<p title='{EVIL}'>{EVIL} <a href='https://{EVIL}.example'>x</a></p>", ""),
        (f'<script type="application/ld+json">"{EVIL}"</script>', ""),
    ],
)
def test_markup_is_found(html: str, fault: str) -> None:
    assert [each.partition(":")[0] for each in injected(soup_of(html))] == ([fault] if fault else [])
