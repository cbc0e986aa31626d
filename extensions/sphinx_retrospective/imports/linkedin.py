"""LinkedIn's copy of a member's data: CSV files, one for each part of a profile."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Final

from sphinx_retrospective.core.errors import DataError, EmptyDataError
from sphinx_retrospective.core.plain_text import line as one_line
from sphinx_retrospective.formats import Document
from sphinx_retrospective.formats.csv import read_csv
from sphinx_retrospective.formats.records import line_starts, shown
from sphinx_retrospective.imports.collecting import Collection, Event, Text
from sphinx_retrospective.imports.items import NO_PLACE, Item
from sphinx_retrospective.imports.json_resume import VOLUNTEERING
from sphinx_retrospective.imports.references import keywords

#: What an archive may hold, packed or not. A real one has some dozens of files, and those of a profile are small.
MAX_MEMBERS: Final = 2_000
MAX_BYTES: Final = 20_000_000
_SUFFIX: Final = ".csv"


def read_linkedin_file(text: str) -> Document:
    """Read one of the files, whose header says which it is.

    Raises:
        DataError: *text* is not CSV, or its header is of none of the files with dates.
    """
    found = Collection()
    name = _name_by_header(text)
    if not name:
        raise DataError("the header is not that of a LinkedIn file with dates, such as Positions.csv", 1)
    _read(name, text, found)
    return found.document()


def has_header(text: str) -> bool:
    """Tell whether *text* is one of the files with dates."""
    return bool(_name_by_header(text))


def read_linkedin(files: Mapping[str, bytes]) -> Document:
    """Read the files of a copy; which they are is said by their names.

    Args:
        files: by their paths inside the folder or archive.

    Returns:
        Records and problems, each with the path of its file as its source.

    Raises:
        DataError: none of the files is one with dates.
    """
    found = Collection()
    others = []
    read = 0
    for path, content in files.items():
        name = _name(path)
        if name not in _FILES:
            others.append(path.rpartition("/")[2])
            continue
        read += 1
        found.source = path
        try:
            _read(name, content.decode("utf-8-sig"), found)
        except UnicodeDecodeError as error:
            found.problem(f"the file is not UTF-8 (its byte {error.start + 1} is not); save it in that encoding", 1)
        except EmptyDataError:
            pass  # LinkedIn has a file of no bytes, or of a header, for what a profile does not have.
        except DataError as error:
            found.problem(str(error), error.line or 1)
    if not read:
        raise DataError("there is no LinkedIn file with dates here, such as Positions.csv or Education.csv")
    if others:
        found.source = ""
        listed = ", ".join(shown(each)[1:-1] for each in others[:8])
        more = f" and {len(others) - 8} more" if len(others) > 8 else ""
        found.leave_out(f"what is in {listed}{more} {NO_PLACE}", 1)
    return found.document()


def is_read(path: str) -> bool:
    """Tell whether the file of that name, in a copy, is one that is read."""
    return _name(path) in _FILES or is_profile(path)


def is_profile(path: str) -> bool:
    """Tell whether the file of that name is the one that says who it is about."""
    return _name(path) == "profile"


def unpacked(archive: bytes, most: int = MAX_BYTES) -> dict[str, bytes]:
    """Return the CSV files in a ZIP archive, by their paths, without the content of those that are not read.

    Args:
        archive: its bytes.
        most: how many bytes its files may have together, of those that are read.

    Raises:
        DataError: it is no archive, is encrypted, or holds more than it may.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            members = [each for each in opened.infolist() if each.filename.lower().endswith(_SUFFIX)]
            if len(members) > MAX_MEMBERS:
                raise DataError(f"the archive has {len(members)} files, more than {MAX_MEMBERS}; unpack the few needed")
            files: dict[str, bytes] = {}
            left = most
            for member in members:
                content = b""
                if is_read(member.filename):
                    with opened.open(member) as file:
                        # What an archive says of a member's size need not be true.
                        content = file.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise DataError(f"the archive holds more than {most:,} bytes; unpack the few files needed")
                files[member.filename] = content
            return files
    except DataError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, LookupError) as error:
        # Cut off, encrypted, or packed in a way that is not known.
        said = one_line(str(error))[:80]
        raise DataError(f"the archive can't be read: {said}; download it again, or unpack it") from None


def _name(path: str) -> str:
    """Return the name of a file, without its ending and without what has changed from year to year."""
    stem = re.sub(r"[\s_]", "", path.replace("\\", "/").rpartition("/")[2].lower())
    bare = stem.removesuffix(_SUFFIX) if stem.endswith(_SUFFIX) else ""
    return {"volunteerexperiences": "volunteering"}.get(bare, bare)


