"""What a test says where a program that it runs is missing."""

from __future__ import annotations

import pytest

from tests.tools import need


def test_a_test_is_skipped_where_a_program_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no no-such-program; on Debian: apt-get install its-package"):
        need(**{"no-such-program": "its-package"})


def test_a_test_fails_where_everything_has_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="apt-get install its-package"):
        need(**{"no-such-program": "its-package"})


def test_nothing_happens_where_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    need(sh="dash")
