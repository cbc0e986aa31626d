"""What writes into the output folder, connected to the events of one build."""

from __future__ import annotations

from sphinx.application import Sphinx

from sphinx_retrospective.output import assets, write_errors
from sphinx_retrospective.output.descriptions import describe
from sphinx_retrospective.output.exports import Exporting
from sphinx_retrospective.output.generated_pages import PageGeneration
from sphinx_retrospective.rebuilding.outdated import Rebuilding


def begin(app: Sphinx) -> None:
    """Prepare the output for a build, and connect what writes there (``builder-inited``)."""
    rebuilding = Rebuilding()
    generation = PageGeneration(rebuilding)
    generation.attach(app)
    exporting = Exporting(rebuilding)
    exporting.attach(app)
    write_errors.clear_remains(app)
    write_errors.end_on_write_error(app)

    app.connect("env-get-updated", rebuilding.find_outdated)
    app.connect("env-get-updated", exporting.find_feeds)
    app.connect("write-started", rebuilding.begin_book)
    app.connect("write-started", assets.write_style_sheets)
    app.connect("write-started", assets.load_latex_packages)
    app.connect("doctree-resolved", rebuilding.note_written)
    app.connect("html-page-context", assets.add_style_sheets)
    app.connect("html-page-context", exporting.link)
    # Before sphinxext-opengraph (priority 500), which takes it over.
    app.connect("html-page-context", describe, priority=450)
    app.connect("html-collect-pages", generation.write)
    # Before all that others do at the end of a build, as it may raise.
    app.connect("build-finished", generation.end, priority=100)
    app.connect("build-finished", exporting.write)
    app.connect("build-finished", rebuilding.finish)
    # After all that others do at the end of a build, as it may raise.
    app.connect("build-finished", write_errors.explain_write_error, priority=900)
