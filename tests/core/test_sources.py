"""Other sites, as the configuration names them."""

from __future__ import annotations

import pytest

from sphinx_retrospective.core.errors import LinkError
from sphinx_retrospective.core.sources import Source, parse_source

TOP = "https://work.example/en/"


@pytest.mark.parametrize(
    ("entry", "source", "is_remote"),
    [
        ((TOP, None), Source("work", TOP, f"{TOP}retrospective.json"), True),
        (("https://work.example/en", None), Source("work", TOP, f"{TOP}retrospective.json"), True),
        ([TOP, ""], Source("work", TOP, f"{TOP}retrospective.json"), True),
        ((TOP, "history/work.json"), Source("work", TOP, "history/work.json"), False),
        ((TOP, "http://cdn.example/x.json"), Source("work", TOP, "http://cdn.example/x.json"), True),
        ((TOP, "file:///etc/passwd"), Source("work", TOP, "file:///etc/passwd"), False),
    ],
    ids=str,
)
def test_an_entry(entry: object, source: Source, is_remote: bool) -> None:
    assert parse_source("work", entry) == source
    assert source.is_remote == is_remote


@pytest.mark.parametrize(
    ("name", "entry", "message"),
    [
        ("Work", (TOP, None), "'Work' is not a source's name"),
        (1, (TOP, None), "1 is not a source's name"),
        ("work", TOP, "source 'work' is "),
        ("work", (TOP,), "source 'work' is "),
        ("work", (TOP, 1), "source 'work' is "),
        ("work", (None, None), "source 'work' is "),
        (
            "work",
            ("work.example", None),
            "the address of source 'work' can't be used: 'work.example' is not an absolute",
        ),
        ("work", (TOP, "http://[bad"), "the address of source 'work' can't be used: 'http://.bad' is not an address"),
        ("work", ("javascript:alert(1)", None), "the scheme of 'javascript:alert.1.' is not allowed"),
    ],
    ids=str,
)
def test_an_entry_that_is_none(name: object, entry: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_source(name, entry)


SOURCE = Source("work", TOP, "work.json")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("life.html#x", f"{TOP}life.html#x"),
        ("https://other.example/y", "https://other.example/y"),
        ("", TOP),
        ("//other.example/z", "https://other.example/z"),
    ],
)
def test_where_an_event_is_told(url: str, address: str) -> None:
    assert SOURCE.address(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@b.example",
        "a b.html",
        "https://a\\b/",
        "http://[bad",
        "http://\u2100.example/x",
    ],
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(LinkError):
        SOURCE.address(url)
