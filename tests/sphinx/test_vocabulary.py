"""Vocabulary files, and what is said in them, in whole builds: hidden terms, policies, levels, former addresses."""

from __future__ import annotations

import json
import re

import pytest
from sphinx.errors import ExtensionError

from sphinx_retrospective.core.taxonomy import Term
from tests.conftest import MakeProject
from tests.sphinx.project import Build, Builds, Project

#: What is looked at here is ours, and differs in no environment; the sample is built in each.
pytestmark = pytest.mark.once

INDEX = """
# History

:::{event} First table
:date: 2014
:tags: HBase, databases/warp10, shadow
:::

:::{event} First topic
:date: 2015
:tags: kafka, k8s
:::

{tag}`HBase` {tag}`shadow`

:::{tag-index}
:::

:::{tag-matrix}
:::

:::{timeline}
:where: shadow
:::
"""
VOCABULARY = """
HBase:
  description: |
    A *store* on {tag}`databases`, see [the site](https://example.org).

    It has a second paragraph.
  parents: [databases, Hadoop]
  colour: "#c0392b"
Hadoop: What the `bank` ran.
databases:
shadow:
  hidden: yes
Kubernetes:
  aliases: k8s
"""
CONF = 'retro_vocabulary = "tags.yaml"'


@pytest.fixture(scope="module")
def builds(make_shared_project: MakeProject) -> Builds:
    """One build with each builder that is asked for, all from the same doctrees."""
    return Builds(_project(make_shared_project).build, epub_copyright="x", version="1")


@pytest.fixture(scope="module")
def site(builds: Builds) -> Build:
    return builds["html"]


def _project(make: MakeProject, index: str = INDEX, vocabulary: str = VOCABULARY, more: str = CONF) -> Project:
    return make({"index.md": index, "tags.yaml": vocabulary}, more=more)


def test_nothing_is_wrong(site: Build) -> None:
    assert site.warnings == []


def test_descriptions_keep_their_markup(site: Build) -> None:
    page = site.page("tags/hbase")
    text = page.select_one(".retro-description-text")
    assert text is not None
    assert [each.get_text() for each in text.select("em")] == ["store"]
    assert [each["href"] for each in text.select("a")] == ["databases.html", "https://example.org"]
    assert len(text.select("p")) == 2
    assert page.select_one("code") is None
    assert "What the bank ran" in site.page("tags/hadoop").get_text()
    assert site.page("tags/hadoop").select_one(".retro-term-page > p code, .retro-term-page > p .pre") is not None


def test_several_parents_have_the_child(site: Build) -> None:
    for parent in ("databases", "hadoop"):
        narrower = [each.get_text() for each in site.page(f"tags/{parent}").select(".retro-narrower a")]
        assert "HBase" in narrower
    lead = site.page("tags/hbase").select_one(".retro-lead")
    assert lead is not None
    assert lead.get_text() == "Tag · part of databases, Hadoop"


def test_levels_of_a_name_are_folders(site: Build) -> None:
    assert (site.outdir / "tags" / "databases" / "warp10.html").is_file()
    page = site.page("tags/databases/warp10")
    assert [each["href"] for each in page.select(".retro-lead a")] == ["../databases.html"]
    assert "databases/warp10" in site.page("index").get_text()


def test_a_hidden_term_is_shown_nowhere(site: Build) -> None:
    page = site.page("index")
    shown = page.get_text().replace("HBase shadow", "")  # the role, which has no link
    assert "shadow" not in shown
    assert not (site.outdir / "tags" / "shadow.html").exists()
    assert [each.get_text() for each in page.select(".retro-view .retro-title")] == ["First table"]
    assert "shadow" not in {name for name, *_ in site.domain.get_objects()}
    assert page.select(".retro-hidden-term a") == []


def test_a_draft_shows_hidden_terms(make_built_project: MakeProject) -> None:
    project = _project(make_built_project)
    shown = project.build(retro_show_hidden=True)
    assert shown.warnings == []
    assert (shown.outdir / "tags" / "shadow.html").is_file()
    assert "shadow" in str(shown.page("index").select_one(".retro-tags"))
    project.build()
    assert not (shown.outdir / "tags" / "shadow.html").exists()


def test_a_colour_is_a_class(site: Build) -> None:
    [link, *_] = [each for each in site.page("index").select(".retro-tags a") if each.get_text() == "#HBase"]
    assert "retro-colour-c0392b" in link["class"]
    assert ".retro-colour-c0392b" in site.read("_static/retro-kinds.css")


