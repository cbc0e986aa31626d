"""Taxonomies: entries of the configuration, and terms gathered from everything that names them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.definitions import BUILT_IN, Definition, parse_definition
from sphinx_retrospective.core.errors import Problem
from sphinx_retrospective.core.model import Description, Event, Tagging
from sphinx_retrospective.core.slugs import identity
from sphinx_retrospective.core.taxonomy_building import build_taxonomy
from tests.core.terms import ORG, PERSON, PLACE, TAG, build, described, event, page, terms

# Definitions --------------------------------------------------------------------------------------------------------


def test_built_in() -> None:
    assert [(each.name, each.field) for each in BUILT_IN] == [
        ("tag", "tags"),
        ("org", "org"),
        ("person", "people"),
        ("place", "place"),
    ]
    assert len({each.folder for each in BUILT_IN}) == len(BUILT_IN)


@pytest.mark.parametrize(
    ("definition", "text", "found"),
    [
        (TAG, "a, b", ("a", "b")),
        (TAG, "a;b\nc", ("a", "b", "c")),
        (TAG, " a  b ,, ;\n, a b", ("a b",)),
        (TAG, "Java, java", ("Java",)),
        (TAG, "parent/child, Parent/Child", ("parent/child",)),
        (TAG, 'alpha, "beta gamma"', ("alpha", "beta gamma")),
        (TAG, '"a, b", c', ("a, b", "c")),
        (TAG, "'a, b'; c", ("a, b", "c")),
        (TAG, '"say ""yes""",no', ('say "yes"', "no")),
        (TAG, "'90s, rock 'n' roll", ("'90s", "rock 'n' roll")),
        (TAG, 'a "b" c, "open', ('a "b" c', '"open')),
        (TAG, '"", a', ("a",)),
        (TAG, "a, a/b, ;a", ("a", "a/b")),
        (TAG, "", ()),
        (TAG, " ,;\n", ()),
        (ORG, "Brest, France", ("Brest, France",)),
        (PLACE, "Brest, France; Paris, France", ("Brest, France", "Paris, France")),
        (PERSON, "A, B; C", ("A", "B", "C")),
        (Definition("x", "x", "x", separator="]"), "a]b-c^d", ("a", "b-c^d")),
    ],
)
def test_split(definition: Definition, text: str, found: tuple[str, ...]) -> None:
    assert definition.split(text) == found


@pytest.mark.parametrize(
    ("name", "settings", "definition"),
    [
        ("technology", "Technology", Definition("technology", "technology", "technology", "Technology", "Technology")),
        ("tool_box", {}, Definition("tool_box", "tool_box", "tool_box", "tool box", "tool box")),
        (
            "tech",
            {"label": "Technology", "title": "Technologies", "field": "technologies", "folder": "what/tech"},
            Definition("tech", "technologies", "what/tech", "Technology", "Technologies"),
        ),
    ],
)
def test_good_entries(name: str, settings: object, definition: Definition) -> None:
    assert parse_definition(name, settings, {"title", "tag"}) == definition