def _read(name: str, text: str, found: Collection) -> None:
    columns, read = _FILES[name]
    start = _header(text, columns)
    if start is None:
        if not text.strip():
            return
        message = f"the file has no header with the columns {' and '.join(columns)}; it is not used"
        found.problem(message, 1)
        return
    # Above the header of some files there are notes. Blank lines in their place keep the numbers of those below.
    notes = len(line_starts(text[:start]))
    if text[:start].strip():
        found.leave_out("the notes above the header are about the file", 1)
    document = read_csv("\n" * notes + text[start:])
    for problem in document.problems:
        found.problem(problem.message, problem.line or 1)
    for record in document.records:
        item = Item.of_row(record, f"LinkedIn's {name}", found)
        event = read(item)
        item.leave()
        found.add(event)


def _name_by_header(text: str) -> str:
    return next((name for name, (columns, _) in _FILES.items() if _header(text, columns) is not None), "")


def _header(text: str, columns: tuple[str, ...]) -> int | None:
    """Return where the header begins, the first line that has these columns."""
    text = text.removeprefix("\ufeff")
    for start in [0, *line_starts(text[:20_000])]:
        end = re.compile(r"[\r\n]|\Z").search(text, start)
        line = text[start : end.start() if end else len(text)]
        cells = {cell.strip().strip('"').strip() for cell in re.split("[,;\t]", line)}
        if cells >= set(columns):
            return start
    return None


def _position(item: Item) -> Event:
    return _employment(item, "Title")


def _volunteering(item: Item) -> Event:
    event = _employment(item, "Role")
    event.add("tags", Text(VOLUNTEERING, item.line), item.text("Cause"))
    return event


def _employment(item: Item, role_name: str) -> Event:
    event = Event(item.line, "job")
    role, company = item.text(role_name), item.text("Company Name")
    event.name(role, company)
    event.set("role", role)
    event.add("org", company)
    event.add("place", item.text("Location"))
    event.last(item.text("Started On"), item.text("Finished On"), is_open=True)
    event.set_body([item.text("Description")])
    return event


def _education(item: Item) -> Event:
    event = Event(item.line, "education")
    school = item.text("School Name")
    event.name(item.text("Degree Name"), item.text("Field Of Study"), school)
    event.add("org", school)
    event.last(item.text("Start Date"), item.text("End Date"), is_open=True)
    event.set_body([item.text("Notes"), item.text("Activities")])
    return event


def _organization(item: Item) -> Event:
    event = Event(item.line, "event")
    role, name = item.text("Position"), item.text("Name")
    event.name(role, name)
    event.set("role", role)
    event.add("org", name)
    event.last(item.text("Started On"), item.text("Finished On"), is_open=True)
    event.set_body([item.text("Description")])
    return event


def _project(item: Item) -> Event:
    event = _titled(item, "project")
    event.last(item.text("Started On"), item.text("Finished On"), is_open=True)
    return event


def _certification(item: Item) -> Event:
    event = _titled(item, "milestone")
    event.add("org", item.text("Authority"))
    # When a certificate ends is no end of getting it.
    event.last(item.text("Started On"), None)
    return event


def _publication(item: Item) -> Event:
    event = _titled(item, "post")
    event.add("org", item.text("Publisher"))
    event.add("people", *keywords(item.text("Authors")))
    event.last(item.text("Published On"), None)
    return event


def _honor(item: Item) -> Event:
    event = _titled(item, "milestone")
    event.add("org", item.text("Issuer"))
    event.last(item.text("Issued On", "Tested On"), None)
    return event


def _titled(item: Item, kind: str) -> Event:
    event = Event(item.line, kind)
    event.name(item.text("Title", "Name"))
    event.add("link", item.text("Url", "URL"))
    event.set_body([item.text("Description")])
    return event


#: The files that are read: what columns tell each from the others, and what makes an event of a row.
_FILES: Final[Mapping[str, tuple[tuple[str, ...], Callable[[Item], Event]]]] = {
    "positions": (("Company Name", "Title"), _position),
    "volunteering": (("Company Name", "Role"), _volunteering),
    "education": (("School Name",), _education),
    "certifications": (("Name", "Authority"), _certification),
    "publications": (("Published On",), _publication),
    "testscores": (("Name", "Tested On"), _honor),
    "projects": (("Title", "Started On"), _project),
    "patents": (("Title", "Issued On", "Url"), _honor),
    "honors": (("Title", "Issued On"), _honor),
    "organizations": (("Name", "Position", "Started On"), _organization),
}
