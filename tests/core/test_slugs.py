"""Addresses: readable, safe, and different for different names."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote, unquote

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sphinx_retrospective.core.slugs import distinct_slugs, identity, is_id, slugify

#: Names that only differ in what an address has no room for, so that groups of clashing names are common.
close_names = st.text(alphabet="aAb +#-./\u0301\u200b😀", min_size=1, max_size=6)
names = st.one_of(close_names, st.text(max_size=30)).filter(lambda name: name.strip() != "" and identity(name) != "")
#: Letters whose upper case composes otherwise than their lower case does.
GREEK = "\u03aa\u0301"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("F#", "f-sharp"),
        (".NET", "dot-net"),
        ("ASP.NET", "asp-net"),
        ("R&D", "r-and-d"),
        ("100%", "100-percent"),
        ("me@work", "me-at-work"),
        ("Node.js", "node-js"),
        ("  Warp   10 ", "warp-10"),
        ("HBase / HDFS", "hbase-hdfs"),
        ("a--b", "a-b"),
        ("snake_case", "snake-case"),
        ("Straße", "strasse"),
        ("İstanbul", "i\u0307stanbul"),
        ("Ａｐａｃｈｅ", "apache"),
        ("Café", "café"),
        ("Cafe\u0301", "café"),
        ("Москва", "москва"),
        ("東京 大学", "東京-大学"),
        ("مَرحبًا بك", "مَرحبًا-بك"),
        ("हिन्दी", "हिन्दी"),
        ("😀", "u1f600"),
        ("😀 😀", "u1f600-u1f600"),
        ("++", "plus-plus"),
        ("...", "dot"),
        ("-", "u2d"),
        ("\u200b", "u200b"),
        ("\x00", "u0"),
        ("<script>", "script"),
        ("../../etc/passwd", "dot-etc-passwd"),
        ("a\u202eb", "a-b"),
    ],
)
def test_slugify(name: str, slug: str) -> None:
    assert slugify(name) == slug


@pytest.mark.parametrize("name", ["", " ", "\t\n", "\u3000"])
def test_a_blank_name_has_no_address(name: str) -> None:
    assert slugify(name) == ""


@pytest.mark.parametrize(
    "spellings",
    [
        ("Java", "java", " JAVA ", "ＪＡＶＡ", "j\u0061va"),
        ("Café", "cafe\u0301", "CAFÉ", "CAFE\u0301"),
        ("Warp 10", "warp  10", "\tWARP\u00a010\n"),
        ("Straße", "STRASSE", "strasse"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ((GREEK, GREEK.lower(), "\u0390")),
    ],
)
def test_spellings_of_one_name(spellings: tuple[str, ...]) -> None:
    assert len({identity(spelling) for spelling in spellings}) == 1
    assert len({slugify(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize("names", [("C", "C++", "C#"), ("Go", "G o"), ("é", "e"), ("NET", ".NET"), ("И", "Й")])
def test_names_that_are_not_one(names: tuple[str, ...]) -> None:
    assert len({identity(name) for name in names}) == len(names)
    slugs, _ = distinct_slugs(names)
    assert len(set(slugs.values())) == len(names)


def test_languages_have_readable_addresses_and_no_clash() -> None:
    assert distinct_slugs(["C#", "C++", "C"]) == ({"c": "c", "c#": "c-sharp", "c++": "c-plus-plus"}, [])


@given(names)
@example(GREEK)
def test_identity_of_an_identity_is_itself(name: str) -> None:
    assert identity(identity(name)) == identity(name)


@given(names)
def test_an_address_is_never_empty_and_only_letters_digits_and_hyphens(name: str) -> None:
    slug = slugify(name)
    assert slug
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug
    assert all(sign == "-" or unicodedata.category(sign)[0] in "LNM" for sign in slug)
    assert slug == slug.casefold() == unicodedata.normalize("NFC", slug) or not slug.isascii()
    assert unquote(quote(slug)) == slug


@given(st.one_of(names, st.text(alphabet="aß+ ﷺ\u0301😀", min_size=60, max_size=300).filter(lambda name: name.strip())))
@example("a" * 81)
@example("ab " * 200)
@example(GREEK)
def test_the_address_of_an_address_is_itself(name: str) -> None:
    assert slugify(slugify(name)) == slugify(name)


@given(names)
@example("हिन्दी")
@example("مَرحبًا")
@example("\u0301a")
@example("a" * 500)
def test_an_address_is_a_valid_id(name: str) -> None:
    assert is_id(slugify(name))


@pytest.mark.parametrize("sign", ["a", "+", "東", "😀", "ﷺ", "a ", "\u0301"])
def test_length_is_bounded(sign: str) -> None:
    assert len(slugify(sign * 10_000)) <= 90


def test_long_names_that_differ_at_their_ends() -> None:
    first, second = slugify("a" * 200 + "b"), slugify("a" * 200 + "c")
    assert first != second
    assert first[:60] == second[:60] == "a" * 60


@given(st.lists(names, max_size=12))
@example(["a b", "a-b", "a/b"])
@example(["a", "a\u200b", "a."])
def test_distinct_slugs_are_distinct(found: list[str]) -> None:
    slugs, clashes = distinct_slugs(found)
    assert set(slugs) == {identity(name) for name in found}
    assert len(set(slugs.values())) == len(slugs)
    assert all(slugs.values())
    clashing = [member for clash in clashes for member in clash]
    assert len(clashing) == len(set(clashing))
    for name, slug in slugs.items():
        assert name in clashing or slug == slugify(name)
    for clash in clashes:
        assert len(clash) > 1
        assert len({slugify(name) for name in clash}) == 1
        assert slugs[clash[0]] == slugify(clash[0])


def test_a_name_that_looks_like_another_ones_address() -> None:
    """An author may call a term what we would have called another one."""
    slugs, _ = distinct_slugs(["a-b", "a b"])
    crafted = slugs["a b"].replace("-", " ")
    slugs, _ = distinct_slugs(["a-b", "a b", crafted])
    assert len(set(slugs.values())) == 3


@given(st.data())
def test_the_order_of_names_makes_no_difference(data: st.DataObject) -> None:
    found = data.draw(st.lists(names, max_size=8))
    assert distinct_slugs(data.draw(st.permutations(found))) == distinct_slugs(found)
    assert distinct_slugs([*found, *found]) == distinct_slugs(found)


def test_names_whose_fingerprints_begin_alike() -> None:
    """Fingerprints are short, so that two names that begin alike in SHA-256 are quickly found."""
    slugs, _ = distinct_slugs(["a-b", "a..;/:b", "a;.;.:b"])
    assert len(set(slugs.values())) == 3


def test_groups_of_clashing_names_come_in_one_order() -> None:
    names = ["c/d", "a b", "c d", "a/b"]
    assert distinct_slugs(names)[1] == distinct_slugs(reversed(names))[1] == [["a b", "a/b"], ["c d", "c/d"]]


@given(st.lists(names, max_size=8), names)
def test_an_unrelated_name_changes_no_address(found: list[str], other: str) -> None:
    assume(slugify(other) not in {slugify(name) for name in found})
    before, _ = distinct_slugs(found)
    after, _ = distinct_slugs([*found, other])
    assert {name: after[name] for name in before} == before


def test_who_keeps_the_plain_address() -> None:
    slugs, clashes = distinct_slugs(["a/b", "a b", "a-b"])
    assert clashes == [["a-b", "a b", "a/b"]]
    assert slugs["a-b"] == "a-b"
    assert slugs["a b"].startswith("a-b-")
    assert slugs["a/b"].startswith("a-b-")
    alone, clashes = distinct_slugs(["a/b", "a b"])
    assert clashes == [["a b", "a/b"]]
    assert alone["a b"] == "a-b"
    assert alone["a/b"] == slugs["a/b"]


@pytest.mark.parametrize("text", ["a", "A1", "first-c-program", "a.b_c-d", "é", "東京", "1", "a" * 200])
def test_ids(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "-a", "_a", ".a", "a b", "a/b", "a#b", "a\n", "a:b", "a\x00", "😀", "a" * 201, "a%20b", '"', "a\u200b"],
)
def test_what_is_no_id(text: str) -> None:
    assert not is_id(text)
