"""Style sheets: ours, and the one made of the project's own kinds. Loaded on pages that show something of ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.epub3 import Epub3Builder
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from sphinx_retrospective.access import retro_domain
from sphinx_retrospective.files import remove, write_whole
from sphinx_retrospective.nodes import RetroNode, chart_picture

if TYPE_CHECKING:
    from sphinx_retrospective.domain import RetroDomain

STATIC_DIR: Final = Path(__file__).parent / "static"
_SHEET: Final = "retro.css"
_CHART_SHEET: Final = "retro-chart.css"
_KINDS_SHEET: Final = "retro-kinds.css"


def write_style_sheets(app: Sphinx, builder: Builder) -> None:
    """Write our style sheet, and the one of the project's own kinds (``write-started``).

    Not by adding to ``html_static_path``: Sphinx would take that for a change of the configuration at every build.
    """
    if builder.format != "html":
        return
    kinds = kinds_sheet(retro_domain(app.env))
    sheets = {_SHEET: _sheet(_SHEET), _CHART_SHEET: _sheet(_CHART_SHEET), _KINDS_SHEET: kinds}
    if isinstance(builder, Epub3Builder):
        # A book has no chart, and a style sheet that checkers of books do not understand.
        del sheets[_CHART_SHEET]
    for name, sheet in sheets.items():
        path = Path(app.outdir, "_static", name)
        if sheet:
            write_whole(path, sheet)
        else:
            remove(path)


def _sheet(name: str) -> str:
    return (STATIC_DIR / name).read_text("utf-8")


def kinds_sheet(domain: RetroDomain) -> str:
    """Return a style sheet with the colours of the project's own kinds, which were checked to be colours."""
    rules = []
    for kind in domain.settings.schema.kinds.values():
        if kind.colour:
            dark = kind.colour_dark or kind.colour
            rules.append(f".retro-kind-{kind.name}{{--retro-kind-light:{kind.colour};--retro-kind-dark:{dark}}}\n")
    return "".join(rules)


def add_style_sheets(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load our style sheets on a page that shows something of ours (``html-page-context``)."""
    if isinstance(app.builder, SerializingHTMLBuilder):
        # What is loaded on one page it loads on all that it writes after that one. Its reader has pages of its own.
        return
    domain = retro_domain(app.env)
    indices = {f"{domain.name}-{index.name}" for index in domain.indices}
    is_ours = pagename in domain.addresses.pages or pagename in indices
    if doctree is not None:
        is_ours = any(isinstance(node, RetroNode) for node in doctree.findall(nodes.Element))
    if is_ours:
        app.add_css_file(_SHEET)
        if doctree is not None and any(doctree.findall(chart_picture)):
            app.add_css_file(_CHART_SHEET)
        if kinds_sheet(domain):
            app.add_css_file(_KINDS_SHEET)
