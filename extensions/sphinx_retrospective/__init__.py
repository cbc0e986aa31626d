"""A Sphinx extension for histories: dated events, tagged, cross-linked and shown as timelines."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def history(env: BuildEnvironment) -> dict[str, Any]:
    """Return the history of a project, in the form of ``retrospective.json``.

    Args:
        env: Sphinx's environment, once all documents are read: in handlers of ``html-page-context`` or
            ``build-finished``.

    Returns:
        What the schema ``retrospective-1.schema.json`` describes: title, kinds, taxonomies, events, eras, terms, pages.
        It is a copy, and may be changed.
    """
    import json

    from sphinx_retrospective.domain import retro_domain
    from sphinx_retrospective.drawing.history import history_of
    from sphinx_retrospective.exports.json import as_json

    told: dict[str, Any] = json.loads(as_json(retro_domain(env).gathered.once(history_of)))
    return told


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything with *app*. Sphinx is imported here, so that the core can be used without it."""
    from sphinx_retrospective import config, labels
    from sphinx_retrospective.domain import RetroDomain
    from sphinx_retrospective.drawing.domain_indices import INDICES
    from sphinx_retrospective.drawing.transform import DrawPlaceholders
    from sphinx_retrospective.nodes import add_nodes

    app.add_message_catalog(labels.CATALOG, str(labels.LOCALE_DIR))
    config.add_config_values(app)
    app.add_domain(RetroDomain)
    for index in INDICES:
        app.add_index_to_domain("retro", index)
    add_nodes(app)
    app.add_post_transform(DrawPlaceholders)

    app.connect("config-inited", _later("settings", "check_config"))
    app.connect("config-inited", _later("reading.registration", "add_roles"))
    app.connect("config-inited", _later("reading.sphinx_tags", "enable"))
    app.connect("builder-inited", _later("domain_events", "attach_builder"))
    app.connect("builder-inited", _later("writers.registration", "add_visitors"))
    app.connect("builder-inited", _later("output.registration", "begin"))
    app.connect("env-get-outdated", _later("domain_events", "find_renamed"))
    app.connect("env-get-outdated", _later("reading.registration", "add_sources"))
    app.connect("env-before-read-docs", _later("garbage_collection", "collect_less_often"))
    app.connect("env-before-read-docs", _later("domain_events", "remove_labels_from"))
    app.connect("env-before-read-docs", _later("reading.registration", "add_directives"))
    # Before Sphinx's own collectors (priority 500), one of which takes the metadata away.
    app.connect("doctree-read", _later("reading.collector", "collect"), priority=400)
    # After them, as they note where images and downloads are.
    app.connect("doctree-read", _later("reading.collector", "store"), priority=600)
    app.connect("env-updated", _later("domain_events", "update_derived"))
    app.connect("warn-missing-reference", _later("gathering.missing_references", "warn_missing"))
    return {
        "version": __version__,
        # Raised with `RetroDomain.data_version`, which says why.
        "env_version": 9,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _later(module: str, name: str) -> Callable[..., object]:
    """Return a handler that is imported when it is called: most builds need little of all this, and some nothing."""

    def handle(*arguments: object) -> object:
        handler: Callable[..., object] = getattr(import_module(f"{__name__}.{module}"), name)
        return handler(*arguments)

    return handle
