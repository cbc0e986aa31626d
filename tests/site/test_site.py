"""The shipped site: it builds without a warning, and what a reader looks for is where it should be."""

from __future__ import annotations

import json
import re
from collections import Counter
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from bs4 import Tag
from sphinx.util.inventory import InventoryFile

from sphinx_retrospective.core.dates import parse
from tests.cldr import plain
from tests.repository.checkout import ROOT
from tests.site.built import SECTIONS, Site, of_class
from tests.sphinx.project import one

#: How a sentence begins that goes on from another.
DEPENDENT = re.compile(
    r"(?i)(it|its|he|his|she|they|this|that|these|those|then|there|here|both|another|at some point|later"
    r"|(the|a) (first|second|third|next|last|other|latter|former|same|later|earlier)( of (them|these|those))?) "
    r"(?!year |program|of |distribution |talks |product |task |assignment )"
)
#: Words that stand for a person, and the name that has to come before them.
PRONOUN, PERSON = re.compile(r"(?i)\b(he|him|his|himself)\b"), "Pierre Zemb"
#: What could be any place or group, and the names of which one has to stand in the same sentences.
UNNAMED = {
    "bank": {"Arkéa"},
    "company": {"OVH", "StreamNative"},
    "platform": {"Metrics", "OVH"},
    "supervisor": {"Arkéa"},
    "summit": {"OVH", "Pulsar"},
    "team": {"Metrics", "ioStream", "Managed Kubernetes", "Arkéa", "OVH"},
    "user group": {"FinistJUG"},
    "workshop": {"HelloExoWorld", "exoplanet"},
}
#: Figures and dates that the sources don't agree on, and what must stand beside each.
DISPUTED = {"1.8 million": "2020", "432 billion": "2019", "25 TB": "300 GB"}


def test_it_builds_without_a_warning(site: Site) -> None:
    assert "WARNING" not in site.output


def test_every_section_is_an_era_with_its_own_chart(site: Site) -> None:
    for section in SECTIONS:
        page = site.pages[f"2010s/{section}.html"]
        assert page.select_one(f"#retro-era-{section}"), section
        assert page.select_one(".retro-era-dates time"), section
        told = page.select("article.retro-item")
        assert len(told) > 3
        assert len(page.select(".retro-chart a.retro-chart-mark:not(.retro-chart-era)")) == len(told), section


def test_the_tags_with_the_most_events_come_first(site: Site) -> None:
    page = site.pages["tags.html"]
    named = [link["href"] for link in page.select("section > p a[href^=tags]")]
    overview = page.select(".retro-index-overview")[0]
    counts = Counter(
        {link["href"]: int(one(_around(link), ".retro-count").get_text()) for link in overview.select("a")}
    )
    assert len(named) == 5
    assert named == [tag for tag, _ in counts.most_common(len(named))]


def _around(tag: Tag) -> Tag:
    assert tag.parent
    return tag.parent


def test_every_section_says_how_long_it_takes_to_read(site: Site) -> None:
    for section in SECTIONS:
        page = site.pages[f"2010s/{section}.html"]
        said = one(one(page, ".retro-era-dates"), ".site-reading").get_text()
        [minutes] = map(int, re.findall(r"(\d+) minutes to read", said))
        words = len(one(page, "article[role=main]").get_text(" ").split())
        assert 0.5 < words / 200 / minutes < 2, section


def test_the_talks_are_led_to_from_what_they_were_about_and_when(site: Site) -> None:
    page = site.pages["talks.html"]
    (matrix,) = page.select(".retro-matrix")
    years = [each.get_text(strip=True) for each in matrix.select("thead th")][1:]
    assert years == [str(year) for year in range(int(years[0]), int(years[-1]) + 1)]
    assert len(matrix.select("tbody th a")) == len(matrix.select("tbody tr")) > 12
    entries = {str(each["id"]): each.select(".retro-carriers a") for each in matrix.select(".retro-matrix-entry")}
    numbers = {str(each["href"]): int(each.get_text()) for each in matrix.select("td a")}
    assert entries
    assert {f"#{name}": len(found) for name, found in entries.items()}.items() <= numbers.items()
    # What is counted is listed on the same page, as are all talks and all that was written.
    counted = {str(link["href"]) for found in entries.values() for link in found}
    counted |= {href for href in numbers if not href.startswith("#")}
    listed = {str(link["href"]) for link in page.select(".retro-view a")}
    assert len(counted) > 10
    assert counted <= listed


