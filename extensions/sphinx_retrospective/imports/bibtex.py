"""BibTeX and BibLaTeX: publications, read with pybtex."""

from __future__ import annotations

import re
from typing import Any, Final

from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.formats import Document
from sphinx_retrospective.formats.records import Mapping, Scalar, shown, usable
from sphinx_retrospective.imports.collecting import Collection, Event, Text
from sphinx_retrospective.imports.dates import edtf
from sphinx_retrospective.imports.items import NO_PLACE, Item
from sphinx_retrospective.imports.libraries import missing
from sphinx_retrospective.imports.references import add_reference, keywords

_KINDS: Final = {"software": "release", "patent": "milestone", "presentation": "talk", "talk": "talk"}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PARENTS: Final = frozenset({"proceedings", "mvproceedings", "book", "mvbook", "collection", "mvcollection"})
#: Where something was published, held or made, the nearest first.
_PUBLISHERS: Final = ("journal", "journaltitle", "eventtitle", "booktitle", "publisher", "school", "institution")
#: What says how an entry is cited or sorted, and nothing of what happened.
_BOOKKEEPING: Final = (
    *("crossref", "urldate", "langid", "langidopts", "language", "hyphenation", "timestamp", "owner", "file"),
    *(
        "bibsource",
        "biburl",
        "options",
        "label",
        "shorthand",
        "shorttitle",
        "sorttitle",
        "sortname",
        "sortkey",
        "sortyear",
    ),
    *("presort", "indextitle", "indexsorttitle"),
)
#: Commands about what is in braces. Those of accents have a letter or two, and those of signs nothing in their braces.
_STYLED = re.compile(r"\\[a-zA-Z]{3,}\*?\s*(?=\{[^}])")
_STYLE = re.compile(r"\{\\(?:em|it|bf|tt|sc|rm|sf|sl)(?![a-zA-Z])\s*")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


def read_bibtex(text: str) -> Document:
    """Read entries, with ``@string`` and ``crossref`` resolved and LaTeX's accents as letters.

    Raises:
        DataError: there is no pybtex, or no entry in *text*.
    """
    text = usable(text)
    found = Collection()
    entries = _entries(text, found)
    if not entries:
        raise DataError("the data has no BibTeX entry; write one such as @article{key, title = {…}}", 1)
    by_key: dict[str, Mapping] = {}
    parents = set()
    for _, key, node in entries:
        by_key.setdefault(key.lower(), node)
        parents.add(_field(node, "crossref").lower())
    for kind, key, node in entries:
        if kind in _PARENTS and key.lower() in parents:
            continue  # Its fields are those of what is in it.
        found.add(_event(kind, key, _inherited(node, by_key, found), found))
    return found.document()


