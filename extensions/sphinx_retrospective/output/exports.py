"""The files for other tools, written once everything else is, and the addresses of them on each page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_retrospective.atomic_files import remove, remove_empty_folders, write_whole
from sphinx_retrospective.builders import exports_asked_of, has_exports, site_address
from sphinx_retrospective.domain import RetroDomain, retro_domain
from sphinx_retrospective.exports.registry import ATOM, JSON_LD, Export
from sphinx_retrospective.rebuilding.outdated import Rebuilding
from sphinx_retrospective.text_digest import digest_of_text
from sphinx_retrospective.warnings import Mistake, warn

if TYPE_CHECKING:
    # A build without any need not load them.
    from sphinx_retrospective.exports.feeds import Feed
    from sphinx_retrospective.exports.history import History


@dataclass(frozen=True, slots=True)
class _File:
    """One file, of the whole history or of the part that *feed* is of."""

    export: Export
    feed: Feed | None = None

    @property
    def filename(self) -> str:
        return self.feed.filename if self.feed else self.export.filename

    def is_on(self, pagename: str) -> bool:
        """Tell whether a page names it in its head."""
        return self.feed is None or self.feed.docname == pagename

    def link(self, project: str, address: str) -> str:
        """Return the element that names it; *address* is relative to the page."""
        title = f"{project}: {self.feed.title}" if self.feed else project
        named = escape(f"{title} ({self.export.name})")
        return f'<link rel="alternate" type="{self.export.media_type}" title="{named}" href="{escape(address)}">'

    def text(self, history: History) -> str:
        return self.export.text(history, self.feed)


class Exporting:
    """The exports of one build."""

    def __init__(self, rebuilding: Rebuilding) -> None:
        self._rebuilding = rebuilding
        self._files: tuple[_File, ...] = ()
        self._has_json_ld = False

    def attach(self, app: Sphinx) -> None:
        """Find out what there is to write of the whole history in the output of the builder at work."""
        self._has_json_ld = has_exports(app.builder) and JSON_LD in retro_domain(app.env).settings.exports
        files, base = [], site_address(app.builder)
        for export in exports_asked_of(app.builder, retro_domain(app.env).settings):
            if obstacle := export.obstacle(base):
                warn(Mistake("export", f"{obstacle}, or take {export.name!r} out of retro_exports"))
            else:
                files.append(_File(export))
        self._files = tuple(each for each in files if not _is_taken(app, each))
        self._rebuilding.named = frozenset(each.filename for each in self._files)
        self._rebuilding.exports = dict.fromkeys(self._rebuilding.named, "")

    def find_feeds(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Find out which parts of the history have a feed, now that all is read (``env-get-updated``)."""
        feeds = [_File(ATOM, each) for each in retro_domain(env).derived.feeds]
        whole = tuple(each for each in self._files if each.feed is None)
        self._files = (*whole, *(each for each in feeds if not _is_taken(app, each)))
        self._rebuilding.exports = {each.filename: "" for each in self._files}
        return []

    def link(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
    ) -> None:
        """Name the files in the head of a page, and tell its events there (``html-page-context``)."""
        project, pathto = str(app.config.project), context["pathto"]
        named = [each for each in self._files if each.is_on(pagename)]
        lines = [each.link(project, pathto(quote(each.filename), 1)) for each in named]
        if doctree is not None and self._has_json_ld:
            from sphinx_retrospective.drawing.history import json_ld_of

            if text := json_ld_of(retro_domain(app.env).gathered, pagename):
                lines.append(f'<script type="application/ld+json">{text}</script>')
        if lines:
            context["metatags"] = "\n".join([context.get("metatags", ""), *lines, ""])

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the files that would say something else than what stands there (``build-finished``)."""
        if exception is not None:
            return
        rebuilding, outdir = self._rebuilding, Path(app.outdir)
        domain = retro_domain(app.env)
        digest = self._digest(domain)
        wanted = dict.fromkeys((each.filename for each in self._files), digest)
        recorded = rebuilding.recorded.exports
        if wanted == recorded and all((outdir / name).is_file() for name in wanted):
            rebuilding.exports = wanted
            for name in wanted:
                remove(outdir / name, old=False)
            return
        rebuilding.begin(app)
        for each in self._files:
            # A build in which nothing changed tells nothing.
            from sphinx_retrospective.drawing.history import history_of

            write_whole(outdir / each.filename, each.text(domain.gathered.once(history_of)))
        for name in recorded.keys() - wanted.keys():
            if not _is_copied(app, name):
                remove(outdir / name)
                remove_empty_folders(outdir / name, outdir)
        rebuilding.exports = wanted

    def _digest(self, domain: RetroDomain) -> str:
        """Return a digest of all that the files are made of."""
        config = domain.env.config
        parts = [domain.derived.digest, config.project, config.author, config.html_baseurl]
        return digest_of_text(repr(parts))


def _is_taken(app: Sphinx, file: _File) -> bool:
    """Tell whether the project has a file of its own in the place of *file*, and say so."""
    if not _is_copied(app, file.filename):
        return False
    option = "retro_feeds" if file.feed else "retro_exports"
    name = file.feed.title if file.feed else file.export.name
    message = (
        f"html_extra_path has a file {file.filename!r}, which is kept; rename it, or take {name!r} out of {option}"
    )
    warn(Mistake("export", message))
    return True


def _is_copied(app: Sphinx, name: str) -> bool:
    """Tell whether the project has a file of that name, relative to the top of the output, of its own."""
    for entry in app.config.html_extra_path:
        path = Path(app.confdir, entry)
        if (path / name).is_file() or (path.is_file() and path.name == name):
            return True
    return False
