"""The cases from other trackers give what the guide says."""

from __future__ import annotations

import re

import pytest

from sphinx_retrospective.core.dates import parse
from sphinx_retrospective.core.display import display_text
from sphinx_retrospective.core.errors import DateError
from tests.docs.examples import GUIDE

PAGE = (GUIDE / "explanation" / "cases.md").read_text("utf-8")
ROWS = re.findall(r"^\| [^|]+ \| `([^`|]+)` \| [^|]+ \| (offers|shows) `([^`|]+)` \|$", PAGE, re.MULTILINE)


def test_most_are_dates() -> None:
    assert len(ROWS) > 15


@pytest.mark.parametrize(("written", "verb", "given"), ROWS)
def test_a_date_gives_what_is_said(written: str, verb: str, given: str) -> None:
    if verb == "shows":
        assert display_text(parse(written), "en", "short").replace("\u202f", " ") == given
        return
    with pytest.raises(DateError) as caught:
        parse(written)
    assert str(caught.value).endswith(f"; write {given}")
    assert parse(given) == parse(parse(given).edtf)
