"""Other projects link to what a project declares, by intersphinx, in three ways."""

from __future__ import annotations

import pytest

from tests.conftest import MakeProject
from tests.sphinx.project import Build, links, target_of

BASE = "https://example.org/career/"
#: What is referred to, the text it is shown with, and its address.
OBJECTS = {
    ("event", "first-program"): ("First program", "pages/early.html#retro-event-first-program"),
    ("event", "a-talk-and-more"): ("A talk & more", "pages/data.html#retro-event-a-talk-and-more"),
    ("event", "release-one"): ("Release one", "pages/data.html#retro-event-release-one"),
    ("era", "early"): ("Early", "pages/early.html#retro-era-early"),
    ("tag", "linux"): ("linux", "tags/linux.html"),
    ("tag", "c-plus-plus"): ("C++", "pages/terms.html#retro-tag-c-plus-plus"),
    ("tag", "история"): ("история", "tags/%D0%B8%D1%81%D1%82%D0%BE%D1%80%D0%B8%D1%8F.html"),
    ("org", "ateliers"): ("Ateliers", "orgs/ateliers.html"),
    ("technology", "kafka"): ("Kafka", "pages/terms.html#retro-technology-kafka"),
}
CONSUMER = """
extensions = [{extensions}]
html_theme = "basic"
nitpicky = True
intersphinx_mapping = {{"career": ("{base}", {inventory!r})}}
"""


@pytest.fixture(scope="module")
def producer(make_shared_project: MakeProject) -> Build:
    build = make_shared_project(root="everything").build()
    assert build.warnings == []
    return build


def test_addresses_are_there(producer: Build) -> None:
    for _, address in OBJECTS.values():
        target = target_of(producer.outdir / "index.html", address)
        assert target is not None
        file, fragment = target
        assert f'id="{fragment}"' in file.read_text("utf-8") if fragment else file.is_file()


def consume(
    make_project: MakeProject, producer: Build, *extensions: str, page: str, suffix: str, more: str = ""
) -> dict[str, str]:
    """Build a project of one page, and return the addresses of its links to the producer, by their texts."""
    listed = ", ".join(map(repr, ("sphinx.ext.intersphinx", *extensions)))
    conf = CONSUMER.format(extensions=listed, base=BASE, inventory=str(producer.outdir / "objects.inv"))
    build = make_project({f"index.{suffix}": page}, conf=conf, more=more).build()
    assert build.warnings == []
    return {text: address.removeprefix(BASE) for text, address in links(build.page("index"), "a.external").items()}


def expected() -> dict[str, str]:
    return dict(OBJECTS.values())


def _rst(form: str) -> str:
    return "Page\n====\n\n" + "\n\n".join(form.format(kind=kind, name=name) for kind, name in OBJECTS)


def _md(form: str) -> str:
    return "# Page\n\n" + "\n\n".join(form.format(kind=kind, name=name) for kind, name in OBJECTS)


OURS = 'retro_taxonomies = {"technology": "Technology"}\nmyst_enable_extensions = ["colon_fence"]'


@pytest.mark.parametrize(
    ("page", "suffix"),
    [
        (_rst(":external+career:retro:{kind}:`{name}`"), "rst"),
        (_md("{{external+career:retro:{kind}}}`{name}`"), "md"),
        (_rst(":retro:{kind}:`career:{name}`"), "rst"),
        (_rst(":retro:{kind}:`{name}`"), "rst"),
        (_md("{{retro:{kind}}}`career:{name}`"), "md"),
    ],
    ids=["external-rst", "external-md", "prefix-rst", "bare-rst", "prefix-md"],
)
def test_with_the_extension(make_project: MakeProject, producer: Build, page: str, suffix: str) -> None:
    extensions = ("myst_parser", "sphinx_retrospective")
    assert consume(make_project, producer, *extensions, page=page, suffix=suffix, more=OURS) == expected()


@pytest.mark.parametrize(
    "form", [":external+career:ref:`{kind}-{name}`", ":ref:`career:{kind}-{name}`", ":any:`career:{kind}-{name}`"]
)
def test_with_sphinx_alone(make_project: MakeProject, producer: Build, form: str) -> None:
    assert consume(make_project, producer, page=_rst(form), suffix="rst") == expected()


@pytest.mark.parametrize("form", ["<inv:career:retro:{kind}#{name}>", "<inv:career:std:label#{kind}-{name}>"])
def test_with_myst(make_project: MakeProject, producer: Build, form: str) -> None:
    assert consume(make_project, producer, "myst_parser", page=_md(form), suffix="md") == expected()


def test_text_of_its_own(make_project: MakeProject, producer: Build) -> None:
    page = "Page\n====\n\n:external+career:retro:event:`said <first-program>`\n\n:retro:tag:`other <career:linux>`\n"
    assert consume(make_project, producer, "sphinx_retrospective", page=page, suffix="rst") == {
        "said": "pages/early.html#retro-event-first-program",
        "other": "tags/linux.html",
    }


def test_own_objects_come_first(make_project: MakeProject, producer: Build) -> None:
    page = "Page\n====\n\n.. event:: Mine\n   :id: first-program\n   :date: 2010\n\n:event:`first-program`\n"
    assert consume(make_project, producer, "sphinx_retrospective", page=page, suffix="rst") == {}


def test_what_nobody_has_is_told_once(make_project: MakeProject, producer: Build) -> None:
    conf = CONSUMER.format(
        extensions='"sphinx.ext.intersphinx", "sphinx_retrospective"',
        base=BASE,
        inventory=str(producer.outdir / "objects.inv"),
    )
    page = "Page\n====\n\n:retro:event:`nothing-of-that-name`\n"
    (warning,) = make_project({"index.rst": page}, conf=conf).build().warnings
    assert warning.startswith("index.rst:4: WARNING: there is no event 'nothing-of-that-name'")
    assert warning.endswith(" [retro.reference]")