def test_a_former_address_leads_on(site: Build) -> None:
    page = site.read("tags/k8s.html")
    assert '<meta http-equiv="refresh" content="0; url=kubernetes.html">' in page
    assert '<a href="kubernetes.html">Kubernetes</a>' in page
    assert "<script" not in page
    names = {entry[0] for entry in site.domain.get_objects() if entry[2] == "tag"}
    assert {"k8s", "kubernetes"} <= names


def test_the_file_is_a_reason_to_build(make_built_project: MakeProject) -> None:
    project = _project(make_built_project)
    project.edit("tags.yaml", "Kubernetes:\n  aliases: k8s", "Kube:\n  aliases: [Kubernetes, k8s]")
    built = project.build()
    assert "kube.html" in built.read("tags/kubernetes.html")
    assert "kube.html" in built.read("tags/k8s.html")
    assert (built.outdir / "tags" / "kube.html").is_file()
    project.edit("tags.yaml", ", k8s", "")
    assert not (project.build().outdir / "tags" / "kubernetes-former.html").exists()
    project.edit("index.md", "kafka, k8s", "kafka")
    assert not (project.build().outdir / "tags" / "k8s.html").exists()


def test_the_search_does_not_find_what_only_leads_on(make_project: MakeProject) -> None:
    project = _project(make_project, vocabulary="")
    before = project.build()
    assert '"tags/k8s"' in before.read("searchindex.js")
    project.write({"tags.yaml": VOCABULARY})
    after = project.build()
    assert '"tags/k8s"' not in after.read("searchindex.js")
    assert '"tags/kubernetes"' in after.read("searchindex.js")


def test_every_term_by_the_policy(make_project: MakeProject) -> None:
    more = CONF + '\nretro_vocabulary_policy = "strict"'
    built = _project(make_project, INDEX.replace("kafka, k8s", "hadop, k8s"), more=more).build()
    assert built.warnings == [
        "index.md:4: WARNING: the tag 'databases/warp10' is not described, and is left out; "
        "perhaps 'databases' is meant [retro.vocabulary]",
        "index.md:9: WARNING: the tag 'hadop' is not described, and is left out; perhaps 'Hadoop' is meant "
        "[retro.vocabulary]",
    ]
    assert not (built.outdir / "tags" / "hadop.html").exists()
    assert "hadop" in built.page("index").get_text()


def test_a_vocabulary_of_another_taxonomy(make_project: MakeProject) -> None:
    project = make_project(
        {
            "index.rst": "Index\n=====\n\n.. event:: One\n   :date: 2014\n   :org: Acme\n",
            "orgs.json": '{"Acme": "A **firm**."}',
        },
        more='retro_vocabulary = {"org": "orgs.json"}',
    )
    built = project.build()
    assert built.warnings == []
    assert str(built.page("orgs/acme").select_one("strong")) == "<strong>firm</strong>"


@pytest.mark.parametrize(
    ("vocabulary", "warning"),
    [
        ("- a\n- b\n", "tags.yaml:1: WARNING: the vocabulary can't be read: a term has fields, such as title"),
        (
            "a: [b]\n",
            "tags.yaml:1: WARNING: the term 'a' holds a list; write its fields, or a text",
        ),
        (
            "a:\n  colour: red\n",
            "tags.yaml:2: WARNING: the colour 'red' is not one such as '#c0392b'; it is left out",
        ),
        (
            "a:\n  color: '#fff'\n  hiden: yes\n",
            "tags.yaml:3: WARNING: 'hiden' is not a field of a term; the fields are title, ",
        ),
        (
            "a:\n  parents: [nobody]\n",
            "tags.yaml:2: WARNING: no event, page or description names the parent 'nobody' of 'a'",
        ),
        ("a: |\n  x\n\n  {tag}`nobody`\n", "tags.yaml:4: WARNING: there is no tag 'nobody'"),
        (
            "a: b: c\n",
            "tags.yaml:1: WARNING: the vocabulary can't be read: the data is not YAML: there is a second colon",
        ),
        ("a: x\nA: y\n", "tags.yaml:2: WARNING: tag 'A' is described twice, the first time at"),
    ],
)
def test_what_is_wrong_is_told_once(make_project: MakeProject, vocabulary: str, warning: str) -> None:
    project = make_project({"index.md": "# Index\n", "tags.yaml": vocabulary}, more=CONF)
    [told] = project.build().warnings
    assert told.startswith(warning)
    assert project.build().warnings == [told]


