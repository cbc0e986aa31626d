"""Pages at the addresses of former names of terms, each of which leads to the page of its term."""

from __future__ import annotations

from html import escape
from typing import Final

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_retrospective.builders import has_scripts
from sphinx_retrospective.gathering.addresses import Addresses

#: Without a script. The address of the new page is what search engines are to keep.
_PAGE: Final = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url={address}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<title>{title}</title>
</head>
<body>
<p><a href="{address}">{title}</a></p>
</body>
</html>
"""


def redirect_pages(builder: StandaloneHTMLBuilder, addresses: Addresses) -> dict[str, str]:
    """Return the HTML of each page that leads on, by its name; none in an output that no browser shows."""
    base = builder.config.html_baseurl
    pages = {}
    for name, target in addresses.redirects.items() if has_scripts(builder) else ():
        relative = builder.get_relative_uri(name, target)
        canonical = f"{base.rstrip('/')}/{builder.get_target_uri(target)}" if base else relative
        pages[name] = _PAGE.format(
            language=escape(builder.config.language or "en"),
            address=escape(relative),
            canonical=escape(canonical),
            title=escape(addresses.pages[target].title),
        )
    return pages
