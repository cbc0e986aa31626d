"""Configuration of the site: a decade retold, and the extension's documentation."""

from __future__ import annotations

import logging
import os
import sys
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx_design.dropdown import DropdownHtmlTransform
from sphinx_design.tabs import TabSetHtmlTransform

# The site's own drawings.
sys.path.insert(0, str(Path(__file__).parent / "docs" / "_ext"))

project = "Ten years of programming"
author = "the sphinx-retrospective contributors"
project_copyright = "2026, the sphinx-retrospective contributors; retold from Pierre Zemb's post (CC BY 4.0)"
release = installed_version("sphinx-retrospective")
version = release
language = "en"

extensions = [
    "sphinx_retrospective",
    "myst_parser",
    "sphinx_design",
    "sphinx_copybutton",
    "sphinx_sitemap",
    "sphinxcontrib.mermaid",
    "sphinxext.opengraph",
    "notfound.extension",
    "sphinx.ext.intersphinx",
    "drawings",
    "reading_time",
]
exclude_patterns = ["snippets", "_ext"]
nitpicky = True
myst_enable_extensions = ["colon_fence", "fieldlist", "attrs_inline"]
suppress_warnings: list[str] = []

retro_vocabulary = "tags.yaml"
retro_resume_basics = {"name": "Pierre Zemb", "url": "https://pierrezemb.fr/posts/ten-years-programming"}
retro_exports = ["json", "json-resume", "csv", "atom", "icalendar", "json-ld"]
retro_feeds = ["tag:Kafka", "tag:exoplanets", "org:OVH", "era:io-timeout"]

# The guide links to Sphinx's documentation by address, so that a build needs no network.
intersphinx_mapping: dict[str, Any] = {}

html_theme = "furo"
html_title = "Ten years of programming"
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "https://sphinx-retrospective.readthedocs.io/en/latest/")
# Pictures are taken by `make screenshots`.
html_static_path = [
    "docs/_static",
    *(f"docs/screenshots/{name}-light.png" for name in ("cv", "landing", "matrix", "tags", "timeline")),
]
# The schemas of what this site and others export.
html_extra_path = ["extensions/sphinx_retrospective/exports/schema"]
html_css_files = ["site.css"]
html_js_files = [("scrolling.js", {"loading_method": "defer"})]
templates_path = ["docs/_templates"]
html_favicon = "docs/_static/favicon.svg"
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    "light_css_variables": {
        "color-foreground-primary": "#1b1f24",
        "color-foreground-secondary": "#57606c",
        "color-foreground-muted": "#68717d",
        "color-background-border": "#d9dee5",
        "color-background-secondary": "#fafbfc",
        "color-brand-primary": "#0b5bb5",
        "color-brand-content": "#0b5bb5",
        "color-brand-visited": "#6a4fa3",
    },
    "dark_css_variables": {
        "color-foreground-primary": "#e6e9ee",
        "color-foreground-secondary": "#9fa9b6",
        "color-foreground-muted": "#8b95a2",
        "color-background-primary": "#131619",
        "color-background-secondary": "#171b1f",
        "color-background-border": "#333a44",
        "color-brand-primary": "#7db8ff",
        "color-brand-content": "#7db8ff",
        "color-brand-visited": "#b49bea",
    },
}

sitemap_url_scheme = "{link}"
sitemap_excludes = ["404.html", "search.html", "genindex.html"]
ogp_site_url = html_baseurl
ogp_site_name = html_title
ogp_enable_meta_description = True
# What a page that is sent shows of itself; pages with a view of their own name a picture of it instead.
ogp_social_cards = {
    "image_mini": "screenshots/icon-light.png",
    "line_color": "#0b5bb5",
    "site_url": "sphinx-retrospective",
}
# The font of these pictures has one weight, which Matplotlib would say in every build.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
# The page for what is not found is shown at any address, so its own links begin where the site does.
notfound_urls_prefix = f"{urlsplit(os.environ.get('READTHEDOCS_CANONICAL_URL', '')).path.rstrip('/')}/"
copybutton_exclude = ".linenos, .gp, .go"

epub_basename = "ten-years-of-programming"
epub_show_urls = "footnote"
epub_title = html_title
# The book has Sphinx's own theme for books, which needs no other style.
epub_css_files: list[str] = []
# No script runs in a book; the words below each diagram stand for it.
epub_exclude_files = [
    "_static/site.css",
    "_static/mermaid.min.js",
    "_static/diagrams.js",
    "_static/scrolling.js",
    "_static/landing-light.png",
    "_static/matrix-light.png",
    "_static/timeline-light.png",
    # What other tools read on the site.
    "retrospective-1.schema.json",
    # Sphinx leaves it there when the configuration changed, and would then warn of it.
    ".buildinfo.bak",
]

