"""Input that means ill, or is made by tools that do: the other half of the catalogue."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.sphinx.bad_input import CASES, HERE, Bad, Use, data, event

LONG = 100_000
BOMB = "- title: Fine\n  tags: »&a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"- tags: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


def link(name: str, text: str, message: str, told: str = "") -> Bad:
    """A link that is left out."""
    return Bad(f"link-{name}", event(f"link-{name}", "date: 2015", f"»link: {text}"), "link", message, told=told)


LINKS = [
    link("case", "jAvAsCrIpT:alert(1)", "is not allowed"),
    link("spaces", "   javascript:alert(1)", "is not allowed", "`javascript:` after spaces"),
    link("inner-space", "java script:alert(1)", "white space"),
    link("label", "Read <javascript:alert(1)>", "is not allowed"),
    link("bare", "<javascript:alert(1)>", "is not allowed"),
    link("two", "Read <https://example.org/> <javascript:alert(1)>", "white space"),
    link("entity", "javascript&colon;alert(1)", "not an absolute address"),
    link("number", "&#106;avascript:alert(1)", "not an absolute address"),
    link("percent", "%6aavascript:alert(1)", "not an absolute address"),
    link("percent-colon", "javascript%3Aalert(1)", "not an absolute address"),
    link("wide", "ｊａｖａｓｃｒｉｐｔ：alert(1)", "not an absolute address"),
    link("wide-letter", "ｊavascript:alert(1)", "not an absolute address"),
    link("invisible", "java\u200bscript:alert(1)", "control characters", "`javascript:` with a zero-width space in it"),
    link("soft", "java\u00adscript:alert(1)", "not an absolute address", "`javascript:` with a soft hyphen in it"),
    link("override", "\u202ejavascript:alert(1)", "control characters", "`javascript:` after U+202E"),
    link("vbscript", "VbScript:msgbox(1)", "is not allowed"),
    link("data", "DATA:text/html;base64,PHNjcmlwdD4=", "is not allowed"),
    link("blob", "blob:https://example.org/x", "is not allowed"),
    link("file", "file:///etc/passwd", "is not allowed"),
    link("view-source", "view-source:https://example.org/", "is not allowed"),
    link("relative-scheme", "//evil.example/", "not an absolute address"),
    link("backslash", "https:\\\\evil.example", "backslashes"),
    link("no-host", "https:evil", "names no host"),
    link("host-override", "https://example.org\u202e/", "control characters", "an address with U+202E in it"),
    link("bracket", "https://[::1", "not an address"),
    link("long", "x" * LONG, "not an absolute address", "100,000 letters"),
]

DATA = [
    *data(
        "twice-json",
        "data",
        "given twice",
        "json",
        '[{"title": "Kept pair", "date": "2015",\n»"date": "2016"}]',
        "Kept pair",
    ),
    *data("nan", "data", "NaN is not a value", "json", '[\n  {"title": »NaN}\n]'),
    *data("infinity", "data", "-Infinity is not a value", "json", '[\n  {"title": »-Infinity}\n]'),
    *data(
        "huge-date",
        "date",
        "has 5000 characters",
        "json",
        '[{"title": "Kept huge",\n»"date": ' + "1" * 5000 + "}]",
        "Kept huge",
    ),
    *data("exponent", "date", "1e999999 is not", "json", '[{"title": "Kept power",\n»"date": 1e999999}]', "Kept power"),
    *data("deep-yaml", "data", "deep", "yaml", "- title: Fine\n- »" + "[" * 200 + "]" * 200),
    *data("deep-block", "data", "deep", "yaml", "".join(f"{' ' * n}{HERE if n == 32 else ''}-\n" for n in range(40))),
    *data("merge", "data", "YAML aliases", "yaml", "- title: Fine\n- »<<: *x\n"),
    *data("documents", "data", "more than one YAML", "yaml", "- title: Fine\n»---\n- title: Other\n"),
    *data("object", "data", "YAML tags", "yaml", "- »!!python/object/apply:os.system [ls]\n"),
    *data(
        "column",
        "field",
        "perhaps 'kind'",
        "csv",
        "»title,date,knd\nKept column,2015,x\nKept other,2016,y\n",
        "Kept column",
    ),
    *data(
        "unnamed", "data", "has no name", "csv", "title,date,\nKept unnamed,2015,\n»Kept cell,2016,a\n", "Kept unnamed"
    ),
    *data("columns", "data", "both have the name", "csv", "»title,date,date\nKept columns,2015,2016\n", "Kept columns"),
    *data("no-header", "data", "names the fields", "csv", "»Something,2015\nElse,2016\n"),
    *data("after-quote", "data", "after a closing quotation", "csv", 'title,date\n»"a" b,2015\n'),
    *data(
        "shape-in",
        "data",
        "fields of its own",
        "yaml",
        "- »title: {a: b}\n  date: 2015\n  id: kept-shape\n",
        "kept-shape",
    ),
    *data("texts", "data", "has fields", "yaml", "- »a\n- b\n"),
    *data(
        "list-in",
        "data",
        "holds a list",
        "yaml",
        "- title: Kept list\n  date: 2015\n  tags:\n  - a\n  - »[b]\n",
        "Kept list",
    ),
    *data(
        "escape",
        "data",
        "U+0000",
        "json",
        '[{"title": "Kept escape", "date": "2015",\n»"role": "a\\u0000"}]',
        "Kept escape",
    ),
    *data(
        "surrogate",
        "data",
        "U+D800",
        "json",
        '[{"title": "Kept half", "date": "2015",\n»"role": "a\\ud800"}]',
        "Kept half",
    ),
]


def file(name: str, path: str, message: str, told: str, content: str | bytes | None = None) -> Bad:
    """A file that can't be read; the warning is at the option."""
    written = None if content is None else (path, content)
    return Bad(f"file-{name}", (Use("events", "", (f"»file: {path}",)),), "data", message, written, told=told)