@pytest.mark.parametrize(
    ("name", "settings", "message"),
    [
        ("Tech", "T", "'Tech' is not a taxonomy's name; use lower-case letters and digits, such as 'technology'"),
        ("a-b", "T", "use lower-case letters"),
        ("", "T", "use lower-case letters"),
        ("_a", "T", "use lower-case letters"),
        ("a\n", "T", "use lower-case letters"),
        ("é", "T", "use lower-case letters"),
        ("a" * 41, "T", "use lower-case letters"),
        (1, "T", "1 is not a taxonomy's name"),
        ("tech", None, "taxonomy 'tech' needs a label or a mapping such as {'label': 'Technology'}"),
        ("tech", ["T"], "needs a label or a mapping"),
        ("tech", {"labels": "T"}, "unknown setting 'labels'; it can have label, title, field, folder and levels"),
        ("tech", {"separator": ";"}, "unknown setting 'separator'"),
        (
            "tech",
            {"field": "The tech"},
            "the field of taxonomy 'tech' needs lower-case letters and digits, not 'The tech'",
        ),
        ("tech", {"field": ""}, "the field of taxonomy 'tech' needs"),
        (
            "tech",
            {"folder": ".."},
            "the folder of taxonomy 'tech' is a relative address such as 'technologies', not '..'",
        ),
        ("tech", {"folder": "../up"}, "is a relative address"),
        ("tech", {"folder": "a/../b"}, "is a relative address"),
        ("tech", {"folder": ""}, "is a relative address"),
        ("tech", {"folder": "/"}, "is a relative address"),
        ("tech", {"folder": "C:\\x"}, "is a relative address"),
        ("tech", {"folder": "https://example.org"}, "is a relative address"),
        ("tech", {"folder": "a//b"}, "is a relative address"),
        ("title", "T", "taxonomy 'title' uses the name 'title', which is taken; choose another one"),
        ("tech", {"field": "title"}, "uses the name 'title', which is taken"),
    ],
)
def test_messages_say_what_would_be_right(name: object, settings: object, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        parse_definition(name, settings, ["title", "tag"])


# Terms --------------------------------------------------------------------------------------------------------------


def test_nothing() -> None:
    taxonomy = terms()
    assert taxonomy.terms == {}
    assert taxonomy.find("x") is None
    assert taxonomy.find("") is None
    assert taxonomy.known() == []


def test_spellings_are_one_term_titled_as_it_is_written_first() -> None:
    taxonomy = terms(event("a", "Java"), event("b", "java"), event("c", "java"), page("p", "JAVA"))
    [term] = taxonomy.terms.values()
    assert (term.slug, term.title, set(term.aliases)) == ("java", "Java", set())
    assert (term.events, term.count) == (("a", "b", "c"), 4)
    assert all(taxonomy.find(text) is term for text in ("java", " JAVA ", "ＪＡＶＡ"))


def test_events_are_written_before_pages() -> None:
    assert terms(page("p", "Java"), page("q", "Java"), event("a", "java")).terms["java"].title == "java"
    assert terms(page("p", "Java"), page("q", "java")).terms["java"].title == "Java"


def test_what_is_described_is_spelled_as_described() -> None:
    assert terms(event("a", "java"), described("JAVA")).terms["java"].title == "JAVA"


def test_three_languages() -> None:
    taxonomy = terms(event("a", "C", "C++", "C#"))
    assert {term.title: slug for slug, term in taxonomy.terms.items()} == {
        "C": "c",
        "C++": "c-plus-plus",
        "C#": "c-sharp",
    }


def test_a_term_twice_on_one_event_counts_once() -> None:
    taxonomy = terms(event("a", "Java", "java"), page("p", "java", "JAVA"))
    assert taxonomy.terms["java"].count == 2


def test_aliases() -> None:
    taxonomy = terms(event("a", "k8s"), event("b", "K8S", "Kubernetes"), described("Kubernetes", "k8s", "kube"))
    [term] = taxonomy.terms.values()
    assert (term.title, term.slug, term.events) == ("Kubernetes", "kubernetes", ("a", "b"))
    assert set(term.aliases) == {"k8s", "kube"}  # as described, not as an event spells it
    for text in ("kubernetes", "KUBE", "k8s"):
        assert taxonomy.find(text) is term
    assert taxonomy.known() == ["Kubernetes", "k8s", "kube"]


def test_a_description_wins_over_the_majority() -> None:
    taxonomy = terms(event("a", "JAVA"), event("b", "JAVA"), described("Java"))
    assert taxonomy.terms["java"].title == "Java"
    assert taxonomy.terms["java"].description == described("Java")


def test_a_described_term_exists_without_events() -> None:
    term = terms(described("Rust")).terms["rust"]
    assert (term.title, term.count, term.events, term.taggings) == ("Rust", 0, (), ())


def test_other_taxonomies_are_left_alone() -> None:
    source = Event("a", "A", None, "event", {"org": ("Apache",), "tag": ("x",)})
    taxonomy, _ = build_taxonomy(ORG, [source], [page("p", "y")], [])
    assert [term.title for term in taxonomy.terms.values()] == ["Apache"]


def test_parents_count_with_narrower_terms_and_each_event_once() -> None:
    taxonomy = terms(
        event("a", "Kafka"),
        event("b", "Kafka", "Pulsar", "Messaging"),
        event("c", "Pulsar"),
        page("p", "Kafka"),
        page("q", "Messaging", "Kafka"),
        described("Kafka", parent="messaging"),
        described("Pulsar", parent="Queues"),
        described("Messaging", "queues", parent="Software"),
        described("Software"),
    )
    by_title = {term.title: term for term in taxonomy.terms.values()}
    assert by_title["Kafka"].events == ("a", "b")
    assert by_title["Messaging"].events == by_title["Software"].events == ("a", "b", "c")
    assert [each.docname for each in by_title["Software"].taggings] == ["p", "q"]
    assert by_title["Messaging"].count == 5
    assert by_title["Messaging"].children == ("kafka", "pulsar")
    assert by_title["Kafka"].parents == ("messaging",)
    assert by_title["Messaging"].parents == ("software",)
    assert by_title["Software"].parents == ()


def test_a_parent_that_only_events_name() -> None:
    taxonomy = terms(event("a", "Messaging"), event("b", "Kafka"), described("Kafka", parent="Messaging"))
    assert taxonomy.terms["messaging"].events == ("a", "b")


def test_an_unknown_parent() -> None:
    taxonomy, problems = build(described("Kafka", parent="Messaging", at="p.md:3"))
    assert problems == [
        Problem(
            "term",
            "no event, page or description names the parent 'Messaging' of 'Kafka'; describe it, or remove the option",
            field="p.md:3",
        )
    ]
    assert taxonomy.terms["kafka"].parents == ()


@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_cycles_are_cut_once(length: int) -> None:
    ring = [described(f"t{i}", parent=f"t{(i + 1) % length}") for i in range(length)]
    taxonomy, problems = build(*ring, event("a", "t0"))
    [problem] = problems
    assert problem.subtype == "term"
    assert "it is the same term or a narrower one; remove one of the parent options" in problem.message
    assert problem.field == f"tags.md:t{length - 1}"
    assert taxonomy.terms[f"t{length - 1}"].parents == ()
    assert all(term.events == ("a",) for term in taxonomy.terms.values())


def test_an_alias_as_its_own_parent() -> None:
    _, problems = build(described("Kubernetes", "k8s", parent="K8S"))
    assert [problem.subtype for problem in problems] == ["term"]


def test_described_twice() -> None:
    taxonomy, problems = build(described("Java", at="a.md:1"), described("java", parent="x", at="b.md:2"))
    assert problems == [
        Problem(
            "duplicate",
            "tag 'java' is described twice, the first time at a.md:1; keep one of the two",
            field="b.md:2",
        )
    ]
    assert taxonomy.terms["java"].title == "Java"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (described("Kafka", at="a.md:1"), described("Pulsar", "kafka", at="b.md:2")),
        (described("Pulsar", "kafka", at="b.md:2"), described("Kafka", at="a.md:1")),
        (described("Kafka", "mq", at="a.md:1"), described("Pulsar", "MQ", at="b.md:2")),
    ],
)
def test_an_alias_that_is_taken(first: Description, second: Description) -> None:
    taxonomy, problems = build(first, second, event("a", "kafka"), event("b", "Pulsar"))
    [problem] = problems
    assert problem.subtype == "duplicate"
    assert problem.field == "b.md:2"
    assert "can't be an alias of tag 'Pulsar': it is 'Kafka' already, at a.md:1; remove it" in problem.message
    assert taxonomy.terms["kafka"].events == ("a",)
    assert taxonomy.terms["pulsar"].events == ("b",)


