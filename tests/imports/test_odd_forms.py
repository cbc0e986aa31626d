"""Odd and wrong input of each format: a document or a `DataError`, and nothing lost silently."""

from __future__ import annotations

import json
import sys

import pytest

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.imports import IMPORTERS, read
from tests.imports.samples import TEXTS as SAMPLES
from tests.imports.samples import fields_of_events, told


def values(text: str, name: str) -> list[dict[str, str | list[str]]]:
    return [record.values for record in read(text, name).records]


def job(**fields: str) -> str:
    return json.dumps({"work": [{"name": "A", "position": "B", **fields}]})


@pytest.mark.parametrize("name", IMPORTERS)
@pytest.mark.parametrize("text", ["", " \n", "\ufeff", "\0", "\ud800", "[]]", "{}", "null", "7", "x\ny", "- a\n- b"])
def test_what_is_not_of_the_format_is_refused(name: str, text: str) -> None:
    if name == "sphinx-timeline" and text in {"7", "null"}:
        # The header of a table without rows.
        assert read(text, name).records == ()
        return
    with pytest.raises(DataError) as caught:
        read(text, name)
    assert str(caught.value).isprintable()


def test_an_unknown_format_is_refused_with_a_suggestion() -> None:
    with pytest.raises(DataError, match="perhaps 'json-resume' is meant"):
        read("{}", "jsonresume")


# Dates ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "date"),
    [
        ("2014-06", "", "2014-06/.."),
        ("2014", "2015", "2014/2015"),
        ("2014-06-01", "2014-06-01", "2014-06-01"),
        ("2014-06", "Present", "2014-06/.."),
        ("", "2015-03", "/2015-03"),
        ("Jun 2014", "September 2015", "2014-06/2015-09"),
        ("2014-06-01T10:00:00Z", "", "2014-06-01T10:00:00Z/.."),
        # What can mean two things stays as it is, whatever is beside it.
        ("03/04/2014", "05/06/2015", "03/04/2014/05/06/2015"),
        ("03/04/2014", "Jun 2015", "03/04/2014/2015-06"),
        ("03/04/2014", "present", "03/04/2014/.."),
        ("2014-03-02", "04/05/2015", "2014-03-02/04/05/2015"),
        ("", "", None),
        ("soon", "2015", "soon/2015"),
        ("03/04/2014", "", "03/04/2014"),
    ],
)
def test_dates_keep_their_precision(start: str, end: str, date: str | None) -> None:
    [found] = values(job(startDate=start, endDate=end), "json-resume")
    assert found.get("date") == date