def test_the_cv_has_every_job_and_project_and_all_that_was_said_and_written(site: Site) -> None:
    page = site.pages["cv.html"]
    headings = [each.get_text() for each in page.select("h2.retro-group-title")]
    assert headings == ["Experience", "Education", "Projects", "Talks", "Writing"]
    kinds = {f"retro-kind-{kind}" for kind in ("job", "education", "project", "talk", "post")}
    told = [address for address, article in site.events.items() if kinds & set(article["class"])]
    # A service that others made, and a session whose speaker no source names, are nothing that he did.
    told = [each for each in told if not each.endswith(("#retro-event-qaas-precedent", "#retro-event-warp10-meetup"))]
    listed = [str(link["href"]) for link in page.select(".retro-view-cv .retro-title a") if "#" in str(link["href"])]
    assert len(told) > 50
    assert sorted(listed) == sorted(told)
    employers = [each.get_text() for each in page.select(".retro-cv-org > .retro-cv-head .retro-title")]
    assert employers == ["OVH", "Crédit Mutuel Arkéa"]


def test_there_are_enough_events_and_each_says_what_it_rests_on(site: Site) -> None:
    assert len(site.events) >= 70
    originals = 0
    for address, article in site.events.items():
        sources = {link.get_text(): str(link["href"]) for link in article.select(".retro-links a")}
        assert sources, address
        assert all(source.startswith(("https://", "http://")) for source in sources.values()), address
        # What an event rests on comes first.
        if next(iter(sources)) == "Original post":
            originals += 1
            assert sources["Original post"] == "https://pierrezemb.fr/posts/ten-years-programming", address
    assert originals >= 30


def test_every_summary_can_stand_alone(site: Site) -> None:
    """Views repeat it where nothing precedes it."""
    for address, article in site.events.items():
        summary = " ".join(article.select(".retro-body p")[0].get_text().split())
        assert not DEPENDENT.match(summary), (address, summary)
        for pronoun in PRONOUN.finditer(summary):
            assert PERSON in summary[: pronoun.start()], (address, summary)
        for word, names in UNNAMED.items():
            if re.search(rf"(?i)\b(the|his|her|this) {word}\b", summary):
                assert any(name in summary for name in names), (address, summary)


def test_every_event_is_on_the_timeline_and_on_the_pages_of_its_tags(site: Site) -> None:
    assert site.events.keys() <= site.links("timeline.html")
    for address, article in site.events.items():
        page = address.partition("#")[0]
        tags = [urljoin(page, str(link["href"])) for link in article.select(".retro-tags a")]
        assert tags, address
        for tag in tags:
            assert address in site.links(unquote(tag)), (address, tag)


def test_every_event_and_tag_is_found_by_the_search_and_by_other_projects(site: Site) -> None:
    source = (site.folder / "searchindex.js").read_text("utf-8")
    index = json.loads(source.removeprefix("Search.setIndex(").removesuffix(")"))
    searchable = {
        f"{unquote(index['docnames'][entry[0]])}.html#{entry[3]}"
        for entries in index["objects"].values()
        for entry in entries
    }
    assert site.events.keys() <= searchable
    assert {"tags/kafka", "tags/warp-10", "orgs/ovh"} <= set(index["docnames"])

    inventory = InventoryFile.loads((site.folder / "objects.inv").read_bytes(), uri="").data
    for address in site.events:
        name = address.partition("#retro-event-")[2]
        for objtype, key in (("retro:event", name), ("std:label", f"event-{name}")):
            assert inventory[objtype][key].uri.lstrip("/") == address, (objtype, key)
    assert set(SECTIONS) <= inventory["retro:era"].keys()
    assert {"retro-tags", "retro-chronology"} <= inventory["std:label"].keys()


def test_approximate_dates_are_shown_as_such(site: Site) -> None:
    first = site.events["2010s/learning-to-program.html#retro-event-first-program"]
    assert "retro-approximate" in first["class"]
    assert first.select_one(".retro-date")
    assert "c. Sep 2010" in plain(first.get_text())
    undated = site.events["2010s/learning-to-program.html#retro-event-web-stack"]
    assert "retro-approximate" in undated["class"]
    assert "2010s" in undated.get_text()
    assert undated.select_one("time") is None


def test_disputed_figures_keep_their_scope(site: Site) -> None:
    items = f"//article[{of_class('retro-item')}]"
    tellings = [each for page in site.trees.values() for each in page.xpath(items)]
    texts = [" ".join(" ".join(each.itertext()).split()) for each in tellings]
    for figure, scope in DISPUTED.items():
        telling = [text for text in texts if figure in text]
        assert telling, figure
        assert all(scope in text for text in telling), figure
    assert site.pages["about.html"].select_one("#disputed-figures td")
    assert site.pages["about.html"].select_one("#not-known li")


def test_machine_readable_dates_are_dates(site: Site) -> None:
    times = [time for page in site.trees.values() for time in page.xpath("//time/@datetime")]
    assert len(times) > 200
    for time in times:
        # What HTML has for dates is EDTF of level 0 too.
        parse(time)


def test_kind_is_told_in_words(site: Site) -> None:
    for address, article in site.events.items():
        kind = next(name.removeprefix("retro-kind-") for name in article["class"] if name.startswith("retro-kind-"))
        meta = article.select_one(".retro-meta")
        assert meta is not None, address
        assert meta.get_text().split(maxsplit=1)[0] == kind, address


