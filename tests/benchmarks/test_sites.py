"""The sites that are compared say the same, and the edits change what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from bs4 import Tag

from tests.benchmarks import model, peer_forms
from tests.benchmarks.by_hand import LONGEST_LIST, by_hand
from tests.benchmarks.markup import MARKUPS
from tests.benchmarks.model import EDITS, Site, make_site, slug
from tests.benchmarks.ours import ours
from tests.benchmarks.writing import BASE, OURS, Form, Options, write
from tests.conftest import MakeProject
from tests.sphinx.project import BARE, BARE_FILES, Project

pytestmark = pytest.mark.once

FORMS: Mapping[str, Form] = {OURS: ours, BASE: by_hand}
#: Date, title and target of a link to an event.
Told = tuple[str, str, str]

every_markup = pytest.mark.parametrize("markup", MARKUPS)
every_form = pytest.mark.parametrize("form", [*FORMS.values(), *(
    getattr(peer_forms, name) for name in dir(peer_forms) if name.startswith("with_")
)])  # fmt: skip


@pytest.fixture(scope="module")
def site() -> Site:
    """Two pages, of which one is in no toctree, and few tags."""
    return make_site(2, seed=7, vocabulary=8)


def options(markup: str) -> Options:
    return Options(MARKUPS[markup], theme="basic", listed=1)


def project_of(make_project: MakeProject, form: Form, site: Site, markup: str) -> Project:
    """A project whose warnings are all that there are."""
    files = form(site, options(markup))
    return make_project({**files, **BARE_FILES, "conf.py": f"{files['conf.py']}nitpicky = True\n{BARE}"})


def told_on(page: Tag) -> list[Told]:
    """What a page tells of each event of a list on it, in its order."""
    return list(_told(page))


def _told(page: Tag) -> Iterator[Told]:
    for item in page.select("li"):
        link = item.find("a", href=re.compile("#(retro-)?event-"))
        if not isinstance(link, Tag) or item.find("li"):
            continue
        date = re.search(r"(\d+ )?([A-Z][a-z]+ )?(19|20)\d\d", item.get_text(" ").replace(link.get_text(), ""))
        assert date, item
        target = re.sub(r"^(\.\./)+|(?<=#)retro-", "", str(link["href"]))
        yield date[0], link.get_text(), target


def text_of(page: Tag) -> str:
    """The words of a page, without signs of the theme and of the form."""
    # What is counted for the page of a tag nobody would count by hand: it is on top of what is compared.
    added = page.select(".headerlink, [aria-hidden], .retro-usage, .retro-related")
    left_out = {id(text) for each in added for text in each.strings}
    return " ".join(re.findall(r"\w+", " ".join(text for text in page.strings if id(text) not in left_out)))


@every_markup
def test_both_forms_tell_the_same(make_built_project: MakeProject, site: Site, markup: str) -> None:
    built = {name: project_of(make_built_project, form, site, markup).first for name, form in FORMS.items()}
    assert {name: build.warnings for name, build in built.items()} == {OURS: [], BASE: []}
    one, other = built.values()
    pages = sorted(path.relative_to(one.outdir).as_posix() for path in one.outdir.rglob("*.html"))
    assert pages == sorted(path.relative_to(other.outdir).as_posix() for path in other.outdir.rglob("*.html"))
    lists = ["timeline", "tags", *(f"tags/{slug(tag)}" for tag in site.by_tag())]
    lists += [f"orgs/{slug(org)}" for org in site.by_org()]
    assert {f"{name}.html" for name in lists} < set(pages)
    for name in lists:
        told = told_on(one.page(name))
        assert told, name
        assert told == told_on(other.page(name))
        assert text_of(one.page(name)) == text_of(other.page(name))
    timeline = told_on(one.page("timeline"))
    assert [(date, title) for date, title, _ in timeline] == [(each.when.shown, each.title) for _, each in site.events]
    for each in site.pages:
        assert text_of(one.page(each.name)) == text_of(other.page(each.name))


@every_markup
def test_both_forms_tell_the_same_after_edits(make_built_project: MakeProject, site: Site, markup: str) -> None:
    edited = site
    for edit in EDITS.values():
        edited = edit(edited)
    texts = []
    for form in FORMS.values():
        project = project_of(make_built_project, form, site, markup)
        write(project.source, form(edited, options(markup)), form(site, options(markup)))
        built = project.build()
        assert built.warnings == []
        texts.append(
            {name: text_of(built.page(name)) for name in ["timeline", "tags", *(page.name for page in edited.pages)]}
        )
    assert texts[0] == texts[1]
    assert model.renamed_tag(site)[1] in texts[0]["tags"]


@pytest.mark.parametrize(("longest", "markup"), [(1, "myst"), (5, "rst"), (7, "myst")])
def test_both_forms_split_long_lists_alike(make_project: MakeProject, longest: int, markup: str) -> None:
    """With years that are longer than a page, and more lines in the list of all tags than it has room for."""
    site = make_site(3, seed=7, vocabulary=5)
    limited = conf_limited(ours, f"retro_page_limit = {longest}\n")
    forms = (limited, partial(by_hand, longest=longest))
    one, other = (project_of(make_project, form, site, markup).build() for form in forms)
    assert one.warnings == other.warnings == []
    pages = sorted(path.relative_to(one.outdir).as_posix()[:-5] for path in one.outdir.rglob("*.html"))
    assert pages == sorted(path.relative_to(other.outdir).as_posix()[:-5] for path in other.outdir.rglob("*.html"))
    assert len([name for name in pages if name.startswith("timeline/")]) >= 3
    for name in pages:
        if name not in {"genindex", "search"}:
            assert text_of(one.page(name)) == text_of(other.page(name)), name
    assert len(site.events) <= LONGEST_LIST


def conf_limited(form: Form, more: str) -> Form:
    """Return a form with *more* in its configuration."""

    def write(site: Site, options: Options) -> dict[str, str]:
        files = form(site, options)
        return {**files, "conf.py": files["conf.py"] + more}

    return write


@every_form
@every_markup
def test_the_same_seed_gives_the_same_files(form: Form, markup: str) -> None:
    files = form(make_site(3, seed=1), options(markup))
    assert files == form(make_site(3, seed=1), options(markup))
    assert files != form(make_site(3, seed=2), options(markup))
    assert all(text.endswith("\n") or name.endswith(".json") for name, text in files.items())


@pytest.mark.parametrize(("pages", "tags"), [(1, 50), (200, 50), (800, 500), (3200, 5000)])
def test_large_sites_have_more_tags(pages: int, tags: int) -> None:
    assert model.tag_count(pages) == pytest.approx(tags, rel=0.01)


def test_titles_are_all_different(site: Site) -> None:
    titles = [event.title for _, event in site.events]
    assert len(set(titles)) == len(titles) == 2 * model.EVENTS_PER_PAGE


def test_retitling_changes_one_title(site: Site) -> None:
    changed = _changed(site, model.retitle_one_event(site))
    assert [(old, replace(old, title=new.title)) for old, new in changed] == changed


def test_editing_prose_changes_no_event(site: Site) -> None:
    edited = model.edit_prose_of_one_page(site)
    assert _changed(site, edited) == []
    assert [one.prose == other.prose for one, other in zip(site.pages, edited.pages, strict=True)].count(False) == 1


def test_a_tag_is_renamed_wherever_it_is(site: Site) -> None:
    old, new = model.renamed_tag(site)
    edited = model.rename_a_tag(site)
    assert len(_changed(site, edited)) == len(site.by_tag()[old])
    assert old not in edited.by_tag()
    assert [event.id for _, event in edited.by_tag()[new]] == [event.id for _, event in site.by_tag()[old]]


def _changed(site: Site, edited: Site) -> list[tuple[model.Event, model.Event]]:
    befores, afters = ({event.id: event for _, event in each.events} for each in (site, edited))
    assert befores.keys() == afters.keys()
    return [(befores[each], afters[each]) for each in befores if befores[each] != afters[each]]


@every_markup
def test_edits_by_hand_are_in_every_file_that_says_it(site: Site, markup: str, tmp_path: Path) -> None:
    """An event is in its page, the list of all, the list of tags, and the pages of its tags and its organisation."""
    edited = model.retitle_one_event(site)
    ((_, event),) = _changed(site, edited)
    before, after = by_hand(site, options(markup)), by_hand(edited, options(markup))
    write(tmp_path, before)
    assert len(write(tmp_path, after, before)) == 4 + len(event.tags)
    assert len(write(tmp_path, ours(edited, options(markup)), ours(site, options(markup)))) == 1