def test_a_date_that_is_none_is_told_with_what_would_be_right() -> None:
    lines = told(read('{"work": [\n{"name": "A",\n"startDate": "2014-06-31"}]}', "json-resume"))
    assert len(lines) == 1
    assert lines[0].startswith(":3: date: 2014-06-31")


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2014", "2014"),
        ("year = {2014}, month = {6}", "2014-06"),
        ("year = 2014, month = jun, day = 3", "2014-06-03"),
        ('year = 2014, month = "3~" # jun', "2014-06-03"),
        ("year = 2014, month = {Juin}", "2014-Juin"),
        ("date = {2014-06~/2015}", "2014-06~/2015"),
        ("date = {2014?}", "2014?"),
        ("year = {in press}", "in press"),
        ("month = jun", None),
    ],
)
def test_dates_of_bibtex(fields: str, date: str | None) -> None:
    [found] = values(f"@article{{a, title = {{A}}, {fields}}}", "bibtex")
    if date == "2014-Juin":
        assert found["date"] == "Juin 2014"
    else:
        assert found.get("date") == date


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2014]]}, "2014"),
        ({"date-parts": [["2014", "6", "3"]]}, "2014-06-03"),
        ({"date-parts": [[2014, 6], [2015]]}, "2014-06/2015"),
        ({"date-parts": [[2014, 6]], "circa": 1}, "2014-06~"),
        ({"date-parts": [[2014, 6]], "circa": False}, "2014-06"),
        ({"date-parts": [[2014]], "season": 4}, "2014-24"),
        ({"date-parts": [[2014, 0, 0]]}, "2014"),
        ({"date-parts": [[-43]]}, "-0043"),
        ({"date-parts": [[987]]}, "0987"),
        ({"date-parts": [[]]}, None),
        ({"date-parts": "x"}, None),
        ({"raw": "June 2014"}, "2014-06"),
        ("2014-06", "2014-06"),
        ({}, None),
        (None, None),
    ],
)
def test_dates_of_csl(issued: object, date: str | None) -> None:
    [found] = values(json.dumps([{"type": "book", "title": "A", "issued": issued}]), "csl-json")
    assert found.get("date") == date


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["DTSTART;VALUE=DATE:20140601"], "2014-06-01"),
        (["DTSTART;VALUE=DATE:20140601", "DTEND;VALUE=DATE:20140602"], "2014-06-01"),
        (["DTSTART;VALUE=DATE:20140601", "DTEND;VALUE=DATE:20140604"], "2014-06-01/2014-06-03"),
        (["DTSTART;VALUE=DATE:20140601", "DTEND;VALUE=DATE:20140601"], "2014-06-01"),
        (["DTSTART;VALUE=DATE:20140601", "DURATION:P3D"], "2014-06-01/2014-06-03"),
        (["DTSTART:20140601T100000"], "2014-06-01T10:00"),
        (["DTSTART:20140601T100005Z"], "2014-06-01T10:00:05Z"),
        (["DTSTART;TZID=America/New_York:20140601T100000"], "2014-06-01T10:00-04:00"),
        (["DTSTART;TZID=Europe/Paris:19000601T100000"], "1900-06-01T09:50:39Z"),
        (["DTSTART:20140601T100000", "DURATION:PT2H"], "2014-06-01T10:00/2014-06-01T12:00"),
        (["DTSTART:20141301"], "20141301"),
        ([], None),
    ],
)
def test_dates_of_calendars(lines: list[str], date: str | None) -> None:
    text = "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:A", *lines, "END:VEVENT", "END:VCALENDAR", ""])
    [found] = values(text, "icalendar")
    assert found.get("date") == date


@pytest.mark.parametrize(
    ("heading", "title", "date"),
    [
        ("## [1.0.0] - 2014-06-01", "1.0.0", "2014-06-01"),
        ("## 1.0.0 - 2014-06-01 [YANKED]", "1.0.0", "2014-06-01"),
        ("## v1.0.0 (2014-06-01)", "v1.0.0", "2014-06-01"),
        ("## [v1.0.0](https://example.org) – June 1, 2014 ##", "v1.0.0", "2014-06-01"),
        ("# 1.0.0 / 2014-06", "1.0.0", "2014-06"),
        ("## [1.0.0-rc.1+build]", "1.0.0-rc.1+build", None),
        ("## 1.0.0 - some day", "1.0.0", "some day"),
    ],
)
def test_headings_of_changelogs(heading: str, title: str, date: str | None) -> None:
    [found] = values(f"# Changelog\n\n{heading}\n\n- x\n", "keep-a-changelog")
    assert (found["title"], found.get("date")) == (title, date)


@pytest.mark.parametrize(
    ("lines", "message", "line"),
    [
        (["BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:A"], "BEGIN:VEVENT has no end; the calendar is cut off", 2),
        (["BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VCALENDAR"], "END:VCALENDAR has no BEGIN", 3),
        (["BEGIN:VCALENDAR", "END:VCALENDAR", "END:VEVENT"], "END:VEVENT has no BEGIN", 3),
    ],
)
def test_a_calendar_that_is_cut_off_is_refused(lines: list[str], message: str, line: int) -> None:
    with pytest.raises(DataError) as caught:
        read("\n".join(lines), "icalendar")
    assert str(caught.value).startswith(message)
    assert caught.value.line == line


