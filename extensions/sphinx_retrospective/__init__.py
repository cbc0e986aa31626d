"""A Sphinx extension for histories: dated events, tagged, cross-linked and shown as timelines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything with *app*. Sphinx is imported here, so that the core can be used without it."""
    from sphinx_retrospective import (
        assets,
        config,
        endings,
        labels,
        lifecycle,
        pages,
        references,
        short_names,
        visitors,
    )
    from sphinx_retrospective.domain import RetroDomain
    from sphinx_retrospective.transforms import DrawPlaceholders

    app.add_message_catalog(labels.CATALOG, str(labels.LOCALE_DIR))
    config.add_config_values(app)
    app.add_domain(RetroDomain)
    visitors.add_nodes(app)
    app.add_post_transform(DrawPlaceholders)

    app.connect("config-inited", config.check_config)
    app.connect("config-inited", short_names.add_short_names)
    app.connect("builder-inited", lifecycle.attach_builder)
    app.connect("builder-inited", endings.clear_remains)
    app.connect("builder-inited", endings.end_at_refusal)
    # After Sphinx's own collectors (priority 500), which note where images and downloads are.
    app.connect("doctree-read", lifecycle.keep_content, priority=600)
    app.connect("env-before-read-docs", lifecycle.withdraw_labels)
    app.connect("env-updated", lifecycle.judge)
    app.connect("env-get-updated", lifecycle.pages_to_rewrite)
    app.connect("warn-missing-reference", references.warn_missing)
    app.connect("doctree-resolved", lifecycle.note_written)
    app.connect("write-started", assets.write_style_sheets)
    app.connect("html-page-context", assets.add_style_sheets)
    app.connect("html-collect-pages", pages.generate_term_pages)
    app.connect("build-finished", lifecycle.record_state)
    # After all that others do at the end of a build, as it may raise.
    app.connect("build-finished", endings.tell_refusal, priority=900)
    return {
        "version": __version__,
        # Raise it with the form of what the domain stores.
        # 1: first form. 2: what is wrong with a document, and a digest of what it says, are stored with it.
        # 3: views have lanes.
        "env_version": 3,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
