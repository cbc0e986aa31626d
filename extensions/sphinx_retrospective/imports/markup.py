"""Markup inside the texts of other formats: as plain text, with the addresses of its links."""

from __future__ import annotations

import re
from typing import Final

# No alternative can match what another one begins with, and the repeats stop at the next of its own signs: linear.
_MARKUP: Final = re.compile(
    r"(?<!`)(?P<fence>`++)(?P<code>[^`]+)(?P=fence)(?!`)"
    r"|!?\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\])*+)\]\(\s*<?(?P<url>[^\s<>()\[\]]*(?:\([^\s<>()\[\]]*\)[^\s<>()\[\]]*)*)>?"
    r"(?:\s+\"[^\"\[\]]*\")?\s*\)"
    r"|(?P<stars>\*{1,3})(?=[^\s*])(?P<starred>[^*]+)(?<!\s)(?P=stars)"
    r"|(?<![\w_])(?P<scores>_{1,2})(?=[^\s_])(?P<scored>[^_]+)(?<!\s)(?P=scores)(?![\w_])"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|<(?P<address>https?://[^\s<>]+)>"
)
_TAG: Final = re.compile(r"</?(?:i|b|em|strong|sup|sub|sc|span)(?:\s[^<>]*)?>", re.IGNORECASE)


def plain_html(text: str) -> str:
    """Return *text* without the few tags that titles of references may have."""
    return _TAG.sub("", text) if "<" in text else text


def plain(text: str) -> str:
    """Return *text* without markup; the address of a link follows its label in parentheses."""
    return _MARKUP.sub(lambda match: _said(match, []), text)


def without_links(text: str) -> tuple[str, list[str]]:
    """Return *text* without markup, and the addresses of its links."""
    links: list[str] = [""]
    return _MARKUP.sub(lambda match: _said(match, links), text), links[1:]


def _said(match: re.Match[str], links: list[str]) -> str:
    """Return what a piece of markup says. Where *links* is not empty, the addresses go there."""
    url = match["url"]
    if url is None:
        inner = match["starred"] or match["scored"]
        if inner:
            return _MARKUP.sub(lambda each: _said(each, links), inner)
        return match["code"] or match["escaped"] or match["address"] or match[0]
    label = _MARKUP.sub(lambda each: _said(each, links), match["label"])
    if links:
        links.append(url)
        return label
    return f"{label} ({url})" if label and url and label != url else label or url
