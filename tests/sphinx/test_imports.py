"""``events`` with data of other tools: as text, as files, and as LinkedIn's folder or archive."""

from __future__ import annotations

import re

import pytest

from tests.conftest import MakeProject
from tests.imports.samples import SAMPLES, TEXTS, document, fields_of_events, linkedin_files, packed, told
from tests.sphinx.project import Build

#: What is looked at here is ours, and differs in no environment; the sample is built in each.
pytestmark = pytest.mark.once

PAGE = "# Index\n\n:::{{events}}\n:file: {file}\n{more}:::\n"
RESUME = '{"work": [{"name": "Lantern", "position": "Maintainer",\n"startDate": "2015-02", "x": 1}],\n"skills": [{}]}'


def titles(build: Build) -> list[str]:
    return [event.title for event in build.domain.gathered.documents["index"].records.events]


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_of_each_format(name: str, make_project: MakeProject) -> None:
    file = SAMPLES[name].name
    more = "" if file.endswith((".bib", ".ics")) else f":format: {name}\n"
    project = make_project({"index.md": PAGE.format(file=file, more=more), file: TEXTS[name]})
    build = project.build()
    expected = fields_of_events(document(name))
    records = build.domain.gathered.documents["index"].records.events
    assert [(each.id, each.title, each.date, each.kind, each.links) for each in records] == [
        (each.id, each.title, each.date, each.kind, each.links) for each in expected
    ]
    lines = [re.fullmatch(r":(\d+): (\w+): (.*)", line) for line in told(document(name))]
    assert build.warnings == sorted(
        (f"{file}:{line[1]}: WARNING: {line[3]} [retro.{line[2]}]" for line in lines if line),
        key=lambda line: int(line.split(":")[1]),
    )


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("index.md", f"# Index\n\n:::{{events}}\n:format: json-resume\n\n{RESUME}\n:::\n", 7),
        (
            "index.rst",
            f"Index\n=====\n\n.. events::\n   :format: json-resume\n\n   {RESUME}\n".replace('\n"', '\n   "'),
            8,
        ),
    ],
)
def test_content(name: str, text: str, line: int, make_project: MakeProject) -> None:
    build = make_project({name: text}).build()
    assert titles(build) == ["Maintainer, Lantern"]
    assert build.warnings == [
        f"{name}:{line}: WARNING: the field 'x' of work has no place in an event; it is left out [retro.import]",
        f"{name}:{line + 1}: WARNING: the section 'skills' has no dates, and so no place in an event; it is left out "
        "[retro.import]",
    ]


def linkedin(make_project: MakeProject, file: str, files: dict[str, bytes], more: str = "") -> Build:
    page = PAGE.format(file=file, more=":format: linkedin\n")
    return make_project({"index.md": page, **files}, more=more).build()


def test_linkedin_as_a_folder_and_as_an_archive(make_project: MakeProject) -> None:
    files = linkedin_files()
    expected = [each.title for each in fields_of_events(document("linkedin"))]
    folder = linkedin(make_project, "/copy", {f"copy/{name}": content for name, content in files.items()})
    archive = linkedin(make_project, "copy.zip", {"copy.zip": packed(files)})
    assert titles(folder) == titles(archive) == expected
    assert [line.partition(":")[0] for line in folder.warnings] == ["copy", *["copy/Certifications.csv"] * 2]
    assert [line.replace("copy.zip", "copy") for line in archive.warnings] == folder.warnings


def test_linkedin_as_one_file(make_project: MakeProject) -> None:
    content = linkedin_files()["Education.csv"]
    build = linkedin(make_project, "Education.csv", {"Education.csv": content})
    assert titles(build) == ["Master of Science, University of Lyon"]
    assert build.warnings == []


def test_a_page_is_read_again_when_a_file_of_the_folder_changes(make_project: MakeProject) -> None:
    files = {f"copy/{name}": content for name, content in linkedin_files().items()}
    project = make_project({"index.md": PAGE.format(file="copy", more=":format: linkedin\n"), **files})
    project.build()
    project.write({"copy/Honors.csv": "Title,Description,Issued On\nAnother honour,,2023\n"})
    build = project.build()
    assert "Another honour" in titles(build)
    assert "Engineer of the Year" not in titles(build)


