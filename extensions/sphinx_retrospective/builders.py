"""What the output of a builder can have."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx.builders import Builder
from sphinx.builders.epub3 import Epub3Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from sphinx_retrospective.exports.identifiers import uri
from sphinx_retrospective.exports.registry import EXPORTS, Export
from sphinx_retrospective.settings import Settings


def term_pages(builder: Builder, settings: Settings) -> Mapping[str, str]:
    """Return the address of the page of a term, with ``{slug}`` in it, by taxonomy.

    An epub's pages have to be in its reading order, which generated ones are not; a single page has no others.
    """
    return settings.tag_pages if has_pages_alike(builder) else {}


def has_pages_alike(builder: Builder) -> bool:
    """Tell whether each page is HTML of its own, so that what is on one can be on another but for its addresses.

    A book's pages are changed once more after they are drawn, and a single page has no others.
    """
    paged = isinstance(builder, StandaloneHTMLBuilder)
    return paged and not isinstance(builder, (Epub3Builder, SingleFileHTMLBuilder))


def has_pictures(builder: Builder) -> bool:
    """Tell whether pages can have pictures as SVG among their text, and diagrams that a script draws.

    A book has to say beforehand which of its pages hold one, and Sphinx has no way to.
    """
    return builder.format == "html" and not isinstance(builder, Epub3Builder)


def has_charts(builder: Builder) -> bool:
    """Tell whether a chart is drawn: in pages that can have pictures, and on paper."""
    return has_pictures(builder) or builder.format == "latex"


def has_scripts(builder: Builder) -> bool:
    """Tell whether pages can have scripts. A book runs none, and a reader of JSON has pages of its own."""
    return isinstance(builder, StandaloneHTMLBuilder) and not isinstance(
        builder, (Epub3Builder, SerializingHTMLBuilder)
    )


def has_exports(builder: Builder) -> bool:
    """Tell whether what leaves for other tools is written beside the output: a site, whose pages have addresses."""
    return has_pages_alike(builder) and has_scripts(builder)


def exports_of(builder: Builder, settings: Settings) -> tuple[Export, ...]:
    """Return the files for other tools that are asked for, and that can be written beside the output."""
    base = site_address(builder)
    return tuple(each for each in exports_asked_of(builder, settings) if not each.obstacle(base))


def exports_asked_of(builder: Builder, settings: Settings) -> tuple[Export, ...]:
    """Return the files for other tools that are asked for, and that the output can have."""
    return tuple(each for each in EXPORTS if each.name in settings.exports) if has_exports(builder) else ()


def site_address(builder: Builder) -> str:
    """Return the absolute address of the site, with a slash at its end; empty where the project does not say it."""
    base = uri(str(builder.config.html_baseurl or "").strip())
    return f"{base.rstrip('/')}/" if base else ""
