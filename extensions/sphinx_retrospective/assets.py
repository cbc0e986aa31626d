"""Style sheets: ours, and the one made of the project's own kinds. Loaded on pages that show something of ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder

from sphinx_retrospective.nodes import RetroNode

if TYPE_CHECKING:
    from sphinx_retrospective.domain import RetroDomain

STATIC_DIR: Final = Path(__file__).parent / "static"
_KINDS_SHEET: Final = "retro-kinds.css"


def add_static_folder(app: Sphinx) -> None:
    """Have our static files copied (``builder-inited``)."""
    if app.builder.format == "html":
        app.config.html_static_path.append(str(STATIC_DIR))


def write_kinds_sheet(app: Sphinx, builder: Builder) -> None:
    """Write the colours of the project's own kinds (``write-started``)."""
    sheet = kinds_sheet(app)
    if builder.format == "html" and sheet:
        path = Path(app.outdir, "_static", _KINDS_SHEET)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(sheet, "utf-8")


def kinds_sheet(app: Sphinx) -> str:
    """Return a style sheet with the colours of the project's own kinds, which were checked to be colours."""
    domain = cast("RetroDomain", app.env.domains["retro"])
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
    domain = cast("RetroDomain", app.env.domains["retro"])
    indices = {f"{domain.name}-{index.name}" for index in domain.indices}
    is_ours = pagename in domain.addresses.pages or pagename in indices
    if doctree is not None:
        is_ours = any(isinstance(node, RetroNode) for node in doctree.findall(nodes.Element))
    if is_ours:
        app.add_css_file("retro.css")
        if kinds_sheet(app):
            app.add_css_file(_KINDS_SHEET)
