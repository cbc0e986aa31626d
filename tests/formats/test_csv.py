"""CSV: rows under a header; `csv.DictReader` is the oracle."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_retrospective.core.errors import DataError, Problem
from sphinx_retrospective.formats import read
from sphinx_retrospective.formats.csv import _delimiter, read_csv
from sphinx_retrospective.formats.records import Document, Record


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_rows(separator: str, end: str, mark: str) -> None:
    lines = ["title,date,tags", '"A ""b""",2014,"c, x', 'd"', "", ",,", "1.10,,yes", "B"]
    text = mark + end.join(lines).replace(",", separator)
    assert read_csv(text) == Document(
        (
            Record(
                {"title": 'A "b"', "date": "2014", "tags": f"c{separator} x{end}d"},
                {"title": 2, "date": 2, "tags": 2},
                2,
            ),
            Record({"title": "1.10", "tags": "yes"}, {"title": 6, "date": 6, "tags": 6}, 6),
            Record({"title": "B"}, {"title": 7, "date": 7, "tags": 7}, 7),
        ),
        (),
    )


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [
        ("title", ","),
        ("title,date", ","),
        ("title;date", ";"),
        ("title\tdate", "\t"),
        ("title;date;tags,x", ";"),
        ("title,date;tags", ","),
        ('"a;b;c;d",date', ","),
        ('\n\r\n  \n"a\n;",b,c;\n;;;;;;;', ","),
        ("a\nb;c;d", ","),
    ],
)
def test_delimiter(header: str, delimiter: str) -> None:
    assert _delimiter(header) == delimiter


def test_header_only() -> None:
    assert read_csv("title,date\n") == Document((), ())


def test_problems() -> None:
    text = "\n title ,date,,title, ,\nA,2014,x,B,,\nC,,y\nD,2015,,,,,\nE,2016,,,,,one too many\n"
    result = read_csv(text)
    assert [record.values for record in result.records] == [
        {"title": "A", "date": "2014"},
        {"title": "C"},
        {"title": "D", "date": "2015"},
        {"title": "E", "date": "2016"},
    ]
    assert result.problems == (
        Problem(
            "data",
            "columns 1 and 4 both have the name 'title'; the first is used, so rename or remove one",
            "title",
            2,
        ),
        Problem("data", "column 3 has no name, so its cells are not used; name it in the header", None, 3),
        Problem(
            "data",
            "the row has 7 cells and the header 6; those beyond are not used, so put a text that has a separator in "
            "double quotes",
            None,
            6,
        ),
    )


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ('a,b\n1,2\n"x,3\n4,5\n', "the data is not CSV: a quotation mark is not closed; close it", 3),
        ('a,b\n"x" y,3\n', "the data is not CSV: there is text after a closing quotation mark; write two", 2),
        ("a\n" + "x" * 200_000, "the data is not CSV: a cell has more than 131072 characters; close its", 2),
        (",,\n,,\n", "the data is empty; write a header row with the names of the fields, and a row for", None),
        ('""\n', "the data is empty; write a header row", None),
    ],
)
def test_refused(text: str, message: str, line: int | None) -> None:
    with pytest.raises(DataError) as caught:
        read_csv(text)
    assert str(caught.value).startswith(message)
    assert caught.value.line == line


cells = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"], include_characters='\n",;\t'), max_size=8
)
names = st.lists(st.text("abcdef", min_size=1, max_size=4), min_size=1, max_size=4, unique=True)
csv_texts = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(["a", "b", ",", ";", "\t", "\n", "\r\n", "\r", '"', '""', " ", "2014", "\\"]), max_size=30
    ).map("".join),
)


@pytest.mark.soak
@settings(max_examples=2 * settings().max_examples)
@given(csv_texts)
@example('"')
@example("\r\n\r")
def test_any_text_is_a_document_or_an_error(text: str) -> None:
    began = time.process_time()
    try:
        result = read(text, "csv")
    except DataError as error:
        message = str(error)
    else:
        message = "none"
        assert isinstance(result, Document)
        assert all(problem.line for problem in result.problems)
        lines = [record.line for record in result.records]
        assert lines == sorted(set(lines))
    assert message
    assert "\n" not in message
    assert time.process_time() - began < 5


@pytest.mark.soak
@settings(max_examples=2 * settings().max_examples)
@given(names, st.lists(st.lists(cells, min_size=1, max_size=4), max_size=5), st.sampled_from([",", ";", "\t"]))
def test_rows_are_those_of_dictreader(header: list[str], rows: list[list[str]], delimiter: str) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL)
    writer.writerow(header)
    writer.writerows(row[: len(header)] for row in rows)
    text = stream.getvalue()
    if len(header) == 1:
        delimiter = ","
        stream = io.StringIO(newline="")
        csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([header, *(row[:1] for row in rows)])
        text = stream.getvalue()
    theirs = [
        {name: cell for name, cell in row.items() if cell is not None and cell.strip()}
        for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    ]
    result = read_csv(text)
    assert [record.values for record in result.records] == [row for row in theirs if row]
    assert result.problems == ()
