"""What the domain tells Sphinx: objects, labels, references of any kind, indices, and what is there twice."""

from __future__ import annotations

from typing import ClassVar

import pytest

from sphinx_retrospective.domain_data import DocumentData
from sphinx_retrospective.stored_document import StoredDocument
from tests.conftest import MakeProject
from tests.sphinx.project import Build, links, one, published, target_of, text_of, texts

FILES = {
    "index.rst": """
Index
=====

.. toctree::

   other

.. event:: First. Program
   :id: First.Id
   :date: 2010-09
   :tags: C++, história
   :org: Ateliers

.. event:: Undated on purpose
   :date: 201X

.. tag:: Described
   :aliases: other name

Early
-----

.. era::
   :id: early
   :date: 2010/2012
""",
    "other.md": """---
tags: described, page only
---
# Other

{any}`First.Id`, {any}`early`, {any}`other name`, {any}`ateliers`

{ref}`event-first.id`, {ref}`said <era-early>`, {ref}`tag-described`, {ref}`org-ateliers`

{ref}`retro-tags`, {ref}`retro-chronology`
""",
}


@pytest.fixture(scope="module")
def site(make_shared_project: MakeProject) -> Build:
    build = make_shared_project(FILES).build()
    assert build.warnings == []
    return build


def test_objects(site: Build) -> None:
    # Pages of terms and sections that are eras are found by their titles; their objects would be found a second time.
    assert sorted(site.domain.get_objects()) == [
        ("First.Id", "First. Program", "event", "index", "retro-event-first-id", 1),
        ("ateliers", "Ateliers", "org", "orgs/ateliers", "", -1),
        ("c-plus-plus", "C++", "tag", "tags/c-plus-plus", "", -1),
        ("described", "Described", "tag", "index", "retro-tag-described", -1),
        ("early", "Early", "era", "index", "retro-era-early", -1),
        ("história", "história", "tag", "tags/história", "", -1),
        # An alias leads to where its term is.
        ("other-name", "Described", "tag", "index", "retro-tag-described", -1),
        ("page-only", "page only", "tag", "tags/page-only", "", -1),
        ("undated-on-purpose", "Undated on purpose", "event", "index", "retro-event-undated-on-purpose", 1),
    ]


def test_inventory_has_every_object_and_a_label_for_each(site: Build) -> None:
    offered = published(site.outdir)
    objects = {(kind, name): (address, title) for kind, name, address, title in offered}
    mine = {key: value for key, value in objects.items() if key[0].startswith("retro:")}
    assert len(mine) == 9
    for (kind, name), place in mine.items():
        label = f"{kind.removeprefix('retro:')}-{name}".lower()
        assert objects["std:label", label] == place


def test_inventory_leads_to_what_is_there(site: Build) -> None:
    for kind, _, address, _ in published(site.outdir):
        if kind.startswith("retro:"):
            target = target_of(site.outdir / "index.html", address)
            assert target is not None
            file, fragment = target
            assert file.is_file()
            assert not fragment or f'id="{fragment}"' in file.read_text("utf-8")


def test_any_role(site: Build) -> None:
    assert links(site.page("other").select("p:not(.retro-tags)")[0]) == {
        "First. Program": "index.html#retro-event-first-id",
        "Early": "index.html#retro-era-early",
        "Described": "index.html#retro-tag-described",
        "Ateliers": "orgs/ateliers.html",
    }


def test_ref_role(site: Build) -> None:
    assert links(site.page("other").select("p:not(.retro-tags)")[1]) == {
        "First. Program": "index.html#retro-event-first-id",
        "said": "index.html#retro-era-early",
        "Described": "index.html#retro-tag-described",
        "Ateliers": "orgs/ateliers.html",
    }


def test_any_role_in_restructuredtext(make_project: MakeProject) -> None:
    page = "Page\n====\n\n.. event:: E\n   :id: e-1\n   :date: 2010\n\n:any:`e-1`\n"
    build = make_project({"index.rst": page}).build()
    assert build.warnings == []
    assert links(build.page("index"), "section > p a") == {"E": "#retro-event-e-1"}


class TestIndices:
    def test_are_linkable(self, site: Build) -> None:
        assert links(site.page("other").select("p:not(.retro-tags)")[2]) == {
            "Tag index": "retro-tags.html",
            "Chronology": "retro-chronology.html",
        }

    def test_chronology_has_every_event(self, site: Build) -> None:
        page = site.page("retro-chronology")
        found = links(page, "table a")
        assert found == {
            "First. Program": "index.html#retro-event-first-id",
            "Undated on purpose": "index.html#retro-event-undated-on-purpose",
        }

    def test_tag_index_has_every_tag_and_what_carries_it(self, site: Build) -> None:
        found = [
            (text_of(each), str(each["href"]).removesuffix("#")) for each in site.page("retro-tags").select("table a")
        ]
        assert found == [
            ("C++", "tags/c-plus-plus.html"),
            ("First. Program", "index.html#retro-event-first-id"),
            ("Described", "index.html#retro-tag-described"),
            ("Other", "other.html"),
            ("história", "tags/hist%C3%B3ria.html"),
            ("First. Program", "index.html#retro-event-first-id"),
            ("page only", "tags/page-only.html"),
            ("Other", "other.html"),
        ]

    def test_do_not_exist_without_anything_to_list(self, make_project: MakeProject) -> None:
        build = make_project({"index.rst": "Index\n=====\n"}).build()
        assert not (build.outdir / "retro-tags.html").exists()
        assert not (build.outdir / "retro-chronology.html").exists()


