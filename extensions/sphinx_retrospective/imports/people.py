"""Who a curriculum vitae is about: what of that may stand on a public page, and what may not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sphinx_retrospective.core.errors import CoreError, DataError
from sphinx_retrospective.core.links import Link, parse_link
from sphinx_retrospective.core.plain_text import line as one_line
from sphinx_retrospective.formats.csv import read_csv
from sphinx_retrospective.formats.json import read_json
from sphinx_retrospective.formats.records import Mapping as MappingNode
from sphinx_retrospective.formats.records import Scalar, Sequence, shown
from sphinx_retrospective.formats.yaml import read_yaml
from sphinx_retrospective.imports.collecting import Collection, Text
from sphinx_retrospective.imports.items import Item, field_left_out
from sphinx_retrospective.imports.json_resume import undated
from sphinx_retrospective.imports.linkedin import is_profile
from sphinx_retrospective.imports.markup import plain
from sphinx_retrospective.imports.recognising import entries_of, root_of
from sphinx_retrospective.imports.rendercv import CV, text_left_out

#: What is told of the person and of how to reach them: by name of the field, as readers know it.
_PRIVATE: Final = MappingProxyType(
    {
        "email": "e-mail address",
        "phone": "phone number",
        "location": "place of residence",
        "image": "picture",
        "photo": "picture",
        "Address": "address",
        "Birth Date": "date of birth",
        "Zip Code": "postal code",
        "Geo Location": "place of residence",
        "Instant Messengers": "accounts of messengers",
    }
)
#: What sections of RenderCV with an introduction are called.
_INTRODUCTIONS: Final = frozenset({"summary", "about", "about_me", "about me", "profile", "introduction"})


@dataclass(frozen=True, slots=True)
class Person:
    """What data says of a person, and of the history as a whole. Every text is plain, and any may be empty.

    Attributes:
        name: of the person.
        title: of the history, where it has one of its own.
        label: a few words on what they are.
        summary: paragraphs.
        links: to pages of theirs.
        lists: headings with what is listed below each, such as skills.
        left_out: what stays private, in words.
        used: what importers tell is left out, as it has no date, and is not: beginnings of messages.
    """

    name: str = ""
    title: str = ""
    label: str = ""
    summary: str = ""
    links: tuple[Link, ...] = ()
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    left_out: tuple[str, ...] = ()
    used: tuple[str, ...] = ()


def read_person(format: str, text: str, files: Mapping[str, bytes]) -> Person:
    """Return what data says of a person: of a text that its importer has read, or of several files."""
    try:
        reader = _READERS.get(format)
        return reader(text) if reader else _profile(files)
    except DataError:  # As of a profile that is no table. What is wrong with a text, its importer has told.
        return Person()


def _json_resume(text: str) -> Person:
    root = root_of(text, read_json)
    resume = _item(root)
    basics = _item(resume.node("basics"))
    lists = {
        "Skills": [_listed(each, "name", "level") for each in resume.items("skills", "")],
        "Languages": [_listed(each, "language", "fluency") for each in resume.items("languages", "")],
        "Interests": [_listed(each, "name") for each in resume.items("interests", "")],
    }
    addresses = [("", each)] if (each := basics.text("url", "website")) else []
    profiles = [(_text(each.text("network")), each.text("url")) for each in basics.items("profiles", "")]
    links, unusable = _links([*addresses, *profiles])
    return Person(
        name=_text(basics.text("name")),
        label=_text(basics.text("label")),
        summary=_paragraphs([basics.text("summary")]),
        links=links,
        lists=tuple((heading, tuple(filter(None, each))) for heading, each in lists.items() if any(each)),
        left_out=(*_unused(basics), *unusable),
        used=tuple(map(undated, ("basics", *map(str.lower, lists)))),
    )


def _rendercv(text: str) -> Person:
    root = root_of(text, read_yaml)
    fields = entries_of(root)
    cv = _item(fields.get("cv", root))
    sections = cv.node("sections") or root
    introductions = {
        title: [Text(plain(each.text), each.line) for each in node.items if isinstance(each, Scalar) and each.text]
        for title, node in entries_of(sections).items()
        if title.lower() in _INTRODUCTIONS and isinstance(node, Sequence)
    }
    links, unusable = _links([("", website)] if (website := cv.text("website")) else [])
    used = [field_left_out(name, CV) for name in ("name", "headline", "label", "website", *_PRIVATE)]
    return Person(
        name=_text(cv.text("name")),
        label=_text(cv.text("headline", "label")),
        summary=_paragraphs(each for texts in introductions.values() for each in texts),
        links=links,
        left_out=(*_private(cv), *unusable),
        used=(*used, *map(text_left_out, introductions)),
    )


def _profile(files: Mapping[str, bytes]) -> Person:
    """Return what the file about the person in a copy of LinkedIn's data says."""
    content = next((each for path, each in files.items() if is_profile(path)), b"")
    records = read_csv(content.decode("utf-8-sig", "replace")).records
    if not records:
        return Person()
    profile = Item.of_row(records[0], "", Collection())
    return Person(
        name=" ".join(filter(None, (_text(profile.text(name)) for name in ("First Name", "Last Name")))),
        label=_text(profile.text("Headline")),
        summary=_paragraphs([profile.text("Summary")]),
        left_out=_unused(profile),
    )


def _export(text: str) -> Person:
    """Return what our own export says of its project."""
    root = _item(root_of(text, read_json))
    if "retrospective" not in root:
        return Person()
    return Person(name=_text(root.text("author")), title=_text(root.text("title")))


_READERS: Final[Mapping[str, Callable[[str], Person]]] = MappingProxyType(
    {"json": _export, "json-resume": _json_resume, "rendercv": _rendercv}
)


def _item(node: object) -> Item:
    """Return the fields of a mapping; none of anything else. What is wrong with them, the importer has told."""
    return Item(node if isinstance(node, MappingNode) else MappingNode([], 1), "", Collection())


def _text(text: Text | None) -> str:
    return one_line(text.text) if text else ""


def _paragraphs(texts: Iterable[Text | None]) -> str:
    return "\n\n".join(each.text for each in texts if each)


def _listed(item: Item, name: str, level: str = "") -> str:
    """Return what is known in one line: “Web (master): HTML, CSS”."""
    said = _text(item.text(name))
    degree = _text(item.text(level)) if level else ""
    known = ", ".join(filter(None, map(_text, item.texts("keywords"))))
    said = f"{said} ({degree})" if said and degree else said or degree
    return f"{said}: {known}" if said and known else said or known


def _links(found: Iterable[tuple[str, Text | None]]) -> tuple[tuple[Link, ...], tuple[str, ...]]:
    """Return links to pages, and of what is no such address what to tell. An address of mail is private."""
    links: dict[Link, None] = {}
    unusable = []
    for label, text in found:
        written = text.text.strip() if text else ""
        try:
            link = parse_link(written if ":" in written else f"https://{written}", ("http", "https"))
        except CoreError:
            unusable.append(f"link {shown(written)}" if written else f"link to {shown(label)} without an address")
        else:
            links.setdefault(Link(link.url, label or link.label))
    return tuple(links), tuple(unusable)


def _private(item: Item) -> tuple[str, ...]:
    """Return what there is of what stays private, in words."""
    return tuple(dict.fromkeys(said for name, said in _PRIVATE.items() if name in item))


def _unused(item: Item) -> tuple[str, ...]:
    """Return what there is of all that was not taken, in words."""
    others = tuple(shown(name) for name in item.names if name in item and name not in _PRIVATE)
    return (*_private(item), *others)
