"""The files for other tools, written once everything else is, and the addresses of them on each page."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_retrospective.atomic_files import remove, write_whole
from sphinx_retrospective.builders import has_exports
from sphinx_retrospective.domain import RetroDomain, retro_domain
from sphinx_retrospective.drawing.history import json_ld_of
from sphinx_retrospective.exports.registry import EXPORTS, Export
from sphinx_retrospective.rebuilding.outdated import Rebuilding
from sphinx_retrospective.text_digest import digest_of_text
from sphinx_retrospective.warnings import Mistake, warn


class Exporting:
    """The exports of one build."""

    def __init__(self, rebuilding: Rebuilding) -> None:
        self._rebuilding = rebuilding
        self._exports: tuple[Export, ...] = ()

    def attach(self, app: Sphinx) -> None:
        """Find out what there is to write in the output of the builder at work."""
        settings = retro_domain(app.env).settings
        wanted = [each for each in EXPORTS if each.name in settings.exports] if has_exports(app.builder) else []
        taken = [each for each in wanted if _is_copied(app, each.filename)]
        for each in taken:
            message = (
                f"html_extra_path has a file {each.filename!r}, which is kept; rename it, "
                f"or take {each.name!r} out of retro_exports"
            )
            warn(Mistake("export", message))
        self._exports = tuple(each for each in wanted if each not in taken)
        self._rebuilding.exports = dict.fromkeys((each.filename for each in self._exports), "")

    def link(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
    ) -> None:
        """Name the files in the head of a page, and tell its events there (``html-page-context``)."""
        lines = []
        for each in self._exports:
            address = escape(context["pathto"](each.filename, 1))
            title = escape(f"{app.config.project} ({each.name})")
            lines.append(f'<link rel="alternate" type="{each.media_type}" title="{title}" href="{address}">')
        if doctree is not None and (text := json_ld_of(retro_domain(app.env).gathered, pagename)):
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
        wanted = dict.fromkeys((each.filename for each in self._exports), digest)
        recorded = rebuilding.recorded.exports
        if wanted == recorded and all((outdir / name).is_file() for name in wanted):
            rebuilding.exports = wanted
            for name in wanted:
                remove(outdir / name, old=False)
            return
        rebuilding.begin(app)
        for each in self._exports:
            # A build in which nothing changed tells nothing.
            from sphinx_retrospective.drawing.history import history_of

            write_whole(outdir / each.filename, each.text(domain.gathered.once(history_of)))
        for name in recorded.keys() - wanted.keys():
            if not _is_copied(app, name):
                remove(outdir / name)
        rebuilding.exports = wanted

    def _digest(self, domain: RetroDomain) -> str:
        """Return a digest of all that the files are made of."""
        config = domain.env.config
        parts = [domain.conclusions.digest, config.project, config.author, config.html_baseurl]
        return digest_of_text(repr(parts))


def _is_copied(app: Sphinx, name: str) -> bool:
    """Tell whether the project has a file of that name, relative to the top of the output, of its own."""
    for entry in app.config.html_extra_path:
        path = Path(app.confdir, entry)
        if (path / name).is_file() or (path.is_file() and path.name == name):
            return True
    return False
