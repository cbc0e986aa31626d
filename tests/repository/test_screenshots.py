"""The pictures of the site: those that are shown are there, those that are taken are shown, and none is large."""

from __future__ import annotations

import re
import struct
import zlib

import pytest

from tests.repository.checkout import ROOT
from tests.screenshots.take import FOLDER, PICTURES, SCHEMES, shrink

pytestmark = pytest.mark.once

#: Where they are shown, and how a picture is written there.
SHARED = r'"og:image": _static/([\w-]+\.png)'
SHOWN_IN = {
    "README.md": r"docs/screenshots/([\w-]+\.png)",
    "conf.py": r"screenshots/(icon-light\.png)",
    **{f"docs/{name}.md": SHARED for name in ("cv", "index", "tags", "talks", "timeline")},
}
TAKEN = {picture.file(scheme): picture for picture in PICTURES for scheme in picture.schemes}


def shown(document: str) -> set[str]:
    """The pictures that a document shows."""
    return set(re.findall(SHOWN_IN[document], (ROOT / document).read_text("utf-8")))


def test_every_picture_that_is_shown_is_there_in_both_schemes() -> None:
    assert shown("README.md")
    for name in shown("README.md"):
        assert (FOLDER / name).is_file()
        assert {re.sub("(light|dark)", scheme, name) for scheme in SCHEMES} <= shown("README.md")


def test_those_that_are_taken_are_those_that_are_there_and_shown() -> None:
    assert set(TAKEN) == {path.name for path in FOLDER.iterdir()}
    assert set(TAKEN) == set.union(*map(shown, SHOWN_IN))


@pytest.mark.parametrize("name", TAKEN)
def test_each_is_as_large_as_it_says_and_no_larger_than_it_needs_to_be(name: str) -> None:
    picture, content = TAKEN[name], (FOLDER / name).read_bytes()
    assert struct.unpack_from(">II", content, 16) == (picture.width * picture.scale, picture.height * picture.scale)
    assert len(content) < 150_000
    assert len(content) < 1.05 * len(shrink(content))  # releases of zlib differ a little


def test_every_picture_is_told_in_words() -> None:
    assert all(len(alt) > 40 for alt in re.findall('<img alt="([^"]*)"', (ROOT / "README.md").read_text("utf-8")))


def test_a_picture_is_the_same_in_fewer_bytes() -> None:
    def part(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    dots = b"".join(b"\0" + bytes(300) for _ in range(100))
    in_haste = zlib.compress(dots, 1)
    header = part(b"IHDR", struct.pack(">IIBBBBB", 100, 100, 8, 2, 0, 0, 0))
    before = b"\x89PNG\r\n\x1a\n" + header + part(b"tEXt", b"Software\0any")
    before += part(b"IDAT", in_haste[:40]) + part(b"IDAT", in_haste[40:]) + part(b"IEND", b"")
    after = shrink(before)
    assert len(after) < len(before)
    assert header in after
    [compressed] = re.findall(b"IDAT(.*)....\0\0\0\0IEND", after, re.DOTALL)
    assert zlib.decompress(compressed) == dots
    with pytest.raises(ValueError, match="not a PNG"):
        shrink(b"GIF89a")
