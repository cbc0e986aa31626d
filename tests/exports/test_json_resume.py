"""The history as a JSON Resume, valid by the schema that is published.

``json_resume.schema.json`` is that of the JSON Resume project (MIT licence), version 1.0 with the corrections of 2026.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft7Validator

from sphinx_retrospective.core.dates import parse
from sphinx_retrospective.core.display import display_text
from sphinx_retrospective.exports.json_resume import as_json_resume
from tests.exports.histories import BASE, RECORDS, SCHEMA, history_of

VALIDATOR = Draft7Validator(
    json.loads(Path(__file__).with_name("json_resume.schema.json").read_text("utf-8")),
    format_checker=Draft7Validator.FORMAT_CHECKER,
)
WORK: dict[str, str | list[str]] = {
    "title": "The bank's systems",
    "date": "2013-09/2014-06",
    "kind": "job",
    "role": "Engineer",
    "org": ["Bank"],
    "place": ["Brest, France"],
    "tags": ["Kafka"],
    "link": ["mailto:a@b.example", "Bank <https://bank.example/>"],
    "summary": "Told.",
}


def resume_of(*records: Mapping[str, str | list[str]], basics: Mapping[str, Any] | None = None) -> dict[str, Any]:
    history = replace(history_of(*records), resume_basics=basics or {})
    resume: dict[str, Any] = json.loads(as_json_resume(history))
    VALIDATOR.validate(resume)
    return resume


def test_a_resume() -> None:
    assert resume_of(WORK) == {
        "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
        "basics": {"name": "Nobody", "url": BASE},
        "work": [
            {
                "name": "Bank",
                "position": "Engineer",
                "location": "Brest, France",
                "url": "https://bank.example/",
                "startDate": "2013-09",
                "endDate": "2014-06",
                "summary": "Told.",
            }
        ],
        "skills": [{"name": "C"}, {"name": "Kafka"}],
        "meta": {"canonical": f"{BASE}resume.json", "version": "v1.0.0"},
    }


def test_whom_it_is_of() -> None:
    basics = {"name": "A. N. Other", "email": "a@b.example", "profiles": [{"network": "X", "url": "https://x.example"}]}
    assert resume_of(WORK, basics=basics)["basics"] == {"url": BASE, **basics}


def test_each_kind_has_its_section() -> None:
    resume = resume_of(*({"title": kind, "date": "2014", "kind": kind} for kind in SCHEMA.kinds))
    assert {name: len(resume[name]) for name in ("work", "education", "awards", "publications", "projects")} == {
        "work": 1,
        "education": 1,
        "awards": 1,
        "publications": 1,
        "projects": 4,
    }
    assert {each.get("type") for each in resume["projects"]} == {None, "talk", "release", "event"}


def test_the_newest_comes_first() -> None:
    resume = resume_of(*({"title": date, "date": date, "kind": "post"} for date in ("2012", "2014", "2013-05")))
    assert [each["name"] for each in resume["publications"]] == ["2014", "2013-05", "2012"]


@pytest.mark.parametrize(
    ("date", "given", "is_said"),
    [
        ("2014", {"startDate": "2014"}, False),
        ("2014-05/..", {"startDate": "2014-05"}, False),
        ("2014-05-12T10:00:00Z", {"startDate": "2014-05-12"}, True),
        ("2014~", {}, True),
        ("2014~/2016-03", {"endDate": "2016-03"}, True),
        ("201X", {}, True),
        ("0800", {}, True),
    ],
)
def test_what_the_schema_cannot_say_is_said_in_words(date: str, given: dict[str, str], is_said: bool) -> None:
    (work,) = resume_of({"title": "X", "date": date, "kind": "job", "summary": "Told."})["work"]
    assert {name: value for name, value in work.items() if name.endswith("Date")} == given
    assert work["summary"] == (f"{display_text(parse(date), 'en')}. Told." if is_said else "Told.")


def test_a_section_with_one_date_says_a_span_in_words() -> None:
    (award,) = resume_of({"title": "X", "date": "2014/2015", "kind": "milestone"})["awards"]
    assert award == {"title": "X", "summary": f"{display_text(parse('2014/2015'), 'en')}."}


@given(records=RECORDS)
def test_whatever_it_holds_it_is_valid(records: list[dict[str, str | list[str]]]) -> None:
    resume = resume_of(*records)
    sections = [resume.get(name, []) for name in ("work", "education", "awards", "publications", "projects")]
    assert sum(map(len, sections)) == len(records)