# A book for paper. LuaLaTeX, because it takes what a font lacks from another, and writes from right to left where the
# letters ask for it. `make pdf` names the Debian packages that have these fonts.
latex_engine = "lualatex"
# Without the landing page, which is there to lead on.
latex_documents = [("index", "ten-years-of-programming.tex", html_title, author, "manual", True)]
latex_domain_indices = True
latex_show_urls = "footnote"
latex_table_style = ["booktabs", "colorrows"]
# Xindy would be one more program to install.
latex_use_xindy = False
latex_elements = {
    "papersize": "a4paper",
    "pointsize": "10pt",
    "extraclassoptions": "openany,oneside",
    "releasename": "sphinx-retrospective",
    "fncychap": "",
    "tocdepth": r"\setcounter{tocdepth}{1}",
    "passoptionstopackages": r"\PassOptionsToPackage{hyphens}{url}",
    "polyglossia": "",
    "babel": r"""
\usepackage[bidi=basic]{babel}
\babelprovide[import, onchar=ids fonts]{hebrew}
\babelprovide[import, onchar=ids fonts]{arabic}
""",
    "fontpkg": r"""
\directlua{luaotfload.add_fallback("others", {
  "file:DejaVuSans.ttf:mode=harf;",
  "file:DroidSansFallbackFull.ttf:mode=harf;"
})}
\setmainfont{LinLibertine}[
  Extension=.otf, UprightFont=*_R, ItalicFont=*_RI, BoldFont=*_RB, BoldItalicFont=*_RBI, RawFeature={fallback=others}]
\setsansfont{LinBiolinum}[
  Extension=.otf, UprightFont=*_R, ItalicFont=*_RI, BoldFont=*_RB, BoldItalicFont=*_RB, RawFeature={fallback=others}]
\setmonofont{DejaVuSansMono}[
  Extension=.ttf, BoldFont=*-Bold, ItalicFont=*, BoldItalicFont=*-Bold, Scale=0.8, RawFeature={fallback=others}]
\defaultfontfeatures[DejaVuSans]{
  Renderer=HarfBuzz, Extension=.ttf, BoldFont=*-Bold, ItalicFont=*, BoldItalicFont=*-Bold}
\babelfont[hebrew, arabic]{rm}{DejaVuSans}
\babelfont[hebrew, arabic]{sf}{DejaVuSans}
\babelfont[hebrew, arabic]{tt}{DejaVuSans}
""",
    "preamble": r"""
% The contents are not only those of the first toctree, whose caption would be their heading.
\addto\captionsenglish{\renewcommand{\contentsname}{Contents}}
% Indices are of titles, not of code.
\renewcommand{\sphinxstyleindexentry}[1]{#1}
\renewcommand{\sphinxstyleindexextra}[1]{ (#1)}
% Lines of addresses and of code are hard to fill.
\setlength{\emergencystretch}{3em}
""",
}


def draw_diagrams(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Draw diagrams with the site's own copy of Mermaid, on the pages that have any.

    The script that the Mermaid extension puts into pages loads modules, which browsers refuse in pages opened as files.
    """
    if "script_files" not in context:
        # The JSON builder's pages are no whole pages, and load nothing.
        return
    if doctree is not None and any(node.tagname == "mermaid" for node in doctree.findall(nodes.Element)):
        app.add_js_file("mermaid.min.js", loading_method="defer")
        app.add_js_file("diagrams.js", loading_method="defer")
    scripts = context["script_files"]
    context["script_files"] = [each for each in scripts if each.filename or "mermaid" not in each.attributes["body"]]


def write_out_tabs(app: Sphinx) -> None:
    """Leave out of a book what sphinx-design makes for browsers alone: one text stands below the other there.

    Its tabs and its folding boxes are HTML that is no XML, and readers would refuse the pages.
    """
    if app.builder.name == "epub":
        transforms = app.registry.post_transforms
        transforms[:] = [each for each in transforms if each not in {TabSetHtmlTransform, DropdownHtmlTransform}]


def setup(app: Sphinx) -> None:
    """Connect what the site does of its own."""
    app.connect("builder-inited", write_out_tabs)
    # After the Mermaid extension, which is connected with the default priority of 500.
    app.connect("html-page-context", draw_diagrams, priority=600)