FILES = [
    file("up", "../../../outside/outside.yaml", "outside the source folder", ""),
    file("slash-up", "/../outside/outside.yaml", "outside the source folder", ""),
    file("round", "folder/../../outside/outside.yaml", "outside the source folder", ""),
    file("link", "link.yaml", "outside the source folder", "a link to a file outside the source folder"),
    file("folder-link", "folder-link/outside.yaml", "outside the source folder", "a file in a folder that is a link"),
    file("loop", "loop.yaml", "", "a link that leads to itself"),
    file("pipe", "pipe.yaml", "no file", "a pipe, which keeps its reader waiting"),
    file("zero", "zero.yaml", "outside the source folder", "a link to a device that has no end"),
    file("long", "x" * 5000 + ".yaml", "", "a name of 5,000 letters"),
    file("latin", "latin.yaml", "not UTF-8", "a file in Latin-1", "- title: é\n".encode("latin-1")),
    file("wide", "wide.yaml", "not UTF-8", "a file in UTF-16", "- title: é\n".encode("utf-16")),
    file("cut", "cut.yaml", "not UTF-8", "a file that ends inside a character", "- title: é".encode()[:-1]),
]
# Told where it is, in the file.
NUL = Bad(
    "file-nul",
    (Use("events", "", ("file: nul.csv",)),),
    "data",
    "U+0000",
    ("nul.csv", "title,date\n»a\x00b,2015\n"),
    told="a file with NUL in it",
)

HOSTILE = [NUL, *LINKS, *DATA, *FILES]

#: Makes what no content of a file is, by name.
MAKE: dict[str, Callable[[Path, Path], None]] = {
    "link.yaml": lambda path, outside: path.symlink_to(outside),
    "folder-link": lambda path, outside: path.symlink_to(outside.parent, target_is_directory=True),
    "loop.yaml": lambda path, outside: path.symlink_to(path),
    "pipe.yaml": lambda path, outside: os.mkfifo(path),
    "zero.yaml": lambda path, outside: path.symlink_to("/dev/zero"),
}


@dataclass(frozen=True)
class Fine:
    """Input that looks bad and is not: the page is right, and there is no warning.

    Attributes:
        name: of its page.
        told: the input in words.
        gives: what it gives.
        page: what stands on it.
        keeps: texts that are shown.
        file: a data file.
    """

    name: str
    told: str
    gives: str
    page: tuple[Use, ...]
    keeps: tuple[str, ...]
    file: tuple[str, str | bytes] | None = None

    def lines(self, markup: str) -> list[str]:
        return Bad(self.name, self.page, "", "").lines(markup)