def test_clashing_addresses_are_told_and_parted() -> None:
    taxonomy, problems = build(event("a", "a b"), event("b", "a.b"), event("c", "A-B"))
    [problem] = problems
    assert problem.subtype == "slug"
    assert "the tag terms 'A-B' and 'a b', 'a.b' have one address, 'a-b'; the latter got 'a-b-" in problem.message
    assert "make it an alias of the other" in problem.message
    assert sorted(term.events for term in taxonomy.terms.values()) == [("a",), ("b",), ("c",)]
    assert taxonomy.terms["a-b"].title == "A-B"
    for name in ("a b", "a.b", "A-B"):
        found = taxonomy.find(name)
        assert found is not None
        assert found.title == name


def test_a_term_is_found_by_its_address() -> None:
    taxonomy = terms(event("a", "C++"), event("b", "C"))
    term = taxonomy.find("c-plus-plus")
    assert term is not None
    assert term.title == "C++"


def test_a_spelling_wins_over_an_address() -> None:
    taxonomy = terms(event("a", "C++"), described("Other", "c-plus-plus"))
    term = taxonomy.find("c-plus-plus")
    assert term is not None
    assert term.title == "Other"


def test_terms_are_in_the_order_of_their_titles() -> None:
    taxonomy = terms(event("a", "zoo", "Beta", "alpha", "Émile"))
    assert [term.title for term in taxonomy.terms.values()] == ["alpha", "Beta", "zoo", "Émile"]


