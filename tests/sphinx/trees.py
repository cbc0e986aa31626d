"""Output folders, compared by what their files say."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sphinx.util.inventory import InventoryFile

from tests.sphinx.project import snapshot

#: A file, whether the line is there or missing, and the line.
Difference = tuple[str, str, str]


def output(folder: Path) -> dict[str, bytes]:
    """Return every file of an output folder; archives as the files in them."""
    files = {}
    # The JSON builder leaves the environment beside its pages.
    for name, content in snapshot(folder, ignored=(".doctrees", "environment.pickle")).items():
        if name.endswith(".epub"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                # In their order, which readers of a book depend on.
                files[name] = "\n".join(archive.namelist()).encode()
                files |= {f"{name}/{each}": archive.read(each) for each in archive.namelist()}
        else:
            files[name] = content
    return files


def differences(there: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> set[Difference]:
    """Return what *there* says that *wanted* does not, and the other way round."""
    found: set[Difference] = set()
    for name in there.keys() | wanted.keys():
        if there.get(name) == wanted.get(name):
            continue
        if name not in there or name not in wanted:
            found.add((name, "only there" if name in there else "missing", ""))
            continue
        one, other = _lines(name, there[name]), _lines(name, wanted[name])
        found |= {(name, "there", line) for line in set(one) - set(other)}
        found |= {(name, "missing", line) for line in set(other) - set(one)}
        if sorted(one) == sorted(other) and one != other:
            found.add((name, "in another order", ""))
    return found


def search_index(text: str) -> Any:
    """Return what the text of ``searchindex.js`` or ``searchindex.json`` holds."""
    return json.loads(text[text.index("{") : text.rindex("}") + 1])


def _lines(name: str, content: bytes) -> list[str]:
    if name.endswith(("searchindex.js", "searchindex.json")):
        text = content.decode()
        # Sphinx writes words in the order in which it met them.
        return sorted(_search_lines(search_index(text)))
    if name.endswith("json"):
        return list(_json_lines("", json.loads(content)))
    if name.endswith("objects.inv"):
        inventory = InventoryFile.loads(content, uri="").data
        return [f"{kind} {each} {item}" for kind, items in inventory.items() for each, item in items.items()]
    text = content.decode("utf-8", "backslashreplace")
    if name.endswith("content.opf"):
        # Its files are numbered; one more, and all others have other numbers.
        files = dict(re.findall(r'id="(epub-\d+)" href="([^"]*)"', text))
        text = re.sub(r"epub-\d+", lambda match: files.get(match[0], match[0]), text)
    if name.endswith("toc.ncx"):
        text = re.sub(r'navPoint\d+|playOrder="\d+"', "", text)
    return text.splitlines()


def _json_lines(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _json_lines(f"{name}.{key}", each)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _json_lines(f"{name}.{number}", each)
    else:
        yield from (f"{name} {line}" for line in str(value).splitlines())


def _search_lines(index: dict[str, Any]) -> Iterator[str]:
    """Yield what a search index says, with names of pages where it has their numbers."""
    names = index["docnames"]

    for name, file, title in zip(names, index["filenames"], index["titles"], strict=True):
        yield f"page {name} {file} {title}"
    for kind in ("terms", "titleterms"):
        for word, places in index[kind].items():
            # A word of no page any more stays with an empty list, and so without a line here.
            yield from (f"{kind} {word}: {names[each]}" for each in ([places] if isinstance(places, int) else places))
    for title, places in index["alltitles"].items():
        yield from (f"title {title}: {names[page]} {anchor}" for page, anchor in places)
    for prefix, entries in index["objects"].items():
        for page, kind, priority, anchor, name in entries:
            yield f"object {prefix} {name}: {names[page]} {index['objtypes'][str(kind)]} {priority} {anchor}"
    for entry, places in index["indexentries"].items():
        yield from (f"entry {entry}: {names[page]} {anchor} {main}" for page, anchor, main in places)
    yield f"names {sorted(index['objnames'].values())}"