@pytest.mark.parametrize("name", ["none.yaml", "../outside.yaml", "tags.txt"])
def test_a_file_that_can_not_be_read(make_project: MakeProject, name: str) -> None:
    [told] = make_project({"index.md": "# Index\n"}, more=f'retro_vocabulary = "{name}"').build().warnings
    assert re.match(r"conf\.py:[0-9]+: WARNING: the vocabulary can't be read: ", told)
    assert "the page" not in told
    assert "option" not in told
    assert told.endswith("[retro.data]")


def test_a_root_that_stands_apart_has_the_vocabulary_of_the_project(make_project: MakeProject) -> None:
    files = {
        "index.md": "---\nretro-scope: page\n---\n# Index\n",
        "a.md": "---\norphan: true\n---\n# A\n\n:::{event} One\n:date: 2014\n:tags: hb\n:::\n",
        "tags.yaml": "HBase:\n  aliases: hb\n",
    }
    built = make_project(files, more=CONF).build()
    assert built.warnings == []
    assert (built.outdir / "tags" / "hbase.html").is_file()


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "epub", "latex", "text", "json", "man", "texinfo", "xml"])
def test_every_builder(builds: Builds, builder: str) -> None:
    assert builds[builder].warnings == []


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_a_hidden_term_is_in_no_book(make_project: MakeProject, builder: str) -> None:
    built = _project(make_project, INDEX.replace("{tag}`shadow`", "")).build(builder)
    texts = [path.read_text("utf-8") for path in built.outdir.rglob("*") if path.suffix in {".txt", ".tex"}]
    assert "HBase" in "".join(texts)
    assert "shadow" not in "".join(texts)


def test_workers_see_the_vocabulary(make_project: MakeProject) -> None:
    page = "---\norphan: true\n---\n# P\n\n:::{event} E\n:date: 2014\n:tags: HBase\n:::\n"
    files = {"index.md": INDEX, "tags.yaml": VOCABULARY, **{f"p{number}.md": page for number in range(8)}}
    project = make_project(files, more=CONF)
    serial = project.build().files()
    parallel = project.build(parallel=2, outdir="parallel", doctrees="parallel-doctrees")
    assert parallel.warnings == []
    pages = {name: content for name, content in parallel.files().items() if name.endswith(".html")}
    assert pages == {name: serial[name] for name in pages}


@pytest.mark.parametrize("suffix", [".md", ".rst"])
def test_a_description_can_put_nothing_into_a_page(make_project: MakeProject, suffix: str) -> None:
    evil = "<script>alert(1)</script> <img src=x onerror=alert(1)>"
    link = "[x](javascript:alert(1))" if suffix == ".md" else "`x <javascript:alert(1)>`_"
    raw = f"```{{raw}} html\n{evil}\n```" if suffix == ".md" else f".. raw:: html\n\n   {evil}"
    include = "```{include} /conf.py\n```" if suffix == ".md" else ".. include:: /conf.py"
    described = {"one": f"{evil} {link}", "two": f"Text.\n\n{raw}\n", "three": f"Text.\n\n{include}\n"}
    index = "# Index\n" if suffix == ".md" else "Index\n=====\n"
    project = make_project(
        {f"index{suffix}": index, "tags.json": json.dumps(described)}, more=CONF.replace("yaml", "json")
    )
    built = project.build()
    for name in described:
        page = built.page(f"tags/{name}")
        assert page.select("script, img[onerror], a[href^=javascript]") == []
        assert "retro_vocabulary" not in page.get_text()


ANOTHER = "---\norphan: true\n---\n# Other\n\n:::{event} Later\n:date: 2016\n:tags: HBase, k8s\n:::\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("#c0392b", "#123456"),
        ('  colour: "#c0392b"\n', ""),
        ("parents: [databases, Hadoop]", "parents: [Hadoop]"),
        ("hidden: yes", "hidden: no"),
        ("A *store*", "One *store*"),
        ("second paragraph", "last paragraph"),
        ("aliases: k8s", "aliases: [k8s, kube]"),
        ("aliases: k8s", "aliases: kube"),
        ("Kubernetes:", "K:"),
        ("HBase:\n", "HBase table:\n  aliases: HBase\n"),
        ("Hadoop: What the `bank` ran.\n", ""),
    ],
)
def test_an_edit_of_the_vocabulary_is_followed(make_built_project: MakeProject, old: str, new: str) -> None:
    files = {"index.md": INDEX, "tags.yaml": VOCABULARY, "other.md": ANOTHER}
    project = make_built_project(files, more=CONF + "\nhtml_theme = 'basic'")
    project.edit("tags.yaml", old, new)
    edited = project.build()
    clean = project.build(outdir="clean", doctrees="clean-doctrees")
    assert edited.warnings == clean.warnings
    after, wanted = edited.files(), clean.files()
    kept = {".buildinfo", ".retrospective.json", "objects.inv", "searchindex.js"}
    assert after.keys() - kept == wanted.keys() - kept
    assert {name for name in wanted if name not in kept and after[name] != wanted[name]} == set()