def test_pages_come_in_their_order() -> None:
    pages = [page("b", "x"), page("a", "x"), page("a", "x", anchor="s")]
    assert terms(*pages).terms["x"].taggings == tuple(pages)


def test_letters_that_case_folding_takes_apart() -> None:
    taxonomy = terms(event("a", "\u03aa\u0301"), event("b", "\u0390"))
    [term] = taxonomy.terms.values()
    assert term.events == ("a", "b")


def test_no_term_is_lost_to_a_crafted_name() -> None:
    taxonomy, _ = build(event("a", "a-b"), event("b", "a b"))
    other = next(slug for slug, term in taxonomy.terms.items() if term.title == "a b")
    taxonomy, _ = build(event("a", "a-b"), event("b", "a b"), event("c", other.replace("-", " ")))
    assert sorted(term.events for term in taxonomy.terms.values()) == [("a",), ("b",), ("c",)]


# Any vocabulary -----------------------------------------------------------------------------------------------------

words = st.sampled_from(["a", "A", "b", "c", "c d", "c-d", "C/D", "C++", "e", "😀", "Й"])
vocabularies = st.lists(
    st.one_of(
        st.lists(words, max_size=4).map(lambda tags: ("event", tags, "")),
        st.lists(words, min_size=1, max_size=4).map(lambda tags: ("page", tags, "")),
        st.tuples(st.just("described"), st.lists(words, min_size=1, max_size=3), st.one_of(st.just(""), words)),
    ),
    max_size=12,
)


@given(vocabularies)
def test_nothing_is_lost_and_counts_are_right(found: list[tuple[str, list[str], str]]) -> None:
    sources: list[Event | Tagging | Description] = []
    for number, (what, tags, parent) in enumerate(found):
        if what == "event":
            sources.append(event(f"e{number:02}", *tags))
        elif what == "page":
            sources.append(page(f"p{number:02}", *tags))
        else:
            sources.append(described(tags[0], *tags[1:], parent=parent, at=f"d{number}"))
    taxonomy, problems = build(*sources)

    everything = list(taxonomy.terms.values())
    assert len({term.slug for term in everything}) == len(everything)
    assert [identity(term.title) for term in everything] == sorted(identity(term.title) for term in everything)
    own: dict[str, set[str]] = {term.slug: set() for term in everything}
    for source in sources:
        if isinstance(source, Description):
            assert taxonomy.find(source.title) is not None
            continue
        for tag in source.terms.get("tag", ()):
            term = taxonomy.find(tag)
            assert term is not None
            assert identity(tag) in {identity(name) for name in (term.title, *term.aliases)}
            own[term.slug].add(source.id if isinstance(source, Event) else source.docname)

    def family(slug: str) -> list[str]:
        return [slug, *(each for child in taxonomy.terms[slug].children for each in family(child))]

    for term in everything:
        members = family(term.slug)  # ends, so there is no cycle
        assert len(members) == len(set(members))
        assert all(term.slug in taxonomy.terms[child].parents for child in term.children)
        assert all(term.slug in taxonomy.terms[parent].children for parent in term.parents)
        carried = set().union(*(own[member] for member in members))
        assert {*term.events, *(tagging.docname for tagging in term.taggings)} == carried
        assert term.count == len(carried)
        assert list(term.events) == sorted(term.events)
    assert all(problem.message and problem.subtype in {"duplicate", "term", "slug"} for problem in problems)