def test_a_zone_with_a_prefix_is_understood_without_a_warning() -> None:
    lines = ["BEGIN:VEVENT", "DTSTART;TZID=/mozilla.org/20070129_1/America/New_York:20140601T100000", "END:VEVENT"]
    [found] = values("\n".join(lines), "icalendar")
    assert found["date"] == "2014-06-01T10:00-04:00"


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        (r"\enquote{A} and \mkbibemph*{B}", "A and B"),
        (r"\'Etude no.~1 --- \ae{} \ss{} \oe", "Étude no. 1 — æ ß œ"),
        (r"{\em Old} style, $x^2$", "Old style, $x^2$"),
        (r"A\_b \& c \% d \# e", "A_b & c % d # e"),
        ("un{balanced", None),
    ],
)
def test_latex_becomes_plain_text(title: str, plain: str | None) -> None:
    found = values(f"@book{{a, title = {{{title}}}, year = 2014}}", "bibtex")
    assert found[0].get("title") == plain


@pytest.mark.parametrize("fence", ["```", "~~~~", "  ```"])
def test_a_block_of_code_has_no_releases(fence: str) -> None:
    text = f"## 1.0.0 - 2014\n\n{fence}\n## 2.0.0 - 2015\n[1.0.0]: https://example.org\n{fence}\n\n## 0.9 - 2013\n"
    found = values(text, "keep-a-changelog")
    assert [each["title"] for each in found] == ["1.0.0", "0.9"]
    assert "link" not in found[0]


# Names ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("author", "people"),
    [
        ("Ada Ferrer", ["Ada Ferrer"]),
        ("Ferrer, Ada and van der Berg, Jan", ["Ada Ferrer", "Jan van der Berg"]),
        ("Berg, Jr, Jan and others", ["Jan Berg Jr"]),
        ("{Barnes and Noble, Inc} and A. B.", ["Barnes and Noble, Inc", "A. B."]),
        (r"M{\"u}ller, J{\'o}se AND \v{S}koda, X", ["Jóse Müller", "X Škoda"]),
    ],
)
def test_names_of_bibtex(author: str, people: list[str]) -> None:
    [found] = values(f"@book{{a, title = {{A}}, author = {{{author}}}}}", "bibtex")
    assert found["people"] == people


# What is wrong in part ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        (
            "json-resume",
            '{"work": {"name": "A"}, "education": [\n"x",\n{"institution": ["a"]}], "awards": [{"title": "B"}]}',
            [
                ":1: data: 'work' is a list, but this is a set of fields",
                ":2: data: an entry of 'education' has fields, but this is the text 'x'",
                ":3: data: the field 'institution' of education is a list, which is not used; write a text",
            ],
        ),
        (
            "json-resume",
            '{"work": [{"name": "A",\n"name": "B", "summary": "\\u0000"}]}',
            [
                ":2: data: the field 'name' of work is given twice; the first is used, so remove one",
                ":2: data: the field 'summary' has the character U+0000, which is not text; remove it",
            ],
        ),
        (
            "csl-json",
            '[1,\n{"title": "A", "custom": {"x": 1}}]',
            [
                ":1: data: a reference has fields such as title and issued, but this is the text '1'",
                ":2: import: the field 'custom' of a reference has no place in an event; it is left out",
            ],
        ),
        (
            "rendercv",
            "sections:\n  a: 7\n  b:\n  - name: X\n    date: 2014\n    a: 1\n  - name: Y\n    date: 2014\n    a: 1\n",
            [
                ":2: data: the section 'a' is a list, but this is the text '7'",
                ":6: import: the field 'a' of the section 'b' has no place in an event; it is left out, as is 1 more "
                "of its kind",
            ],
        ),
        (
            "bibtex",
            "@book{a, title = {A}, year = 2014, crossref = {b}}\n@book{c, title = nothing, year = 2014}\n@book{d,",
            [
                ":1: data: crossref names 'b', but there is no other entry of that name; correct it",
                ":2: data: the data is not BibTeX here: nothing; correct the entry",
                ":3: data: the data is not BibTeX here: premature end of file; correct the entry",
            ],
        ),
        (
            "keep-a-changelog",
            "## [1.0.0] - 2014\n\n## What is this?\n\ntext\n",
            [
                ":3: data: the heading 'What is this?' is not that of a release; write it as ## [1.0.0] - 2024-03-01",
                ":5: import: what is under no release has no place in an event; it is left out",
            ],
        ),
        (
            "linkedin",
            'Notes:\n"x, y"\n\nCompany Name,Title,Started On,Other\nA,B,2014,C\n',
            [
                ":1: import: the notes above the header are about the file; it is left out",
                ":5: import: the field 'Other' of LinkedIn's positions has no place in an event; it is left out",
            ],
        ),
    ],
)
def test_the_rest_is_used(name: str, text: str, lines: list[str]) -> None:
    found = read(text, name)
    assert found.records
    assert [each for each in told(found) if ": import:" in each or ": data:" in each] == lines


