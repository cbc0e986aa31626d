"""A Sphinx extension for histories: dated events, tagged, cross-linked and shown as timelines."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything with *app*. Sphinx is imported here, so that the core can be used without it."""
    from sphinx_retrospective import config, domain, labels
    from sphinx_retrospective.drawing.domain_indices import INDICES
    from sphinx_retrospective.drawing.transform import DrawPlaceholders
    from sphinx_retrospective.gathering.missing_references import warn_missing
    from sphinx_retrospective.output import assets, write_errors
    from sphinx_retrospective.output.generated_pages import PageGeneration
    from sphinx_retrospective.reading import registration
    from sphinx_retrospective.rebuilding.outdated import Rebuilding
    from sphinx_retrospective.writers.registration import add_nodes

    rebuilding = Rebuilding()
    generation = PageGeneration(rebuilding)

    app.add_message_catalog(labels.CATALOG, str(labels.LOCALE_DIR))
    config.add_config_values(app)
    app.add_domain(domain.RetroDomain)
    for index in INDICES:
        app.add_index_to_domain("retro", index)
    add_nodes(app)
    app.add_post_transform(DrawPlaceholders)

    app.connect("config-inited", config.check_config)
    app.connect("config-inited", registration.add_roles)
    app.connect("builder-inited", domain.attach_builder)
    app.connect("builder-inited", generation.attach)
    app.connect("builder-inited", write_errors.clear_remains)
    app.connect("builder-inited", write_errors.end_at_refusal)
    app.connect("env-get-outdated", domain.find_renamed)
    app.connect("env-before-read-docs", domain.withdraw_labels_from)
    app.connect("env-before-read-docs", registration.add_directives)
    # Before Sphinx's own collectors (priority 500), one of which takes the metadata away.
    app.connect("doctree-read", _later("reading.collector", "collect"), priority=400)
    # After them, as they note where images and downloads are.
    app.connect("doctree-read", _later("reading.collector", "keep"), priority=600)
    app.connect("env-updated", domain.conclude_from)
    app.connect("env-get-updated", rebuilding.find_outdated)
    app.connect("warn-missing-reference", warn_missing)
    app.connect("write-started", rebuilding.begin_book)
    app.connect("write-started", assets.write_style_sheets)
    app.connect("doctree-resolved", rebuilding.note_written)
    app.connect("html-page-context", assets.add_style_sheets)
    app.connect("html-collect-pages", generation.write)
    app.connect("build-finished", rebuilding.finish)
    # After all that others do at the end of a build, as it may raise.
    app.connect("build-finished", write_errors.tell_refusal, priority=900)
    return {
        "version": __version__,
        # Raise it with the form of what the domain stores.
        # 1: first form. 2: what is wrong with a document, and a digest of what it says, are stored with it.
        # 3: views have lanes. 4: documents are stored as pickles with a digest. 5: titles have markup, and with each
        # document stands what is around its records.
        "env_version": 5,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _later(module: str, name: str) -> Callable[..., object]:
    """Return a handler that is imported when it is called: a build that reads nothing needs little of all this."""

    def handle(*arguments: object) -> object:
        handler: Callable[..., object] = getattr(import_module(f"{__name__}.{module}"), name)
        return handler(*arguments)

    return handle