def _entries(text: str, found: Collection) -> list[tuple[str, str, Mapping]]:
    """Return the type, the key and the fields of each entry."""
    try:
        from pybtex.database.input.bibtex import LowLevelParser, month_names
        from pybtex.scanner import PybtexSyntaxError, Token
        from pybtex.utils import CaseInsensitiveDict
    except ImportError:
        raise missing("BibTeX", "pybtex", "bibtex") from None

    class Parser(LowLevelParser):  # type: ignore[misc] # pybtex has no types
        """pybtex's, which tells the line of each entry and field."""

        pos: int
        command_line = 1

        def parse_command(self) -> Any:
            self.command_line = self.lineno
            return super().parse_command()

        def parse_field(self) -> None:
            super().parse_field()
            if self.current_field_name:
                lines.setdefault((self.current_entry_key or "", self.current_field_name.lower()), self.lineno)

        def skip_to(self, patterns: list[Any]) -> Any:
            # pybtex looks for each sign to the end of the text, which takes the square of its length.
            signs = {self.AT: "@", self.QUOTE: '"', self.LBRACE: "{", self.RBRACE: "}"}
            by_sign = {signs[pattern]: pattern for pattern in patterns}
            match = re.compile(f"[{''.join(by_sign)}]").search(self.text, self.pos)
            if match is None:
                return None
            value = self.text[self.pos : match.end()]
            self.pos = match.end()
            self.update_lineno(value)
            return Token(value, by_sign[match[0]])

        def handle_error(self, error: Any) -> None:
            message = str(error.args[0] if error.args else error).rstrip(".")
            found.problem(f"the data is not BibTeX here: {message[:80]}; correct the entry", error.lineno or 1)

    lines: dict[tuple[str, str], int] = {}
    parser = Parser(text, macros=CaseInsensitiveDict(month_names))
    entries = []
    try:
        for kind, content in parser:
            if len(content) == 2 and kind.lower() not in {"string", "preamble", "comment"}:
                key, fields = content
                line = parser.command_line
                found_at = [
                    (Scalar(name.lower(), lines.get((key, name.lower()), line)), "".join(parts))
                    for name, parts in fields
                ]
                node = Mapping([(name, Scalar(value, name.line)) for name, value in found_at], line)
                entries.append((kind.lower(), key or "", node))
    except (PybtexSyntaxError, RecursionError) as error:
        raise DataError(f"the data is not BibTeX: {str(error)[:80]}", getattr(error, "lineno", None)) from None
    return entries


def _field(node: Mapping, name: str) -> str:
    return next(
        (value.text or "" for key, value in node.entries if isinstance(value, Scalar) and _named(key) == name), ""
    )


def _named(key: object) -> str:
    return (key.text or "") if isinstance(key, Scalar) else ""


def _inherited(node: Mapping, by_key: dict[str, Mapping], found: Collection) -> Mapping:
    """Return the fields of an entry with those of its parent, of which the title is the entry's `booktitle`."""
    name = _field(node, "crossref")
    if not name:
        return node
    parent = by_key.get(name.lower())
    if parent is None or parent is node:
        found.problem(f"crossref names {shown(name)}, but there is no other entry of that name; correct it", node.line)
        return node
    own = {_named(key) for key, _ in node.entries} | {"crossref", "title"}
    entries = [(key, value) for key, value in parent.entries if _named(key) not in own]
    title = _field(parent, "booktitle") or _field(parent, "title")
    if title and "booktitle" not in own and not _field(parent, "booktitle"):
        entries.append((Scalar("booktitle", parent.line), Scalar(title, parent.line)))
    return Mapping([*node.entries, *entries], node.line)


def _event(kind: str, key: str, node: Mapping, found: Collection) -> Event:
    item = Item(node, "an entry", found, _plain)
    event = Event(item.line, _KINDS.get(kind, "post"), key)
    title, subtitle = item.text("title"), item.text("subtitle")
    if title:
        event.set("title", Text(f"{title.text}: {subtitle.text}" if subtitle else title.text, title.line))
    people = next((text for name in ("author", "editor") if _people(text := item.raw(name))), None)
    event.add("people", *_people(people))
    if people and "others" in map(str.lower, _split_names(people.text.strip())):
        found.leave_out(f"'and others' {NO_PLACE}", people.line)
    event.add("org", *(item.text(name) for name in _PUBLISHERS if name in item))
    event.add("org", item.text("organization"), item.text("howpublished") if _is_name(node) else None)
    event.add("place", item.text("venue", "location"))
    date = _date(item)
    if date:
        event.set("date", date)
    event.add("tags", *keywords(item.text("keywords")), *keywords(item.text("keyword")))
    add_reference(event, item.raw("doi"), _url(item, "url"))
    if _field(node, "howpublished") and not _is_name(node):
        event.add("link", _url(item, "howpublished"))
    if _field(node, "eprinttype").lower() == "arxiv" or _field(node, "archiveprefix").lower() == "arxiv":
        number = item.raw("eprint")
        event.add("link", number and Text(f"https://arxiv.org/abs/{number.text.strip()}", number.line))
        item.skip("eprinttype", "archiveprefix", "primaryclass", "eprintclass")
    event.set_body([item.text("abstract"), item.text("note"), item.text("annote", "annotation")])
    item.skip(*_BOOKKEEPING)
    item.leave()
    return event