def test_a_kind_of_field_is_told_once_and_few_kinds_one_by_one() -> None:
    text = json.dumps({"work": [{"name": "A", f"field{number}": "x", "score": "1"} for number in range(500)]})
    problems = read(text, "json-resume").problems
    assert len(problems) < 50
    assert "as are 499 more of its kind" in "".join(each.message for each in problems)
    assert problems[-1].message.endswith("it is left out, and so are 460 more kinds of what has no place in an event")


def test_two_of_one_key_have_two_ids() -> None:
    issued = [{"raw": date} for date in ("2014", "2015-06", "2015-06", "x")]
    text = json.dumps([{"id": "a", "title": "A", "issued": each} for each in issued])
    assert [each.id for each in fields_of_events(read(text, "csl-json"))] == ["a", "a-2015", "a-2015-06", "a-2"]


def test_a_library_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [each for each in sys.modules if each.partition(".")[0] in {"pybtex", "icalendar"}]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "pybtex", None)
    monkeypatch.setitem(sys.modules, "icalendar", None)
    for name, extra in (("bibtex", "bibtex"), ("icalendar", "icalendar")):
        with pytest.raises(DataError, match=rf"not installed; install it with: pip install '.*\[{extra}\]'"):
            read(SAMPLES[name], name)


# What stands in another's place ---------------------------------------------------------------------------------------


def test_what_is_under_no_release_is_in_none() -> None:
    text = "# C\n\n## 0.9 - 2014-05-01\n- a\n\n## Notes for packagers\n\nfoo\n\n- b\n\n## 0.8 - 2013\n- c\n"
    document = read(text, "keep-a-changelog")
    assert [record.values["body"] for record in document.records] == ["a", "c"]
    assert [problem.line for problem in document.problems] == [6, 8]


def test_a_heading_may_be_underlined() -> None:
    text = "C\n=\n\n0.8 - 2013\n---\n- a\n\n0.7 - 2012-01-01\n----------------\n\n- b\n\nText\nand more\n"
    assert [(each["title"], each["date"], each["body"]) for each in values(text, "keep-a-changelog")] == [
        ("0.8", "2013", "a"),
        ("0.7", "2012-01-01", "b\n\nText\nand more"),
    ]


def test_a_line_of_dashes_alone_is_no_heading() -> None:
    text = "## 0.8 - 2013\n- a\n\n---\n\n- b\n"
    (found,) = values(text, "keep-a-changelog")
    assert found["title"] == "0.8"


CALENDAR = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\n{}\nEND:VEVENT\nEND:VCALENDAR\n"


@pytest.mark.parametrize(
    ("lines", "date", "said"),
    [
        ("DTSTART;VALUE=DATE:20140512\nDTEND;VALUE=DATE:20140512", "2014-05-12", ""),
        ("DTSTART;VALUE=DATE:20140512\nDTEND;VALUE=DATE:20140410", "2014-05-12/2014-04-09", ""),
        ("DTSTART;TZID=My Zone:20140512T100000", "2014-05-12T10:00", "the time zone 'My Zone' is not known"),
        ("DTSTART;VALUE=DATE:20140512\nSTATUS:TENTATIVE", "2014-05-12", "that an entry is tentative"),
    ],
)
def test_what_a_calendar_says_beside_the_day(lines: str, date: str, said: str) -> None:
    document = read(CALENDAR.format(lines), "icalendar")
    assert [record.values["date"] for record in document.records] == [date]
    assert [problem.message.startswith(said) for problem in document.problems] == [True] * bool(said)


def test_what_is_no_year_is_not_glued_to_a_month() -> None:
    (found,) = values("@article{a, title={T}, year={in press}, month=jan}", "bibtex")
    assert found["date"] == "January in press"