def test_a_page_is_read_again_when_a_file_comes_to_the_folder(make_project: MakeProject) -> None:
    content = linkedin_files()["Honors.csv"]
    project = make_project(
        {"index.md": PAGE.format(file="copy", more=":format: linkedin\n"), "copy/Honors.csv": content}
    )
    project.build()
    project.write({"copy/Education.csv": linkedin_files()["Education.csv"]})
    assert "Master of Science, University of Lyon" in titles(project.build())


def test_a_folder_leads_nowhere_else(make_project: MakeProject) -> None:
    project = make_project({"index.md": PAGE.format(file="copy", more=":format: linkedin\n"), "copy/Skills.csv": ""})
    outside = project.folder / "Positions.csv"
    outside.write_bytes(linkedin_files()["Positions.csv"])
    (project.source / "copy" / "Positions.csv").symlink_to(outside)
    build = project.build()
    assert titles(build) == []
    [line] = build.warnings
    assert line.startswith("index.md:4: WARNING: 'copy/Positions.csv' is outside the source folder; ")


@pytest.mark.parametrize(
    ("file", "files", "more", "message"),
    [
        ("../copy", {}, "", "'../copy' is outside the source folder; "),
        ("copy", {}, "", "there is no file 'copy'; "),
        ("x" * 300, {}, "", f"'{'x' * 80}' can't be read: File name too long; "),
        ("copy", {"copy/x.txt": b""}, "", "there is no LinkedIn file with dates here, "),
        ("copy.zip", {"copy.zip": b"PK"}, "", "the archive can't be read: File is not a zip file; "),
        ("copy.zip", {}, "", "there is no file 'copy.zip'; "),
        (
            "copy.zip",
            {"copy.zip": packed({"Positions.csv": b"0" * 2_100_000})},
            "",
            "the archive holds more than 2,",
        ),
        ("copy.zip", {"copy.zip": b"PK" * 99}, "retro_data_max_bytes = 99", "'copy.zip' has more than the 99 bytes"),
        ("x.json", {"x.json": b"{}"}, "", "the header is not that of a LinkedIn file"),
    ],
)
def test_what_can_not_be_read_is_one_warning(
    file: str, files: dict[str, bytes], more: str, message: str, make_project: MakeProject
) -> None:
    [line] = linkedin(make_project, file, files, more).warnings
    assert line.partition(" WARNING: ")[2].startswith(message)
    assert line.endswith("[retro.data]")


def test_an_unknown_format_is_told(make_project: MakeProject) -> None:
    files = {"index.md": PAGE.format(file="x.txt", more=":format: bibtexx\n"), "x.txt": ""}
    [line] = make_project(files).build().warnings
    assert "perhaps 'bibtex' is meant" in line
    files = {"index.md": "# Index\n\n:::{events}\n:format: bibtexx\n\n- {title: A, date: 2014}\n:::\n"}
    [line] = make_project(files).build().warnings
    assert "csv, json, yaml, bibtex, csl-json, icalendar" in line
    assert "perhaps 'bibtex' is meant" in line


def test_a_timeline_reads_them_too(make_project: MakeProject) -> None:
    page = "# Index\n\n:::{timeline}\n:events: x.bib\n:view: table\n:::\n"
    assert len(titles(make_project({"index.md": page, "x.bib": TEXTS["bibtex"]}).build())) == 5


def test_a_template_has_the_fields_of_the_events(make_project: MakeProject) -> None:
    page = "# Index\n\n:::{timeline}\n:events: x.bib\n\nTold: {{ e.title }}, {{ e.date }}\n:::\n"
    build = make_project({"index.md": page, "x.bib": "@book{a, title = {A}, year = 2014}"}).build()
    assert build.warnings == []
    assert "Told: A, 2014" in build.page("index").get_text()