def _is_name(node: Mapping) -> bool:
    """Tell whether `howpublished` says by whom, and not at what address."""
    return "://" not in _field(node, "howpublished")


def _url(item: Item, name: str) -> Text | None:
    raw = item.raw(name)
    found = re.search(r"[a-z][a-z0-9+.-]*://[^\s{}]+", raw.text.replace("\\", "")) if raw else None
    return Text(found[0], raw.line) if raw and found else raw


def _date(item: Item) -> Text | None:
    """Return BibLaTeX's date, which is EDTF, or BibTeX's year, month and day."""
    # Not as LaTeX: its ~ is a space, and that of a date says that it is approximate.
    date, year, month, day = (item.raw(name) for name in ("date", "year", "month", "day"))
    if date or year is None:
        return date and Text(edtf(date.text), date.line)
    number = ""
    if month and not re.fullmatch(r"(?a:\d{4})", year.text.strip()):
        # Such as "in press", which no month makes a date.
        return Text(_plain(f"{month.text} {year.text}"), year.line)
    if month:
        text = month.text.strip().rstrip(".").lower()
        number = next((f"{place:02d}" for place, name in enumerate(_MONTHS, 1) if text.startswith(name)), "")
        number = number or (f"{int(text):02d}" if re.fullmatch(r"(?a:\d{1,2})", text) else "")
        if not number:
            # Such as "6 June" and "June/July", which may be understood as a whole.
            return Text(edtf(_plain(f"{month.text} {year.text}")), year.line)
        if day and re.fullmatch(r"(?a:\d{1,2})", day.text.strip()):
            number += f"-{int(day.text):02d}"
    return Text(f"{year.text.strip()}-{number}" if number else edtf(_plain(year.text)), year.line)


def _people(text: Text | None) -> list[Text]:
    """Return the names in the order in which they are read; "others" is nobody."""
    names = []
    for name in _split_names(text.text) if text else ():
        parts = [part.strip() for part in _split_commas(name)]
        if name.strip().lower() == "others":
            continue
        family, *rest = parts
        # "von Last, First" and "von Last, Jr, First".
        order = [rest[-1], family, *rest[:-1]] if rest else [family]
        names.append(Text(_plain(" ".join(part for part in order if part)), text.line if text else 1))
    return names


def _split_names(text: str) -> list[str]:
    """Return what stands between “and” outside of braces."""
    return [each.replace("\0", "and") for each in _AND.split(_hidden(text, _AND, "\0"))]


def _split_commas(text: str) -> list[str]:
    return [each.replace("\0", ",") for each in _hidden(text, re.compile(","), "\0").split(",")]


def _hidden(text: str, pattern: re.Pattern[str], stand_in: str) -> str:
    """Return *text* with a stand-in for what *pattern* finds inside of braces."""
    pieces, depth = [], 0
    for piece in re.split(r"([{}])", text):
        depth = max(0, depth + {"{": 1, "}": -1}.get(piece, 0))
        pieces.append(
            pattern.sub(lambda match: match[0].replace(match[0].strip(), stand_in), piece) if depth else piece
        )
    return "".join(pieces)


def _plain(text: str) -> str:
    """Return LaTeX as plain text, as far as that goes."""
    if not set(text) & set("\\{}~$-`'"):
        return text
    from pybtex.exceptions import PybtexError
    from pybtex.richtext import Text as RichText

    unstyled = _STYLE.sub("{", _STYLED.sub("", text)).replace("\\hyphen ", "-")
    try:
        return str(RichText.from_latex(unstyled)).replace("\xa0", " ")
    except (PybtexError, UnicodeError, RecursionError, ValueError):
        return unstyled.replace("{", "").replace("}", "")
