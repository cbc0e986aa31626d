"""Links: every form, and nothing that a browser would run."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_retrospective.core.errors import LinkError
from sphinx_retrospective.core.links import DEFAULT_SCHEMES, Link, parse_link


@pytest.mark.parametrize(
    ("text", "url", "label"),
    [
        ("https://example.org", "https://example.org", "example.org"),
        ("  https://example.org/post\n", "https://example.org/post", "example.org"),
        ("http://www.example.org/a?b=c#d", "http://www.example.org/a?b=c#d", "example.org"),
        ("HTTPS://Example.ORG/A", "HTTPS://Example.ORG/A", "example.org"),
        ("https://user@example.org:8080/", "https://user@example.org:8080/", "example.org"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x", "2001:db8::1"),
        ("https://пример.рф/путь", "https://пример.рф/путь", "пример.рф"),
        ("ftp://example.org/file", "ftp://example.org/file", "example.org"),
        ("mailto:me@example.org", "mailto:me@example.org", "me@example.org"),
        ("The post <https://example.org/post>", "https://example.org/post", "The post"),
        ("The post<https://example.org/post>", "https://example.org/post", "The post"),
        ("Notes: a, b & c < https://example.org >", "https://example.org", "Notes: a, b & c"),
        ("<https://example.org>", "https://example.org", "example.org"),
        ("javascript:alert(1) <https://example.org>", "https://example.org", "javascript:alert(1)"),
        ("https://example.org/a:b", "https://example.org/a:b", "example.org"),
        ("https://example.org/?u=javascript:x", "https://example.org/?u=javascript:x", "example.org"),
    ],
)
def test_forms(text: str, url: str, label: str) -> None:
    assert parse_link(text) == Link(url, label)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "jAvAsCrIpT://example.org/%0aalert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "java\r\nscript:alert(1)",
        "javascript\t:alert(1)",
        " \x01javascript:alert(1)",
        "\x00javascript:alert(1)",
        "\x1fjavascript:alert(1)",
        "\ufeffjavascript:alert(1)",
        "\u200bjavascript:alert(1)",
        "\u2028javascript:alert(1)",
        "\u00a0javascript:alert(1)",
        "javascript&#58;alert(1)",
        "javascript&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "&Tab;javascript:alert(1)",
        "javascript%3Aalert(1)",
        "ｊavascript:alert(1)",
        "javascript：alert(1)",
        "vbscript:msgbox(1)",
        "VBScript:msgbox(1)",
        "data:text/html,<b>x</b>",
        "data:text/html;base64,PHNjcmlwdD4=",
        "DATA:text/html;base64,PHNjcmlwdD4=",
        "blob:https://example.org/x",
        "view-source:https://example.org",
        "file:///etc/passwd",
        "about:blank",
        "tel:+33298000000",
        "x-scheme+y.z:w",
    ],
)
@pytest.mark.parametrize("form", ["{}", "Label <{}>", "<{}>"])
def test_schemes_that_run_or_read_something(url: str, form: str) -> None:
    with pytest.raises(LinkError):
        parse_link(form.format(url))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"^a link without an address; write it as https://example\.org or Label <https://example\.org>$"),
        (" \n", "without an address"),
        ("<>", "without an address"),
        ("Label <>", "without an address"),
        ("Label < >", "without an address"),
        (
            "/docs/index.html",
            "not an absolute address; start it with one of the schemes ftp, ftps, http, https, mailto$",
        ),
        ("docs/index.html", "not an absolute address"),
        ("../up", "not an absolute address"),
        ("?query", "not an absolute address"),
        ("#fragment", "not an absolute address"),
        ("//example.org/x", "not an absolute address"),
        (r"\\example.org\x", "or backslashes"),
        ("just words", "holds white space, control characters or backslashes; write one link a line"),
        ("https://a.org https://b.org", "holds white space"),
        ("https://a.org\x7f", "holds white space, control"),
        ("Label <https://a.org> more", "holds white space"),
        ("example.org", "perhaps 'https://example.org' is meant$"),
        ("www.example.org/page", "perhaps 'https://www.example.org/page' is meant$"),
        ("javascript:alert(1)", "^the scheme of 'javascript:alert.1.' is not allowed; use one of ftp, ftps, http"),
        ("localhost:8000", "scheme of 'localhost:8000' is not allowed"),
        ("https:", "names no host; write https://example.org/page$"),
        ("https:///path", "names no host"),
        ("https:example.org", "names no host"),
        ("https:/example.org", "names no host"),
        ("https://?x", "names no host"),
        ("https://user@/", "names no host"),
        (r"https:\\example.org", "or backslashes"),
        (r"https://example.org\@elsewhere.example", "or backslashes"),
        ("https://[::1/", "^'https://\\[::1/' is not an address: invalid ipv6 url; write https://example.org/page$"),
        ("https://::1]/", "is not an address: invalid ipv6 url"),
        ("mailto:", "^'mailto:' names"),
    ],
)
def test_messages_say_what_would_be_right(text: str, message: str) -> None:
    with pytest.raises(LinkError, match=message) as caught:
        parse_link(text)
    assert caught.value.subtype == "link"
    assert "\n" not in str(caught.value)


def test_a_long_address_is_shortened_in_its_message() -> None:
    with pytest.raises(LinkError) as caught:
        parse_link("data:" + "x" * 5000)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("text", ["https://www.", "https://www./page"])
def test_a_label_is_never_empty(text: str) -> None:
    assert parse_link(text).label == "www."


def test_other_schemes() -> None:
    assert parse_link("Call <tel:+33298000000>", ("tel",)) == Link("tel:+33298000000", "Call")
    assert parse_link("GEMINI://example.org/", ("gemini",)).url == "GEMINI://example.org/"
    with pytest.raises(LinkError, match=r"use one of tel$"):
        parse_link("https://example.org", ("tel",))


# What is accepted, read by others -----------------------------------------------------------------------------------

junk = st.text(alphabet="\x00\x01\t\n\r \x1f\x7f\u00a0\u200b\u2028\ufeff", max_size=2)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """Texts on the border of what is a link: schemes with something between their letters, in and out of a label."""
    scheme = draw(st.sampled_from(["javascript", "data", "vbscript", "https", "http", "mailto", "ftp", "file", ""]))
    if draw(st.integers(0, 3)) == 0:
        scheme = draw(junk).join(scheme)
    if draw(st.booleans()):
        scheme = "".join(draw(st.sampled_from([sign.upper(), sign.lower()])) for sign in scheme)
    rest = draw(
        st.sampled_from(["//example.org/x", "alert(1)", "//", "/x", "me@example.org", "//[::1", r"\\example.org"])
    )
    colon = draw(st.sampled_from([":", ":", ":", "&#58;", "：", "%3a", ""]))
    before, middle, after, end = (draw(st.one_of(st.just(""), st.just(""), junk)) for _ in range(4))
    url = f"{before}{scheme}{middle}{colon}{after}{rest}{end}{draw(st.text(max_size=5))}"
    return draw(st.sampled_from(["{}", "<{}>", "a <{}>"])).format(url)


def scheme_in_browsers(url: str) -> str:
    """Read a scheme as the URL standard does: leading C0 and space dropped, tabs and line ends dropped anywhere."""
    url = re.sub(r"[\t\n\r]", "", url.lstrip("".join(map(chr, range(0x21)))))
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", url)
    return found[1].lower() if found else ""


def test_the_browsers_reading() -> None:
    assert scheme_in_browsers("\x01 java\n\tscript:x") == "javascript"
    assert scheme_in_browsers("/a:b") == ""


@given(st.one_of(addresses(), st.text(), st.from_regex(r"\A[a-z]{1,10}:[^ ]*\Z")))
@example("https://example.org")
@example("https://exa\tmple.org")
@example("Label <https://example.org/\n>")
def test_whatever_is_accepted_has_an_allowed_scheme_for_everyone(text: str) -> None:
    try:
        link = parse_link(text)
    except LinkError:
        return
    assert urlsplit(link.url).scheme in DEFAULT_SCHEMES
    assert scheme_in_browsers(link.url) in DEFAULT_SCHEMES
    assert link.url in text
    assert not re.search(r"\s", link.url)


@given(
    st.sampled_from(["https://example.org/", "http://a.b.c/d?e=f", "mailto:a@b.c"]),
    st.text(alphabet=st.characters(exclude_characters="<>", exclude_categories=["Cc", "Cs", "Z"]), min_size=1),
)
def test_a_label_comes_back(url: str, label: str) -> None:
    assert parse_link(f"{label} <{url}>") == Link(url, label)
    assert parse_link(url).url == url
