"""Writes generated pages, as Sphinx writes documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri
from sphinx.util.parallel import ParallelTasks

from sphinx_retrospective.core.plain_text import line, shortened
from sphinx_retrospective.domain import retro_domain
from sphinx_retrospective.drawing.fragments import Drawn, Fragments
from sphinx_retrospective.drawing.generated_page import draw_page
from sphinx_retrospective.drawing.parts import part_title
from sphinx_retrospective.garbage_collection import freeze_objects
from sphinx_retrospective.gathering.gathered import Gathered
from sphinx_retrospective.gathering.generated_pages import GeneratedPage
from sphinx_retrospective.gathering.summary_texts import summary_text
from sphinx_retrospective.nodes import event_item
from sphinx_retrospective.output.descriptions import LENGTH, add_description
from sphinx_retrospective.sphinx_internals import IndexEntry, SearchIndex, one_toctree_for_each_folder, page_html

if TYPE_CHECKING:
    from sphinx_retrospective.output.background_process import BackgroundProcess

#: So few pages, or events, are not worth a process of their own.
_FEW: Final = 20

_Named: TypeAlias = tuple[str, GeneratedPage]


class _Written(NamedTuple):
    """What is known of a page once it is written, maybe in another process."""

    name: str
    entry: IndexEntry | None
    images: dict[str, str]


class PageWriter:
    """Writes generated pages, in several processes where Sphinx writes documents in several."""

    def __init__(self, app: Sphinx, builder: StandaloneHTMLBuilder, index: SearchIndex) -> None:
        self._app = app
        self._builder = builder
        self._index = index
        self._gathered: Gathered = retro_domain(app.env).gathered
        self._fragments = self._gathered.once(Fragments)
        self._background: BackgroundProcess[_Named, tuple[list[_Written], Drawn]] | None = None

    def start_background(self, pages: Mapping[str, GeneratedPage]) -> None:
        """Have a process write *pages*, so that `write` has to write those only which it did not get to."""
        if len(pages) < _FEW:
            return
        # Not every Python has processes, and most builds need none for this.
        from sphinx_retrospective.output.background_process import BackgroundProcess

        def work(wanted: Iterable[_Named]) -> tuple[list[_Written], Drawn]:
            with one_toctree_for_each_folder(self._builder):
                written = self._write_pages(wanted)
            return written, {} if len(written) == len(pages) else self._fragments.drawn

        freeze_objects(self._app)
        self._background = BackgroundProcess(work, sorted(pages.items()))

    def write(self, pages: Mapping[str, GeneratedPage]) -> None:
        """Write *pages*."""
        written: list[_Written] = []
        if self._background and (done := self._background.result()):
            written, drawn = done
            self._fragments.keep(drawn)
        rest = [(name, pages[name]) for name in sorted(pages.keys() - {page.name for page in written})]
        with one_toctree_for_each_folder(self._builder):
            if self._app.parallel > 1 and self._builder.parallel_ok and len(rest) >= _FEW:
                # What templates and caches need once is there for all processes then.
                written += self._write_pages(rest[:1])
                self._draw_ahead(rest[1:])
                self._in_processes(self._write_pages, rest[1:], written.extend)
            else:
                written += self._write_pages(rest)
        # The order in which processes end is no order.
        for name, entry, images in sorted(written, key=lambda page: page.name):
            self._index.add(name, entry)
            self._builder.images.update(images)

    def end_background(self) -> None:
        """End the process that was started, whatever it has still to write."""
        if self._background:
            self._background.end()

    def _draw_ahead(self, pages: Iterable[_Named]) -> None:
        """Draw the events of *pages* before processes part, so that none draws what another has drawn."""
        lists = (page for _, page in pages if self._is_list(page))
        shown = {(event.docname, event.anchor): event for page in lists for event in page.part.events}
        events = [event for event in shown.values() if self._fragments.lacks(event)]
        if len(events) >= _FEW:
            self._in_processes(self._fragments.draw_ahead, events, self._fragments.keep)

    def _is_list(self, page: GeneratedPage) -> bool:
        """Tell whether a page shows events as a list has them, and not as rows of a table."""
        if page.view is None:
            return True
        docname, number = page.view
        return self._gathered.documents[docname].views[number].view != "table"

    def _in_processes(self, do: Any, what: Sequence[Any], take: Any) -> None:
        tasks = ParallelTasks(self._app.parallel)
        freeze_objects(self._app)
        # One share for each, as it takes time to start a process; neighbours, which are often alike, go apart.
        shares = min(self._app.parallel, len(what))
        for first in range(shares):
            tasks.add_task(do, what[first::shares], lambda _, result: take(result))
        tasks.join()

    def _write_pages(self, pages: Iterable[_Named]) -> list[_Written]:
        return [self._write_page(*each) for each in pages]

    def _write_page(self, name: str, page: GeneratedPage) -> _Written:
        builder, env = self._builder, self._app.env
        document = draw_page(self._gathered, name, page)
        images = dict(builder.images)
        if any(document.findall(addnodes.pending_xref)) or any(document.findall(event_item)):
            # Something in it has to be found from here.
            document["retro_partial"] = True
            env.apply_post_transforms(document, name)
            builder.post_process_images(document)
        with _known_as_document(env, name, document):
            # As a document, so that other extensions do for it what they do for those.
            builder.handle_page(name, self._context(name, page, document), "page.html", event_arg=document)
            entry = self._index.entry(name, document, part_title(page.series, page.number, self._gathered.language))
        return _Written(name, entry, {uri: file for uri, file in builder.images.items() if uri not in images})

    def _context(self, name: str, page: GeneratedPage, document: nodes.document) -> dict[str, Any]:
        builder = self._builder
        builder.secnumbers = {}
        builder.fignumbers = {}
        builder.current_docname = name
        builder.imgpath = relative_uri(builder.get_target_uri(name), builder.imagedir)
        builder.dlpath = relative_uri(builder.get_target_uri(name), "_downloads")
        context = builder.get_doc_context(name, page_html(document, builder), "")
        add_description(context, _description(self._gathered, page))
        sphinx_tags = self._gathered.settings.sphinx_tags
        if sphinx_tags and page.term and page.term.taxonomy == "tag":
            link = relative_uri(builder.get_target_uri(name), builder.get_target_uri(sphinx_tags.overview))
            context["parents"] = [{"link": link, "title": escape(sphinx_tags.overview_title)}]
        # There is no source to show.
        context["sourcename"] = context["page_source_suffix"] = ""
        return context


@contextmanager
def _known_as_document(env: BuildEnvironment, name: str, document: nodes.document) -> Iterator[None]:
    """Let the environment know a generated page while it is written, as themes ask it for titles and contents.

    Only then: what the environment knows for good is written into the search index, the inventory and its own file.
    """
    top = cast("nodes.section", document[0])
    title = cast("nodes.title", top[0])
    entries = [
        (f"#{section['ids'][0]}" if section is not top else "", section[0].astext())
        for section in document.findall(nodes.section)
    ]
    inner = nodes.bullet_list("", *(_toc_item(name, *entry) for entry in entries[1:]))
    outer = _toc_item(name, *entries[0])
    if inner.children:
        outer += inner
    env.titles[name] = env.longtitles[name] = title
    env.tocs[name] = nodes.bullet_list("", outer)
    env.toc_num_entries[name] = len(entries)
    env.metadata[name] = {}
    try:
        yield
    finally:
        for known in (env.titles, env.longtitles, env.tocs, env.toc_num_entries, env.metadata):
            known.pop(name, None)


def _toc_item(name: str, anchor: str, title: str) -> nodes.list_item:
    reference = nodes.reference("", title, internal=True, refuri=name, anchorname=anchor)
    return nodes.list_item("", addnodes.compact_paragraph("", "", reference))


def _description(gathered: Gathered, page: GeneratedPage) -> str:
    """Return what a search engine may show of the page: what the term is, else what it is carried by."""
    term, title = page.term, part_title(page.series, page.number, gathered.language)
    summary = summary_text(gathered, term.description) if term and term.description and not page.number else ""
    # So many, with something between them, are more than will be shown.
    carriers = [event.title for event in page.part.events[:LENGTH]]
    carriers = carriers or [each.title for each in (term.taggings if term else ())]
    said = summary or line(": ".join([title, *filter(None, ["; ".join(carriers)])]))
    return shortened(said, LENGTH)