@pytest.mark.parametrize("text", ["q/r:\n  parents:\n", "q/r:\n  parents: []\n", 'q/r: {parents: ""}\n'])
def test_a_file_can_say_that_a_slash_is_no_level(make_project: MakeProject, text: str) -> None:
    index = "# Index\n\n:::{event} One\n:date: 2014\n:tags: q/r\n:::\n"
    built = _project(make_project, index, text).build()
    assert built.warnings == []
    assert set(built.domain.gathered.chronicle.taxonomies["tag"].terms) == {"q/r"}


def test_a_hidden_organisation_hides_no_other(make_project: MakeProject) -> None:
    index = "# Index\n\n:::{tag} H\n:taxonomy: org\n:hidden:\n:::\n\n:::{event} One\n:date: 2014\n:org: H; Acme; B\n"
    index += ":place: P\n:::\n\n:::{timeline}\n:group-by: org\n:::\n"
    built = make_project({"index.md": index}).build("text")
    text = built.read("index.txt")
    assert "(event · Acme, B · P)" in text
    assert "H" not in text
    assert built.domain.gathered.chronicle.taxonomies["org"].find("H") is not None
    html = make_project({"index.md": index}).build().page("index")
    assert [each.get_text() for each in html.select(".retro-view .retro-group-title, .retro-view h2")] == ["Acme"]


def test_terms_of_one_address_have_descriptions_of_their_own(make_project: MakeProject) -> None:
    vocabulary = "front end: The *first*.\nfront-end: The *second*.\n"
    built = _project(make_project, "# Index\n", vocabulary).build()
    assert [line.rpartition(" ")[2] for line in built.warnings] == ["[retro.slug]"]
    told = [built.page(f"tags/{term.slug}").get_text() for term in _tags(built).values()]
    assert sorted(text.count("The first") - text.count("The second") for text in told) == [-1, 1]


@pytest.mark.parametrize("name", ["tags.yaml", "tags.json", "tags.csv"])
@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n"])
def test_a_vocabulary_can_be_empty(make_project: MakeProject, name: str, text: str) -> None:
    if "#" in text and not name.endswith("yaml"):
        pytest.skip("only YAML has comments")
    project = make_project({"index.md": "# Index\n", name: text}, more=f'retro_vocabulary = "{name}"')
    assert project.build().warnings == []


def test_a_column_that_is_none_is_told_once(make_project: MakeProject) -> None:
    files = {"index.md": "# Index\n", "tags.csv": "title,alias\na,b\nc,d\n"}
    [told] = make_project(files, more='retro_vocabulary = "tags.csv"').build().warnings
    assert told.startswith("tags.csv:1: WARNING: 'alias' is not a field of a term; ")
    assert "perhaps 'aliases' is meant" in told


def test_each_place_of_an_undescribed_term_is_told(make_project: MakeProject) -> None:
    index = "# Index\n\n:::{tags} nope\n:::\n\n:::{event} One\n:date: 2014\n:tags: Nope\n:::\n"
    built = _project(make_project, index, more=CONF + '\nretro_vocabulary_policy = "warn"').build()
    assert [line.split(" ")[0] for line in built.warnings] == ["index.md:3:", "index.md:6:"]


def _tags(built: Build) -> dict[str, Term]:
    return built.domain.gathered.chronicle.taxonomies["tag"].terms


def test_a_former_address_of_a_build_that_ended_early_goes_too(make_project: MakeProject) -> None:
    stop = "def setup(app):\n    app.connect('html-collect-pages', stop, priority=900)\n\n\n"
    stop += "def stop(app):\n    assert not (app.srcdir / 'stop').exists()\n    return []\n"
    project = _project(make_project, vocabulary="", more=f"{CONF}\n{stop}")
    project.build()
    project.write({"tags.yaml": "Kubernetes:\n  aliases: kube\n", "stop": ""})
    with pytest.raises(ExtensionError):
        project.build()
    former = project.folder / "build-html" / "tags" / "kube.html"
    assert former.is_file()
    project.remove("stop")
    project.write({"tags.yaml": ""})
    project.build()
    assert not former.exists()
