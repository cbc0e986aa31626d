"""What of Sphinx is used here and promised nowhere: each with a test that says what breaks when it changes."""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes, utils
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import get_filetype
from sphinx.util.docutils import new_document

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.builders.gettext import MessageCatalogBuilder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


class Translation:
    """Writes parts of pages as a builder does, many with one translator."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._translator: Any = builder.create_translator(_prepared(new_document("<parts>"), builder), builder)

    def html(self, parts: Iterable[nodes.Node]) -> str:
        """Return *parts*, which may stand inside others, as HTML."""
        body: list[str] = self._translator.body
        start = len(body)
        for part in parts:
            part.walkabout(self._translator)
        html = "".join(body[start:])
        del body[start:]
        return html


def page_html(document: nodes.document, builder: StandaloneHTMLBuilder) -> str:
    """Return the body of a page, as Sphinx has it in the context of the page's template."""
    translator: Any = builder.create_translator(_prepared(document, builder), builder)
    document.walkabout(translator)
    return "".join(translator.fragment)


def _prepared(document: nodes.document, builder: StandaloneHTMLBuilder) -> nodes.document:
    # As Sphinx does with each document before it writes it. It is there once a builder prepares to write.
    document.settings = builder.docsettings
    return document


class IndexEntry(NamedTuple):
    """What the search index holds of a page: its titles, and the words in these and in its text."""

    title: str
    filename: str
    titles: list[tuple[str, str | None]]
    title_words: set[str]
    words: set[str]


class SearchIndex:
    """Sphinx's search index, with pages in it that are no documents."""

    def __init__(
        self,
        builder: StandaloneHTMLBuilder,
        pages: Callable[[], Iterable[str]],
        more: Callable[[], tuple[Iterable[tuple[str, str, str]], Iterable[tuple[str, tuple[str, ...]]]]],
    ) -> None:
        """Keep *pages* in the index of *builder*, which Sphinx cuts down to documents when it reads and writes it.

        Args:
            builder: one that has not prepared to write yet.
            pages: returns the names of the pages that the index is to hold, at the time when it is called.
            more: likewise, what results say of objects, each with its document and its anchor; and by which names
                pages are found before all else.
        """
        self._builder = builder
        load = builder.load_indexer

        def load_indexer(docnames: Any) -> None:
            index: Any = builder.indexer
            prune = index.prune
            # Sphinx finds the stem of a word again for each page that has it.
            vars(index.lang)["stem"] = cache(index.lang.stem)
            # A document that is about to be written goes, though a page of its name was generated before.
            vars(index)["prune"] = lambda keep: prune({*keep, *(set(pages()) - builder.env.all_docs.keys())})
            freeze = index.freeze
            vars(index)["freeze"] = lambda: _with_more(freeze(), *more())
            load(docnames)

        vars(builder)["load_indexer"] = load_indexer

    @property
    def _index(self) -> Any:
        # There is none for a builder, or a project, without a search.
        return getattr(self._builder, "indexer", None)

    def knows(self, page: str) -> bool:
        """Tell whether *page* is in the index, or need not be."""
        return self._index is None or page in self._index._titles

    def forget(self, pages: set[str]) -> None:
        """Take out what the last build said of *pages*."""
        index = self._index
        if index is None:
            return
        for known in (index._titles, index._filenames, index._all_titles, index._index_entries):
            for page in pages & known.keys():
                del known[page]
        for words in (index._mapping, index._title_mapping):
            for places in words.values():
                places.difference_update(pages)

    def entry(self, page: str, document: nodes.document, title: str) -> IndexEntry | None:
        """Return what the index would hold of a page; None where there is no index."""
        if self._index is None:
            return None
        builder: Any = self._builder
        whole, alone = self._index, copy.copy(self._index)
        for name in ("_titles", "_filenames", "_all_titles", "_mapping", "_title_mapping", "_index_entries"):
            setattr(alone, name, {})
        builder.indexer = alone
        try:
            builder.index_page(page, document, title)
        finally:
            builder.indexer = whole
        titles, filename = alone._all_titles[page], alone._filenames[page]
        return IndexEntry(title, filename, titles, set(alone._title_mapping), set(alone._mapping))

    def add(self, page: str, entry: IndexEntry | None) -> None:
        """Put a page into the index."""
        index = self._index
        if index is None or entry is None:
            return
        index._titles[page] = entry.title
        index._filenames[page] = entry.filename
        index._all_titles[page] = entry.titles
        index._index_entries[page] = []
        for words, found in (
            (index._title_mapping, entry.title_words),
            # As Sphinx has it: a word of the title is not a word of the text too.
            (index._mapping, entry.words - entry.title_words),
        ):
            # Not every builder sorts them when it writes the index.
            for word in sorted(found):
                words.setdefault(word, set()).add(page)


def _with_more(
    frozen: dict[str, Any], notes: Iterable[tuple[str, str, str]], names: Iterable[tuple[str, tuple[str, ...]]]
) -> dict[str, Any]:
    """Return a search index in which objects have notes and pages have names, as Sphinx writes it.

    A result says of an object what its type is called. So each note is the name of a type of its own.
    """
    numbers = {docname: number for number, docname in enumerate(frozen["docnames"])}
    noted = {(numbers[docname], anchor): note for docname, anchor, note in notes if docname in numbers and note}
    names_of_types, types = dict(frozen["objnames"]), dict(frozen["objtypes"])
    first, known = len(types), dict[tuple[int, str], int]()

    def type_of(objtype: int, note: str | None) -> int:
        if note is None:
            return objtype
        number = known.setdefault((objtype, note), first + len(known))
        types[number] = types[objtype]
        names_of_types[number] = (*names_of_types[objtype][:2], note)
        return number

    objects = {
        prefix: [
            (page, type_of(objtype, noted.get((page, anchor))), *rest, anchor, name)
            for page, objtype, *rest, anchor, name in rows
        ]
        for prefix, rows in frozen["objects"].items()
    }
    entries = {name: list(places) for name, places in frozen["indexentries"].items()}
    for page, titles in names:
        for title in titles if page in numbers else ():
            entries.setdefault(title.lower(), []).append((numbers[page], "", True))
    return {**frozen, "objects": objects, "objtypes": types, "objnames": names_of_types, "indexentries": entries}


