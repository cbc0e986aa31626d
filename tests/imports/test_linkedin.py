"""LinkedIn's copy as a folder's files and as an archive, with bounds on what an archive may hold."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.imports import linkedin
from sphinx_retrospective.imports.linkedin import is_read, read_linkedin, unpacked
from tests.imports.samples import linkedin_files, packed, told

POSITIONS = b"Company Name,Title,Started On\nA,B,2014\n"


def test_an_archive_holds_what_the_folder_holds() -> None:
    files = linkedin_files()
    archive = packed({**files, "readme.txt": b"no CSV", "media/photo.csv/": b""})
    found = unpacked(archive)
    assert {name: content for name, content in found.items() if is_read(name)} == {
        name: content for name, content in files.items() if is_read(name)
    }
    assert read_linkedin(found) == read_linkedin(files)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Positions.csv", True),
        ("Basic_LinkedInDataExport/POSITIONS.CSV", True),
        ("a\\Positions.csv", True),
        ("Volunteer Experiences.csv", True),
        ("Test_Scores.csv", True),
        ("Positions.txt", False),
        ("Connections.csv", False),
        ("messages.csv", False),
    ],
)
def test_files_are_known_by_their_names(name: str, read: bool) -> None:
    assert is_read(name) is read


def test_what_is_not_used_is_not_unpacked() -> None:
    assert unpacked(packed({"Positions.csv": POSITIONS, "messages.csv": b"private"})) == {
        "Positions.csv": POSITIONS,
        "messages.csv": b"",
    }


def test_a_file_that_is_wrong_leaves_the_others() -> None:
    files = {
        "Positions.csv": POSITIONS,
        "Education.csv": b"School Name\n\xff\n",
        "Projects.csv": b"Other,Columns\nx,y\n",
        "Honors.csv": b"",
        "Publications.csv": b'Name,Published On\n"x',
    }
    found = read_linkedin(files)
    assert [record.source for record in found.records] == ["Positions.csv"]
    assert told(found) == [
        "Education.csv:1: data: the file is not UTF-8 (its byte 13 is not); save it in that encoding",
        "Projects.csv:1: data: the file has no header with the columns Title and Started On; it is not used",
        "Publications.csv:2: data: the data is not CSV: a quotation mark is not closed; close it, and write two for "
        "one inside quotes",
    ]


@pytest.mark.parametrize("files", [{}, {"Skills.csv": b"Name\nx\n"}])
def test_nothing_of_use_is_refused(files: dict[str, bytes]) -> None:
    with pytest.raises(DataError, match="no LinkedIn file with dates here, such as Positions"):
        read_linkedin(files)


def test_an_archive_is_bounded_by_what_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed({"Positions.csv": b"0" * 30_000_000})
    assert len(bomb) < 100_000
    with pytest.raises(DataError, match="holds more than 20,000,000 bytes"):
        unpacked(bomb)
    parts = packed({f"{number}/Positions.csv": b"0" * 9_000_000 for number in range(3)})
    with pytest.raises(DataError, match="holds more than 20,000,000 bytes"):
        unpacked(parts)
    monkeypatch.setattr(linkedin, "MAX_MEMBERS", 3)
    with pytest.raises(DataError, match="has 4 files, more than 3"):
        unpacked(packed({f"{number}.csv": b"" for number in range(4)}))


def test_an_archive_that_lies_about_a_size_is_bounded() -> None:
    archive = bytearray(packed({"Positions.csv": b"0" * 30_000_000}))
    for place in range(len(archive) - 4):
        if archive[place : place + 4] == (30_000_000).to_bytes(4, "little"):
            archive[place : place + 4] = (100).to_bytes(4, "little")
    with pytest.raises(DataError):
        unpacked(bytes(archive))


def encrypted() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("Positions.csv", POSITIONS)
    content = bytearray(stream.getvalue())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    "archive", [b"", b"PK", b"no archive", encrypted(), packed({"Positions.csv": POSITIONS})[:-30]], ids=range(5)
)
def test_what_is_no_archive_is_refused(archive: bytes) -> None:
    with pytest.raises(DataError, match="the archive can't be read"):
        unpacked(archive)


@pytest.mark.soak
@given(st.data())
def test_a_changed_archive_is_unpacked_or_refused(data: st.DataObject) -> None:
    archive = bytearray(packed({"Positions.csv": POSITIONS * 5, "Skills.csv": b"Name\n"}))
    for _ in range(data.draw(st.integers(1, 5))):
        archive[data.draw(st.integers(0, len(archive) - 1))] = data.draw(st.integers(0, 255))
    try:
        files = unpacked(bytes(archive))
    except DataError as error:
        message = str(error)
    else:
        message = "none"
        assert sum(map(len, files.values())) <= linkedin.MAX_BYTES
    assert message.isprintable()
