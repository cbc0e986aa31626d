"""The site's own drawings, made when it is built: ``diagram``, ``light-curve`` and ``figures``, each with a caption.

Each is drawn twice for web pages, for a wide window and for a phone, and once for paper. No script runs, and the
colours are those of the page. Other formats have the words below a drawing.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Final

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator
from sphinx.writers.latex import LaTeXTranslator

from drawings.charts import draw_curve, draw_figures
from drawings.diagram import draw_diagram
from drawings.shapes import Drawing, as_svg, as_tikz

#: How wide a drawing is at the most, and the size of its type: on a wide window, on a phone, and on paper.
WIDE: Final = (720.0, 13.0)
NARROW: Final = (330.0, 12.0)
PAPER: Final = (560.0, 12.0)
#: How wide a drawing as wide as may be is on paper, in points.
_PAPER_WIDTH: Final = 420.0

#: What draws each kind: a text, a width and a size of type in.
_DRAW: Final[dict[str, Callable[[str, float, float], Drawing]]] = {
    "diagram": draw_diagram,
    "light-curve": draw_curve,
    "figures": draw_figures,
}


class drawing(nodes.General, nodes.Element):
    """A drawing of a ``kind``, described by its ``text``, and by ``alt`` in words; in it its caption."""


class Draw(SphinxDirective):
    """Each of the directives: the argument is the caption, ``alt`` the picture in words, the content what is drawn."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "alt": directives.unchanged_required,
        "file": directives.path,
    }

    def run(self) -> list[nodes.Node]:
        """Make the node, once it is sure that it can be drawn."""
        text = "\n".join(self.content)
        if "file" in self.options:
            name, path = self.env.relfn2path(self.options["file"])
            self.env.note_dependency(name)
            text = Path(path).read_text("utf-8")
        kind = self.name.rpartition(":")[2]
        try:
            _DRAW[kind](text, *WIDE)
        except (ValueError, KeyError, csv.Error) as error:
            raise self.error(f"{kind}: {error}") from error
        texts, messages = self.state.inline_text(self.arguments[0], self.lineno)
        made = drawing("", nodes.paragraph("", "", *texts), kind=kind, text=text, alt=self.options["alt"])
        self.set_source_info(made)
        return [made, *messages]


def visit_html(self: HTML5Translator, node: drawing) -> None:
    """Draw it for both windows; the style sheet shows one of the two."""
    if self.builder.name == "epub":
        # Its pages would have to be named in the book as such that have drawings in them.
        raise nodes.SkipNode
    self.body.append(f'<figure class="site-drawing site-{node["kind"]}">\n')
    for name, size in (("wide", WIDE), ("narrow", NARROW)):
        self.body.append(as_svg(_DRAW[node["kind"]](node["text"], *size), f"site-{name}", node["alt"]))
    self.body.append("<figcaption>\n")


def depart_html(self: HTML5Translator, node: drawing) -> None:
    """End it."""
    self.body.append("</figcaption>\n</figure>\n")


def visit_latex(self: LaTeXTranslator, node: drawing) -> None:
    """Draw it for paper."""
    drawn = _DRAW[node["kind"]](node["text"], *PAPER)
    width = _PAPER_WIDTH * min(1.0, drawn.width / PAPER[0])
    self.body.append(f"\n\\begin{{center}}\n{as_tikz(drawn, width, self.encode)}\n\n\\small\\itshape ")


def depart_latex(self: LaTeXTranslator, node: drawing) -> None:
    """End it."""
    self.body.append("\n\\end{center}\n")


def skip(self: Any, node: drawing) -> None:
    """Leave it out: the words below it are there."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives, and what writes them."""
    app.add_node(
        drawing,
        html=(visit_html, depart_html),
        latex=(visit_latex, depart_latex),
        text=(skip, None),
        man=(skip, None),
        texinfo=(skip, None),
    )
    for name in _DRAW:
        app.add_directive(name, Draw)
    app.add_latex_package("tikz")
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