def title(name: str, told: str, text: str, keeps: str = "", gives: str = "the text, as it is") -> Fine:
    """A title, in a directive and in a data file."""
    (data,) = data_title(name, told, text).page
    page = (Use("event", f"Title {text}", ("date: 2015", f"id: {name}")), data)
    return Fine(name, told, gives, page, (f"Title {keeps or text}", f"Data {keeps or text}"))


def data_title(name: str, told: str, text: str) -> Fine:
    """A title in a data file."""
    content = json.dumps([{"title": f"Data {text}", "date": "2015", "id": f"{name}-d"}])
    return Fine(name, told, "the text, as it is", (Use("events", "", ("format: json",), content),), (f"Data {text}",))


def csv(name: str, told: str, content: str | bytes, *keeps: str) -> Fine:
    """A CSV file that is read as it was meant."""
    return Fine(name, told, "the events", (Use("events", "", (f"file: {name}.csv",)),), keeps, (f"{name}.csv", content))


FINE = [
    title("t-script", "a title `<script>…</script>`", "<script>injected()</script>"),
    title("t-attribute", "a title that closes an attribute", "\"><img src=x onerror='injected()'>"),
    data_title("t-entity", "a title of entities in data", "&lt;script&gt;&#40;"),
    title("t-comment", "a title that opens a comment", "<!-- open"),
    title("t-cdata", "a title that closes a CDATA section", "]]> closed"),
    data_title("t-markup", "markup in a title in data", "**bold** [a](javascript:x) {event}`x` |sub|"),
    title("t-template", "a template in a title", "{{ 7 * 7 }} {% raw %} %(x)s ${HOME}"),
    title("t-emoji", "emoji and combined characters", "👩‍💻 e\u0301"),
    title("t-hebrew", "a title in Hebrew", "שלום (2015)"),
    title(
        "t-override",
        "U+202E, which turns what follows",
        "\u202eturned",
        "\u202eturned\u202c",
        "the text; it turns no further than its end",
    ),
    title("t-ends", "ends of turns that were not begun", "ends\u202c\u2069 here", "ends here", "the text without them"),
    title("t-long", "100,000 characters", "x" * LONG, gives="the text; its address is cut short"),
    csv("c-semicolon", "CSV with semicolons", "title;date;tags\nSemi, colon;2015;a,b\n", "Semi, colon", "2015"),
    csv("c-tab", "CSV with tabs", "title\tdate\nTab, bed\t2015\n", "Tab, bed"),
    csv(
        "c-quotes",
        "CSV with quotes and line ends inside",
        'title,date\n"Quo""ted, and\nso on",2015\n',
        'Quo"ted, and so on',
    ),
    csv("c-cr", "CSV with lines that end in CR", b"title,date\rReturned,2015\rAgain,2016\r", "Returned", "Again"),
    csv("c-crlf", "CSV with lines that end in CR LF", b"title,date\r\nWindowed,2015\r\n", "Windowed"),
    csv("c-bom", "CSV with a byte order mark", b"\xef\xbb\xbftitle,date\nMarked,2015\n", "Marked"),
    csv("c-missing", "CSV rows with fewer cells than the header", "title,date,org,tags\nShort,2015\n", "Short"),
    csv("c-blank", "CSV with blank rows and spaces around names", "\n title , date \n\nBlank,2015\n,,\n", "Blank"),
    Fine(
        "j-number",
        "a JSON number of 5,000 digits, where a text may stand",
        "the digits",
        (Use("events", "", ("file: j-number.json",)),),
        ("9" * 5000, "1e999999", "1.10"),
        ("j-number.json", '[{"title": ' + "9" * 5000 + ', "date": 2015, "role": 1e999999, "org": 1.10}]'),
    ),
    Fine(
        "y-words",
        "words that YAML takes for others: `no`, `1.10`, `2015-01-01`",
        "the texts",
        (Use("events", "", (), "- title: no\n  date: 2015-01-01\n  org: 1.10\n  role: 0o17"),),
        ("no", "1.10", "0o17"),
    ),
]

ALL = [*CASES, *HOSTILE]
