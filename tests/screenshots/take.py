"""Take the pictures of the built site that the README and shared links show: `make screenshots`."""

from __future__ import annotations

import struct
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from tests.browser import QUIET, find

ROOT: Final = Path(__file__).resolve().parents[2]
SITE: Final = ROOT / "_build" / "html"
FOLDER: Final = ROOT / "docs" / "screenshots"
SCHEMES: Final = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to take.

    Attributes:
        name: what its files are called.
        page: the page of the site, with an anchor where the picture is not of its top.
        width: that of the window, and of the picture.
        height: likewise.
        scale: how many dots of the picture are one pixel of the page.
        schemes: the colour schemes to take it in.
    """

    name: str
    page: str
    width: int = 1280
    height: int = 800
    scale: int = 1
    schemes: tuple[str, ...] = SCHEMES

    def file(self, scheme: str) -> str:
        """Return the name of its file in a colour scheme."""
        return f"{self.name}-{scheme}.png"


PICTURES: Final = (
    Picture("landing", "index.html", width=1200, height=700),
    Picture("timeline", "timeline.html"),
    Picture("matrix", "talks.html#subjects-by-year", height=720),
    Picture("guide", "guide/index.html", width=1200, height=640),
    # For links to these pages alone.
    Picture("tags", "tags.html", width=1200, height=630, schemes=("light",)),
    Picture("cv", "cv.html", width=1200, height=630, schemes=("light",)),
    # On the picture of a page that is shared, which takes no SVG.
    Picture("icon", "_static/favicon.svg", width=120, height=120, schemes=("light",)),
)


def main() -> None:
    """Take each."""
    path = find()
    if path is None:
        sys.exit(
            "Pictures are taken with Chromium or Chrome, and neither was found. On Debian: apt-get install chromium"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        for picture in PICTURES:
            for scheme in picture.schemes:
                file = FOLDER / picture.file(scheme)
                file.write_bytes(shrink(take(browser, picture, scheme)))
                print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1000} kB")
        browser.close()


def take(browser: Browser, picture: Picture, scheme: str) -> bytes:
    """Return the picture in a colour scheme, as PNG."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=picture.scale,
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    name, _, anchor = picture.page.partition("#")
    page.goto((SITE / name).as_uri(), wait_until="networkidle")
    if anchor:
        # Not by its address, at which themes mark what it names.
        page.evaluate("anchor => document.getElementById(anchor).scrollIntoView({behavior: 'instant'})", anchor)
    taken = page.screenshot(animations="disabled", caret="hide")
    context.close()
    return taken


_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"


def shrink(png: bytes) -> bytes:
    """Return the same picture in fewer bytes: browsers compress in haste, and add what is not needed to show it."""
    chunks = list(_chunks(png))
    dots = zlib.decompress(b"".join(content for kind, content in chunks if kind == b"IDAT"))
    header = next(content for kind, content in chunks if kind == b"IHDR")
    written = [(b"IHDR", header), (b"IDAT", zlib.compress(dots, 9)), (b"IEND", b"")]
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in written
    )


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and content of each part of a PNG file."""
    if not png.startswith(_SIGNATURE):
        raise ValueError("not a PNG file")
    at = len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


if __name__ == "__main__":
    main()