class TestDuplicates:
    SAME = ".. event:: {title}\n   :id: same\n   :date: {date}\n"

    def test_in_two_documents(self, make_project: MakeProject) -> None:
        build = make_project(
            {
                "index.rst": "Index\n=====\n\n:event:`same` :event:`same-2`\n",
                "a.rst": f"A\n=\n\n{self.SAME.format(title='In a', date=2015)}",
                "b.rst": f"B\n=\n\n{self.SAME.format(title='In b', date=2010)}",
            }
        ).build()
        (warning,) = build.warnings
        assert warning.startswith("b.rst:4: WARNING: the event id 'same' is used twice, the first time at ")
        assert "a.rst:4; this one is 'same-2' for now" in warning
        assert warning.endswith(" [retro.duplicate]")
        assert links(build.page("index")) == {
            "¶": "#index",
            "In a": "a.html#retro-event-same",
            "In b": "b.html#retro-event-same",
        }

    def test_in_one_document(self, make_project: MakeProject) -> None:
        page = f"A\n=\n\n{self.SAME.format(title='One', date=2015)}\n{self.SAME.format(title='Two', date=2010)}"
        build = make_project({"index.rst": page}).build()
        (warning,) = build.warnings
        assert warning.startswith("index.rst:8: WARNING: the event id 'same' is used twice, the first time at ")
        assert "index.rst:4;" in warning
        assert [each["id"] for each in build.page("index").select("article")] == [
            "retro-event-same",
            "retro-event-same-2",
        ]

    def test_eras(self, make_project: MakeProject) -> None:
        era = ".. era::\n   :id: same\n   :date: 2015\n\n.. event:: In {0}\n   :date: 2015\n"
        build = make_project(
            {
                "index.rst": "Index\n=====\n\n.. timeline::\n   :era: same-2\n",
                "a.rst": f"A\n=\n\n{era.format('a')}",
                "b.rst": f"B\n=\n\n{era.format('b')}",
            }
        ).build()
        (warning,) = build.warnings
        assert warning.startswith("b.rst:4: WARNING: the era id 'same' is used twice")
        assert texts(build.page("index"), ".retro-title") == ["In b"]

    def test_ids_that_differ_in_case_have_labels_of_their_own(self, make_project: MakeProject) -> None:
        one, two = (
            f".. event:: {title}\n   :id: {id}\n   :date: 2010\n\n" for title, id in (("One", "same"), ("Two", "Same"))
        )
        page = f"Page\n====\n\n{one}{two}:event:`same` :event:`Same`\n"
        build = make_project({"index.rst": page}).build()
        assert links(build.page("index"), "section > p a") == {"One": "#retro-event-same", "Two": "#retro-event-same-2"}
        # Labels are lower case, so only one of the two can have it.
        (warning,) = build.warnings
        assert warning.startswith("index.rst:8: WARNING: event 'Same' and another differ only in case")
        assert warning.endswith(" [retro.label]")


class TestLabels:
    def test_label_of_the_project_is_kept(self, make_project: MakeProject) -> None:
        project = make_project(
            {
                "index.rst": "Index\n=====\n\n.. event:: E\n   :id: e\n   :date: 2010\n",
                "other.rst": ".. _event-e:\n\nMine\n====\n\n:ref:`event-e` :event:`e`\n",
            }
        )
        for _ in range(2):
            # The second build reads nothing and has to say it again, as the first one's doctrees are still good.
            build = project.build()
            assert links(build.page("other"), "p a") == {"Mine": "#event-e", "E": "index.html#retro-event-e"}
        (warning,) = project.build(doctrees="fresh").warnings
        assert warning.startswith("other.rst:1: WARNING: the label 'event-e'")
        assert warning.endswith(" [retro.label]")

    def test_are_withdrawn_before_pages_are_read(self, make_project: MakeProject) -> None:
        project = make_project(
            {
                "index.rst": "Index\n=====\n\n.. event:: E\n   :id: e\n   :date: 2010\n",
                "other.rst": "Other\n=====\n\n:ref:`event-e`\n",
            }
        )
        assert project.build().warnings == []
        project.write({"late.rst": ".. _event-e:\n\nMine\n====\n"})
        build = project.build()
        assert [line for line in build.warnings if "duplicate label" in line] == []
        assert [line.rpartition(" ")[2] for line in build.warnings] == ["[retro.label]"]
        assert links(build.page("other"), "p a") == {"Mine": "late.html#event-e"}
        project.remove("late.rst")
        build = project.build()
        assert build.warnings == []
        assert links(build.page("other"), "p a") == {"E": "index.html#retro-event-e"}

    def test_of_what_is_gone_are_gone(self, make_project: MakeProject) -> None:
        project = make_project(
            {
                "index.rst": "Index\n=====\n\n.. event:: E\n   :id: e\n   :date: 2010\n",
                "other.rst": "Other\n=====\n\n:ref:`event-e`\n",
            }
        )
        project.build()
        project.edit("index.rst", "   :id: e\n", "   :id: f\n")
        build = project.build()
        assert [line for line in build.warnings if "undefined label: 'event-e'" in line]
        assert ("std:label", "event-f") in {each[:2] for each in published(build.outdir)}
        assert ("std:label", "event-e") not in {each[:2] for each in published(build.outdir)}


