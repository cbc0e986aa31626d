"""The builders that the sample project is built with, and what each has. The guide's table says the same."""

from __future__ import annotations

#: Their whole output is in HTML, with links between its files.
LINKED = ("html", "dirhtml", "singlehtml", "epub")
#: They write what the project says, in some form.
WRITING = (*LINKED, "latex", "text", "man", "texinfo", "xml", "pseudoxml", "json", "gettext")
BUILDERS = (*WRITING, "dummy", "linkcheck")
#: Those with a page for each term.
PAGED = ("html", "dirhtml", "json")
#: Those whose pages have scripts, which draw diagrams.
DRAWING = ("html", "dirhtml", "singlehtml", "json")
#: Where the two indices are, in those that have them.
INDEXED = {
    "html": "retro-tags.html",
    "dirhtml": "retro-tags/index.html",
    "epub": "retro-tags.xhtml",
    "json": "retro-tags.fjson",
    "latex": "everything.tex",
    "texinfo": "everything.texi",
}
