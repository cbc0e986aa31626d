"""The search finds an event where it is told, with its date, kind and summary, and a term by its names alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import Build, Project, soup_of
from tests.sphinx.trees import search_index

#: What is added to Sphinx's index.
ADDED = ("objects", "objtypes", "objnames", "indexentries")
LONG = "Words that go on. " * 20
FILES = {
    "index.rst": "Index\n=====\n\n.. toctree::\n\n   told\n   plain\n   lists\n",
    "told.rst": f"""
:tags: Kafka

Told
====

.. note::

   Beside it.

How it "began", after :event:`second`.

An <era> & more
---------------

.. era::
   :date: 2010/2015

.. event:: Zebra crossing
   :date: 2012-05
   :kind: talk
   :tags: Kafka, queues

   Giraffe, after :event:`second`, :doc:`plain`, :ref:`there`, :doc:`named <plain>` and :tag:`k8s`.

.. event:: The second
   :id: second
   :date: 2013
   :tags: Kubernetes

   {LONG}

.. event:: <b>R&D</b>
   :tags: queues
   :date: 2014

.. tag:: Kafka
   :parent: queues

   Told after :event:`second`.

.. tag:: Kubernetes
   :aliases: k8s
""",
    "plain.rst": "A title\n=======\n\n.. _there:\n\nA place\n-------\n\nText.\n",
    "lists.rst": "Lists\n=====\n\n.. timeline::\n\n.. timeline::\n   :view: chart\n"
    "\n.. timeline::\n   :view: table\n   :filter:\n"
    "\n.. tag-index::\n\n.. tag-matrix::\n\n.. around:: second\n"
    "\n.. timeline::\n\n   - name: Told here\n     start: 2011\n     summary: Okapi.\n",
}


@pytest.fixture
def project(make_built_project: MakeProject) -> Project:
    return make_built_project(FILES)


@pytest.fixture
def build(project: Project) -> Build:
    assert project.first.warnings == []
    return project.first


@pytest.fixture
def index(build: Build) -> Any:
    return search_index(build.read("searchindex.js"))


def found(index: Any, *words: str) -> set[str]:
    """Return the pages in whose text or titles any of *words* is."""
    places = [index[where].get(word, []) for where in ("terms", "titleterms") for word in words]
    numbers = {number for each in places for number in (each if isinstance(each, list) else [each])}
    return {index["docnames"][number] for number in numbers}


def objects(index: Any) -> dict[str, tuple[str, str]]:
    """Return what is shown of each object, with its type, by its name."""
    rows = [row for each in index["objects"].values() for row in each]
    names = index["objnames"]
    return {name: (names[str(number)][1], names[str(number)][2]) for _, number, _, _, name in rows}


def test_an_event_comes_with_kind_date_and_summary(index: Any) -> None:
    shown = objects(index)
    assert shown["Zebra crossing"] == (
        "event",
        "Talk · May 2012 · Giraffe, after The second, A title, A place, named and Kubernetes",
    )
    kind, date, summary = shown["The second"][1].split(" · ")
    assert (kind, date) == ("Event", "2013")
    assert LONG.startswith(summary.removesuffix("…"))
    assert 100 < len(summary) <= 141
    assert shown["&lt;b&gt;R&amp;D&lt;/b&gt;"][1] == "Event · 2014"


def test_an_event_is_found_where_it_is_told_alone(index: Any) -> None:
    assert found(index, "giraff", "zebra") == {"told"}
    # A view that declares its events tells them.
    assert found(index, "okapi") == {"lists"}


def test_a_term_is_found_by_its_names_first_and_once(index: Any) -> None:
    pages = {
        name: [index["docnames"][page] for page, _, is_main in places if is_main]
        for name, places in index["indexentries"].items()
    }
    assert pages["kubernetes"] == pages["k8s"] == ["tags/kubernetes"]
    assert pages["kafka"] == ["tags/kafka"]
    assert found(index, "kafka") == {"told", "tags/kafka"}
    assert found(index, "queue") == {"told", "tags/queues"}
    # Neither the term nor an era is an object too: its page or section has its title.
    assert {objtype for objtype, _ in objects(index).values()} == {"event"}


def test_a_page_is_described_by_its_own_words(build: Build) -> None:
    """Not by its tags, and as sphinxext-opengraph and search engines are to have it."""
    [described] = soup_of(build.read("told.html")).select("meta[name=description]")
    assert described["content"] == "How it “began”, after The second."
    assert soup_of(build.read("plain.html")).select("meta[name=description]") == []


def edits() -> Iterable[tuple[str, str, str]]:
    return [
        ("plain.rst", "A title\n=======", "Renamed\n======="),
        ("plain.rst", "A place\n-------", "Another\n-------"),
        ("told.rst", "event:: The second", "event:: Its other title"),
        ("told.rst", ":aliases: k8s", ":aliases: k8s, kube"),
    ]


def test_what_results_say_follows_what_is_written(project: Project) -> None:
    before = project.first.read("searchindex.js")
    for number, (file, old, new) in enumerate(edits()):
        project.edit(file, old, new)
        after = project.build().read("searchindex.js")
        assert after != before
        clean = project.build(outdir=f"clean-{number}", doctrees=f"clean-doctrees-{number}").read("searchindex.js")
        # The words of the page that refers to another by its title are for Sphinx to follow, which does not.
        parts = [[search_index(each)[part] for part in ADDED] for each in (after, clean)]
        assert parts[0] == parts[1]
        assert project.build().read("searchindex.js") == after
        before = after