class TestOneTitle:
    """Events of one title, without ids."""

    FILES: ClassVar = {
        "index.rst": "Index\n=====\n\n.. toctree::\n\n   b\n   a\n\n.. timeline::\n   :era: talks\n",
        "a.rst": "Talks\n=====\n\n.. era::\n   :date: 2015\n\n.. event:: Devoxx France\n   :date: 2015-04-08\n",
        "b.rst": (
            "Talks\n=====\n\n.. era::\n   :date: 2013/2014\n\n.. event:: Devoxx France\n   :date: 2014-04-16\n\n"
            ".. event:: Devoxx France\n   :date: 2013-03-27\n"
        ),
        "c.rst": (
            ":orphan:\n\nC\n=\n\n:retro:event:`devoxx-france-2015`, :retro:event:`devoxx-france-2013`,\n"
            ":ref:`event-devoxx-france-2014`.\n"
        ),
    }

    def test_is_no_mistake(self, make_project: MakeProject) -> None:
        project = make_project({**self.FILES, "index.rst": self.FILES["index.rst"].replace("talks", "talks-2015")})
        build = project.build()
        assert build.warnings == []
        found = {title: each.get("href") for each in build.page("c").select("p a") if (title := each["href"])}
        assert list(found) == [
            "a.html#retro-event-devoxx-france",
            "b.html#retro-event-devoxx-france-2013",
            "b.html#retro-event-devoxx-france",
        ]
        names = {each[1] for each in published(build.outdir) if each[0] == "retro:event"}
        assert names == {"devoxx-france", "devoxx-france-2013", "devoxx-france-2014", "devoxx-france-2015"}
        assert texts(build.page("index"), ".retro-title") == ["Devoxx France"]

    def test_only_a_reference_that_could_be_to_any_is_told(self, make_project: MakeProject) -> None:
        text = ":orphan:\n\nC\n=\n\n:retro:event:`devoxx-france`\n\n:ref:`event-devoxx-france`\n"
        build = make_project({**self.FILES, "c.rst": text}).build()
        which = "write 'devoxx-france-2013', 'devoxx-france-2014', 'devoxx-france-2015' [retro.reference]"
        told = f"WARNING: 3 events share the title of 'devoxx-france', and the earliest is taken; {which}"
        assert build.warnings == [
            f"c.rst:6: {told}",
            f"c.rst:8: {told}",
            "index.rst:10: WARNING: 2 eras share the title of 'talks', and the earliest is taken; "
            "write 'talks-2013', 'talks-2015' [retro.reference]",
        ]


def test_unknown_targets_of_any_are_sphinx_s_to_tell(make_project: MakeProject) -> None:
    build = make_project({"index.rst": "Index\n=====\n\n:any:`nothing-of-that-name`\n"}).build()
    (warning,) = build.warnings
    assert "nothing-of-that-name" in warning
    assert "[retro" not in warning


def test_one_heading_a_page(site: Build) -> None:
    assert text_of(one(site.page("retro-tags"), "h1")) == "Tag index"


def test_two_eras_of_one_name_on_a_page_keep_their_events(make_project: MakeProject) -> None:
    job = "Job\n---\n\n.. era::\n   :date: {0}\n\n.. event:: Work {0}\n   :date: {0}\n\n"
    page = "Page\n====\n\n" + job.format("2010") + job.format("2012") + ".. timeline::\n   :group-by: era\n"
    build = make_project({"index.rst": page}).build()
    assert build.warnings == []
    eras = {event.title: event.eras for event in build.domain.gathered.chronicle.events}
    assert eras == {"Work 2010": ("job",), "Work 2012": ("job-2012",)}


def test_only_the_documents_that_a_worker_read_are_taken_over(make_project: MakeProject) -> None:
    domain = make_project({"index.rst": "Page\n====\n\n.. event:: E\n   :date: 2015\n"}).build().domain
    mine = domain.documents["index"]
    other = StoredDocument.of(DocumentData(), "")
    domain.merge_domaindata({"read"}, {"documents": {"read": other, "index": other}})
    assert domain.documents == {"index": mine, "read": other}
    assert domain.documents["index"] is mine
