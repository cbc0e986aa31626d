"""Style sheets and scripts, and the sheet made of the project's own colours. Loaded on pages that need them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.epub3 import Epub3Builder
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from sphinx_retrospective.atomic_files import remove, write_whole
from sphinx_retrospective.domain import RetroDomain, retro_domain
from sphinx_retrospective.gathering.references import colour_class
from sphinx_retrospective.nodes import RetroNode, chart_picture, cv_section, matrix_table, view_filter
from sphinx_retrospective.output.badges import BADGES_SHEET, badges_sheet

STATIC_DIR: Final = Path(__file__).parents[1] / "static"
_SHEET: Final = "retro.css"
_COLOURS_SHEET: Final = "retro-kinds.css"
#: Style sheets of what only some pages show, and the nodes that ask for them. A book does without: it shows a chart
#: and a matrix as plain tables, and checkers of books would not understand all that is in the sheets.
_SHEETS_OF: Final[dict[str, type[nodes.Element]]] = {
    "retro-chart.css": chart_picture,
    "retro-matrix.css": matrix_table,
    "retro-filter.css": view_filter,
    "retro-cv.css": cv_section,
}
#: Likewise the scripts.
_SCRIPTS_OF: Final[dict[str, type[nodes.Element]]] = {
    "retro-chart.js": chart_picture,
    "retro-filter.js": view_filter,
}
#: The script of the page that Sphinx's search is on, which is after all of this page's own.
_SEARCH_SCRIPT: Final = "retro-search.js"


def write_style_sheets(app: Sphinx, builder: Builder) -> None:
    """Write our style sheet, and the one of the project's own colours (``write-started``).

    Not by adding to ``html_static_path``: Sphinx would take that for a change of the configuration at every build.
    """
    if builder.format != "html":
        return
    names = [_SHEET] if isinstance(builder, Epub3Builder) else [_SHEET, *_SHEETS_OF, *_SCRIPTS_OF, _SEARCH_SCRIPT]
    sheets = {name: (STATIC_DIR / name).read_text("utf-8") for name in names}
    sheets[_COLOURS_SHEET] = _colours_sheet(retro_domain(app.env))
    sheets[BADGES_SHEET] = badges_sheet(retro_domain(app.env).settings.sphinx_tags)
    for name, sheet in sheets.items():
        path = Path(app.outdir, "_static", name)
        if sheet:
            write_whole(path, sheet)
        else:
            remove(path)


def load_latex_packages(app: Sphinx, builder: Builder) -> None:
    """Load what draws charts, where there are any (``write-started``)."""
    if builder.format == "latex" and not app.registry.has_latex_package("tikz"):
        documents = retro_domain(app.env).gathered.documents.values()
        if any(view.view == "chart" for each in documents for view in each.views):
            app.add_latex_package("tikz")


def _colours_sheet(domain: RetroDomain) -> str:
    """Return a style sheet with the colours of the project's own kinds and terms, which were checked to be colours."""
    settings = domain.settings
    colours = domain.derived.colours
    rules = [f".{colour_class(colour)}{{--retro-term-colour:{colour}}}\n" for colour in colours]
    for kind in settings.schema.kinds.values():
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
    if pagename == "search" and doctree is None:
        app.add_js_file(_SEARCH_SCRIPT, loading_method="defer")
    domain = retro_domain(app.env)
    indices = {f"{domain.name}-{index.name}" for index in domain.indices}
    is_ours = pagename in domain.derived.pages or pagename in indices
    shown = set() if doctree is None else {type(node) for node in doctree.findall(nodes.Element)}
    if is_ours or any(issubclass(kind, RetroNode) for kind in shown):
        app.add_css_file(_SHEET)
        if isinstance(app.builder, Epub3Builder):
            shown = set()
        for name, asks in _SHEETS_OF.items():
            if asks in shown:
                app.add_css_file(name)
        for name, asks in _SCRIPTS_OF.items():
            if asks in shown:
                app.add_js_file(name, loading_method="defer")
        if _colours_sheet(domain):
            app.add_css_file(_COLOURS_SHEET)
        if badges_sheet(domain.settings.sphinx_tags):
            app.add_css_file(BADGES_SHEET)