@contextmanager
def one_toctree_for_each_folder(builder: StandaloneHTMLBuilder) -> Iterator[None]:
    """Have the navigation made once for all pages of a folder that are in no toctree.

    It is the same for all of these: no entry of it is the page itself, and the way to each is the same.
    """
    made: dict[Any, str] = {}
    make = builder._get_local_toctree

    def get_local_toctree(docname: str, collapse: bool = True, **options: Any) -> str:
        key = (docname.rpartition("/")[0], collapse, *sorted(options.items()))
        if key not in made:
            made[key] = make(docname, collapse, **options)
        return made[key]

    vars(builder)["_get_local_toctree"] = get_local_toctree
    try:
        yield
    finally:
        del vars(builder)["_get_local_toctree"]


def assets_of_all_pages(builder: StandaloneHTMLBuilder) -> list[Any]:
    """Return the style sheets and scripts that each page loads, of a builder that has prepared to write.

    What a page loads beyond these stands in the builder's own lists until it writes the next one.
    """
    return [*builder._orig_css_files, *builder._orig_js_files]


def skip_indices(builder: StandaloneHTMLBuilder, is_there: Callable[[str], bool]) -> None:
    """Have *builder* not write the page of an index that is as it has to be.

    Args:
        builder: one that has not written yet.
        is_there: tells of the page of that name whether it is.
    """
    write = builder.write_domain_indices

    def write_domain_indices() -> None:
        indices = builder.domain_indices
        builder.domain_indices = [index for index in indices if not is_there(index[0])]
        try:
            write()
        finally:
            builder.domain_indices = indices

    vars(builder)["write_domain_indices"] = write_domain_indices


def call_before_pages(builder: StandaloneHTMLBuilder, do: Callable[[], None]) -> None:
    """Have *do* called in each build when all that pages load is in the output folder, and no page is written yet.

    Args:
        builder: one that has not written yet.
        do: is called whether any document is written or not.
    """
    copy_files = builder.copy_assets

    def copy_assets() -> None:
        copy_files()
        do()

    vars(builder)["copy_assets"] = copy_assets


def call_once_resolved(builder: StandaloneHTMLBuilder, do: Callable[[], None]) -> None:
    """Have *do* called in a parallel build when the main process has resolved all documents.

    From then on it only waits for the processes that write them.

    Args:
        builder: one that has not written yet.
        do: is not called where there is nobody to wait for.
    """
    write, serialize = builder.write_documents, builder.write_doc_serialized
    last: str | None = None

    def write_documents(docnames: Set[str]) -> None:
        nonlocal last
        # The main process goes through them in the order of their names, and writes the first one itself.
        last = max(docnames) if builder.parallel_ok and len(docnames) > 1 else None
        write(docnames)

    def write_doc_serialized(docname: str, doctree: nodes.document) -> None:
        serialize(docname, doctree)
        if docname == last:
            do()

    vars(builder).update(write_documents=write_documents, write_doc_serialized=write_doc_serialized)


def parse_markup(text: str, document: nodes.document, path: str, line: int) -> list[nodes.Node]:
    """Return text that stands in a file beside the documents as a document's parser reads it, without other files.

    Args:
        text: in the markup of *document*.
        document: one that is being read.
        path: of the file, for messages.
        line: where the text begins there.
    """
    env = document.settings.env
    config = env.config
    filetype = get_filetype(config.source_suffix, str(env.doc2path(env.docname)))
    parser = env._registry.create_source_parser(filetype, config=config, env=env)
    settings = copy.copy(document.settings)
    settings.file_insertion_enabled = settings.raw_enabled = False
    parsed = utils.new_document(path, settings)
    # What is said of it is said of its line.
    parser.parse("\n" * (line - 1) + text, parsed)
    return [node for node in parsed.children if not isinstance(node, (nodes.system_message, nodes.comment))]


def given_values(config: Config) -> Collection[str]:
    """Return the names that ``conf.py`` gives values to, those too that Sphinx knows nothing of."""
    names: Collection[str] = vars(config).get("_raw_config", ())
    return names


def add_messages(builder: MessageCatalogBuilder, catalog: str, messages: Iterable[tuple[str, str]]) -> None:
    """Add messages that are in no document to a catalogue that *builder* writes.

    Args:
        builder: the one at work.
        catalog: name of the catalogue.
        messages: each with ``path:line``, or nothing; those that are empty are left out.
    """
    # Few builds are of this builder.
    from sphinx.builders.gettext import MsgOrigin

    for message, location in messages:
        path, _, line = location.rpartition(":")
        if message:
            builder.catalogs[catalog].add(message, MsgOrigin(path, int(line or 0)))


def add_document(env: BuildEnvironment, docname: str, path: Path) -> None:
    """Let *env* know a document that it did not find among the sources.

    Args:
        env: one that has looked for its documents.
        docname: the document's name.
        path: its source, anywhere.
    """
    env.project.docnames.add(docname)
    # The way from a name to a path is Sphinx's own. A path that is absolute stays what it is.
    env.project._docname_to_path[docname] = path