# Hidden terms, former names, policies -------------------------------------------------------------------------------


def test_a_hidden_term_is_found_and_not_shown() -> None:
    hidden = replace(described("secret"), is_hidden=True)
    taxonomy = terms(event("a", "secret", "c"), event("b", "child"), hidden, described("child", parent="secret"))
    assert set(taxonomy.terms) == {"c", "child"}
    found = taxonomy.find("Secret")
    assert found is not None
    assert (found.is_hidden, found.events) == (True, ("a", "b"))
    assert taxonomy.terms["child"].parents == ()
    shown, _ = build_taxonomy(replace(TAG, shows_hidden=True), [event("a", "secret")], [], [hidden])
    assert set(shown.terms) == {"secret"}


def test_a_hidden_child_is_no_child_and_counts() -> None:
    hidden = replace(described("child", parent="c"), is_hidden=True)
    taxonomy = terms(event("a", "child"), event("b", "c"), hidden)
    assert (taxonomy.terms["c"].children, taxonomy.terms["c"].events) == ((), ("a", "b"))


def test_former_addresses() -> None:
    taxonomy = terms(event("a", "c"), described("Kubernetes", "k8s", "K8S", "c++"), described("C", "kube/x"))
    assert taxonomy.terms["kubernetes"].former == ("k8s", "c-plus-plus")
    assert taxonomy.terms["c"].former == ("kube/x",)


def test_a_former_address_is_not_that_of_another_term() -> None:
    taxonomy, _ = build(event("a", "k8s!"), described("Kubernetes", "k8s"))
    assert taxonomy.terms["k8s"].title == "k8s!"
    assert taxonomy.terms["kubernetes"].former == ()


@pytest.mark.parametrize("policy", ["warn", "strict"])
def test_what_is_not_described_is_told(policy: str) -> None:
    events = [event("a", "kafka"), event("b", "kafak", "MQ", "mq", "Queue/x"), event("c", "MQ")]
    descriptions = [described("Kafka"), described("Queue/x")]
    taxonomy, problems = build_taxonomy(replace(TAG, policy=policy), events, [], descriptions)
    outcome = ", and is left out" if policy == "strict" else ""
    assert [(problem.subtype, problem.message) for problem in problems] == [
        ("vocabulary", f"the tag 'kafak' is not described{outcome}; perhaps 'Kafka' is meant"),
        (
            "vocabulary",
            f"the tag 'MQ' is not described{outcome}; "
            "describe it with the tag directive or in the vocabulary, or use another",
        ),
    ]
    rest = set() if policy == "strict" else {"kafak", "mq"}
    assert set(taxonomy.terms) == {"kafka", "queue", "queue/x"} | rest


def test_a_page_that_names_a_term_twice_is_one() -> None:
    taxonomy = terms(page("p", "a"), page("p", "a", "b"), page("p", "a", anchor="s"), event("e", "b"))
    assert [(each.docname, each.anchor) for each in taxonomy.terms["a"].taggings] == [("p", ""), ("p", "s")]
    assert taxonomy.terms["a"].count == 2