def test_every_internal_link_leads_somewhere(site: Site) -> None:
    ids = {name: {*page.xpath("//@id"), ""} for name, page in site.trees.items()}
    for name in site.pages:
        if name == "404.html":  # Its links are absolute, for wherever it is served.
            continue
        for link in site.links(name):
            target, fragment = urldefrag(link)
            target = target or name
            if target.endswith(".html"):
                assert target in ids, (name, link)
                assert fragment in ids[target], (name, link)
            else:
                assert (site.folder / target).exists(), (name, link)


def test_every_drawing_has_a_caption_and_words_beside_it(site: Site) -> None:
    drawn = Counter[str]()
    figures = f"//figure[{of_class('site-drawing')}]"
    for name in (name for name, page in site.trees.items() if page.xpath(figures)):
        for drawing in site.pages[name].select("figure.site-drawing"):
            assert {str(each["role"]) for each in drawing.select("svg")} == {"img"}, name
            assert all(len(str(each["aria-label"])) > 40 for each in drawing.select("svg")), name
            assert len(one(drawing, "figcaption").get_text()) > 60, name
            drawn["site-diagram" if "site-diagram" in drawing.get_attribute_list("class") else "other"] += 1
            words = drawing.find_next("details")
            if "site-diagram" in drawing.get_attribute_list("class"):
                assert isinstance(words, Tag), name
                assert len(words.select("li")) >= 3, name
    assert drawn["site-diagram"] == 8
    assert drawn["other"] >= 1


def test_nothing_is_loaded_from_elsewhere_and_no_script_is_ours(site: Site) -> None:
    loaded = " | ".join(
        (
            "(//script | //img | //iframe)/@src",
            f"//link[{of_class('stylesheet', 'rel')} or {of_class('icon', 'rel')}]/@href",
        )
    )
    ours = " or ".join(map(of_class, ("retro-view", "retro-in-place", "retro-index")))
    for name, page in site.trees.items():
        assert not [url for url in page.xpath(loaded) if urlsplit(url).netloc], name
        assert not page.xpath(f"//*[{ours}]//*[self::script or @style]"), name


def test_diagrams_are_loaded_where_there_are_any(site: Site) -> None:
    for name, page in site.trees.items():
        has_script = page.xpath("boolean(//script[contains(@src, 'mermaid.min.js')])")
        assert has_script == page.xpath(f"boolean(//pre[{of_class('mermaid')}])"), name


def test_our_style_sheet_is_loaded_where_it_is_needed(site: Site) -> None:
    def loads(name: str) -> bool:
        return bool(site.trees[name].xpath("//link[contains(@href, 'retro.css')]"))

    assert all(map(loads, ["timeline.html", "tags/kafka.html", "retro-chronology.html", "talks.html"]))
    assert not any(map(loads, ["search.html", "genindex.html"]))


def test_the_words_of_the_landing_page_lead_to_every_section(site: Site) -> None:
    assert {f"2010s/{section}.html" for section in SECTIONS} <= site.links("index.html")


def test_prose_has_no_emoji() -> None:
    pages = [path for path in (ROOT / "docs").rglob("*.md") if "snippets" not in path.parts]
    assert len(pages) > 20
    for path in pages:
        assert not re.search("[\U0001f300-\U0001faff\u2600-\u27bf]", path.read_text("utf-8")), path.name


def test_former_names_of_tags_lead_to_their_pages(site: Site) -> None:
    assert "tags/warp10.html" in site.former
    for name, page in site.former.items():
        [link] = page.select("a")
        assert f"{name.rpartition('/')[0]}/{link['href']}" in site.pages, name
        assert str(page.select("meta[http-equiv=refresh]")[0]["content"]) == f"0; url={link['href']}"


def test_every_page_says_what_it_is_about_in_words(site: Site) -> None:
    """In a search engine, and where it is sent to somebody: with a picture of the site."""
    ids = {address.partition("#retro-event-")[2] for address in site.events}
    for name, page in site.trees.items():
        if name in {"404.html", "search.html", "genindex.html", "retro-tags.html", "retro-chronology.html"}:
            continue
        said = page.xpath("//meta[@name='description' or @property='og:description']/@content")
        assert len(said) == 2, name
        assert said[0] == said[1], name
        assert not said[0].startswith(("Tags", "c. ")), name
        assert ids.isdisjoint(re.findall(r"\(([\w-]+)\)", said[0])), name
        # Nor has the picture any of what the page begins with, which its words are.
        alt = page.xpath("//meta[@property='og:image:alt']/@content")
        assert not "".join(alt).startswith(("Tag", "c. ")), name
        [image] = page.xpath("//meta[@property='og:image']/@content")
        assert (site.folder / image.partition("/en/latest/")[2]).is_file(), name
