"""Events of other sites: their exports, read at each build, and stored as what a document might declare."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_retrospective.core.errors import DataError, LinkError
from sphinx_retrospective.core.fields import EventFields, interpret
from sphinx_retrospective.core.model import Event
from sphinx_retrospective.core.plain_text import line
from sphinx_retrospective.core.sources import Source
from sphinx_retrospective.domain import RetroDomain
from sphinx_retrospective.domain_data import DocumentData, Summary
from sphinx_retrospective.formats.exported import exported_events, exported_title
from sphinx_retrospective.formats.json import parse_json
from sphinx_retrospective.gathering.addresses import object_anchor
from sphinx_retrospective.reading.data_files import read_configured_file
from sphinx_retrospective.reading.remote_exports import RemoteExport
from sphinx_retrospective.text_digest import digest_of_text
from sphinx_retrospective.warnings import Mistake

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def read_sources(app: Sphinx, domain: RetroDomain) -> None:
    """Bring what is stored of other sites up to date."""
    for source in domain.settings.sources:
        domain.note_document(source.docname, _Reader(source, domain, app).read())


class _Reader:
    def __init__(self, source: Source, domain: RetroDomain, app: Sphinx) -> None:
        self._source = source
        self._app = app
        self._settings = domain.settings
        self._data = DocumentData()

    def read(self) -> DocumentData:
        """Return the events of the site; what is wrong with them is one mistake."""
        try:
            if self._source.is_remote:
                self._read_remote()
            else:
                path = Path(self._app.srcdir, self._source.place)
                self._take(read_configured_file(self._source.place, path, self._settings), str(path))
        except DataError as error:
            self._warn(f"can't be read: {error}", error.line)
        return self._data

    def _read_remote(self) -> None:
        limit = self._settings.data_max_bytes
        remote = RemoteExport(self._source, Path(self._app.doctreedir), self._app.config, limit)
        fetched = remote.fetch()
        if fetched.problem:
            self._warn(f"is not up to date: {fetched.problem}")
        try:
            self._take(fetched.text, self._source.place)
        except DataError as error:
            kept = None if fetched.is_kept else remote.kept()
            if kept is None:
                raise
            self._take(kept.text, self._source.place)
            message = f"is not up to date: {error}; the copy from an earlier build is used"
            self._warn(message, error.line)
        else:
            if not fetched.is_kept and not fetched.problem:
                remote.keep(fetched)

    def _warn(self, message: str, place: int | None = None) -> None:
        on_line = f" (line {place})" if place else ""
        self._data.mistakes.append(Mistake("source", f"the history of {self._source.name!r} {message}{on_line}"))

    def _take(self, text: str, where: str) -> None:
        """Take the events of an export; raise `DataError` if it is none."""
        root = parse_json(text)
        document = exported_events(root)
        site = line(exported_title(root)) or self._source.name
        problems = [(each.message, each.line) for each in document.problems]
        ids: set[str] = set()
        for record in document.records:
            values = dict(record.values)
            url = values.pop("url", "")
            fields, found = interpret(values, self._settings.schema)
            problems += [(each.message, record.line_of(each.field or "", each.item)) for each in found]
            if fields.id in ids:
                problems.append((f"the id {fields.id!r} occurs twice; the first is used", record.line))
                continue
            ids.add(fields.id)
            try:
                url = self._source.address(url if isinstance(url, str) else "")
            except LinkError as error:
                problems.append((str(error), record.line_of("url")))
                url = self._source.url
            self._note(fields, url, site, f"{where}:{record.line}")
        if problems:
            first, place = problems[0]
            what = "a value that" if len(problems) == 1 else f"{len(problems)} values, the first of which"
            self._warn(f"has {what} can't be used here: {first}", place)

    def _note(self, fields: EventFields, url: str, site: str, location: str) -> None:
        """Note an event as a document's are noted, with the first paragraph that it has."""
        events = self._data.records.events
        name = f"{self._source.name}.{fields.id}"
        anchor = object_anchor("event", name)
        summary = line(fields.summary)
        events.append(
            Event(
                name,
                fields.title,
                fields.date,
                fields.kind,
                fields.terms,
                fields.role,
                fields.links,
                summary,
                docname=self._source.docname,
                anchor=anchor,
                order=len(events),
                location=location,
                has_own_id=True,
                url=url,
                site=site,
                weight=fields.weight,
            )
        )
        if summary:
            self._data.summaries[anchor] = Summary.of(nodes.paragraph(summary, summary), digest_of_text(summary))
