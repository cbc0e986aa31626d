"""How every page is built up: its language, title, headings and landmarks."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from tests.site.built import Site


def test_every_page_says_its_language_and_has_a_title_of_its_own(site: Site) -> None:
    titles: Counter[tuple[str, str]] = Counter()
    for name, page in site.trees.items():
        assert page.get("lang") == "en", name
        assert page.xpath("count(/html/head/title)") == 1, name
        # An organisation may have the name of a tag; the folders are those of vocabularies.
        titles[name.rpartition("/")[0], page.xpath("normalize-space(/html/head/title)")] += 1
    assert [title for title, count in titles.items() if count > 1 or not title[1]] == []


def test_every_page_has_one_main_heading_and_the_others_go_down_one_level_at_a_time(site: Site) -> None:
    of_any_level = " or ".join(f"self::h{level}" for level in range(1, 7))
    for name, page in site.trees.items():
        levels = [int(heading.tag[1]) for heading in page.xpath(f"//article[@role='main']//*[{of_any_level}]")]
        assert levels[:1] == [1], name
        assert levels.count(1) == 1, name
        assert all(after - before <= 1 for before, after in pairwise(levels)), (name, levels)


def test_every_page_has_its_landmarks(site: Site) -> None:
    for name, page in site.trees.items():
        assert len(page.xpath("//*[@role='main' or self::main]")) == 1, name
        assert len(page.xpath("/html/body/*[@class='page']/header")) == 1, name
        assert len(page.xpath("//footer")) == 1, name
        labels = [aside.get("aria-label") for aside in page.iter("aside")]
        assert len(set(labels)) == len(labels), name
        assert None not in labels, name


def test_every_page_has_a_link_to_its_content_first(site: Site) -> None:
    for name, page in site.trees.items():
        first = page.xpath("string(/html/body//a/@href)")
        assert first.startswith("#"), name
        assert page.xpath("//*[@role='main'][@id=$id]", id=first[1:]), name


def test_everything_that_shows_a_picture_says_it_in_words_too(site: Site) -> None:
    for name, page in site.trees.items():
        assert page.xpath("//img[not(string(@alt))] | //*[@role='region'][not(string(@aria-label))]") == [], name
