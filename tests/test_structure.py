"""The choice of pages to look at leaves out those alone that have nothing of their own."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement, document_fromstring

from tests.structure import shapes, telling

PLAIN = "<main><p class='plain'>Text <a href='#'>link</a></p></main>"


def _pages(**pages: str) -> dict[str, HtmlElement]:
    return {name: document_fromstring(page) for name, page in pages.items()}


def test_of_two_pages_alike_one_is_looked_at() -> None:
    assert telling(_pages(one=PLAIN, two=PLAIN.replace("Text", "Other text"))) == ["one"]


def test_a_page_with_anything_of_its_own_is_looked_at() -> None:
    for other in (
        PLAIN.replace("<a", "<a class='other'"),
        PLAIN.replace("<a", "<a aria-label='x'"),
        PLAIN.replace("<a", "<a role='button'"),
        PLAIN.replace("class='plain'", "class='plain other'"),
        PLAIN.replace("main>", "div>"),
        PLAIN.replace("</p>", "<img src='x'></p>"),
        PLAIN.replace("</p>", "<img src='x' alt='x'></p>"),
    ):
        pages = _pages(one=PLAIN, other=other, third=PLAIN)
        chosen = telling(pages)
        assert "other" in chosen
        assert "third" not in chosen
        assert set().union(*(shapes(pages[name]) for name in chosen)) == shapes(pages["one"]) | shapes(pages["other"])


def test_what_is_looked_at_elsewhere_is_enough() -> None:
    elsewhere = _pages(there=PLAIN)
    pages = _pages(one=PLAIN, other=PLAIN.replace("</p>", "<img src='x'></p>"))
    assert telling(pages, besides=elsewhere.values()) == ["other"]
    assert telling(_pages(one=PLAIN), besides=elsewhere.values()) == []


@pytest.mark.parametrize("prefix", ["retro-kind-", "retro-colour-", "highlight-", "k", "toctree-l"])
def test_of_each_look_one_is_looked_at_whatever_else_it_is(prefix: str) -> None:
    pages = _pages(
        one=f"<p class='long {prefix}1'><b>T</b></p>",
        two=f"<p class='long {prefix}2 open'><b>T</b></p>",
        both=f"<p class='long {prefix}1 open'><b>T</b></p>",
        three=f"<p class='long {prefix}3'><b>T</b></p>",
    )
    assert sorted(telling(pages)) == ["one", "three", "two"]
