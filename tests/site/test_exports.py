"""What the shipped site exports, held against its schemas, and read back to the same events."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from sphinx_retrospective.core.fields import interpret
from sphinx_retrospective.formats import read
from sphinx_retrospective.imports import read as read_import
from tests.conftest import MakeProject
from tests.exports.histories import SCHEMA
from tests.exports.test_json import VALIDATOR
from tests.exports.test_json_ld import faults
from tests.exports.test_json_resume import VALIDATOR as RESUME
from tests.site.built import Site


def json_of(site: Site, name: str, validator: Draft7Validator | Draft202012Validator) -> Any:
    told = json.loads((site.folder / name).read_text("utf-8"))
    validator.validate(told)
    return told


def test_every_event_is_exported(site: Site) -> None:
    told = json_of(site, "retrospective.json", VALIDATOR)
    urls = {each["url"].removeprefix(told["url"]) for each in told["events"]}
    assert urls == set(site.events)
    assert [each["id"] for each in told["eras"]]


def test_it_is_read_back_as_it_was(site: Site, make_project: MakeProject) -> None:
    """By a project that shows the export, and exports it again."""
    text = (site.folder / "retrospective.json").read_text("utf-8")
    files: dict[str, str | bytes] = {"index.md": "# Again\n\n:::{events}\n:file: told.json\n:::\n", "told.json": text}
    build = make_project(files, more='retro_exports = ["json"]').build()
    assert build.warnings == []

    def told(text: str) -> list[dict[str, Any]]:
        events: list[dict[str, Any]] = json.loads(text)["events"]
        return [{name: value for name, value in each.items() if name not in {"url", "eras"}} for each in events]

    assert told(build.read("retrospective.json")) == told(text)


def test_the_table_has_every_event(site: Site) -> None:
    document = read((site.folder / "retrospective.csv").read_text("utf-8"), "csv")
    assert document.problems == ()
    assert len(document.records) == len(site.events)


def test_the_resume_is_read_by_our_own_importer(site: Site) -> None:
    resume = json_of(site, "resume.json", RESUME)
    assert resume["basics"]["name"] == "Pierre Zemb"
    document = read_import((site.folder / "resume.json").read_text("utf-8"), "json-resume")
    titles = {interpret(record.values, SCHEMA)[0].title for record in document.records}
    assert len(document.records) == len(site.events)
    assert {each["name"] for each in resume["projects"]} <= titles


def test_each_page_tells_its_events_to_machines(site: Site) -> None:
    named = set()
    for name, page in site.trees.items():
        scripts = page.xpath("//script[@type='application/ld+json']")
        nodes = [node for each in scripts for node in json.loads(each.text or "")["@graph"]]
        assert [fault for node in nodes for fault in faults(node)] == [], name
        own = [node.get("member", node) if node["@type"] == "Organization" else node for node in nodes]
        named |= {f"{name}#{node['@id'].partition('#')[2]}" for node in own}
    assert named == set(site.events)


@pytest.mark.parametrize("name", ["retrospective-1.schema.json"])
def test_the_schema_is_published(site: Site, name: str) -> None:
    assert json.loads((site.folder / name).read_text("utf-8")) == VALIDATOR.schema
