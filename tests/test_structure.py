"""The choice of pages to look at leaves out those alone that have nothing of their own."""

from __future__ import annotations

from lxml.html import HtmlElement, document_fromstring

from tests.structure import shapes, telling

PLAIN = "<main><p class='a'>Text <a href='#'>link</a></p></main>"


def _pages(**pages: str) -> dict[str, HtmlElement]:
    return {name: document_fromstring(page) for name, page in pages.items()}


def test_of_two_pages_alike_one_is_looked_at() -> None:
    assert telling(_pages(one=PLAIN, two=PLAIN.replace("Text", "Other text"))) == ["one"]


def test_a_page_with_anything_of_its_own_is_looked_at() -> None:
    for other in (
        PLAIN.replace("<a", "<a class='b'"),
        PLAIN.replace("<a", "<a aria-label='x'"),
        PLAIN.replace("<a", "<a role='button'"),
        PLAIN.replace("class='a'", "class='a b'"),
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


def test_of_each_kind_one_event_is_looked_at_whatever_else_it_is() -> None:
    pages = _pages(
        talk="<p class='retro-item retro-kind-talk'><b>T</b></p>",
        job="<p class='retro-item retro-kind-job retro-open'><b>T</b></p>",
        both="<p class='retro-item retro-kind-talk retro-open'><b>T</b></p>",
        post="<p class='retro-item retro-kind-post'><b>T</b></p>",
    )
    assert sorted(telling(pages)) == ["job", "post", "talk"]
