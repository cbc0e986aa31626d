"""The style sheet of tags that look like badges, for projects that come from sphinx-tags."""

from __future__ import annotations

from typing import Final

from sphinx_retrospective.core.sphinx_tags import SphinxTags

BADGES_SHEET: Final = "retro-badges.css"
#: The colours that have names, each with that of the text on it. Those of sphinx-design stand for them where it is
#: loaded, as its user chose them.
_NAMED: Final = {
    "primary": ("#0a5c8a", "#ffffff"),
    "secondary": ("#5a6268", "#ffffff"),
    "success": ("#1c7430", "#ffffff"),
    "info": ("#0f6674", "#ffffff"),
    "warning": ("#ffc107", "#212529"),
    "danger": ("#b02a37", "#ffffff"),
    "light": ("#f8f9fa", "#212529"),
    "muted": ("#5f6b76", "#ffffff"),
    "dark": ("#212529", "#ffffff"),
    "white": ("#ffffff", "#212529"),
    "black": ("#000000", "#ffffff"),
}
_SHAPE: Final = """\
.retro-tags .retro-badge,.retro-tags .retro-badge:visited,.retro-tags .retro-badge:hover{\
padding:0.1rem 0.5rem;border:1px solid var(--retro-line);border-radius:0.25rem;line-height:1.3;\
background:var(--retro-badge);color:var(--retro-badge-text)}
"""


def badges_sheet(sphinx_tags: SphinxTags | None) -> str:
    """Return a style sheet with the colours that badges can have, which were checked; empty where there are none."""
    if not sphinx_tags or not sphinx_tags.has_badges:
        return ""
    rules = [_SHAPE]
    for colour in dict.fromkeys(("primary", *(colour for _, colour in sphinx_tags.badge_colours))):
        if colour in _NAMED:
            ground, text = (
                f"var(--sd-color-{colour}{kind},{value})"
                for kind, value in zip(("", "-text"), _NAMED[colour], strict=True)
            )
        else:
            ground, text = colour, _text_on(colour)
        name = colour.lstrip("#")
        rules.append(f".retro-badge-{name}{{--retro-badge:{ground};--retro-badge-text:{text}}}\n")
    return "".join(rules)


def _text_on(colour: str) -> str:
    """Return black or white, whichever stands out more on *colour*, by the contrast of WCAG."""
    digits = colour.lstrip("#")
    parts = [digit * 2 for digit in digits] if len(digits) == 3 else [digits[place : place + 2] for place in (0, 2, 4)]
    shares = [int(part, 16) / 255 for part in parts]
    light = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    luminance = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
    return "#000000" if (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) else "#ffffff"
