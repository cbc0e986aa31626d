"""CSV: a header row that names the fields, then one row for each event."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from sphinx_retrospective.core.errors import DataError, EmptyDataError, Problem
from sphinx_retrospective.formats.exported import unread_columns
from sphinx_retrospective.formats.records import Document, Record, Value, shown, usable

#: In the order of preference where a header has as many of two.
_DELIMITERS: Final = (",", ";", "\t")


def read_csv(text: str) -> Document:
    """Read rows under a header row, separated by commas, semicolons or tabs, whichever the header has most of.

    Cells stay the text that was written, in double quotes or not (RFC 4180). A cell that is blank or missing is an
    absent value; rows of blank cells are skipped. The line of a record, and of all its fields, is where its row starts.

    Raises:
        DataError: *text* is empty, its quotes are not closed, or a cell is larger than `csv.field_size_limit`.
    """
    text = usable(text)
    problems: list[Problem] = []
    rows = _rows(text)
    header_line, header = next(rows, (1, []))
    if not header:
        raise EmptyDataError(
            "the data is empty; write a header row with the names of the fields, and a row for each event"
        )
    unread = unread_columns(header)
    columns = {index: name for index, name in _columns(header, header_line, problems).items() if name not in unread}
    unnamed = {index for index, cell in enumerate(header) if not cell.strip()}
    records = []
    for line, cells in rows:
        filled = {index: cell for index, cell in enumerate(cells) if cell.strip()}
        is_shifted = any(index >= len(header) for index in filled)
        if is_shifted:
            message = (
                f"the row has {len(cells)} cells and the header {len(header)}; those beyond are not used, so put a "
                f"text that has a separator in double quotes"
            )
            problems.append(Problem("data", message, line=line))
        for index in sorted(unnamed & filled.keys()):
            unnamed.discard(index)  # Once is enough.
            message = f"column {index + 1} has no name, so its cells are not used; name it in the header"
            problems.append(Problem("data", message, line=line))
        values: dict[str, Value] = {name: filled[index] for index, name in columns.items() if index in filled}
        records.append(Record(values, dict.fromkeys(columns.values(), line), line, is_shifted=is_shifted))
    return Document(tuple(records), tuple(problems), header_line)


def _delimiter(text: str) -> str:
    """Return the delimiter that the header, the first line that is not blank, has most of outside quotes."""
    counts = dict.fromkeys(_DELIMITERS, 0)
    quoted = False
    started = False
    for sign in text:
        if sign == '"':
            quoted = not quoted
        if sign in "\r\n" and not quoted:
            if started:
                break
        elif not quoted and sign in counts:
            counts[sign] += 1
        started = started or not sign.isspace()
    return max(_DELIMITERS, key=lambda delimiter: counts[delimiter])


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, each with the 1-based line where it starts."""
    # Strict, because a lenient reader takes all that follows a quotation mark for one cell.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise DataError(f"the data is not CSV: {_in_plain_words(str(error))}", line) from None
        if any(cell.strip() for cell in cells):
            yield line, cells


def _in_plain_words(message: str) -> str:
    if "field limit" in message:
        return f"a cell has more than {csv.field_size_limit()} characters; close its quotation mark, or shorten it"
    if "unexpected end" in message:
        return "a quotation mark is not closed; close it, and write two for one inside quotes"
    if "expected after" in message:
        return "there is text after a closing quotation mark; write two for one inside quotes"
    return message


def _columns(header: list[str], line: int, problems: list[Problem]) -> dict[int, str]:
    """Return the names of the columns that are used, by their index."""
    first: dict[str, int] = {}
    for index, cell in enumerate(header):
        name = cell.strip()
        if name in first:
            message = (
                f"columns {first[name] + 1} and {index + 1} both have the name {shown(name)}; "
                f"the first is used, so rename or remove one"
            )
            problems.append(Problem("data", message, field=name, line=line))
        elif name:
            first[name] = index
    return {index: name for name, index in first.items()}
