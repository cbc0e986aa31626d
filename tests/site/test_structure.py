"""How every page is built up: its language, title, headings and landmarks."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from tests.site.built import Site


def test_every_page_says_its_language_and_has_a_title_of_its_own(site: Site) -> None:
    titles: Counter[tuple[str, str]] = Counter()
    for name, page in site.pages.items():
        assert page.html is not None
        assert page.html["lang"] == "en", name
        assert page.title is not None, name
        # An organisation may have the name of a tag; the folders are those of vocabularies.
        titles[name.rpartition("/")[0], " ".join(page.title.get_text().split())] += 1
    assert [title for title, count in titles.items() if count > 1 or not title[1]] == []


def test_every_page_has_one_main_heading_and_the_others_go_down_one_level_at_a_time(site: Site) -> None:
    for name, page in site.pages.items():
        levels = [int(heading.name[1]) for heading in page.select("article[role=main] :is(h1, h2, h3, h4, h5, h6)")]
        assert levels[:1] == [1], name
        assert levels.count(1) == 1, name
        assert all(after - before <= 1 for before, after in pairwise(levels)), (name, levels)


def test_every_page_has_its_landmarks(site: Site) -> None:
    for name, page in site.pages.items():
        assert len(page.select("[role=main], main")) == 1, name
        assert len(page.select("body > .page > header")) == 1, name
        assert len(page.select("footer")) == 1, name
        labels = [aside.get("aria-label") for aside in page.select("aside")]
        assert len(set(labels)) == len(labels), name
        assert None not in labels, name


def test_every_page_has_a_link_to_its_content_first(site: Site) -> None:
    for name, page in site.pages.items():
        first = page.select_one("body a[href]")
        assert first is not None, name
        assert page.select_one(f"[role=main]{first['href']}"), name


def test_everything_that_shows_a_picture_says_it_in_words_too(site: Site) -> None:
    for name, page in site.pages.items():
        assert all(image.get("alt") for image in page.select("img")), name
        assert all(region.get("aria-label") for region in page.select("[role=region]")), name
